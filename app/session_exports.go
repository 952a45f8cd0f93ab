package app

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
)

// The endings of files that tables are written to.
var (
	tableEndings = []string{".xlsx", ".csv", ".tsv"}
	bookEndings  = []string{".xlsx"}
)

// askFile asks where a file is to be written, "" when the user closes the dialog.
// There is one filter for all endings: the dialogs of some systems leave the name
// as it is when another filter is chosen, and the ending is what decides.
func (s *session) askFile(words *exportWords, title, name string, endings []string) (string, error) {
	filters := []runtime.FileFilter{{DisplayName: words.book, Pattern: "*.xlsx"}}
	if len(endings) > 1 {
		filters = []runtime.FileFilter{{DisplayName: words.bookOrText, Pattern: "*.xlsx;*.csv;*.tsv"}}
	}
	path, err := runtime.SaveFileDialog(s.window, runtime.SaveDialogOptions{Title: title, DefaultFilename: shortName(fileName(name)) + ".xlsx", Filters: filters})
	if err != nil || path == "" {
		return "", nil
	}
	return withEnding(path, endings)
}

// shortName cuts a name to what every system takes with an ending, whose names
// are counted in bytes. A name of nothing is the program's.
func shortName(name string) string {
	const most = 200
	end := 0
	for i := range name {
		if i > most {
			return strings.TrimSpace(name[:end])
		}
		end = i
	}
	return cmp.Or(name, "KVN Mail")
}

// withEnding gives a path the first of some endings if it has none of them. The
// dialog did not ask about a file of that name, so one that is there is a conflict.
func withEnding(path string, endings []string) (string, error) {
	if slices.Contains(endings, strings.ToLower(filepath.Ext(path))) {
		return path, nil
	}
	path += endings[0]
	if _, err := os.Lstat(path); err == nil {
		return "", domain.Errorf(domain.Conflict, "There is a file of that name already. Choose another name.")
	}
	return path, nil
}

// startExport asks for a file and writes it as a job.
func (s *session) startExport(title func(*exportWords) string, name string, endings []string, write func(x *exporter, path string) (ExportResult, error)) (string, error) {
	words := exportWordsIn(s.language())
	path, err := s.askFile(words, title(words), name, endings)
	if err != nil || path == "" {
		return "", err
	}
	return s.writeExport(path, write)
}

// writeExport writes a file as a job.
func (s *session) writeExport(path string, write func(x *exporter, path string) (ExportResult, error)) (string, error) {
	w, studio, err := s.studio()
	if err != nil {
		return "", err
	}
	language := s.language()
	title := fmt.Sprintf(exportWordsIn(language).writingFile, filepath.Base(path))
	return s.jobs.Start("export", title, func(ctx context.Context, progress job.Progress) (any, error) {
		x, err := newExporter(ctx, w.db, studio, language, s.clock.Now(), progress)
		if err != nil {
			return nil, err
		}
		return write(x, path)
	}), nil
}

func (s *session) exportResult(id string) (ExportResult, error) {
	result, err := s.jobs.Result(id)
	if err != nil {
		return ExportResult{}, err
	}
	out, ok := result.(ExportResult)
	if !ok {
		return ExportResult{}, domain.Errorf(domain.NotFound, "That task wrote no file.")
	}
	return out, nil
}

// savedSegment finds a segment that is about to be exported.
func (s *session) savedSegment(id int64) (domain.Segment, error) {
	w, err := s.current()
	if err != nil {
		return domain.Segment{}, err
	}
	return w.db.Segment(background(), domain.SegmentID(id))
}

func (s *session) exportSegment(id int64) (string, error) {
	g, err := s.savedSegment(id)
	if err != nil {
		return "", err
	}
	return s.startExport(func(w *exportWords) string { return w.savePeople }, g.Name, tableEndings, func(x *exporter, path string) (ExportResult, error) {
		return x.segment(path, g)
	})
}

func (s *session) exportRule(text, name string) (string, error) {
	return s.startExport(func(w *exportWords) string { return w.savePeople }, name, tableEndings, func(x *exporter, path string) (ExportResult, error) {
		ids, err := x.studio.Members(x.ctx, text)
		if err != nil {
			return ExportResult{}, err
		}
		return x.people(path, name, ids, nil)
	})
}

func (s *session) exportSegmentReport(id int64) (string, error) {
	g, err := s.savedSegment(id)
	if err != nil {
		return "", err
	}
	name := exportWordsIn(s.language()).reportName(g.Name)
	return s.startExport(func(w *exportWords) string { return w.saveSegment }, name, bookEndings, func(x *exporter, path string) (ExportResult, error) {
		return x.segmentReport(path, g)
	})
}

func (s *session) exportCampaign(id int64) (string, error) {
	_, c, err := s.campaign(id)
	if err != nil {
		return "", err
	}
	name := exportWordsIn(s.language()).reportName(c.Name)
	return s.startExport(func(w *exportWords) string { return w.saveCampaign }, name, tableEndings, func(x *exporter, path string) (ExportResult, error) {
		return x.campaignReport(path, c)
	})
}

func (s *session) exportImports() (string, error) {
	name := exportWordsIn(s.language()).imports
	return s.startExport(func(w *exportWords) string { return w.saveTable }, name, tableEndings, func(x *exporter, path string) (ExportResult, error) {
		return x.importList(path)
	})
}
