package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestAnUnchangedSetGivesNoUpdates(t *testing.T) {
	f := newFixture(t)
	require.Empty(t, f.NextBlock().ValidatorUpdates)
	f.MustSend(setPower(icbc, 10))
	require.Empty(t, f.NextBlock().ValidatorUpdates, "the power that it has")
	f.MustSend(setPower(icbc, 11))
	f.MustSend(setPower(icbc, 10))
	require.Empty(t, f.NextBlock().ValidatorUpdates, "there and back in one block")
}

// onlyIcbc leaves the central bank's seat to one other validator, so that one step empties the set.
func onlyIcbc(g *testutil.Genesis) {
	for i := range g.Consortium.Validators {
		if v := &g.Consortium.Validators[i]; v.Id != icbc {
			v.Status, v.Power = types.VALIDATOR_STATUS_CANDIDATE, 0
		}
	}
}

func TestTheLastValidatorStaysUntilAnotherComes(t *testing.T) {
	f := newFixture(t, onlyIcbc)
	f.MustSend(&types.MsgSuspendMember{Authority: types.Authority, MemberId: icbc})
	f.blockEmits(everybodySigned, &types.EventValidatorSetKept{Validators: 1})
	f.blockEmits(everybodySigned)
	require.Equal(t, []int64{10}, f.powers(icbc))

	f.MustSend(setPower(boc, 5))
	f.blockEmits(everybodySigned)
	require.Equal(t, []int64{0, 5}, f.powers(icbc, boc))
	f.blockEmits(everybodySigned)
}

func TestTheLastValidatorStaysThroughJailAndReturn(t *testing.T) {
	f := newFixture(t, onlyIcbc, shortWindow)
	f.EndBlock(icbcMissed)
	f.EndBlock(icbcMissed)
	f.blockEmits(icbcMissed,
		&types.EventValidatorJailed{ValidatorId: icbc, MissedBlocks: 3},
		&types.EventValidatorSetKept{Validators: 1})
	f.Advance(types.DefaultParams().JailDuration)
	f.MustSend(&types.MsgUnjailValidator{Operator: operator(icbc), ValidatorId: icbc})
	require.Empty(t, f.NextBlock().ValidatorUpdates, "it never left")
}
