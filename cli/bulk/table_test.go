package bulk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/cli/bulk"
)

func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pay.csv")
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func TestReadTable(t *testing.T) {
	table, problems, err := bulk.ReadTable(write(t, "\xef\xbb\xbfpayee,amount\r\na,\"1\n2\"\r\nb\r\nc,3\r\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"payee", "amount"}, table.Columns)
	require.Equal(t, []bulk.Row{{Line: 2, Cells: []string{"a", "1\n2"}}, {Line: 5, Cells: []string{"c", "3"}}}, table.Rows)
	require.Equal(t, []bulk.Problem{{Line: 4, Value: "1", Limit: "2", Rule: "a cell for each column of the header"}}, problems)
	require.Len(t, table.SHA256, 64)

	for content, reason := range map[string]string{
		"":               "header: EOF",
		"payee\n":        "has no rows",
		"payee\n\"a\nb":  `record on line 2; parse error on line 3`,
		"payee\na\"b\n":  `bare " in non-quoted-field`,
		"\"payee\na\nb,": `record on line 1`,
	} {
		_, _, err := bulk.ReadTable(write(t, content))
		require.ErrorIs(t, err, bulk.ErrFile, content)
		require.ErrorContains(t, err, reason)
	}
	_, _, err = bulk.ReadTable(filepath.Join(t.TempDir(), "none.csv"))
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestReadTableInJSON(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pay.json")
	read := func(content string) (bulk.Table, []bulk.Problem, error) {
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return bulk.ReadTable(path)
	}
	table, problems, err := read(`[
  {"payee": "a", "amount": 12.50},
  {"amount": "3", "payee": "b",
   "urgent": true, "remark": null},
  {"payee": "c", "amount": [1], "payee": "d"}
]`)
	require.NoError(t, err)
	require.Equal(t, []string{"payee", "amount", "urgent", "remark"}, table.Columns)
	require.Equal(t, []bulk.Row{{Line: 2, Cells: []string{"a", "12.50", "", ""}}, {Line: 3, Cells: []string{"b", "3", "true", ""}}}, table.Rows)
	require.Equal(t, []bulk.Problem{
		{Line: 5, Column: "amount", Rule: "a string, a number, true or false"}, {Line: 5, Column: "payee", Rule: "the column is there twice"},
	}, problems)

	for content, reason := range map[string]string{
		"":                  "ends where [ is expected",
		"[]":                "has no rows",
		`{"payee": "a"}`:    "has { where [ is expected",
		`[{"payee": "a"}`:   "ends where ] is expected",
		`[{"a": "b"}] {}`:   "goes on after the array",
		`[{"payee": "a]}`:   "unexpected EOF",
		`[{"payee": 01}]`:   "invalid character",
		`["payee"]`:         "has payee where { is expected",
		"[{\"payee\"\x00}]": "expected colon",
	} {
		_, _, err := read(content)
		require.ErrorIs(t, err, bulk.ErrFile, content)
		require.ErrorContains(t, err, reason, content)
	}
}

func TestReadTableIsBounded(t *testing.T) {
	path := write(t, "a\n"+string(bytes.Repeat([]byte("b\n"), bulk.MaxRows)))
	table, _, err := bulk.ReadTable(path)
	require.NoError(t, err)
	require.Len(t, table.Rows, bulk.MaxRows)

	many := filepath.Join(t.TempDir(), "many.json")
	require.NoError(t, os.WriteFile(many, []byte("["+strings.Repeat("{\"a\": \"b\"},\n", bulk.MaxRows-1)+"{\"a\": \"c\"}]"), 0o600))
	table, _, err = bulk.ReadTable(many)
	require.NoError(t, err)
	require.Equal(t, bulk.Row{Line: bulk.MaxRows, Cells: []string{"c"}}, table.Rows[bulk.MaxRows-1])

	path = write(t, "a\n"+string(bytes.Repeat([]byte("b\n"), bulk.MaxRows+1)))
	_, _, err = bulk.ReadTable(path)
	require.ErrorIs(t, err, bulk.ErrFile)
	require.ErrorContains(t, err, "limit 1000000, has 1000001")
}

func TestCheckColumns(t *testing.T) {
	table := bulk.Table{Columns: []string{"payee", "Amount", "remark", "payee"}}
	require.Equal(t, []bulk.Problem{
		{Line: 1, Column: "amount", Rule: "the column is required"},
		{Line: 1, Column: "Amount", Rule: "no such column is known"},
		{Line: 1, Column: "payee", Rule: "the column is there twice"},
	}, table.CheckColumns([]string{"payee", "amount"}, []string{"remark"}))
}

func TestCheckUnique(t *testing.T) {
	table := bulk.Table{Columns: []string{"payee", "id"}, Rows: []bulk.Row{
		{Line: 2, Cells: []string{"a", "1"}}, {Line: 3, Cells: []string{"a", "2"}}, {Line: 4, Cells: []string{"b", "1"}},
	}}
	require.Equal(t, []bulk.Problem{{Line: 4, Column: "id", Value: "1", Rule: "must differ from line 2"}}, table.CheckUnique("id"))
	require.Empty(t, table.CheckUnique("other"))
}

func TestWriteResult(t *testing.T) {
	path := write(t, "")
	results := []bulk.Result{
		{
			Order:   bulk.Order{Row: bulk.Row{Line: 2, Cells: []string{"a", "1.00"}}},
			Outcome: bulk.Outcome{Status: bulk.StatusDone, Hash: "AB", Height: 12},
		},
		{
			Order:   bulk.Order{Row: bulk.Row{Line: 3, Cells: []string{"b,c", "2.00"}}},
			Outcome: bulk.Outcome{Status: bulk.StatusFailed, Hash: "CD", Height: 13, Reason: "wallet is closed"},
		},
		{Order: bulk.Order{Row: bulk.Row{Line: 4, Cells: []string{"d", "3.00"}}}, Outcome: bulk.Outcome{Status: bulk.StatusWaiting}},
	}
	for range 2 {
		require.NoError(t, bulk.WriteResult(path, []string{"payee", "amount"}, results))
	}
	content, err := os.ReadFile(bulk.ResultPath(path))
	require.NoError(t, err)
	require.Equal(t, `line,payee,amount,status,transaction,height,reason
2,a,1.00,done,AB,12,
3,"b,c",2.00,failed,CD,13,wallet is closed
4,d,3.00,waiting,,,
`, string(content))
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 2, "nothing else is left behind")
}
