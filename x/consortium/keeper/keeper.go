// Package keeper holds the state of the consortium: its members, officers, validators, nodes and resolutions.
package keeper

import (
	"context"
	"errors"
	"fmt"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	corestore "cosmossdk.io/core/store"
	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/baseapp"
	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Keeper reads and writes the state of the consortium.
type Keeper struct {
	cdc      codec.Codec
	accounts types.AccountKeeper
	router   baseapp.MessageRouter

	hooks        types.Hooks
	permissions  []types.Permission
	checkMessage func(sdk.Msg) error

	params             collections.Item[types.Params]
	members            collections.Map[string, types.Member]
	officers           *collections.IndexedMap[sdk.AccAddress, types.Officer, officerIndexes]
	proposals          collections.Map[proposalKey, types.OfficerProposal]
	validators         *collections.IndexedMap[string, types.Validator, validatorIndexes]
	consensusAddresses collections.Map[sdk.ConsAddress, string]
	seats              collections.Map[sdk.ConsAddress, types.SeatedKey]
	setChanged         collections.Item[bool]
	nodes              *collections.IndexedMap[string, types.Node, nodeIndexes]
	resolutions        collections.Map[uint64, types.Resolution]
	nextResolutionID   collections.Sequence
	passed             collections.KeySet[uint64]
	expiries           collections.KeySet[expiryKey]
}

// NewKeeper returns a keeper over the module's store. The router executes the messages of passed resolutions. It panics
// when two collections share a prefix.
func NewKeeper(
	cdc codec.Codec, store corestore.KVStoreService, accounts types.AccountKeeper, router baseapp.MessageRouter,
) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	k := &Keeper{
		cdc:      cdc,
		accounts: accounts,
		router:   router,

		params:  collections.NewItem(sb, types.ParamsKey, "params", codec.CollValue[types.Params](cdc)),
		members: collections.NewMap(sb, types.MembersKey, "members", collections.StringKey, codec.CollValue[types.Member](cdc)),
		officers: collections.NewIndexedMap(sb, types.OfficersKey, "officers",
			sdk.AccAddressKey, codec.CollValue[types.Officer](cdc), newOfficerIndexes(sb)),
		proposals: collections.NewMap(sb, types.OfficerProposalsKey, "officer_proposals",
			collections.PairKeyCodec(collections.StringKey, sdk.AccAddressKey), codec.CollValue[types.OfficerProposal](cdc)),
		validators: collections.NewIndexedMap(sb, types.ValidatorsKey, "validators",
			collections.StringKey, codec.CollValue[types.Validator](cdc), newValidatorIndexes(sb)),
		consensusAddresses: collections.NewMap(sb, types.ConsensusAddressesKey, "consensus_addresses",
			sdk.ConsAddressKey, collections.StringValue),
		seats: collections.NewMap(sb, types.SeatedKeysKey, "seats",
			sdk.ConsAddressKey, codec.CollValue[types.SeatedKey](cdc)),
		setChanged: collections.NewItem(sb, types.SetChangedKey, "set_changed", collections.BoolValue),
		nodes: collections.NewIndexedMap(sb, types.NodesKey, "nodes",
			collections.StringKey, codec.CollValue[types.Node](cdc), newNodeIndexes(sb)),
		resolutions: collections.NewMap(sb, types.ResolutionsKey, "resolutions",
			collections.Uint64Key, codec.CollValue[types.Resolution](cdc)),
		nextResolutionID: collections.NewSequence(sb, types.NextResolutionIDKey, "next_resolution_id"),
		passed:           collections.NewKeySet(sb, types.PassedResolutionsKey, "passed_resolutions", collections.Uint64Key),
		expiries: collections.NewKeySet(sb, types.ResolutionExpiriesKey, "resolution_expiries",
			collections.PairKeyCodec(collections.Int64Key, collections.Uint64Key)),
	}
	if _, err := sb.Build(); err != nil {
		panic(fmt.Errorf("%s store: %w", types.ModuleName, err))
	}
	return k
}

// SetHooks connects the modules above. It is called once, before the first block.
func (k *Keeper) SetHooks(hooks types.Hooks) { k.hooks = hooks }

// SetPermissions gives the keeper the permission table, from which the roles of each kind of member follow. It is called
// once, before the first block; without it nobody may hold a role.
func (k *Keeper) SetPermissions(permissions []types.Permission) { k.permissions = permissions }

// SetMessageCheck adds a rule of the application for each message inside a resolution, asked at submission and again at
// execution. It is called once, before the first block.
func (k *Keeper) SetMessageCheck(check func(sdk.Msg) error) { k.checkMessage = check }

// Params returns the consortium's rules.
func (k *Keeper) Params(ctx context.Context) (types.Params, error) { return k.params.Get(ctx) }

// UpdateParams replaces the consortium's rules.
func (k *Keeper) UpdateParams(ctx context.Context, params types.Params) error {
	if err := params.Validate(); err != nil {
		return err
	}
	if err := k.params.Set(ctx, params); err != nil {
		return err
	}
	return emit(ctx, &types.EventParamsUpdated{})
}

// emit puts a typed event of the module into the block.
func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}

// found turns the absence of a record into the error that names it, and leaves every other failure of the store alone.
func found(err error, missing *errorsmod.Error, name any) error {
	if errors.Is(err, collections.ErrNotFound) {
		return missing.Wrap(fmt.Sprint(name))
	}
	return err
}
