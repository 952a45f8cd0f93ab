package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	goruntime "runtime"
	"strings"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/kvnmail/kvnmail/frontend"
)

const (
	windowWidth, windowHeight       = 1280, 800
	windowMinWidth, windowMinHeight = 1080, 680
)

// contentPolicy lets the interface load only what ships inside the program.
// Inline style attributes are how React and the drawing libraries position
// things; style elements and every script but our own stay forbidden.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"

// runWindow opens the window, with a file to open or "", and returns when it is closed.
func runWindow(file string) int {
	if !hasDisplay() {
		fmt.Fprintln(os.Stderr, "KVN Mail has no screen to open its window on. Start it from a desktop session, or use the command line: kvnmail help")
		return exitFailed
	}
	if file != "" {
		file, _ = filepath.Abs(file)
	}
	one, first := &instance{}, true
	if !generatingBindings {
		one, first = claimInstance(file)
	}
	if !first {
		return exitDone
	}
	defer one.release()
	prepareWebView()
	s := newSession()
	go one.serve(s.secondStart)
	if err := wails.Run(windowOptions(s, file)); err != nil {
		fmt.Fprintln(os.Stderr, "The window could not be opened:", err)
		return exitFailed
	}
	return exitDone
}

// hasDisplay is asked before GTK, which would end the program without a word.
func hasDisplay() bool {
	return goruntime.GOOS != "linux" || generatingBindings || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// prepareWebView closes the inspector's door and avoids blank windows on NVIDIA drivers.
func prepareWebView() {
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "WEBKIT_INSPECTOR_") {
			os.Unsetenv(name)
		}
	}
	if os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	}
}

func windowOptions(s *session, file string) *options.App {
	g := s.preferences.Window
	if g.Width < windowMinWidth || g.Height < windowMinHeight {
		g.Width, g.Height = windowWidth, windowHeight
	}
	return &options.App{
		Title: "KVN Mail", Width: g.Width, Height: g.Height, MinWidth: windowMinWidth, MinHeight: windowMinHeight,
		StartHidden:      true,
		BackgroundColour: options.NewRGB(0xf4, 0xf2, 0xee),
		AssetServer:      &assetserver.Options{Assets: frontend.Assets(), Handler: s.assets(), Middleware: withPolicy},
		OnStartup:        func(ctx context.Context) { s.start(ctx, file) },
		OnDomReady:       func(ctx context.Context) { time.AfterFunc(showAtLatest, s.showWindow) },
		OnBeforeClose:    func(ctx context.Context) bool { s.rememberWindow(ctx); return false },
		OnShutdown:       func(context.Context) { s.stop() },
		Bind:             s.bindings(),
		DragAndDrop:      &options.DragAndDrop{EnableFileDrop: true},
		Linux:            &linux.Options{ProgramName: "kvnmail", WebviewGpuPolicy: linux.WebviewGpuPolicyOnDemand},
	}
}

// showAtLatest shows the window even when the interface never says that it has painted.
const showAtLatest = 3 * time.Second

// showWindow shows the window once, where it last was.
func (s *session) showWindow() {
	s.shown.Do(func() {
		placeWindow(s.window, s.preferences.Window)
		runtime.WindowShow(s.window)
	})
}

func placeWindow(ctx context.Context, g geometry) {
	if g.Maximised {
		runtime.WindowMaximise(ctx)
	} else if g.Width > 0 {
		runtime.WindowSetPosition(ctx, g.X, g.Y)
	}
}

// rememberWindow keeps the window's place for the next start.
func (s *session) rememberWindow(ctx context.Context) {
	g := geometry{Maximised: runtime.WindowIsMaximised(ctx)}
	g.Width, g.Height = runtime.WindowGetSize(ctx)
	g.X, g.Y = runtime.WindowGetPosition(ctx)
	s.updatePreferences(func(p *preferences) {
		if g.Maximised { // keep the size to come back to
			g.X, g.Y, g.Width, g.Height = p.Window.X, p.Window.Y, p.Window.Width, p.Window.Height
		}
		p.Window = g
	})
}

// secondStart brings the window to the front and opens the file the second start was given.
func (s *session) secondStart(file string) {
	if s.window == nil {
		return
	}
	runtime.WindowUnminimise(s.window)
	runtime.WindowShow(s.window)
	if file != "" {
		s.openDropped(file)
	}
}
