package keeper

import (
	"context"
	"fmt"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var _ currencytypes.Hooks = (*Keeper)(nil)

// WalletObligations lists the programmes that may still give the wallet money back, and the grants that it may still
// spend. It names one of each, and says how many there are.
func (k *Keeper) WalletObligations(ctx context.Context, wallet sdk.AccAddress) ([]string, error) {
	name := consortiumtypes.FormatAddress(wallet)
	var sponsored, unspent summary
	err := walkReference(ctx, k.programmes.Indexes.byCreditor, name, func(key programmeKey) error {
		sponsored.add("sponsor of programme %s of %s, which may give money back", key.K2(), key.K1())
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = walkReference(ctx, k.grants.Indexes.byBeneficiary, name, func(key grantKey) error {
		grant, err := k.grant(ctx, key)
		if err != nil || !grant.IsUnspent() {
			return err
		}
		programme, err := k.programme(ctx, key.K1())
		if err != nil || !programme.IsRunning(today(ctx)) {
			return err
		}
		unspent.add("grant from programme %s of %s has %s to spend", key.K1().K2(), key.K1().K1(), grant.UnspentFen())
		return nil
	})
	if err != nil {
		return nil, err
	}
	return append(sponsored.lines(), unspent.lines()...), nil
}

// summary is the first of several lines, and how many more there are.
type summary struct {
	first string
	count int
}

func (s *summary) add(format string, arguments ...any) {
	if s.count++; s.count == 1 {
		s.first = fmt.Sprintf(format, arguments...)
	}
}

func (s *summary) lines() []string {
	switch s.count {
	case 0:
		return nil
	case 1:
		return []string{s.first}
	default:
		return []string{fmt.Sprintf("%s, and %d more", s.first, s.count-1)}
	}
}

// walkReference visits what one reference leads to.
func walkReference[Key, Value any](ctx context.Context, index lookup.Index[string, Key, Value], reference string, visit func(Key) error) error {
	return index.Walk(ctx, collections.NewPrefixedPairRange[string, Key](reference), func(entry collections.Pair[string, Key]) (bool, error) {
		return false, visit(entry.K2())
	})
}
