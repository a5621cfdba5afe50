package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// transit names the escrow account through which a loan passes. It is empty before and after each message. The reference, in
// which any character may stand, comes last.
func transit(key pledgeKey) string { return key.K1() + "/loan/" + key.K2() }

// disburseLoan pays the loan out of the box in the same step that makes it outstanding.
func (k *Keeper) disburseLoan(ctx context.Context, treasurer string, reference ident.Reference) error {
	officer, bank, err := k.actor(ctx, treasurer)
	if err != nil {
		return err
	}
	key := collections.Join(bank.Id, reference.String())
	before, err := k.pledge(ctx, key)
	if err != nil {
		return err
	}
	id, err := singlewindowtypes.ParseDocumentID(before.DocumentId)
	if err != nil {
		return err
	}
	document, err := k.window.Document(ctx, id)
	if err != nil {
		return err
	}
	after, err := before.Disburse(document, today(ctx))
	if err != nil {
		return err
	}
	wallet, err := consortiumtypes.ParseAddress(after.Wallet)
	if err != nil {
		return err
	}
	loan := types.Fen(after.LoanFen)
	if err := k.escrow.FromBox(ctx, transit(key), bank.Id, currencytypes.MOVEMENT_TYPE_LOAN_DISBURSED, loan); err != nil {
		return err
	}
	if err := k.escrow.ToWallet(ctx, transit(key), wallet, loan); err != nil {
		return err
	}
	if err := k.save(ctx, before, after, 0); err != nil {
		return err
	}
	return emit(ctx, &types.EventLoanDisbursed{
		BankId: after.BankId, Reference: after.Reference, Wallet: after.Wallet, AmountFen: after.LoanFen, Officer: officer.Address,
	})
}

func (k *Keeper) repayLoan(ctx context.Context, holder sdk.AccAddress, key pledgeKey, amount types.Fen, reference ident.Reference) error {
	before, err := k.pledge(ctx, key)
	if err != nil {
		return err
	}
	repayment := collections.Join(key, reference.String())
	exists := types.ErrRepaymentExists.Wrapf("repayment %s of pledge %s of %s", reference, key.K2(), key.K1())
	if err := lookup.Absent(ctx, k.repayments, repayment, exists); err != nil {
		return err
	}
	after, err := before.Repay(consortiumtypes.FormatAddress(holder), amount, today(ctx))
	if err != nil {
		return err
	}
	if err := k.escrow.FromWallet(ctx, transit(key), holder, amount); err != nil {
		return err
	}
	if err := k.escrow.ToBox(ctx, transit(key), after.BankId, currencytypes.MOVEMENT_TYPE_LOAN_REPAID, amount); err != nil {
		return err
	}
	if err := k.repayments.Set(ctx, repayment, types.Repayment{
		BankId: after.BankId, Pledge: after.Reference, Reference: reference.String(), AmountFen: uint64(amount), Day: today(ctx).String(),
		Height: height(ctx),
	}); err != nil {
		return err
	}
	if err := k.save(ctx, before, after, amount); err != nil {
		return err
	}
	return emit(ctx, &types.EventLoanRepaid{
		BankId: after.BankId, Pledge: after.Reference, Wallet: after.Wallet, AmountFen: uint64(amount), Reference: reference.String(),
		Status: after.Status, OutstandingFen: after.OutstandingFen, Pledged: after.Pledged(),
	})
}
