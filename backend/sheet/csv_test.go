package sheet_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

func file(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTextTablesOfEveryDialectAreRead(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"commas":                     {"a,b\n1,2\n", "1:a|b 2:1|2"},
		"semicolons":                 {"a;b\n1,5;2\n3,5;4\n", "1:a|b 2:1,5|2 3:3,5|4"},
		"tabs":                       {"a\tb\r\n1\t2\r\n", "1:a|b 2:1|2"},
		"bars":                       {"a|b\n1|2\n", "1:a|b 2:1|2"},
		"one column":                 {"email\na@x.in\nb@x.in\n", "1:email 2:a@x.in 3:b@x.in"},
		"no last line break":         {"a,b\n1,2", "1:a|b 2:1|2"},
		"old Mac line breaks":        {"a,b\r1,2\r", "1:a|b 2:1|2"},
		"quoted line break":          {"a,b\n\"x\ny\",2\n3,4\n", "1:a|b 2:x\ny|2 3:3|4"},
		"doubled quotes":             {"a,b\n\"say \"\"hi\"\"\",2\n", "1:a|b 2:say \"hi\"|2"},
		"stray quote inside":         {"a,b\n5\" nail,2\n", "1:a|b 2:5\" nail|2"},
		"inner quotes not doubled":   {"a,b\n\"the \"big\" one\",2\n", "1:a|b 2:the \"big\" one|2"},
		"quote never closed":         {"a,b\n\"oops,2\n3,4\n", "1:a|b 2:\"oops|2 3:3|4"},
		"single quotes":              {"a,b\n'x,y',2\n'p,q',3\n", "1:a|b 2:x,y|2 3:p,q|3"},
		"apostrophes":                {"a,b\n'tis,2\nO'Neil,3\n", "1:a|b 2:'tis|2 3:O'Neil|3"},
		"ragged rows":                {"a,b,c\n1\n1,2,3,4\n1,2,3\n", "1:a|b|c 2:1 3:1|2|3|4 4:1|2|3"},
		"blank rows keep numbers":    {"a,b\n\n,\n1,2\n", "1:a|b 4:1|2"},
		"separator named first":      {"sep=;\na;b\n1;2\n", "1:a|b 2:1|2"},
		"commas inside semicolons":   {"name;note\nRao, A;x, y, z\nB;c\n", "1:name|note 2:Rao, A|x, y, z 3:B|c"},
		"byte order mark":            {"\uFEFFa,b\n1,2\n", "1:a|b 2:1|2"},
		"quoted cells, semicolons":   {"\"a\";\"b\"\n\"1;2\";\"3\"\n", "1:a|b 2:1;2|3"},
		"line breaks of all systems": {"a,b\n1,2\r3,4\r\n5,6\n", "1:a|b 2:1|2 3:3|4 4:5|6"},
		"mostly of old Macs":         {"a,b\r1,2\r3,\"4\"\r\n5,6\n7,8\r", "1:a|b 2:1|2 3:3|4 4:5|6 5:7|8"},
		"quoted before a lone break": {"a,b\n\"1\",\"2\"\r3,4\n", "1:a|b 2:1|2 3:3|4"},
		"spaces before quoted cells": {"a, \"b\"\n1, \"2,3\"\n", "1:a|b 2:1|2,3"},
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, file(t, "t.csv", []byte(c.text)), "", sheet.Options{})
			if got.err != nil || got.words() != c.want {
				t.Errorf("read %q (%v), want %q", got.words(), got.err, c.want)
			}
		})
	}
}

func TestEncodingsAreFoundAndNamed(t *testing.T) {
	german := strings.Repeat("Größe,Straße\nMüller,Köln\nJürgen,Österreich\n", 20)
	hindi := "नाम,शहर\nआशा,पुणे\n"
	japaneseText := strings.Repeat("名前,都市\n山田太郎,東京都渋谷区\nさくら,おおさか\n", 20)
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	bare := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	for name, c := range map[string]struct {
		encode func(string) (string, error)
		text   string
		want   string
	}{
		"UTF-8":                 {func(s string) (string, error) { return s, nil }, hindi, "utf-8"},
		"UTF-16 with a mark":    {utf16.NewEncoder().String, hindi, "utf-16le"},
		"UTF-16 without a mark": {bare.NewEncoder().String, "name,city\nAsha,Pune\n", "utf-16le"},
		"windows-1252":          {charmap.Windows1252.NewEncoder().String, german, "windows-1252"},
		"shift-jis":             {japanese.ShiftJIS.NewEncoder().String, japaneseText, "shift-jis"},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := c.encode(c.text)
			if err != nil {
				t.Fatal(err)
			}
			path := file(t, "t.csv", []byte(data))
			f, err := sheet.Open(path, sheet.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if c.want != "" && f.Encoding() != c.want {
				t.Errorf("encoding is %s, want %s", f.Encoding(), c.want)
			}
			want := strings.Split(strings.TrimSpace(c.text), "\n")
			got := read(t, path, "", sheet.Options{})
			if len(got.order) != len(want) {
				t.Fatalf("%d rows, want %d", len(got.order), len(want))
			}
			for i, line := range want {
				if row := got.rows[i+1]; row[0].Text+","+row[1].Text != line {
					t.Fatalf("row %d is %q, want %q", i+1, row, line)
				}
			}
		})
	}
}

func TestWhatCannotBeReadIsNamedWithWhatToDo(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"web page": {"<html><table></table></html>", "web page"},
		"pdf":      {"%PDF-1.7 ...", "PDF"},
		"old xls":  {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600), ".xls"},
		"xml 2003": {"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "Excel 2003"},
		"gzip":     {"\x1f\x8b\x08...", "Unpack"},
		"binary":   {"\x01\x00\x00\x02\x03\x00\x00\x00\x05\x00\x00\x00" + strings.Repeat("\x07\x00\x00\xfe", 100), "not a spreadsheet"},
		"nothing":  {"", "empty"},
		"sqlite":   {"SQLite format 3\x00", "database"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.Open(file(t, "t.xlsx", []byte(c.data)), sheet.Options{})
			if domain.CodeOf(err) != domain.Invalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want one about %q", err, c.want)
			}
		})
	}
}

func TestWrittenFilesReadBackTheSame(t *testing.T) {
	for _, name := range []string{"t.xlsx", "t.csv", "t.tsv"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			w, err := sheet.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			rows := [][]sheet.Cell{
				{{sheet.Text, "Name"}, {sheet.Text, "Score"}, {sheet.Text, "On"}},
				{{sheet.Text, "Asha \"A\", Pune\nIndia"}, {sheet.Number, "-12.5"}, {sheet.Date, "2024-02-29"}},
				{{sheet.Text, "आशा"}, {}, {sheet.Date, "2024-02-29T10:30:00"}},
				{{sheet.Text, "ids"}, {sheet.Number, "1234567890123456789"}, {sheet.Number, "00042"}},
			}
			for _, r := range rows {
				if err := w.Write(r); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			got := read(t, path, "", sheet.Options{})
			for i, want := range rows {
				for j, cell := range want {
					if text := got.rows[i+1][j].Text; text != cell.Text {
						t.Errorf("row %d column %d is %q, want %q", i+1, j, text, cell.Text)
					}
				}
			}
			left, err := os.ReadDir(filepath.Dir(path))
			if err != nil || len(left) != 1 {
				t.Errorf("the folder holds %v", left)
			}
		})
	}
}

func TestTextThatWouldRunAsAFormulaIsDisarmed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.csv")
	w, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.WriteText("=1+1", "+91 98", "-x", "@sum", "plain"); err != nil {
		t.Fatal(err)
	}
	if err := w.Write([]sheet.Cell{{sheet.Number, "-5"}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if want := "\uFEFF\"'=1+1\",+91 98,-x,@sum,plain\r\n-5\r\n"; err != nil || string(data) != want {
		t.Fatalf("wrote %q, want %q", data, want)
	}
}

func TestACanceledReadingSaysSo(t *testing.T) {
	path := file(t, "t.csv", []byte("a\n"+strings.Repeat("1\n", 5000)))
	f, err := sheet.Open(path, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx, stop := context.WithCancel(context.Background())
	rows, err := f.Rows(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	stop()
	for rows.Next() {
	}
	if domain.CodeOf(rows.Err()) != domain.Canceled {
		t.Fatalf("error is %v", rows.Err())
	}
}

func TestColumnsAreNamedAsSpreadsheetsNameThem(t *testing.T) {
	for index, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := sheet.ColumnName(index); got != want {
			t.Errorf("column %d is %s, want %s", index, got, want)
		}
	}
}

func FuzzAnyTextIsReadWithoutPanic(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2", "\"", "\"a\nb", "sep=;\n", "\xff\xfe", "a\r\rb"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := file(t, "t.csv", data)
		opened, err := sheet.Open(path, sheet.Options{})
		if err != nil {
			return
		}
		defer opened.Close()
		rows, err := opened.Rows(context.Background(), "")
		if err != nil {
			return
		}
		last := 0
		for rows.Next() {
			if rows.Row().Number <= last {
				t.Fatal(fmt.Sprint("row numbers do not grow: ", rows.Row().Number))
			}
			last = rows.Row().Number
		}
	})
}
