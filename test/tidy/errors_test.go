package tidy_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// sentinel is an error that a module registers, such as ErrWalletSuspended.
type sentinel struct {
	name string
	// code is 0 when it is not written as a number.
	code int
	// module is the folder that the error belongs to, x/<module> or app.
	module string
	path   string
	line   int
}

var moduleFile = regexp.MustCompile(`^(x/\w+|app)/`)

// sentinels finds the errors of all modules and of app: the variables that are made by a Register function.
func sentinels(sources []source) []sentinel {
	var found []sentinel
	for _, file := range sources {
		module := moduleFile.FindStringSubmatch(file.path)
		if module == nil || file.isTest() {
			continue
		}
		ast.Inspect(file.tree, func(node ast.Node) bool {
			spec, isValue := node.(*ast.ValueSpec)
			if !isValue || len(spec.Names) != len(spec.Values) {
				return true
			}
			for i, value := range spec.Values {
				if code, isSentinel := registeredCode(value); isSentinel {
					name := spec.Names[i]
					found = append(found, sentinel{name.Name, code, module[1], file.path, file.line(name.Pos())})
				}
			}
			return true
		})
	}
	return found
}

// registeredCode returns the second argument of a call such as errors.Register(ModuleName, 2, "…").
func registeredCode(value ast.Expr) (code int, isSentinel bool) {
	call, isCall := value.(*ast.CallExpr)
	if !isCall || len(call.Args) != 3 {
		return 0, false
	}
	function, isSelector := call.Fun.(*ast.SelectorExpr)
	if !isSelector || function.Sel.Name != "Register" {
		return 0, false
	}
	if literal, isLiteral := call.Args[1].(*ast.BasicLit); isLiteral && literal.Kind == token.INT {
		if code, err := strconv.Atoi(literal.Value); err == nil {
			return code, true
		}
	}
	return 0, true
}

func (s sentinel) problem(format string, arguments ...any) problem {
	return problem{s.path, s.line, s.name + " " + fmt.Sprintf(format, arguments...)}
}

func TestRepositoryErrorCodes(t *testing.T) { requireClean(t, badErrorCodes) }

func badErrorCodes(repository fs.FS) ([]problem, error) {
	sources, err := handWritten(repository)
	type key struct {
		module string
		code   int
	}
	first := map[key]sentinel{}
	var problems []problem
	for _, each := range sentinels(sources) {
		owner, isTaken := first[key{each.module, each.code}]
		switch {
		case each.code < 2:
			problems = append(problems, each.problem("needs a code of 2 or more, written as a number"))
		case isTaken:
			problems = append(problems, each.problem("has the code %d of %s: take the next free one", each.code, owner.name))
		default:
			first[key{each.module, each.code}] = each
		}
	}
	return problems, err
}

// errorsSource is an errors.go that registers the given names with the given codes, the first of them in line 6.
func errorsSource(registrations ...string) string {
	lines := []string{"package types", "", `import "cosmossdk.io/errors"`, "", "var ("}
	for _, registration := range registrations {
		name, code, _ := strings.Cut(registration, " ")
		lines = append(lines, fmt.Sprintf("\t%s = errors.Register(ModuleName, %s, %q)", name, code, name))
	}
	return strings.Join(append(lines, ")", ""), "\n")
}

func TestBadErrorCodes(t *testing.T) {
	requireProblems(t, badErrorCodes, map[string]string{
		"x/currency/types/errors.go":      errorsSource("ErrA 2", "ErrB 3", "ErrC 2", "ErrD 1", "ErrE codeOfE"),
		"x/certification/types/errors.go": errorsSource("ErrA 2", "ErrB 3"),
		"ident/errors.go":                 errorsSource("ErrA 1"),
		"app/errors.go":                   errorsSource("ErrA 0"),
	}, "app/errors.go:6", "x/currency/types/errors.go:10", "x/currency/types/errors.go:8", "x/currency/types/errors.go:9")
}

func TestRepositoryErrorsAreDocumented(t *testing.T) { requireClean(t, undocumentedErrors) }

// undocumentedErrors finds the errors that the README of their module does not name. app has no README.
func undocumentedErrors(repository fs.FS) ([]problem, error) {
	sources, err := handWritten(repository)
	if err != nil {
		return nil, err
	}
	var problems []problem
	for _, each := range sentinels(sources) {
		module, isModule := strings.CutPrefix(each.module, "x/")
		if !isModule {
			continue
		}
		readme, text, err := moduleReadme(repository, module)
		if err != nil {
			return nil, err
		}
		if !hasWord(text, each.name) {
			problems = append(problems, each.problem("is not in %s: name it at each message that can fail with it", readme))
		}
	}
	return problems, nil
}

func TestUndocumentedErrors(t *testing.T) {
	requireProblems(t, undocumentedErrors, map[string]string{
		"x/currency/types/errors.go":      errorsSource("ErrLimit 2", "ErrLimitDaily 3"),
		"x/currency/README.md":            "fails with `ErrLimitDaily`\n",
		"x/certification/types/errors.go": errorsSource("ErrLimitDaily 2"),
		"app/errors.go":                   errorsSource("ErrLimitDaily 2"),
	}, "x/certification/types/errors.go:6", "x/currency/types/errors.go:6")
}

func TestRepositoryErrorsAreTested(t *testing.T) { requireClean(t, untestedErrors) }

// untestedErrors finds the errors that no test names. A test names an error as types.ErrX, under whatever name it imports the
// module's types, or as ErrX inside that package.
func untestedErrors(repository fs.FS) ([]problem, error) {
	sources, err := handWritten(repository)
	named := map[string]bool{}
	for _, file := range sources {
		if file.isTest() {
			for _, name := range qualifiedNames(file) {
				named[name] = true
			}
		}
	}
	var problems []problem
	for _, each := range sentinels(sources) {
		if !named[path.Join(modulePath, path.Dir(each.path))+"."+each.name] {
			problems = append(problems, each.problem("is in no test: add one that fails with it, or delete the error"))
		}
	}
	return problems, err
}

// qualifiedNames returns the identifiers that a file uses, each behind the import path of its package.
func qualifiedNames(file source) []string {
	importPaths := map[string]string{}
	for _, spec := range file.tree.Imports {
		importPath, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(importPath)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		importPaths[name] = importPath
	}
	var names []string
	ast.Inspect(file.tree, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.SelectorExpr:
			if qualifier, isName := node.X.(*ast.Ident); isName {
				names = append(names, importPaths[qualifier.Name]+"."+node.Sel.Name)
			}
		case *ast.Ident:
			names = append(names, file.importPath()+"."+node.Name)
		}
		return true
	})
	return names
}

func TestUntestedErrors(t *testing.T) {
	importing := func(spec, use string) string {
		return "package keeper_test\n\nimport " + spec + `"` + modulePath + `/x/currency/types"` + "\n\nvar _ = " + use + "\n"
	}
	requireProblems(t, untestedErrors, map[string]string{
		"x/currency/types/errors.go":         errorsSource("ErrByKeeper 2", "ErrByAlias 3", "ErrByOwnTest 4", "ErrByNobody 5", "ErrOnlyInCode 6"),
		"x/certification/types/errors.go":    errorsSource("ErrByKeeper 2"),
		"app/errors.go":                      errorsSource("ErrByKeeper 2"),
		"x/currency/keeper/msg_test.go":      importing("", "types.ErrByKeeper"),
		"test/e2e/pay_test.go":               importing("currency ", "currency.ErrByAlias"),
		"x/currency/types/wallet_test.go":    "package types\n\nvar _ = ErrByOwnTest // but not ErrByNobody\n",
		"x/currency/keeper/wallet.go":        importing("", "types.ErrOnlyInCode"),
		"x/certification/keeper/msg_test.go": "package keeper_test\n\nvar _ = other.ErrByNobody\n",
	}, "app/errors.go:6", "x/certification/types/errors.go:6", "x/currency/types/errors.go:10", "x/currency/types/errors.go:9")
}
