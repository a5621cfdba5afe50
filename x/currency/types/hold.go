package types

import (
	"slices"
	"time"
	"unicode/utf8"

	"github.com/dcep-consortium/dcepd/lifecycle"
)

// MaxOpenHolds bounds the holds of one wallet that were neither lifted nor found to have lapsed: so many of its operators
// and as many orders, so that neither leaves no room for the other.
const MaxOpenHolds = 32

// IsOpen reports whether the hold was neither lifted nor found to have lapsed.
func (h Hold) IsOpen() bool { return h.Status == HOLD_STATUS_PLACED }

// IsInForce reports whether the hold stops money at the moment: its end is the first moment at which it does not.
func (h Hold) IsInForce(now time.Time) bool {
	return h.IsOpen() && (h.EndsAt == nil || now.Before(*h.EndsAt))
}

// InForce returns the holds that stop money at the moment.
func InForce(holds []Hold, now time.Time) []Hold {
	return slices.DeleteFunc(slices.Clone(holds), func(h Hold) bool { return !h.IsInForce(now) })
}

// HoldAction is what can happen to a hold.
type HoldAction string

const (
	HoldLift  HoldAction = "lift"
	HoldLapse HoldAction = "lapse"
)

var holdTransitions = lifecycle.Table[HoldStatus, HoldAction]{
	HOLD_STATUS_PLACED: {
		HoldLift:  HOLD_STATUS_LIFTED,
		HoldLapse: HOLD_STATUS_LAPSED,
	},
}

// Check fails with ErrHold, ErrIdentifier or ErrRecord, naming the part that breaks its rule.
func (h Hold) Check() error {
	if _, err := ParseMemberID(h.MemberId); err != nil {
		return err
	}
	if _, err := ParseReference("reference", h.Reference); err != nil {
		return err
	}
	if err := checkOfficer("officer", h.Officer); err != nil {
		return err
	}
	switch {
	case !isKnown(HoldSide_name, h.Side):
		return ErrHold.Wrapf("side %d is not debit or credit", h.Side)
	case h.AmountFen != 0 && h.Side != HOLD_SIDE_DEBIT:
		return ErrHold.Wrapf("amount %s: only a debit hold has one", Fen(h.AmountFen))
	case h.Ground == "" || len(h.Ground) > MaxReasonBytes || !utf8.ValidString(h.Ground):
		return ErrHold.Wrapf("ground has %d bytes, must have 1 to %d of valid UTF-8", len(h.Ground), MaxReasonBytes)
	case h.EndsAt != nil && !h.EndsAt.After(h.PlacedAt):
		return ErrHold.Wrapf("ends at %s, must be after %s", h.EndsAt.UTC().Format(time.RFC3339), h.PlacedAt.UTC().Format(time.RFC3339))
	case !isKnown(HoldStatus_name, h.Status):
		return ErrHold.Wrapf("status %d", h.Status)
	}
	return nil
}

// Lift ends a hold that is in force (ErrHoldStatus).
func (h Hold) Lift(now time.Time) (Hold, error) {
	if h.IsOpen() && !h.IsInForce(now) {
		return h, ErrHoldStatus.Wrapf("hold %s of %s on %s: lapsed at %s", h.Reference, h.MemberId, h.Wallet, h.EndsAt.UTC().Format(time.RFC3339))
	}
	return h.decide(HoldLift)
}

// Lapse marks a hold whose end has come (ErrHoldStatus).
func (h Hold) Lapse() (Hold, error) { return h.decide(HoldLapse) }

func (h Hold) decide(action HoldAction) (Hold, error) {
	to, allowed := holdTransitions.Next(h.Status, action)
	if !allowed {
		return h, ErrHoldStatus.Wrapf("hold %s of %s on %s is %s: cannot %s", h.Reference, h.MemberId, h.Wallet, h.Status, action)
	}
	h.Status = to
	return h, nil
}

// CheckRoom refuses the hold when as many of its kind as MaxOpenHolds are in force already (ErrHold).
func (h Hold) CheckRoom(inForce []Hold) error {
	count := 0
	for _, other := range inForce {
		if other.Ordered == h.Ordered {
			count++
		}
	}
	switch {
	case count < MaxOpenHolds:
		return nil
	case h.Ordered:
		return ErrHold.Wrapf("wallet %s: limit %d orders, has %d", h.Wallet, MaxOpenHolds, count)
	default:
		return ErrHold.Wrapf("wallet %s: limit %d holds, has %d", h.Wallet, MaxOpenHolds, count)
	}
}

// CheckOwn refuses to let an operator lift what an authority ordered (ErrOrdered).
func (h Hold) CheckOwn() error {
	if h.Ordered {
		return ErrOrdered.Wrapf("hold %s of %s on %s", h.Reference, h.MemberId, h.Wallet)
	}
	return nil
}

// Prolong moves the end of a hold that is in force to a later moment (ErrHold, ErrHoldStatus).
func (h Hold) Prolong(until, now time.Time) (Hold, error) {
	if !h.IsInForce(now) {
		return h, ErrHoldStatus.Wrapf("hold %s of %s on %s has ended", h.Reference, h.MemberId, h.Wallet)
	}
	if h.EndsAt == nil || !until.After(*h.EndsAt) {
		return h, ErrHold.Wrapf("hold %s of %s on %s: the new end %s is not later", h.Reference, h.MemberId, h.Wallet, until.UTC().Format(time.RFC3339))
	}
	h.EndsAt = &until
	return h, nil
}

// precedes tells which of two orders has the money first: the one placed earlier; of one block, that of the member named
// first, so that two orders never wait for each other.
func (h Hold) precedes(other Hold) bool {
	if !h.PlacedAt.Equal(other.PlacedAt) {
		return h.PlacedAt.Before(other.PlacedAt)
	}
	return h.MemberId < other.MemberId
}
