package types

import (
	"slices"

	"github.com/dcep-consortium/dcepd/lifecycle"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// CaseAction is what can happen to a case.
type CaseAction string

const (
	CaseInspect  CaseAction = "begin the inspection"
	CaseEvidence CaseAction = "add evidence"
	CaseFindings CaseAction = "record findings"
	// CasePropose and CaseDecide are about the outcome of one subject; CaseOrdered is what the last of them leads to.
	CasePropose CaseAction = "propose an outcome"
	CaseDecide  CaseAction = "decide an outcome"
	CaseOrdered CaseAction = "decide the last outcome"
	CaseRectify CaseAction = "confirm a rectification"
	// CaseReopen is the loss of an outcome.
	CaseReopen CaseAction = "set an outcome aside"
	CaseServe  CaseAction = "serve a subject"
	CaseOrder  CaseAction = "order a hold"
	CaseAttach CaseAction = "attach a flag"
	CaseClose  CaseAction = "close"
)

var caseTransitions = lifecycle.Table[CaseStatus, CaseAction]{
	CASE_STATUS_OPENED: {
		CaseInspect:  CASE_STATUS_INSPECTING,
		CaseEvidence: CASE_STATUS_OPENED,
		CaseServe:    CASE_STATUS_OPENED,
		CaseOrder:    CASE_STATUS_OPENED,
		CaseAttach:   CASE_STATUS_OPENED,
	},
	CASE_STATUS_INSPECTING: {
		CaseEvidence: CASE_STATUS_INSPECTING,
		CaseFindings: CASE_STATUS_FINDINGS,
		CaseServe:    CASE_STATUS_INSPECTING,
		CaseOrder:    CASE_STATUS_INSPECTING,
		CaseAttach:   CASE_STATUS_INSPECTING,
	},
	CASE_STATUS_FINDINGS: {
		CaseEvidence: CASE_STATUS_FINDINGS,
		CasePropose:  CASE_STATUS_FINDINGS,
		CaseDecide:   CASE_STATUS_FINDINGS,
		CaseOrdered:  CASE_STATUS_ORDERED,
		CaseRectify:  CASE_STATUS_FINDINGS,
		CaseReopen:   CASE_STATUS_FINDINGS,
		CaseServe:    CASE_STATUS_FINDINGS,
		CaseOrder:    CASE_STATUS_FINDINGS,
		CaseAttach:   CASE_STATUS_FINDINGS,
	},
	CASE_STATUS_ORDERED: {
		CaseEvidence: CASE_STATUS_ORDERED,
		CasePropose:  CASE_STATUS_ORDERED,
		CaseDecide:   CASE_STATUS_ORDERED,
		CaseOrdered:  CASE_STATUS_ORDERED,
		CaseRectify:  CASE_STATUS_ORDERED,
		CaseReopen:   CASE_STATUS_FINDINGS,
		CaseServe:    CASE_STATUS_ORDERED,
		CaseOrder:    CASE_STATUS_ORDERED,
		CaseAttach:   CASE_STATUS_ORDERED,
		CaseClose:    CASE_STATUS_CLOSED,
	},
	CASE_STATUS_CLOSED: {
		CaseReopen: CASE_STATUS_FINDINGS,
	},
}

// stepActions says what a step does to the case.
var stepActions = map[StepKind]CaseAction{
	STEP_KIND_INSPECTION: CaseInspect,
	STEP_KIND_EVIDENCE:   CaseEvidence,
	STEP_KIND_FINDINGS:   CaseFindings,
}

// Check fails with ErrCase, ErrAuthority or ErrLegalBasis, naming the part that breaks its rule.
func (c Case) Check() error {
	if _, err := currencytypes.ParseMemberID(c.LeadId); err != nil {
		return err
	}
	if _, err := currencytypes.ParseReference("case id", c.Id); err != nil {
		return err
	}
	if (c.CampaignLeadId == "") != (c.CampaignId == "") {
		return ErrCase.Wrap("campaign_lead_id and campaign_id belong together")
	}
	if _, err := currencytypes.ParseDay(c.Deadline); err != nil {
		return err
	}
	if c.Subjects < 1 || c.Subjects > MaxSubjects {
		return ErrCase.Wrapf("subjects: has %d, must have 1 to %d", c.Subjects, MaxSubjects)
	}
	if err := checkAddress(c.OpenedBy); err != nil {
		return err
	}
	if err := checkBasis(c.LegalBasis); err != nil {
		return err
	}
	return checkJoint(c.LeadId, c.JointIds)
}

// CheckDeadline wants a day that is not over (ErrCase).
func (c Case) CheckDeadline(today Day) error {
	if c.Deadline < today.String() {
		return ErrCase.Wrapf("deadline %s is over, today is %s", c.Deadline, today)
	}
	return nil
}

// HasAuthority reports whether the member leads the case or takes part.
func (c Case) HasAuthority(memberID string) bool {
	return memberID == c.LeadId || slices.Contains(c.JointIds, memberID)
}

// CheckAuthority fails with ErrAuthority unless the member leads the case or takes part.
func (c Case) CheckAuthority(memberID string) error {
	if !c.HasAuthority(memberID) {
		return ErrAuthority.Wrapf("%s is not of %s", memberID, c.name())
	}
	return nil
}

// CheckEnvelopes fails with ErrEnvelope unless each authority of the case gets at most one, and nobody else.
func (c Case) CheckEnvelopes(envelopes []Envelope) error {
	seen := map[string]bool{}
	for i, envelope := range envelopes {
		switch size := len(envelope.Ciphertext); {
		case !c.HasAuthority(envelope.RecipientId) || seen[envelope.RecipientId]:
			return ErrEnvelope.Wrapf("envelopes[%d]: %s is no authority of the case, or has one", i, envelope.RecipientId)
		case size < 1 || size > MaxEnvelopeBytes:
			return ErrEnvelope.Wrapf("envelopes[%d]: has %d bytes, must have 1 to %d", i, size, MaxEnvelopeBytes)
		}
		seen[envelope.RecipientId] = true
	}
	return nil
}

// Allow fails with ErrCaseStatus unless the status allows what changes nothing of the case itself.
func (c Case) Allow(action CaseAction) error {
	_, err := c.decide(action)
	return err
}

// Record returns the case after a step, and the step (ErrCaseStatus, ErrCase, ErrHash, ErrLegalBasis, ErrAuthority).
func (c Case) Record(act Act, kind StepKind, basis string, evidence [][]byte) (Case, Step, error) {
	action, known := stepActions[kind]
	if !known {
		return c, Step{}, ErrCase.Wrapf("step %s", kind)
	}
	if err := c.CheckAuthority(act.Member.Id); err != nil {
		return c, Step{}, err
	}
	recorded, err := c.decide(action)
	if err != nil {
		return c, Step{}, err
	}
	recorded.Steps++
	step := Step{
		LeadId: c.LeadId, CaseId: c.Id, Number: recorded.Steps, Kind: kind, MemberId: act.Member.Id, Officer: act.Officer,
		LegalBasis: basis, EvidenceHashes: evidence, At: act.At,
	}
	return recorded, step, step.Check()
}

// Check fails with ErrCase, ErrHash or ErrLegalBasis.
func (s Step) Check() error {
	if _, known := stepActions[s.Kind]; !known {
		return ErrCase.Wrapf("step %s", s.Kind)
	}
	if len(s.EvidenceHashes) > MaxEvidence {
		return ErrCase.Wrapf("evidence_hashes has %d entries, at most %d", len(s.EvidenceHashes), MaxEvidence)
	}
	for _, hash := range s.EvidenceHashes {
		if err := checkHash("evidence_hashes", hash); err != nil {
			return err
		}
	}
	if err := checkAddress(s.Officer); err != nil {
		return err
	}
	return checkBasis(s.LegalBasis)
}

// Due returns the business day after which the case is overdue, and whether it can be: until every subject has an
// outcome.
func (c Case) Due() (Day, bool, error) {
	switch c.Status {
	case CASE_STATUS_OPENED, CASE_STATUS_INSPECTING, CASE_STATUS_FINDINGS:
		deadline, err := currencytypes.ParseDay(c.Deadline)
		return deadline, true, err
	default:
		return 0, false, nil
	}
}

// Close ends a case. What is held for it must have ended before; the caller says whether (ErrCaseStatus, ErrCaseOpen).
func (c Case) Close(act Act, reason string, ordersInForce bool) (Case, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return c, err
	}
	closed, err := c.decide(CaseClose)
	if err != nil {
		return c, err
	}
	if c.Unrectified != 0 {
		return c, ErrCaseOpen.Wrapf("%s: %d subjects must still rectify", c.name(), c.Unrectified)
	}
	if ordersInForce {
		return c, ErrCaseOpen.Wrapf("%s: orders are in force", c.name())
	}
	closed.ClosedBy, closed.ClosedAt, closed.CloseReason = act.Officer, &act.At, reason
	return closed, nil
}

// IsOpen reports whether the case is not closed.
func (c Case) IsOpen() bool { return c.Status != CASE_STATUS_CLOSED }

func (c Case) decide(action CaseAction) (Case, error) {
	to, allowed := caseTransitions.Next(c.Status, action)
	if !allowed {
		return c, ErrCaseStatus.Wrapf("%s is %s: cannot %s", c.name(), c.Status, action)
	}
	c.Status = to
	return c, nil
}

// name is what errors call the case.
func (c Case) name() string { return "case " + c.Id + " of " + c.LeadId }
