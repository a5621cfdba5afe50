package types

import (
	"slices"

	"github.com/cosmos/gogoproto/proto"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// sealedTags are the fields of MT700 whose text is not on chain, in their order, and those without which no credit is
// complete.
var (
	sealedTags   = []string{"44E", "44F", "45A", "46A", "47A", "50", "59", "71D"}
	requiredTags = []string{"45A", "46A", "50", "59"}
)

// Check fails with ErrTerms, naming the field of MT700 that breaks its rule.
func (t LetterTerms) Check() error {
	for _, check := range []func() error{t.checkExpiry, t.checkAmount, t.checkAvailability, t.checkShipment, t.checkSealed} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// CheckFrom fails with ErrTerms unless the terms can hold from today on: not over, nor endless.
func (t LetterTerms) CheckFrom(today Day) error {
	expiry, err := currencytypes.ParseDay(t.Expiry)
	if err != nil {
		return ErrTerms.Wrapf("31D: %s", err)
	}
	if latest := today.AddDays(MaxLetterDays); expiry < today || expiry > latest {
		return ErrTerms.Wrapf("31D: expiry %s must be from today, %s, to %s", expiry, today, latest)
	}
	return nil
}

func (t LetterTerms) checkExpiry() error {
	if _, err := currencytypes.ParseDay(t.Expiry); err != nil {
		return ErrTerms.Wrapf("31D: %s", err)
	}
	if !isSwiftText(t.ExpiryPlace, maxPlaceChars) {
		return ErrTerms.Wrapf("31D: place %.40q must be 1 to %d characters of SWIFT's set x", t.ExpiryPlace, maxPlaceChars)
	}
	return nil
}

func (t LetterTerms) checkAmount() error {
	if _, err := currencytypes.ParseAmount(t.AmountFen); err != nil {
		return ErrTerms.Wrapf("32B: %s", err)
	}
	if t.TolerancePlus > maxTolerancePercent || t.ToleranceMinus > maxTolerancePercent {
		return ErrTerms.Wrapf("39A: %d/%d, at most %d/%d percent", t.TolerancePlus, t.ToleranceMinus, maxTolerancePercent, maxTolerancePercent)
	}
	if _, err := t.maximum(); err != nil {
		return ErrTerms.Wrapf("39A: %s", err)
	}
	return nil
}

func (t LetterTerms) checkAvailability() error {
	_, basisKnown := TenorBasis_name[int32(t.TenorBasis)]
	atSight := t.TenorDays == 0 && t.TenorBasis == TENOR_BASIS_UNSPECIFIED
	usance := t.TenorDays > 0 && t.TenorDays <= MaxTenorDays && t.TenorBasis != TENOR_BASIS_UNSPECIFIED && basisKnown
	switch t.Availability {
	case AVAILABILITY_SIGHT_PAYMENT:
		if !atSight {
			return ErrTerms.Wrap("42C: payable at sight, and has a tenor")
		}
	case AVAILABILITY_DEFERRED_PAYMENT, AVAILABILITY_ACCEPTANCE:
		if !usance {
			return ErrTerms.Wrapf("42C: %s needs a tenor of 1 to %d days after sight or shipment", t.Availability, MaxTenorDays)
		}
	default:
		return ErrTerms.Wrapf("41a: availability %s", t.Availability)
	}
	// UCP 600 Art. 6(c) forbids a draft on the applicant; drafts are drawn on a bank, and only for acceptance here.
	if (t.Availability == AVAILABILITY_ACCEPTANCE) != (t.DraweeId != "") {
		return ErrTerms.Wrapf("42a: %s with drawee %q: only acceptance has a drawee, a bank", t.Availability, t.DraweeId)
	}
	if t.DraweeId != "" {
		if _, err := currencytypes.ParseMemberID(t.DraweeId); err != nil {
			return ErrTerms.Wrapf("42a: %s", err)
		}
	}
	return nil
}

func (t LetterTerms) checkShipment() error {
	for _, field := range []struct {
		tag string
		is  Allowance
	}{{"43P", t.PartialShipments}, {"43T", t.Transhipment}} {
		if field.is != ALLOWANCE_ALLOWED && field.is != ALLOWANCE_NOT_ALLOWED {
			return ErrTerms.Wrapf("%s: must be allowed or not allowed", field.tag)
		}
	}
	if _, err := currencytypes.ParseOptionalDay(t.LatestShipment); err != nil {
		return ErrTerms.Wrapf("44C: %s", err)
	}
	if t.LatestShipment > t.Expiry {
		return ErrTerms.Wrapf("44C: latest shipment %s is after the expiry %s", t.LatestShipment, t.Expiry)
	}
	if t.PresentationDays > MaxPresentationDays {
		return ErrTerms.Wrapf("48: %d days, at most %d", t.PresentationDays, MaxPresentationDays)
	}
	return nil
}

func (t LetterTerms) checkSealed() error {
	var tags []string
	for _, field := range t.Sealed {
		if !slices.Contains(sealedTags, field.Tag) || len(tags) > 0 && field.Tag <= tags[len(tags)-1] {
			return ErrTerms.Wrapf("sealed: field %.10q must be one of %v, in this order", field.Tag, sealedTags)
		}
		if len(field.Commitment) != commitmentBytes {
			return ErrTerms.Wrapf("sealed: commitment of %s has %d bytes, must have %d", field.Tag, len(field.Commitment), commitmentBytes)
		}
		tags = append(tags, field.Tag)
	}
	for _, tag := range requiredTags {
		if !slices.Contains(tags, tag) {
			return ErrTerms.Wrapf("sealed: field %s is missing", tag)
		}
	}
	return nil
}

// maximum is the most that may be drawn: the amount and its tolerance, down to whole fen.
func (t LetterTerms) maximum() (Fen, error) {
	return Fen(t.AmountFen).Add(percentOf(t.AmountFen, uint64(t.TolerancePlus)))
}

// minimum is the least of a single drawing where partial shipments are not allowed: the amount less its tolerance, or less
// five percent if field 39A says nothing (Art. 30c), up to whole fen.
func (t LetterTerms) minimum() Fen {
	if t.PartialShipments == ALLOWANCE_ALLOWED {
		return 1
	}
	percent := uint64(t.ToleranceMinus)
	if t.TolerancePlus == 0 && t.ToleranceMinus == 0 {
		percent = PartialShortPercent
	}
	return Fen(t.AmountFen) - percentOf(t.AmountFen, percent)
}

// percentOf does not overflow, and rounds down.
func percentOf(fen, percent uint64) Fen { return Fen(fen/100*percent + fen%100*percent/100) }

// lastDay is the expiry, or if banks are closed then, the next banking day (Art. 29a).
func (t LetterTerms) lastDay(c Clock) (Day, error) {
	expiry, err := currencytypes.ParseDay(t.Expiry)
	return c.Calendar.Next(expiry), err
}

// lastDayAfterShipment is the last day for presenting what was shipped on the day (Art. 14c, 29a).
func (t LetterTerms) lastDayAfterShipment(shipped Day, c Clock) Day {
	days := int64(t.PresentationDays)
	if days == 0 {
		days = DefaultPresentationDays
	}
	return c.Calendar.Next(shipped.AddDays(days))
}

func (t LetterTerms) equal(other LetterTerms) bool { return proto.Equal(&t, &other) }
