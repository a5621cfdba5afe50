package types

import (
	"strings"
	"time"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/offline"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// DoubleSpendReason is why a device is revoked that signed two things that contradict each other.
const DoubleSpendReason = "double spend"

// retiredReason is why a device is revoked whose owner wants no more of it.
const retiredReason = "retired by its owner"

// NewDevice is a certified device of which nothing is in use yet. It fails with ErrCaps when the certificate goes beyond
// the parameters or is over.
func NewDevice(certificate offline.Certificate, operatorID string, product ident.Reference, params Params, now time.Time) (Device, error) {
	terms := certificate.Terms
	caps := Caps{
		PurseFen: terms.Caps.Purse, SingleFen: terms.Caps.Single, Payments: terms.Caps.Payments, Hours: terms.Caps.Hours,
	}
	if err := caps.within(params.MaxCaps); err != nil {
		return Device{}, err
	}
	if valid := terms.Until.Sub(terms.From); valid > params.MaxValidity {
		return Device{}, ErrCaps.Wrapf("validity: certified %s, the limit is %s", valid, params.MaxValidity)
	}
	if !now.Before(terms.Until) {
		return Device{}, ErrCaps.Wrapf("validity: ended at %s", terms.Until.Format(time.RFC3339))
	}
	return Device{
		Id:                 certificate.Device().String(),
		PublicKey:          terms.Key[:],
		Wallet:             consortiumtypes.FormatAddress(terms.Wallet[:]),
		OperatorId:         operatorID,
		Caps:               caps,
		ValidFrom:          terms.From,
		ValidUntil:         terms.Until,
		Certificate:        certificate.Bytes(),
		ProductCertificate: product.String(),
		Status:             DEVICE_STATUS_PROVISIONED,
		SyncedAt:           now,
	}, nil
}

// IsLive reports whether the device still binds its owner's wallet and its operator.
func (d Device) IsLive() bool { return d.Status != DEVICE_STATUS_DEFUNDED }

// StatusAt returns the status at a time: deadlines hold when they pass, not when somebody writes it down.
func (d Device) StatusAt(now time.Time) DeviceStatus {
	switch d.Status {
	case DEVICE_STATUS_FUNDED, DEVICE_STATUS_ACTIVE:
		if d.needsSync(now) {
			return DEVICE_STATUS_NEEDS_SYNC
		}
	case DEVICE_STATUS_REVOKED:
		if !now.Before(*d.ReturnsAt) {
			return DEVICE_STATUS_DEFUNDED
		}
	default:
	}
	return d.Status
}

func (d Device) needsSync(now time.Time) bool {
	signed := d.LastCounter - min(d.LastCounter, d.SyncedCounter)
	return signed > uint64(d.Caps.Payments) || now.After(d.SyncedAt.Add(time.Duration(d.Caps.Hours)*time.Hour))
}

// act moves the device along the table (ErrDeviceStatus).
func (d Device) act(action DeviceAction, now time.Time) (Device, error) {
	status := d.StatusAt(now)
	to, allowed := deviceTransitions.Next(status, action)
	if !allowed {
		return d, ErrDeviceStatus.Wrapf("device %s is %s: cannot %s", d.Id, statusName(status), action)
	}
	d.Status = to
	return d, nil
}

// CheckOwner fails with ErrNotOwner for another wallet.
func (d Device) CheckOwner(wallet string) error {
	if d.Wallet != wallet {
		return ErrNotOwner.Wrapf("device %s belongs to %s, not to %s", d.Id, d.Wallet, wallet)
	}
	return nil
}

// CheckOperator fails with ErrNotOperator for another member than the one that certified the device.
func (d Device) CheckOperator(memberID string) error {
	if d.OperatorId != memberID {
		return ErrNotOperator.Wrapf("device %s is of %s, not of %s", d.Id, d.OperatorId, memberID)
	}
	return nil
}

// Load puts money into the purse (ErrDeviceStatus, ErrPurseCap). The first load counts as a sync: the device is there.
func (d Device) Load(amount currencytypes.Fen, now time.Time) (Device, error) {
	loaded, err := d.act(DeviceLoad, now)
	if err != nil {
		return d, err
	}
	purse, err := currencytypes.Fen(d.PurseFen).Add(amount)
	if err != nil {
		return d, err
	}
	if limit := currencytypes.Fen(d.Caps.PurseFen); purse > limit {
		return d, ErrPurseCap.Wrapf("device %s: limit %s, holds %s, asked %s", d.Id, limit, currencytypes.Fen(d.PurseFen), amount)
	}
	total, err := currencytypes.Fen(d.LoadedFen).Add(amount)
	if err != nil {
		return d, err
	}
	if d.Status == DEVICE_STATUS_PROVISIONED {
		loaded.SyncedAt = now
	}
	loaded.PurseFen, loaded.LoadedFen = uint64(purse), uint64(total)
	return loaded, nil
}

// CheckStatement fails with ErrStatement, ErrStatementOld or ErrStatementBalance unless the device can have made the
// statement now.
func (d Device) CheckStatement(s offline.SignedStatement, chain offline.Hash) error {
	statement := s.Statement
	if statement.Chain != chain {
		return ErrStatement.Wrapf("device %s: is for another chain", d.Id)
	}
	if err := offline.PublicKey(d.PublicKey).Verify(statement.Bytes(), s.Signature); err != nil {
		return ErrStatement.Wrapf("device %s: %s", d.Id, err)
	}
	if statement.Counter <= d.SyncedCounter {
		return ErrStatementOld.Wrapf("device %s: counter %d, the last one had %d", d.Id, statement.Counter, d.SyncedCounter)
	}
	held, err := currencytypes.Fen(statement.Balance).Add(currencytypes.Fen(statement.Unload))
	if err != nil || uint64(held) > d.PurseFen {
		return ErrStatementBalance.Wrapf("device %s: says %s and unloads %s, its purse has %s",
			d.Id, currencytypes.Fen(statement.Balance), currencytypes.Fen(statement.Unload), currencytypes.Fen(d.PurseFen))
	}
	return nil
}

// State records a checked statement (ErrDeviceStatus). A sync counts from the device's time when that is earlier than
// the block's, so that statements signed in advance gain nothing. A retired device is revoked: vouchers may still come.
func (d Device) State(s offline.Statement, now time.Time, period time.Duration) (Device, error) {
	action := DeviceSync
	switch {
	case s.Retire:
		action = DeviceRetire
	case s.Unload > 0:
		action = DeviceUnload
	}
	stated, err := d.act(action, now)
	if err != nil {
		return d, err
	}
	if s.Retire {
		stated = stated.end(retiredReason, now, period)
	}
	stated.SyncedCounter = s.Counter
	stated.LastCounter = max(d.LastCounter, s.Counter)
	stated.SyncedAt = later(d.SyncedAt, earlier(s.Time, now))
	stated.PurseFen -= s.Unload
	stated.UnloadedFen += s.Unload
	return stated, nil
}

// Suspend stops the owner; Resume lets it go on (ErrDeviceStatus).
func (d Device) Suspend(reason string, now time.Time) (Device, error) {
	suspended, err := d.act(DeviceSuspend, now)
	suspended.Reason = reason
	return suspended, err
}

// Resume ends a suspension (ErrDeviceStatus).
func (d Device) Resume(now time.Time) (Device, error) {
	resumed, err := d.act(DeviceResume, now)
	resumed.Reason = ""
	return resumed, err
}

// Revoke ends the device; the purse waits for late vouchers as long as the period (ErrDeviceStatus).
func (d Device) Revoke(reason string, now time.Time, period time.Duration) (Device, error) {
	revoked, err := d.act(DeviceRevoke, now)
	if err != nil {
		return d, err
	}
	return revoked.end(reason, now, period), nil
}

// Convict revokes a device that spent twice, unless it is over already.
func (d Device) Convict(now time.Time, period time.Duration) Device {
	convicted, err := d.act(DeviceConvict, now)
	if err != nil || d.Status == DEVICE_STATUS_REVOKED {
		return d
	}
	return convicted.end(DoubleSpendReason, now, period)
}

func (d Device) end(reason string, now time.Time, period time.Duration) Device {
	returns := now.Add(period)
	d.Reason, d.ReturnsAt = reason, &returns
	return d
}

// Defund gives the rest of a purse back that waited long enough, and says how much it is (ErrDeviceStatus).
func (d Device) Defund(now time.Time) (Device, currencytypes.Fen, error) {
	to, allowed := deviceTransitions[d.Status][DeviceDefund]
	if !allowed || now.Before(*d.ReturnsAt) {
		return d, 0, ErrDeviceStatus.Wrapf("device %s is %s: cannot %s", d.Id, statusName(d.StatusAt(now)), DeviceDefund)
	}
	rest := d.PurseFen
	d.Status, d.ReturnsAt = to, nil
	d.PurseFen = 0
	d.UnloadedFen += rest
	return d, currencytypes.Fen(rest), nil
}

// Cover is who pays for a voucher that a device stands for.
type Cover struct {
	// Purse comes from the device's purse, Guarantee from its operator's cash box. Claim is what nobody pays now.
	Purse, Guarantee, Claim currencytypes.Fen
}

// Cover splits an amount: first the purse, then the operator up to the purse cap in total, first settled first paid.
func (d Device) Cover(amount currencytypes.Fen) Cover {
	purse := min(amount, currencytypes.Fen(d.PurseFen))
	guarantee := min(amount-purse, currencytypes.Fen(d.Caps.PurseFen-min(d.Caps.PurseFen, d.GuaranteedFen)))
	return Cover{Purse: purse, Guarantee: guarantee, Claim: amount - purse - guarantee}
}

// Settle records what the device stood for (ErrPurseReturned when its purse went back).
func (d Device) Settle(cover Cover, now time.Time) (Device, error) {
	settled, err := d.act(DeviceSettle, now)
	if err != nil {
		return d, ErrPurseReturned.Wrapf("device %s was %s and its purse went back", d.Id, d.Reason)
	}
	settled.PurseFen -= uint64(cover.Purse)
	settled.SettledFen += uint64(cover.Purse)
	settled.GuaranteedFen += uint64(cover.Guarantee)
	return settled, nil
}

// Saw records that the chain saw a signature of the device.
func (d Device) Saw(counter uint64) Device {
	d.LastCounter = max(d.LastCounter, counter)
	return d
}

func statusName(status DeviceStatus) string {
	return strings.TrimPrefix(status.String(), "DEVICE_STATUS_")
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// ParseStatement reads the statement of a message that unloads, or of one that does not (ErrStatement).
func ParseStatement(b []byte, unloads bool) (offline.SignedStatement, error) {
	signed, err := offline.ParseStatement(b)
	if err != nil {
		return signed, ErrStatement.Wrap(err.Error())
	}
	if moves := signed.Statement.Unload > 0 || signed.Statement.Retire; moves != unloads {
		return signed, ErrStatement.Wrapf("device %s: unloads or retires: %t, the message is for one that does: %t",
			signed.Statement.Device, moves, unloads)
	}
	return signed, nil
}
