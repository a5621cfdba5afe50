package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// refund gives a payment, or a part of it, back to its payer. The pilot is not asked: who paid during a phase gets its
// money back after it too.
func (k *Keeper) refund(ctx context.Context, key types.PaymentKey, payee sdk.AccAddress, reference ident.Reference, amount types.Fen) error {
	record, rules, err := k.refundable(ctx, key)
	if err != nil {
		return err
	}
	earlier, err := k.refundsBy(ctx, key, payee)
	if err != nil {
		return err
	}
	refund, err := types.NewRefund(key, record, payee, reference, amount, earlier, rules)
	if err != nil {
		return err
	}
	if err := k.ledger.refund(ctx, payee, key.Payer, amount, rules); err != nil {
		return err
	}
	if err := k.refunds.Set(ctx, collections.Join3(storeKeyOf(key), payee, refund.Reference), refund); err != nil {
		return err
	}
	return emit(ctx, &types.EventRefunded{
		Payer: refund.Payer, Payee: refund.Payee, AmountFen: refund.AmountFen,
		EndToEndId: refund.EndToEndId, InstructionDate: refund.InstructionDate, Reference: refund.Reference,
	})
}

// refundable returns a payment that may still be refunded or disputed (ErrRefundTooLate, ErrPaymentNotFound).
func (k *Keeper) refundable(ctx context.Context, key types.PaymentKey) (types.PaymentRecord, types.Rules, error) {
	rules, err := k.rules(ctx)
	if err != nil {
		return types.PaymentRecord{}, rules, err
	}
	if err := types.CheckRefundable(key.ID.Date, rules.Today); err != nil {
		return types.PaymentRecord{}, rules, err
	}
	record, err := k.payment(ctx, key)
	return record, rules, err
}

// refundsBy returns what a payee gave back of a payment. There are at most types.MaxRefunds.
func (k *Keeper) refundsBy(ctx context.Context, key types.PaymentKey, payee sdk.AccAddress) ([]types.Refund, error) {
	var refunds []types.Refund
	byPayee := collections.NewSuperPrefixedTripleRange[paymentKey, sdk.AccAddress, string](storeKeyOf(key), payee)
	err := k.refunds.Walk(ctx, byPayee, func(_ refundKey, refund types.Refund) (bool, error) {
		refunds = append(refunds, refund)
		return false, nil
	})
	return refunds, err
}
