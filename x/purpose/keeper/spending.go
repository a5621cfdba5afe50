package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// spending fails with ErrSpendingNotFound.
func (k *Keeper) spending(ctx context.Context, key spendingKey) (types.Spending, error) {
	return lookup.Find(ctx, k.spendings, key, func() error {
		return types.ErrSpendingNotFound.Wrapf("%s of %s on %s", key.K2().K2(), consortiumtypes.FormatAddress(key.K1().K2()), key.K2().K1())
	})
}

func spendingKeyOf(grant grantKey, id types.SpendingID) spendingKey {
	return collections.Join(grant, collections.Join(id.Date, id.EndToEndID.String()))
}

// spendGrant writes the grant's own records and the payee's wallet, and nothing that beneficiaries share.
func (k *Keeper) spendGrant(ctx context.Context, key grantKey, payee sdk.AccAddress, amount types.Fen, id types.SpendingID) error {
	// Who tries again must learn that it was paid, and not that the grant has run out or the programme is over.
	earlier, err := k.spendings.Get(ctx, spendingKeyOf(key, id))
	if err == nil {
		return earlier.Duplicate()
	}
	if !errors.Is(err, collections.ErrNotFound) {
		return err
	}
	grant, err := k.admit(ctx, key, payee, id)
	if err != nil {
		return err
	}
	spending := types.NewSpending(grant, id, payee, amount, today(ctx), height(ctx))
	if grant, err = grant.Spend(amount); err != nil {
		return err
	}
	if err := k.escrow.CheckDebits(ctx, key.K2()); err != nil {
		return err
	}
	if err := k.escrow.ToWallet(ctx, grantAccount(key), payee, amount); err != nil {
		return err
	}
	if err := k.grants.Set(ctx, key, grant); err != nil {
		return err
	}
	if err := k.spendings.Set(ctx, spendingKeyOf(key, id), spending); err != nil {
		return err
	}
	return emit(ctx, &types.EventGrantSpent{
		ManagerId: spending.ManagerId, ProgrammeId: spending.ProgrammeId, Beneficiary: spending.Beneficiary, Payee: spending.Payee,
		AmountFen: spending.AmountFen, EndToEndId: spending.EndToEndId, InstructionDate: spending.InstructionDate,
	})
}

// admit returns the grant if its programme lets the beneficiary pay the payee today.
func (k *Keeper) admit(ctx context.Context, key grantKey, payee sdk.AccAddress, id types.SpendingID) (types.Grant, error) {
	programme, err := k.programme(ctx, key.K1())
	if err != nil {
		return types.Grant{}, err
	}
	if err := programme.CheckRunning(types.ProgrammeSpend, today(ctx)); err != nil {
		return types.Grant{}, err
	}
	if err := programme.CheckInstructionDate(id.Date, today(ctx)); err != nil {
		return types.Grant{}, err
	}
	grant, err := k.grant(ctx, key)
	if err != nil {
		return types.Grant{}, err
	}
	from, err := k.currency.Wallet(ctx, key.K2())
	if err != nil {
		return types.Grant{}, err
	}
	to, err := k.currency.Wallet(ctx, payee)
	if err != nil {
		return types.Grant{}, err
	}
	return grant, programme.CheckPayee(grant, from, to)
}

// refundSpending takes money back from the payee: into the grant as long as it can be spent, otherwise into the fund,
// and of a closed programme on to the sponsors.
func (k *Keeper) refundSpending(ctx context.Context, payee sdk.AccAddress, key spendingKey, amount types.Fen, reference ident.Reference) error {
	spending, err := k.spending(ctx, key)
	if err != nil {
		return err
	}
	refundKey := collections.Join(key, reference.String())
	exists := types.ErrRefundExists.Wrapf("refund %s of spending %s by %s", reference, spending.EndToEndId, spending.Beneficiary)
	if err := lookup.Absent(ctx, k.refunds, refundKey, exists); err != nil {
		return err
	}
	if spending, err = spending.Refund(payee, amount, today(ctx)); err != nil {
		return err
	}
	if err := k.escrow.WithdrawFromWallet(ctx, grantAccount(key.K1()), payee, amount); err != nil {
		return err
	}
	returned, err := k.takeRefund(ctx, key.K1(), amount)
	if err != nil {
		return err
	}
	if err := k.spendings.Set(ctx, key, spending); err != nil {
		return err
	}
	if err := k.refunds.Set(ctx, refundKey, types.NewSpendingRefund(spending, reference, amount, height(ctx))); err != nil {
		return err
	}
	return emit(ctx, &types.EventSpendingRefunded{
		ManagerId: spending.ManagerId, ProgrammeId: spending.ProgrammeId, Beneficiary: spending.Beneficiary, Payee: spending.Payee,
		AmountFen: uint64(amount), EndToEndId: spending.EndToEndId, InstructionDate: spending.InstructionDate,
		Reference: reference.String(), Returned: returned,
	})
}

// takeRefund books money that is back on the account of a grant, and returns what sponsors got of it. The programme is
// written only if something belongs to its fund.
func (k *Keeper) takeRefund(ctx context.Context, key grantKey, amount types.Fen) ([]types.Share, error) {
	programme, err := k.programme(ctx, key.K1())
	if err != nil {
		return nil, err
	}
	grant, err := k.grant(ctx, key)
	if err != nil {
		return nil, err
	}
	grant, toFund := grant.Refund(amount, programme.IsRunning(today(ctx)))
	programme, returned, err := programme.Refund(grant.PurposeId, toFund)
	if err != nil {
		return nil, err
	}
	if err := k.grants.Set(ctx, key, grant); err != nil {
		return nil, err
	}
	if toFund == 0 {
		return nil, nil
	}
	if err := k.toFund(ctx, key, toFund); err != nil {
		return nil, err
	}
	if err := k.programmes.Set(ctx, key.K1(), programme); err != nil {
		return nil, err
	}
	return returned, k.pay(ctx, key.K1(), returned)
}
