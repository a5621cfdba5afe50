// Package e2e runs consortiums of real dcepd processes, disturbs them, and talks to them as people and programs do:
// through the command line, gRPC and REST.
//
// DCEPD_BINARY names the program under test; without it the package builds one. Tests that only add to the chain share
// one network; tests that stop, kill or deceive nodes have their own.
package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/dcep-consortium/dcepd/app"
)

var (
	// binary is the dcepd under test.
	binary string
	// workDir holds what outlives a single test: binaries and the shared network.
	workDir string
)

func TestMain(m *testing.M) {
	os.Exit(runAll(m))
}

func runAll(m *testing.M) int {
	app.SetBech32Prefix()
	// For the nodes, which inherit it: their logs are read in files.
	os.Setenv("DCEPD_LOG_NO_COLOR", "true") //nolint:errcheck // a valid name and value
	var err error
	if workDir, err = os.MkdirTemp("", "dcepd-e2e-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(workDir) //nolint:errcheck // a temporary directory
	if binary, err = findBinary(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer stopShared()
	return m.Run()
}

func findBinary() (string, error) {
	if path := os.Getenv("DCEPD_BINARY"); path != "" {
		path, err := filepath.Abs(path)
		if err != nil {
			return "", err
		}
		if _, err := os.Stat(path); err != nil {
			return "", fmt.Errorf("DCEPD_BINARY: %w; make build makes it", err)
		}
		return path, nil
	}
	return build("./cmd/dcepd")
}

// build compiles a program of this module with the tags of the environment, as make does.
func build(pkg string) (string, error) {
	path := filepath.Join(workDir, filepath.Base(pkg))
	command := exec.Command("go", "build", "-o", path, pkg)
	command.Dir = repository
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build %s: %w\n%s", pkg, err, output)
	}
	return path, nil
}

// repository is the root of the sources, seen from this package.
const repository = "../.."
