// Package keeper keeps the register of carriers, and titles with all that was ever done to them.
package keeper

import (
	"context"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	corestore "cosmossdk.io/core/store"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

// The keys of records.
type (
	titleKey = []byte
	// actKey is title and the number of the act.
	actKey = collections.Pair[titleKey, uint32]
	// titleMap finds titles by those who take part in them.
	titleMap = collections.IndexedMap[titleKey, types.Title, titleIndexes]
)

var actKeyCodec = collections.PairKeyCodec(collections.BytesKey, collections.Uint32Key)

type titleIndexes struct {
	byParty lookup.Index[string, titleKey, types.Title]
}

// IndexesList implements collections.Indexes.
func (i titleIndexes) IndexesList() []collections.Index[titleKey, types.Title] {
	return []collections.Index[titleKey, types.Title]{i.byParty}
}

// Keeper holds carriers, titles and acts.
type Keeper struct {
	consortium types.ConsortiumKeeper
	window     types.SingleWindow
	currency   types.CurrencyKeeper

	schema   collections.Schema
	layout   collections.Item[uint64]
	carriers collections.Map[sdk.AccAddress, types.Carrier]
	titles   *titleMap
	acts     collections.Map[actKey, types.Act]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(
	cdc codec.BinaryCodec, store corestore.KVStoreService,
	consortium types.ConsortiumKeeper, window types.SingleWindow, currency types.CurrencyKeeper,
) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	k := &Keeper{
		consortium: consortium,
		window:     window,
		currency:   currency,
		layout:     collections.NewItem(sb, types.LayoutKey, "layout", collections.Uint64Value),
		carriers:   collections.NewMap(sb, types.CarriersKey, "carriers", sdk.AccAddressKey, codec.CollValue[types.Carrier](cdc)),
		titles: collections.NewIndexedMap(sb, types.TitlesKey, "titles", collections.BytesKey, codec.CollValue[types.Title](cdc), titleIndexes{
			byParty: lookup.NewIndex(sb, types.ByPartyKey, "titles_by_party", collections.StringKey, collections.BytesKey,
				func(t types.Title) ([]string, error) { return t.Parties(), nil }),
		}),
		acts: collections.NewMap(sb, types.ActsKey, "acts", actKeyCodec, codec.CollValue[types.Act](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// memberOf is the member of an officer who may act now.
func (k *Keeper) memberOf(ctx context.Context, officer string) (string, error) {
	address, err := consortiumtypes.ParseAddress(officer)
	if err != nil {
		return "", err
	}
	_, member, err := k.consortium.ActingOfficer(ctx, address)
	return member.Id, err
}

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}
