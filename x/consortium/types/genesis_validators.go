package types

import (
	"bytes"

	"github.com/cometbft/cometbft/crypto"
)

func (gs GenesisState) validateValidators(members map[string]Member) error {
	owners, err := gs.validateConsensusAddresses()
	if err != nil {
		return err
	}
	seen := make(map[string]bool, len(gs.Validators))
	live := make(map[string]int, len(members))
	elected := 0
	for i, validator := range gs.Validators {
		if err := validator.Validate(); err != nil {
			return invalidGenesis(at("validators", i), err)
		}
		if seen[validator.Id] {
			return invalidGenesis(at("validators", i), ErrValidatorExists.Wrap(validator.Id))
		}
		seen[validator.Id] = true
		if _, ok := members[validator.MemberId]; !ok {
			return invalidGenesis(at("validators", i)+".member_id", ErrMemberNotFound.Wrap(validator.MemberId))
		}
		address := ConsensusAddressOf(validator.ConsensusKey)
		if owner := owners[string(address)]; owner != validator.Id {
			return invalidGenesis("consensus_addresses", ErrInvalidConsensusKey.Wrapf(
				"%X of validator %s is bound to %q", []byte(address), validator.Id, owner))
		}
		if validator.IsLive() {
			live[validator.MemberId]++
		}
		if validator.IsElected() {
			elected++
		}
		if live[validator.MemberId] > MaxMemberValidators || elected > MaxValidators {
			return invalidGenesis(at("validators", i), ErrLimitReached.Wrapf(
				"at most %d of one member and %d in all", MaxMemberValidators, MaxValidators))
		}
	}
	for i, address := range gs.ConsensusAddresses {
		if !seen[address.ValidatorId] {
			return invalidGenesis(at("consensus_addresses", i), ErrValidatorNotFound.Wrap(address.ValidatorId))
		}
	}
	return nil
}

// validateConsensusAddresses returns the validator id of each address.
func (gs GenesisState) validateConsensusAddresses() (map[string]string, error) {
	owners := make(map[string]string, len(gs.ConsensusAddresses))
	for i, address := range gs.ConsensusAddresses {
		if len(address.Address) != crypto.AddressSize {
			return nil, invalidGenesis(at("consensus_addresses", i), ErrInvalidConsensusKey.Wrapf(
				"address has %d bytes, must have %d", len(address.Address), crypto.AddressSize))
		}
		if _, ok := owners[string(address.Address)]; ok {
			return nil, invalidGenesis(at("consensus_addresses", i), ErrConsensusKeyUsed.Wrapf("%X", address.Address))
		}
		owners[string(address.Address)] = address.ValidatorId
	}
	return owners, nil
}

// validateValidatorSet checks the set that CometBFT starts with. An exported set differs from the wanted one only when
// the wanted one is empty, for then CometBFT keeps what it has.
func (gs GenesisState) validateValidatorSet(members map[string]Member) error {
	wanted := gs.wantedSet(members)
	if len(gs.ValidatorSet) == 0 {
		if len(wanted) == 0 {
			return invalidGenesis("validators", ErrInvalidValidator.Wrap("none is active with power"))
		}
		return nil
	}
	known := make(map[string]bool, len(gs.ConsensusAddresses))
	for _, address := range gs.ConsensusAddresses {
		known[string(address.Address)] = true
	}
	for i, seat := range gs.ValidatorSet {
		if err := CheckConsensusKey(seat.KeyType, seat.ConsensusKey); err != nil {
			return invalidGenesis(at("validator_set", i), err)
		}
		if seat.Power < 1 || seat.Power > MaxValidatorPower {
			return invalidGenesis(at("validator_set", i), ErrInvalidPower.Wrapf("%d", seat.Power))
		}
		if !known[string(seat.Address())] {
			return invalidGenesis(at("validator_set", i), ErrInvalidConsensusKey.Wrapf(
				"%X is not in consensus_addresses", []byte(seat.Address())))
		}
		if i > 0 && bytes.Compare(gs.ValidatorSet[i-1].Address(), seat.Address()) >= 0 {
			return invalidGenesis(at("validator_set", i), ErrInvalidConsensusKey.Wrapf(
				"%X is out of order or occurs twice", []byte(seat.Address())))
		}
	}
	if len(wanted) > 0 && len(SetUpdates(gs.ValidatorSet, wanted)) > 0 {
		return invalidGenesis("validator_set", ErrInvalidValidator.Wrap("differs from the active validators"))
	}
	return nil
}

func (gs GenesisState) wantedSet(members map[string]Member) []SeatedKey {
	var wanted []SeatedKey
	for _, validator := range gs.Validators {
		if validator.HoldsPower(members[validator.MemberId]) {
			wanted = append(wanted, validator.Seat())
		}
	}
	SortSeats(wanted)
	return wanted
}
