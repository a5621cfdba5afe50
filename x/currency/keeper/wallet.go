package keeper

import (
	"context"
	"errors"

	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Account returns the ledger's record of a wallet, closed ones too. It fails with ErrWalletNotFound.
func (k *Keeper) Account(ctx context.Context, address []byte) (types.Account, error) {
	return k.ledger.account(ctx, address)
}

// RecordSigner notes that a wallet sent a transaction signed with the key: the first one brings the key, and each moves
// the sequence on. It fails with ErrWalletNotFound or ErrWalletKey.
func (k *Keeper) RecordSigner(ctx context.Context, address []byte, key cryptotypes.PubKey) error {
	return k.ledger.recordSigner(ctx, address, key)
}

// Wallet returns a wallet as people see it. It fails with ErrWalletNotFound.
func (k *Keeper) Wallet(ctx context.Context, address []byte) (types.Wallet, error) {
	account, err := k.ledger.account(ctx, address)
	if err != nil {
		return types.Wallet{}, err
	}
	profile, err := k.ledger.profile(ctx, address)
	if err != nil {
		return types.Wallet{}, err
	}
	return types.NewWallet(address, account, profile), nil
}

// checkOperator fails with ErrNotOperator unless the member is the one that serves the wallet.
func (k *Keeper) checkOperator(ctx context.Context, wallet sdk.AccAddress, profile types.WalletProfile, memberID string) error {
	operator, err := k.ledger.operator(ctx, profile.OperatorId)
	if err != nil {
		return err
	}
	if operator != memberID {
		return types.ErrNotOperator.Wrapf("wallet %s: operator is %s, not %s", consortiumtypes.FormatAddress(wallet), operator, memberID)
	}
	return nil
}

// openWallet opens a wallet at the teller's own member. The profile still lacks operator and time.
func (k *Keeper) openWallet(
	ctx context.Context, teller string, address sdk.AccAddress, class types.WalletClass, profile types.WalletProfile,
) error {
	_, member, err := k.actor(ctx, teller)
	if err != nil {
		return err
	}
	profile.OperatorId, profile.OpenedAt = member.Id, momentOf(ctx).time
	rules, err := k.checkNewWallet(ctx, member, address, profile)
	if err != nil {
		return err
	}
	if err := k.ledger.open(ctx, address, types.NewAccount(class, profile), profile, rules); err != nil {
		return err
	}
	if err := k.walletOpened(ctx, address, profile); err != nil {
		return err
	}
	return emit(ctx, &types.EventWalletOpened{
		Address: consortiumtypes.FormatAddress(address), OperatorId: member.Id, Class: class, Carrier: profile.Carrier,
	})
}

// checkNewWallet returns the rules of the moment if the member may begin to serve the wallet.
func (k *Keeper) checkNewWallet(
	ctx context.Context, member consortiumtypes.Member, address sdk.AccAddress, profile types.WalletProfile,
) (types.Rules, error) {
	if err := types.CheckNewBusiness(member); err != nil {
		return types.Rules{}, err
	}
	if err := profile.Check(); err != nil {
		return types.Rules{}, err
	}
	if err := k.checkFree(ctx, address); err != nil {
		return types.Rules{}, err
	}
	if err := k.checkNewProducts(ctx, member.Id, profile); err != nil {
		return types.Rules{}, err
	}
	rules, err := k.rules(ctx)
	if err != nil {
		return rules, err
	}
	return rules, k.checkWalletAdmission(ctx, member, address, profile, rules)
}

// checkWalletAdmission refuses wallets that the phase of today keeps out, or that are one too many for the operator.
func (k *Keeper) checkWalletAdmission(
	ctx context.Context, member consortiumtypes.Member, address sdk.AccAddress, profile types.WalletProfile, rules types.Rules,
) error {
	phase, err := rules.CurrentPhase()
	if err != nil || phase == nil {
		return err
	}
	if err := k.ledger.checkAdmission(ctx, *phase, address, profile); err != nil {
		return err
	}
	box, err := k.ledger.box(ctx, member.Id)
	if err != nil {
		return err
	}
	return phase.CheckWalletCount(member.Id, box.OpenWallets)
}

// checkFree refuses addresses that sign as something else: a transaction must say by its signer alone who sent it.
func (k *Keeper) checkFree(ctx context.Context, address sdk.AccAddress) error {
	if err := types.CheckWalletAddress(address); err != nil {
		return err
	}
	_, err := k.consortium.Officer(ctx, address)
	if err == nil {
		return types.ErrWalletAddress.Wrapf("%s is or was an officer", consortiumtypes.FormatAddress(address))
	}
	if !errors.Is(err, consortiumtypes.ErrOfficerNotFound) {
		return err
	}
	if k.accounts.HasAccount(ctx, address) {
		return types.ErrWalletAddress.Wrapf("%s has an account", consortiumtypes.FormatAddress(address))
	}
	replacement, err := k.keyReplacements.Indexes.byKey.any(ctx, address)
	if err != nil {
		return err
	}
	if replacement {
		return types.ErrWalletAddress.Wrapf("%s is of a key that signs for another wallet", consortiumtypes.FormatAddress(address))
	}
	return nil
}

// checkUnused refuses a new key that signs for anything, or once did: whoever has a key acts as one wallet or officer.
func (k *Keeper) checkUnused(ctx context.Context, address sdk.AccAddress) error {
	exists, err := k.ledger.accounts.Has(ctx, address)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrWalletExists.Wrapf("%s, of the new key", consortiumtypes.FormatAddress(address))
	}
	return k.checkFree(ctx, address)
}
