package types_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestReserveOfAKind(t *testing.T) {
	params := types.DefaultParams()
	bank, telecom := consortiumtypes.MEMBER_KIND_OPERATOR_BANK, consortiumtypes.MEMBER_KIND_OPERATOR_NON_BANK
	require.Equal(t, types.Fen(1_001), params.ReserveOf(bank, 1_001), "in full")
	params.ReserveRatios = []types.ReserveRatio{{Kind: bank, Percent: 100}, {Kind: telecom, Percent: 33}}
	require.NoError(t, params.Check())
	for _, test := range []struct {
		kind         consortiumtypes.MemberKind
		amount, want types.Fen
	}{
		{bank, 1_001, 1_001},
		{consortiumtypes.MEMBER_KIND_COOPERATING_BANK, 7, 7},
		{telecom, 100, 33},
		{telecom, 101, 34},
		{telecom, 1, 1},
		{telecom, 3, 1},
		{telecom, 4, 2},
		{bank, math.MaxUint64, math.MaxUint64},
		{telecom, math.MaxUint64, math.MaxUint64/100*33 + 5},
	} {
		require.Equal(t, test.want, params.ReserveOf(test.kind, test.amount), "%s of %s", test.amount, test.kind)
	}
	for name, ratios := range map[string][]types.ReserveRatio{
		"zero":         {{Kind: bank}},
		"above":        {{Kind: bank, Percent: 101}},
		"no kind":      {{Percent: 50}},
		"twice":        {{Kind: bank, Percent: 50}, {Kind: bank, Percent: 50}},
		"not in order": {{Kind: telecom, Percent: 50}, {Kind: bank, Percent: 50}},
	} {
		params.ReserveRatios = ratios
		require.ErrorIs(t, params.Check(), types.ErrInvalidParams, name)
	}
}
