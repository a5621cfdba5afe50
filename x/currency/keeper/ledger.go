package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"
	collcodec "cosmossdk.io/collections/codec"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// ledger is where the money is. Nothing else writes what a wallet, a cash box or an escrow account holds, or how much
// there is; where it keeps the records is its own affair. What is on its way is held by the record of the redemption or
// exchange itself: whoever takes coins out of a wallet or box into one saves that record in the same message.
type ledger struct {
	accounts   collections.Map[sdk.AccAddress, types.Account]
	payments   collections.Map[paymentKey, types.PaymentRecord]
	boxes      collections.Map[string, types.CashBox]
	statements collections.Map[boxDayKey, types.DayStatement]
	supply     collections.Item[types.Supply]
	escrow     collections.Map[escrowKey, types.Fen]
	// wallets is what decides about a wallet besides its account.
	wallets
}

func newLedger(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) ledger {
	fenValue := collcodec.KeyToValueCodec(collcodec.NewUint64Key[types.Fen]())
	return ledger{
		accounts:   collections.NewMap(sb, types.AccountsKey, "accounts", sdk.AccAddressKey, types.AccountValue),
		payments:   collections.NewMap(sb, types.PaymentsKey, "payments", paymentKeyCodec, types.PaymentRecordValue),
		boxes:      collections.NewMap(sb, types.BoxesKey, "boxes", collections.StringKey, codec.CollValue[types.CashBox](cdc)),
		statements: collections.NewMap(sb, types.StatementsKey, "statements", boxDayKeyCodec, codec.CollValue[types.DayStatement](cdc)),
		supply:     collections.NewItem(sb, types.SupplyKey, "supply", codec.CollValue[types.Supply](cdc)),
		escrow:     collections.NewMap(sb, types.EscrowKey, "escrow", escrowKeyCodec, fenValue),
		wallets:    newWallets(sb, cdc),
	}
}

// account fails with ErrWalletNotFound.
func (l ledger) account(ctx context.Context, address sdk.AccAddress) (types.Account, error) {
	return lookup.Find(ctx, l.accounts, address, func() error {
		return types.ErrWalletNotFound.Wrapf("%s", consortiumtypes.FormatAddress(address))
	})
}

// issue creates coins in a box.
func (l ledger) issue(ctx context.Context, memberID string, amount types.Fen, today types.Day) error {
	supply, err := l.supply.Get(ctx)
	if err != nil {
		return err
	}
	issued, err := types.Fen(supply.IssuedFen).Add(amount)
	if err != nil {
		return err
	}
	supply.IssuedFen = uint64(issued)
	if err := l.supply.Set(ctx, supply); err != nil {
		return err
	}
	if err := l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_ISSUED, amount, today); err != nil {
		return err
	}
	return l.changeBox(ctx, memberID, func(box *types.CashBox) { box.IssuedFen += uint64(amount) })
}

// burn destroys coins that a redemption of the member held.
func (l ledger) burn(ctx context.Context, memberID string, amount types.Fen) error {
	supply, err := l.supply.Get(ctx)
	if err != nil {
		return err
	}
	burned, err := types.Fen(supply.BurnedFen).Add(amount)
	if err != nil {
		return err
	}
	supply.BurnedFen = uint64(burned)
	if err := l.supply.Set(ctx, supply); err != nil {
		return err
	}
	return l.changeBox(ctx, memberID, func(box *types.CashBox) { box.RedeemedFen += uint64(amount) })
}

// redeem takes coins out of a box into a redemption, which can come back whenever it ends.
func (l ledger) redeem(ctx context.Context, memberID string, amount types.Fen, today types.Day) error {
	supply, err := l.supply.Get(ctx)
	if err != nil {
		return err
	}
	statement, err := l.statement(ctx, memberID, today)
	if err != nil {
		return err
	}
	if err := statement.CheckRedeemable(supply); err != nil {
		return err
	}
	return l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_REDEMPTION_REQUESTED, amount, today)
}

// returnRedemption puts the coins of a redemption back into the box.
func (l ledger) returnRedemption(ctx context.Context, memberID string, amount types.Fen, today types.Day) error {
	return l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_REDEMPTION_RETURNED, amount, today)
}

// box returns an empty one to a member that has none yet.
func (l ledger) box(ctx context.Context, memberID string) (types.CashBox, error) {
	box, err := l.boxes.Get(ctx, memberID)
	if errors.Is(err, collections.ErrNotFound) {
		return types.CashBox{MemberId: memberID}, nil
	}
	return box, err
}

// changeBox changes what a box counts, but not what it holds.
func (l ledger) changeBox(ctx context.Context, memberID string, change func(*types.CashBox)) error {
	box, err := l.box(ctx, memberID)
	if err != nil {
		return err
	}
	change(&box)
	return l.boxes.Set(ctx, memberID, box)
}

// handOver moves coins from box to box.
func (l ledger) handOver(
	ctx context.Context, from string, out types.MovementType, to string, in types.MovementType, amount types.Fen, today types.Day,
) error {
	if err := l.moveBox(ctx, from, out, amount, today); err != nil {
		return err
	}
	return l.moveBox(ctx, to, in, amount, today)
}

// moveBox books one typed movement in the box and in its statement of the day.
func (l ledger) moveBox(ctx context.Context, memberID string, movement types.MovementType, amount types.Fen, today types.Day) error {
	box, err := l.box(ctx, memberID)
	if err != nil {
		return err
	}
	key := collections.Join(memberID, today)
	statement, err := l.statements.Get(ctx, key)
	if errors.Is(err, collections.ErrNotFound) {
		statement, err = types.NewDayStatement(memberID, today, types.Fen(box.BalanceFen)), nil
	}
	if err != nil {
		return err
	}
	if box, statement, err = box.Move(statement, movement, amount); err != nil {
		return err
	}
	if err := l.boxes.Set(ctx, memberID, box); err != nil {
		return err
	}
	return l.statements.Set(ctx, key, statement)
}

// statement returns a business day of a box, also one on which nothing moved.
func (l ledger) statement(ctx context.Context, memberID string, day types.Day) (types.DayStatement, error) {
	statement := types.NewDayStatement(memberID, day, 0)
	untilDay := collections.NewPrefixedPairRange[string, types.Day](memberID).EndInclusive(day).Descending()
	err := l.statements.Walk(ctx, untilDay, func(key boxDayKey, latest types.DayStatement) (bool, error) {
		statement = latest
		if key.K2() != day {
			statement = types.NewDayStatement(memberID, day, types.Fen(latest.ClosingFen))
		}
		return true, nil
	})
	return statement, err
}
