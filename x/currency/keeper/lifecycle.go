package keeper

import (
	"context"
	"time"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// alter replaces the account of a wallet by what the domain makes of it. It moves no money.
func (l ledger) alter(ctx context.Context, address sdk.AccAddress, decide func(types.Account) (types.Account, error)) error {
	account, err := l.account(ctx, address)
	if err != nil {
		return err
	}
	if account, err = decide(account); err != nil {
		return err
	}
	return l.accounts.Set(ctx, address, account)
}

// saveLimits replaces what bounds a wallet below its class, and marks it. Without any bound there is no record.
func (l ledger) saveLimits(ctx context.Context, address sdk.AccAddress, limits types.WalletLimits) error {
	var err error
	if limits.Bounds() {
		err = l.limits.Set(ctx, address, limits)
	} else {
		err = l.limits.Remove(ctx, address)
	}
	if err != nil {
		return err
	}
	return l.alter(ctx, address, func(a types.Account) (types.Account, error) { return a.Limit(limits), nil })
}

// openSub opens a sub-wallet with a share of its parent's limits.
func (l ledger) openSub(
	ctx context.Context, parent, address sdk.AccAddress, percent uint32, profile types.WalletProfile, rules types.Rules,
) error {
	account, err := l.account(ctx, parent)
	if err != nil {
		return err
	}
	subs, err := l.subWallets(ctx, parent)
	if err != nil {
		return err
	}
	if err := types.CheckSubWalletCount(parent, len(subs)); err != nil {
		return err
	}
	limits, err := l.limitsOf(ctx, parent)
	if err != nil {
		return err
	}
	if limits, err = limits.Give(percent, rules.Of(account.Class), account, rules.Today); err != nil {
		return err
	}
	if err := l.saveLimits(ctx, parent, limits); err != nil {
		return err
	}
	if err := l.open(ctx, address, types.NewAccount(account.Class, profile), profile, rules); err != nil {
		return err
	}
	return l.saveLimits(ctx, address, types.NewSubWalletLimits(address, percent))
}

// subWallets returns the open sub-wallets of a wallet, at most types.MaxSubWallets.
func (w wallets) subWallets(ctx context.Context, parent sdk.AccAddress) ([]sdk.AccAddress, error) {
	iterator, err := w.profiles.Indexes.byParent.MatchExact(ctx, parent)
	if err != nil {
		return nil, err
	}
	return iterator.PrimaryKeys()
}

// close closes a wallet for ever and counts it off at its operator and its customer. A sub-wallet gives its parent back
// what it holds, has paid, and had as a share; any other must be empty. It returns what the parent got.
func (l ledger) close(ctx context.Context, address sdk.AccAddress, rules types.Rules) (toParent types.Fen, err error) {
	account, err := l.account(ctx, address)
	if err != nil {
		return 0, err
	}
	profile, err := l.profile(ctx, address)
	if err != nil {
		return 0, err
	}
	if profile.Kind == types.WALLET_KIND_SUB {
		toParent = account.Balance
		if err := l.giveBack(ctx, address, account, profile, rules); err != nil {
			return 0, err
		}
		account = account.Drain()
	} else if err := l.countOff(ctx, account, profile); err != nil {
		return 0, err
	}
	if account, err = account.Close(address); err != nil {
		return 0, err
	}
	if err := l.accounts.Set(ctx, address, account); err != nil {
		return 0, err
	}
	if err := l.limits.Remove(ctx, address); err != nil {
		return 0, err
	}
	profile.ClosedAt = &rules.Now
	if err := l.profiles.Set(ctx, address, profile); err != nil {
		return 0, err
	}
	operator, err := l.operator(ctx, profile.OperatorId)
	if err != nil {
		return 0, err
	}
	return toParent, l.changeBox(ctx, operator, func(box *types.CashBox) { box.OpenWallets-- })
}

// giveBack returns to the parent what its sub-wallet is about to lose.
func (l ledger) giveBack(
	ctx context.Context, address sdk.AccAddress, sub types.Account, profile types.WalletProfile, rules types.Rules,
) error {
	parent, err := consortiumtypes.ParseAddress(profile.Parent)
	if err != nil {
		return err
	}
	absorb := func(a types.Account) (types.Account, error) { return a.Absorb(parent, sub, rules.Today) }
	if err := l.alter(ctx, parent, absorb); err != nil {
		return err
	}
	share, err := l.limitsOf(ctx, address)
	if err != nil {
		return err
	}
	limits, err := l.limitsOf(ctx, parent)
	if err != nil {
		return err
	}
	return l.saveLimits(ctx, parent, limits.TakeBack(share))
}

// countOff takes a closing wallet from its customer's count.
func (l ledger) countOff(ctx context.Context, account types.Account, profile types.WalletProfile) error {
	customer, err := l.customer(ctx, customerKeyOf(profile))
	if err != nil {
		return err
	}
	return l.customers.Set(ctx, customerKeyOf(profile), customer.RemoveWallet(account.Class))
}

// reclass moves a wallet and its sub-wallets to another class.
func (l ledger) reclass(ctx context.Context, address sdk.AccAddress, class types.WalletClass, rules types.Rules) (from types.WalletClass, err error) {
	account, err := l.account(ctx, address)
	if err != nil {
		return 0, err
	}
	profile, err := l.profile(ctx, address)
	if err != nil {
		return 0, err
	}
	customer, err := l.customer(ctx, customerKeyOf(profile))
	if err != nil {
		return 0, err
	}
	subs, err := l.subWallets(ctx, address)
	if err != nil {
		return 0, err
	}
	for _, wallet := range append(subs, address) {
		err := l.alter(ctx, wallet, func(a types.Account) (types.Account, error) { return a.Reclass(wallet, class) })
		if err != nil {
			return 0, err
		}
	}
	customer, err = customer.RemoveWallet(account.Class).AddWallet(class, rules.ClassOf(class).WalletsPerCustomer)
	if err != nil {
		return 0, err
	}
	return account.Class, l.customers.Set(ctx, customerKeyOf(profile), customer)
}

// update replaces the profile of an open wallet, which must show again that it takes part in the pilot, and so must its
// sub-wallets.
func (l ledger) update(ctx context.Context, address sdk.AccAddress, profile types.WalletProfile) error {
	subs, err := l.subWallets(ctx, address)
	if err != nil {
		return err
	}
	for _, wallet := range append(subs, address) {
		err := l.alter(ctx, wallet, func(a types.Account) (types.Account, error) { return a.Readmit(), a.CheckOpen(wallet) })
		if err != nil {
			return err
		}
	}
	return l.profiles.Set(ctx, address, profile)
}

// replaceKey puts another key of an open wallet in force.
func (l ledger) replaceKey(ctx context.Context, address sdk.AccAddress, key secp256k1.PubKey) error {
	return l.alter(ctx, address, func(a types.Account) (types.Account, error) { return a.ReplaceKey(key), a.CheckOpen(address) })
}

// inherit moves all the money of a wallet to another by the rules of a receipt, and closes it.
func (l ledger) inherit(ctx context.Context, address, heir sdk.AccAddress, rules types.Rules) error {
	var amount types.Fen
	err := l.change(ctx, address, rules, func(p types.Party) (types.Account, error) {
		amount = p.Account.Balance
		return p.Bequeath()
	})
	if err != nil {
		return err
	}
	err = l.change(ctx, heir, rules, func(p types.Party) (types.Account, error) { return p.Receive(amount) })
	if err != nil {
		return err
	}
	_, err = l.close(ctx, address, rules)
	return err
}

// succeed makes another member serve the wallets that a leaving one serves, and returns how many of them are open.
func (l ledger) succeed(ctx context.Context, leaving, successor string) (moved uint64, err error) {
	if err := l.successors.Set(ctx, leaving, successor); err != nil {
		return 0, err
	}
	err = l.changeBox(ctx, leaving, func(box *types.CashBox) { moved, box.OpenWallets = box.OpenWallets, 0 })
	if err != nil {
		return 0, err
	}
	return moved, l.changeBox(ctx, successor, func(box *types.CashBox) { box.OpenWallets += moved })
}

// changeHold saves a hold that was placed, prolonged or lifted, and looks over the wallet's others.
func (l ledger) changeHold(ctx context.Context, wallet sdk.AccAddress, hold types.Hold, now time.Time) error {
	if err := l.saveHold(ctx, wallet, hold); err != nil {
		return err
	}
	return l.lapseHolds(ctx, wallet, now)
}

// lapseHolds marks the holds that are found to have lapsed, and the account by whether any other is left.
func (l ledger) lapseHolds(ctx context.Context, wallet sdk.AccAddress, now time.Time) error {
	open, err := l.openHolds(ctx, wallet)
	if err != nil {
		return err
	}
	left := false
	for _, other := range open {
		if other.IsInForce(now) {
			left = true
			continue
		}
		if other, err = other.Lapse(); err != nil {
			return err
		}
		if err := l.saveHold(ctx, wallet, other); err != nil {
			return err
		}
	}
	return l.alter(ctx, wallet, func(a types.Account) (types.Account, error) { return a.Hold(left), nil })
}
