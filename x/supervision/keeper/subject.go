package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// subject fails with ErrSubjectNotFound.
func (k *Keeper) subject(ctx context.Context, key numberKey) (types.Subject, error) {
	return lookup.Find(ctx, k.subjects, key, func() error {
		return types.ErrSubjectNotFound.Wrapf("subject %d of case %s of %s", key.K2(), key.K1().K2(), key.K1().K1())
	})
}

// caseAndSubject reads both, for an officer of the case.
func (k *Keeper) caseAndSubject(ctx context.Context, act types.Act, key numberKey) (types.Case, types.Subject, error) {
	c, err := k.caseOf(ctx, key.K1())
	if err != nil {
		return c, types.Subject{}, err
	}
	if err := c.CheckAuthority(act.Member.Id); err != nil {
		return c, types.Subject{}, err
	}
	subject, err := k.subject(ctx, key)
	return c, subject, err
}

func (k *Keeper) serveSubject(
	ctx context.Context, inspector string, key numberKey, identity types.SubjectIdentity, noticeHash []byte, basis string,
) error {
	act, err := k.act(ctx, inspector)
	if err != nil {
		return err
	}
	c, subject, err := k.caseAndSubject(ctx, act, key)
	if err != nil {
		return err
	}
	if err := c.Allow(types.CaseServe); err != nil {
		return err
	}
	if subject, err = subject.Serve(act, identity, noticeHash, basis); err != nil {
		return err
	}
	if err := k.subjects.Set(ctx, key, subject); err != nil {
		return err
	}
	return emit(ctx, &types.EventSubjectServed{LeadId: c.LeadId, CaseId: c.Id, Number: subject.Number, Officer: act.Officer})
}

func (k *Keeper) proposeOutcome(ctx context.Context, inspector string, key numberKey, decision types.Decision) error {
	act, err := k.act(ctx, inspector)
	if err != nil {
		return err
	}
	c, subject, err := k.caseAndSubject(ctx, act, key)
	if err != nil {
		return err
	}
	if err := c.Allow(types.CasePropose); err != nil {
		return err
	}
	if decision.ReferredTo != "" {
		if err := k.checkAuthorities(ctx, []string{decision.ReferredTo}); err != nil {
			return err
		}
	}
	after, err := subject.Propose(act, decision)
	if err != nil {
		return err
	}
	return k.settle(ctx, c, subject, after, types.CasePropose, act)
}

func (k *Keeper) decideOutcome(ctx context.Context, supervisor, caseID string, number uint32, agree bool, reason string) error {
	act, err := k.act(ctx, supervisor)
	if err != nil {
		return err
	}
	c, subject, err := k.caseAndSubject(ctx, act, collections.Join(collections.Join(act.Member.Id, caseID), number))
	if err != nil {
		return err
	}
	after, err := subject.Decide(act, agree, reason)
	if err != nil {
		return err
	}
	return k.settle(ctx, c, subject, after, types.CaseDecide, act)
}

func (k *Keeper) confirmRectification(ctx context.Context, supervisor, caseID string, number uint32, proofHash []byte) error {
	act, err := k.act(ctx, supervisor)
	if err != nil {
		return err
	}
	c, subject, err := k.caseAndSubject(ctx, act, collections.Join(collections.Join(act.Member.Id, caseID), number))
	if err != nil {
		return err
	}
	after, err := subject.Rectify(act, proofHash)
	if err != nil {
		return err
	}
	return k.settle(ctx, c, subject, after, types.CaseRectify, act)
}

// settle saves a change of what is decided about a subject, with what it means for the case and its campaign.
func (k *Keeper) settle(ctx context.Context, c types.Case, before, after types.Subject, action types.CaseAction, act types.Act) error {
	c, err := k.saveSettled(ctx, c, before, after, action)
	if err != nil {
		return err
	}
	decision := after.Decisions[len(after.Decisions)-1]
	if action == types.CaseRectify {
		decision, _ = after.InForce()
	}
	return emit(ctx, &types.EventOutcome{
		LeadId: c.LeadId, CaseId: c.Id, Number: after.Number, Outcome: decision.Outcome, Status: decision.Status,
		Rectified: decision.RectifiedBy != "", CaseStatus: c.Status, Officer: act.Officer,
	})
}

func (k *Keeper) saveSettled(ctx context.Context, c types.Case, before, after types.Subject, action types.CaseAction) (types.Case, error) {
	settled, err := c.Settle(before, after, action)
	if err != nil {
		return c, err
	}
	key := collections.Join(c.LeadId, c.Id)
	if err := k.subjects.Set(ctx, collections.Join(key, after.Number), after); err != nil {
		return c, err
	}
	if err := k.cases.Set(ctx, key, settled); err != nil {
		return c, err
	}
	return settled, k.countForCampaign(ctx, c, before, after)
}

// countForCampaign counts the outcome of a subject after a change in place of that before.
func (k *Keeper) countForCampaign(ctx context.Context, c types.Case, before, after types.Subject) error {
	earlier, had := before.InForce()
	later, has := after.InForce()
	if c.CampaignId == "" || had == has && earlier.Outcome == later.Outcome {
		return nil
	}
	key := collections.Join(c.CampaignLeadId, c.CampaignId)
	campaign, err := k.campaign(ctx, key)
	if err != nil {
		return err
	}
	if had {
		campaign = campaign.Count(earlier.Outcome, -1)
	}
	if has {
		campaign = campaign.Count(later.Outcome, 1)
	}
	return k.campaigns.Set(ctx, key, campaign)
}

func (k *Keeper) objectOutcome(ctx context.Context, inspector string, key numberKey, statementHash []byte) error {
	act, err := k.act(ctx, inspector)
	if err != nil {
		return err
	}
	c, subject, err := k.caseAndSubject(ctx, act, key)
	if err != nil {
		return err
	}
	if subject, err = subject.Object(act, statementHash); err != nil {
		return err
	}
	if err := k.subjects.Set(ctx, key, subject); err != nil {
		return err
	}
	return emit(ctx, &types.EventOutcomeObjected{LeadId: c.LeadId, CaseId: c.Id, Number: subject.Number, Officer: act.Officer})
}

// checkOutside refuses to let an authority of a case review what was decided in it (ErrReviewer).
func (k *Keeper) checkOutside(ctx context.Context, act types.Act, key ownKey) error {
	c, err := k.caseOf(ctx, key)
	if err != nil {
		return err
	}
	if c.HasAuthority(act.Member.Id) {
		return types.ErrReviewer.Wrapf("%s is of case %s of %s", act.Member.Id, c.Id, c.LeadId)
	}
	return nil
}

// reviewOutcome is the judgement of an authority outside the case.
func (k *Keeper) reviewOutcome(ctx context.Context, reviewer string, key numberKey, uphold bool, reasonsHash []byte, basis string) error {
	act, err := k.act(ctx, reviewer)
	if err != nil {
		return err
	}
	if err := k.checkOutside(ctx, act, key.K1()); err != nil {
		return err
	}
	c, err := k.caseOf(ctx, key.K1())
	if err != nil {
		return err
	}
	subject, err := k.subject(ctx, key)
	if err != nil {
		return err
	}
	lead, err := k.consortium.Member(ctx, c.LeadId)
	if err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	after, err := subject.Judge(act, lead, params, uphold, reasonsHash, basis)
	if err != nil {
		return err
	}
	if uphold {
		err = k.subjects.Set(ctx, key, after)
	} else {
		_, err = k.saveSettled(ctx, c, subject, after, types.CaseReopen)
	}
	if err != nil {
		return err
	}
	return emit(ctx, &types.EventOutcomeReviewed{
		LeadId: c.LeadId, CaseId: c.Id, Number: after.Number, Upheld: uphold, MemberId: act.Member.Id, Officer: act.Officer,
	})
}
