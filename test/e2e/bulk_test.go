package e2e

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// TestSalaries: a bank opens a wallet for each of 500 people and a firm pays them, each from one file. The client is
// killed half way, the node that it talks to as well, and resumed; every payee is paid exactly once.
func TestSalaries(t *testing.T) {
	t.Parallel()
	const people = 500
	n := startNetwork(t, nil)
	n.issue(t, "ISS-1", "10000.00")
	firm := n.openWallet(t, "firm", "i")
	n.fund(t, firm, "5000.00", "OUT-1")
	dir := t.TempDir()

	payees := make([]string, people)
	wallets := [][]string{{"address", "class", "kind", "region", "customer_ref", "carrier"}}
	salaries := [][]string{{"payee", "amount", "end_to_end_id", "remark"}}
	for i := range payees {
		hash := sha256.Sum256(fmt.Appendf(nil, "payee %d", i))
		payees[i] = consortium.FormatAddress(hash[:20])
		wallets = append(wallets, []string{payees[i], "iii", "personal", "440300", customerRef(payees[i]), "app"})
		salaries = append(salaries, []string{payees[i], fmt.Sprintf("1.%02d", i%100), fmt.Sprintf("SALARY-%d", i), "staff, no. " + fmt.Sprint(i)})
	}
	walletFile, salaryFile := filepath.Join(dir, "wallets.csv"), filepath.Join(dir, "salaries.csv")
	writeTable(t, walletFile, wallets)
	writeTable(t, salaryFile, salaries)

	open := n.doFile(t, bank+"-teller", "open-wallet-file", walletFile)
	require.Equal(t, fileReport{Lines: people, Done: people}, open)

	through := n.anyNode(t)
	client := n.Command(t.Context(), n.fileArgs(t, firm.key, "pay-file", salaryFile)...)
	var stderr bytes.Buffer
	client.Stderr = &stderr
	require.NoError(t, client.Start())
	await(t, "a part of the payments", func() error {
		return differs("paid enough", true, n.wallet(t, firm.address).BalanceFen < 4800_00)
	})
	require.NoError(t, client.Process.Signal(syscall.SIGKILL))
	require.Error(t, client.Wait(), "%s", stderr.String())
	paid := len(n.payments(t, firm))
	require.NotZero(t, paid)
	require.Less(t, paid, people, "the client was killed half way")

	// What waits in the mempool of the node is lost, too.
	require.NoError(t, n.Kill(through.Name))
	n.start(t, through.Name)

	resumed := n.doFile(t, firm.key, "pay-file", salaryFile)
	require.Equal(t, fileReport{Lines: people, Done: people}, resumed)
	sent := n.wallet(t, firm.address).Sequence
	again := n.run(t, n.fileArgs(t, firm.key, "pay-file", salaryFile)...)
	require.Equal(t, exitOK, again.code, "%s", again)
	require.Contains(t, again.stderr, "was finished before, nothing is sent")
	require.Equal(t, sent, n.wallet(t, firm.address).Sequence, "a finished file sends nothing")

	total := uint64(0)
	for i, payee := range payees {
		amount := uint64(100 + i%100)
		require.Equal(t, amount, n.wallet(t, payee).BalanceFen, "balance of payee %d", i)
		total += amount
	}
	require.Equal(t, 5000_00-total, n.wallet(t, firm.address).BalanceFen)
	require.Len(t, n.payments(t, firm), people)
	n.requireResult(t, salaryFile, people)
}

// requireResult requires that the result of a file names the transaction of each line, and that the chain has it.
func (n *network) requireResult(t *testing.T, file string, count int) {
	t.Helper()
	content, err := os.Open(file + ".result.csv")
	require.NoError(t, err)
	defer content.Close() //nolint:errcheck // it was only read
	records, err := csv.NewReader(content).ReadAll()
	require.NoError(t, err)
	require.Len(t, records, count+1)
	require.Equal(t, []string{"line", "payee", "amount", "end_to_end_id", "remark", "status", "transaction", "height", "reason"}, records[0])
	for i, record := range records[1:] {
		require.Equal(t, "done", record[5], record)
		require.Len(t, record[6], 64, record)
		if i%100 == 0 {
			shown := n.do(t, "query", "tx", record[6], "--node="+n.anyNode(t).Ports.RPCAddress(), "--output=json")
			var found receipt
			require.NoError(t, json.Unmarshal([]byte(shown), &found))
			require.Zero(t, found.Code)
			require.Equal(t, record[7], fmt.Sprint(found.Height))
			require.Contains(t, shown, record[3])
		}
	}
}

// TestBadFile: one wrong line, and nothing is sent; a payee whose wallet cannot hold more fails alone.
func TestBadFile(t *testing.T) {
	t.Parallel()
	n := sharedNetwork(t)
	n.issue(t, "ISS-FILE", "20000.00")
	firm := n.openWallet(t, "file-firm", "i")
	small := n.openWallet(t, "file-small", "iv")
	n.fund(t, firm, "15000.00", "OUT-FILE")
	path := filepath.Join(t.TempDir(), "pay.csv")
	writeTable(t, path, [][]string{
		{"payee", "amount", "end_to_end_id"},
		{small.address, "10.00", "FILE-1"},
		{small.address, "9990.01", "FILE-2"},
		{firm.address, "1.00", "FILE-3"},
		{n.address(t, bank+"-teller"), "1.0", "FILE-1"},
	})
	refused := n.run(t, n.fileArgs(t, firm.key, "pay-file", path)...)
	require.Equal(t, exitFailed, refused.code, "%s", refused)
	var report struct {
		Problems []struct {
			Line          int
			Column, Value string
			Limit, Rule   string
		} `json:"problems"`
	}
	require.NoError(t, json.Unmarshal([]byte(refused.stdout), &report), "%s", refused)
	var lines []int
	for _, problem := range report.Problems {
		lines = append(lines, problem.Line)
	}
	require.Equal(t, []int{4, 5, 5}, lines, "%s", refused)
	require.NoFileExists(t, path+".journal")

	writeTable(t, path, [][]string{
		{"payee", "amount", "end_to_end_id"}, {small.address, "10.00", "FILE-1"}, {small.address, "9990.01", "FILE-2"},
	})
	refused = n.run(t, n.fileArgs(t, firm.key, "pay-file", path)...)
	require.Equal(t, exitFailed, refused.code, "%s", refused)
	require.NoError(t, json.Unmarshal([]byte(refused.stdout), &report), "%s", refused)
	require.Len(t, report.Problems, 1)
	require.Equal(t, 3, report.Problems[0].Line)
	require.Equal(t, "10,000.01 yuan", report.Problems[0].Value)
	require.Equal(t, "10,000.00 yuan", report.Problems[0].Limit)
	require.Zero(t, n.wallet(t, small.address).BalanceFen)
	require.Zero(t, n.wallet(t, firm.address).Sequence, "nothing was sent")
}

// fileReport is what the command line prints as JSON about a file.
type fileReport struct {
	Lines   int `json:"lines"`
	Done    int `json:"done"`
	Failed  int `json:"failed"`
	Sent    int `json:"sent"`
	Waiting int `json:"waiting"`
}

func (n *network) fileArgs(t testing.TB, from, command, path string) []string {
	t.Helper()
	return n.txArgs(t, from, "currency", command, path)
}

// doFile carries out a file whose lines must all take effect.
func (n *network) doFile(t testing.TB, from, command, path string) fileReport {
	t.Helper()
	var report fileReport
	require.NoError(t, json.Unmarshal([]byte(n.do(t, n.fileArgs(t, from, command, path)...)), &report))
	return report
}

func writeTable(t testing.TB, path string, records [][]string) {
	t.Helper()
	var content strings.Builder
	require.NoError(t, csv.NewWriter(&content).WriteAll(records))
	require.NoError(t, os.WriteFile(path, []byte(content.String()), 0o600))
}
