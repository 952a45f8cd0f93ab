package importer

import (
	"encoding/json"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// planFormat numbers the form in which plans are kept.
const planFormat = 1

type keptPlan struct {
	Format int
	Plan   Plan
}

// Encode writes a plan down, to be carried out later. The password of a locked file is
// not in it, nor what belongs to one run.
func (p Plan) Encode() (string, error) {
	p.Options.Password, p.Options.Fresh, p.DryRun, p.Waiting, p.Again = "", false, false, 0, nil
	raw, err := json.Marshal(keptPlan{planFormat, p})
	return string(raw), err
}

// DecodePlan reads what Encode wrote. One of a newer program is Invalid.
func DecodePlan(text string) (Plan, error) {
	var kept keptPlan
	if err := json.Unmarshal([]byte(text), &kept); err != nil || kept.Format != planFormat {
		return Plan{}, because(err, domain.Errorf(domain.Invalid, "The settings of this import cannot be read by this version of KVN Mail. Choose the file again."))
	}
	return kept.Plan, nil
}

func because(cause error, e *domain.Error) *domain.Error {
	e.Err = cause
	return e
}
