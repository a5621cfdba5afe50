// Package tidy_test checks the rules of the repository that linters do not know. Each check takes a file system, so that small
// cases in memory prove that it fails when it should; the Repository tests run it on the real files.
package tidy_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// modulePath is the import path of the repository's root.
const modulePath = "github.com/dcep-consortium/dcepd"

// problem is one broken rule.
type problem struct {
	path string
	// line is 0 when the problem is the file or folder itself.
	line int
	// text says what is wrong and what to do about it.
	text string
}

func (p problem) String() string {
	if p.line == 0 {
		return fmt.Sprintf("%s: %s", p.path, p.text)
	}
	return fmt.Sprintf("%s:%d: %s", p.path, p.line, p.text)
}

// check finds the problems of one kind in a repository.
type check func(repository fs.FS) ([]problem, error)

// requireClean runs a check on this repository.
func requireClean(t *testing.T, find check) {
	t.Helper()
	problems, err := find(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range problems {
		t.Error(found)
	}
}

// requireProblems runs a check on files in memory, given as path and content, and compares what it finds with want, one
// "path:line" or "path" for each problem. It returns the problems.
func requireProblems(t *testing.T, find check, files map[string]string, want ...string) []problem {
	t.Helper()
	repository := fstest.MapFS{}
	for name, content := range files {
		repository[name] = &fstest.MapFile{Data: []byte(content)}
	}
	problems, err := find(repository)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]string, 0, len(problems))
	for _, found := range problems {
		place := found.path
		if found.line != 0 {
			place = fmt.Sprintf("%s:%d", found.path, found.line)
		}
		got = append(got, place)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("found problems at %q, want them at %q: %v", got, want, problems)
	}
	return problems
}

// walk calls visit for every file and folder that may be committed. It does not ask git, because the go command knows to repeat
// a cached test only when a file changed that the test itself opened.
func walk(repository fs.FS, visit func(name string, entry fs.DirEntry) error) error {
	return fs.WalkDir(repository, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		ignored := name == "build" || strings.HasPrefix(name, ".") && name != "." && name != ".ci"
		if entry.IsDir() && ignored {
			return fs.SkipDir
		}
		// Beside a folder of this name there are files, in the further work trees of a clone.
		if name == ".git" {
			return nil
		}
		return visit(name, entry)
	})
}

// source is a Go file.
type source struct {
	path      string
	content   []byte
	tree      *ast.File
	files     *token.FileSet
	generated bool
}

func (s source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

func (s source) line(at token.Pos) int { return s.files.Position(at).Line }

// importPath is where other packages import the file's package from.
func (s source) importPath() string { return path.Join(modulePath, path.Dir(s.path)) }

// goFiles parses every Go file.
func goFiles(repository fs.FS) ([]source, error) {
	var sources []source
	files := token.NewFileSet()
	err := walk(repository, func(name string, entry fs.DirEntry) error {
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		content, err := fs.ReadFile(repository, name)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(files, name, content, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		sources = append(sources, source{name, content, tree, files, ast.IsGenerated(tree)})
		return nil
	})
	return sources, err
}

// handWritten parses the Go files that no generator wrote.
func handWritten(repository fs.FS) ([]source, error) {
	sources, err := goFiles(repository)
	return slices.DeleteFunc(sources, func(file source) bool { return file.generated }), err
}

// textFiles calls visit for every file that is not binary.
func textFiles(repository fs.FS, visit func(name string, content []byte)) error {
	return walk(repository, func(name string, entry fs.DirEntry) error {
		if entry.IsDir() {
			return nil
		}
		content, err := fs.ReadFile(repository, name)
		if err != nil {
			return err
		}
		if !bytes.ContainsRune(content, 0) {
			visit(name, content)
		}
		return nil
	})
}

func TestWalkSkipsWhatIsNeverCommitted(t *testing.T) {
	repository := fstest.MapFS{
		".ci/run": {}, ".tools/bin/tool": {}, ".git/config": {}, ".golangci.yml": {}, "build/dcepd": {}, "x/currency/build/a.go": {},
	}
	var visited []string
	err := walk(repository, func(name string, entry fs.DirEntry) error {
		if !entry.IsDir() {
			visited = append(visited, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{".ci/run", ".golangci.yml", "x/currency/build/a.go"}; !slices.Equal(visited, want) {
		t.Errorf("visited %q, want %q", visited, want)
	}
}

func TestHandWrittenLeavesOutGeneratedCode(t *testing.T) {
	sources, err := handWritten(fstest.MapFS{
		"x/currency/types/tx.pb.go":  {Data: []byte("// Code generated by protoc-gen-gogo. DO NOT EDIT.\npackage types\n")},
		"x/currency/types/wallet.go": {Data: []byte("package types\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) != 1 || sources[0].path != "x/currency/types/wallet.go" {
		t.Errorf("hand-written sources are %v, want only wallet.go", sources)
	}
}
