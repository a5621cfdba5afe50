package localnet

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// run runs dcepd localnet and returns what it printed.
func run(t *testing.T, args ...string) (string, error) {
	t.Helper()
	cmd := Command()
	cmd.SilenceErrors = true
	cmd.SetArgs(args)
	var out bytes.Buffer
	cmd.SetOut(&out)
	cmd.SetErr(&out)
	err := cmd.ExecuteContext(t.Context())
	return out.String(), err
}

func TestCommandsNeedANetwork(t *testing.T) {
	home := "--home=" + t.TempDir()
	for _, args := range [][]string{{"stop"}, {"status"}, {"logs", "pboc-1"}, {"join", "cmb-sz"}} {
		_, err := run(t, append(args, home)...)
		require.ErrorIs(t, err, ErrNoNetwork, "%v", args)
	}
}

func TestInitRefuses(t *testing.T) {
	home := t.TempDir()
	_, err := run(t, "init", "--home="+home, "--validators=0")
	require.ErrorIs(t, err, errNoValidators)
	_, err = run(t, "init", "--home="+home, "--consortium="+filepath.Join(home, "none.yaml"))
	require.ErrorIs(t, err, os.ErrNotExist)
	entries, err := os.ReadDir(home)
	require.NoError(t, err)
	require.Empty(t, entries)

	n := fakeNetwork(t, idle, "a")
	_, err = run(t, "init", "--home="+n.Home)
	require.ErrorIs(t, err, ErrExists)
	require.NoError(t, n.launch(n.Nodes[0]))
	_, err = run(t, "init", "--home="+n.Home, "--fresh")
	require.ErrorIs(t, err, ErrRunning)
}

func TestStatusStopAndLogs(t *testing.T) {
	n := fakeNetwork(t, idle, "a", "b")
	require.NoError(t, n.launch(n.Nodes[0]))
	waitLog(t, n.Nodes[0], "started")

	t.Setenv(homeVariable, n.Home)
	output, err := run(t, "status", "--output=json")
	require.NoError(t, err)
	var statuses []Status
	require.NoError(t, json.Unmarshal([]byte(output), &statuses))
	require.Len(t, statuses, 2)
	require.Equal(t, n.Nodes[0].PID(), statuses[0].PID)
	require.NotEmpty(t, statuses[0].Error, "nobody answers on its port")
	require.Equal(t, Status{Node: n.Nodes[1]}, statuses[1])

	_, err = run(t, "status", "c")
	require.ErrorIs(t, err, ErrNodeNotFound)

	_, err = run(t, "stop", "a")
	require.NoError(t, err)
	require.Zero(t, n.Nodes[0].PID())
	output, err = run(t, "logs", "a")
	require.NoError(t, err)
	started := "started start --home=" + n.Nodes[0].Home + " --log_no_color\n"
	require.Equal(t, started+"stopped"+started[len("started"):], output)
}

func TestDemoRefusesAWrongPlay(t *testing.T) {
	play := filepath.Join(t.TempDir(), "play.yaml")
	require.NoError(t, os.WriteFile(play, []byte("acts: []"), 0o600))
	home := filepath.Join(t.TempDir(), "net")
	_, err := run(t, "demo", "--home="+home, "--play="+play)
	require.ErrorIs(t, err, errPlay)
	require.NoDirExists(t, home)
}
