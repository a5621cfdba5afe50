package offline_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/offline"
)

func TestDevicePays(t *testing.T) {
	operator := newIssuer(t)
	alice, bob := operator.device(t, 1, 6000), operator.device(t, 2, 0)
	paid, err := alice.Pay(bob.Wallet(), 5000, start)
	require.NoError(t, err)
	require.Equal(t, uint64(1), paid.Voucher.Payment.Counter)
	require.Equal(t, uint64(1000), alice.Balance())
	require.NoError(t, bob.Receive(paid, start))
	require.Equal(t, []offline.Received{{Bundle: paid, State: offline.VoucherHeld}}, bob.Received())
	require.Equal(t, []offline.Bundle{paid}, alice.Paid())

	require.NoError(t, bob.Settled(paid.Voucher.Last().ID))
	require.Equal(t, offline.VoucherSettled, bob.Received()[0].State)
	_, err = bob.HandOver(paid.Voucher.Last().ID, address(3), start)
	require.ErrorIs(t, err, offline.ErrNotHeld)
	require.ErrorIs(t, bob.Settled(offline.Hash{1}), offline.ErrNotHeld)
}

func TestDeviceRefusesToPay(t *testing.T) {
	operator := newIssuer(t)
	alice := operator.device(t, 1, 6000)
	for name, test := range map[string]struct {
		payee offline.Address
		fen   uint64
		at    time.Time
		want  error
	}{
		"nothing":             {address(2), 0, start, offline.ErrFormat},
		"itself":              {address(1), 1, start, offline.ErrToSelf},
		"above the cap":       {address(2), 5001, start, offline.ErrSingleCap},
		"before its validity": {address(2), 1, start.Add(-2 * time.Hour), offline.ErrValidity},
		"after its validity":  {address(2), 1, start.Add(31 * 24 * time.Hour), offline.ErrValidity},
		"too long":            {address(2), 1, start.Add(24*time.Hour + time.Second), offline.ErrNeedsSync},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := alice.Pay(test.payee, test.fen, test.at)
			require.ErrorIs(t, err, test.want)
			require.Equal(t, uint64(0), alice.Counter())
			require.Equal(t, uint64(6000), alice.Balance())
		})
	}

	_, err := alice.Pay(address(2), 5000, start.Add(24*time.Hour))
	require.NoError(t, err, "exactly the cap, exactly the hours")
	_, err = alice.Pay(address(2), 1001, start)
	require.ErrorIs(t, err, offline.ErrBalance)
	for range 2 {
		_, err = alice.Pay(address(2), 1, start)
		require.NoError(t, err)
	}
	_, err = alice.Pay(address(2), 1, start)
	require.ErrorIs(t, err, offline.ErrNeedsSync, "after three signatures")

	statement, err := alice.State(0, false, start)
	require.NoError(t, err)
	view := operator.view(6000)
	view.Counter, view.SyncedAt = statement.Statement.Counter, start.Add(24*time.Hour)
	require.NoError(t, alice.Refresh(view))
	_, err = alice.Pay(address(2), 1, start)
	require.NoError(t, err)
}

// A clock that is set back does not bring a payment before another one.
func TestDeviceTimeNeverGoesBack(t *testing.T) {
	operator := newIssuer(t)
	alice := operator.device(t, 1, 6000)
	_, err := alice.Pay(address(2), 1, start.Add(time.Minute))
	require.NoError(t, err)
	paid, err := alice.Pay(address(2), 1, start)
	require.NoError(t, err)
	require.Equal(t, start.Add(time.Minute), paid.Voucher.Payment.Time)
}

func TestDeviceRefusesToReceive(t *testing.T) {
	operator, stranger := newIssuer(t), newIssuer(t)
	alice, bob, mallory := operator.device(t, 1, 20000), operator.device(t, 2, 0), stranger.device(t, 4, 20000)
	pay := func(device *offline.Device, payee offline.Address) offline.Bundle {
		paid, err := device.Pay(payee, 100, start)
		require.NoError(t, err)
		return paid
	}
	good := pay(alice, bob.Wallet())
	forged := good
	forged.Voucher.Payment.Amount = 101
	larger := good
	larger.Voucher.Payment.Amount = 5001
	without := good
	without.Certificates = nil
	foreign := good
	foreign.Voucher.Payment.Chain = offline.ChainHash("another")
	ofMallory := pay(mallory, bob.Wallet())
	fake := ofMallory
	fake.Certificates = []offline.Certificate{ofMallory.Certificates[0]}
	fake.Certificates[0].Terms.Issuer = operator.key.Public().ID()
	for name, test := range map[string]struct {
		bundle offline.Bundle
		at     time.Time
		want   error
	}{
		"another payee":       {pay(alice, address(3)), start, offline.ErrNotHolder},
		"another amount":      {forged, start, offline.ErrSignature},
		"above the cap":       {larger, start, offline.ErrSingleCap},
		"no certificate":      {without, start, offline.ErrUntrusted},
		"unknown operator":    {ofMallory, start, offline.ErrUntrusted},
		"pretended operator":  {fake, start, offline.ErrSignature},
		"another chain":       {foreign, start, offline.ErrChain},
		"certificate is over": {good, start.Add(31 * 24 * time.Hour), offline.ErrValidity},
	} {
		t.Run(name, func(t *testing.T) {
			require.ErrorIs(t, bob.Receive(test.bundle, test.at), test.want)
			require.Empty(t, bob.Received())
		})
	}
	require.NoError(t, bob.Receive(good, start.Add(30*24*time.Hour)), "valid until the last second")
	require.ErrorIs(t, bob.Receive(good, start), offline.ErrReceived)
}

func TestHandoversAreLimited(t *testing.T) {
	operator := newIssuer(t)
	devices := []*offline.Device{
		operator.device(t, 1, 100), operator.device(t, 2, 0), operator.device(t, 3, 0), operator.device(t, 4, 0),
	}
	bundle, err := devices[0].Pay(devices[1].Wallet(), 100, start)
	require.NoError(t, err)
	for i, device := range devices[1:] {
		require.NoError(t, device.Receive(bundle, start))
		next, err := device.HandOver(bundle.Voucher.Last().ID, address(byte(i+3)), start)
		if i == 2 {
			require.ErrorIs(t, err, offline.ErrHandovers)
			return
		}
		require.NoError(t, err)
		_, err = device.HandOver(bundle.Voucher.Last().ID, address(9), start)
		require.ErrorIs(t, err, offline.ErrNotHeld, "never twice")
		bundle = next
	}
}

func TestSupersededIssuer(t *testing.T) {
	operator := newIssuer(t)
	alice, bob := operator.device(t, 1, 100), operator.device(t, 2, 0)
	paid, err := alice.Pay(bob.Wallet(), 100, start)
	require.NoError(t, err)
	view := operator.view(0)
	view.Issuers[0].Superseded = start.Add(-time.Hour - time.Second)
	require.NoError(t, bob.Refresh(view))
	require.ErrorIs(t, bob.Receive(paid, start), offline.ErrUntrusted)
	view.Issuers[0].Superseded = start.Add(-time.Hour)
	require.NoError(t, bob.Refresh(view))
	require.NoError(t, bob.Receive(paid, start), "certified before the operator took another key")
}

func TestStatements(t *testing.T) {
	operator := newIssuer(t)
	alice := operator.device(t, 1, 6000)
	_, err := alice.State(6001, false, start)
	require.ErrorIs(t, err, offline.ErrBalance)
	first, err := alice.State(1000, false, start)
	require.NoError(t, err)
	require.Equal(t, offline.Statement{
		Chain: offline.ChainHash(chainID), Device: alice.ID(), Counter: 1, Balance: 5000, Unload: 1000, Time: start,
	}, first.Statement)
	require.NoError(t, alice.PublicKey().Verify(first.Statement.Bytes(), first.Signature))
	parsed, err := offline.ParseStatement(first.Bytes())
	require.NoError(t, err)
	require.Equal(t, first, parsed)

	_, err = alice.State(0, false, start)
	require.ErrorIs(t, err, offline.ErrPending, "the chain may not have seen the first one")
	require.Equal(t, first, *alice.Pending())
	view := operator.view(6000)
	view.Counter = 1
	require.NoError(t, alice.Refresh(view))
	require.Nil(t, alice.Pending())

	last, err := alice.State(0, true, start)
	require.NoError(t, err)
	require.Equal(t, uint64(5000), last.Statement.Unload)
	require.True(t, last.Statement.Retire)
	_, err = alice.Pay(address(2), 1, start)
	require.ErrorIs(t, err, offline.ErrRetired)
	_, err = alice.State(0, false, start)
	require.ErrorIs(t, err, offline.ErrRetired)
}

func TestCertification(t *testing.T) {
	operator := newIssuer(t)
	alice := operator.device(t, 1, 0)
	fresh, err := offline.Create(filepath.Join(t.TempDir(), "fresh.json"), chainID, address(2))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, fresh.Close()) })
	_, err = fresh.Pay(address(1), 1, start)
	require.ErrorIs(t, err, offline.ErrNotCertified)

	for name, test := range map[string]struct {
		change func(*offline.Terms)
		want   error
	}{
		"another device": {func(t *offline.Terms) { t.Key = alice.PublicKey() }, offline.ErrKey},
		"another wallet": {func(t *offline.Terms) { t.Wallet = address(9) }, offline.ErrNotHolder},
		"another chain":  {func(t *offline.Terms) { t.Chain = offline.Hash{} }, offline.ErrChain},
	} {
		t.Run(name, func(t *testing.T) {
			changed := terms(fresh)
			test.change(&changed)
			certificate, err := offline.Issue(operator.key, changed)
			require.NoError(t, err)
			_, err = fresh.Certify(certificate)
			require.ErrorIs(t, err, test.want)
		})
	}
	for name, test := range map[string]struct {
		change func(*offline.Terms)
		want   error
	}{
		"no cap":          {func(t *offline.Terms) { t.Caps.Hours = 0 }, offline.ErrFormat},
		"single above":    {func(t *offline.Terms) { t.Caps.Single = t.Caps.Purse + 1 }, offline.ErrFormat},
		"never valid":     {func(t *offline.Terms) { t.Until = t.From }, offline.ErrFormat},
		"parts of second": {func(t *offline.Terms) { t.From = t.From.Add(time.Nanosecond) }, offline.ErrFormat},
		"no key":          {func(t *offline.Terms) { t.Key = offline.PublicKey{} }, offline.ErrKey},
	} {
		t.Run(name, func(t *testing.T) {
			changed := terms(fresh)
			test.change(&changed)
			_, err := offline.Issue(operator.key, changed)
			require.ErrorIs(t, err, test.want)
		})
	}
	certificate, err := alice.Certificate()
	require.NoError(t, err)
	read, err := offline.ParseCertificateText(offline.CertificateText(certificate))
	require.NoError(t, err)
	require.Equal(t, certificate, read)
	_, err = offline.ParseCertificateText([]byte("nothing"))
	require.ErrorIs(t, err, offline.ErrFormat)
}

func TestKeyFiles(t *testing.T) {
	key, err := offline.GenerateKey()
	require.NoError(t, err)
	text, err := key.PEM()
	require.NoError(t, err)
	read, err := offline.ParsePrivateKeyPEM(text)
	require.NoError(t, err)
	require.Equal(t, key.Public(), read.Public())
	_, err = offline.ParsePrivateKeyPEM([]byte("nothing"))
	require.ErrorIs(t, err, offline.ErrKey)
	public, err := offline.ParsePublicKey(bytes.Repeat([]byte{2}, 33))
	require.NoError(t, err)
	require.ErrorIs(t, public.Verify(nil, nil), offline.ErrSignature)
	_, err = offline.ParsePublicKey(bytes.Repeat([]byte{4}, 33))
	require.ErrorIs(t, err, offline.ErrKey)
	_, err = offline.ParsePublicKey(nil)
	require.ErrorIs(t, err, offline.ErrKey)
}

// What a device gave away is on the disk before it leaves: another process goes on behind it.
func TestDeviceSurvivesItsProcess(t *testing.T) {
	operator := newIssuer(t)
	path := filepath.Join(t.TempDir(), "alice.json")
	alice, err := offline.Create(path, chainID, address(1))
	require.NoError(t, err)
	certificate, err := offline.Issue(operator.key, terms(alice))
	require.NoError(t, err)
	_, err = alice.Certify(certificate)
	require.NoError(t, err)
	require.NoError(t, alice.Refresh(operator.view(6000)))
	paid, err := alice.Pay(address(2), 100, start)
	require.NoError(t, err)
	_, err = alice.State(50, false, start)
	require.NoError(t, err)

	_, err = offline.Open(path)
	require.ErrorIs(t, err, offline.ErrFile)
	require.ErrorContains(t, err, "is in use")
	require.NoError(t, alice.Close())
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	_, err = offline.Create(path, chainID, address(1))
	require.ErrorIs(t, err, fs.ErrExist)

	again, err := offline.Open(path)
	require.NoError(t, err)
	require.Equal(t, uint64(5850), again.Balance())
	require.Equal(t, []offline.Bundle{paid}, again.Paid())
	require.Equal(t, alice.Pending(), again.Pending())
	next, err := again.Pay(address(2), 100, start)
	require.NoError(t, err)
	require.Equal(t, uint64(3), next.Voucher.Payment.Counter)
	require.NoError(t, again.Close())

	content, err := os.ReadFile(path)
	require.NoError(t, err)
	for _, broken := range []string{"{}", string(content[:100]), `{"version": 1, "spent_fen": 1}`} {
		require.NoError(t, os.WriteFile(path, []byte(broken), 0o600))
		_, err = offline.Open(path)
		require.ErrorIs(t, err, offline.ErrFile)
	}
	_, err = offline.Open(filepath.Join(t.TempDir(), "none"))
	require.ErrorIs(t, err, fs.ErrNotExist)
}
