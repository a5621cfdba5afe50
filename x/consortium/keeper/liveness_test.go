package keeper_test

import (
	"testing"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

var shortWindow = withParams(func(p *types.Params) {
	p.MissedBlocksWindow, p.MaxMissedBlocks, p.JailDuration = 10, 2, time.Minute
})

var (
	everybodySigned = testutil.Block{}
	icbcMissed      = testutil.Block{Missed: []string{icbc}}
)

func TestMissedBlocksJail(t *testing.T) {
	f := newFixture(t, shortWindow)
	f.blockEmits(icbcMissed)
	missedAt := f.Height() - 1
	f.blockEmits(everybodySigned)
	f.blockEmits(icbcMissed)
	v := f.validator(icbc)
	require.Equal(t, [2]int64{missedAt, 2}, [2]int64{v.WindowStart, int64(v.MissedBlocks)})
	require.Equal(t, types.VALIDATOR_STATUS_ACTIVE, v.Status)
	jailedAt := f.Time()
	f.blockEmits(icbcMissed, &types.EventValidatorJailed{ValidatorId: icbc, MissedBlocks: 3})
	require.Equal(t, types.VALIDATOR_STATUS_JAILED, f.validator(icbc).Status)
	require.Equal(t, jailedAt.Add(time.Minute), f.validator(icbc).JailedUntil)
	require.Equal(t, []int64{0, 10, 10, 10}, f.powers(icbc, pboc, abc, boc))

	before := f.validator(icbc)
	f.blockEmits(icbcMissed)
	require.Equal(t, before, f.validator(icbc), "it leaves the set only two blocks later and is not counted meanwhile")
}

func TestSigningChangesNothing(t *testing.T) {
	f := newFixture(t, shortWindow)
	before := f.validator(icbc)
	for range 3 {
		f.blockEmits(everybodySigned)
	}
	require.Equal(t, before, f.validator(icbc))
}

func TestWindowEnds(t *testing.T) {
	f := newFixture(t, shortWindow)
	f.blockEmits(icbcMissed)
	f.blockEmits(icbcMissed)
	for range 8 {
		f.blockEmits(everybodySigned)
	}
	f.blockEmits(icbcMissed)
	v := f.validator(icbc)
	require.Equal(t, [2]int64{f.Height() - 1, 1}, [2]int64{v.WindowStart, int64(v.MissedBlocks)})
}

func TestUnjail(t *testing.T) {
	f := newFixture(t, shortWindow)
	unjail := &types.MsgUnjailValidator{Operator: operator(icbc), ValidatorId: icbc}
	f.refuses(unjail, types.ErrValidatorStatus)
	for range 3 {
		f.EndBlock(icbcMissed)
	}
	f.refuses(unjail, types.ErrStillJailed)
	f.refuses(&types.MsgUnjailValidator{Operator: operator(boc), ValidatorId: icbc}, types.ErrNotOwnMember)
	f.Advance(f.validator(icbc).JailedUntil.Sub(f.Time()))
	require.Equal(t, f.validator(icbc).JailedUntil, f.Time())
	f.emits(unjail, &types.EventValidatorUnjailed{ValidatorId: icbc})
	v := f.validator(icbc)
	require.Equal(t, [2]int64{f.Height() + 1, 0}, [2]int64{v.WindowStart, int64(v.MissedBlocks)})
	f.NextBlock()
	require.Equal(t, []int64{10, 10, 10, 10}, f.powers(icbc, pboc, abc, boc))
}

// Whoever changes its key all the time is absent all the same.
func TestANewKeyIsNoExcuse(t *testing.T) {
	f := newFixture(t, shortWindow)
	f.MustSend(rotation(testutil.ConsensusKey("next")))
	f.blockEmits(icbcMissed)
	f.MustSend(rotation(testutil.ConsensusKey("the one after")))
	f.blockEmits(icbcMissed)
	require.Equal(t, uint64(2), uint64(f.validator(icbc).MissedBlocks))
}

func misbehavior(kind abci.MisbehaviorType, key string, height int64) testutil.Block {
	return testutil.Block{Misbehavior: []abci.Misbehavior{{
		Type: kind, Height: height, Time: testutil.GenesisTime, TotalVotingPower: 40,
		Validator: abci.Validator{Address: testutil.ConsensusKey(key).PubKey().Address(), Power: 10},
	}}}
}

func tombstoned(key string, height int64) proto.Message {
	return &types.EventValidatorTombstoned{
		ValidatorId: icbc, ConsensusAddress: testutil.ConsensusKey(key).PubKey().Address(), Height: height,
	}
}

func TestEvidenceTombstones(t *testing.T) {
	for name, kind := range map[string]abci.MisbehaviorType{
		"duplicate vote":      abci.MisbehaviorType_DUPLICATE_VOTE,
		"light client attack": abci.MisbehaviorType_LIGHT_CLIENT_ATTACK,
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.blockEmits(misbehavior(kind, icbc, 1), tombstoned(icbc, 1))
			require.Equal(t, types.VALIDATOR_STATUS_TOMBSTONED, f.validator(icbc).Status)
			require.Equal(t, []int64{0, 10, 10, 10}, f.powers(icbc, pboc, abc, boc))

			f.blockEmits(misbehavior(kind, icbc, 1))
			f.refuses(&types.MsgUnjailValidator{Operator: operator(icbc), ValidatorId: icbc}, types.ErrValidatorStatus)
			f.refuses(setPower(icbc, 10), types.ErrValidatorStatus)
			f.refuses(rotation(testutil.ConsensusKey("next")), types.ErrValidatorStatus)
			f.refuses(&types.MsgProposeRetirement{Officer: operator(icbc), ValidatorId: icbc}, types.ErrValidatorStatus)
		})
	}
}

func TestEvidenceAgainstAnOldKeyReachesTheValidator(t *testing.T) {
	f := newFixture(t)
	f.MustSend(rotation(testutil.ConsensusKey("next")))
	for range 3 {
		f.NextBlock()
	}
	f.blockEmits(misbehavior(abci.MisbehaviorType_DUPLICATE_VOTE, icbc, 2), tombstoned(icbc, 2))
	require.Equal(t, []int64{0, 0, 10}, f.powers(icbc, "next", pboc))
}

func TestEvidenceAgainstARetiredValidator(t *testing.T) {
	f := newFixture(t)
	f.MustSend(&types.MsgProposeRetirement{Officer: operator(icbc), ValidatorId: icbc})
	f.MustSend(&types.MsgConfirmRetirement{Officer: address(icbc, "admin"), ValidatorId: icbc})
	f.NextBlock()
	f.blockEmits(misbehavior(abci.MisbehaviorType_DUPLICATE_VOTE, icbc, 1), tombstoned(icbc, 1))
}

func TestEvidenceWithoutAValidatorIsIgnored(t *testing.T) {
	f := newFixture(t)
	f.blockEmits(misbehavior(abci.MisbehaviorType_DUPLICATE_VOTE, "stranger", 1))
	f.blockEmits(misbehavior(abci.MisbehaviorType_UNKNOWN, icbc, 1))
	require.Equal(t, types.VALIDATOR_STATUS_ACTIVE, f.validator(icbc).Status)
}
