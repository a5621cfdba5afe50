// Package keeper keeps the enterprises and papers of the single window.
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
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// The keys of records.
type (
	documentKey = []byte
	// numberedKey is document and a number: the version of an amendment, a partial match, an access.
	numberedKey = collections.Pair[documentKey, uint64]
	// endorsementKey is document, version, and function and department.
	endorsementKey = collections.Triple[documentKey, uint64, collections.Pair[string, string]]
	// envelopeKey is document and recipient.
	envelopeKey = collections.Pair[documentKey, string]
)

var (
	numberedKeyCodec    = collections.PairKeyCodec(collections.BytesKey, collections.Uint64Key)
	endorsementKeyCodec = collections.TripleKeyCodec(collections.BytesKey, collections.Uint64Key,
		collections.PairKeyCodec(collections.StringKey, collections.StringKey))
	envelopeKeyCodec = collections.PairKeyCodec(collections.BytesKey, collections.StringKey)
)

// Keeper holds what is on record.
type Keeper struct {
	consortium types.ConsortiumKeeper
	currency   types.CurrencyKeeper
	hooks      types.Hooks

	schema         collections.Schema
	catalogue      collections.Item[types.Catalogue]
	enterprises    collections.Map[sdk.AccAddress, types.Enterprise]
	sealingKeys    collections.Map[string, types.SealingKey]
	documents      collections.Map[documentKey, types.Document]
	amendments     collections.Map[numberedKey, types.Amendment]
	partialMatches collections.Map[numberedKey, types.PartialMatch]
	endorsements   collections.Map[endorsementKey, types.Endorsement]
	envelopes      collections.Map[envelopeKey, types.Envelope]
	accesses       collections.Map[numberedKey, types.Access]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(
	cdc codec.BinaryCodec, store corestore.KVStoreService, consortium types.ConsortiumKeeper, currency types.CurrencyKeeper,
) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	k := &Keeper{
		consortium:  consortium,
		currency:    currency,
		catalogue:   collections.NewItem(sb, types.CatalogueKey, "catalogue", codec.CollValue[types.Catalogue](cdc)),
		enterprises: collections.NewMap(sb, types.EnterprisesKey, "enterprises", sdk.AccAddressKey, codec.CollValue[types.Enterprise](cdc)),
		sealingKeys: collections.NewMap(sb, types.SealingKeysKey, "sealing_keys", collections.StringKey, codec.CollValue[types.SealingKey](cdc)),
		documents:   collections.NewMap(sb, types.DocumentsKey, "documents", collections.BytesKey, codec.CollValue[types.Document](cdc)),
		amendments:  collections.NewMap(sb, types.AmendmentsKey, "amendments", numberedKeyCodec, codec.CollValue[types.Amendment](cdc)),
		partialMatches: collections.NewMap(sb, types.PartialMatchesKey, "partial_matches", numberedKeyCodec,
			codec.CollValue[types.PartialMatch](cdc)),
		endorsements: collections.NewMap(sb, types.EndorsementsKey, "endorsements", endorsementKeyCodec, codec.CollValue[types.Endorsement](cdc)),
		envelopes:    collections.NewMap(sb, types.EnvelopesKey, "envelopes", envelopeKeyCodec, codec.CollValue[types.Envelope](cdc)),
		accesses:     collections.NewMap(sb, types.AccessesKey, "accesses", numberedKeyCodec, codec.CollValue[types.Access](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// SetHooks sets who is told of changes. It is called once, before the first block.
func (k *Keeper) SetHooks(hooks types.Hooks) { k.hooks = hooks }

// actor returns the officer who signed, and its member's id.
func (k *Keeper) actor(ctx context.Context, address string) (consortiumtypes.Officer, string, error) {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return consortiumtypes.Officer{}, "", err
	}
	officer, member, err := k.consortium.ActingOfficer(ctx, parsed)
	return officer, member.Id, err
}

// today is the business day of the block.
func today(ctx context.Context) types.Day {
	return currencytypes.DayOf(sdk.UnwrapSDKContext(ctx).BlockTime())
}

func height(ctx context.Context) int64 { return sdk.UnwrapSDKContext(ctx).BlockHeight() }

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}
