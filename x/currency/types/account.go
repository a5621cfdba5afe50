package types

import (
	"bytes"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// WalletAddressBytes is the length of a wallet's address.
const WalletAddressBytes = 20

// KeyType says how a wallet signs.
type KeyType uint8

const (
	// KeyTypeNone is a wallet before its first transaction: its address alone says which key it has.
	KeyTypeNone KeyType = 0
	// KeyTypeSecp256k1 is a compressed secp256k1 key of 33 bytes.
	KeyTypeSecp256k1 KeyType = 1
)

// String returns the name that genesis and queries use, and nothing for no key.
func (t KeyType) String() string {
	if t == KeyTypeSecp256k1 {
		return (&secp256k1.PubKey{}).Type()
	}
	return ""
}

// Marks say what else than the account decides about a wallet, so that most movements read nothing else.
type Marks uint8

const (
	// MarkCorporate is a wallet of a legal person.
	MarkCorporate Marks = 1 << iota
	// MarkNonResident is a wallet of a holder abroad.
	MarkNonResident
	// MarkHeld is a wallet with holds that were neither lifted nor found to have lapsed.
	MarkHeld
	// MarkLimited is a wallet with limits or a share of its own.
	MarkLimited
	// MarkShared is a wallet of a customer with several wallets, whose sums are kept with the customer.
	MarkShared

	allMarks = MarkCorporate | MarkNonResident | MarkHeld | MarkLimited | MarkShared
)

// Has reports whether all the marks are set.
func (m Marks) Has(marks Marks) bool { return m&marks == marks }

// Account is what a payment reads and writes of a wallet: the ledger's record of fixed layout.
type Account struct {
	Class  WalletClass
	Status WalletStatus
	Marks  Marks
	// KeyType and PublicKey are the current key, unknown before the first transaction.
	KeyType   KeyType
	PublicKey []byte
	// Sequence is the number that the wallet's next transaction must carry.
	Sequence uint64
	Balance  Fen
	// Day is the business day of the last payment out or in; DayPaid and DayReceived were paid and received on that day,
	// YearPaid was paid in its year.
	Day         Day
	DayPaid     Fen
	YearPaid    Fen
	DayReceived Fen
	// OldestPayment is the earliest instruction date under which the wallet has an end-to-end id on record.
	OldestPayment Day
	// Admitted is the revision of the phase under which the wallet last took part in the pilot, 0 for none.
	Admitted uint32
}

// NewAccount returns an open wallet without money.
func NewAccount(class WalletClass, profile WalletProfile) Account {
	return Account{Class: class, Status: WALLET_STATUS_OPEN, Marks: profile.marks()}
}

// mark returns the account with the marks set or cleared.
func (a Account) mark(marks Marks, set bool) Account {
	if set {
		a.Marks |= marks
	} else {
		a.Marks &^= marks
	}
	return a
}

// Check fails with ErrRecord when no sequence of messages leads to such an account.
func (a Account) Check() error {
	if !isKnown(WalletClass_name, a.Class) {
		return ErrRecord.Wrapf("wallet class %d", a.Class)
	}
	if a.Status != WALLET_STATUS_OPEN && a.Status != WALLET_STATUS_CLOSED {
		return ErrRecord.Wrapf("wallet status %d", a.Status)
	}
	if a.Status == WALLET_STATUS_CLOSED && a.Balance != 0 {
		return ErrRecord.Wrapf("closed wallet with %s", a.Balance)
	}
	if err := a.checkKey(); err != nil {
		return err
	}
	if a.Marks&^allMarks != 0 {
		return ErrRecord.Wrapf("marks %08b", a.Marks)
	}
	if a.DayPaid > a.YearPaid {
		return ErrRecord.Wrapf("paid %s on one day and %s in its year", a.DayPaid, a.YearPaid)
	}
	if a.Day.IsZero() && (a.YearPaid != 0 || a.DayReceived != 0) {
		return ErrRecord.Wrapf("paid %s in its year and received %s on no day", a.YearPaid, a.DayReceived)
	}
	if a.Day > lastDay || a.OldestPayment > lastDay {
		return ErrRecord.Wrapf("day %d or %d is beyond the calendar", a.Day, a.OldestPayment)
	}
	return nil
}

func (a Account) checkKey() error {
	switch a.KeyType {
	case KeyTypeNone:
		if len(a.PublicKey) != 0 || a.Sequence != 0 {
			return ErrRecord.Wrapf("key of %d bytes and sequence %d without a key type", len(a.PublicKey), a.Sequence)
		}
	case KeyTypeSecp256k1:
		if len(a.PublicKey) != secp256k1.PubKeySize || a.PublicKey[0] != 2 && a.PublicKey[0] != 3 {
			return ErrRecord.Wrapf("secp256k1 key %x is not compressed", a.PublicKey)
		}
	default:
		return ErrRecord.Wrapf("key type %d", a.KeyType)
	}
	return nil
}

// RecordSigner returns the account after a transaction that the key has signed. The first one brings the key, which
// must be the one the address is derived from; later ones must bring the same. It fails with ErrWalletKey.
func (a Account) RecordSigner(address sdk.AccAddress, key cryptotypes.PubKey) (Account, error) {
	known, ok := key.(*secp256k1.PubKey)
	if !ok || len(known.Key) != secp256k1.PubKeySize {
		return a, ErrWalletKey.Wrapf("wallet %s: %T is not a compressed secp256k1 key", name(address), key)
	}
	switch {
	case a.KeyType == KeyTypeNone && !bytes.Equal(known.Address(), address):
		return a, ErrWalletKey.Wrapf("wallet %s: the key belongs to %s", name(address), name(known.Address()))
	case a.KeyType == KeyTypeNone:
		a.KeyType, a.PublicKey = KeyTypeSecp256k1, known.Key
	case !bytes.Equal(known.Key, a.PublicKey):
		return a, ErrWalletKey.Wrapf("wallet %s: current key is %x, signed with %x", name(address), a.PublicKey, known.Key)
	}
	a.Sequence++
	return a, nil
}

// Restore returns the account with an amount that was its own before. Nothing refuses it, or the money would be stranded.
func (a Account) Restore(address sdk.AccAddress, amount Fen) (Account, error) {
	balance, err := a.Balance.Add(amount)
	if err != nil {
		return a, ErrOverflow.Wrapf("wallet %s: %s and %s", name(address), a.Balance, amount)
	}
	a.Balance = balance
	return a, nil
}

// on returns the account with its sums as they stand on the business day.
func (a Account) on(today Day) Account {
	if a.Day == today {
		return a
	}
	if a.Day.IsZero() || a.Day.Year() != today.Year() {
		a.YearPaid = 0
	}
	a.Day, a.DayPaid, a.DayReceived = today, 0, 0
	return a
}

// name is how messages and events call a wallet.
func name(address []byte) string { return consortiumtypes.FormatAddress(address) }
