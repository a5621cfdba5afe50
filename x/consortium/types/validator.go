package types

import (
	"time"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
)

// MaxValidatorPower bounds the power of one validator, so that MaxValidators of them stay far below the total that
// CometBFT accepts (2^63 / 8).
const MaxValidatorPower = 1_000_000_000

type validatorAction string

const (
	validatorSetPower  validatorAction = "set the power of"
	validatorRotate    validatorAction = "rotate the key of"
	validatorJail      validatorAction = "jail"
	validatorUnjail    validatorAction = "unjail"
	validatorRetire    validatorAction = "retire"
	validatorTombstone validatorAction = "tombstone"
)

// Evidence reaches a retired validator too: it may be about the time before.
var validatorTransitions = lifecycle.Table[ValidatorStatus, validatorAction]{
	VALIDATOR_STATUS_CANDIDATE: {
		validatorSetPower:  VALIDATOR_STATUS_ACTIVE,
		validatorRotate:    VALIDATOR_STATUS_CANDIDATE,
		validatorRetire:    VALIDATOR_STATUS_RETIRED,
		validatorTombstone: VALIDATOR_STATUS_TOMBSTONED,
	},
	VALIDATOR_STATUS_ACTIVE: {
		validatorSetPower:  VALIDATOR_STATUS_ACTIVE,
		validatorRotate:    VALIDATOR_STATUS_ACTIVE,
		validatorJail:      VALIDATOR_STATUS_JAILED,
		validatorRetire:    VALIDATOR_STATUS_RETIRED,
		validatorTombstone: VALIDATOR_STATUS_TOMBSTONED,
	},
	VALIDATOR_STATUS_JAILED: {
		validatorSetPower:  VALIDATOR_STATUS_JAILED,
		validatorRotate:    VALIDATOR_STATUS_JAILED,
		validatorUnjail:    VALIDATOR_STATUS_ACTIVE,
		validatorRetire:    VALIDATOR_STATUS_RETIRED,
		validatorTombstone: VALIDATOR_STATUS_TOMBSTONED,
	},
	VALIDATOR_STATUS_RETIRED: {
		validatorTombstone: VALIDATOR_STATUS_TOMBSTONED,
	},
}

// NewValidator returns a candidate; it fails with ErrInvalidValidator or ErrInvalidConsensusKey.
func NewValidator(id, memberID, keyType string, key []byte) (Validator, error) {
	v := Validator{
		Id:           id,
		MemberId:     memberID,
		KeyType:      keyType,
		ConsensusKey: key,
		Status:       VALIDATOR_STATUS_CANDIDATE,
	}
	return v, v.Validate()
}

// IsLive reports whether the validator has, or may still get, power.
func (v Validator) IsLive() bool {
	_, ok := validatorTransitions.Next(v.Status, validatorRetire)
	return ok
}

// IsElected reports whether a resolution gave the validator a power that it has, or gets back when unjailed.
func (v Validator) IsElected() bool {
	return v.Status == VALIDATOR_STATUS_ACTIVE || v.Status == VALIDATOR_STATUS_JAILED
}

// SetPower activates a candidate, or changes the power that an active validator has or a jailed one gets back. To take all power away is to
// retire it.
func (v Validator) SetPower(power int64) (Validator, error) {
	if power < 1 || power > MaxValidatorPower {
		return v, ErrInvalidPower.Wrapf("validator %s: %d, must be 1 to %d", v.Id, power, MaxValidatorPower)
	}
	moved, err := v.move(validatorSetPower)
	if err != nil {
		return v, err
	}
	moved.Power = power
	return moved, nil
}

// RotateKey gives the validator another key. Its power, status and missed blocks stay: a new key is no way out of jail.
func (v Validator) RotateKey(keyType string, key []byte) (Validator, error) {
	moved, err := v.move(validatorRotate)
	if err != nil {
		return v, err
	}
	moved.KeyType = keyType
	moved.ConsensusKey = key
	return moved, moved.Validate()
}

// Miss counts a missed block. A window opens with the first block missed after the last window's end, so a validator
// that signs everything is never written. More than params.MaxMissedBlocks in one window jails.
func (v Validator) Miss(height int64, now time.Time, params Params) (Validator, error) {
	if v.Status != VALIDATOR_STATUS_ACTIVE {
		return v, ErrValidatorStatus.Wrapf("cannot count blocks missed by validator %s: it is %s", v.Id, v.Status)
	}
	if v.MissedBlocks == 0 || height < v.WindowStart || height-v.WindowStart >= params.MissedBlocksWindow {
		v.WindowStart = height
		v.MissedBlocks = 0
	}
	v.MissedBlocks++
	if v.MissedBlocks <= params.MaxMissedBlocks {
		return v, nil
	}
	v.JailedUntil = now.Add(params.JailDuration)
	return v.move(validatorJail)
}

// Unjail brings a jailed validator back at or after the end of its jail time, with a new window.
func (v Validator) Unjail(height int64, now time.Time) (Validator, error) {
	moved, err := v.move(validatorUnjail)
	if err != nil {
		return v, err
	}
	if now.Before(v.JailedUntil) {
		return v, ErrStillJailed.Wrapf("validator %s until %s, now %s",
			v.Id, v.JailedUntil.UTC().Format(time.RFC3339Nano), now.UTC().Format(time.RFC3339Nano))
	}
	moved.WindowStart = height
	moved.MissedBlocks = 0
	return moved, nil
}

// ProposeRetirement records that an officer wants the validator retired. Another officer may take over the proposal, so
// that one whose author left does not stand in the way.
func (v Validator) ProposeRetirement(officer string) (Validator, error) {
	if _, err := v.move(validatorRetire); err != nil {
		return v, err
	}
	if v.RetirementProposedBy == officer {
		return v, ErrProposalPending.Wrapf("retirement of validator %s by %s", v.Id, officer)
	}
	v.RetirementProposedBy = officer
	return v, nil
}

// ConfirmRetirement retires the validator with the consent of an officer who did not propose it.
func (v Validator) ConfirmRetirement(officer string) (Validator, error) {
	if v.RetirementProposedBy == "" {
		return v, ErrRetirementNotProposed.Wrapf("validator %s", v.Id)
	}
	if v.RetirementProposedBy == officer {
		return v, ErrSecondOfficer.Wrapf("%s proposed to retire validator %s", officer, v.Id)
	}
	return v.Retire()
}

// Retire ends the validator without blame.
func (v Validator) Retire() (Validator, error) { return v.end(validatorRetire) }

// Tombstone ends the validator for signing two blocks at one height.
func (v Validator) Tombstone() (Validator, error) { return v.end(validatorTombstone) }

func (v Validator) end(action validatorAction) (Validator, error) {
	moved, err := v.move(action)
	if err != nil {
		return v, err
	}
	moved.Power = 0
	moved.RetirementProposedBy = ""
	return moved, nil
}

func (v Validator) move(action validatorAction) (Validator, error) {
	status, ok := validatorTransitions.Next(v.Status, action)
	if !ok {
		return v, ErrValidatorStatus.Wrapf("cannot %s validator %s: it is %s", action, v.Id, v.Status)
	}
	v.Status = status
	return v, nil
}

// Validate checks the record by itself and fails with ErrInvalidValidator, ErrInvalidConsensusKey or ErrInvalidPower.
func (v Validator) Validate() error {
	if _, err := ident.ParseMemberID(v.Id); err != nil {
		return ErrInvalidValidator.Wrapf("id: %s", err)
	}
	if err := CheckConsensusKey(v.KeyType, v.ConsensusKey); err != nil {
		return err
	}
	if !isKnown(ValidatorStatus_name, v.Status) {
		return ErrInvalidValidator.Wrapf("%s: status %d is unknown", v.Id, v.Status)
	}
	if v.IsElected() && (v.Power < 1 || v.Power > MaxValidatorPower) {
		return ErrInvalidPower.Wrapf("validator %s: %d, must be 1 to %d", v.Id, v.Power, MaxValidatorPower)
	}
	if !v.IsElected() && v.Power != 0 {
		return ErrInvalidPower.Wrapf("validator %s: %d, must be 0 while %s", v.Id, v.Power, v.Status)
	}
	if v.RetirementProposedBy != "" {
		return checkCanonicalAddress(v.RetirementProposedBy)
	}
	return nil
}
