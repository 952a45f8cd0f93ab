// filedrag FILE...: a small window at the top left of the screen to drag files
// out of, as a file manager would.
#include <gtk/gtk.h>

static char **uris;

static void give(GtkWidget *from, GdkDragContext *context, GtkSelectionData *data, guint info, guint time, gpointer user)
{
    gtk_selection_data_set_uris(data, uris);
}

int main(int count, char **args)
{
    gtk_init(&count, &args);
    uris = g_new0(char *, count);
    for (int i = 1; i < count; i++) uris[i - 1] = g_filename_to_uri(args[i], NULL, NULL);
    GtkWidget *window = gtk_window_new(GTK_WINDOW_POPUP), *box = gtk_event_box_new();
    gtk_container_add(GTK_CONTAINER(window), box);
    gtk_container_add(GTK_CONTAINER(box), gtk_label_new("files"));
    gtk_window_set_default_size(GTK_WINDOW(window), 80, 60);
    gtk_drag_source_set(box, GDK_BUTTON1_MASK, NULL, 0, GDK_ACTION_COPY);
    gtk_drag_source_add_uri_targets(box);
    g_signal_connect(box, "drag-data-get", G_CALLBACK(give), NULL);
    gtk_widget_show_all(window);
    gtk_window_move(GTK_WINDOW(window), 0, 0);
    gtk_main();
}
