package types

import (
	"encoding/hex"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Check fails with the currency's ErrIdentifier or ErrDay, or ErrFlagReview, unless the id can be a flag's.
func (f FlagID) Check() error {
	if _, err := currencytypes.ParseMemberID(f.OperatorId); err != nil {
		return err
	}
	if _, err := currencytypes.ParseCustomerRef(hex.EncodeToString(f.CustomerRef)); err != nil {
		return err
	}
	if _, err := currencytypes.ParseDay(f.Day); err != nil {
		return err
	}
	if !isKnown(currencytypes.FlagKind_name, f.Kind) || !isKnown(currencytypes.FlagDirection_name, f.Direction) {
		return ErrFlagReview.Wrapf("flag %s %s", f.Kind, f.Direction)
	}
	return nil
}

// Rule is the number that sorts the flags of one customer and day.
func (f FlagID) Rule() uint32 { return currencytypes.FlagRule(f.Kind, f.Direction) }

// Acknowledge takes a flag up.
func (f FlagID) Acknowledge(act Act) FlagReview {
	return FlagReview{Flag: f, Status: FLAG_REVIEW_STATUS_ACKNOWLEDGED, MemberId: act.Member.Id, AcknowledgedBy: act.Officer}
}

// Dismiss says why the flag is harmless; another officer acknowledged it (ErrFlagReview, ErrSameOfficer).
func (r FlagReview) Dismiss(act Act, reason string) (FlagReview, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return r, err
	}
	if err := act.CheckSecond(r.AcknowledgedBy, "what becomes of "+r.Flag.name()); err != nil {
		return r, err
	}
	dismissed, err := r.decide(act, FLAG_REVIEW_STATUS_DISMISSED)
	dismissed.Reason = reason
	return dismissed, err
}

// Attach makes the flag part of a case of the own authority (ErrFlagReview, ErrAuthority, ErrCaseStatus).
func (r FlagReview) Attach(act Act, c Case) (FlagReview, error) {
	if err := c.CheckAuthority(act.Member.Id); err != nil {
		return r, err
	}
	if err := c.Allow(CaseAttach); err != nil {
		return r, err
	}
	attached, err := r.decide(act, FLAG_REVIEW_STATUS_ATTACHED)
	attached.LeadId, attached.CaseId = c.LeadId, c.Id
	return attached, err
}

func (r FlagReview) decide(act Act, status FlagReviewStatus) (FlagReview, error) {
	if r.Status != FLAG_REVIEW_STATUS_ACKNOWLEDGED {
		return r, ErrFlagReview.Wrapf("%s is %s", r.Flag.name(), r.Status)
	}
	r.Status, r.DecidedBy = status, act.Officer
	return r, nil
}

// name is what errors call the flag.
func (f FlagID) name() string {
	return "flag " + f.Kind.String() + " " + f.Direction.String() + " of " + f.OperatorId + " on " + f.Day
}
