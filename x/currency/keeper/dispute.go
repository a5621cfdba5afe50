package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// dispute fails with ErrDisputeNotFound.
func (k *Keeper) dispute(ctx context.Context, key types.PaymentKey, payee sdk.AccAddress) (types.Dispute, error) {
	return lookup.Find(ctx, k.disputes, collections.Join(storeKeyOf(key), payee), func() error {
		return types.ErrDisputeNotFound.Wrapf("payment %s to %s", key, consortiumtypes.FormatAddress(payee))
	})
}

// openDispute complains about what a payment paid to one payee, once for ever.
func (k *Keeper) openDispute(
	ctx context.Context, key types.PaymentKey, payee sdk.AccAddress, ground types.DisputeGround, commitment []byte,
) error {
	record, rules, err := k.refundable(ctx, key)
	if err != nil {
		return err
	}
	if _, err := record.To(payee); err != nil {
		return err
	}
	exists, err := k.disputes.Has(ctx, collections.Join(storeKeyOf(key), payee))
	if err != nil {
		return err
	}
	if exists {
		return types.ErrDisputeExists.Wrapf("payment %s to %s", key, consortiumtypes.FormatAddress(payee))
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	dispute, err := types.NewDispute(key, payee, ground, commitment, rules.Now, params.AnswerPeriod)
	if err != nil {
		return err
	}
	return k.saveDispute(ctx, key, payee, dispute)
}

func (k *Keeper) withdrawDispute(ctx context.Context, key types.PaymentKey, payee sdk.AccAddress) error {
	dispute, err := k.dispute(ctx, key, payee)
	if err != nil {
		return err
	}
	if dispute, err = dispute.Withdraw(); err != nil {
		return err
	}
	return k.saveDispute(ctx, key, payee, dispute)
}

func (k *Keeper) answerDispute(ctx context.Context, key types.PaymentKey, payee sdk.AccAddress, commitment []byte) error {
	dispute, err := k.dispute(ctx, key, payee)
	if err != nil {
		return err
	}
	if dispute, err = dispute.Answer(commitment); err != nil {
		return err
	}
	return k.saveDispute(ctx, key, payee, dispute)
}

// decideDispute says who is right. It moves no money: only the payee, or an order, does.
func (k *Keeper) decideDispute(
	ctx context.Context, decider string, key types.PaymentKey, payee sdk.AccAddress, upheld bool, commitment []byte,
) error {
	officer, _, err := k.actor(ctx, decider)
	if err != nil {
		return err
	}
	dispute, err := k.dispute(ctx, key, payee)
	if err != nil {
		return err
	}
	if dispute, err = dispute.Decide(officer.Address, upheld, commitment, momentOf(ctx).time); err != nil {
		return err
	}
	return k.saveDispute(ctx, key, payee, dispute)
}

func (k *Keeper) saveDispute(ctx context.Context, key types.PaymentKey, payee sdk.AccAddress, dispute types.Dispute) error {
	if err := k.disputes.Set(ctx, collections.Join(storeKeyOf(key), payee), dispute); err != nil {
		return err
	}
	return emit(ctx, &types.EventDispute{
		Payer: dispute.Payer, Payee: dispute.Payee, EndToEndId: dispute.EndToEndId, InstructionDate: dispute.InstructionDate,
		Status: dispute.Status,
	})
}
