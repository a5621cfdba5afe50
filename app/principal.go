package app

import (
	"bytes"
	"context"
	"errors"

	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"

	consortiumkeeper "github.com/dcep-consortium/dcepd/x/consortium/keeper"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// principal is who signs a transaction: an officer for its member, or a wallet holder.
type principal struct {
	address sdk.AccAddress
	// lane names whose quota and mempool lane the transaction uses: the member's or the wallet's.
	lane string
	// wallet tells a wallet holder from an officer.
	wallet        bool
	accountNumber uint64
	sequence      uint64
	// publicKey is nil before the first transaction.
	publicKey cryptotypes.PubKey
}

// principals finds and advances the two kinds of signer. Officers have accounts
// of the auth module, wallets authenticate from their ledger record.
type principals struct {
	accounts   authkeeper.AccountKeeper
	consortium *consortiumkeeper.Keeper
	currency   *currencykeeper.Keeper
}

// find returns who the address is, or why it may not send anything. Wallets come first because nearly all transactions are
// theirs; no address is both a wallet's and an officer's.
func (p principals) find(ctx context.Context, address sdk.AccAddress) (principal, error) {
	account, err := p.currency.Account(ctx, address)
	if errors.Is(err, currencytypes.ErrWalletNotFound) {
		return p.officer(ctx, address)
	}
	if err != nil {
		return principal{}, err
	}
	if account.Status != currencytypes.WALLET_STATUS_OPEN {
		return principal{}, errorsmod.Wrapf(currencytypes.ErrWalletClosed, "wallet %s", address)
	}
	found := principal{address: address, lane: "wallet " + address.String(), wallet: true, sequence: account.Sequence}
	if len(account.PublicKey) > 0 {
		found.publicKey = &secp256k1.PubKey{Key: account.PublicKey}
	}
	return found, nil
}

func (p principals) officer(ctx context.Context, address sdk.AccAddress) (principal, error) {
	_, member, err := p.consortium.ActingOfficer(ctx, address)
	if errors.Is(err, consortiumtypes.ErrOfficerNotFound) {
		return principal{}, errorsmod.Wrapf(ErrUnknownPrincipal, "%s", address)
	}
	if err != nil {
		return principal{}, err
	}
	account := p.accounts.GetAccount(ctx, address)
	if account == nil {
		return principal{}, errorsmod.Wrapf(ErrUnknownPrincipal, "officer %s has no account", address)
	}
	return principal{
		address:       address,
		lane:          "member " + member.Id,
		accountNumber: account.GetAccountNumber(),
		sequence:      account.GetSequence(),
		publicKey:     account.GetPubKey(),
	}, nil
}

// key returns the public key that must have signed: the recorded one, or before
// the first transaction the offered one if the address is derived from it.
func (p principal) key(offered cryptotypes.PubKey) (cryptotypes.PubKey, error) {
	if p.publicKey != nil {
		if offered != nil && !p.publicKey.Equals(offered) {
			return nil, errorsmod.Wrapf(ErrSignature, "%s signs with another key than its current one", p.address)
		}
		return p.publicKey, nil
	}
	if _, ok := offered.(*secp256k1.PubKey); !ok {
		return nil, errorsmod.Wrapf(ErrSignature, "the first transaction of %s must carry its secp256k1 public key", p.address)
	}
	if !bytes.Equal(offered.Address(), p.address) {
		return nil, errorsmod.Wrapf(ErrSignature, "public key belongs to %s, not to %s", sdk.AccAddress(offered.Address()), p.address)
	}
	return offered, nil
}

// advance records that the principal sent a transaction with the key.
func (p principals) advance(ctx context.Context, signer principal, key cryptotypes.PubKey) error {
	if signer.wallet {
		return p.currency.RecordSigner(ctx, signer.address, key)
	}
	account := p.accounts.GetAccount(ctx, signer.address)
	if err := account.SetPubKey(key); err != nil {
		return err
	}
	if err := account.SetSequence(signer.sequence + 1); err != nil {
		return err
	}
	p.accounts.SetAccount(ctx, account)
	return nil
}
