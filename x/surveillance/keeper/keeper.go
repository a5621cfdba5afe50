// Package keeper keeps the rounds of surveillance, what inspections found, and reports of misuse of the mark.
package keeper

import (
	"context"
	"time"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	collcodec "cosmossdk.io/collections/codec"
	"cosmossdk.io/collections/indexes"
	corestore "cosmossdk.io/core/store"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

type (
	// momentKey is a body or a number, and a moment: of the freezing of a round, or of an inspection.
	momentKey = collections.Pair[string, time.Time]
	// roundKey is a body and the id of a round.
	roundKey = collections.Pair[string, string]
)

// misuseIndexes find the reports to a body.
type misuseIndexes struct {
	byBody *indexes.Multi[string, []byte, types.MisuseReport]
}

// IndexesList implements collections.Indexes.
func (i misuseIndexes) IndexesList() []collections.Index[[]byte, types.MisuseReport] {
	return []collections.Index[[]byte, types.MisuseReport]{i.byBody}
}

// Keeper holds what happens to certified products after they were certified.
type Keeper struct {
	consortium types.ConsortiumKeeper
	register   types.Register

	schema      collections.Schema
	params      collections.Item[types.Params]
	rounds      collections.Map[momentKey, types.Round]
	roundsByID  collections.Map[roundKey, time.Time]
	inspections collections.Map[momentKey, types.Inspection]
	orders      collections.Map[momentKey, types.InspectionOrder]
	// openOrders has, of each certificate whose inspection is ordered and not done, when it was ordered.
	openOrders collections.Map[string, time.Time]
	misuse     *collections.IndexedMap[[]byte, types.MisuseReport, misuseIndexes]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(
	cdc codec.BinaryCodec, store corestore.KVStoreService, consortium types.ConsortiumKeeper, register types.Register,
) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	momentCodec := collections.PairKeyCodec(collections.StringKey, lookup.MomentKey)
	byBody := indexes.NewMulti(sb, types.MisuseByBodyKey, "misuse_by_body", collections.StringKey, collections.BytesKey,
		func(_ []byte, m types.MisuseReport) (string, error) { return m.BodyId, nil })
	k := &Keeper{
		consortium: consortium,
		register:   register,
		params:     collections.NewItem(sb, types.ParamsKey, "params", codec.CollValue[types.Params](cdc)),
		rounds:     collections.NewMap(sb, types.RoundsKey, "rounds", momentCodec, codec.CollValue[types.Round](cdc)),
		roundsByID: collections.NewMap(sb, types.RoundsByIDKey, "rounds_by_id",
			collections.PairKeyCodec(collections.StringKey, collections.StringKey), collcodec.TimeValue()),
		inspections: collections.NewMap(sb, types.InspectionsKey, "inspections", momentCodec, codec.CollValue[types.Inspection](cdc)),
		orders:      collections.NewMap(sb, types.OrdersKey, "orders", momentCodec, codec.CollValue[types.InspectionOrder](cdc)),
		openOrders: collections.NewMap(sb, types.OpenOrdersKey, "open_orders", collections.StringKey,
			collcodec.TimeValue()),
		misuse: collections.NewIndexedMap(sb, types.MisuseKey, "misuse", collections.BytesKey,
			codec.CollValue[types.MisuseReport](cdc), misuseIndexes{byBody}),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// actor returns the member of the officer who signed.
func (k *Keeper) actor(ctx context.Context, address string) (consortiumtypes.Member, error) {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return consortiumtypes.Member{}, err
	}
	_, member, err := k.consortium.ActingOfficer(ctx, parsed)
	return member, err
}

// now is the time of the block.
func now(ctx context.Context) time.Time { return sdk.UnwrapSDKContext(ctx).BlockTime() }

func chainID(ctx context.Context) string { return sdk.UnwrapSDKContext(ctx).ChainID() }

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}

func (k *Keeper) updateParams(ctx context.Context, params types.Params) error {
	if err := params.Validate(); err != nil {
		return err
	}
	if err := k.params.Set(ctx, params); err != nil {
		return err
	}
	return emit(ctx, &types.EventParamsUpdated{})
}
