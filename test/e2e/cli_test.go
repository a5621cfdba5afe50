package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The exit codes that the command line promises.
const (
	exitOK      = 0
	exitFailed  = 1
	exitUnknown = 3
)

// outcome is what a command left behind.
type outcome struct {
	command        string
	code           int
	stdout, stderr string
}

func (o outcome) String() string {
	return o.command + "\nexit code " + strconv.Itoa(o.code) + "\n" + o.stdout + o.stderr
}

// run runs a command of the network's people to its end, whatever its exit code is.
func (n *network) run(t testing.TB, args ...string) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	result, err := n.execute(ctx, args...)
	require.NoError(t, err, "%s", result)
	return result
}

// execute is run for goroutines, which must not end a test.
func (n *network) execute(ctx context.Context, args ...string) (outcome, error) {
	command := n.Command(ctx, args...)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	result := outcome{
		command: "dcepd " + strings.Join(args, " "), code: command.ProcessState.ExitCode(),
		stdout: stdout.String(), stderr: stderr.String(),
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Exited() {
		return result, nil
	}
	return result, err
}

// do runs a command that must succeed and returns what it printed.
func (n *network) do(t testing.TB, args ...string) string {
	t.Helper()
	result := n.run(t, args...)
	require.Equal(t, exitOK, result.code, "%s", result)
	return result.stdout
}

// receipt is what the command line prints as JSON about a transaction.
type receipt struct {
	Hash      string `json:"txhash"`
	Height    int64  `json:"height,string"`
	Code      uint32 `json:"code"`
	Codespace string `json:"codespace"`
	RawLog    string `json:"raw_log"`
}

// txArgs is a transaction command signed by a key of the network, without a question.
func (n *network) txArgs(t testing.TB, from string, args ...string) []string {
	t.Helper()
	return append(append([]string{"tx"}, args...),
		"--from="+from, "--yes", "--output=json", "--node="+n.anyNode(t).Ports.RPCAddress())
}

// send sends a transaction, waits until it is in a block, and requires that it succeeded there.
func (n *network) send(t testing.TB, from string, args ...string) receipt {
	t.Helper()
	result := n.trySend(t, from, args...)
	require.Equal(t, exitOK, result.code, "%s", result)
	sent := result.receipt(t)
	require.Zero(t, sent.Code, "%s", result)
	require.Positive(t, sent.Height, "%s", result)
	return sent
}

// trySend sends a transaction and waits for its result, whatever it is.
func (n *network) trySend(t testing.TB, from string, args ...string) outcome {
	t.Helper()
	return n.run(t, append(n.txArgs(t, from, args...), "--wait")...)
}

// post sends a transaction that a node must take, and does not wait for its block.
func (n *network) post(t testing.TB, from string, args ...string) {
	t.Helper()
	n.do(t, n.txArgs(t, from, args...)...)
}

func (o outcome) receipt(t testing.TB) receipt {
	t.Helper()
	sent, err := o.parse()
	require.NoError(t, err, "%s", o)
	return sent
}

func (o outcome) parse() (receipt, error) {
	var sent receipt
	err := json.Unmarshal([]byte(o.stdout), &sent)
	return sent, err
}

var heightText = regexp.MustCompile(`at height (\d+)\b`)

// heightIn is the height that a refusal of a repeated payment names: the last one in it, after that of the refusal.
func heightIn(text string) (int64, error) {
	matches := heightText.FindAllStringSubmatch(text, -1)
	if len(matches) == 0 {
		return 0, fmt.Errorf("no height in %q", text)
	}
	return strconv.ParseInt(matches[len(matches)-1][1], 10, 64)
}

// requireRefused requires that a command failed for the reason, with exit code 1, and that it says so in all the texts.
func requireRefused(t testing.TB, result outcome, texts ...string) {
	t.Helper()
	require.Equal(t, exitFailed, result.code, "%s", result)
	for _, text := range texts {
		require.Contains(t, result.stderr, text, "%s", result)
	}
}

// address is that of a key of the network's people.
func (n *network) address(t testing.TB, key string) string {
	t.Helper()
	keys, err := n.Keyring()
	require.NoError(t, err)
	record, err := keys.Key(key)
	require.NoError(t, err)
	address, err := record.GetAddress()
	require.NoError(t, err)
	return address.String()
}

// addKey makes a key for a new person and returns its address.
func (n *network) addKey(t testing.TB, name string) string {
	t.Helper()
	n.do(t, "keys", "add", name, "--output=json")
	return n.address(t, name)
}
