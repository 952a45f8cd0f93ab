package sample

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Crowd is a fictional list of any size, for measuring: it hands over blocks of
// contacts and events that are made as they are read, the same for one seed on
// every machine. Events cover the 24 months before Until; people differ widely in
// how much they do.
type Crowd struct {
	People int
	Deeds  int // events in all, about
	Seed   uint64
	Until  time.Time
	Zone   *time.Location
}

// Fields of a crowd besides the builtin ones.
const (
	CrowdTags     domain.FieldID = 101
	CrowdCompany  domain.FieldID = 102
	CrowdRenewal  domain.FieldID = 103
	CrowdBirthday domain.FieldID = 104
	CrowdPoints   domain.FieldID = 105
)

// crowdWidth is how many contacts a block has.
const crowdWidth = 4096

const monthsOfEvents = 24

// Fields returns every field of the crowd.
func (c *Crowd) Fields() []domain.Field {
	return append(domain.BuiltinFields(),
		domain.Field{ID: CrowdTags, Key: "tags", Name: "Tags", Type: domain.List},
		domain.Field{ID: CrowdCompany, Key: "company", Name: "Company", Type: domain.Text},
		domain.Field{ID: CrowdRenewal, Key: "renewal", Name: "Renewal", Type: domain.Date},
		domain.Field{ID: CrowdBirthday, Key: "birthday", Name: "Birthday", Type: domain.Date},
		domain.Field{ID: CrowdPoints, Key: "points", Name: "Points", Type: domain.Number})
}

// crowdShare is how often a kind of event happens, in hundredths of all.
var crowdShare = []struct {
	kind  domain.EventTypeID
	share int
}{
	{domain.EventSent, 40}, {domain.EventOpened, 15}, {domain.EventClicked, 4}, {domain.EventVisited, 25},
	{domain.EventAddedToCart, 7}, {domain.EventPurchased, 9},
}

func (c *Crowd) ranges() int { return (c.People + crowdWidth - 1) / crowdWidth }

// Contacts returns how many blocks of contacts there are.
func (c *Crowd) Contacts() int { return c.ranges() }

// Events returns how many blocks of events there are.
func (c *Crowd) Events() int { return c.ranges() * len(crowdShare) }

// EventType returns the type of a block's events.
func (c *Crowd) EventType(i int) domain.EventTypeID { return crowdShare[i/c.ranges()].kind }

func (c *Crowd) bounds(block int) (first, last int) {
	return block * crowdWidth, min((block+1)*crowdWidth, c.People)
}

// ReadContacts makes a block of contacts.
func (c *Crowd) ReadContacts(ctx context.Context, i int, into *domain.ContactBlock) error {
	first, last := c.bounds(i)
	*into = domain.ContactBlock{}
	w := crowdWriter{rows: last - first, cols: map[domain.FieldID]*domain.FieldColumn{}, codes: map[domain.FieldID]map[string]uint32{}}
	for k := first; k < last; k++ {
		into.IDs = append(into.IDs, domain.ContactID(k+1))
		c.person(k, &w)
		w.row++
	}
	for _, f := range c.Fields() {
		if col := w.cols[f.ID]; col != nil {
			into.Columns = append(into.Columns, *col)
		}
	}
	return ctx.Err()
}

// crowdWriter writes one value after the other into the columns of a block.
type crowdWriter struct {
	rows, row int
	cols      map[domain.FieldID]*domain.FieldColumn
	codes     map[domain.FieldID]map[string]uint32
}

func (w *crowdWriter) put(id domain.FieldID, v domain.Value) {
	col := w.cols[id]
	if col == nil {
		col = &domain.FieldColumn{Field: id, ValueColumn: domain.ValueColumn{Type: v.Type}}
		w.cols[id], w.codes[id] = col, map[string]uint32{}
		if v.Type.Coded() {
			col.Codes = make([]uint32, w.rows)
		} else {
			col.Ints = make([]int64, w.rows)
			for k := range col.Ints {
				col.Ints[k] = domain.Missing
			}
		}
	}
	if !v.Type.Coded() {
		col.Ints[w.row] = v.Int
		return
	}
	code := w.codes[id][v.Text]
	if code == 0 {
		col.Texts = append(col.Texts, v.Text)
		code = uint32(len(col.Texts))
		w.codes[id][v.Text] = code
	}
	col.Codes[w.row] = code
}

var (
	crowdFirst     = []string{"asha", "ravi", "meera", "arjun", "divya", "karan", "nisha", "vikram", "pooja", "rahul", "sneha", "amit", "kavya", "suresh", "priya", "imran", "fatima", "george", "lakshmi", "harpreet"}
	crowdLast      = []string{"sharma", "patel", "iyer", "khan", "singh", "das", "nair", "reddy", "gupta", "mehta", "bose", "rao", "joshi", "kapoor", "pillai", "fernandes", "verma", "shah", "menon", "kulkarni"}
	crowdCountries = []string{"India", "United Kingdom", "United States", "United Arab Emirates", "Singapore", "Germany", "Australia", "Canada", "Nepal", "Sri Lanka"}
	crowdLanguages = []string{"en", "hi", "ta", "te", "bn", "mr"}
	crowdTags      = []string{"vip", "newsletter", "wholesale", "event", "beta", "gift", "returning", "blocked-cod", "diwali", "holi", "summer", "press"}
	crowdDomains   = []string{"gmail.com", "gmail.com", "gmail.com", "gmail.com", "yahoo.co.in", "outlook.com", "rediffmail.com", "icloud.com", "hotmail.com", "proton.me"}
)

func (c *Crowd) rand(stream, k int) *rand.Rand {
	return rand.New(rand.NewPCG(c.Seed<<8|uint64(stream), uint64(k)))
}

func (c *Crowd) person(k int, w *crowdWriter) {
	r := c.rand(1, k)
	first, last := crowdFirst[r.IntN(len(crowdFirst))], crowdLast[r.IntN(len(crowdLast))]
	company := r.IntN(20_000)
	host := crowdDomains[r.IntN(len(crowdDomains))]
	if r.IntN(5) == 0 {
		host = fmt.Sprintf("company%d.in", company)
		w.put(CrowdCompany, domain.TextValue(fmt.Sprintf("Company %d Pvt Ltd", company)))
	}
	w.put(domain.FieldEmail, domain.TextValue(fmt.Sprintf("%s.%s%d@%s", first, last, k, host)))
	w.put(domain.FieldFirstName, domain.TextValue(first))
	w.put(domain.FieldLastName, domain.TextValue(last))
	w.put(domain.FieldCity, domain.TextValue(fmt.Sprintf("City %d", skewed(r, 2000))))
	w.put(domain.FieldCountry, domain.TextValue(crowdCountries[skewed(r, len(crowdCountries))]))
	w.put(domain.FieldLanguage, domain.TextValue(crowdLanguages[skewed(r, len(crowdLanguages))]))
	day := domain.DateValue(c.Until.In(c.Zone)).Int
	w.put(domain.FieldJoined, domain.Value{Type: domain.Date, Int: day - int64(r.IntN(monthsOfEvents*30))})
	if r.IntN(3) == 0 {
		w.put(CrowdRenewal, domain.Value{Type: domain.Date, Int: day + int64(r.IntN(730)) - 365})
	}
	if r.IntN(2) == 0 {
		w.put(CrowdBirthday, domain.Value{Type: domain.Date, Int: 3650 + int64(r.IntN(40*365))})
	}
	w.put(CrowdPoints, domain.IntValue(int64(r.IntN(5000))))
	var tags []string
	for r.IntN(5) < 2 {
		tags = append(tags, crowdTags[skewed(r, len(crowdTags))])
	}
	if v := domain.ListValue(tags); v.IsSet() {
		w.put(CrowdTags, v)
	}
}

// skewed returns a number below n, small ones more often.
func skewed(r *rand.Rand, n int) int {
	x := r.Float64()
	return int(x * x * float64(n))
}

// EachConsent hands over the permission of most people.
func (c *Crowd) EachConsent(_ context.Context, fn func(domain.ConsentEntry) error) error {
	for k := range c.People {
		if k%10 == 9 {
			continue
		}
		e := domain.ConsentEntry{ContactID: domain.ContactID(k + 1), Purpose: domain.Marketing, Action: domain.Granted, Basis: "consent", At: c.Until.AddDate(0, 0, -k%700)}
		if err := fn(e); err != nil {
			return err
		}
	}
	return nil
}

// EachSuppression hands over that one in fifty must not be mailed.
func (c *Crowd) EachSuppression(_ context.Context, fn func(domain.ContactID, domain.Suppression) error) error {
	for k := 0; k < c.People; k += 50 {
		if err := fn(domain.ContactID(k+1), domain.Suppression{Reason: domain.SuppressedBounced, At: c.Until.AddDate(0, 0, -k%700)}); err != nil {
			return err
		}
	}
	return nil
}
