package sqlgen

import (
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// fieldColumn names the column a field is compared by; a derived field has no
// values before the instant it was worked out at.
func (b *builder) fieldColumn(f domain.Field) string {
	if !f.DerivedAt.IsZero() && f.DerivedAt.UnixMilli() > b.plan.AsOf.UnixMilli() {
		return "NULL"
	}
	return "c." + compared(fieldName(f.ID), f.Type)
}

// fieldName is the column of a field's value.
func fieldName(id domain.FieldID) string {
	switch id {
	case domain.FieldEmail:
		return "email"
	case domain.FieldExternalID:
		return "external_id"
	}
	return "f" + strconv.FormatInt(int64(id), 10)
}

// compared is the column by which values of a type are compared: texts and
// lists by their folded form.
func compared(name string, t domain.ValueType) string {
	if t.Coded() {
		return name + "_folded"
	}
	return name
}

// signs are the operators for what comparing two values may come to.
var signs = map[rule.Span]string{{Lo: 0, Hi: 0}: "=", {Lo: -1, Hi: -1}: "<", {Lo: -1, Hi: 0}: "<=", {Lo: 1, Hi: 1}: ">", {Lo: 0, Hi: 1}: ">="}

func (b *builder) field(l rule.FieldLeaf) predicate {
	column := b.fieldColumn(l.Field)
	switch {
	case l.Other != nil:
		return maybe(sql("$ $ $", column, signs[l.Sign], b.fieldColumn(*l.Other)))
	case l.Part != "":
		column = "kvn_email_part(c.email, '" + l.Part + "')" // one of two words, checked when the rule was read
	}
	return b.test(l.Test, column)
}
