// Package keeper keeps the ledger of the digital yuan.
package keeper

import (
	"context"
	"time"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	collcodec "cosmossdk.io/collections/codec"
	corestore "cosmossdk.io/core/store"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Keeper holds the state of the currency.
type Keeper struct {
	consortium types.ConsortiumKeeper
	accounts   types.AccountKeeper

	hooks types.Hooks
	// products are nil as long as nobody certifies any.
	products types.Products
	// orders are nil as long as nobody can order anything.
	orders types.Orders

	schema collections.Schema
	ledger ledger

	params           collections.Item[types.Params]
	pilot            collections.Item[types.Pilot]
	issuances        *issuanceMap
	reserves         collections.Map[string, types.Reserve]
	singleApprovals  collections.Map[boxDayKey, types.Fen]
	redemptions      *redemptionMap
	creditReferences collections.Map[string, types.CreditReference]
	exchangesOut     collections.Map[requestKey, types.ExchangeOut]
	exchangesIn      *exchangeInMap
	keyReplacements  *keyReplacementMap
	estates          *estateMap
	refunds          collections.Map[refundKey, types.Refund]
	disputes         collections.Map[disputeKey, types.Dispute]
	cashTransfers    collections.Map[requestKey, types.CashTransfer]
	allocations      collections.Map[allocationKey, types.Allocation]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(
	cdc codec.BinaryCodec, store corestore.KVStoreService, consortium types.ConsortiumKeeper, accounts types.AccountKeeper,
) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	reserveValue := codec.CollValue[types.Reserve](cdc)
	creditValue := codec.CollValue[types.CreditReference](cdc)
	fenValue := collcodec.KeyToValueCodec(collcodec.NewUint64Key[types.Fen]())
	k := &Keeper{
		hooks:            types.MultiHooks{},
		consortium:       consortium,
		accounts:         accounts,
		ledger:           newLedger(sb, cdc),
		params:           collections.NewItem(sb, types.ParamsKey, "params", types.Remember(codec.CollValue[types.Params](cdc))),
		pilot:            collections.NewItem(sb, types.PilotKey, "pilot", types.Remember(codec.CollValue[types.Pilot](cdc))),
		issuances:        newIssuances(sb, cdc),
		reserves:         collections.NewMap(sb, types.ReservesKey, "reserves", collections.StringKey, reserveValue),
		singleApprovals:  collections.NewMap(sb, types.SingleApprovalsKey, "single_approvals", boxDayKeyCodec, fenValue),
		redemptions:      newRedemptions(sb, cdc),
		creditReferences: collections.NewMap(sb, types.CreditReferencesKey, "credit_references", collections.StringKey, creditValue),
		exchangesOut:     collections.NewMap(sb, types.ExchangesOutKey, "exchanges_out", requestKeyCodec, codec.CollValue[types.ExchangeOut](cdc)),
		exchangesIn:      newExchangesIn(sb, cdc),
		keyReplacements:  newKeyReplacements(sb, cdc),
		estates:          newEstates(sb, cdc),
		refunds:          collections.NewMap(sb, types.RefundsKey, "refunds", refundKeyCodec, codec.CollValue[types.Refund](cdc)),
		disputes:         collections.NewMap(sb, types.DisputesKey, "disputes", disputeKeyCodec, codec.CollValue[types.Dispute](cdc)),
		cashTransfers:    collections.NewMap(sb, types.CashTransfersKey, "cash_transfers", requestKeyCodec, codec.CollValue[types.CashTransfer](cdc)),
		allocations:      collections.NewMap(sb, types.AllocationsKey, "allocations", allocationKeyCodec, codec.CollValue[types.Allocation](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// SetHooks installs the modules that are asked before a wallet closes.
func (k *Keeper) SetHooks(hooks types.Hooks) { k.hooks = hooks }

// SetProducts installs the module that certifies products. Without it certificates are recorded and not checked.
func (k *Keeper) SetProducts(products types.Products) { k.products = products }

// SetOrders installs the module that is told of every wallet that is opened.
func (k *Keeper) SetOrders(orders types.Orders) { k.orders = orders }

// moment is when a message runs: block time decides, never a clock.
type moment struct {
	time   time.Time
	day    types.Day
	height int64
}

func momentOf(ctx context.Context) moment {
	block := sdk.UnwrapSDKContext(ctx)
	return moment{time: block.BlockTime(), day: types.DayOf(block.BlockTime()), height: block.BlockHeight()}
}

// actor returns the officer who signed, and its member.
func (k *Keeper) actor(ctx context.Context, address string) (consortiumtypes.Officer, consortiumtypes.Member, error) {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return consortiumtypes.Officer{}, consortiumtypes.Member{}, err
	}
	return k.consortium.ActingOfficer(ctx, parsed)
}

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}
