package offline_test

import (
	"bytes"
	"encoding/asn1"
	"encoding/hex"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/offline"
)

// The layout of the specification, byte by byte.
func TestPayloads(t *testing.T) {
	payment := offline.Payment{
		Chain: offline.ChainHash("dcep-pilot-1"), Device: offline.KeyID{1, 2}, Counter: 3, Payee: address(4), Amount: 2850, Time: start,
	}
	require.Equal(t, "646365702f766f75636865722f310000"+ // dcep/voucher/1
		offline.ChainHash("dcep-pilot-1").String()+
		"0102000000000000000000000000000000000000"+
		"0000000000000003"+
		"0400000000000000000000000000000000000004"+
		"0000000000000b22"+
		"000000005de4628b", hex.EncodeToString(payment.Bytes()))
	require.Len(t, payment.Bytes(), 112)
	require.Len(t, offline.Handover{Time: start}.Bytes(), 104)
	require.Len(t, offline.Terms{From: start, Until: start}.Bytes(), 161)
	require.Len(t, offline.Statement{Time: start}.Bytes(), 101)
}

func TestVoucherTravels(t *testing.T) {
	operator := newIssuer(t)
	alice, bob, carol := operator.device(t, 1, 20000), operator.device(t, 2, 0), operator.device(t, 3, 0)
	paid, err := alice.Pay(bob.Wallet(), 5000, start)
	require.NoError(t, err)
	require.NoError(t, bob.Receive(paid, start))
	handed, err := bob.HandOver(paid.Voucher.Last().ID, carol.Wallet(), start)
	require.NoError(t, err)

	parsed, err := offline.ParseVoucher(handed.Voucher.Bytes())
	require.NoError(t, err)
	require.Equal(t, handed.Voucher, parsed)
	require.Equal(t, carol.Wallet(), parsed.Last().Payee)
	require.Equal(t, paid.Voucher.Last().ID, parsed.Last().Parent)

	fromText, err := offline.ParseBundle(handed.Text())
	require.NoError(t, err)
	require.Equal(t, handed, fromText)
	bare, err := offline.ParseBundle(handed.Voucher.Bytes())
	require.NoError(t, err)
	require.Equal(t, handed.Voucher, bare.Voucher)
}

// Anybody can write a valid signature differently; the voucher stays the same.
func TestIdentityDoesNotDependOnTheSignature(t *testing.T) {
	operator := newIssuer(t)
	alice, bob := operator.device(t, 1, 20000), operator.device(t, 2, 0)
	paid, err := alice.Pay(bob.Wallet(), 5000, start)
	require.NoError(t, err)
	var signature struct{ R, S *big.Int }
	_, err = asn1.Unmarshal(paid.Voucher.Signature, &signature)
	require.NoError(t, err)
	order, _ := new(big.Int).SetString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16)
	signature.S.Sub(order, signature.S)
	twin := paid
	twin.Voucher.Signature, err = asn1.Marshal(signature)
	require.NoError(t, err)
	require.NotEqual(t, paid.Voucher.Bytes(), twin.Voucher.Bytes())
	require.Equal(t, paid.Voucher.Last().ID, twin.Voucher.Last().ID)
	require.NoError(t, bob.Receive(twin, start))
	require.ErrorIs(t, bob.Receive(paid, start), offline.ErrReceived)
}

func TestMalformedVouchers(t *testing.T) {
	operator := newIssuer(t)
	alice, bob, carol := operator.device(t, 1, 20000), operator.device(t, 2, 0), operator.device(t, 3, 0)
	paid, err := alice.Pay(bob.Wallet(), 5000, start)
	require.NoError(t, err)
	require.NoError(t, bob.Receive(paid, start))
	handed, err := bob.HandOver(paid.Voucher.Last().ID, carol.Wallet(), start)
	require.NoError(t, err)
	good := handed.Voucher.Bytes()
	first := len(paid.Voucher.Bytes())
	set := func(at int, value ...byte) []byte {
		changed := bytes.Clone(good)
		copy(changed[at:], value)
		return changed
	}
	zeros, payee := make([]byte, 8), bob.Wallet()
	many := handed.Voucher
	for len(many.Endorsements) <= offline.MaxHandovers {
		many.Endorsements = append(many.Endorsements, relink(many))
	}
	for name, test := range map[string]struct {
		bytes []byte
		rule  string
	}{
		"nothing":              {nil, "ends within tag, which has 16 bytes"},
		"another kind":         {set(5, 'x'), "tag is"},
		"counter 0":            {set(68, zeros...), "counter is 0"},
		"amount 0":             {set(96, zeros...), "amount is 0"},
		"time 0":               {set(104, zeros...), "time is 0, must be 1 to 253402300799"},
		"time beyond":          {set(104, 255), "must be 1 to 253402300799"},
		"short signature":      {set(112, 7), "signature length is 7, must be 8 to 72"},
		"long signature":       {set(112, 73), "signature length is 73, must be 8 to 72"},
		"cut":                  {good[:len(good)-1], "ends within signature"},
		"something follows":    {append(bytes.Clone(good), 0), "ends within tag"},
		"handover of another":  {set(first+16, 1, 2, 3), "before it stands " + paid.Voucher.Last().ID.String()},
		"handover counter 0":   {set(first+68, zeros...), "counter is 0"},
		"handed to who has it": {set(first+76, payee[:]...), "handed over to who has it"},
		"too many handovers":   {many.Bytes(), "has more than 16 handovers"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := offline.ParseVoucher(test.bytes)
			require.ErrorIs(t, err, offline.ErrFormat)
			require.ErrorContains(t, err, test.rule)
		})
	}
}

// relink is a handover of what the voucher is now, with a signature of the right form.
func relink(v offline.Voucher) offline.Endorsement {
	payee := address(byte(10 + len(v.Endorsements)))
	return offline.Endorsement{
		Handover:  offline.Handover{Parent: v.Last().ID, Device: offline.KeyID{1}, Counter: 1, Payee: payee, Time: start},
		Signature: make([]byte, 70),
	}
}

func TestMalformedBundles(t *testing.T) {
	operator := newIssuer(t)
	alice := operator.device(t, 1, 20000)
	paid, err := alice.Pay(address(2), 5000, start)
	require.NoError(t, err)
	certificate, err := alice.Certificate()
	require.NoError(t, err)
	text := paid.Text()
	for name, test := range map[string]struct{ text, rule string }{
		"nothing":           {"", `there is no block "DCEP VOUCHER"`},
		"too much":          {string(make([]byte, 64<<10+1)), "at most 65536 are read"},
		"no voucher":        {string(offline.CertificateText(certificate)), `block 0 is "DCEP DEVICE CERTIFICATE"`},
		"two vouchers":      {string(text) + string(text), `block 2 is "DCEP VOUCHER"`},
		"something follows": {string(text) + "and more", "something follows the last block"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := offline.ParseBundle([]byte(test.text))
			require.ErrorIs(t, err, offline.ErrFormat)
			require.ErrorContains(t, err, test.rule)
		})
	}
}

func FuzzParseVoucher(f *testing.F) {
	v := offline.Voucher{
		Payment:   offline.Payment{Device: offline.KeyID{1}, Counter: 1, Payee: address(1), Amount: 1, Time: start},
		Signature: make([]byte, 70),
	}
	f.Add(v.Bytes())
	v.Endorsements = append(v.Endorsements, relink(v))
	f.Add(v.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		parsed, err := offline.ParseVoucher(b)
		if err != nil {
			require.ErrorIs(t, err, offline.ErrFormat)
			return
		}
		require.Equal(t, b, parsed.Bytes())
	})
}

func FuzzParseStatement(f *testing.F) {
	f.Add(offline.SignedStatement{Statement: offline.Statement{Counter: 1, Time: start}, Signature: make([]byte, 70)}.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		parsed, err := offline.ParseStatement(b)
		if err != nil {
			require.ErrorIs(t, err, offline.ErrFormat)
			return
		}
		require.Equal(t, b, parsed.Bytes())
	})
}

func FuzzParseCertificate(f *testing.F) {
	key, err := offline.GenerateKey()
	require.NoError(f, err)
	certificate, err := offline.Issue(key, offline.Terms{Key: key.Public(), Caps: caps, From: start, Until: start.AddDate(1, 0, 0)})
	require.NoError(f, err)
	f.Add(certificate.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		parsed, err := offline.ParseCertificate(b)
		if err == nil {
			require.Equal(t, b, parsed.Bytes())
		}
	})
}
