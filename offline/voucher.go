package offline

import (
	"crypto/sha256"
	"fmt"
	"time"
)

// MaxHandovers is how many times the format lets a voucher change hands; a chain may allow less.
const MaxHandovers = 16

// Payment is what a payer's device signs.
type Payment struct {
	Chain  Hash
	Device KeyID
	// Counter counts what the device ever signed, from 1. Two payloads on one counter prove a double spender.
	Counter uint64
	Payee   Address
	// Amount is in fen.
	Amount uint64
	// Time is the device's, in whole seconds.
	Time time.Time
}

// Bytes is the payload that is signed, 112 bytes.
func (p Payment) Bytes() []byte {
	return newLayout(paymentTag).bytes(p.Chain[:]).bytes(p.Device[:]).uint64(p.Counter).bytes(p.Payee[:]).uint64(p.Amount).time(p.Time)
}

// Handover is what the device of a voucher's payee signs to pass it on whole.
type Handover struct {
	// Parent is the id of what is handed over: the voucher, or the handover before.
	Parent  Hash
	Device  KeyID
	Counter uint64
	Payee   Address
	Time    time.Time
}

// Bytes is the payload that is signed, 104 bytes.
func (h Handover) Bytes() []byte {
	return newLayout(handoverTag).bytes(h.Parent[:]).bytes(h.Device[:]).uint64(h.Counter).bytes(h.Payee[:]).time(h.Time)
}

// Endorsement is a signed handover.
type Endorsement struct {
	Handover  Handover
	Signature []byte
}

// Voucher is a signed payment and how it was handed on.
type Voucher struct {
	Payment      Payment
	Signature    []byte
	Endorsements []Endorsement
}

// Link is one signature of a voucher: the payment, or a handover.
type Link struct {
	// ID is the SHA-256 of the payload. The signature has no part in it, since anybody can write it differently.
	ID Hash
	// Parent is the id of the link before; zero for the payment.
	Parent    Hash
	Device    KeyID
	Counter   uint64
	Payee     Address
	Time      time.Time
	Payload   []byte
	Signature []byte
}

// Links returns the payment and the handovers in order.
func (v Voucher) Links() []Link {
	p := v.Payment
	payload := p.Bytes()
	links := []Link{{
		ID: sha256.Sum256(payload), Device: p.Device, Counter: p.Counter, Payee: p.Payee, Time: p.Time,
		Payload: payload, Signature: v.Signature,
	}}
	for _, e := range v.Endorsements {
		h := e.Handover
		payload := h.Bytes()
		links = append(links, Link{
			ID: sha256.Sum256(payload), Parent: h.Parent, Device: h.Device, Counter: h.Counter, Payee: h.Payee, Time: h.Time,
			Payload: payload, Signature: e.Signature,
		})
	}
	return links
}

// Last returns the link whose payee holds the voucher.
func (v Voucher) Last() Link {
	links := v.Links()
	return links[len(links)-1]
}

// Bytes writes the voucher as it travels.
func (v Voucher) Bytes() []byte {
	b := appendSignature(v.Payment.Bytes(), v.Signature)
	for _, e := range v.Endorsements {
		b = appendSignature(append(b, e.Handover.Bytes()...), e.Signature)
	}
	return b
}

// ParseVoucher reads a voucher. It fails with ErrFormat unless Bytes of the result are the same bytes and each handover
// is of what stands before it. Signatures, devices and owners are for the reader to check.
func ParseVoucher(b []byte) (Voucher, error) {
	c := &cursor{what: "voucher", rest: b}
	c.tag(paymentTag)
	v := Voucher{Payment: Payment{
		Chain: Hash(c.take(len(Hash{}), "chain hash")), Device: KeyID(c.take(len(KeyID{}), "device id")), Counter: c.positive("counter"),
		Payee: Address(c.take(len(Address{}), "payee")), Amount: c.positive("amount"), Time: c.time("time"),
	}}
	v.Signature = c.signature()
	for parent := v.Last(); c.err == nil && len(c.rest) > 0; parent = v.Last() {
		if len(v.Endorsements) == MaxHandovers {
			c.fail("has more than %d handovers", MaxHandovers)
			break
		}
		v.Endorsements = append(v.Endorsements, c.endorsement(parent))
	}
	return v, c.end()
}

func (c *cursor) endorsement(parent Link) Endorsement {
	c.tag(handoverTag)
	e := Endorsement{Handover: Handover{
		Parent: Hash(c.take(len(Hash{}), "parent")), Device: KeyID(c.take(len(KeyID{}), "device id")), Counter: c.positive("counter"),
		Payee: Address(c.take(len(Address{}), "payee")), Time: c.time("time"),
	}}
	e.Signature = c.signature()
	if e.Handover.Parent != parent.ID {
		c.fail("handover is of %s, before it stands %s", e.Handover.Parent, parent.ID)
	}
	if e.Handover.Payee == parent.Payee {
		c.fail("is handed over to who has it")
	}
	return e
}

// signPayment makes a voucher.
func signPayment(key PrivateKey, p Payment) (Voucher, error) {
	if err := checkTime("time", p.Time); err != nil {
		return Voucher{}, err
	}
	signature, err := key.sign(p.Bytes())
	return Voucher{Payment: p, Signature: signature}, err
}

// signHandover passes the voucher on; h.Parent is set to what the voucher is now.
func signHandover(key PrivateKey, v Voucher, h Handover) (Voucher, error) {
	if len(v.Endorsements) == MaxHandovers {
		return v, fmt.Errorf("%w: a voucher changes hands %d times at most", ErrFormat, MaxHandovers)
	}
	if err := checkTime("time", h.Time); err != nil {
		return v, err
	}
	h.Parent = v.Last().ID
	signature, err := key.sign(h.Bytes())
	if err != nil {
		return v, err
	}
	endorsements := append([]Endorsement(nil), v.Endorsements...)
	v.Endorsements = append(endorsements, Endorsement{Handover: h, Signature: signature})
	return v, nil
}
