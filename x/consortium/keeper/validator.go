package keeper

import (
	"context"
	"errors"
	"slices"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Validator returns the validator, or ErrValidatorNotFound.
func (k *Keeper) Validator(ctx context.Context, id string) (types.Validator, error) {
	validator, err := k.validators.Get(ctx, id)
	return validator, found(err, types.ErrValidatorNotFound, id)
}

// ownValidator returns a validator of the officer's member, or ErrNotOwnMember.
func (k *Keeper) ownValidator(ctx context.Context, officer types.Officer, id string) (types.Validator, error) {
	validator, err := k.Validator(ctx, id)
	if err != nil {
		return validator, err
	}
	if validator.MemberId != officer.MemberId {
		return validator, types.ErrNotOwnMember.Wrapf("validator %s is of member %s", id, validator.MemberId)
	}
	return validator, nil
}

// setValidator saves a change that may move power, so the set is looked at again at the end of the block.
func (k *Keeper) setValidator(ctx context.Context, validator types.Validator) error {
	if err := k.validators.Set(ctx, validator.Id, validator); err != nil {
		return err
	}
	return k.setChanged.Set(ctx, true)
}

// RegisterValidator registers a candidate of the operator's member, whose key signed the proof.
func (k *Keeper) RegisterValidator(ctx context.Context, operator types.Officer, msg *types.MsgRegisterValidator) error {
	candidate, err := types.NewValidator(msg.ValidatorId, operator.MemberId, msg.KeyType, msg.ConsensusKey)
	if err != nil {
		return err
	}
	if exists, err := k.validators.Has(ctx, candidate.Id); err != nil {
		return err
	} else if exists {
		return types.ErrValidatorExists.Wrap(candidate.Id)
	}
	live, err := k.liveValidators(ctx, operator.MemberId)
	if err != nil {
		return err
	}
	if len(live) >= types.MaxMemberValidators {
		return types.ErrLimitReached.Wrapf("member %s has %d validators", operator.MemberId, len(live))
	}
	address, err := k.bindKey(ctx, candidate, msg.Proof)
	if err != nil {
		return err
	}
	if err := k.validators.Set(ctx, candidate.Id, candidate); err != nil {
		return err
	}
	return emit(ctx, &types.EventValidatorRegistered{
		ValidatorId: candidate.Id, MemberId: candidate.MemberId, ConsensusAddress: address,
	})
}

// bindKey reserves the consensus address of the validator's key for ever, after checking that the consensus parameters
// permit the key, that its owner consents and that no validator ever had it.
func (k *Keeper) bindKey(ctx context.Context, validator types.Validator, proof []byte) (sdk.ConsAddress, error) {
	sdkCtx := sdk.UnwrapSDKContext(ctx)
	permitted := sdkCtx.ConsensusParams().Validator
	if permitted == nil || !slices.Contains(permitted.PubKeyTypes, validator.KeyType) {
		return nil, types.ErrInvalidConsensusKey.Wrapf("the consensus parameters do not permit the type %s", validator.KeyType)
	}
	if err := types.VerifyKeyProof(sdkCtx.ChainID(), validator, proof); err != nil {
		return nil, err
	}
	address := types.ConsensusAddressOf(validator.ConsensusKey)
	owner, err := k.consensusAddresses.Get(ctx, address)
	if err == nil {
		return nil, types.ErrConsensusKeyUsed.Wrapf("%X by validator %s", []byte(address), owner)
	}
	if !errors.Is(err, collections.ErrNotFound) {
		return nil, err
	}
	return address, k.consensusAddresses.Set(ctx, address, validator.Id)
}

// SetValidatorPower activates a candidate, or changes the power that an active validator has or a jailed one gets back.
func (k *Keeper) SetValidatorPower(ctx context.Context, id string, power int64) error {
	before, err := k.Validator(ctx, id)
	if err != nil {
		return err
	}
	after, err := before.SetPower(power)
	if err != nil {
		return err
	}
	if !before.IsElected() {
		if err := k.checkSeatFree(ctx); err != nil {
			return err
		}
		if err := k.hooks.CheckValidatorPlatform(ctx, before.MemberId); err != nil {
			return err
		}
	}
	if err := k.setValidator(ctx, after); err != nil {
		return err
	}
	if after.Power > before.Power {
		if err := k.checkPowerBound(ctx, after.MemberId); err != nil {
			return err
		}
	}
	return emit(ctx, &types.EventValidatorPowerSet{ValidatorId: id, Power: power})
}

// checkSeatFree fails with ErrLimitReached when the chain has as many elected validators as it may have.
func (k *Keeper) checkSeatFree(ctx context.Context) error {
	elected := 0
	for _, status := range []types.ValidatorStatus{types.VALIDATOR_STATUS_ACTIVE, types.VALIDATOR_STATUS_JAILED} {
		ids, err := k.validatorIDs(ctx, status)
		if err != nil {
			return err
		}
		elected += len(ids)
	}
	if elected >= types.MaxValidators {
		return types.ErrLimitReached.Wrapf("%d validators", elected)
	}
	return nil
}

func (k *Keeper) checkPowerBound(ctx context.Context, memberID string) error {
	params, err := k.Params(ctx)
	if err != nil {
		return err
	}
	holders, err := k.powerHolders(ctx)
	if err != nil {
		return err
	}
	jailed, err := k.validatorsOf(ctx, types.VALIDATOR_STATUS_JAILED)
	if err != nil {
		return err
	}
	return types.CheckPowerBound(holders, jailed, memberID, params)
}

// RotateValidatorKey gives a validator of the operator's member a key that no validator ever had.
func (k *Keeper) RotateValidatorKey(ctx context.Context, operator types.Officer, msg *types.MsgRotateValidatorKey) error {
	before, err := k.ownValidator(ctx, operator, msg.ValidatorId)
	if err != nil {
		return err
	}
	after, err := before.RotateKey(msg.KeyType, msg.ConsensusKey)
	if err != nil {
		return err
	}
	address, err := k.bindKey(ctx, after, msg.Proof)
	if err != nil {
		return err
	}
	if err := k.setValidator(ctx, after); err != nil {
		return err
	}
	return emit(ctx, &types.EventValidatorKeyRotated{
		ValidatorId:         after.Id,
		OldConsensusAddress: types.ConsensusAddressOf(before.ConsensusKey),
		NewConsensusAddress: address,
	})
}

// UnjailValidator brings a jailed validator of the operator's member back.
func (k *Keeper) UnjailValidator(ctx context.Context, operator types.Officer, id string) error {
	validator, err := k.ownValidator(ctx, operator, id)
	if err != nil {
		return err
	}
	sdkCtx := sdk.UnwrapSDKContext(ctx)
	validator, err = validator.Unjail(sdkCtx.BlockHeight(), sdkCtx.BlockTime())
	if err != nil {
		return err
	}
	if err := k.setValidator(ctx, validator); err != nil {
		return err
	}
	return emit(ctx, &types.EventValidatorUnjailed{ValidatorId: id})
}

// ProposeRetirement asks to retire a validator of the officer's member.
func (k *Keeper) ProposeRetirement(ctx context.Context, officer types.Officer, id string) error {
	validator, err := k.ownValidator(ctx, officer, id)
	if err != nil {
		return err
	}
	validator, err = validator.ProposeRetirement(officer.Address)
	if err != nil {
		return err
	}
	if err := k.validators.Set(ctx, id, validator); err != nil {
		return err
	}
	return emit(ctx, &types.EventRetirementProposed{ValidatorId: id, Officer: officer.Address})
}

// ConfirmRetirement retires a validator of the officer's member with the consent of this second officer.
func (k *Keeper) ConfirmRetirement(ctx context.Context, officer types.Officer, id string) error {
	before, err := k.ownValidator(ctx, officer, id)
	if err != nil {
		return err
	}
	after, err := before.ConfirmRetirement(officer.Address)
	if err != nil {
		return err
	}
	if err := k.checkInOffice(ctx, before.RetirementProposedBy); err != nil {
		return err
	}
	return k.saveRetired(ctx, after)
}

// checkInOffice fails with ErrProposalStale when the first officer could not propose it any more: then only one officer has decided.
func (k *Keeper) checkInOffice(ctx context.Context, proposer string) error {
	address, err := types.ParseAddress(proposer)
	if err != nil {
		return err
	}
	officer, err := k.Officer(ctx, address)
	if err != nil {
		return err
	}
	if officer.Status != types.OFFICER_STATUS_ACTIVE {
		return types.ErrProposalStale.Wrapf("%s is dismissed", proposer)
	}
	if !officer.Has(types.ROLE_NODE_OPERATOR) && !officer.Has(types.ROLE_ADMIN) {
		return types.ErrProposalStale.Wrapf("%s is neither node operator nor admin any more", proposer)
	}
	return nil
}

// retireAll retires the validators that a member still has when it leaves.
func (k *Keeper) retireAll(ctx context.Context, memberID string) error {
	live, err := k.liveValidators(ctx, memberID)
	if err != nil {
		return err
	}
	for _, id := range live {
		validator, err := k.Validator(ctx, id)
		if err != nil {
			return err
		}
		validator, err = validator.Retire()
		if err != nil {
			return err
		}
		if err := k.saveRetired(ctx, validator); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) saveRetired(ctx context.Context, validator types.Validator) error {
	if err := k.setValidator(ctx, validator); err != nil {
		return err
	}
	return emit(ctx, &types.EventValidatorRetired{ValidatorId: validator.Id})
}

// liveValidators returns the ids of a member's candidates, active and jailed validators.
func (k *Keeper) liveValidators(ctx context.Context, memberID string) ([]string, error) {
	iterator, err := k.validators.Indexes.Member.MatchExact(ctx, collections.Join(memberID, true))
	if err != nil {
		return nil, err
	}
	return iterator.PrimaryKeys()
}

// validatorIDs returns the ids of the validators with the status.
func (k *Keeper) validatorIDs(ctx context.Context, status types.ValidatorStatus) ([]string, error) {
	iterator, err := k.validators.Indexes.Status.MatchExact(ctx, int32(status))
	if err != nil {
		return nil, err
	}
	return iterator.PrimaryKeys()
}
