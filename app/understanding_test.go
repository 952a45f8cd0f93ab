package app

import (
	"strings"
	"testing"
)

func TestWhatAFileHoldsIsSaidInTheLanguageOfTheInterface(t *testing.T) {
	h := newWatching(t)
	defer spoken.set("en")
	path := got[string](t)(h.b.Paste("uuid,email,name,attributes,status,created_at\nu1,a@x.in,Asha Rao,\"{\"\"age\"\": 34}\",enabled,2024-01-05\nu2,b@x.in,Bela Mehta,{},blocklisted,2024-01-06\n"))
	for language, want := range map[string][]string{
		"en": {"The columns are those of this export: listmonk subscribers.", "Email", "Who they are"},
		"hi": {"कॉलम इस एक्सपोर्ट के हैं: listmonk subscribers।", "ईमेल", "वे कौन हैं"},
	} {
		spoken.set(language)
		i := got[Inspection](t)(h.b.Inspect(path, ReadOptions{}))
		if i.Preset != "listmonk subscribers" || i.KindWhy != want[0] || i.Columns[1].Note != want[1] || i.Targets[0].Group != want[2] {
			t.Errorf("in %s: %q, %q, %q, %+v", language, i.Preset, i.KindWhy, i.Columns[1].Note, i.Targets[0])
		}
	}
}

func TestColumnsAreGuessedAnewForAnotherKindOfRows(t *testing.T) {
	h := newWatching(t)
	path := got[string](t)(h.b.Paste("Email,Page URL,Visited At\na@x.in,/a,2024-01-05 10:00\na@x.in,/b,2024-01-06 10:00\n"))
	i := got[Inspection](t)(h.b.Inspect(path, ReadOptions{}))
	if i.Kind != "events" || i.Choices.Event != "visited" {
		t.Fatalf("it is taken for %s %s: %s", i.Kind, i.Choices.Event, i.KindWhy)
	}
	people := got[ImportSelection](t)(h.b.GuessAs(path, i.Choices.Options, "people"))
	var targets []string
	for _, m := range people.Mapping {
		targets = append(targets, m.Target)
	}
	if people.Kind != "people" || strings.Join(targets, " ") != "field:email new:text new:date" {
		t.Errorf("as people: %s %v", people.Kind, targets)
	}
}
