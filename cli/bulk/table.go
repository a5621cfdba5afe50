package bulk

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// MaxRows bounds a file; more orders than these would keep one signer busy for days.
const MaxRows = 1_000_000

var (
	// ErrFile is about a file that cannot be read as a table.
	ErrFile = errors.New("file")
	// byteOrderMark is what spreadsheets write before the first column.
	byteOrderMark = []byte("\xef\xbb\xbf")
)

// Table is what a file of orders says, with a cell of every row for every column.
type Table struct {
	Columns []string
	Rows    []Row
	// SHA256 of the file, in hexadecimal: the journal belongs to one content.
	SHA256 string
}

// Row is one record, with a cell for each column.
type Row struct {
	// Line is where it begins in the file; the header of CSV is on line 1.
	Line  int
	Cells []string
}

// Problem is one broken rule of a file.
type Problem struct {
	// Line is 0 when the file as a whole breaks the rule.
	Line   int    `json:"line,omitempty"`
	Column string `json:"column,omitempty"`
	Value  string `json:"value,omitempty"`
	Limit  string `json:"limit,omitempty"`
	Rule   string `json:"rule"`
}

// ReadTable reads a file in UTF-8: an array of objects if its name ends with .json, else CSV. It fails with ErrFile when there is
// no row, or the file is no such table; what is wrong with single rows is returned as problems, and such rows are left out.
func ReadTable(path string) (Table, []Problem, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return Table{}, nil, err
	}
	sum := sha256.Sum256(content)
	table := Table{SHA256: hex.EncodeToString(sum[:])}
	read := table.readCSV
	if filepath.Ext(path) == ".json" {
		read = table.readJSON
	}
	problems, err := read(bytes.TrimPrefix(content, byteOrderMark))
	if err != nil {
		return table, nil, fmt.Errorf("%w %s: %w", ErrFile, path, err)
	}
	switch rows := len(table.Rows) + len(problems); {
	case rows == 0:
		return table, nil, fmt.Errorf("%w %s: has no rows", ErrFile, path)
	case rows > MaxRows:
		return table, nil, fmt.Errorf("%w %s: lines: limit %d, has %d", ErrFile, path, MaxRows, rows)
	}
	return table, problems, nil
}

func (t *Table) readCSV(content []byte) (problems []Problem, err error) {
	reader := csv.NewReader(bytes.NewReader(content))
	reader.FieldsPerRecord = -1
	if t.Columns, err = reader.Read(); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return problems, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := reader.FieldPos(0)
		if len(cells) != len(t.Columns) {
			problems = append(problems, Problem{
				Line: line, Rule: "a cell for each column of the header",
				Value: strconv.Itoa(len(cells)), Limit: strconv.Itoa(len(t.Columns)),
			})
			continue
		}
		t.Rows = append(t.Rows, Row{Line: line, Cells: cells})
	}
}

// CheckColumns reports the required columns that are missing, and those that are neither required nor known.
func (t Table) CheckColumns(required, optional []string) []Problem {
	var problems []Problem
	for _, column := range required {
		if !slices.Contains(t.Columns, column) {
			problems = append(problems, Problem{Line: 1, Column: column, Rule: "the column is required"})
		}
	}
	for i, column := range t.Columns {
		switch {
		case slices.Index(t.Columns, column) != i:
			problems = append(problems, Problem{Line: 1, Column: column, Rule: "the column is there twice"})
		case !slices.Contains(required, column) && !slices.Contains(optional, column):
			problems = append(problems, Problem{Line: 1, Column: column, Rule: "no such column is known"})
		}
	}
	return problems
}

// CheckUnique reports the lines that repeat what an earlier one has in the column.
func (t Table) CheckUnique(column string) []Problem {
	at := slices.Index(t.Columns, column)
	if at < 0 {
		return nil
	}
	var problems []Problem
	first := make(map[string]int, len(t.Rows))
	for _, row := range t.Rows {
		value := row.Cells[at]
		if line, known := first[value]; known {
			problems = append(problems, Problem{
				Line: row.Line, Column: column, Value: value, Rule: "must differ from line " + strconv.Itoa(line),
			})
			continue
		}
		first[value] = row.Line
	}
	return problems
}
