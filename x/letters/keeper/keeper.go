// Package keeper keeps documentary credits and pays what is due under them.
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
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// Keeper holds the letters, their amendments and presentations. It keeps no money.
type Keeper struct {
	consortium types.ConsortiumKeeper
	calendar   types.CalendarKeeper
	currency   types.CurrencyKeeper
	escrow     types.Escrow

	schema        collections.Schema
	params        collections.Item[types.Params]
	letters       *letterMap
	amendments    collections.Map[partKey, types.Amendment]
	presentations collections.Map[partKey, types.Presentation]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(
	cdc codec.BinaryCodec, store corestore.KVStoreService,
	consortium types.ConsortiumKeeper, calendar types.CalendarKeeper, currency types.CurrencyKeeper, escrow types.Escrow,
) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	k := &Keeper{
		consortium: consortium, calendar: calendar, currency: currency, escrow: escrow,
		params:     collections.NewItem(sb, types.ParamsKey, "params", codec.CollValue[types.Params](cdc)),
		letters:    newLetters(sb, cdc),
		amendments: collections.NewMap(sb, types.AmendmentsKey, "amendments", partKeyCodec, codec.CollValue[types.Amendment](cdc)),
		presentations: collections.NewMap(sb, types.PresentationsKey, "presentations", partKeyCodec,
			codec.CollValue[types.Presentation](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

func (k *Keeper) updateParams(ctx context.Context, params types.Params) error {
	if err := params.Check(); err != nil {
		return err
	}
	if err := k.params.Set(ctx, params); err != nil {
		return err
	}
	return emit(ctx, &types.EventParamsUpdated{Params: params})
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

// clock has the banking days of the years from the day's on.
func (k *Keeper) clock(ctx context.Context, from types.Day) (types.Clock, error) {
	calendar, err := k.calendar.Calendar(ctx, from)
	return types.Clock{Now: sdk.UnwrapSDKContext(ctx).BlockTime(), Calendar: calendar}, err
}

// clockOf is the clock of a letter: nothing under it is older than its issue.
func (k *Keeper) clockOf(ctx context.Context, letter types.Letter) (types.Clock, error) {
	from := currencytypes.DayOf(sdk.UnwrapSDKContext(ctx).BlockTime())
	issued, err := currencytypes.ParseOptionalDay(letter.IssuedOn)
	if err != nil {
		return types.Clock{}, err
	}
	if !issued.IsZero() {
		from = issued
	}
	return k.clock(ctx, from)
}

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}
