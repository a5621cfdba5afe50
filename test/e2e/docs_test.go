package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/localnet"
)

// What the fences of the documentation mean: sh is executed, in order, in one shell per file; text, json, yaml and
// others are only read. Other names of shells are refused, so that no command escapes its test.
const executed = "sh"

var unexecutedShells = []string{"bash", "shell", "console", "shell-session", "zsh"}

// fence is a fenced block of a Markdown file.
type fence struct {
	file string
	// line is where its first line of content stands.
	line     int
	language string
	content  string
}

// TestDocs executes every command block of README.md and docs/ in its file's own network, with its activate file
// sourced, as each file tells its readers to. The shell works in the root of the repository.
func TestDocs(t *testing.T) {
	files := documents(t)
	require.NotEmpty(t, files)
	for _, file := range files {
		content, err := os.ReadFile(filepath.Join(repository, file))
		require.NoError(t, err)
		fences, err := parseFences(file, string(content))
		require.NoError(t, err)
		var commands []fence
		for _, block := range fences {
			require.NotContains(t, unexecutedShells, block.language,
				"%s:%d: write sh for commands, which are executed, or text for others", block.file, block.line)
			if block.language == executed {
				commands = append(commands, block)
			}
		}
		if len(commands) == 0 {
			continue
		}
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			n := startNetwork(t, nil)
			t.Cleanup(func() {
				// With the nodes that the commands added.
				now, err := localnet.Open(n.Home)
				require.NoError(t, err)
				require.NoError(t, now.Stop())
			})
			ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
			defer cancel()
			require.NoError(t, execute(ctx, t.TempDir(), filepath.Join(n.Home, "activate"), commands))
		})
	}
}

func documents(t *testing.T) []string {
	files := []string{"README.md"}
	err := filepath.WalkDir(filepath.Join(repository, "docs"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		file, err := filepath.Rel(repository, path)
		files = append(files, file)
		return err
	})
	require.NoError(t, err)
	return files
}

// parseFences finds the fenced blocks, also those that are indented in a list.
func parseFences(file, content string) ([]fence, error) {
	var fences []fence
	var open *fence
	indent := 0
	for i, line := range strings.Split(content, "\n") {
		text := strings.TrimLeft(line, " ")
		isFence := strings.HasPrefix(text, "```")
		switch {
		case open == nil && isFence:
			language, _, _ := strings.Cut(strings.TrimPrefix(text, "```"), " ")
			open = &fence{file: file, line: i + 2, language: language}
			indent = len(line) - len(text)
		case open != nil && isFence:
			fences = append(fences, *open)
			open = nil
		case open != nil:
			open.content += line[min(indent, len(line)-len(text)):] + "\n"
		}
	}
	if open != nil {
		return nil, fmt.Errorf("%s:%d: the block is never closed", file, open.line)
	}
	return fences, nil
}

// execute runs the blocks of one file in one shell, so that a later one has what an earlier one set. Its error names the
// block that failed and has what it printed.
func execute(ctx context.Context, dir, activate string, blocks []fence) error {
	script := fmt.Sprintf("set -euo pipefail\nsource %q\n", activate)
	for i, block := range blocks {
		path := filepath.Join(dir, fmt.Sprintf("%02d.sh", i))
		if err := os.WriteFile(path, []byte(block.content), 0o600); err != nil {
			return err
		}
		script += fmt.Sprintf("echo %q\nsource %q\n", block.place(), path)
	}
	command := exec.CommandContext(ctx, "bash", "-c", script)
	command.Dir = repository
	// A program that a block leaves in the background must not hold the test.
	command.WaitDelay = time.Second
	// grpcurl is among the developers' tools.
	tools, err := filepath.Abs(filepath.Join(repository, ".tools", "bin"))
	if err != nil {
		return err
	}
	command.Env = append(os.Environ(), "HOME="+dir, "PATH="+tools+string(os.PathListSeparator)+os.Getenv("PATH"))
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	err = command.Run()
	if err == nil || errors.Is(err, exec.ErrWaitDelay) {
		return nil
	}
	text := output.String()
	for _, block := range slices.Backward(blocks) {
		if place := strings.LastIndex(text, block.place()); place >= 0 {
			return fmt.Errorf("%w\n%s", err, text[place:])
		}
	}
	return fmt.Errorf("%w\n%s", err, text)
}

// place is printed before a block is executed.
func (f fence) place() string { return fmt.Sprintf("=== %s:%d", f.file, f.line) }

func TestExecute(t *testing.T) {
	t.Parallel()
	blocks := []fence{
		{file: "a.md", line: 3, content: "x=1\n"},
		{file: "a.md", line: 7, content: "echo $((x + 1))\n"},
		{file: "a.md", line: 9, content: "echo three; false\necho four\n"},
	}
	require.NoError(t, execute(t.Context(), t.TempDir(), os.DevNull, blocks[:2]))
	require.EqualError(t, execute(t.Context(), t.TempDir(), os.DevNull, blocks), "exit status 1\n=== a.md:9\nthree\n")
	require.ErrorContains(t, execute(t.Context(), t.TempDir(), os.DevNull, blocks[1:]), "=== a.md:7\n")
}

func TestParseFences(t *testing.T) {
	t.Parallel()
	fences, err := parseFences("a.md", "text\n```sh\none\n  two\n```\n- item\n  ```text title\n  three\n  ```\n")
	require.NoError(t, err)
	require.Equal(t, []fence{
		{file: "a.md", line: 3, language: "sh", content: "one\n  two\n"},
		{file: "a.md", line: 8, language: "text", content: "three\n"},
	}, fences)
	_, err = parseFences("a.md", "```sh\n")
	require.EqualError(t, err, "a.md:2: the block is never closed")
}
