package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	"github.com/cosmos/cosmos-sdk/codec"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// ledger is where the money is. Nothing else writes what a wallet or a cash box holds, or how much there is; where it
// keeps the records is its own affair. What is on its way is held by the record of the redemption or exchange itself:
// whoever takes coins out of a wallet or box into escrow saves that record in the same message.
type ledger struct {
	accounts   collections.Map[sdk.AccAddress, types.Account]
	payments   collections.Map[paymentKey, types.PaymentRecord]
	boxes      collections.Map[string, types.CashBox]
	statements collections.Map[boxDayKey, types.DayStatement]
	supply     collections.Item[types.Supply]
}

func newLedger(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) ledger {
	return ledger{
		accounts:   collections.NewMap(sb, types.AccountsKey, "accounts", sdk.AccAddressKey, types.AccountValue),
		payments:   collections.NewMap(sb, types.PaymentsKey, "payments", paymentKeyCodec, types.PaymentRecordValue),
		boxes:      collections.NewMap(sb, types.BoxesKey, "boxes", collections.StringKey, codec.CollValue[types.CashBox](cdc)),
		statements: collections.NewMap(sb, types.StatementsKey, "statements", boxDayKeyCodec, codec.CollValue[types.DayStatement](cdc)),
		supply:     collections.NewItem(sb, types.SupplyKey, "supply", codec.CollValue[types.Supply](cdc)),
	}
}

// account fails with ErrWalletNotFound.
func (l ledger) account(ctx context.Context, address sdk.AccAddress) (types.Account, error) {
	return find(ctx, l.accounts, address, func() error {
		return types.ErrWalletNotFound.Wrapf("%s", consortiumtypes.FormatAddress(address))
	})
}

// open adds a wallet without money and counts it in its operator's box.
func (l ledger) open(ctx context.Context, address sdk.AccAddress, class types.WalletClass, operatorID string) error {
	exists, err := l.accounts.Has(ctx, address)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrWalletExists.Wrapf("%s", consortiumtypes.FormatAddress(address))
	}
	box, err := l.box(ctx, operatorID)
	if err != nil {
		return err
	}
	box.OpenWallets++
	if err := l.boxes.Set(ctx, operatorID, box); err != nil {
		return err
	}
	return l.accounts.Set(ctx, address, types.NewAccount(class))
}

// recordSigner notes that the wallet's key signed a transaction.
func (l ledger) recordSigner(ctx context.Context, address sdk.AccAddress, key cryptotypes.PubKey) error {
	return l.change(ctx, address, func(account types.Account) (types.Account, error) { return account.RecordSigner(address, key) })
}

// pay moves money from wallet to wallet as types.Apply decides.
func (l ledger) pay(ctx context.Context, p types.Instruction, rules types.Rules, height int64) error {
	payer, err := l.account(ctx, p.Payer)
	if err != nil {
		return err
	}
	payee, err := l.account(ctx, p.Payee)
	if err != nil {
		return err
	}
	earlier, err := l.earlier(ctx, p)
	if err != nil {
		return err
	}
	payer, payee, err = types.Apply(payer, payee, p, earlier, rules)
	if err != nil {
		return err
	}
	if !p.ID.IsZero() {
		record := types.PaymentRecord{Payee: p.Payee, Amount: p.Amount, Height: height}
		if err := l.payments.Set(ctx, keyOf(p), record); err != nil {
			return err
		}
	}
	if payer, err = l.forget(ctx, p.Payer, payer, rules.FirstDate); err != nil {
		return err
	}
	if err := l.accounts.Set(ctx, p.Payer, payer); err != nil {
		return err
	}
	return l.accounts.Set(ctx, p.Payee, payee)
}

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

// forget deletes some of the payer's own payments from before the first date taken: their names can never pay again.
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
	return l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_ISSUED, amount, today)
}

// burn destroys coins that a redemption held.
func (l ledger) burn(ctx context.Context, amount types.Fen) error {
	supply, err := l.supply.Get(ctx)
	if err != nil {
		return err
	}
	burned, err := types.Fen(supply.BurnedFen).Add(amount)
	if err != nil {
		return err
	}
	supply.BurnedFen = uint64(burned)
	return l.supply.Set(ctx, supply)
}

// redeem takes coins out of a box into a redemption.
func (l ledger) redeem(ctx context.Context, memberID string, amount types.Fen, today types.Day) error {
	return l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_REDEMPTION_REQUESTED, amount, today)
}

// returnRedemption puts the coins of a redemption back into the box.
func (l ledger) returnRedemption(ctx context.Context, memberID string, amount types.Fen, today types.Day) error {
	return l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_REDEMPTION_RETURNED, amount, today)
}

// exchangeOut moves coins from a box to a wallet.
func (l ledger) exchangeOut(
	ctx context.Context, memberID string, wallet sdk.AccAddress, amount types.Fen, rules types.Rules,
) error {
	err := l.change(ctx, wallet, func(account types.Account) (types.Account, error) {
		return account.Receive(wallet, amount, rules.Of(account.Class))
	})
	if err != nil {
		return err
	}
	return l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_EXCHANGED_OUT, amount, rules.Today)
}

// exchangeIn takes coins out of a wallet into an exchange in.
func (l ledger) exchangeIn(ctx context.Context, wallet sdk.AccAddress, amount types.Fen) error {
	return l.change(ctx, wallet, func(account types.Account) (types.Account, error) { return account.Withdraw(wallet, amount) })
}

// acceptExchangeIn puts the coins of an exchange in into a box.
func (l ledger) acceptExchangeIn(ctx context.Context, memberID string, amount types.Fen, today types.Day) error {
	return l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_EXCHANGED_IN, amount, today)
}

// returnExchangeIn puts the coins of an exchange in back into the wallet.
func (l ledger) returnExchangeIn(ctx context.Context, wallet sdk.AccAddress, amount types.Fen) error {
	return l.change(ctx, wallet, func(account types.Account) (types.Account, error) { return account.Restore(wallet, amount) })
}

// change replaces one account by what the domain makes of it.
func (l ledger) change(ctx context.Context, address sdk.AccAddress, decide func(types.Account) (types.Account, error)) error {
	account, err := l.account(ctx, address)
	if err != nil {
		return err
	}
	if account, err = decide(account); err != nil {
		return err
	}
	return l.accounts.Set(ctx, address, account)
}

// box returns an empty one to a member that has none yet.
func (l ledger) box(ctx context.Context, memberID string) (types.CashBox, error) {
	box, err := l.boxes.Get(ctx, memberID)
	if errors.Is(err, collections.ErrNotFound) {
		return types.CashBox{MemberId: memberID}, nil
	}
	return box, err
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
