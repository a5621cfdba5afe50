package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"github.com/dcep-consortium/dcepd/app"
)

// referenceCommandName names the group of commands that write about the others and need no home.
const referenceCommandName = "docs"

func referenceCommand() *cobra.Command {
	cmd := groupCommand(referenceCommandName, "Write the reference of this command line")
	cmd.AddCommand(&cobra.Command{
		Use:     "man <directory>",
		Short:   "Write a manual page for each command",
		Long:    "Write a manual page for each command into the directory, which is made if there is none. man reads them with -M or after installing.",
		Example: "  dcepd docs man man/man1\n  man -M man dcepd-tx-currency-pay",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeManual(cmd.Root(), args[0])
		},
	})
	return cmd
}

func writeManual(root *cobra.Command, directory string) error {
	if err := os.MkdirAll(directory, 0o755); err != nil { //nolint:gosec // made to be read by everyone
		return fmt.Errorf("directory of the manual: %w", err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return fmt.Errorf("home of the user: %w", err)
	}
	hideHome(root, home)
	root.DisableAutoGenTag = true
	return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: app.Name, Manual: "Manual of " + app.Name}, directory)
}

// hideHome keeps the home of who makes the pages out of them: they are for others.
func hideHome(cmd *cobra.Command, home string) {
	hide := func(flag *pflag.Flag) {
		if path, inside := strings.CutPrefix(flag.DefValue, home+"/"); inside {
			flag.DefValue = "~/" + path
		}
	}
	cmd.Flags().VisitAll(hide)
	cmd.PersistentFlags().VisitAll(hide)
	for _, child := range cmd.Commands() {
		hideHome(child, home)
	}
}
