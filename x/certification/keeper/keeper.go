// Package keeper keeps the register of certified products.
package keeper

import (
	"context"
	"time"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	corestore "cosmossdk.io/core/store"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Keeper holds the register.
type Keeper struct {
	consortium types.ConsortiumKeeper
	wallets    types.Wallets
	// surveillance is nil as long as nobody looks after what is certified.
	surveillance types.Surveillance

	schema       collections.Schema
	params       collections.Item[types.Params]
	editions     collections.Map[string, types.Edition]
	recognitions collections.Map[string, types.Recognition]
	vendors      *vendorMap
	applications *applicationMap
	certificates *certificateMap
	serials      collections.Map[serialKey, uint32]
	deployments  collections.Map[deploymentKey, types.Deployment]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(cdc codec.BinaryCodec, store corestore.KVStoreService, consortium types.ConsortiumKeeper) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	k := &Keeper{
		consortium: consortium,
		params:     collections.NewItem(sb, types.ParamsKey, "params", codec.CollValue[types.Params](cdc)),
		editions:   collections.NewMap(sb, types.EditionsKey, "editions", collections.StringKey, codec.CollValue[types.Edition](cdc)),
		recognitions: collections.NewMap(sb, types.RecognitionsKey, "recognitions", collections.StringKey,
			codec.CollValue[types.Recognition](cdc)),
		vendors:      newVendors(sb, cdc),
		applications: newApplications(sb, cdc),
		certificates: newCertificates(sb, cdc),
		serials:      collections.NewMap(sb, types.SerialsKey, "serials", serialKeyCodec, collections.Uint32Value),
		deployments:  collections.NewMap(sb, types.DeploymentsKey, "deployments", deploymentKeyCodec, codec.CollValue[types.Deployment](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// SetWallets installs the module that keeps wallets, which stands above this one. It is called once, before the first
// block; without it nobody becomes a vendor.
func (k *Keeper) SetWallets(wallets types.Wallets) { k.wallets = wallets }

// SetSurveillance installs the module that looks after certified products, which is asked before a renewal. It is called
// once, before the first block.
func (k *Keeper) SetSurveillance(surveillance types.Surveillance) { k.surveillance = surveillance }

// actor returns the officer who signed, and its member.
func (k *Keeper) actor(ctx context.Context, address string) (consortiumtypes.Officer, consortiumtypes.Member, error) {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return consortiumtypes.Officer{}, consortiumtypes.Member{}, err
	}
	return k.consortium.ActingOfficer(ctx, parsed)
}

// now is the time of the block.
func now(ctx context.Context) time.Time { return sdk.UnwrapSDKContext(ctx).BlockTime() }

// today is the business day of the block.
func today(ctx context.Context) string { return types.DayOf(now(ctx)) }

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}

// updateParams replaces the parameters.
func (k *Keeper) updateParams(ctx context.Context, params types.Params) error {
	if err := params.Validate(); err != nil {
		return err
	}
	if err := k.params.Set(ctx, params); err != nil {
		return err
	}
	return emit(ctx, &types.EventParamsUpdated{})
}
