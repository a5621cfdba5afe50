package ident_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestErrorNamesTypeValueAndRule(t *testing.T) {
	_, err := ident.ParseLEI("5493001KJTIIGC8Y1R13")
	require.EqualError(t, err, `LEI "5493001KJTIIGC8Y1R13" breaks the checksum rule`)
}

func TestErrorSurvivesWrapping(t *testing.T) {
	_, err := ident.ParseCountry("XX")
	var failure *ident.Error
	require.ErrorAs(t, fmt.Errorf("open letter: %w", err), &failure)
	require.Equal(t, &ident.Error{Type: "Country", Value: "XX", Rule: ident.RuleCountry}, failure)
}

func TestErrorShortensAHugeValue(t *testing.T) {
	huge := strings.Repeat("A", 1<<20)
	_, err := ident.ParseReference(huge)
	require.EqualError(t, err, `Reference "`+huge[:64]+`" breaks the length rule`)

	var failure *ident.Error
	require.ErrorAs(t, err, &failure)
	require.Equal(t, huge, failure.Value)
}
