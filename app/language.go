package app

import (
	"os"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// spoken is the language that the interface of this process speaks: bound methods put
// their errors into it, the command line stays with English.
var spoken speech

// speech holds the code of a language. The zero value is English.
type speech struct{ code atomic.Pointer[string] }

func (s *speech) set(code string) { s.code.Store(&code) }

// language is the one that sentences are in.
func (s *speech) language() string {
	if code := s.code.Load(); code != nil {
		return *code
	}
	return "en"
}

// sentence returns a sentence of the program in the language, itself where there is no other.
func (s *speech) sentence(english string) string {
	if code := s.code.Load(); code != nil && *code == "hi" {
		if own, ok := hindiSentences[english]; ok {
			return own
		}
	}
	return english
}

// languages are those the interface speaks, the first where nothing else is known.
var languages = []string{"en", "hi"}

// language is the one of the interface: as chosen, else the system's.
func (s *session) language() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if chosen := s.preferences.Language; slices.Contains(languages, chosen) {
		return chosen
	}
	return systemLanguage()
}

// systemLanguage reads the language off the environment as POSIX orders it.
func systemLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		code, _, _ := strings.Cut(os.Getenv(name), "_")
		if slices.Contains(languages, code) {
			return code
		}
	}
	return languages[0]
}

// setLanguage remembers the language of the interface and puts rules into its words.
func (s *session) setLanguage(language string) (WorkspaceState, error) {
	if !slices.Contains(languages, language) {
		return WorkspaceState{}, domain.Errorf(domain.Invalid, "KVN Mail does not speak that language yet. Choose one from the list.")
	}
	s.updatePreferences(func(p *preferences) { p.Language = language })
	spoken.set(language)
	s.mu.Lock()
	w := s.opened
	s.mu.Unlock()
	if w != nil {
		w.putInWords()
	}
	s.announceWorkspace()
	return s.state()
}

// putInWords describes rules in the interface's language from now on, or as soon as
// the engine is filled.
func (w *workspace) putInWords() {
	speak := func() {
		if studio, err := w.studio(); err == nil {
			studio.SetCatalog(studio.Catalog().In(w.session.language()))
		}
	}
	if !w.loading() {
		speak()
		return
	}
	go speak()
}
