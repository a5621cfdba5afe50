package localnet

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	// idle runs until it is asked to end.
	idle = `trap 'echo "stopped $*"; exit 0' TERM; echo "started $*"; while :; do sleep 0.05; done`
	// deaf only ends when killed.
	deaf = `trap '' TERM; echo "started $*"; while :; do sleep 0.05; done`
)

// waitLog waits until the node's log has the text.
func waitLog(t *testing.T, node Node, text string) {
	t.Helper()
	require.Eventually(t, func() bool {
		content, err := os.ReadFile(node.Log())
		return err == nil && bytes.Contains(content, []byte(text))
	}, 10*time.Second, 10*time.Millisecond)
}

func TestStopEndsNodesInOrder(t *testing.T) {
	n := fakeNetwork(t, idle, "a", "b")
	for _, node := range n.Nodes {
		require.Zero(t, node.PID())
		require.NoError(t, n.launch(node))
		require.NotZero(t, node.PID())
		waitLog(t, node, "started start --home="+node.Home+" --log_no_color\n")
	}

	require.NoError(t, n.Stop("a"))
	require.Zero(t, n.Nodes[0].PID())
	require.NotZero(t, n.Nodes[1].PID())
	waitLog(t, n.Nodes[0], "stopped start --home="+n.Nodes[0].Home+" --log_no_color\n")

	// Whoever opens the network later can stop it as well.
	require.ErrorIs(t, Remove(n.Home), ErrRunning)
	opened, err := Open(n.Home)
	require.NoError(t, err)
	require.Equal(t, n, opened)
	require.NoError(t, opened.Stop())
	require.Zero(t, n.Nodes[1].PID())
}

func TestKillAndStopOfWhatDoesNotListen(t *testing.T) {
	n := fakeNetwork(t, deaf, "a")
	require.NoError(t, n.launch(n.Nodes[0]))
	waitLog(t, n.Nodes[0], "started")
	require.NoError(t, n.Kill("a"))
	require.Zero(t, n.Nodes[0].PID())
	require.ErrorIs(t, n.Kill("b"), ErrNodeNotFound)
}

func TestStopLeavesOtherProcessesAlone(t *testing.T) {
	n := fakeNetwork(t, idle, "a", "b")
	require.NoError(t, n.launch(n.Nodes[0]))
	waitLog(t, n.Nodes[0], "started")
	other := n.Nodes[0].PID()

	// The number that b had belongs to somebody else now.
	require.NoError(t, os.WriteFile(n.Nodes[1].pidFile(), []byte(strconv.Itoa(other)), 0o600))
	require.Zero(t, n.Nodes[1].PID())
	require.NoError(t, n.Stop("b"))
	require.Equal(t, other, n.Nodes[0].PID())

	require.NoError(t, os.WriteFile(n.Nodes[1].pidFile(), []byte("1"), 0o600))
	require.Zero(t, n.Nodes[1].PID())
	require.NoError(t, os.WriteFile(n.Nodes[1].pidFile(), []byte("none"), 0o600))
	require.Zero(t, n.Nodes[1].PID())
}

func TestRemoveDeletesOnlyTheNetwork(t *testing.T) {
	n := fakeNetwork(t, idle, "a")
	own := filepath.Join(n.Home, "notes.txt")
	require.NoError(t, os.WriteFile(own, nil, 0o600))
	require.NoError(t, Remove(n.Home))
	require.NoDirExists(t, n.Nodes[0].Home)
	require.FileExists(t, own)
	_, err := Open(n.Home)
	require.ErrorIs(t, err, ErrNoNetwork)
	require.NoError(t, Remove(n.Home), "what is no network stays as it is")
	require.FileExists(t, own)

	_, err = Init(t.Context(), Config{Home: n.Home})
	require.ErrorIs(t, err, ErrExists)
}

func TestTailAndLog(t *testing.T) {
	node := Node{Name: "a", Home: t.TempDir()}
	content := "first line\n" + string(bytes.Repeat([]byte("x"), tailBytes-5)) + "\nlast\n"
	require.NoError(t, os.WriteFile(node.Log(), []byte(content), 0o600))
	require.Len(t, node.tail(), tailBytes-1)
	require.Contains(t, node.tail(), "last")
	require.NotContains(t, node.tail(), "first")

	var out bytes.Buffer
	require.NoError(t, node.copyLog(t.Context(), &out, false))
	require.Equal(t, content, out.String())

	require.NoError(t, os.WriteFile(node.Log(), []byte("short\n"), 0o600))
	require.Equal(t, "short", node.tail())
	require.ErrorIs(t, node.exited(), ErrNodeExited)
	require.NotErrorIs(t, node.exited(), errPortTaken)
	require.NoError(t, os.WriteFile(node.Log(), []byte("listen: bind: address already in use\n"), 0o600))
	require.ErrorIs(t, node.exited(), errPortTaken)
}
