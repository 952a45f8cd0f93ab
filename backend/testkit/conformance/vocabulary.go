package conformance

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

const (
	userNumber domain.FieldID    = 20
	userMoney  domain.FieldID    = 21
	userDate   domain.FieldID    = 22
	userTime   domain.FieldID    = 23
	userBool   domain.FieldID    = 24
	score      domain.PropertyID = 40
	shipped    domain.PropertyID = 41
	due        domain.PropertyID = 42
	bounce     domain.PropertyID = 43
	labels     domain.PropertyID = 44
)

// Segments of every workspace. From tangled on they use everything there is.
const (
	mumbai  domain.SegmentID = 7
	buyers  domain.SegmentID = 8
	nobody  domain.SegmentID = 9
	tangled domain.SegmentID = 10
	frozen  domain.SegmentID = 11
	best    domain.SegmentID = 12
	frozen2 domain.SegmentID = 13
)

var zones = []string{"Asia/Kolkata", "Europe/Berlin", "UTC", "America/Sao_Paulo", "America/St_Johns", "Asia/Kathmandu"}

// vocabulary makes the catalog: builtin and own fields (two of every type, so
// that they can be compared), event types and properties.
func (m *maker) vocabulary() {
	s := domain.DefaultSettings()
	s.TimeZone, s.WeekStart, s.FiscalMonth = pick(m.Rand, zones), time.Weekday(m.IntN(7)), time.Month(1+m.IntN(12))
	derived := m.w.AsOf.Add(time.Duration(m.IntN(3)-1) * time.Millisecond)
	m.fields = append(domain.BuiltinFields(),
		domain.Field{ID: userNumber, Key: "nps", Name: "NPS", Type: domain.Number}, domain.Field{ID: userMoney, Key: "credit", Name: "Credit", Type: domain.Money},
		domain.Field{ID: userDate, Key: "renewal", Name: "Renewal", Type: domain.Date}, domain.Field{ID: userTime, Key: "seen", Name: "Seen", Type: domain.Time},
		domain.Field{ID: userBool, Key: "vip", Name: "VIP", Type: domain.Bool},
		domain.Field{ID: 25, Key: "rating", Name: "Rating", Type: domain.Number}, domain.Field{ID: 26, Key: "limit", Name: "Limit", Type: domain.Money},
		domain.Field{ID: 27, Key: "birthday", Name: "Birthday", Type: domain.Date}, domain.Field{ID: 28, Key: "called", Name: "Called", Type: domain.Time},
		domain.Field{ID: 29, Key: "student", Name: "Student", Type: domain.Bool},
		domain.Field{ID: 30, Key: "tags", Name: "Tags", Type: domain.List}, domain.Field{ID: 31, Key: "interests", Name: "Interests", Type: domain.List},
		domain.Field{ID: 32, Key: "level", Name: "Level", Type: domain.Text, DerivedAt: derived},
		domain.Field{ID: 33, Key: "engagement", Name: "Engagement", Type: domain.Number, DerivedAt: derived})
	m.types = append(domain.BuiltinEventTypes(), domain.EventType{ID: 30, Key: "demo", Name: "Demo booked"})
	m.props = append(domain.BuiltinProperties(),
		domain.Property{ID: score, Key: "score", Name: "Score", Type: domain.Number},
		domain.Property{ID: shipped, Key: "shipped", Name: "Shipped", Type: domain.Time}, domain.Property{ID: due, Key: "due", Name: "Due", Type: domain.Date},
		domain.Property{ID: bounce, Key: rule.BounceProperty, Name: "Bounce", Type: domain.Text},
		domain.Property{ID: labels, Key: "labels", Name: "Labels", Type: domain.List})
	m.w.Catalog = rule.NewCatalog(m.fields, m.types, m.props, m.segments(), s)
}

// segments are saved rules, some of which ask about others.
func (m *maker) segments() []domain.Segment {
	long := m.w.AsOf.AddDate(-1, 0, 0)
	return []domain.Segment{
		{ID: mumbai, Name: "Mumbai", Rule: []byte(`{"type":"field","field":"city","op":"any_of","values":["Mumbai","strasse"]}`)},
		{ID: buyers, Name: "Buyers", Rule: []byte(`{"version":1,"include":{"any":[{"type":"event","event":"purchased"},{"type":"segment","segments":[7]}]},
			"exclude":{"any":[{"type":"field","field":"vip","op":"is_true"},{"type":"event","event":""}]}}`)},
		{ID: nobody, Name: "Nobody", Rule: []byte(`{"version":1}`)},
		{ID: tangled, Name: "Tangled", Rule: []byte(`{"version":1,"include":{"any":[
			{"type":"sequence","steps":[{"event":"sent"},{"event":"opened","within":{"n":3,"unit":"day"}}]},
			{"type":"segment","segments":[11,12]},{"type":"rank","end":"bottom","n":30,"unit":"percent","field":"nps"}]},
			"exclude":{"type":"segment","segments":[8]},"always":[{"contact":5},{"contact":2}],"never":[{"contact":9},{"contact":5}]}`)},
		{ID: frozen, Name: "Frozen", Rule: []byte(`{"type":"everyone"}`), FrozenAt: long},
		{ID: best, Name: "Best", Rule: []byte(`{"all":[{"type":"rank","end":"top","n":60,"unit":"percent","event":"purchased","measure":"sum","property":"amount","among":[8,11]},
			{"type":"health","is":"role","not":true}]}`)},
		{ID: frozen2, Name: "Frozen by a rule nobody can read", Rule: []byte(`{"type":"everyone"}`), FrozenAt: long},
	}
}

var texts = []string{
	"Mumbai", "mumbai ", " MUMBAI", "Pune", "München", "Mu\u0308nchen", "MÜNCHEN", "straße", "STRASSE", "İstanbul", "पुणे",
	"Σίσυφος", "σίσυφοσ", "ﬁn", "FIN", "n\u0303andu\u0301", "ñandú", "10", "a.b", "Nagpur", "Skincare", "skincare", "Hair care", "é", "\u200b", "  ",
}

var items = []string{"Gold", "gold ", "Straße", "strasse", "new", "B2B", "पुणे", "Hair care", "hair", "care"}

var emails = []string{
	"asha@gmail.com", "RAVI@GoogleMail.com", "info@example.com", "Info+news@Example.com", "sales@mumbai.example", "no-reply@yahoo.co.in",
	"mü@münchen.example", "Mu\u0308@MU\u0308NCHEN.example", "a@b@outlook.com", "nobody", "trailing@", "priya@rediffmail.com", " padded@web.de ", "support@",
	"x+info@gmail.com", "team@पुणे.example",
}

var (
	purposes = []domain.Purpose{domain.Marketing, domain.Marketing, "newsletter", "Newsletter"}
	bases    = []string{"consent", "Consent ", "existing_customer", "", "Straße", "STRASSE"}
	reasons  = []domain.SuppressionReason{domain.SuppressedUnsubscribed, domain.SuppressedBounced, domain.SuppressedComplained, domain.SuppressedManually}
)
