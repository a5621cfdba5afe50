package keeper

import (
	"context"
	"fmt"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Obligations lists what a member must settle before it may leave: its coins, its customers, and what is open between
// it and the central bank or its customers.
func (k *Keeper) Obligations(ctx context.Context, memberID string) ([]string, error) {
	box, err := k.ledger.box(ctx, memberID)
	if err != nil {
		return nil, err
	}
	var left []string
	if box.BalanceFen != 0 {
		left = append(left, fmt.Sprintf("cash box holds %s", types.Fen(box.BalanceFen)))
	}
	if box.OpenWallets != 0 {
		left = append(left, fmt.Sprintf("open wallets: %d", box.OpenWallets))
	}
	for _, open := range []struct {
		what string
		any  func(context.Context, string) (bool, error)
	}{
		{"issuances", k.issuances.Indexes.open.any},
		{"redemptions", k.redemptions.Indexes.open.any},
		{"exchanges in", k.exchangesIn.Indexes.open.any},
		{"allocations to cooperating banks", k.hasAllocated},
	} {
		found, err := open.any(ctx, memberID)
		if err != nil {
			return nil, err
		}
		if found {
			left = append(left, open.what+" are open")
		}
	}
	return left, nil
}

// IsWallet reports whether the address is or was a wallet, or is of a key that replaced a wallet's own.
func (k *Keeper) IsWallet(ctx context.Context, address []byte) (bool, error) {
	exists, err := k.ledger.accounts.Has(ctx, address)
	if err != nil || exists {
		return exists, err
	}
	return k.keyReplacements.Indexes.byKey.any(ctx, address)
}

// any reports whether something is open under the reference.
func (i openIndex[Reference, Key, Value]) any(ctx context.Context, reference Reference) (bool, error) {
	found := false
	err := i.Walk(ctx, collections.NewPrefixedPairRange[Reference, Key](reference), func(Reference, Key) (bool, error) {
		found = true
		return true, nil
	})
	return found, err
}
