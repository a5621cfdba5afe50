package types_test

import (
	"bytes"
	"slices"
	"testing"

	abci "github.com/cometbft/cometbft/abci/types"
	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func seat(name string, power int64) types.SeatedKey {
	return types.SeatedKey{
		KeyType: types.KeyTypeEd25519, ConsensusKey: consensusKey(name).PubKey().Bytes(), Power: power,
	}
}

func TestSetUpdates(t *testing.T) {
	seated := []types.SeatedKey{seat("stays", 1), seat("grows", 1), seat("goes", 1)}
	wanted := []types.SeatedKey{seat("stays", 1), seat("grows", 2), seat("comes", 3)}
	types.SortSeats(seated)
	types.SortSeats(wanted)

	update := func(name string, power int64) abci.ValidatorUpdate {
		return abci.Ed25519ValidatorUpdate(consensusKey(name).PubKey().Bytes(), power)
	}
	require.ElementsMatch(t,
		[]abci.ValidatorUpdate{update("grows", 2), update("goes", 0), update("comes", 3)},
		types.SetUpdates(seated, wanted))
	require.Empty(t, types.SetUpdates(seated, seated))
}

// CometBFT refuses, and halts on, a duplicate or the removal of an absent key; its own code is the judge here.
func TestSetUpdatesAlwaysLeadToTheWantedSet(t *testing.T) {
	names := []string{"a", "b", "c", "d", "e", "f"}
	set := rapid.Custom(func(t *rapid.T) []types.SeatedKey {
		var seats []types.SeatedKey
		for _, name := range names {
			if power := rapid.Int64Range(0, 3).Draw(t, name); power > 0 {
				seats = append(seats, seat(name, power))
			}
		}
		if len(seats) == 0 {
			seats = append(seats, seat("a", 1))
		}
		types.SortSeats(seats)
		return seats
	})
	rapid.Check(t, func(t *rapid.T) {
		seated, wanted := set.Draw(t, "seated"), set.Draw(t, "wanted")
		comet := cometSet(t, seated)
		updates, err := cmttypes.PB2TM.ValidatorUpdates(types.SetUpdates(seated, wanted))
		require.NoError(t, err)
		require.NoError(t, comet.UpdateWithChangeSet(updates))
		require.Equal(t, cometSet(t, wanted).Hash(), comet.Hash())
	})
}

func cometSet(t require.TestingT, seats []types.SeatedKey) *cmttypes.ValidatorSet {
	validators, err := cmttypes.PB2TM.ValidatorUpdates(types.SetUpdates(nil, seats))
	require.NoError(t, err)
	return cmttypes.NewValidatorSet(validators)
}

func TestSortSeats(t *testing.T) {
	seats := []types.SeatedKey{seat("a", 1), seat("b", 1), seat("c", 1), seat("d", 1)}
	types.SortSeats(seats)
	require.True(t, slices.IsSortedFunc(seats, func(a, b types.SeatedKey) int { return bytes.Compare(a.Address(), b.Address()) }))
}

func TestMaxPowerFitsCometBFT(t *testing.T) {
	require.Less(t, int64(types.MaxValidators)*types.MaxValidatorPower*2, cmttypes.MaxTotalVotingPower)
}

func TestHoldsPower(t *testing.T) {
	member := bank("icbc-sz", 1)
	require.True(t, validator("icbc-sz-1", types.VALIDATOR_STATUS_ACTIVE).HoldsPower(member))
	require.False(t, validator("icbc-sz-1", types.VALIDATOR_STATUS_JAILED).HoldsPower(member))
	member.Status = types.MEMBER_STATUS_LEAVING
	require.True(t, validator("icbc-sz-1", types.VALIDATOR_STATUS_ACTIVE).HoldsPower(member))
	member.Expelled = true
	require.False(t, validator("icbc-sz-1", types.VALIDATOR_STATUS_ACTIVE).HoldsPower(member))
	member.Status, member.Expelled = types.MEMBER_STATUS_SUSPENDED, false
	require.False(t, validator("icbc-sz-1", types.VALIDATOR_STATUS_ACTIVE).HoldsPower(member))
}

func TestCheckPowerBound(t *testing.T) {
	set := func(own int64, others ...int64) []types.Validator {
		holders := []types.Validator{{MemberId: "icbc-sz", Power: own}}
		for _, power := range others {
			holders = append(holders, types.Validator{MemberId: "others", Power: power})
		}
		return holders
	}
	params := types.DefaultParams()
	require.NoError(t, types.CheckPowerBound(set(100, 1, 1, 1), nil, "icbc-sz", params), "four validators are too few to bind")
	require.NoError(t, types.CheckPowerBound(set(19, 10, 10, 10, 10), nil, "icbc-sz", params))
	require.ErrorIs(t, types.CheckPowerBound(set(20, 10, 10, 10, 10), nil, "icbc-sz", params), types.ErrPowerBound)

	two := append(set(10, 10, 10, 10), types.Validator{MemberId: "icbc-sz", Power: 10})
	require.ErrorIs(t, types.CheckPowerBound(two, nil, "icbc-sz", params), types.ErrPowerBound)

	jailed := []types.Validator{{MemberId: "icbc-sz", Power: 10}}
	require.ErrorIs(t, types.CheckPowerBound(set(10, 10, 10, 10), jailed, "icbc-sz", params), types.ErrPowerBound)
	jailed[0].MemberId = "others"
	require.NoError(t, types.CheckPowerBound(set(19, 10, 10, 10), jailed, "icbc-sz", params))
	require.ErrorIs(t, types.CheckPowerBound(set(20, 10, 10, 10), jailed, "icbc-sz", params), types.ErrPowerBound)
	require.ErrorIs(t, types.CheckPowerBound(set(20, 10, 10, 10, 10), jailed, "icbc-sz", params), types.ErrPowerBound, "who is jailed makes no room")
	many := append(set(1000, 10)[1:], set(10, 10, 1000)[1:]...)
	require.NoError(t, types.CheckPowerBound(set(19, 10, 10, 10), many, "icbc-sz", params))
	require.ErrorIs(t, types.CheckPowerBound(set(20, 10, 10, 10), many, "icbc-sz", params), types.ErrPowerBound, "the first who comes back makes five")
}
