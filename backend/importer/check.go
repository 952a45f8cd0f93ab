package importer

import (
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// check refuses plans that cannot be carried out.
func (r *run) check() error {
	if err := r.sameColumns(); err != nil {
		return err
	}
	if err := r.checkMapping(); err != nil {
		return err
	}
	if err := r.checkDates(); err != nil {
		return err
	}
	return r.checkPermission()
}

func (r *run) checkMapping() error {
	used := map[string]bool{}
	for _, m := range r.plan.Mapping {
		if m.Index < 0 || m.Index >= len(r.survey.columns) {
			if m.Target != "" {
				return domain.Errorf(domain.Invalid, "The plan names column %d, but the sheet has %d columns. Look at the columns again.", m.Index+1, len(r.survey.columns))
			}
			continue
		}
		if m.Target != "" && used[m.Target] && !strings.HasPrefix(m.Target, "new:") {
			return domain.Errorf(domain.Invalid, "Two columns are given the same meaning (%s). Choose one of them.", m.Target)
		}
		used[m.Target] = true
		if m.OnMatch != "" && m.OnMatch != OnMatchFill && m.OnMatch != OnMatchNewer && m.OnMatch != OnMatchKeep {
			return domain.Errorf(domain.Invalid, "What becomes of values that people already have must be fill, newer or keep.")
		}
	}
	if !used[toEmail] && !used[toExternal] {
		return domain.Errorf(domain.Invalid, "No column says who the rows are about. Choose the column that holds the email or the customer id.")
	}
	switch {
	case r.plan.Kind != domain.ImportPeople && r.plan.Kind != domain.ImportOrders && r.plan.Kind != domain.ImportEvents:
		return domain.Errorf(domain.Invalid, "Choose whether the rows are people, orders or other events.")
	case r.plan.Kind != domain.ImportPeople && !used[toAt]:
		return domain.Errorf(domain.Invalid, "No column says when it happened. Choose the column that holds the date.")
	case r.plan.Kind == domain.ImportEvents && r.plan.Event == "":
		return domain.Errorf(domain.Invalid, "Name the kind of event that the rows are.")
	}
	return nil
}

func (r *run) checkDates() error {
	if r.plan.DateOrder != "" && orderOf(r.plan.DateOrder) == orderAny {
		return domain.Errorf(domain.Invalid, "The order of dates must be dmy, mdy or ymd.")
	}
	for _, m := range r.plan.Mapping {
		if m.Target == "" || m.Index >= len(r.survey.columns) {
			continue
		}
		c := r.survey.columns[m.Index]
		if c.doubt && r.plan.DateOrder == "" && r.readsDates(m.Target) {
			return domain.Errorf(domain.Invalid, "The dates in column %q can be read day first or month first (%s). Choose one of the two.", c.name, strings.Join(c.samples[:min(2, len(c.samples))], ", "))
		}
	}
	return nil
}

func (r *run) checkPermission() error {
	p := r.plan.Permission
	switch p.Answer {
	case PermissionNone, PermissionConsent, PermissionCustomer:
	case "":
		if !r.plan.DryRun {
			return domain.Errorf(domain.Invalid, "Say whether these people agreed to receive mail. \"I do not have permission yet\" is a proper answer: they are imported and not mailed.")
		}
	default:
		return domain.Errorf(domain.Invalid, "The answer about permission must be consent, existing_customer or none.")
	}
	if p.Purpose != "" && p.Purpose != domain.Marketing && p.Purpose != domain.Service {
		return domain.Errorf(domain.Invalid, "The purpose of the permission must be marketing or service.")
	}
	if p.On != "" {
		on, err := time.ParseInLocation(time.DateOnly, p.On, r.loc)
		if err != nil {
			return domain.Errorf(domain.Invalid, "The date of the permission must be written like 2026-01-31.")
		}
		if on.After(r.clock.Now()) {
			return domain.Errorf(domain.Invalid, "The date of the permission lies in the future. Choose the day on which these people agreed.")
		}
	}
	for _, m := range r.plan.Mapping {
		if strings.HasPrefix(m.Target, "status:") && r.plan.HashAddress == nil {
			return domain.Errorf(domain.Internal, "Opt-outs cannot be protected without the workspace's key. Open the workspace again.")
		}
	}
	return nil
}

// readsDates reports whether the target takes dates.
func (r *run) readsDates(target string) bool {
	if wantsDate(target) {
		return true
	}
	for _, f := range r.fields {
		if target == "field:"+f.Key {
			return f.Type == domain.Date || f.Type == domain.Time
		}
	}
	return false
}
