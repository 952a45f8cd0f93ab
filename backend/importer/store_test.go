package importer_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/store"
)

// workspace is a real workspace file as a run wants it.
type workspace struct{ *store.DB }

func (w workspace) Bulk(ctx context.Context, fn func(importer.Tx) error) error {
	return w.DB.Bulk(ctx, func(tx *store.Bulk) error { return fn(tx) })
}

func newWorkspace(t *testing.T) workspace {
	t.Helper()
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "test.kvnmail")
	made, err := store.Create(ctx, path, domain.DefaultSettings())
	if err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return workspace{db}
}

func TestHalfAMillionOrderLinesGoIntoAWorkspaceFile(t *testing.T) {
	if testing.Short() {
		t.Skip("half a million rows")
	}
	ctx, path := context.Background(), retailFile(t)
	w := newWorkspace(t)
	plan, err := importer.Guess(ctx, path, importer.ReadOptions{}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	plan.Permission.Answer = importer.PermissionCustomer
	dry := plan
	dry.DryRun = true
	rep, err := importer.Run(ctx, dry, w, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("dry run: %.2f s", rep.Seconds)
	if n, err := w.CountContacts(ctx); err != nil || n != 0 {
		t.Fatalf("a dry run left %d people (%v)", n, err)
	}
	if rep, err = importer.Run(ctx, plan, w, nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("import: %.2f s", rep.Seconds)
	checkRetail(t, rep)
	people, err := w.CountContacts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	events, err := w.CountEvents(ctx)
	if err != nil || people != 4_372 || events != rep.Tally.EventsAdded {
		t.Errorf("%d people and %d events (%v)", people, events, err)
	}
	if rep, err = importer.Run(ctx, plan, w, nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("again: %.2f s", rep.Seconds)
	if rep.Tally.Unchanged != 406_829 || rep.Tally.EventsAdded != 0 {
		t.Errorf("the same file again gave %+v", rep.Tally)
	}
}

func TestPeopleGoIntoAWorkspaceFile(t *testing.T) {
	ctx, w := context.Background(), newWorkspace(t)
	path := write(t, "p.csv", "email,customer id,city,Tier,Joined,status\nA@x.in,1,Pune,gold,2024-01-05,subscribed\nb@x.in,2,,silver,,unsubscribed\na@x.in,,,,,\n")
	fields, err := w.Fields(ctx)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := importer.Guess(ctx, path, importer.ReadOptions{}, fields, "")
	if err != nil {
		t.Fatal(err)
	}
	plan.HashAddress, plan.Permission.Answer = hash, importer.PermissionConsent
	rep, err := importer.Run(ctx, plan, w, nil)
	if err != nil {
		t.Fatal(err)
	}
	if rep.Tally.Added != 2 || rep.Tally.Unchanged != 1 || rep.ImportID == 0 {
		t.Errorf("tally %+v", rep.Tally)
	}
	asha, err := w.FindContact(ctx, "a@x.in")
	if err != nil || asha.ExternalID != "1" || asha.Value(domain.FieldCity).Text != "Pune" || asha.Value(domain.FieldJoined).String() != "2024-01-05" {
		t.Errorf("the person is %+v (%v)", asha, err)
	}
	if _, stopped, err := w.IsSuppressed(ctx, hash("b@x.in")); err != nil || !stopped {
		t.Errorf("the opt-out was lost (%v)", err)
	}
	if again, err := importer.Run(ctx, plan, w, nil); err != nil || again.Tally.Unchanged != 3 {
		t.Errorf("again %+v (%v)", again.Tally, err)
	}
}
