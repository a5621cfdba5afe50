package offline

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Why a device refuses.
var (
	// ErrNotCertified is about a device whose operator has not certified it yet.
	ErrNotCertified = errors.New("device has no certificate")
	// ErrRetired is about a device that said it will sign nothing any more.
	ErrRetired = errors.New("device is retired")
	// ErrValidity is about a time that the certificate does not cover.
	ErrValidity = errors.New("outside the validity of the device certificate")
	// ErrNeedsSync is about a device that paid too often or too long without a sync.
	ErrNeedsSync = errors.New("device needs a sync")
	// ErrBalance is about more than the device holds.
	ErrBalance = errors.New("device holds less")
	// ErrSingleCap is about one payment above what the operator certified.
	ErrSingleCap = errors.New("above the single cap")
	// ErrToSelf is about a payment to the owner of the paying device.
	ErrToSelf = errors.New("payer and payee are the same wallet")
	// ErrUntrusted is about a device that no known operator certified, for this chain, at this time.
	ErrUntrusted = errors.New("device is not trusted")
	// ErrNotHolder is about a voucher that belongs to another wallet.
	ErrNotHolder = errors.New("voucher belongs to another wallet")
	// ErrNotHeld is about a voucher that the device does not hold, or not any more.
	ErrNotHeld = errors.New("voucher is not held")
	// ErrReceived is about a voucher that came before.
	ErrReceived = errors.New("voucher was received before")
	// ErrHandovers is about a voucher that changed hands too often.
	ErrHandovers = errors.New("voucher changed hands too often")
	// ErrPending is about a statement that the chain has not confirmed yet.
	ErrPending = errors.New("a statement is not confirmed yet")
)

// VoucherState is what became of a voucher that a device received.
type VoucherState string

// The states of a received voucher.
const (
	VoucherHeld    VoucherState = "held"
	VoucherHanded  VoucherState = "handed over"
	VoucherSettled VoucherState = "settled"
)

// Received is a voucher that was paid to the device's owner.
type Received struct {
	Bundle Bundle
	State  VoucherState
}

// TrustedIssuer is an operator's key for device certificates, as the chain lists it.
type TrustedIssuer struct {
	Operator string    `json:"operator"`
	Key      PublicKey `json:"key"`
	// Superseded is when the operator took another key: certificates that begin later are not trusted. Zero for the current one.
	Superseded time.Time `json:"superseded,omitzero"`
}

// ChainView is what a device learns of itself from the chain.
type ChainView struct {
	// Loaded is all that was ever loaded, in fen.
	Loaded uint64
	// Counter and SyncedAt are those of the last statement that the chain took.
	Counter  uint64
	SyncedAt time.Time
	Issuers  []TrustedIssuer
	// Handovers is how many times a voucher may change hands.
	Handovers int
}

// ID names the device.
func (d *Device) ID() KeyID { return d.state.key.Public().ID() }

// PublicKey returns the device's key.
func (d *Device) PublicKey() PublicKey { return d.state.key.Public() }

// Wallet returns the owner.
func (d *Device) Wallet() Address { return d.state.wallet }

// ChainID names the chain that the device is for.
func (d *Device) ChainID() string { return d.state.chainID }

// Balance is what the device can still pay, in fen.
func (d *Device) Balance() uint64 { return d.state.loaded - d.state.spent - d.state.unloaded }

// Counter is that of the last signature; zero before the first.
func (d *Device) Counter() uint64 { return d.state.counter }

// Certificate returns the operator's word for the device (ErrNotCertified).
func (d *Device) Certificate() (Certificate, error) {
	if len(d.state.certificate.Signature) == 0 {
		return Certificate{}, ErrNotCertified
	}
	return d.state.certificate, nil
}

// Received lists what was paid to the owner through this device, first received first.
func (d *Device) Received() []Received { return slices.Clone(d.state.received) }

// Paid lists what the device signed for others, in the order of its counter.
func (d *Device) Paid() []Bundle { return slices.Clone(d.state.paid) }

// Pending is the statement that the chain has not confirmed; nil for none.
func (d *Device) Pending() *SignedStatement { return d.state.pending }

// Certify takes the operator's certificate and returns the proof that the device has its key (ErrChain, ErrKey,
// ErrNotHolder).
func (d *Device) Certify(certificate Certificate) ([]byte, error) {
	terms := certificate.Terms
	switch {
	case terms.Chain != ChainHash(d.state.chainID):
		return nil, fmt.Errorf("certificate %w than %s", ErrChain, d.state.chainID)
	case terms.Key != d.PublicKey():
		return nil, fmt.Errorf("%w: the certificate is of device %s", ErrKey, certificate.Device())
	case terms.Wallet != d.state.wallet:
		return nil, fmt.Errorf("certificate: %w: %x", ErrNotHolder, terms.Wallet)
	}
	proof, err := d.state.key.sign(proofBytes(terms))
	if err != nil {
		return nil, err
	}
	return proof, d.change(func(s *state) { s.certificate = certificate })
}

// Refresh records what the chain says. It is safe to repeat: loads are totals.
func (d *Device) Refresh(view ChainView) error {
	return d.change(func(s *state) {
		s.loaded = max(s.loaded, view.Loaded)
		s.issuers = view.Issuers
		s.handovers = view.Handovers
		if view.SyncedAt.After(s.syncedAt) {
			s.syncedAt = view.SyncedAt
		}
		s.syncedCounter = max(s.syncedCounter, view.Counter)
		if s.pending != nil && s.pending.Statement.Counter <= view.Counter {
			s.pending = nil
		}
	})
}

// Pay signs a voucher. When it returns one, the counter that it took is on the disk, so that a device that loses power
// never signs twice with it (ErrNotCertified, ErrRetired, ErrValidity, ErrNeedsSync, ErrBalance, ErrSingleCap, ErrToSelf).
func (d *Device) Pay(payee Address, fen uint64, now time.Time) (Bundle, error) {
	now = d.clock(now)
	if err := d.checkReady(now); err != nil {
		return Bundle{}, err
	}
	caps := d.state.certificate.Terms.Caps
	switch {
	case fen == 0:
		return Bundle{}, fmt.Errorf("%w: amount is 0", ErrFormat)
	case payee == d.state.wallet:
		return Bundle{}, ErrToSelf
	case fen > caps.Single:
		return Bundle{}, fmt.Errorf("%w: %d fen, asked %d fen", ErrSingleCap, caps.Single, fen)
	case fen > d.Balance():
		return Bundle{}, fmt.Errorf("%w: %d fen, asked %d fen", ErrBalance, d.Balance(), fen)
	}
	voucher, err := signPayment(d.state.key, Payment{
		Chain: ChainHash(d.state.chainID), Device: d.ID(), Counter: d.state.counter + 1, Payee: payee, Amount: fen, Time: now,
	})
	if err != nil {
		return Bundle{}, err
	}
	bundle := Bundle{Voucher: voucher, Certificates: []Certificate{d.state.certificate}}
	return bundle, d.change(func(s *state) {
		s.signed(now)
		s.spent += fen
		s.paid = append(s.paid, bundle)
	})
}

// HandOver passes a received voucher on, whole (ErrNotHeld, ErrHandovers, and what Pay fails with).
func (d *Device) HandOver(id Hash, payee Address, now time.Time) (Bundle, error) {
	now = d.clock(now)
	if err := d.checkReady(now); err != nil {
		return Bundle{}, err
	}
	at := d.find(id)
	if at < 0 || d.state.received[at].State != VoucherHeld {
		return Bundle{}, fmt.Errorf("%w: %s", ErrNotHeld, id)
	}
	held := d.state.received[at].Bundle
	switch {
	case payee == d.state.wallet:
		return Bundle{}, ErrToSelf
	case len(held.Voucher.Endorsements) >= d.state.handovers:
		return Bundle{}, fmt.Errorf("%w: %d times are allowed", ErrHandovers, d.state.handovers)
	}
	voucher, err := signHandover(d.state.key, held.Voucher, Handover{Device: d.ID(), Counter: d.state.counter + 1, Payee: payee, Time: now})
	if err != nil {
		return Bundle{}, err
	}
	bundle := Bundle{Voucher: voucher, Certificates: slices.Clone(held.Certificates)}
	if _, err := bundle.certificate(d.ID()); err != nil {
		bundle.Certificates = append(bundle.Certificates, d.state.certificate)
	}
	return bundle, d.change(func(s *state) {
		s.signed(now)
		s.received[at].State = VoucherHanded
		s.paid = append(s.paid, bundle)
	})
}

// Receive checks a voucher as far as a device can without a network, and keeps it: the owner may let the goods go. The
// checks are those that settlement makes too (ErrChain, ErrNotHolder, ErrReceived, ErrHandovers, ErrUntrusted,
// ErrSignature, ErrValidity, ErrSingleCap, ErrToSelf).
func (d *Device) Receive(bundle Bundle, now time.Time) error {
	voucher := bundle.Voucher
	last := voucher.Last()
	switch {
	case voucher.Payment.Chain != ChainHash(d.state.chainID):
		return fmt.Errorf("voucher %w than %s", ErrChain, d.state.chainID)
	case last.Payee != d.state.wallet:
		return fmt.Errorf("%w: %x", ErrNotHolder, last.Payee)
	case d.find(last.ID) >= 0:
		return fmt.Errorf("%w: %s", ErrReceived, last.ID)
	case slices.ContainsFunc(d.state.received, voucher.contradicts):
		return fmt.Errorf("%w: device %s signed another payment with counter %d", ErrReceived, voucher.Payment.Device, voucher.Payment.Counter)
	case len(voucher.Endorsements) > d.state.handovers:
		return fmt.Errorf("%w: %d, at most %d are allowed", ErrHandovers, len(voucher.Endorsements), d.state.handovers)
	}
	for i, link := range voucher.Links() {
		certificate, err := bundle.certificate(link.Device)
		if err != nil {
			return err
		}
		if err := d.checkCertificate(certificate, now); err != nil {
			return err
		}
		if i == 0 {
			err = certificate.CheckPayment(voucher.Payment)
		} else {
			err = certificate.CheckHandover(voucher.Links()[i-1], link)
		}
		if err != nil {
			return err
		}
		if err := certificate.Terms.Key.Verify(link.Payload, link.Signature); err != nil {
			return err
		}
	}
	return d.change(func(s *state) { s.received = append(s.received, Received{Bundle: bundle, State: VoucherHeld}) })
}

// contradicts reports whether the two vouchers prove that the paying device was cloned.
func (v Voucher) contradicts(other Received) bool {
	p, o := v.Payment, other.Bundle.Voucher.Payment
	return p.Device == o.Device && p.Counter == o.Counter && p != o
}

// CheckPayment compares a payment with what its device may sign (ErrToSelf, ErrSingleCap, ErrValidity).
func (c Certificate) CheckPayment(p Payment) error {
	switch {
	case p.Payee == c.Terms.Wallet:
		return ErrToSelf
	case p.Amount > c.Terms.Caps.Single:
		return fmt.Errorf("%w: %d fen, the voucher says %d fen", ErrSingleCap, c.Terms.Caps.Single, p.Amount)
	}
	return c.checkTime(p.Time)
}

// CheckHandover compares a handover with what its device may sign: its owner must be the payee of the link before
// (ErrNotHolder, ErrValidity).
func (c Certificate) CheckHandover(parent, link Link) error {
	if parent.Payee != c.Terms.Wallet {
		return fmt.Errorf("%w: device %s of wallet %x hands over what wallet %x has", ErrNotHolder, link.Device, c.Terms.Wallet, parent.Payee)
	}
	return c.checkTime(link.Time)
}

func (c Certificate) checkTime(t time.Time) error {
	if !c.CoversTime(t) {
		return fmt.Errorf("%w: %s, the certificate is valid %s to %s", ErrValidity,
			t.Format(time.RFC3339), c.Terms.From.Format(time.RFC3339), c.Terms.Until.Format(time.RFC3339))
	}
	return nil
}

// checkCertificate asks whether an operator that the chain listed certified the device, and still does.
func (d *Device) checkCertificate(certificate Certificate, now time.Time) error {
	if certificate.Terms.Chain != ChainHash(d.state.chainID) {
		return fmt.Errorf("certificate %w than %s", ErrChain, d.state.chainID)
	}
	for _, issuer := range d.state.issuers {
		if issuer.Key.ID() != certificate.Terms.Issuer {
			continue
		}
		if !issuer.Superseded.IsZero() && certificate.Terms.From.After(issuer.Superseded) {
			return fmt.Errorf("%w: its operator %s had taken another key before", ErrUntrusted, issuer.Operator)
		}
		if err := certificate.Verify(issuer.Key); err != nil {
			return err
		}
		return certificate.checkTime(now.Truncate(time.Second))
	}
	return fmt.Errorf("%w: no known operator has the key %s", ErrUntrusted, certificate.Terms.Issuer)
}

// State signs what the device holds, after deducting what shall be paid back. A statement that the chain has not
// confirmed is not followed by another one: Pending is to be sent again (ErrPending, ErrRetired, ErrBalance).
func (d *Device) State(unload uint64, retire bool, now time.Time) (SignedStatement, error) {
	now = d.clock(now)
	switch {
	case d.state.retired:
		return SignedStatement{}, ErrRetired
	case d.state.pending != nil:
		return SignedStatement{}, fmt.Errorf("%w: counter %d", ErrPending, d.state.pending.Statement.Counter)
	case unload > d.Balance():
		return SignedStatement{}, fmt.Errorf("%w: %d fen, asked %d fen", ErrBalance, d.Balance(), unload)
	}
	if retire {
		unload = d.Balance()
	}
	statement, err := signStatement(d.state.key, Statement{
		Chain: ChainHash(d.state.chainID), Device: d.ID(), Counter: d.state.counter + 1,
		Balance: d.Balance() - unload, Unload: unload, Retire: retire, Time: now,
	})
	if err != nil {
		return SignedStatement{}, err
	}
	return statement, d.change(func(s *state) {
		s.signed(now)
		s.unloaded += unload
		s.retired = retire
		s.pending = &statement
	})
}

// Settled records that the chain settled a received voucher (ErrNotHeld).
func (d *Device) Settled(id Hash) error {
	at := d.find(id)
	if at < 0 {
		return fmt.Errorf("%w: %s", ErrNotHeld, id)
	}
	return d.change(func(s *state) { s.received[at].State = VoucherSettled })
}

func (d *Device) find(id Hash) int {
	return slices.IndexFunc(d.state.received, func(r Received) bool { return r.Bundle.Voucher.Last().ID == id })
}

// checkReady asks what the certificate lets the device sign now.
func (d *Device) checkReady(now time.Time) error {
	certificate, err := d.Certificate()
	if err != nil {
		return err
	}
	if d.state.retired {
		return ErrRetired
	}
	if err := certificate.checkTime(now); err != nil {
		return err
	}
	caps := certificate.Terms.Caps
	if signed := d.state.counter - d.state.syncedCounter; signed >= uint64(caps.Payments) {
		return fmt.Errorf("%w: signed %d times since the last one, %d are allowed", ErrNeedsSync, signed, caps.Payments)
	}
	if d.state.syncedAt.IsZero() {
		return fmt.Errorf("%w: the chain has said nothing of it yet", ErrNeedsSync)
	}
	if until := d.state.syncedAt.Add(time.Duration(caps.Hours) * time.Hour); now.After(until) {
		return fmt.Errorf("%w: %d hours have passed at %s", ErrNeedsSync, caps.Hours, until.UTC().Format(time.RFC3339))
	}
	return nil
}

// clock never goes back behind an earlier signature, and has whole seconds.
func (d *Device) clock(now time.Time) time.Time {
	now = now.UTC().Truncate(time.Second)
	if now.Before(d.state.lastTime) {
		return d.state.lastTime
	}
	return now
}
