package keeper

import (
	"context"

	abci "github.com/cometbft/cometbft/abci/types"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// InitGenesis writes a genesis state and returns the validator set that CometBFT starts with: the exported one, or that
// of the active validators in a new chain. It fails with ErrInvalidGenesis.
func (k *Keeper) InitGenesis(ctx sdk.Context, state *types.GenesisState) ([]abci.ValidatorUpdate, error) {
	if err := types.ValidateGenesis(state); err != nil {
		return nil, err
	}
	if err := k.params.Set(ctx, state.Params); err != nil {
		return nil, err
	}
	kinds := make(map[string]types.MemberKind, len(state.Members))
	for _, member := range state.Members {
		kinds[member.Id] = member.Kind
		if err := k.members.Set(ctx, member.Id, member); err != nil {
			return nil, err
		}
	}
	if err := k.initOfficers(ctx, state, kinds); err != nil {
		return nil, err
	}
	if err := k.initValidators(ctx, state); err != nil {
		return nil, err
	}
	for _, node := range state.Nodes {
		if err := k.nodes.Set(ctx, node.Id, node); err != nil {
			return nil, err
		}
	}
	if err := k.initResolutions(ctx, state); err != nil {
		return nil, err
	}
	return k.initValidatorSet(ctx, state)
}

func (k *Keeper) initOfficers(ctx context.Context, state *types.GenesisState, kinds map[string]types.MemberKind) error {
	for i, officer := range state.Officers {
		if err := types.CheckRolesFor(k.permissions, kinds[officer.MemberId], officer.Roles); err != nil {
			return types.ErrInvalidGenesis.Wrapf("officers[%d]: %s", i, err)
		}
		address, err := types.ParseOfficerAddress(officer.Address)
		if err != nil {
			return err
		}
		if err := k.officers.Set(ctx, address, officer); err != nil {
			return err
		}
		if !k.accounts.HasAccount(ctx, address) {
			k.accounts.SetAccount(ctx, k.accounts.NewAccountWithAddress(ctx, address))
		}
	}
	for _, proposal := range state.OfficerProposals {
		address, err := types.ParseOfficerAddress(proposal.Address)
		if err != nil {
			return err
		}
		if err := k.proposals.Set(ctx, collections.Join(proposal.MemberId, address), proposal); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initValidators(ctx context.Context, state *types.GenesisState) error {
	for _, validator := range state.Validators {
		if err := k.validators.Set(ctx, validator.Id, validator); err != nil {
			return err
		}
	}
	for _, address := range state.ConsensusAddresses {
		if err := k.consensusAddresses.Set(ctx, address.Address, address.ValidatorId); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initResolutions(ctx context.Context, state *types.GenesisState) error {
	for _, resolution := range state.Resolutions {
		if err := k.resolutions.Set(ctx, resolution.Id, resolution); err != nil {
			return err
		}
		switch resolution.Status {
		case types.RESOLUTION_STATUS_OPEN:
			if err := k.expiries.Set(ctx, expiryOf(resolution)); err != nil {
				return err
			}
		case types.RESOLUTION_STATUS_PASSED:
			if err := k.passed.Set(ctx, resolution.Id); err != nil {
				return err
			}
		default:
		}
	}
	return k.nextResolutionID.Set(ctx, state.NextResolutionId)
}

func (k *Keeper) initValidatorSet(ctx context.Context, state *types.GenesisState) ([]abci.ValidatorUpdate, error) {
	set := state.ValidatorSet
	if len(set) == 0 {
		var err error
		if set, err = k.wantedSet(ctx); err != nil {
			return nil, err
		}
	}
	return types.SetUpdates(nil, set), k.seat(ctx, set)
}

// ExportGenesis returns the whole state of the module.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	state := &types.GenesisState{}
	exports := []func(context.Context, *types.GenesisState) error{
		k.exportMembers, k.exportValidators, k.exportResolutions,
	}
	for _, export := range exports {
		if err := export(ctx, state); err != nil {
			return nil, err
		}
	}
	return state, nil
}

func (k *Keeper) exportMembers(ctx context.Context, state *types.GenesisState) (err error) {
	if state.Params, err = k.Params(ctx); err != nil {
		return err
	}
	if state.Members, err = values(ctx, k.members); err != nil {
		return err
	}
	if state.Officers, err = values(ctx, k.officers); err != nil {
		return err
	}
	state.OfficerProposals, err = values(ctx, k.proposals)
	return err
}

func (k *Keeper) exportValidators(ctx context.Context, state *types.GenesisState) (err error) {
	if state.Validators, err = values(ctx, k.validators); err != nil {
		return err
	}
	err = k.consensusAddresses.Walk(ctx, nil, func(address sdk.ConsAddress, id string) (bool, error) {
		state.ConsensusAddresses = append(state.ConsensusAddresses,
			types.ConsensusAddress{Address: address, ValidatorId: id})
		return false, nil
	})
	if err != nil {
		return err
	}
	if state.ValidatorSet, err = k.seatedSet(ctx); err != nil {
		return err
	}
	state.Nodes, err = k.Nodes(ctx)
	return err
}

func (k *Keeper) exportResolutions(ctx context.Context, state *types.GenesisState) (err error) {
	if state.Resolutions, err = values(ctx, k.resolutions); err != nil {
		return err
	}
	state.NextResolutionId, err = k.nextResolutionID.Peek(ctx)
	return err
}

// walker is a map of the store.
type walker[K, V any] interface {
	Walk(ctx context.Context, ranger collections.Ranger[K], walk func(K, V) (bool, error)) error
}

// values returns the values of a map in the order of their keys.
func values[K, V any](ctx context.Context, m walker[K, V]) ([]V, error) {
	var all []V
	err := m.Walk(ctx, nil, func(_ K, value V) (bool, error) {
		all = append(all, value)
		return false, nil
	})
	return all, err
}
