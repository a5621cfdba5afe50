package genesis_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/scripts/demo"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func TestDepartments(t *testing.T) {
	described, err := genesis.ParseConsortium(demo.Consortium)
	require.NoError(t, err)
	require.NoError(t, described.SingleWindow.Check())
	require.Len(t, described.SingleWindow.Departments, 22)
	require.Len(t, described.SingleWindow.Functions, 10)
	actsFor := map[string]string{}
	for _, department := range described.SingleWindow.Departments {
		actsFor[department.Id] = department.MemberId
	}
	require.Equal(t, "customs-sz", actsFor["customs"])
	require.Equal(t, "customs-sz", actsFor["inspection"])
	require.Empty(t, actsFor["railway"])

	for name, test := range map[string]struct{ old, replacement, says string }{
		"department": {"  tax: tax-sz", "  taxes: tax-sz", "departments.taxes: is unknown: no department of the single window"},
		"member":     {"  tax: tax-sz", "  tax: tax-bj", `departments.tax: is unknown: "tax-bj" is no member`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := genesis.ParseConsortium([]byte(strings.Replace(string(demo.Consortium), test.old, test.replacement, 1)))
			require.ErrorIs(t, err, genesis.ErrUnknown)
			require.ErrorContains(t, err, test.says)
		})
	}

	without, err := genesis.ParseConsortium([]byte(string(demo.Consortium[:strings.Index(string(demo.Consortium), "\ndepartments:")])))
	require.NoError(t, err)
	require.False(t, slices.ContainsFunc(without.SingleWindow.Departments, func(d singlewindowtypes.Department) bool { return d.MemberId != "" }))
}
