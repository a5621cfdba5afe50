package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// rules returns what movements of this moment are judged by.
func (k *Keeper) rules(ctx context.Context) (types.Rules, error) {
	params, err := k.params.Get(ctx)
	if err != nil {
		return types.Rules{}, err
	}
	pilot, err := k.pilot.Get(ctx)
	if err != nil {
		return types.Rules{}, err
	}
	now := momentOf(ctx)
	return types.NewRules(params, pilot, now.time, now.height), nil
}

func (k *Keeper) pay(ctx context.Context, p types.Instruction) error {
	if err := k.payOut(ctx, p); err != nil {
		return err
	}
	event := types.EventPaid{
		Payer:           consortiumtypes.FormatAddress(p.Payer),
		Payee:           consortiumtypes.FormatAddress(p.Credits[0].Payee),
		AmountFen:       uint64(p.Credits[0].Amount),
		EndToEndId:      p.ID.EndToEndID.String(),
		InstructionDate: p.ID.Date.String(),
	}
	sdk.UnwrapSDKContext(ctx).EventManager().EmitEvent(event.Event())
	return nil
}

func (k *Keeper) payBatch(ctx context.Context, p types.Instruction) error {
	if err := k.payOut(ctx, p); err != nil {
		return err
	}
	event := types.EventBatchPaid{
		Payer:           consortiumtypes.FormatAddress(p.Payer),
		EndToEndId:      p.ID.EndToEndID.String(),
		InstructionDate: p.ID.Date.String(),
	}
	for _, credit := range p.Credits {
		event.Transfers = append(event.Transfers, credit.Transfer())
	}
	sdk.UnwrapSDKContext(ctx).EventManager().EmitEvent(event.Event())
	return nil
}

func (k *Keeper) payOut(ctx context.Context, p types.Instruction) error {
	rules, err := k.rules(ctx)
	if err != nil {
		return err
	}
	return k.ledger.pay(ctx, p, rules)
}

// payment finds what a payer paid under a name. It fails with ErrPaymentNotFound.
func (k *Keeper) payment(ctx context.Context, key types.PaymentKey) (types.PaymentRecord, error) {
	return lookup.Find(ctx, k.ledger.payments, storeKeyOf(key), func() error {
		return types.ErrPaymentNotFound.Wrapf("%s", key)
	})
}

func storeKeyOf(key types.PaymentKey) paymentKey {
	return collections.Join3(key.Payer, key.ID.Date, key.ID.EndToEndID.String())
}
