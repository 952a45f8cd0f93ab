package app

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// command is one word of the command line.
type command struct {
	name  string
	usage string
	run   func(c *call) error
}

// commands in the order the help lists them.
func commands() []command {
	return []command{
		{"sample", "sample [--people N] [--seed S] [--until DATE]", runSample},
		{"import", "import FILE --as people|orders|events|--remembered [--event KIND] [--sheet NAME] [--map MAP.json] [--key email|external_id] [--on-match fill|newer|keep] [--permission PERM.json|none] [--password-file F] [--dry-run] | list | undo ID | watched [check [ID] [--anyway]]", runImport},
		{"schema", "schema", runSchema},
		{"segment", "segment count|members|words RULE.json [--as-of TIME] [--nodes] | save NAME RULE.json | list | versions NAME|ID | restore NAME|ID --version N | freeze|thaw NAME|ID | history NAME|ID | uses NAME|ID | delete NAME|ID [--replace] | undelete ID | duplicate NAME|ID [--name NEW] | merge|intersect|subtract NAME|ID... [--name NEW] [--full] | templates [--language en|hi] [--as-of TIME]", runSegment},
		{"explain", "explain RULE.json PERSON [--as-of TIME]", runExplain},
		{"people", "people [--filter RULE.json] [--limit N]", runPeople},
		{"person", "person KEY | set KEY FIELD VALUE | note KEY TEXT | erase KEY --yes", runPerson},
		{"campaign", "campaign create FILE.json | list | check ID | render ID --as PERSON", runCampaign},
		{"account", "account add NAME --host H --port P --tls none|starttls|tls [--user U --password-file F] [--from ADDRESS] [--rate N/s] | list", runAccount},
		{"send", "send ID --account NAME | send --resume ID", runSend},
		{"ledger", "ledger ID", runLedger},
		{"suppress", "suppress KEY | suppress --file F", runSuppress},
		{"consent", "consent KEY", runConsent},
		{"export", "export RULE.json|--segment NAME|ID|--report NAME|ID|--campaign ID|--imports OUT.xlsx|OUT.csv [--lang en|hi]", runExport},
		{"tables", "tables OUT.db", runTables},
		{"backup", "backup OUT", notYet},
		{"restore", "restore FILE", notYet},
		{"check", "check", runCheck},
		{"bench", "bench engine|file [--people N] [--events M] [--runs N] [--keep FILE] | export [--rows N]", runBench},
	}
}

// longHelp is what the usage of a command has no room for.
var longHelp = map[string]string{"import": importHelp}

// notYet answers for what a later version brings.
func notYet(*call) error {
	return domain.Errorf(domain.Unavailable, "This is not in this version of KVN Mail.")
}

// usageError is a wrong call of a command.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// call is one run of a command.
type call struct {
	ctx       context.Context
	workspace string // path given with -w
	args      []string
	json      bool
	out, err  io.Writer
	command   command
	clock     domain.Clock
	told      time.Time // when progress was last written
}

// runCommand runs the command line and returns the exit code. Ctrl-C stops a
// command cleanly; what it was writing is rolled back.
func runCommand(args []string, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c := &call{ctx: ctx, out: out, err: errOut, clock: domain.SystemClock{}}
	args = c.globalFlags(args)
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		c.help(args)
		return exitDone
	}
	if args[0] == "--version" || args[0] == "version" {
		fmt.Fprintln(out, "KVN Mail", Version)
		return exitDone
	}
	for _, cmd := range commands() {
		if cmd.name == args[0] {
			c.command, c.args = cmd, args[1:]
			return c.finish(runGuarded(c))
		}
	}
	return c.finish(usagef("%q is no command of KVN Mail.", args[0]))
}

// runGuarded runs the command; a panic becomes an error, as in the window.
func runGuarded(c *call) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return c.command.run(c)
}

// globalFlags takes -w FILE and --json out of the arguments, wherever they stand.
func (c *call) globalFlags(args []string) []string {
	var rest []string
	for i := 0; i < len(args); i++ {
		switch {
		case args[i] == "-w" && i+1 < len(args):
			i++
			c.workspace = args[i]
		case args[i] == "--json":
			c.json = true
		default:
			rest = append(rest, args[i])
		}
	}
	return rest
}

// help lists the commands, or says all about one: kvnmail help import.
func (c *call) help(args []string) {
	for _, cmd := range commands() {
		if len(args) > 1 && cmd.name == args[1] {
			fmt.Fprintf(c.out, "kvnmail [-w WORKSPACE] [--json] %s\n", cmd.usage)
			if more := longHelp[cmd.name]; more != "" {
				fmt.Fprintf(c.out, "\n%s\n", more)
			}
			return
		}
	}
	fmt.Fprintln(c.out, "KVN Mail. Without arguments it opens the window. Commands, each with [-w WORKSPACE] and [--json]:")
	for _, cmd := range commands() {
		fmt.Fprintln(c.out, "  kvnmail", cmd.usage)
	}
}

// finish reports an error the way the command line does and returns the exit code.
func (c *call) finish(err error) int {
	if err == nil {
		return exitDone
	}
	var usage *usageError
	if errors.As(err, &usage) {
		fmt.Fprintln(c.err, usage.text)
		if c.command.usage != "" {
			fmt.Fprintln(c.err, "usage: kvnmail [-w WORKSPACE]", c.command.usage)
		}
		return exitUsage
	}
	b := toBridge(err)
	if c.json {
		_ = json.NewEncoder(c.out).Encode(map[string]any{"error": b}) // standard output is gone: the exit code still tells
	} else {
		fmt.Fprintln(c.err, b.Message)
	}
	return exitFailed
}

// parse reads flags that may stand before, between and after the other
// arguments, and returns those.
func (c *call) parse(define func(f *flag.FlagSet)) ([]string, error) {
	f := flag.NewFlagSet(c.command.name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	if define != nil {
		define(f)
	}
	var rest []string
	args := c.args
	for {
		if err := f.Parse(args); err != nil {
			return nil, usagef("%s", err)
		}
		if f.NArg() == 0 {
			return rest, nil
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
}

// exactly checks how many arguments were left and names them in the complaint.
func exactly(rest []string, names ...string) error {
	if len(rest) != len(names) {
		return usagef("%s needed, %d given", strings.Join(names, " and "), len(rest))
	}
	return nil
}

// print writes the result: JSON with --json, else the plain words.
func (c *call) print(value any, plain func(w io.Writer)) error {
	if !c.json {
		plain(c.out)
		return nil
	}
	return json.NewEncoder(c.out).Encode(value)
}

// open opens the workspace named with -w; with create it is made if missing.
func (c *call) open(create bool) (*store.DB, error) {
	if c.workspace == "" {
		return nil, usagef("-w WORKSPACE is needed")
	}
	if !isFile(c.workspace) && create {
		return store.Create(c.ctx, c.workspace, domain.DefaultSettings())
	}
	return store.Open(c.ctx, c.workspace)
}

// with opens the workspace, runs the function and closes it.
func (c *call) with(create bool, run func(db *store.DB) error) error {
	db, err := c.open(create)
	if err != nil {
		return err
	}
	secret, err := db.Secret(c.ctx)
	if err == nil {
		db.FollowOptOuts(func(email string) [32]byte { return comply.HashAddress(secret, email) })
		err = run(db)
	}
	return errors.Join(err, db.Close())
}

// asOf reads a moment: RFC 3339, or a date meaning the end of that day in the workspace's zone.
func (c *call) asOf(text string, zone *time.Location) (time.Time, error) {
	if text == "" {
		return c.clock.Now(), nil
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	day, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil {
		return time.Time{}, usagef("--as-of takes a date (2026-05-31) or a moment (2026-05-31T18:00:00+05:30)")
	}
	return day.AddDate(0, 0, 1).Add(-time.Millisecond), nil
}

// progressEvery is the least time between two lines of progress.
const progressEvery = 500 * time.Millisecond

// progress writes how far a long command is to standard error, now and then.
func (c *call) progress(done, total int64, note string) {
	if total <= 0 || time.Since(c.told) < progressEvery {
		return
	}
	c.told = time.Now()
	fmt.Fprintf(c.err, "%s: %d %%\n", note, done*100/total)
}
