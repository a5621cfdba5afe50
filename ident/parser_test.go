package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

type identifier interface {
	comparable
	String() string
	IsZero() bool
}

type rejection struct {
	name  string
	value string
	rule  ident.Rule
}

func requireAccepts[T identifier](t *testing.T, parse func(string) (T, error), values ...string) {
	t.Helper()
	for _, value := range values {
		parsed, err := parse(value)
		require.NoError(t, err)
		require.Equal(t, value, parsed.String())
		require.False(t, parsed.IsZero())
	}
}

func requireRejects[T identifier](t *testing.T, typeName string, parse func(string) (T, error), cases []rejection) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			parsed, err := parse(c.value)
			require.Equal(t, &ident.Error{Type: typeName, Value: c.value, Rule: c.rule}, err)
			require.True(t, parsed.IsZero())
			require.Empty(t, parsed.String())
		})
	}
}

// requireCatchesTypos changes each character of a valid value to every other one of its class.
func requireCatchesTypos[T identifier](t *testing.T, parse func(string) (T, error), value string, classes ...string) {
	t.Helper()
	typos := 0
	for _, class := range classes {
		for i := range len(value) {
			for _, from := range class {
				if rune(value[i]) != from {
					continue
				}
				for _, to := range class {
					if to == from {
						continue
					}
					typo := value[:i] + string(to) + value[i+1:]
					_, err := parse(typo)
					var failure *ident.Error
					require.ErrorAs(t, err, &failure, typo)
					require.Equal(t, ident.RuleChecksum, failure.Rule, typo)
					typos++
				}
			}
		}
	}
	require.Positive(t, typos)
}

// fuzzParser checks that a parser either fails with its typed error or returns exactly what it was given.
func fuzzParser[T identifier](f *testing.F, typeName string, parse func(string) (T, error), seeds ...string) {
	f.Helper()
	for _, seed := range append(seeds, "", " ", "\x00", "中国") {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		parsed, err := parse(s)
		if err != nil {
			var failure *ident.Error
			require.ErrorAs(t, err, &failure)
			require.Equal(t, typeName, failure.Type)
			require.Equal(t, s, failure.Value)
			require.NotEmpty(t, failure.Rule)
			require.True(t, parsed.IsZero())
			return
		}
		require.False(t, parsed.IsZero())
		require.Equal(t, s, parsed.String())
		again, err := parse(parsed.String())
		require.NoError(t, err)
		require.Equal(t, parsed, again)
	})
}

// mustParse makes a value for the tests of its methods.
func mustParse[T identifier](t *testing.T, parse func(string) (T, error), value string) T {
	t.Helper()
	parsed, err := parse(value)
	require.NoError(t, err)
	return parsed
}
