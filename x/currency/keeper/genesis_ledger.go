package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func (l ledger) initGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := l.supply.Set(ctx, g.Supply); err != nil {
		return err
	}
	for _, box := range g.Boxes {
		if err := l.boxes.Set(ctx, box.MemberId, box); err != nil {
			return err
		}
	}
	for _, statement := range g.Statements {
		day, err := types.ParseDay(statement.Day)
		if err != nil {
			return err
		}
		if err := l.statements.Set(ctx, collections.Join(statement.MemberId, day), statement); err != nil {
			return err
		}
	}
	oldest, err := l.initPayments(ctx, g)
	if err != nil {
		return err
	}
	for _, wallet := range g.Wallets {
		address, account, err := wallet.Parse()
		if err != nil {
			return err
		}
		account.OldestPayment = oldest[wallet.Address]
		if err := l.accounts.Set(ctx, address, account); err != nil {
			return err
		}
	}
	return nil
}

// initPayments stores the payments and returns the earliest instruction date of each payer.
func (l ledger) initPayments(ctx context.Context, g *types.GenesisState) (map[string]types.Day, error) {
	oldest := map[string]types.Day{}
	for _, payment := range g.Payments {
		payer, err := consortiumtypes.ParseAddress(payment.Payer)
		if err != nil {
			return nil, err
		}
		payee, err := consortiumtypes.ParseAddress(payment.Payee)
		if err != nil {
			return nil, err
		}
		id, err := types.ParsePaymentID(payment.InstructionDate, payment.EndToEndId)
		if err != nil {
			return nil, err
		}
		record := types.PaymentRecord{Payee: payee, Amount: types.Fen(payment.AmountFen), Height: payment.Height}
		if err := l.payments.Set(ctx, collections.Join3(payer, id.Date, id.EndToEndID.String()), record); err != nil {
			return nil, err
		}
		if known, ok := oldest[payment.Payer]; !ok || id.Date < known {
			oldest[payment.Payer] = id.Date
		}
	}
	return oldest, nil
}

func (l ledger) exportGenesis(ctx context.Context, g *types.GenesisState) (err error) {
	if g.Supply, err = l.supply.Get(ctx); err != nil {
		return err
	}
	if g.Boxes, err = values(ctx, l.boxes); err != nil {
		return err
	}
	if g.Statements, err = values(ctx, l.statements); err != nil {
		return err
	}
	return l.payments.Walk(ctx, nil, func(key paymentKey, record types.PaymentRecord) (bool, error) {
		g.Payments = append(g.Payments, paymentOf(key, record))
		return false, nil
	})
}

func (k *Keeper) exportWallets(ctx context.Context, g *types.GenesisState) error {
	return k.ledger.accounts.Walk(ctx, nil, func(address sdk.AccAddress, account types.Account) (bool, error) {
		profile, err := k.profile(ctx, address)
		if err != nil {
			return true, err
		}
		g.Wallets = append(g.Wallets, types.NewWallet(address, account, profile))
		return false, nil
	})
}
