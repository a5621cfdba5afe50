// Package keeper keeps offline devices and settles what they signed.
package keeper

import (
	"context"
	"time"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	corestore "cosmossdk.io/core/store"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/offline"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// Keeper holds devices, what they signed, and what is owed for it. The money is in escrow accounts of the currency.
type Keeper struct {
	consortium types.ConsortiumKeeper
	currency   types.CurrencyKeeper
	escrow     types.Escrow
	// products are nil as long as nobody certifies any.
	products types.Products

	schema collections.Schema

	params         collections.Item[types.Params]
	issuers        collections.Map[issuerKey, types.DeviceIssuer]
	currentIssuers collections.Map[string, string]
	devices        *deviceMap
	signatures     collections.Map[signatureKey, types.Signature]
	handovers      collections.Map[[]byte, types.Handover]
	vouchers       *voucherMap
	doubleSpends   collections.Map[proofKey, types.DoubleSpend]
	claims         *claimMap
	surpluses      collections.Map[sdk.AccAddress, types.Surplus]
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
		params:     collections.NewItem(sb, types.ParamsKey, "params", codec.CollValue[types.Params](cdc)),
		issuers:    collections.NewMap(sb, types.IssuersKey, "issuers", issuerKeyCodec, codec.CollValue[types.DeviceIssuer](cdc)),
		currentIssuers: collections.NewMap(sb, types.CurrentIssuersKey, "current_issuers",
			collections.StringKey, collections.StringValue),
		devices:    newDevices(sb, cdc),
		signatures: collections.NewMap(sb, types.SignaturesKey, "signatures", signatureKeyCodec, codec.CollValue[types.Signature](cdc)),
		handovers:  collections.NewMap(sb, types.HandoversKey, "handovers", collections.BytesKey, codec.CollValue[types.Handover](cdc)),
		vouchers:   newVouchers(sb, cdc),
		doubleSpends: collections.NewMap(sb, types.DoubleSpendsKey, "double_spends",
			proofKeyCodec, codec.CollValue[types.DoubleSpend](cdc)),
		claims:    newClaims(sb, cdc),
		surpluses: collections.NewMap(sb, types.SurplusesKey, "surpluses", sdk.AccAddressKey, codec.CollValue[types.Surplus](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// SetProducts installs the register of certified products. It is called once, before the first block; without it
// certificates are recorded and not checked.
func (k *Keeper) SetProducts(products types.Products) { k.products = products }

// moment is when a message runs: block time decides, never a clock.
type moment struct {
	time  time.Time
	chain offline.Hash
}

func momentOf(ctx context.Context) moment {
	block := sdk.UnwrapSDKContext(ctx)
	return moment{time: block.BlockTime(), chain: offline.ChainHash(block.ChainID())}
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
