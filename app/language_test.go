package app

import "testing"

func TestTheLanguageOfTheInterface(t *testing.T) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		t.Setenv(name, "")
	}
	t.Run("is the system's until one is chosen", func(t *testing.T) {
		t.Setenv("LANG", "hi_IN.UTF-8")
		if got := (&session{}).language(); got != "hi" {
			t.Errorf("language = %q", got)
		}
		t.Setenv("LC_ALL", "en_GB.UTF-8")
		if got := (&session{}).language(); got != "en" {
			t.Errorf("LC_ALL does not win: %q", got)
		}
	})
	t.Run("is English where the system speaks another", func(t *testing.T) {
		t.Setenv("LANG", "fr_FR.UTF-8")
		if got := (&session{}).language(); got != "en" {
			t.Errorf("language = %q", got)
		}
	})
	t.Run("is the chosen one, and one that is not there is refused", func(t *testing.T) {
		t.Setenv("XDG_CONFIG_HOME", t.TempDir())
		s := newSession()
		if _, err := s.setLanguage("xx"); err == nil {
			t.Error("an unknown language was taken")
		}
		if state, err := s.setLanguage("hi"); err != nil || state.Language != "hi" {
			t.Errorf("setLanguage: %q, %v", state.Language, err)
		}
		if got := newSession().language(); got != "hi" {
			t.Errorf("the next start speaks %q", got)
		}
	})
}
