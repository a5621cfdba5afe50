package testutil

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"github.com/dcep-consortium/dcepd/offline"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
)

// Device is an offline device whose key a test holds: it signs also what no honest one does.
type Device struct {
	Owner Actor
	Key   offline.PrivateKey
	// Counter is that of the last signature.
	Counter uint64
}

// DeviceKey returns the secp256r1 key of a name; the same name has the same key in every test.
func DeviceKey(name string) offline.PrivateKey {
	secret := sha256.Sum256([]byte("dcepd test device " + name))
	key, err := offline.ParsePrivateKey(secret[:])
	if err != nil {
		panic(err)
	}
	return key
}

// NewDevice returns the device of a name in the hands of its owner.
func NewDevice(name string, owner Actor) *Device { return &Device{Owner: owner, Key: DeviceKey(name)} }

// SignPayload signs anything, as a broken device does.
func SignPayload(key offline.PrivateKey, payload []byte) []byte {
	secret, err := key.Bytes()
	if err != nil {
		panic(err)
	}
	private, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), secret)
	if err != nil {
		panic(err)
	}
	digest := sha256.Sum256(payload)
	signature, err := ecdsa.SignASN1(rand.Reader, private, digest[:])
	if err != nil {
		panic(err)
	}
	return signature
}

// ID is the device's name on chain.
func (d *Device) ID() string { return d.Key.Public().ID().String() }

// Terms are what an operator certifies of the device from a time on, for a year.
func (d *Device) Terms(caps offline.Caps, from time.Time) offline.Terms {
	from = from.UTC().Truncate(time.Second)
	return offline.Terms{
		Chain: offline.ChainHash(ChainID), Key: d.Key.Public(), Wallet: offline.Address(d.Owner.Address), Caps: caps,
		From: from, Until: from.AddDate(1, 0, 0),
	}
}

// Register is the message by which a teller registers the device on the terms that an issuing key signs.
func (d *Device) Register(teller Actor, issuer offline.PrivateKey, terms offline.Terms) *offlinetypes.MsgRegisterDevice {
	certificate, err := offline.Issue(issuer, terms)
	if err != nil {
		panic(err)
	}
	sum := sha256.Sum256(certificate.Terms.Bytes())
	return &offlinetypes.MsgRegisterDevice{
		Teller: teller.String(), Certificate: certificate.Bytes(), ProductCertificate: "SE-1",
		Proof: SignPayload(d.Key, append([]byte("dcep/devproof/1\x00"), sum[:]...)),
	}
}

// Pay signs a voucher with the next counter.
func (d *Device) Pay(payee Actor, amount uint64, at time.Time) offline.Voucher {
	d.Counter++
	return d.PayWith(d.Counter, payee, amount, at)
}

// PayWith signs a voucher with a counter of the test's choice, as a cloned device does.
func (d *Device) PayWith(counter uint64, payee Actor, amount uint64, at time.Time) offline.Voucher {
	payment := offline.Payment{
		Chain: offline.ChainHash(ChainID), Device: d.Key.Public().ID(), Counter: counter,
		Payee: offline.Address(payee.Address), Amount: amount, Time: at.UTC().Truncate(time.Second),
	}
	return offline.Voucher{Payment: payment, Signature: SignPayload(d.Key, payment.Bytes())}
}

// HandOver passes a voucher on, with the next counter.
func (d *Device) HandOver(v offline.Voucher, payee Actor, at time.Time) offline.Voucher {
	d.Counter++
	h := offline.Handover{
		Parent: v.Last().ID, Device: d.Key.Public().ID(), Counter: d.Counter, Payee: offline.Address(payee.Address),
		Time: at.UTC().Truncate(time.Second),
	}
	v.Endorsements = append(append([]offline.Endorsement(nil), v.Endorsements...),
		offline.Endorsement{Handover: h, Signature: SignPayload(d.Key, h.Bytes())})
	return v
}

// State signs what the device says of itself, with the next counter.
func (d *Device) State(balance, unload uint64, retire bool, at time.Time) []byte {
	d.Counter++
	return d.StateWith(d.Counter, balance, unload, retire, at)
}

// StateWith signs a statement with a counter of the test's choice.
func (d *Device) StateWith(counter, balance, unload uint64, retire bool, at time.Time) []byte {
	s := offline.Statement{
		Chain: offline.ChainHash(ChainID), Device: d.Key.Public().ID(), Counter: counter, Balance: balance, Unload: unload,
		Retire: retire, Time: at.UTC().Truncate(time.Second),
	}
	return offline.SignedStatement{Statement: s, Signature: SignPayload(d.Key, s.Bytes())}.Bytes()
}

// Settle is the message by which a holder settles vouchers.
func Settle(holder Actor, vouchers ...offline.Voucher) *offlinetypes.MsgSettleOffline {
	msg := &offlinetypes.MsgSettleOffline{Holder: holder.String()}
	for _, voucher := range vouchers {
		msg.Vouchers = append(msg.Vouchers, voucher.Bytes())
	}
	return msg
}
