package keeper

import (
	"context"

	"cosmossdk.io/collections"

	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// party returns a wallet with all that decides about it now. It writes nothing.
func (l ledger) party(ctx context.Context, address sdk.AccAddress, rules types.Rules) (types.Party, error) {
	account, err := l.account(ctx, address)
	if err != nil {
		return types.Party{}, err
	}
	party := types.Party{Address: address, Account: account, Limits: rules.Of(account.Class)}
	if account.Marks.Has(types.MarkLimited) {
		limits, err := l.limitsOf(ctx, address)
		if err != nil {
			return party, err
		}
		party.Limits = limits.Within(party.Limits)
	}
	if account.Marks.Has(types.MarkHeld) {
		if party.Holds, err = l.openHolds(ctx, address); err != nil {
			return party, err
		}
		party.Holds = types.InForce(party.Holds, rules.Now)
	}
	return party, nil
}

// admitted is party for new business: the wallet must take part in the phase of the pilot that runs, if there is a
// pilot. The account remembers that it does until the phase changes.
func (l ledger) admitted(ctx context.Context, address sdk.AccAddress, rules types.Rules) (types.Party, error) {
	party, err := l.party(ctx, address, rules)
	if err != nil {
		return party, err
	}
	phase, err := rules.CurrentPhase()
	if err != nil || phase == nil || party.Account.Admitted == phase.Revision {
		return party, err
	}
	profile, err := l.profile(ctx, address)
	if err != nil {
		return party, err
	}
	if err := l.checkAdmission(ctx, *phase, address, profile); err != nil {
		return party, err
	}
	party.Account.Admitted = phase.Revision
	return party, nil
}

// checkAdmission fails with ErrNotAdmitted, naming the rule of the phase that keeps the wallet out. A sub-wallet is where
// its parent is.
func (l ledger) checkAdmission(ctx context.Context, phase types.Phase, address sdk.AccAddress, profile types.WalletProfile) error {
	operator, err := l.operator(ctx, profile.OperatorId)
	if err != nil {
		return err
	}
	if profile.Kind == types.WALLET_KIND_SUB {
		parent, err := consortiumtypes.ParseAddress(profile.Parent)
		if err != nil {
			return err
		}
		holder, err := l.profile(ctx, parent)
		if err != nil {
			return err
		}
		profile.Region = holder.Region
	}
	if err := phase.CheckWallet(address, profile, operator); err != nil || !phase.InvitedOnly {
		return err
	}
	// Customers of an operator that left are invited by their new one too.
	for _, inviter := range []string{profile.OperatorId, operator} {
		invited, err := l.invitations.Has(ctx, collections.Join3(phase.Id, inviter, profile.CustomerRef))
		if err != nil || invited {
			return err
		}
	}
	return types.ErrNotAdmitted.Wrapf("phase %s: the customer of wallet %s is not invited", phase.Id, consortiumtypes.FormatAddress(address))
}

// recordSigner notes that the wallet's key signed a transaction.
func (l ledger) recordSigner(ctx context.Context, address sdk.AccAddress, key cryptotypes.PubKey) error {
	account, err := l.account(ctx, address)
	if err != nil {
		return err
	}
	if account, err = account.RecordSigner(address, key); err != nil {
		return err
	}
	return l.accounts.Set(ctx, address, account)
}

// pay moves money from a wallet to one or several others, all or none, as types.Apply decides.
func (l ledger) pay(ctx context.Context, p types.Instruction, rules types.Rules) error {
	earlier, err := l.earlier(ctx, p)
	if err != nil {
		return err
	}
	if err := types.CheckID(p.Payer, p.ID, earlier, rules); err != nil {
		return err
	}
	payer, err := l.admitted(ctx, p.Payer, rules)
	if err != nil {
		return err
	}
	for _, credit := range p.Credits {
		payee, err := l.admitted(ctx, credit.Payee, rules)
		if err != nil {
			return err
		}
		if payer.Account, payee.Account, err = types.Apply(payer, payee, credit.Amount, p.ID, rules); err != nil {
			return err
		}
		if err := l.accounts.Set(ctx, credit.Payee, payee.Account); err != nil {
			return err
		}
		if err := l.watchPayment(ctx, payer, payee, credit.Amount, rules); err != nil {
			return err
		}
	}
	if !p.ID.IsZero() {
		if err := l.payments.Set(ctx, keyOf(p), types.PaymentRecord{Credits: p.Credits, Height: rules.Height}); err != nil {
			return err
		}
	}
	if payer.Account, err = l.forget(ctx, p.Payer, payer.Account, rules.KeptFrom()); err != nil {
		return err
	}
	return l.accounts.Set(ctx, p.Payer, payer.Account)
}

// refund moves money back from a payee to the payer, whom no limit keeps from getting back what was its own.
func (l ledger) refund(ctx context.Context, payee, payer sdk.AccAddress, amount types.Fen, rules types.Rules) error {
	err := l.change(ctx, payee, rules, func(p types.Party) (types.Account, error) { return p.Withdraw(amount) })
	if err != nil {
		return err
	}
	return l.change(ctx, payer, rules, func(p types.Party) (types.Account, error) { return p.Regain(amount) })
}

// exchangeOut moves coins from a box to a wallet.
func (l ledger) exchangeOut(ctx context.Context, memberID string, wallet sdk.AccAddress, amount types.Fen, rules types.Rules) error {
	party, err := l.admitted(ctx, wallet, rules)
	if err != nil {
		return err
	}
	if party.Account, err = party.Receive(amount); err != nil {
		return err
	}
	if err := l.accounts.Set(ctx, wallet, party.Account); err != nil {
		return err
	}
	return l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_EXCHANGED_OUT, amount, rules.Today)
}

// exchangeIn takes coins out of a wallet into an exchange in.
func (l ledger) exchangeIn(ctx context.Context, wallet sdk.AccAddress, amount types.Fen, rules types.Rules) error {
	return l.change(ctx, wallet, rules, func(p types.Party) (types.Account, error) { return p.Withdraw(amount) })
}

// acceptExchangeIn puts the coins of an exchange in into a box.
func (l ledger) acceptExchangeIn(ctx context.Context, memberID string, amount types.Fen, today types.Day) error {
	return l.moveBox(ctx, memberID, types.MOVEMENT_TYPE_EXCHANGED_IN, amount, today)
}

// takeHeld moves what an order holds to another wallet.
func (l ledger) takeHeld(ctx context.Context, wallet sdk.AccAddress, order types.Hold, to sdk.AccAddress, amount types.Fen, rules types.Rules) error {
	err := l.change(ctx, wallet, rules, func(p types.Party) (types.Account, error) { return p.Yield(order, amount, rules.Now) })
	if err != nil {
		return err
	}
	return l.change(ctx, to, rules, func(p types.Party) (types.Account, error) { return p.Receive(amount) })
}

// restore puts coins that were the wallet's own back, whatever limits and holds say.
func (l ledger) restore(ctx context.Context, wallet sdk.AccAddress, amount types.Fen) error {
	account, err := l.account(ctx, wallet)
	if err != nil {
		return err
	}
	if account, err = account.Restore(wallet, amount); err != nil {
		return err
	}
	return l.accounts.Set(ctx, wallet, account)
}

// change replaces the account of a wallet that need not take part in the pilot by what the domain makes of it.
func (l ledger) change(
	ctx context.Context, address sdk.AccAddress, rules types.Rules, decide func(types.Party) (types.Account, error),
) error {
	party, err := l.party(ctx, address, rules)
	if err != nil {
		return err
	}
	account, err := decide(party)
	if err != nil {
		return err
	}
	return l.accounts.Set(ctx, address, account)
}
