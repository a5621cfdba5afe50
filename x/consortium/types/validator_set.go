package types

import (
	"bytes"
	"cmp"
	"slices"

	abci "github.com/cometbft/cometbft/abci/types"

	sdk "github.com/cosmos/cosmos-sdk/types"
)

// Address returns the consensus address of the key.
func (s SeatedKey) Address() sdk.ConsAddress { return ConsensusAddressOf(s.ConsensusKey) }

// Seat returns the validator's key and power as CometBFT shall have them.
func (v Validator) Seat() SeatedKey {
	return SeatedKey{KeyType: v.KeyType, ConsensusKey: v.ConsensusKey, Power: v.Power}
}

// HoldsPower reports whether the validator, of this member, belongs into the set.
func (v Validator) HoldsPower(member Member) bool {
	return v.Status == VALIDATOR_STATUS_ACTIVE && v.HasPowerWith(member)
}

// HasPowerWith reports whether the validator, of this member, has power when it is active.
func (v Validator) HasPowerWith(member Member) bool { return v.Power > 0 && member.CanAct() }

// SortSeats puts the keys in the order of their addresses, the order of every set here.
func SortSeats(seats []SeatedKey) {
	slices.SortFunc(seats, func(a, b SeatedKey) int { return bytes.Compare(a.Address(), b.Address()) })
}

// SetUpdates returns what turns the seated set into the wanted one, both sorted: a power for every key that is new or
// has another power, and zero for every key that goes. CometBFT halts on a duplicate and on the removal of an absent
// key; neither can arise from two sorted sets.
func SetUpdates(seated, wanted []SeatedKey) []abci.ValidatorUpdate {
	var updates []abci.ValidatorUpdate
	for len(seated) > 0 || len(wanted) > 0 {
		switch order := compareFirst(seated, wanted); {
		case order < 0:
			updates = append(updates, seated[0].update(0))
			seated = seated[1:]
		case order > 0:
			updates = append(updates, wanted[0].update(wanted[0].Power))
			wanted = wanted[1:]
		default:
			if seated[0].Power != wanted[0].Power {
				updates = append(updates, wanted[0].update(wanted[0].Power))
			}
			seated, wanted = seated[1:], wanted[1:]
		}
	}
	return updates
}

// compareFirst orders the first keys of two sets that are not both empty; the end of a set comes last.
func compareFirst(a, b []SeatedKey) int {
	switch {
	case len(b) == 0:
		return -1
	case len(a) == 0:
		return 1
	default:
		return bytes.Compare(a[0].Address(), b[0].Address())
	}
}

func (s SeatedKey) update(power int64) abci.ValidatorUpdate {
	return abci.UpdateValidator(s.ConsensusKey, power, s.KeyType)
}

// CheckPowerBound fails with ErrPowerBound when the member reaches the bound in the set of these holders of power, or when those who are
// jailed come back by themselves, provided that there are as many as the bound applies from: below it, equal shares would already break
// it.
func CheckPowerBound(holders, jailed []Validator, memberID string, params Params) error {
	minimum := int(params.PowerBoundMinValidators)
	elected := slices.Concat(holders, jailed)
	if len(elected) < minimum {
		return nil
	}
	// The smallest set in which the bound applies has, besides the holders, the member's own jailed and the weakest of the others.
	rank := func(v Validator) int64 {
		if v.MemberId == memberID {
			return 0
		}
		return v.Power
	}
	returning := slices.SortedFunc(slices.Values(jailed), func(a, b Validator) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Id, b.Id))
	})
	smallest := slices.Concat(holders, returning[:max(0, minimum-len(holders))])
	for _, set := range [][]Validator{smallest, elected} {
		var own, total uint64
		for _, v := range set {
			power := uint64(v.Power) //nolint:gosec // Validate keeps it from being negative
			total += power
			if v.MemberId == memberID {
				own += power
			}
		}
		if params.PowerBound().IsReachedBy(own, total) {
			return ErrPowerBound.Wrapf("member %s would have %d of %d, must stay below %d/%d",
				memberID, own, total, params.PowerBoundNumerator, params.PowerBoundDenominator)
		}
	}
	return nil
}
