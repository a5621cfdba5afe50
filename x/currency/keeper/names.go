package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func keyOf(p types.Instruction) paymentKey {
	return collections.Join3(p.Payer, p.ID.Date, p.ID.EndToEndID.String())
}

// earlier returns the payment that had the same name, nil if there is none.
func (l ledger) earlier(ctx context.Context, p types.Instruction) (*types.PaymentRecord, error) {
	if p.ID.IsZero() {
		return nil, nil
	}
	record, err := l.payments.Get(ctx, keyOf(p))
	if errors.Is(err, collections.ErrNotFound) {
		return nil, nil
	}
	return &record, err
}

// forget deletes some of the payer's own payments from before the first date kept: their names can never pay again.
// The account knows its oldest one, so most payments look nothing up.
func (l ledger) forget(ctx context.Context, address sdk.AccAddress, account types.Account, first types.Day) (types.Account, error) {
	if account.OldestPayment.IsZero() || account.OldestPayment >= first {
		return account, nil
	}
	oldest, err := l.oldest(ctx, address, types.MaxPrunedPerPayment+1)
	if err != nil {
		return account, err
	}
	account.OldestPayment = 0
	for i, key := range oldest {
		if i == types.MaxPrunedPerPayment || key.K2() >= first {
			account.OldestPayment = key.K2()
			break
		}
		if err := l.payments.Remove(ctx, key); err != nil {
			return account, err
		}
	}
	return account, nil
}

// oldest returns the keys of the payer's earliest payments, at most limit.
func (l ledger) oldest(ctx context.Context, payer sdk.AccAddress, limit int) ([]paymentKey, error) {
	var keys []paymentKey
	all := collections.NewPrefixedTripleRange[sdk.AccAddress, types.Day, string](payer)
	err := l.payments.Walk(ctx, all, func(key paymentKey, _ types.PaymentRecord) (bool, error) {
		keys = append(keys, key)
		return len(keys) == limit, nil
	})
	return keys, err
}
