package types_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/crypto/keys/ed25519"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func fullAccount() types.Account {
	return types.Account{
		Class: types.WALLET_CLASS_IV, Status: types.WALLET_STATUS_OPEN,
		KeyType: types.KeyTypeSecp256k1, PublicKey: key("full").Key, Sequence: 0x0102030405060708,
		Balance: 0x1112131415161718, Day: 0x21222, DayPaid: 0x3132333435363738, YearPaid: 0x4142434445464748, OldestPayment: 0x5152,
		DayReceived: 0x6162636465666768, Admitted: 0x7172, Marks: types.MarkCorporate | types.MarkShared,
	}
}

func TestAccountLayout(t *testing.T) {
	record, err := types.AccountValue.Encode(fullAccount())
	require.NoError(t, err)
	want := bytes.Join([][]byte{
		{1, 4, 1, 1},
		key("full").Key,
		{1, 2, 3, 4, 5, 6, 7, 8},
		{0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18},
		{0, 2, 0x12, 0x22},
		{0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38},
		{0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48},
		{0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68},
		{0, 0, 0x51, 0x52},
		{0, 0, 0x71, 0x72},
		{17},
	}, nil)
	require.Equal(t, want, record)
	require.Len(t, record, types.AccountBytes)

	read, err := types.AccountValue.Decode(record)
	require.NoError(t, err)
	require.Equal(t, fullAccount(), read)
	clear(record)
	require.Equal(t, fullAccount(), read, "the account must not share memory with the store")
}

func TestAccountRecordIsStrict(t *testing.T) {
	fresh, err := types.AccountValue.Encode(types.NewAccount(types.WALLET_CLASS_I, types.WalletProfile{}))
	require.NoError(t, err)
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":                 func([]byte) []byte { return nil },
		"short":                 func(b []byte) []byte { return b[:len(b)-1] },
		"long":                  func(b []byte) []byte { return append(b, 0) },
		"version":               func(b []byte) []byte { b[0] = 2; return b },
		"no class":              func(b []byte) []byte { b[1] = 0; return b },
		"unknown class":         func(b []byte) []byte { b[1] = 5; return b },
		"no status":             func(b []byte) []byte { b[2] = 0; return b },
		"unknown status":        func(b []byte) []byte { b[2] = 3; return b },
		"unknown key type":      func(b []byte) []byte { b[3] = 2; return b },
		"key type without key":  func(b []byte) []byte { b[3] = 1; return b },
		"key without type":      func(b []byte) []byte { b[4] = 2; return b },
		"sequence without key":  func(b []byte) []byte { b[44] = 1; return b },
		"closed with money":     func(b []byte) []byte { b[2], b[52] = 2, 1; return b },
		"receipt without day":   func(b []byte) []byte { b[80] = 1; return b },
		"unknown mark":          func(b []byte) []byte { b[89] = 32; return b },
		"payment without day":   func(b []byte) []byte { b[64], b[72] = 1, 1; return b },
		"year without day":      func(b []byte) []byte { b[72] = 1; return b },
		"day above year":        func(b []byte) []byte { b[56], b[64] = 1, 1; return b },
		"day beyond calendar":   func(b []byte) []byte { b[53], b[64], b[72] = 0xff, 1, 1; return b },
		"date beyond calendar":  func(b []byte) []byte { b[81] = 0xff; return b },
		"uncompressed key form": func(b []byte) []byte { b[3], b[4] = 1, 4; return b },
	} {
		_, err := types.AccountValue.Decode(spoil(bytes.Clone(fresh)))
		require.ErrorIs(t, err, types.ErrRecord, name)
	}
	_, err = types.AccountValue.Encode(types.Account{})
	require.ErrorIs(t, err, types.ErrRecord)
}

func FuzzAccountRecord(f *testing.F) {
	for _, account := range []types.Account{types.NewAccount(types.WALLET_CLASS_I, types.WalletProfile{}), fullAccount()} {
		record, err := types.AccountValue.Encode(account)
		require.NoError(f, err)
		f.Add(record)
	}
	f.Fuzz(func(t *testing.T, record []byte) {
		account, err := types.AccountValue.Decode(record)
		if err != nil {
			require.ErrorIs(t, err, types.ErrRecord)
			return
		}
		written, err := types.AccountValue.Encode(account)
		require.NoError(t, err)
		require.Equal(t, record, written)

		json, err := types.AccountValue.EncodeJSON(account)
		require.NoError(t, err)
		read, err := types.AccountValue.DecodeJSON(json)
		require.NoError(t, err)
		require.Equal(t, account, read)
	})
}

func TestPaymentRecordLayout(t *testing.T) {
	record := types.PaymentRecord{Credits: []types.Credit{{Payee: address(7), Amount: 0x0102}, {Payee: address(8), Amount: 5}}, Height: 0x0304}
	written, err := types.PaymentRecordValue.Encode(record)
	require.NoError(t, err)
	require.Equal(t, bytes.Join([][]byte{
		{1},
		{0, 0, 0, 0, 0, 0, 3, 4},
		address(7),
		{0, 0, 0, 0, 0, 0, 1, 2},
		address(8),
		{0, 0, 0, 0, 0, 0, 0, 5},
	}, nil), written)
	read, err := types.PaymentRecordValue.Decode(written)
	require.NoError(t, err)
	require.Equal(t, record, read)
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":           func([]byte) []byte { return nil },
		"short":           func(b []byte) []byte { return b[:len(b)-1] },
		"long":            func(b []byte) []byte { return append(b, 0) },
		"version":         func(b []byte) []byte { b[0] = 0; return b },
		"no amount":       func(b []byte) []byte { clear(b[29:37]); return b },
		"no payee":        func(b []byte) []byte { return b[:9] },
		"negative height": func(b []byte) []byte { b[1] = 0x80; return b },
	} {
		_, err := types.PaymentRecordValue.Decode(spoil(bytes.Clone(written)))
		require.ErrorIs(t, err, types.ErrRecord, name)
	}
}

func FuzzPaymentRecord(f *testing.F) {
	record, err := types.PaymentRecordValue.Encode(types.PaymentRecord{Credits: []types.Credit{{Payee: address(7), Amount: 1}}, Height: 2})
	require.NoError(f, err)
	f.Add(record)
	f.Fuzz(func(t *testing.T, record []byte) {
		payment, err := types.PaymentRecordValue.Decode(record)
		if err != nil {
			require.ErrorIs(t, err, types.ErrRecord)
			return
		}
		written, err := types.PaymentRecordValue.Encode(payment)
		require.NoError(t, err)
		require.Equal(t, record, written)

		json, err := types.PaymentRecordValue.EncodeJSON(payment)
		require.NoError(t, err)
		read, err := types.PaymentRecordValue.DecodeJSON(json)
		require.NoError(t, err)
		require.Equal(t, payment, read)
	})
}

func TestRecordSigner(t *testing.T) {
	mine := key("mine")
	account := types.NewAccount(types.WALLET_CLASS_II, types.WalletProfile{})

	_, err := account.RecordSigner(mine.Address().Bytes(), key("other"))
	require.ErrorIs(t, err, types.ErrWalletKey)
	_, err = account.RecordSigner(mine.Address().Bytes(), ed25519.GenPrivKey().PubKey())
	require.ErrorIs(t, err, types.ErrWalletKey)
	_, err = account.RecordSigner(mine.Address().Bytes(), &secp256k1.PubKey{Key: mine.Key[:32]})
	require.ErrorIs(t, err, types.ErrWalletKey)

	want := account
	want.KeyType, want.PublicKey, want.Sequence = types.KeyTypeSecp256k1, mine.Key, 1
	account, err = account.RecordSigner(mine.Address().Bytes(), mine)
	require.NoError(t, err)
	require.Equal(t, want, account)

	want.Sequence = 2
	account, err = account.RecordSigner(mine.Address().Bytes(), mine)
	require.NoError(t, err)
	require.Equal(t, want, account)

	after, err := account.RecordSigner(mine.Address().Bytes(), key("other"))
	require.ErrorIs(t, err, types.ErrWalletKey)
	require.Equal(t, account, after)
}
