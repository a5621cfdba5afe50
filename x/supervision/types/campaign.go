package types

import (
	"slices"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Check fails with ErrCampaign, ErrAuthority or ErrLegalBasis, naming the part that breaks its rule. The counts are not
// looked at.
func (c Campaign) Check() error {
	if _, err := currencytypes.ParseMemberID(c.LeadId); err != nil {
		return err
	}
	if _, err := currencytypes.ParseReference("campaign id", c.Id); err != nil {
		return err
	}
	if !isLine(c.Name, maxNameBytes) {
		return ErrCampaign.Wrapf("name %.40q must be 1 to %d bytes of printable UTF-8", c.Name, maxNameBytes)
	}
	if len(c.Activities) == 0 {
		return ErrCampaign.Wrap("activities: at least one")
	}
	for i, activity := range c.Activities {
		if !isKnown(Activity_name, activity) || slices.Contains(c.Activities[:i], activity) {
			return ErrCampaign.Wrapf("activities[%d]: %s is not known or there twice", i, activity)
		}
	}
	if _, err := currencytypes.ParseDay(c.Deadline); err != nil {
		return err
	}
	if err := checkAddress(c.OpenedBy); err != nil {
		return err
	}
	if err := checkBasis(c.LegalBasis); err != nil {
		return err
	}
	return checkJoint(c.LeadId, c.JointIds)
}

// CheckDeadline wants a day that is not over (ErrCampaign).
func (c Campaign) CheckDeadline(today Day) error {
	if c.Deadline < today.String() {
		return ErrCampaign.Wrapf("deadline %s is over, today is %s", c.Deadline, today)
	}
	return nil
}

// CheckLead fails with ErrAuthority unless the member takes part and so may lead a case of the campaign.
func (c Campaign) CheckLead(memberID string) error {
	if memberID != c.LeadId && !slices.Contains(c.JointIds, memberID) {
		return ErrAuthority.Wrapf("%s does not take part in campaign %s of %s", memberID, c.Id, c.LeadId)
	}
	return nil
}

// Count returns the campaign with an outcome more, or less, in force.
func (c Campaign) Count(outcome Outcome, change int32) Campaign {
	add := func(count *uint32) { *count = uint32(int32(*count) + change) } //nolint:gosec // counts are small
	switch outcome {
	case OUTCOME_CLEARED:
		add(&c.Cleared)
	case OUTCOME_RECTIFY:
		add(&c.Rectify)
	case OUTCOME_SHUT_DOWN:
		add(&c.ShutDown)
	case OUTCOME_REFERRED:
		add(&c.Referred)
	default:
	}
	return c
}
