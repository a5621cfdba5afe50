package bulk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// readJSON reads an array of objects, each of which is a row and names its columns.
func (t *Table) readJSON(content []byte) ([]Problem, error) {
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	if err := expect(decoder, '['); err != nil {
		return nil, err
	}
	var problems []Problem
	line, counted := 1, int64(0)
	for decoder.More() {
		row := Row{Cells: make([]string, len(t.Columns))}
		if err := expect(decoder, '{'); err != nil {
			return nil, err
		}
		begins := decoder.InputOffset()
		line += bytes.Count(content[counted:begins], []byte("\n"))
		row.Line, counted = line, begins
		wrong, err := t.readObject(decoder, &row)
		if err != nil {
			return nil, err
		}
		if len(wrong) > 0 {
			problems = append(problems, wrong...)
			continue
		}
		t.Rows = append(t.Rows, row)
	}
	if err := expect(decoder, ']'); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("goes on after the array")
	}
	// Rows before the first with some column have no cell for it yet.
	for i, row := range t.Rows {
		t.Rows[i].Cells = append(row.Cells, make([]string, len(t.Columns)-len(row.Cells))...)
	}
	return problems, nil
}

// readObject puts the values of an object into the row's cells, up to and with its closing brace. A number stays as it is written.
func (t *Table) readObject(decoder *json.Decoder, row *Row) (problems []Problem, err error) {
	filled := map[int]bool{}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		column := name.(string)
		var value any
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		at := slices.Index(t.Columns, column)
		if at < 0 {
			at = len(t.Columns)
			t.Columns = append(t.Columns, column)
		}
		row.Cells = append(row.Cells, make([]string, len(t.Columns)-len(row.Cells))...)
		if filled[at] {
			problems = append(problems, Problem{Line: row.Line, Column: column, Rule: "the column is there twice"})
			continue
		}
		filled[at] = true
		switch value := value.(type) {
		case nil:
		case string, json.Number, bool:
			row.Cells[at] = fmt.Sprint(value)
		default:
			problems = append(problems, Problem{Line: row.Line, Column: column, Rule: "a string, a number, true or false"})
		}
	}
	return problems, expect(decoder, '}')
}

func expect(decoder *json.Decoder, want json.Delim) error {
	got, err := decoder.Token()
	switch {
	case errors.Is(err, io.EOF):
		return fmt.Errorf("ends where %s is expected", want)
	case err != nil:
		return err
	case got != want:
		return fmt.Errorf("has %v where %s is expected", got, want)
	}
	return nil
}
