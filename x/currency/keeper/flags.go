package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// watchPayment looks whether a payment brought either side's day to a threshold of large-value reporting. The account of
// a customer's only wallet knows the sum, so most payments read and write nothing here.
func (l ledger) watchPayment(ctx context.Context, payer, payee types.Party, amount types.Fen, rules types.Rules) error {
	abroad := payer.Account.Marks.Has(types.MarkNonResident) != payee.Account.Marks.Has(types.MarkNonResident)
	if err := l.watchSide(ctx, payer, types.FLAG_DIRECTION_OUT, amount, abroad, rules); err != nil {
		return err
	}
	return l.watchSide(ctx, payee, types.FLAG_DIRECTION_IN, amount, abroad, rules)
}

func (l ledger) watchSide(
	ctx context.Context, party types.Party, direction types.FlagDirection, amount types.Fen, abroad bool, rules types.Rules,
) error {
	turnover := types.Turnover{Kind: party.Account.PersonKind(), Direction: direction, Amount: amount}
	if party.Account.Marks.Has(types.MarkShared) {
		if err := l.count(ctx, party.Address, turnover, rules); err != nil {
			return err
		}
	} else if sum := party.Account.DaySum(direction); rules.Thresholds.Reached(turnover.Kind, sum, amount) {
		if err := l.flag(ctx, party.Address, turnover, sum, rules); err != nil {
			return err
		}
	}
	if !abroad {
		return nil
	}
	turnover.Kind = types.FLAG_KIND_CROSS_BORDER
	return l.count(ctx, party.Address, turnover, rules)
}

// countCash counts physical cash: that of an exchange out comes in, that of an exchange in goes out.
func (l ledger) countCash(ctx context.Context, wallet sdk.AccAddress, direction types.FlagDirection, amount types.Fen, rules types.Rules) error {
	return l.count(ctx, wallet, types.Turnover{Kind: types.FLAG_KIND_CASH, Direction: direction, Amount: amount}, rules)
}

// count adds a movement to the sums of the wallet's customer.
func (l ledger) count(ctx context.Context, wallet sdk.AccAddress, turnover types.Turnover, rules types.Rules) error {
	profile, err := l.profile(ctx, wallet)
	if err != nil {
		return err
	}
	customer, err := l.customer(ctx, customerKeyOf(profile))
	if err != nil {
		return err
	}
	customer, sum, err := customer.Count(rules.Today, turnover)
	if err != nil {
		return err
	}
	if err := l.customers.Set(ctx, customerKeyOf(profile), customer); err != nil {
		return err
	}
	if !rules.Thresholds.Reached(turnover.Kind, sum, turnover.Amount) {
		return nil
	}
	return l.flag(ctx, wallet, turnover, sum, rules)
}

// flag records that the sum of a customer's day reached the threshold.
func (l ledger) flag(ctx context.Context, wallet sdk.AccAddress, turnover types.Turnover, sum types.Fen, rules types.Rules) error {
	profile, err := l.profile(ctx, wallet)
	if err != nil {
		return err
	}
	flag := types.Flag{
		OperatorId:   profile.OperatorId,
		CustomerRef:  profile.CustomerRef,
		Day:          rules.Today.String(),
		Kind:         turnover.Kind,
		Direction:    turnover.Direction,
		SumFen:       uint64(sum),
		ThresholdFen: uint64(rules.Thresholds.Of(turnover.Kind)),
		Wallet:       consortiumtypes.FormatAddress(wallet),
		Height:       rules.Height,
	}
	key := collections.Join4(flag.OperatorId, rules.Today, flag.CustomerRef, types.FlagRule(flag.Kind, flag.Direction))
	if err := l.flags.Set(ctx, key, flag); err != nil {
		return err
	}
	return emit(ctx, &types.EventFlagged{
		OperatorId: flag.OperatorId, CustomerRef: flag.CustomerRef, Day: flag.Day, Kind: flag.Kind, Direction: flag.Direction,
		SumFen: flag.SumFen, Wallet: flag.Wallet,
	})
}
