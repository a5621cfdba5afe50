package types

import (
	"bytes"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// MaxSubWallets bounds the open sub-wallets of one wallet.
const MaxSubWallets = 20

// Give takes a share for a sub-wallet away from the wallet, which keeps at least one percent. What it holds and has paid
// must be within what it keeps of the limits of its class, or the two together could exceed them (ErrSubWallet, naming
// the numbers).
func (w WalletLimits) Give(percent uint32, class Limits, parent Account, today Day) (WalletLimits, error) {
	if percent == 0 || percent >= w.SharePercent {
		return w, ErrSubWallet.Wrapf("wallet %s has %d %% of its limits: asked %d %%, may give 1 to %d %%",
			w.Wallet, w.SharePercent, percent, w.SharePercent-1)
	}
	given := w
	given.SharePercent -= percent
	kept := class.share(given.SharePercent)
	parent = parent.on(today)
	for _, rule := range []struct {
		name        string
		limit, used Fen
	}{
		{"balance", Fen(kept.BalanceFen), parent.Balance},
		{"daily", Fen(kept.DayFen), parent.DayPaid},
		{"yearly", Fen(kept.YearFen), parent.YearPaid},
	} {
		if rule.limit != 0 && rule.used > rule.limit {
			return w, ErrSubWallet.Wrapf("wallet %s would keep %d %%: %s limit %s, used %s",
				w.Wallet, given.SharePercent, rule.name, rule.limit, rule.used)
		}
	}
	return given, nil
}

// TakeBack returns the share of a closing sub-wallet to the wallet.
func (w WalletLimits) TakeBack(sub WalletLimits) WalletLimits {
	w.SharePercent += sub.SharePercent
	return w
}

// NewSubWalletLimits are those of a sub-wallet that got a share.
func NewSubWalletLimits(wallet sdk.AccAddress, percent uint32) WalletLimits {
	return WalletLimits{Wallet: name(wallet), SharePercent: percent}
}

// CheckSubWalletCount refuses one sub-wallet more than MaxSubWallets (ErrSubWallet).
func CheckSubWalletCount(parent sdk.AccAddress, open int) error {
	if open >= MaxSubWallets {
		return ErrSubWallet.Wrapf("wallet %s: limit %d sub-wallets, has %d", name(parent), MaxSubWallets, open)
	}
	return nil
}

// subWalletDomain keeps the proof of a sub-wallet's key from being taken for a signature of anything else.
const subWalletDomain = "dcep/currency/sub-wallet/v1"

// SubWalletProofBytes is what the key of a sub-wallet signs to prove that its owner wants it to be one of this wallet of this chain.
func SubWalletProofBytes(chainID string, parent sdk.AccAddress, key []byte) []byte {
	return proofBytes([]byte(subWalletDomain), []byte(chainID), parent, key)
}

// CheckSubWalletProof fails with ErrSubWallet unless the key is that of the address, and signed its SubWalletProofBytes. An address
// belongs to its first use for ever: without a proof, anybody could make a sub-wallet of one that somebody else is about to use.
func CheckSubWalletProof(chainID string, parent, address sdk.AccAddress, key, proof []byte) error {
	public := secp256k1.PubKey{Key: key}
	if len(key) != secp256k1.PubKeySize || !bytes.Equal(public.Address(), address) {
		return ErrSubWallet.Wrapf("public_key: %x is not the secp256k1 key of %s", key, name(address))
	}
	if !public.VerifySignature(SubWalletProofBytes(chainID, parent, key), proof) {
		return ErrSubWallet.Wrapf("proof: the key of %s did not sign to be a sub-wallet of %s on chain %s", name(address), name(parent), chainID)
	}
	return nil
}

// SubWallet is the profile of a sub-wallet of the wallet: of the same customer, in the same region.
func (p WalletProfile) SubWallet(parent sdk.AccAddress, carrier Carrier, productCertificate string) (WalletProfile, error) {
	if p.Kind == WALLET_KIND_SUB {
		return p, ErrSubWallet.Wrapf("wallet %s is a sub-wallet itself", name(parent))
	}
	sub := WalletProfile{
		OperatorId:         p.OperatorId,
		Kind:               WALLET_KIND_SUB,
		Region:             p.Region,
		CustomerRef:        p.CustomerRef,
		Carrier:            carrier,
		ProductCertificate: productCertificate,
		NonResident:        p.NonResident,
		Parent:             name(parent),
	}
	return sub, sub.Check()
}

// CheckParent fails with ErrSubWallet unless the wallet is a sub-wallet of the parent.
func (p WalletProfile) CheckParent(wallet, parent sdk.AccAddress) error {
	if p.Parent != name(parent) {
		return ErrSubWallet.Wrapf("wallet %s is no sub-wallet of %s", name(wallet), name(parent))
	}
	return nil
}

// CheckNotSub fails with ErrSubWallet for a sub-wallet, naming who decides about it.
func (p WalletProfile) CheckNotSub(wallet sdk.AccAddress) error {
	if p.Kind == WALLET_KIND_SUB {
		return ErrSubWallet.Wrapf("wallet %s is a sub-wallet of %s, whose holder decides", name(wallet), p.Parent)
	}
	return nil
}

// IsOpenSub reports whether it is a sub-wallet that was not closed.
func (p WalletProfile) IsOpenSub() bool { return p.Parent != "" && p.IsOpen() }
