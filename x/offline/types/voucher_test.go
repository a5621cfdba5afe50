package types_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/offline"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// signature signs anything, as a broken device does.
func signature(t *testing.T, key offline.PrivateKey, payload []byte) []byte {
	t.Helper()
	secret, err := key.Bytes()
	require.NoError(t, err)
	private, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), secret)
	require.NoError(t, err)
	digest := sha256.Sum256(payload)
	made, err := ecdsa.SignASN1(rand.Reader, private, digest[:])
	require.NoError(t, err)
	return made
}

func key(k offline.PrivateKey) []byte {
	public := k.Public()
	return public[:]
}

// pay is a voucher as the device makes it, after a change that an honest one would not make.
func (p party) pay(t *testing.T, payee offline.Address, change func(*offline.Payment)) offline.Voucher {
	t.Helper()
	payment := offline.Payment{
		Chain: chain, Device: p.key.Public().ID(), Counter: 1, Payee: payee, Amount: 5000, Time: start,
	}
	change(&payment)
	return offline.Voucher{Payment: payment, Signature: signature(t, p.key, payment.Bytes())}
}

func (p party) handOver(t *testing.T, v offline.Voucher, payee offline.Address) offline.Voucher {
	t.Helper()
	h := offline.Handover{Parent: v.Last().ID, Device: p.key.Public().ID(), Counter: 1, Payee: payee, Time: start}
	v.Endorsements = append(v.Endorsements, offline.Endorsement{Handover: h, Signature: signature(t, p.key, h.Bytes())})
	return v
}

func same(*offline.Payment) {}

func TestCheckVoucher(t *testing.T) {
	alice, bob := newParty(t, 1), newParty(t, 2)
	check := func(v offline.Voucher, devices ...types.Device) error {
		return types.CheckVoucher(v, devices, chain, 1)
	}
	require.NoError(t, check(alice.pay(t, address(2), same), alice.device))
	handed := bob.handOver(t, alice.pay(t, address(2), same), address(3))
	require.NoError(t, check(handed, alice.device, bob.device))
	atTheEnd := func(p *offline.Payment) { p.Time = start.Add(12 * month) }
	require.NoError(t, check(alice.pay(t, address(2), atTheEnd), alice.device), "exactly until the end")

	forged := alice.pay(t, address(2), same)
	forged.Payment.Amount--
	for name, test := range map[string]struct {
		err  error
		want error
	}{
		"another chain": {
			check(alice.pay(t, address(2), func(p *offline.Payment) { p.Chain = offline.Hash{} }), alice.device), types.ErrVoucherChain,
		},
		"to itself": {check(alice.pay(t, address(1), same), alice.device), types.ErrVoucherToSelf},
		"above the cap": {
			check(alice.pay(t, address(2), func(p *offline.Payment) { p.Amount = 5001 }), alice.device), types.ErrVoucherCap,
		},
		"too early": {
			check(alice.pay(t, address(2), func(p *offline.Payment) { p.Time = start.Add(-time.Second) }), alice.device),
			types.ErrVoucherValidity,
		},
		"too late": {
			check(alice.pay(t, address(2), func(p *offline.Payment) { p.Time = start.Add(12*month + time.Second) }), alice.device),
			types.ErrVoucherValidity,
		},
		"forged":             {check(forged, alice.device), types.ErrVoucherSignature},
		"of another device":  {check(alice.pay(t, address(2), same), bob.device), types.ErrVoucherToSelf},
		"handed over by who": {check(bob.handOver(t, alice.pay(t, address(4), same), address(3)), alice.device, bob.device), types.ErrHandoverOwner},
		"too often":          {check(bob.handOver(t, handed, address(4)), alice.device, bob.device, bob.device), types.ErrHandovers},
	} {
		require.ErrorIs(t, test.err, test.want, name)
	}
}

func TestParseVouchers(t *testing.T) {
	alice := newParty(t, 1)
	good := alice.pay(t, address(2), same).Bytes()
	vouchers, err := types.ParseVouchers([][]byte{good, good})
	require.NoError(t, err)
	require.Len(t, vouchers, 2)
	_, err = types.ParseVouchers(nil)
	require.ErrorIs(t, err, types.ErrBatch)
	_, err = types.ParseVouchers(make([][]byte, types.MaxBatch+1))
	require.ErrorIs(t, err, types.ErrBatch)
	_, err = types.ParseVouchers([][]byte{good, good[:50]})
	require.ErrorIs(t, err, types.ErrVoucherFormat)
	require.ErrorContains(t, err, "vouchers[1]: malformed voucher: ends within device id, which has 20 bytes")
}

func TestContradictions(t *testing.T) {
	alice, bob := newParty(t, 1), newParty(t, 2)
	paid := alice.pay(t, address(2), same)
	first := types.NewSignature(paid.Last())
	require.Nil(t, first.Contradicts(paid.Last(), start))
	other := alice.pay(t, address(3), same)
	proof := first.Contradicts(other.Last(), start)
	require.Equal(t, types.DOUBLE_SPEND_KIND_COUNTER, proof.Kind)
	require.Equal(t, [][]byte{paid.Last().Payload, other.Last().Payload}, [][]byte{proof.FirstPayload, proof.SecondPayload})

	toCarol, toDave := bob.handOver(t, paid, address(3)).Last(), bob.handOver(t, paid, address(4)).Last()
	handover := types.Handover{Parent: toCarol.Parent[:], Payload: toCarol.Payload, Signature: toCarol.Signature}
	require.Nil(t, handover.Contradicts(toCarol, start))
	require.Equal(t, types.DOUBLE_SPEND_KIND_FORK, handover.Contradicts(toDave, start).Kind)
	require.Equal(t, types.DOUBLE_SPEND_KIND_SETTLED, types.AfterSettlement(paid.Last(), toDave, start).Kind)
}

func TestClaims(t *testing.T) {
	alice := newParty(t, 1)
	voucher := types.NewVoucher(alice.pay(t, address(2), same), start)
	voucher.ClaimFen = 300
	claim := types.NewClaim(voucher, alice.device, 100)
	require.True(t, claim.IsOpen())
	_, err := claim.Pay("abc-sz", "officer")
	require.ErrorIs(t, err, types.ErrNotOperator)
	paid, err := claim.Pay("icbc-sz", "officer")
	require.NoError(t, err)
	require.Equal(t, types.CLAIM_STATUS_PAID, paid.Status)
	_, err = paid.Pay("icbc-sz", "officer")
	require.ErrorIs(t, err, types.ErrClaimPaid)
}
