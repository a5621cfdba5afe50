package types

import (
	"fmt"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// DefaultGenesisState has the powers of the law and nothing else.
func DefaultGenesisState() *GenesisState { return &GenesisState{Params: DefaultParams()} }

// The keys of records as text.
type (
	// ownID is an authority and its own id or reference.
	ownID [2]string
	// subjectID is case and number.
	subjectID struct {
		of     ownID
		number uint32
	}
)

// genesisSums collects what has to agree across records.
type genesisSums struct {
	campaigns map[ownID]Campaign
	counted   map[ownID]Campaign
	cases     map[ownID]Case
	found     map[ownID]Case
	subjects  map[subjectID]bool
	orders    map[ownID]Order
}

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless the state is one that messages could have led
// to: everything is well formed, there once, refers to what is there, and adds up. Whether the currency has the holds is
// asked when the state is loaded.
func ValidateGenesis(g *GenesisState) error {
	if err := g.Params.Check(); err != nil {
		return ErrInvalidGenesis.Wrapf("params: %s", err)
	}
	sums := &genesisSums{
		campaigns: map[ownID]Campaign{}, counted: map[ownID]Campaign{}, cases: map[ownID]Case{}, found: map[ownID]Case{},
		subjects: map[subjectID]bool{}, orders: map[ownID]Order{},
	}
	for _, check := range []func(*GenesisState) error{
		checkAuthorityWallets, sums.checkCampaigns, sums.checkCases, sums.checkSubjects, sums.checkSteps, sums.checkEnvelopes,
		sums.checkCounts, sums.checkOrders, sums.checkOrderWallets, sums.checkOrderChanges, sums.checkFlagReviews,
	} {
		if err := check(g); err != nil {
			return err
		}
	}
	return nil
}

// inEntry names the entry of a list that is wrong.
func inEntry(list string, i int, err error) error {
	return ErrInvalidGenesis.Wrapf("%s[%d]: %s", list, i, err)
}

func checkAuthorityWallets(g *GenesisState) error {
	seen := map[string]bool{}
	for i, entry := range g.AuthorityWallets {
		if err := entry.Check(); err != nil {
			return inEntry("authority_wallets", i, err)
		}
		if seen[entry.MemberId] {
			return inEntry("authority_wallets", i, ErrAuthorityWallet.Wrapf("%s is there twice", entry.MemberId))
		}
		seen[entry.MemberId] = true
	}
	return nil
}

// Check fails unless member and wallet are written as they must be.
func (w AuthorityWallet) Check() error {
	if _, err := currencytypes.ParseMemberID(w.MemberId); err != nil {
		return err
	}
	return checkAddress(w.Wallet)
}

func (s *genesisSums) checkCampaigns(g *GenesisState) error {
	for i, campaign := range g.Campaigns {
		if err := campaign.Check(); err != nil {
			return inEntry("campaigns", i, err)
		}
		key := ownID{campaign.LeadId, campaign.Id}
		if _, exists := s.campaigns[key]; exists {
			return inEntry("campaigns", i, ErrCampaignExists.Wrapf("%s of %s", campaign.Id, campaign.LeadId))
		}
		s.campaigns[key] = campaign
	}
	return nil
}

func (s *genesisSums) checkCases(g *GenesisState) error {
	for i, c := range g.Cases {
		if err := c.Check(); err != nil {
			return inEntry("cases", i, err)
		}
		if !isKnown(CaseStatus_name, c.Status) || (c.Status == CASE_STATUS_CLOSED && c.ClosedAt == nil) {
			return inEntry("cases", i, ErrCase.Wrapf("status %s", c.Status))
		}
		key := ownID{c.LeadId, c.Id}
		if _, exists := s.cases[key]; exists {
			return inEntry("cases", i, ErrCaseExists.Wrap(c.name()))
		}
		if campaign, exists := s.campaigns[ownID{c.CampaignLeadId, c.CampaignId}]; c.CampaignId != "" {
			if !exists {
				return inEntry("cases", i, ErrCampaignNotFound.Wrapf("%s of %s", c.CampaignId, c.CampaignLeadId))
			}
			if err := campaign.CheckLead(c.LeadId); err != nil {
				return inEntry("cases", i, err)
			}
		}
		s.cases[key] = c
	}
	return nil
}

// inCase fails with ErrCaseNotFound.
func (s *genesisSums) inCase(leadID, caseID string) (Case, ownID, error) {
	key := ownID{leadID, caseID}
	c, exists := s.cases[key]
	if !exists {
		return c, key, ErrCaseNotFound.Wrapf("case %s of %s", caseID, leadID)
	}
	return c, key, nil
}

func (s *genesisSums) checkSubjects(g *GenesisState) error {
	for i, subject := range g.Subjects {
		c, key, err := s.inCase(subject.LeadId, subject.CaseId)
		if err != nil {
			return inEntry("subjects", i, err)
		}
		if err := subject.check(); err != nil {
			return inEntry("subjects", i, err)
		}
		number := subjectID{key, subject.Number}
		if s.subjects[number] || subject.Number < 1 || subject.Number > c.Subjects {
			return inEntry("subjects", i, ErrSubjectNotFound.Wrapf("%s: is there twice, or not one of %d", subject.name(), c.Subjects))
		}
		s.subjects[number] = true
		s.count(key, c, subject)
	}
	return nil
}

// count adds up what the case's and the campaign's own counts must be.
func (s *genesisSums) count(key ownID, c Case, subject Subject) {
	found := s.found[key]
	found.Subjects++
	campaign := ownID{c.CampaignLeadId, c.CampaignId}
	counted := s.counted[campaign]
	counted.Subjects++
	if decision, exists := subject.InForce(); exists {
		found.Decided++
		if decision.mustRectify() {
			found.Unrectified++
		}
		counted = counted.Count(decision.Outcome, 1)
	}
	s.found[key], s.counted[campaign] = found, counted
}

// check fails unless the record is one that a subject can have, looked at alone.
func (s Subject) check() error {
	if err := checkHash("commitment", s.Commitment); err != nil {
		return err
	}
	if (s.Service == nil) != (s.Identity == nil) {
		return ErrServed.Wrapf("%s: service and identity belong together", s.name())
	}
	if err := s.Service.check(); err != nil {
		return err
	}
	if s.Identity != nil {
		commitment, err := s.Identity.Commitment()
		if err != nil {
			return err
		}
		if string(commitment) != string(s.Commitment) {
			return ErrCommitment.Wrap(s.name())
		}
	}
	if len(s.Decisions) > MaxDecisions {
		return ErrDecisionStatus.Wrapf("%s: limit %d decisions, has %d", s.name(), MaxDecisions, len(s.Decisions))
	}
	inForce := 0
	for i, decision := range s.Decisions {
		if err := decision.checkRecord(); err != nil {
			return err
		}
		if decision.Status == DECISION_STATUS_IN_FORCE {
			inForce++
		}
		if inForce > 1 || decision.Status == DECISION_STATUS_PROPOSED && i != len(s.Decisions)-1 {
			return ErrDecisionStatus.Wrapf("%s: decision %d is %s", s.name(), i, decision.Status)
		}
	}
	return nil
}

// checkRecord also looks at what was done about the decision.
func (d Decision) checkRecord() error {
	if err := d.Check(); err != nil {
		return err
	}
	if !isKnown(DecisionStatus_name, d.Status) {
		return ErrDecisionStatus.Wrapf("status %s", d.Status)
	}
	if err := checkAddress(d.ProposedBy); err != nil {
		return err
	}
	if (d.DecidedBy == "") != (d.Status == DECISION_STATUS_PROPOSED) || d.DecidedBy == d.ProposedBy {
		return ErrDecisionStatus.Wrapf("%s by %q, proposed by %q", d.Status, d.DecidedBy, d.ProposedBy)
	}
	if d.RectifiedBy != "" && d.Outcome != OUTCOME_RECTIFY {
		return ErrDecisionStatus.Wrapf("%s was rectified", d.Outcome)
	}
	if err := d.Objection.check(); err != nil {
		return err
	}
	if d.Review != nil && d.Objection == nil {
		return ErrObjection.Wrap("reviewed, but nobody objected")
	}
	return d.Review.check()
}

func (s *genesisSums) checkSteps(g *GenesisState) error {
	for i, step := range g.Steps {
		_, key, err := s.inCase(step.LeadId, step.CaseId)
		if err != nil {
			return inEntry("steps", i, err)
		}
		if err := step.Check(); err != nil {
			return inEntry("steps", i, err)
		}
		found := s.found[key]
		if found.Steps++; step.Number != found.Steps {
			return inEntry("steps", i, ErrCase.Wrapf("step %d of case %s of %s must be %d", step.Number, step.CaseId, step.LeadId, found.Steps))
		}
		s.found[key] = found
	}
	return nil
}

func (s *genesisSums) checkEnvelopes(g *GenesisState) error {
	envelopes := map[ownID][]Envelope{}
	for i, envelope := range g.Envelopes {
		c, key, err := s.inCase(envelope.LeadId, envelope.CaseId)
		if err != nil {
			return inEntry("envelopes", i, err)
		}
		envelopes[key] = append(envelopes[key], envelope.Envelope)
		if err := c.CheckEnvelopes(envelopes[key]); err != nil {
			return inEntry("envelopes", i, err)
		}
	}
	return nil
}

// checkCounts compares what cases and campaigns count with what was found.
func (s *genesisSums) checkCounts(g *GenesisState) error {
	for i, c := range g.Cases {
		found := s.found[ownID{c.LeadId, c.Id}]
		if c.Subjects != found.Subjects || c.Decided != found.Decided || c.Unrectified != found.Unrectified || c.Steps != found.Steps {
			return inEntry("cases", i, ErrCase.Wrapf("%s counts %d subjects, %d decided, %d unrectified, %d steps; found %d, %d, %d, %d", c.name(),
				c.Subjects, c.Decided, c.Unrectified, c.Steps, found.Subjects, found.Decided, found.Unrectified, found.Steps))
		}
		ordered := c.Status == CASE_STATUS_ORDERED || c.Status == CASE_STATUS_CLOSED
		if ordered != (c.Decided == c.Subjects) {
			return inEntry("cases", i, ErrCase.Wrapf("%s is %s with %d of %d decided", c.name(), c.Status, c.Decided, c.Subjects))
		}
	}
	for i, campaign := range g.Campaigns {
		found := s.counted[ownID{campaign.LeadId, campaign.Id}]
		have := fmt.Sprint(campaign.Subjects, campaign.Cleared, campaign.Rectify, campaign.ShutDown, campaign.Referred)
		want := fmt.Sprint(found.Subjects, found.Cleared, found.Rectify, found.ShutDown, found.Referred)
		if have != want {
			return inEntry("campaigns", i, ErrCampaign.Wrapf("%s of %s counts %s, found %s", campaign.Id, campaign.LeadId, have, want))
		}
	}
	return nil
}
