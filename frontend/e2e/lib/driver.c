// Preloaded into the production binary by the window test, so that
// WebKitWebDriver can attach to a program that was not built for it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
#include <webkit2/webkit2.h>

static WebKitWebView *only_view;
static WebKitWebView *hand_out_view(WebKitAutomationSession *session, gpointer data) { return only_view; }

static void on_automation(WebKitWebContext *context, WebKitAutomationSession *session, gpointer data)
{
    WebKitApplicationInfo *info = webkit_application_info_new();
    webkit_application_info_set_name(info, "kvnmail");
    webkit_application_info_set_version(info, 1, 0, 0);
    webkit_automation_session_set_application_info(session, info);
    webkit_application_info_unref(info);
    g_signal_connect(session, "create-web-view", G_CALLBACK(hand_out_view), NULL);
}

// The program closes the inspector's door at start; the driver comes in by it, so here it stays open.
int unsetenv(const char *name)
{
    if (strcmp(name, "WEBKIT_INSPECTOR_SERVER") == 0) return 0;
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unsetenv");
    return real(name);
}

// Replaces WebKit's own constructor with one that allows automation.
GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager)
{
    WebKitWebContext *context = webkit_web_context_get_default();
    webkit_web_context_set_automation_allowed(context, TRUE);
    g_signal_connect(context, "automation-started", G_CALLBACK(on_automation), NULL);
    only_view = WEBKIT_WEB_VIEW(g_object_new(WEBKIT_TYPE_WEB_VIEW, "web-context", context, "user-content-manager", manager,
                                             "is-controlled-by-automation", TRUE, NULL));
    return GTK_WIDGET(only_view);
}
