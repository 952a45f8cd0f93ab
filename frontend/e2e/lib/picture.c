// picture FILE: saves what the whole screen shows as a PNG.
#include <gtk/gtk.h>

int main(int count, char **args)
{
    gtk_init(&count, &args);
    GdkWindow *screen = gdk_get_default_root_window();
    GdkPixbuf *image = gdk_pixbuf_get_from_window(screen, 0, 0, gdk_window_get_width(screen), gdk_window_get_height(screen));
    return image && count > 1 && gdk_pixbuf_save(image, args[1], "png", NULL, NULL) ? 0 : 1;
}
