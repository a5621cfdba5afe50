package keeper

import (
	"cosmossdk.io/collections"
	collcodec "cosmossdk.io/collections/codec"

	"github.com/cosmos/cosmos-sdk/codec"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/financing/types"
)

// The keys of records.
type (
	documentKey = []byte
	// authorisationKey is document, bank and the enterprise's own reference.
	authorisationKey = collections.Triple[documentKey, string, string]
	// pledgeKey is bank and the bank's own reference.
	pledgeKey = collections.Pair[string, string]
	// repaymentKey is pledge and the enterprise's own reference.
	repaymentKey = collections.Pair[pledgeKey, string]
	// collectionKey is document, bank and the bank's own reference.
	collectionKey = collections.Triple[documentKey, string, string]
	// partKey is document and the owner's own reference.
	partKey = collections.Pair[documentKey, string]
	// statisticsKey is month, purpose and currency.
	statisticsKey = collections.Triple[string, string, string]
)

type pledgeMap = collections.IndexedMap[pledgeKey, types.Pledge, pledgeIndexes]

var (
	dayKey                = collcodec.NewUint32Key[types.Day]()
	authorisationKeyCodec = collections.TripleKeyCodec(collections.BytesKey, collections.StringKey, collections.StringKey)
	pledgeKeyCodec        = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	repaymentKeyCodec     = collections.PairKeyCodec(pledgeKeyCodec, collections.StringKey)
	collectionKeyCodec    = collections.TripleKeyCodec(collections.BytesKey, collections.StringKey, collections.StringKey)
	partKeyCodec          = collections.PairKeyCodec(collections.BytesKey, collections.StringKey)
	statisticsKeyCodec    = collections.TripleKeyCodec(collections.StringKey, collections.StringKey, collections.StringKey)
)

// pledgeIndexes find pledges by wallet, the open ones by wallet and by bank, and those that time will change.
type pledgeIndexes struct {
	byWallet     lookup.Index[string, pledgeKey, types.Pledge]
	openByWallet lookup.Index[string, pledgeKey, types.Pledge]
	openByBank   lookup.Index[string, pledgeKey, types.Pledge]
	due          lookup.Index[types.Day, pledgeKey, types.Pledge]
}

// IndexesList implements collections.Indexes.
func (i pledgeIndexes) IndexesList() []collections.Index[pledgeKey, types.Pledge] {
	return []collections.Index[pledgeKey, types.Pledge]{i.byWallet, i.openByWallet, i.openByBank, i.due}
}

func newPledges(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *pledgeMap {
	text := func(prefix collections.Prefix, name string, of func(types.Pledge) (string, bool)) lookup.Index[string, pledgeKey, types.Pledge] {
		return lookup.NewIndex(sb, prefix, name, collections.StringKey, pledgeKeyCodec, func(p types.Pledge) ([]string, error) {
			if reference, listed := of(p); listed {
				return []string{reference}, nil
			}
			return nil, nil
		})
	}
	indexed := pledgeIndexes{
		byWallet:     text(types.PledgesByWalletKey, "pledges_by_wallet", func(p types.Pledge) (string, bool) { return p.Wallet, true }),
		openByWallet: text(types.PledgesOpenByWalletKey, "pledges_open_by_wallet", func(p types.Pledge) (string, bool) { return p.Wallet, p.IsOpen() }),
		openByBank:   text(types.PledgesOpenByBankKey, "pledges_open_by_bank", func(p types.Pledge) (string, bool) { return p.BankId, p.IsOpen() }),
		due: lookup.NewIndex(sb, types.PledgesDueKey, "pledges_due", dayKey, pledgeKeyCodec, func(p types.Pledge) ([]types.Day, error) {
			day, exists, err := p.Due()
			if err != nil || !exists {
				return nil, err
			}
			return []types.Day{day}, nil
		}),
	}
	return collections.NewIndexedMap(sb, types.PledgesKey, "pledges", pledgeKeyCodec, codec.CollValue[types.Pledge](cdc), indexed)
}

func keyOf(p types.Pledge) pledgeKey { return collections.Join(p.BankId, p.Reference) }
