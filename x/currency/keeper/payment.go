package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// rules returns what payments of this moment are judged by.
func (k *Keeper) rules(ctx context.Context, now moment) (types.Rules, error) {
	params, err := k.params.Get(ctx)
	if err != nil {
		return types.Rules{}, err
	}
	floor, err := k.firstInstructionDate.Get(ctx)
	if err != nil {
		return types.Rules{}, err
	}
	return params.Rules(now.day, floor), nil
}

func (k *Keeper) pay(ctx context.Context, p types.Instruction) error {
	now := momentOf(ctx)
	rules, err := k.rules(ctx, now)
	if err != nil {
		return err
	}
	if err := k.ledger.pay(ctx, p, rules, now.height); err != nil {
		return err
	}
	return emit(ctx, &types.EventPaid{
		Payer:           consortiumtypes.FormatAddress(p.Payer),
		Payee:           consortiumtypes.FormatAddress(p.Payee),
		AmountFen:       uint64(p.Amount),
		EndToEndId:      p.ID.EndToEndID.String(),
		InstructionDate: p.ID.Date.String(),
	})
}

// payment finds what a payer paid under a name. It fails with ErrPaymentNotFound.
func (k *Keeper) payment(ctx context.Context, payer sdk.AccAddress, id types.PaymentID) (types.Payment, error) {
	key := collections.Join3(payer, id.Date, id.EndToEndID.String())
	record, err := find(ctx, k.ledger.payments, key, func() error {
		return types.ErrPaymentNotFound.Wrapf("%s of %s on %s", id.EndToEndID, consortiumtypes.FormatAddress(payer), id.Date)
	})
	return paymentOf(key, record), err
}

// paymentOf writes a record with its key as people see it.
func paymentOf(key paymentKey, record types.PaymentRecord) types.Payment {
	return types.Payment{
		Payer:           consortiumtypes.FormatAddress(key.K1()),
		InstructionDate: key.K2().String(),
		EndToEndId:      key.K3(),
		Payee:           consortiumtypes.FormatAddress(record.Payee),
		AmountFen:       uint64(record.Amount),
		Height:          record.Height,
	}
}
