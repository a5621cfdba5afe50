package keeper

import (
	"cosmossdk.io/collections"
	collcodec "cosmossdk.io/collections/codec"
	"cosmossdk.io/collections/indexes"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// The keys of records that somebody named.
type (
	// requestKey is member and the member's own id.
	requestKey = collections.Pair[string, string]
	// boxDayKey is member and business day.
	boxDayKey = collections.Pair[string, types.Day]
	// exchangeInKey is wallet and the holder's own reference.
	exchangeInKey = collections.Pair[sdk.AccAddress, string]
	// paymentKey is payer, instruction date and end-to-end id.
	paymentKey = collections.Triple[sdk.AccAddress, types.Day, string]
	// escrowKey is module and the module's own name for the account.
	escrowKey = collections.Pair[string, string]
	// customerKey is operator and customer reference.
	customerKey = collections.Pair[string, []byte]
	// holdKey is wallet, member and the member's own reference.
	holdKey = collections.Triple[sdk.AccAddress, string, string]
	// flagKey is operator, business day, customer reference and rule.
	flagKey = collections.Quad[string, types.Day, []byte, uint32]
	// invitationKey is phase, operator and customer reference.
	invitationKey = collections.Triple[string, string, []byte]
	// refundKey is the payment, its payee and the payee's own reference.
	refundKey = collections.Triple[paymentKey, sdk.AccAddress, string]
	// disputeKey is the payment and its payee.
	disputeKey = collections.Pair[paymentKey, sdk.AccAddress]
	// allocationKey is operator and cooperating bank.
	allocationKey = collections.Pair[string, string]
)

// The collections with indexes.
type (
	profileMap    = collections.IndexedMap[sdk.AccAddress, types.WalletProfile, profileIndexes]
	holdMap       = collections.IndexedMap[holdKey, types.Hold, holdIndexes]
	issuanceMap   = collections.IndexedMap[requestKey, types.Issuance, requestIndexes[types.Issuance]]
	redemptionMap = collections.IndexedMap[requestKey, types.Redemption, requestIndexes[types.Redemption]]
	exchangeInMap = collections.IndexedMap[exchangeInKey, types.ExchangeIn, exchangeInIndexes]
)

var (
	dayKey           = collcodec.NewUint32Key[types.Day]()
	requestKeyCodec  = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	boxDayKeyCodec   = collections.PairKeyCodec(collections.StringKey, dayKey)
	exchangeKeyCodec = collections.PairKeyCodec(sdk.AccAddressKey, collections.StringKey)
	paymentKeyCodec  = collections.TripleKeyCodec(sdk.AccAddressKey, dayKey, collections.StringKey)
	escrowKeyCodec   = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	customerKeyCodec = collections.PairKeyCodec(collections.StringKey, collections.BytesKey)
	holdKeyCodec     = collections.TripleKeyCodec(sdk.AccAddressKey, collections.StringKey, collections.StringKey)
	flagKeyCodec     = collections.QuadKeyCodec(collections.StringKey, dayKey, collections.BytesKey, collections.Uint32Key)

	refundKeyCodec     = collections.TripleKeyCodec(paymentKeyCodec, sdk.AccAddressKey, collections.StringKey)
	disputeKeyCodec    = collections.PairKeyCodec(paymentKeyCodec, sdk.AccAddressKey)
	allocationKeyCodec = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	invitationKeyCodec = collections.TripleKeyCodec(collections.StringKey, collections.StringKey, collections.BytesKey)
)

// requestIndexes find the requests that somebody still has to decide: of a member, and by when they expire.
type requestIndexes[Value any] struct {
	open openIndex[string, requestKey, Value]
	due  openIndex[int64, requestKey, Value]
}

// IndexesList implements collections.Indexes.
func (i requestIndexes[Value]) IndexesList() []collections.Index[requestKey, Value] {
	return []collections.Index[requestKey, Value]{i.open, i.due}
}

func newIssuances(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *issuanceMap {
	indexed := requestIndexes[types.Issuance]{
		open: openIndex[string, requestKey, types.Issuance]{
			Multi: indexes.NewMulti(sb, types.IssuancesOpenKey, "issuances_open", collections.StringKey, requestKeyCodec,
				func(_ requestKey, issuance types.Issuance) (string, error) { return issuance.MemberId, nil }),
			isOpen: types.Issuance.IsOpen,
		},
		due: openIndex[int64, requestKey, types.Issuance]{
			Multi: indexes.NewMulti(sb, types.IssuancesDueKey, "issuances_due", collections.Int64Key, requestKeyCodec,
				func(_ requestKey, issuance types.Issuance) (int64, error) { return issuance.ExpiresAt.UnixNano(), nil }),
			isOpen: types.Issuance.IsOpen,
		},
	}
	return collections.NewIndexedMap(sb, types.IssuancesKey, "issuances", requestKeyCodec, codec.CollValue[types.Issuance](cdc), indexed)
}

func newRedemptions(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *redemptionMap {
	indexed := requestIndexes[types.Redemption]{
		open: openIndex[string, requestKey, types.Redemption]{
			Multi: indexes.NewMulti(sb, types.RedemptionsOpenKey, "redemptions_open", collections.StringKey, requestKeyCodec,
				func(_ requestKey, redemption types.Redemption) (string, error) { return redemption.MemberId, nil }),
			isOpen: types.Redemption.IsOpen,
		},
		due: openIndex[int64, requestKey, types.Redemption]{
			Multi: indexes.NewMulti(sb, types.RedemptionsDueKey, "redemptions_due", collections.Int64Key, requestKeyCodec,
				func(_ requestKey, redemption types.Redemption) (int64, error) {
					return redemption.ExpiresAt.UnixNano(), nil
				}),
			isOpen: types.Redemption.CanExpire,
		},
	}
	return collections.NewIndexedMap(sb, types.RedemptionsKey, "redemptions", requestKeyCodec, codec.CollValue[types.Redemption](cdc), indexed)
}

type exchangeInIndexes struct {
	open openIndex[string, exchangeInKey, types.ExchangeIn]
}

// IndexesList implements collections.Indexes.
func (i exchangeInIndexes) IndexesList() []collections.Index[exchangeInKey, types.ExchangeIn] {
	return []collections.Index[exchangeInKey, types.ExchangeIn]{i.open}
}

func newExchangesIn(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *exchangeInMap {
	indexed := exchangeInIndexes{
		open: openIndex[string, exchangeInKey, types.ExchangeIn]{
			Multi: indexes.NewMulti(sb, types.ExchangesInOpenKey, "exchanges_in_open", collections.StringKey, exchangeKeyCodec,
				func(_ exchangeInKey, exchange types.ExchangeIn) (string, error) { return exchange.MemberId, nil }),
			isOpen: types.ExchangeIn.IsOpen,
		},
	}
	return collections.NewIndexedMap(sb, types.ExchangesInKey, "exchanges_in", exchangeKeyCodec, codec.CollValue[types.ExchangeIn](cdc), indexed)
}
