//go:build duckdb

package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/sample"
)

func init() {
	rivals = append(rivals, func(string) (rival, error) { return newDuckDB() })
}

// inDuckDB asks DuckDB, in memory, by queries written for it.
type inDuckDB struct {
	connector *duckdb.Connector
	db        *sql.DB
}

func newDuckDB() (*inDuckDB, error) {
	c, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, err
	}
	return &inDuckDB{c, sql.OpenDB(c)}, nil
}

func (d *inDuckDB) name() string { return "DuckDB" }

func (d *inDuckDB) close() error { return d.db.Close() }

const tables = `
CREATE TABLE contact (id INTEGER, email VARCHAR, domain VARCHAR, country VARCHAR, company VARCHAR, tags VARCHAR, joined INTEGER, renewal INTEGER, birthday INTEGER, points BIGINT);
CREATE TABLE event (id INTEGER, type TINYINT, contact INTEGER, moment BIGINT, campaign VARCHAR, message BIGINT, page VARCHAR, category VARCHAR, device VARCHAR, amount BIGINT, machine BOOLEAN)`

func (d *inDuckDB) load(ctx context.Context, o bench.Options, _ rule.Catalog) error {
	if _, err := d.db.ExecContext(ctx, tables); err != nil {
		return err
	}
	err := d.fill(ctx, "contact", func(a *duckdb.Appender) error {
		return eachContact(ctx, o, func(c domain.Contact) error {
			v := func(id domain.FieldID) driver.Value { return plain(c.Value(id)) }
			return a.AppendRow(int32(c.ID), rule.Fold(c.Email), rule.EmailPart(c.Email, rule.PartDomain), v(domain.FieldCountry), v(sample.CrowdCompany),
				"\n"+rule.FoldValue(c.Value(sample.CrowdTags))+"\n", day(c.Value(domain.FieldJoined)), day(c.Value(sample.CrowdRenewal)), day(c.Value(sample.CrowdBirthday)), c.Value(sample.CrowdPoints).Int)
		})
	})
	if err != nil {
		return err
	}
	return d.fill(ctx, "event", func(a *duckdb.Appender) error {
		return eachEvent(ctx, o, func(e domain.Event) error {
			v := func(id domain.PropertyID) driver.Value { return plain(e.Prop(id)) }
			return a.AppendRow(int32(e.ID), int8(e.Type), int32(e.ContactID), e.At.UnixMilli(), v(domain.PropCampaign), v(domain.PropMessage), v(domain.PropPage),
				v(domain.PropCategory), v(domain.PropDevice), v(domain.PropAmount), e.Prop(domain.PropMachine).Int == 1)
		})
	})
}

// plain is a value as DuckDB keeps it: folded text, or a number.
func plain(v domain.Value) driver.Value {
	switch {
	case !v.IsSet():
		return nil
	case v.Type.Coded():
		return rule.FoldValue(v)
	}
	return v.Int
}

func day(v domain.Value) driver.Value {
	if !v.IsSet() {
		return nil
	}
	return int32(v.Int)
}

func (d *inDuckDB) fill(ctx context.Context, table string, rows func(*duckdb.Appender) error) error {
	conn, err := d.connector.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	a, err := duckdb.NewAppenderFromConn(conn, "", table)
	if err != nil {
		return err
	}
	if err := rows(a); err != nil {
		return err
	}
	return a.Close()
}

func (d *inDuckDB) count(ctx context.Context, i int, plan *rule.Plan) (int, error) {
	at := plan.AsOf
	today := domain.DateValue(at).Int
	ago := func(days int) string { return fmt.Sprint(at.AddDate(0, 0, -days).UnixMilli()) }
	q := strings.NewReplacer("$now", fmt.Sprint(at.UnixMilli()), "$today", fmt.Sprint(today), "$ago180", ago(180), "$ago90", ago(90), "$ago60", ago(60), "$ago14", ago(14)).Replace(duckQueries[i])
	n := 0
	err := d.db.QueryRowContext(ctx, "SELECT count(*) FROM ("+q+")").Scan(&n)
	return n, err
}

// duckQueries are bench.Queries in DuckDB's best form that was found.
var duckQueries = []string{
	`WITH s AS (SELECT contact, message, row_number() OVER (PARTITION BY contact ORDER BY moment DESC, id DESC) AS n FROM event WHERE type = 1 AND moment <= $now),
		o AS (SELECT DISTINCT contact, message FROM event WHERE type = 3 AND moment <= $now AND NOT machine)
		SELECT s.contact FROM s LEFT JOIN o ON o.contact = s.contact AND o.message = s.message WHERE n <= 3 GROUP BY s.contact HAVING count(*) = 3 AND count(o.message) = 0`,
	`SELECT contact FROM event WHERE type = 10 AND moment <= $now GROUP BY contact HAVING count(*) >= 4`,
	`SELECT contact FROM event WHERE type = 10 AND moment > $ago90 AND moment <= $now GROUP BY contact HAVING count(*) >= 4`,
	`SELECT id FROM contact WHERE joined > $today - 30 AND joined <= $today AND id NOT IN (SELECT contact FROM event WHERE type = 10 AND moment <= $now)`,
	`SELECT id FROM contact WHERE country IN ('india', 'singapore', 'germany', 'nepal', 'canada') AND id IN (SELECT contact FROM event WHERE type = 4 AND moment > $ago14 AND moment <= $now AND device = 'phone')`,
	`SELECT contact FROM event WHERE type = 10 AND moment <= $now GROUP BY contact HAVING sum(amount) > 300000 * count(amount)`,
	`SELECT contact FROM event WHERE type = 10 AND moment > $ago180 AND moment <= $now GROUP BY contact HAVING count(*) FILTER (category = 'category 1') >= 2 AND count(*) FILTER (category = 'category 2') = 0`,
	`WITH h AS (SELECT contact, (moment // 1000 + 19800) // 3600 % 24 AS hour, count(*) AS n, max(moment) AS newest, max(id) AS last FROM event WHERE type = 3 AND moment <= $now GROUP BY 1, 2),
		b AS (SELECT contact, arg_max(hour, (n, newest, last)) AS hour, sum(n) AS n FROM h GROUP BY contact) SELECT contact FROM b WHERE n >= 3 AND hour BETWEEN 18 AND 22`,
	`SELECT id FROM (SELECT c.id, coalesce(s.total, 0) AS total FROM contact c LEFT JOIN (SELECT contact, sum(amount) AS total FROM event WHERE type = 10 AND moment <= $now GROUP BY contact) s ON s.contact = c.id)
		ORDER BY total DESC, id LIMIT (SELECT (count(*) + 9) // 10 FROM contact)`,
	`SELECT id FROM contact WHERE contains(email, 'sharma1')`,
	`SELECT id FROM contact WHERE domain = 'rediffmail.com'`,
	`SELECT id FROM contact WHERE contains(company, 'any 77')`,
	`SELECT id FROM contact WHERE country IN ('india', 'nepal') AND points >= 500000000 AND NOT contains(tags, chr(10) || 'blocked-cod' || chr(10))
		AND (id IN (SELECT contact FROM event WHERE type = 10 AND moment > $ago180 AND moment <= $now GROUP BY contact HAVING count(*) >= 2) OR id IN (SELECT contact FROM event WHERE type = 4 AND moment > $ago60 AND moment <= $now))
		AND id IN (WITH s AS (SELECT contact, message, row_number() OVER (PARTITION BY contact ORDER BY moment DESC, id DESC) AS n FROM event WHERE type = 1 AND moment <= $now),
			o AS (SELECT DISTINCT contact, message FROM event WHERE type = 3 AND moment <= $now AND NOT machine)
			SELECT s.contact FROM s LEFT JOIN o ON o.contact = s.contact AND o.message = s.message WHERE n <= 5 GROUP BY s.contact HAVING count(*) = 5 AND count(o.message) >= 1)`,
	`SELECT DISTINCT v.contact FROM event v WHERE v.type = 8 AND v.page = '/page/40' AND v.moment + 604800000 <= $now
		AND NOT EXISTS (SELECT 1 FROM event p WHERE p.type = 10 AND p.contact = v.contact AND p.moment > v.moment AND p.moment <= v.moment + 604800000)`,
	`SELECT id FROM contact WHERE contains(tags, chr(10) || 'vip' || chr(10)) OR contains(tags, chr(10) || 'wholesale' || chr(10))`,
	`SELECT id FROM contact WHERE renewal BETWEEN $today AND $today + 30`,
	`SELECT id FROM contact WHERE (month(DATE '1970-01-01' + birthday), day(DATE '1970-01-01' + birthday)) IN
		(SELECT (month(d), day(d)) FROM (SELECT DATE '1970-01-01' + CAST($today + k AS INTEGER) AS d FROM range(0, 31) t(k))
		 UNION SELECT (2, 29) FROM range(0, 31) t(k) WHERE month(DATE '1970-01-01' + CAST($today + k AS INTEGER)) = 2 AND day(DATE '1970-01-01' + CAST($today + k AS INTEGER)) = 28
			AND day(last_day(DATE '1970-01-01' + CAST($today + k AS INTEGER))) = 28)`,
	`SELECT contact FROM event WHERE type = 10 AND moment <= $now GROUP BY contact HAVING max(moment) <= $ago180`,
	`SELECT contact FROM event WHERE type = 4 AND moment <= $now GROUP BY contact HAVING count(DISTINCT campaign) >= 3`,
}
