package types

import (
	"encoding/binary"
	"encoding/json"
	"fmt"

	collcodec "cosmossdk.io/collections/codec"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
)

// The layout of an account, version 1. Numbers are big-endian, so that a record reads the same on every machine.
//
//	offset  bytes  content
//	     0      1  version, 1
//	     1      1  class, 1 to 4
//	     2      1  status, 1 open or 2 closed
//	     3      1  key type, 0 none or 1 secp256k1
//	     4     33  public key, zeros without one
//	    37      8  sequence
//	    45      8  balance in fen
//	    53      4  business day of the last payment out or in, in days since 1970-01-01, 0 before the first
//	    57      8  fen paid on that day
//	    65      8  fen paid in the year of that day
//	    73      8  fen received on that day
//	    81      4  earliest instruction date on record, 0 for none
//	    85      4  revision of the phase that last admitted the wallet, 0 for none
//	    89      1  marks: 1 corporate, 2 non-resident, 4 held, 8 limited, 16 shared
//	    90
const (
	accountVersion      = 1
	accountClassAt      = 1
	accountStatusAt     = 2
	accountKeyTypeAt    = 3
	accountPublicKeyAt  = 4
	accountSequenceAt   = accountPublicKeyAt + secp256k1.PubKeySize
	accountBalanceAt    = accountSequenceAt + 8
	accountDayAt        = accountBalanceAt + 8
	accountDayPaidAt    = accountDayAt + 4
	accountYearPaidAt   = accountDayPaidAt + 8
	accountReceivedAt   = accountYearPaidAt + 8
	accountOldestDateAt = accountReceivedAt + 8
	accountAdmittedAt   = accountOldestDateAt + 4
	accountMarksAt      = accountAdmittedAt + 4
	// AccountBytes is the length of an account's record.
	AccountBytes = accountMarksAt + 1
)

// AccountValue encodes accounts for the store. An account that fails its Check is neither written nor read.
var AccountValue collcodec.ValueCodec[Account] = accountCodec{}

type accountCodec struct{}

// Encode writes the record of AccountBytes.
func (accountCodec) Encode(a Account) ([]byte, error) {
	if err := a.Check(); err != nil {
		return nil, err
	}
	b := make([]byte, AccountBytes)
	b[0] = accountVersion
	b[accountClassAt] = byte(a.Class)   //nolint:gosec // Check allows 1 to 4
	b[accountStatusAt] = byte(a.Status) //nolint:gosec // Check allows 1 and 2
	b[accountKeyTypeAt] = byte(a.KeyType)
	copy(b[accountPublicKeyAt:accountSequenceAt], a.PublicKey)
	binary.BigEndian.PutUint64(b[accountSequenceAt:], a.Sequence)
	binary.BigEndian.PutUint64(b[accountBalanceAt:], uint64(a.Balance))
	binary.BigEndian.PutUint32(b[accountDayAt:], uint32(a.Day))
	binary.BigEndian.PutUint64(b[accountDayPaidAt:], uint64(a.DayPaid))
	binary.BigEndian.PutUint64(b[accountYearPaidAt:], uint64(a.YearPaid))
	binary.BigEndian.PutUint64(b[accountReceivedAt:], uint64(a.DayReceived))
	binary.BigEndian.PutUint32(b[accountOldestDateAt:], uint32(a.OldestPayment))
	binary.BigEndian.PutUint32(b[accountAdmittedAt:], a.Admitted)
	b[accountMarksAt] = byte(a.Marks)
	return b, nil
}

// Decode fails with ErrRecord on anything that Encode does not write. The account keeps no part of b.
func (accountCodec) Decode(b []byte) (Account, error) {
	if len(b) != AccountBytes || b[0] != accountVersion {
		return Account{}, ErrRecord.Wrapf("account of %d bytes and version %.1x, want %d bytes and version %d",
			len(b), b, AccountBytes, accountVersion)
	}
	a := Account{
		Class:         WalletClass(b[accountClassAt]),
		Status:        WalletStatus(b[accountStatusAt]),
		KeyType:       KeyType(b[accountKeyTypeAt]),
		Sequence:      binary.BigEndian.Uint64(b[accountSequenceAt:]),
		Balance:       Fen(binary.BigEndian.Uint64(b[accountBalanceAt:])),
		Day:           Day(binary.BigEndian.Uint32(b[accountDayAt:])),
		DayPaid:       Fen(binary.BigEndian.Uint64(b[accountDayPaidAt:])),
		YearPaid:      Fen(binary.BigEndian.Uint64(b[accountYearPaidAt:])),
		DayReceived:   Fen(binary.BigEndian.Uint64(b[accountReceivedAt:])),
		OldestPayment: Day(binary.BigEndian.Uint32(b[accountOldestDateAt:])),
		Admitted:      binary.BigEndian.Uint32(b[accountAdmittedAt:]),
		Marks:         Marks(b[accountMarksAt]),
	}
	key := [secp256k1.PubKeySize]byte(b[accountPublicKeyAt:accountSequenceAt])
	if a.KeyType != KeyTypeNone || key != [secp256k1.PubKeySize]byte{} {
		a.PublicKey = key[:]
	}
	return a, a.Check()
}

// EncodeJSON writes the account for people who look into the store.
func (accountCodec) EncodeJSON(a Account) ([]byte, error) { return json.Marshal(a) }

// DecodeJSON reads what EncodeJSON wrote.
func (accountCodec) DecodeJSON(b []byte) (Account, error) { return decodeJSON[Account](b) }

// Stringify writes the account for logs.
func (accountCodec) Stringify(a Account) string { return fmt.Sprintf("%+v", a) }

// ValueType names the encoding.
func (accountCodec) ValueType() string { return "dcep/currency/Account" }

func decodeJSON[T interface{ Check() error }](b []byte) (T, error) {
	var value T
	if err := json.Unmarshal(b, &value); err != nil {
		return value, ErrRecord.Wrap(err.Error())
	}
	return value, value.Check()
}
