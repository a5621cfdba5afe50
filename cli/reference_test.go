package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"
)

func TestManualHasAPageForEachCommand(t *testing.T) {
	directory, home := filepath.Join(t.TempDir(), "man1"), filepath.Join(t.TempDir(), "home")
	_, err := run(t, "docs", "man", directory, "--home", home)
	require.NoError(t, err)
	require.NoDirExists(t, home)
	walk(NewRootCmd(), func(cmd *cobra.Command) {
		if cmd.IsAvailableCommand() {
			require.FileExists(t, filepath.Join(directory, strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1"))
		}
	})
	for name, want := range map[string]string{"dcepd-tx-currency-pay.1": `="~/.dcepd"`, "dcepd-localnet-start.1": `="~/.dcepd-localnet"`} {
		page, err := os.ReadFile(filepath.Join(directory, name))
		require.NoError(t, err)
		require.Contains(t, string(page), want, "and not the home of whoever wrote the pages")
	}
}

// The SDK's command waits for ever unless the prefixes of addresses are sealed.
func TestKeysParse(t *testing.T) {
	const address, hexadecimal = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7", "0304C806B40E1A6B6415B09F77E40378B6BF8E44"
	for given, want := range map[string]string{address: "bytes: " + hexadecimal, hexadecimal: "- " + address} {
		out, err := run(t, "keys", "parse", given, "--home", t.TempDir())
		require.NoError(t, err)
		require.Contains(t, out, want)
	}
}
