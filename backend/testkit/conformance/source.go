package conformance

import "github.com/kvnmail/kvnmail/backend/testkit/blocks"

// Source hands the workspace to an engine.
func (w *Workspace) Source() *blocks.Source {
	return blocks.New(blocks.Facts{
		Fields: w.Catalog.Fields, Properties: w.Catalog.Properties, People: w.Contacts, Deeds: w.Events,
		Permissions: w.Consents, Suppressions: w.Suppressions,
	})
}
