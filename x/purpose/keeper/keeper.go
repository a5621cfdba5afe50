// Package keeper keeps the programmes of purpose-bound money.
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
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// Keeper holds the programmes. Their money is in the module's escrow accounts of the currency's ledger.
type Keeper struct {
	consortium types.ConsortiumKeeper
	currency   types.CurrencyKeeper
	escrow     types.Escrow

	schema        collections.Schema
	layout        collections.Item[uint64]
	programmes    *programmeMap
	contributions collections.Map[contributionKey, types.Contribution]
	batches       collections.Map[batchKey, types.GrantBatch]
	grants        *grantMap
	spendings     collections.Map[spendingKey, types.Spending]
	refunds       collections.Map[refundKey, types.SpendingRefund]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(
	cdc codec.BinaryCodec, store corestore.KVStoreService,
	consortium types.ConsortiumKeeper, currency types.CurrencyKeeper, escrow types.Escrow,
) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	k := &Keeper{
		consortium: consortium,
		currency:   currency,
		escrow:     escrow,
		layout:     collections.NewItem(sb, types.LayoutKey, "layout", collections.Uint64Value),
		programmes: newProgrammes(sb, cdc),
		contributions: collections.NewMap(sb, types.ContributionsKey, "contributions", contributionKeyCodec,
			codec.CollValue[types.Contribution](cdc)),
		batches:   collections.NewMap(sb, types.BatchesKey, "batches", batchKeyCodec, codec.CollValue[types.GrantBatch](cdc)),
		grants:    newGrants(sb, cdc),
		spendings: collections.NewMap(sb, types.SpendingsKey, "spendings", spendingKeyCodec, codec.CollValue[types.Spending](cdc)),
		refunds:   collections.NewMap(sb, types.RefundsKey, "refunds", refundKeyCodec, codec.CollValue[types.SpendingRefund](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// actor returns the officer who signed, and the key of its member's programme.
func (k *Keeper) actor(ctx context.Context, address, programmeID string) (consortiumtypes.Officer, programmeKey, error) {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return consortiumtypes.Officer{}, programmeKey{}, err
	}
	officer, member, err := k.consortium.ActingOfficer(ctx, parsed)
	return officer, collections.Join(member.Id, programmeID), err
}

// wallet reads a wallet by its address as text.
func (k *Keeper) wallet(ctx context.Context, address string) (currencytypes.Wallet, error) {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return currencytypes.Wallet{}, err
	}
	return k.currency.Wallet(ctx, parsed)
}

// today is the business day of the block.
func today(ctx context.Context) types.Day {
	return currencytypes.DayOf(sdk.UnwrapSDKContext(ctx).BlockTime())
}

func height(ctx context.Context) int64 { return sdk.UnwrapSDKContext(ctx).BlockHeight() }

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}
