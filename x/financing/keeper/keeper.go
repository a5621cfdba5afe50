// Package keeper keeps what is pledged of the documents of the single window, and lends on it.
package keeper

import (
	"context"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	corestore "cosmossdk.io/core/store"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
)

// Keeper holds authorisations and pledges.
type Keeper struct {
	consortium types.ConsortiumKeeper
	window     types.SingleWindow
	calendar   types.BankingDays
	escrow     types.Escrow

	schema         collections.Schema
	layout         collections.Item[uint64]
	authorisations collections.Map[authorisationKey, types.Authorisation]
	positions      collections.Map[documentKey, types.Position]
	pledges        *pledgeMap
	repayments     collections.Map[repaymentKey, types.Repayment]
	collections    collections.Map[collectionKey, types.Collection]
	statistics     collections.Map[statisticsKey, types.Statistics]
	parts          collections.Map[partKey, types.Part]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(
	cdc codec.BinaryCodec, store corestore.KVStoreService,
	consortium types.ConsortiumKeeper, window types.SingleWindow, calendar types.BankingDays, escrow types.Escrow,
) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	k := &Keeper{
		consortium: consortium,
		window:     window,
		calendar:   calendar,
		escrow:     escrow,
		layout:     collections.NewItem(sb, types.LayoutKey, "layout", collections.Uint64Value),
		authorisations: collections.NewMap(sb, types.AuthorisationsKey, "authorisations", authorisationKeyCodec,
			codec.CollValue[types.Authorisation](cdc)),
		positions:   collections.NewMap(sb, types.PositionsKey, "positions", collections.BytesKey, codec.CollValue[types.Position](cdc)),
		pledges:     newPledges(sb, cdc),
		repayments:  collections.NewMap(sb, types.RepaymentsKey, "repayments", repaymentKeyCodec, codec.CollValue[types.Repayment](cdc)),
		collections: collections.NewMap(sb, types.CollectionsKey, "collections", collectionKeyCodec, codec.CollValue[types.Collection](cdc)),
		statistics:  collections.NewMap(sb, types.StatisticsKey, "statistics", statisticsKeyCodec, codec.CollValue[types.Statistics](cdc)),
		parts:       collections.NewMap(sb, types.PartsKey, "parts", partKeyCodec, codec.CollValue[types.Part](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// actor returns the officer who signed, and its member.
func (k *Keeper) actor(ctx context.Context, address string) (consortiumtypes.Officer, consortiumtypes.Member, error) {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return consortiumtypes.Officer{}, consortiumtypes.Member{}, err
	}
	return k.consortium.ActingOfficer(ctx, parsed)
}

// today is the business day of the block.
func today(ctx context.Context) types.Day {
	return currencytypes.DayOf(sdk.UnwrapSDKContext(ctx).BlockTime())
}

func height(ctx context.Context) int64 { return sdk.UnwrapSDKContext(ctx).BlockHeight() }

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}
