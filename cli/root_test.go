package cli

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// consortiumAddress is an address for which nobody has a key.
var consortiumAddress = consortiumtypes.Authority

// isUpdate reports -update, a flag that the SDK's own test helpers define.
func isUpdate() bool {
	defined := flag.Lookup("update")
	return defined != nil && defined.Value.String() == "true"
}

// foreign are the groups whose flags others own: the SDK, or another package here.
var foreign = []string{"comet", "export", "keys", "localnet", "prune", "rollback", "snapshots", "start", "version"}

// The command line is an interface: scripts depend on names and flags, and a change must be seen.
func TestCommands(t *testing.T) {
	const golden = "testdata/commands.golden"
	var got strings.Builder
	walk(NewRootCmd(), func(cmd *cobra.Command) {
		if strings.HasPrefix(cmd.CommandPath(), app.Name+" localnet ") {
			return
		}
		fmt.Fprintln(&got, cmd.UseLine())
		if !isForeign(cmd) {
			for _, name := range ownFlags(cmd) {
				fmt.Fprintf(&got, "    --%s\n", name)
			}
		}
	})
	if isUpdate() {
		require.NoError(t, os.MkdirAll(filepath.Dir(golden), 0o755))
		require.NoError(t, os.WriteFile(golden, []byte(got.String()), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), got.String(), "run with -update if the change is wanted")
}

func TestEveryCommandIsExplained(t *testing.T) {
	walk(NewRootCmd(), func(cmd *cobra.Command) {
		require.NotEmpty(t, cmd.Short, cmd.CommandPath())
		if !cmd.HasSubCommands() && !isForeign(cmd) && !isSDK(cmd) {
			require.Contains(t, cmd.Example, app.Name+" ", cmd.CommandPath())
		}
	})
}

func TestNoHomeIsMadeByWhatOnlyPrints(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"completion", "bash"}, {"help", "tx"}, {"tx", "--help"}} {
		home := filepath.Join(t.TempDir(), "home")
		_, err := run(t, append(args, "--home", home)...)
		require.NoError(t, err)
		require.NoDirExists(t, home, args)
	}
}

func TestNodeCommandsRefuseAHomeWithoutNode(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home")
	_, err := run(t, "start", "--home", home)
	require.EqualError(t, err, "there is no node in "+home+": make one with dcepd init, or name its directory with --home")
	require.Equal(t, exitFailed, ExitCode(err))
}

func TestFlagsComeFromTheEnvironment(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home")
	t.Setenv("DCEPD_HOME", home)
	t.Setenv("DCEPD_WAIT_TIMEOUT", "soon")
	_, err := run(t, "query", "wait-tx", strings.Repeat("AB", 32))
	require.EqualError(t, err, `DCEPD_WAIT_TIMEOUT: invalid argument "soon" for "--wait-timeout" flag: time: invalid duration "soon"`)
}

func TestWrongArgumentIsNamed(t *testing.T) {
	home := t.TempDir()
	for _, c := range []struct {
		args []string
		want string
	}{
		{
			[]string{"tx", "currency", "pay", consortiumAddress, "12.5"},
			`amount: "12.5": write yuan with exactly two decimals, such as 1234.50: invalid amount`,
		},
		{
			[]string{"tx", "currency", "pay", consortiumAddress, "12.50", "--instruction-date", "today"},
			`--instruction-date: "today": write year, month and day, such as 2019-12-01: invalid business day`,
		},
		{
			[]string{"tx", "currency", "pay", "nobody", "12.50"},
			`"nobody" is neither an address (dcep1…) nor the name of a key in the keyring`,
		},
		{
			[]string{"tx", "currency", "pay", consortiumAddress, "12.50"},
			"--from is required: the key of the payer",
		},
		{
			[]string{"tx", "currency", "pay", consortiumAddress, "12.50", "--from", "nobody"},
			"--from nobody: there is no such key in the keyring",
		},
	} {
		_, err := run(t, append(c.args, "--home", home, "--keyring-backend", "test")...)
		require.EqualError(t, err, c.want)
	}
}

// run runs the program in this process and returns what it printed.
func run(t *testing.T, args ...string) (string, error) {
	t.Helper()
	root := NewRootCmd()
	var out strings.Builder
	root.SetOut(&out)
	root.SetErr(&out)
	root.SetArgs(args)
	err := root.ExecuteContext(t.Context())
	return out.String(), err
}

func walk(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, child := range cmd.Commands() {
		if !child.Hidden {
			walk(child, visit)
		}
	}
}

func isForeign(cmd *cobra.Command) bool {
	path := strings.Fields(cmd.CommandPath())
	for _, group := range foreign {
		if len(path) > 1 && path[1] == group {
			return true
		}
	}
	return false
}

// isSDK are commands that come from the SDK whole.
func isSDK(cmd *cobra.Command) bool {
	path := strings.Fields(cmd.CommandPath())
	if len(path) < 3 {
		return false
	}
	switch path[1] + " " + path[2] {
	case "query auth", "query consensus", "query upgrade", "query blocks",
		"tx decode", "tx encode", "tx validate-signatures":
		return true
	}
	return false
}

// ownFlags leaves out those that every transaction or query has.
func ownFlags(cmd *cobra.Command) []string {
	common := &cobra.Command{}
	switch {
	case strings.HasPrefix(cmd.CommandPath(), app.Name+" tx "):
		addTxFlags(common)
	case strings.HasPrefix(cmd.CommandPath(), app.Name+" query "):
		addQueryFlags(common)
	}
	var names []string
	cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		if common.Flags().Lookup(f.Name) == nil && !f.Hidden {
			names = append(names, f.Name)
		}
	})
	return names
}
