package types

import (
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Check fails with ErrOutcome, ErrHash or ErrLegalBasis, naming the part that breaks its rule.
func (d Decision) Check() error {
	if !isKnown(Outcome_name, d.Outcome) {
		return ErrOutcome.Wrapf("outcome %s", d.Outcome)
	}
	if (d.RectifyBy != "") != (d.Outcome == OUTCOME_RECTIFY) {
		return ErrOutcome.Wrapf("rectify_by %.40q of %s: only to rectify has a day", d.RectifyBy, d.Outcome)
	}
	if (d.ReferredTo != "") != (d.Outcome == OUTCOME_REFERRED) {
		return ErrOutcome.Wrapf("referred_to %.40q of %s: only a referral names an authority", d.ReferredTo, d.Outcome)
	}
	if d.RectifyBy != "" {
		if _, err := currencytypes.ParseDay(d.RectifyBy); err != nil {
			return err
		}
	}
	if err := checkHash("decision_hash", d.DecisionHash); err != nil {
		return err
	}
	return checkBasis(d.LegalBasis)
}

// mustRectify reports whether the decision waits for things to be put right.
func (d Decision) mustRectify() bool { return d.Outcome == OUTCOME_RECTIFY && d.RectifiedBy == "" }

// Propose adds a decision to a subject: the first, one after an earlier was rejected or set aside, or one in place of an
// order to rectify that was not followed. Who is told to do something must have been served (ErrDecisionStatus,
// ErrServed, ErrOutcome, ErrHash, ErrLegalBasis).
func (s Subject) Propose(act Act, decision Decision) (Subject, error) {
	decision.Status, decision.ProposedBy = DECISION_STATUS_PROPOSED, act.Officer
	if err := decision.Check(); err != nil {
		return s, err
	}
	if decision.RectifyBy != "" && decision.RectifyBy < act.Today().String() {
		return s, ErrOutcome.Wrapf("rectify_by %s is over, today is %s", decision.RectifyBy, act.Today())
	}
	if last, _ := s.last(); last.Status == DECISION_STATUS_PROPOSED {
		return s, ErrDecisionStatus.Wrapf("%s: a decision is proposed already", s.name())
	}
	if current, exists := s.InForce(); exists && !current.mustRectify() {
		return s, ErrDecisionStatus.Wrapf("%s: %s is in force", s.name(), current.Outcome)
	}
	if len(s.Decisions) >= MaxDecisions {
		return s, ErrDecisionStatus.Wrapf("%s: limit %d decisions, has %d", s.name(), MaxDecisions, len(s.Decisions))
	}
	if s.Service == nil && (decision.Outcome == OUTCOME_RECTIFY || decision.Outcome == OUTCOME_SHUT_DOWN) {
		return s, ErrServed.Wrapf("%s was not served: cannot decide %s", s.name(), decision.Outcome)
	}
	s.Decisions = append(append([]Decision(nil), s.Decisions...), decision)
	return s, nil
}

// Decide puts the proposed decision in force, or rejects it (ErrDecisionStatus, ErrSameOfficer).
func (s Subject) Decide(act Act, agree bool, reason string) (Subject, error) {
	decision, place := s.last()
	if decision.Status != DECISION_STATUS_PROPOSED {
		return s, ErrDecisionStatus.Wrapf("%s: no decision is proposed", s.name())
	}
	if err := act.CheckSecond(decision.ProposedBy, s.name()); err != nil {
		return s, err
	}
	decision.DecidedBy = act.Officer
	if !agree {
		if err := currencytypes.CheckReason(reason); err != nil {
			return s, err
		}
		decision.Status, decision.Reason = DECISION_STATUS_REJECTED, reason
		return s.with(place, decision), nil
	}
	if decision.RectifyBy != "" && decision.RectifyBy < act.Today().String() {
		return s, ErrOutcome.Wrapf("rectify_by %s is over, today is %s", decision.RectifyBy, act.Today())
	}
	if earlier := s.inForce(); earlier >= 0 {
		superseded := s.Decisions[earlier]
		superseded.Status = DECISION_STATUS_SUPERSEDED
		s = s.with(earlier, superseded)
	}
	decision.Status = DECISION_STATUS_IN_FORCE
	return s.with(place, decision), nil
}

// Rectify records that things were put right (ErrDecisionStatus, ErrHash).
func (s Subject) Rectify(act Act, proofHash []byte) (Subject, error) {
	decision, exists := s.InForce()
	if !exists || !decision.mustRectify() {
		return s, ErrDecisionStatus.Wrapf("%s has nothing to rectify", s.name())
	}
	if err := checkHash("proof_hash", proofHash); err != nil {
		return s, err
	}
	decision.RectifiedBy, decision.RectificationHash = act.Officer, proofHash
	return s.with(s.inForce(), decision), nil
}

// Object records what the subject has against the decision in force, once (ErrDecisionStatus, ErrObjection, ErrHash).
func (s Subject) Object(act Act, statementHash []byte) (Subject, error) {
	decision, exists := s.InForce()
	if !exists {
		return s, ErrDecisionStatus.Wrapf("%s has no outcome", s.name())
	}
	if decision.Objection != nil {
		return s, ErrObjection.Wrapf("%s: objected at %s", s.name(), moment(decision.Objection.At))
	}
	decision.Objection = &Objection{By: act.Officer, At: act.At, StatementHash: statementHash}
	if err := decision.Objection.check(); err != nil {
		return s, err
	}
	return s.with(s.inForce(), decision), nil
}

// Judge is the review of the decision in force by another authority, once (ErrDecisionStatus, ErrObjection, ErrReviewer,
// ErrHash, ErrLegalBasis).
func (s Subject) Judge(act Act, lead consortiumtypes.Member, params Params, uphold bool, reasonsHash []byte, basis string) (Subject, error) {
	decision, exists := s.InForce()
	if !exists {
		return s, ErrDecisionStatus.Wrapf("%s has no outcome", s.name())
	}
	review, err := newReview(act, lead, params, decision.Objection, decision.Review, uphold, reasonsHash, basis)
	if err != nil {
		return s, err
	}
	decision.Review = review
	if !uphold {
		decision.Status = DECISION_STATUS_SET_ASIDE
	}
	return s.with(s.inForce(), decision), nil
}

// newReview judges what was objected to and not yet reviewed.
func newReview(
	act Act, authority consortiumtypes.Member, params Params, objection *Objection, earlier *Review, uphold bool, reasonsHash []byte, basis string,
) (*Review, error) {
	if err := params.CheckReviewer(act.Member, authority); err != nil {
		return nil, err
	}
	if objection == nil {
		return nil, ErrObjection.Wrap("nobody objected")
	}
	if earlier != nil {
		return nil, ErrObjection.Wrapf("%s reviewed this at %s", earlier.MemberId, moment(earlier.At))
	}
	review := &Review{MemberId: act.Member.Id, Officer: act.Officer, At: act.At, Upheld: uphold, ReasonsHash: reasonsHash, LegalBasis: basis}
	return review, review.check()
}

// Settle returns the case with the counts that a change of one subject makes, in the status that follows: from before to
// after, each the decision in force and whether there is one.
func (c Case) Settle(before, after Subject, action CaseAction) (Case, error) {
	settled := c
	count := func(s Subject, change int32) {
		decision, exists := s.InForce()
		if !exists {
			return
		}
		settled.Decided = uint32(int32(settled.Decided) + change) //nolint:gosec // at most MaxSubjects
		if decision.mustRectify() {
			settled.Unrectified = uint32(int32(settled.Unrectified) + change) //nolint:gosec // at most MaxSubjects
		}
	}
	count(before, -1)
	count(after, 1)
	if action == CaseDecide && settled.Decided == settled.Subjects {
		action = CaseOrdered
	}
	if settled.Decided < c.Decided {
		action = CaseReopen
	}
	return settled.decide(action)
}
