package types_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestAllocation(t *testing.T) {
	allocation := types.Allocation{OperatorId: "icbc-sz", CooperatingBankId: "pab-sz", OutstandingFen: 100}
	more, err := allocation.Allocate(50)
	require.NoError(t, err)
	require.Equal(t, uint64(150), more.OutstandingFen)
	less, err := more.Use(150)
	require.NoError(t, err)
	require.Zero(t, less.OutstandingFen)

	unchanged, err := more.Use(151)
	require.ErrorIs(t, err, types.ErrAllocation)
	require.ErrorContains(t, err, "pab-sz has 1.50 yuan of icbc-sz, asked 1.51 yuan")
	require.Equal(t, more, unchanged)
	_, err = allocation.Allocate(math.MaxUint64 - 99)
	require.ErrorIs(t, err, types.ErrOverflow)
}

func TestOnlyActiveCooperatingBanksGetCash(t *testing.T) {
	for kind := range consortiumtypes.MemberKind_name {
		for status := range consortiumtypes.MemberStatus_name {
			member := consortiumtypes.Member{
				Id: "pab-sz", Kind: consortiumtypes.MemberKind(kind), Status: consortiumtypes.MemberStatus(status),
			}
			cooperating := member.Kind == consortiumtypes.MEMBER_KIND_COOPERATING_BANK
			if cooperating && member.Status == consortiumtypes.MEMBER_STATUS_ACTIVE {
				require.NoError(t, types.CheckCooperatingBank(member))
			} else {
				require.ErrorIs(t, types.CheckCooperatingBank(member), types.ErrAllocation)
			}
			if cooperating {
				require.ErrorIs(t, types.CheckRedeems(member), types.ErrAllocation)
			} else {
				require.NoError(t, types.CheckRedeems(member))
			}
		}
	}
}
