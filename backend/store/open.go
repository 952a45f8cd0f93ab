package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver

	"github.com/kvnmail/kvnmail/backend/domain"
)

// applicationID marks a SQLite file as a workspace of KVN Mail ("KVNM").
const applicationID = 0x4b564e4d

// DB is an open workspace. All methods are safe for concurrent use.
type DB struct {
	path     string
	readOnly string // why, "" when it can be written
	write    *sql.DB
	read     *sql.DB
	scans    *sql.DB // for EachEvent, whose connections end with it
	lock     *fileLock

	sealEvery int // events a bulk collects before it writes blocks
	indexFree int // new people from which a bulk does without indexes

	// The keys in blocks, as far as AddEvents asked for them; nil after anything
	// that writes blocks. Only who holds the writer may touch it.
	sealedKeys map[domain.EventTypeID]*keyIndex

	hash func(email string) [32]byte // see FollowOptOuts

	shape sync.RWMutex // guards the columns below, which new fields and properties change
	table columns
}

// Path returns the file's path.
func (db *DB) Path() string { return db.path }

// ReadOnly says why the workspace cannot be written, "" when it can.
func (db *DB) ReadOnly() string { return db.readOnly }

// FollowOptOuts has an opt-out go with its person: whenever the address of somebody
// who said no changes, the new one is closed too, in the same transaction. hash is
// the one of suppressions. Call it before the workspace is used.
func (db *DB) FollowOptOuts(hash func(email string) [32]byte) { db.hash = hash }

// Create makes a new workspace file with the settings. It fails with Conflict
// when something is at the path already, and leaves nothing behind when it fails.
func Create(ctx context.Context, path string, s domain.Settings) (*DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, domain.Errorf(domain.Invalid, "This is not a place for a file. Choose another one.")
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, domain.Errorf(domain.Conflict, "There is a file of that name already. Choose another name, or open it.")
	}
	lock, err := lockFile(path)
	if err != nil {
		return nil, lockFault(err)
	}
	db := &DB{path: path, lock: lock, sealEvery: sealEvery, indexFree: indexFree}
	if err = db.connect(ctx); err == nil {
		err = db.initialise(ctx, s)
	}
	if err != nil {
		db.closePools()
		removeFiles(path) // while the lock still keeps others away
		lock.release()
		return nil, meaning(err, "make the workspace file")
	}
	return db, nil
}

func removeFiles(path string) {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		os.Remove(path + suffix)
	}
}

func (db *DB) initialise(ctx context.Context, s domain.Settings) error {
	if err := db.migrate(ctx); err != nil {
		return err
	}
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return err
	}
	settings, err := json.Marshal(s)
	if err != nil {
		return err
	}
	err = db.change(ctx, func(tx *sql.Tx) error {
		now := time.Now().UnixMilli()
		if _, err := tx.ExecContext(ctx, "INSERT INTO workspace (id, secret, settings, created_at) VALUES (1, ?, ?, ?)", secret, string(settings), now); err != nil {
			return err
		}
		return seed(ctx, tx)
	})
	if err != nil {
		return err
	}
	return db.readColumns(ctx)
}

// seed puts in what every workspace starts with.
func seed(ctx context.Context, tx *sql.Tx) error {
	for _, f := range domain.BuiltinFields() {
		if _, err := tx.ExecContext(ctx, "INSERT INTO field (id, key, name, type, builtin) VALUES (?, ?, ?, ?, 1)", f.ID, f.Key, f.Name, f.Type); err != nil {
			return err
		}
	}
	for _, t := range domain.BuiltinEventTypes() {
		if _, err := tx.ExecContext(ctx, "INSERT INTO event_type (id, key, name, builtin) VALUES (?, ?, ?, 1)", t.ID, t.Key, t.Name); err != nil {
			return err
		}
	}
	for _, p := range domain.BuiltinProperties() {
		if _, err := tx.ExecContext(ctx, "INSERT INTO property (id, key, name, type, builtin) VALUES (?, ?, ?, ?, 1)", p.ID, p.Key, p.Name, p.Type); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO account (name, kind, host, port, tls, user_name, from_name, from_address, rate, connections)
		VALUES ('Outbox on this computer', ?, '', 0, 'none', '', '', 'hello@outbox.invalid', 0, 1)`, domain.AccountOutbox)
	return err
}

// Open opens a workspace file and brings its schema up to date. Anything else
// than a workspace is refused with words that say what it is.
func Open(ctx context.Context, path string) (*DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, domain.Errorf(domain.Invalid, "This is not a file.")
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, domain.Errorf(domain.NotFound, "The workspace file is not there any more. It may have been moved or renamed.")
	}
	db := &DB{path: path, sealEvery: sealEvery, indexFree: indexFree}
	if err := db.acquire(); err != nil {
		return nil, err
	}
	if err = db.connect(ctx); err == nil {
		err = db.settle(ctx)
	}
	if err == nil && db.readOnly == "" {
		_, err = db.PurgeSegments(ctx, time.Now())
	}
	if err != nil {
		db.Close()
		return nil, meaning(err, "open the workspace")
	}
	return db, nil
}

const writeProtected = "This workspace can only be read: the file or its folder is write-protected. Copy it to a folder of your own to work with it."

// acquire takes the lock and then looks at the file; never the other way round,
// because closing a file that SQLite has open drops SQLite's own locks.
func (db *DB) acquire() error {
	lock, err := lockFile(db.path)
	if domain.CodeOf(err) == domain.Conflict {
		return err
	}
	if err == nil {
		db.lock = lock
	}
	if err != nil || !writable(db.path) {
		db.readOnly = writeProtected
	}
	if err := inspectFile(db.path); err != nil {
		db.Close()
		return err
	}
	return nil
}

// inspectFile refuses what is no workspace before SQLite sees it.
func inspectFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return &domain.Error{Code: domain.Unavailable, Message: "The workspace file cannot be opened. Check that you may read it.", Err: err}
	}
	defer file.Close()
	head := make([]byte, 72)
	if _, err := io.ReadFull(file, head); err != nil || string(head[:16]) != "SQLite format 3\x00" {
		return domain.Errorf(domain.Invalid, "This file is not a KVN Mail workspace. To bring a spreadsheet in, drop it on the window instead.")
	}
	if binary.BigEndian.Uint32(head[68:]) != applicationID {
		return domain.Errorf(domain.Invalid, "This file is a database of another program, not a KVN Mail workspace.")
	}
	return nil
}

// writable tries to open the file for writing, as SQLite will.
func writable(path string) bool {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	file.Close()
	return true
}

// connect opens the writer and the readers. A workspace that is only read has no writer.
func (db *DB) connect(ctx context.Context) (err error) {
	if db.readOnly == "" {
		if db.write, err = openPool(db.path, writing, 1); err != nil {
			return err
		}
		if err := db.write.PingContext(ctx); err != nil {
			return err
		}
	}
	mode := reading
	if db.readOnly != "" {
		mode = frozen
	}
	if db.read, err = openPool(db.path, mode, readers()); err != nil {
		return err
	}
	db.scans, err = openPool(db.path, mode, 0)
	return err
}

// readers is how many connections read at once.
func readers() int { return min(8, max(2, runtime.NumCPU())) }

// The ways a connection can use the file. Nobody can write a frozen one, so SQLite may skip its locks.
const (
	writing = "rwc"
	reading = "ro"
	frozen  = "frozen"
)

// busyTimeout is how long a statement waits for another program to let go of the file.
const busyTimeout = 10 * time.Second

// openPool opens a pool that keeps its connections, or with 0 connections one
// without a limit that keeps none.
func openPool(path, mode string, connections int) (*sql.DB, error) {
	q := url.Values{"mode": {mode}, "_txlock": {"immediate"}, "_defensive": {"1"}, "_dqs": {"0"}}
	q["_pragma"] = []string{fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()), "foreign_keys(1)", "temp_store(2)", "cache_size(-65536)", "trusted_schema(0)"}
	switch mode {
	case writing:
		q["_pragma"] = append(q["_pragma"], "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(1)")
	case frozen:
		q.Set("mode", reading)
		q.Set("immutable", "1")
	}
	pool, err := sql.Open("sqlite", (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool, nil
}

// Close closes the file. A last checkpoint leaves it as one file that can be copied.
func (db *DB) Close() error {
	err := db.closePools()
	if db.lock != nil {
		db.lock.release()
		db.lock = nil
	}
	return err
}

func (db *DB) closePools() (err error) {
	for _, pool := range []*sql.DB{db.read, db.scans} {
		if pool != nil {
			err = errors.Join(err, pool.Close())
		}
	}
	if db.write != nil {
		_, checkpoint := db.write.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
		err = errors.Join(err, checkpoint, db.write.Close())
	}
	return err
}
