package app

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// mailPolicy is for drawn mails: their own inline styles, pictures of the
// workspace, and nothing that runs or leaves the computer.
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// withPolicy puts the content policy on every answer of the asset server.
func withPolicy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		policy := contentPolicy
		if strings.HasPrefix(r.URL.Path, "/preview/") {
			policy = mailPolicy
		}
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

// assets serves what is drawn rather than shipped: mails and pictures.
func (s *session) assets() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /preview/edit/{campaign}", s.serve("text/html", s.previewCanvas))
	mux.HandleFunc("GET /preview/mail/{campaign}/{contact}", s.serve("text/html", s.previewMail))
	mux.HandleFunc("GET /preview/text/{campaign}/{contact}", s.serve("text/plain", s.previewText))
	mux.HandleFunc("GET /preview/outbox/{message}", s.serve("text/html", s.previewOutbox))
	mux.HandleFunc("GET /preview/asset/{name}", s.servePicture)
	mux.HandleFunc("GET /preview/cid/{message}/{cid}", s.serveInlinePicture)
	return mux
}

// serve answers with what a drawing function returns, or with its error's sentence.
func (s *session) serve(kind string, draw func(r *http.Request) (string, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		text, err := drawn(draw, r)
		if err != nil {
			refuse(w, err)
			return
		}
		w.Header().Set("Content-Type", kind+"; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		_, _ = w.Write([]byte(text)) // the window went away: nothing to do
	}
}

func drawn(draw func(r *http.Request) (string, error), r *http.Request) (text string, err error) {
	defer guard(&err)
	return draw(r)
}

func refuse(w http.ResponseWriter, err error) {
	b := toBridge(err)
	status := http.StatusInternalServerError
	if b.Code == domain.NotFound || b.Code == domain.Invalid {
		status = http.StatusNotFound
	}
	http.Error(w, b.Message, status)
}

// pathID reads a positive number out of the address.
func pathID(r *http.Request, name string) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue(name), 10, 64)
	if err != nil || id < 1 {
		return 0, domain.Errorf(domain.Invalid, "This address names no %s.", name)
	}
	return id, nil
}
