package rule

import _ "embed"

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema of the rule document, for tools outside.
func Schema() []byte { return append([]byte(nil), schema...) }
