package bulk_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/cli/bulk"
)

func TestJournalRemembersItsTerms(t *testing.T) {
	desk := newDesk(t, t.TempDir(), 1)
	journal, err := bulk.OpenJournal(desk.path)
	require.NoError(t, err)
	defer func() { require.NoError(t, journal.Close()) }()
	begun := journal.Terms()
	require.Equal(t, 1, begun.Version)
	require.NoError(t, journal.Check(terms))
	for name, change := range map[string]func(*bulk.Terms){
		"kind of file":                  func(t *bulk.Terms) { t.Kind = "open-wallet" },
		"content of the file (SHA-256)": func(t *bulk.Terms) { t.SHA256 = "cd" },
		"chain id":                      func(t *bulk.Terms) { t.ChainID = "test-2" },
		"signer":                        func(t *bulk.Terms) { t.Signer = "dcep1other" },
		"date":                          func(t *bulk.Terms) { t.Date = "2019-12-03" },
	} {
		other := terms
		change(&other)
		err := journal.Check(other)
		require.ErrorIs(t, err, bulk.ErrOtherTerms)
		require.ErrorContains(t, err, name+" was ")
	}

	_, err = bulk.OpenJournal(desk.path)
	require.ErrorIs(t, err, bulk.ErrInUse)
	_, err = bulk.BeginJournal(desk.path, terms)
	require.ErrorIs(t, err, os.ErrExist)
}

func TestNoJournal(t *testing.T) {
	journal, err := bulk.OpenJournal(write(t, ""))
	require.NoError(t, err)
	require.Nil(t, journal)
}

func TestJournalWithATornEnd(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 5)
	results, err := desk.run(t, chain)
	require.NoError(t, err)
	whole := desk.journal(t)
	for cut := strings.IndexByte(whole, '\n') + 1; cut < len(whole); cut += 7 {
		require.NoError(t, os.WriteFile(bulk.JournalPath(desk.path), []byte(whole[:cut]), 0o600))
		again, err := desk.run(t, chain)
		require.NoError(t, err)
		requireOnce(t, chain, again)
		require.Len(t, again, len(results))
		require.True(t, strings.HasSuffix(desk.journal(t), "}\n"))
		require.NotContains(t, desk.journal(t), "}{", "the torn line is gone")
	}
	require.Equal(t, 5, chain.sends, "the chain knew everything")
}

func TestJournalThatCannotBeRead(t *testing.T) {
	desk := newDesk(t, t.TempDir(), 1)
	begin := desk.journal(t)
	for content, reason := range map[string]string{
		"":                            "is empty",
		"{\"version\":1}\nnonsense\n": "line 2: invalid character",
		"{\"version\":2}\n":           "version 2, this program knows 1",
		"{\"other\":2}\n":             `unknown field "other"`,
	} {
		require.NoError(t, os.WriteFile(bulk.JournalPath(desk.path), []byte(content), 0o600))
		_, err := bulk.OpenJournal(desk.path)
		require.ErrorIs(t, err, bulk.ErrJournal)
		require.ErrorContains(t, err, reason)
	}

	require.NoError(t, os.WriteFile(bulk.JournalPath(desk.path), []byte(begin+"{\"line\":9,\"status\":\"done\"}\n"), 0o600))
	_, err := desk.run(t, newFakeChain())
	require.ErrorIs(t, err, bulk.ErrJournal)
	require.ErrorContains(t, err, "line 9 is not in the file")
}
