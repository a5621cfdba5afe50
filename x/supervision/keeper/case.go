package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// campaign fails with ErrCampaignNotFound.
func (k *Keeper) campaign(ctx context.Context, key ownKey) (types.Campaign, error) {
	return lookup.Find(ctx, k.campaigns, key, func() error {
		return types.ErrCampaignNotFound.Wrapf("campaign %s of %s", key.K2(), key.K1())
	})
}

// caseOf fails with ErrCaseNotFound.
func (k *Keeper) caseOf(ctx context.Context, key ownKey) (types.Case, error) {
	return lookup.Find(ctx, k.cases, key, func() error { return types.ErrCaseNotFound.Wrapf("case %s of %s", key.K2(), key.K1()) })
}

func (k *Keeper) openCampaign(ctx context.Context, supervisor string, campaign types.Campaign) error {
	act, err := k.act(ctx, supervisor)
	if err != nil {
		return err
	}
	campaign.LeadId, campaign.OpenedBy, campaign.OpenedAt = act.Member.Id, act.Officer, act.At
	if err := campaign.Check(); err != nil {
		return err
	}
	if err := campaign.CheckDeadline(act.Today()); err != nil {
		return err
	}
	if err := k.checkAuthorities(ctx, campaign.JointIds); err != nil {
		return err
	}
	key := collections.Join(campaign.LeadId, campaign.Id)
	if err := lookup.Absent(ctx, k.campaigns, key, types.ErrCampaignExists.Wrapf("campaign %s of %s", campaign.Id, campaign.LeadId)); err != nil {
		return err
	}
	if err := k.campaigns.Set(ctx, key, campaign); err != nil {
		return err
	}
	return emit(ctx, &types.EventCampaignOpened{LeadId: campaign.LeadId, CampaignId: campaign.Id, Officer: act.Officer})
}

// checkAuthorities wants members that can inspect.
func (k *Keeper) checkAuthorities(ctx context.Context, ids []string) error {
	for _, id := range ids {
		member, err := k.consortium.Member(ctx, id)
		if err != nil {
			return err
		}
		if err := types.CheckAuthority(member); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) openCase(ctx context.Context, supervisor string, c types.Case, sealed types.SealedSubjects) error {
	act, err := k.act(ctx, supervisor)
	if err != nil {
		return err
	}
	c.LeadId, c.OpenedBy, c.OpenedAt, c.Status = act.Member.Id, act.Officer, act.At, types.CASE_STATUS_OPENED
	c.Subjects = uint32(len(sealed.Commitments)) //nolint:gosec // bounded by the size of a transaction
	if err := c.Check(); err != nil {
		return err
	}
	if err := c.CheckDeadline(act.Today()); err != nil {
		return err
	}
	if err := k.checkAuthorities(ctx, c.JointIds); err != nil {
		return err
	}
	if err := c.CheckEnvelopes(sealed.Envelopes); err != nil {
		return err
	}
	key := collections.Join(c.LeadId, c.Id)
	if err := lookup.Absent(ctx, k.cases, key, types.ErrCaseExists.Wrapf("case %s of %s", c.Id, c.LeadId)); err != nil {
		return err
	}
	if err := k.joinCampaign(ctx, c); err != nil {
		return err
	}
	if err := k.saveSealed(ctx, c, sealed); err != nil {
		return err
	}
	return k.saveCase(ctx, c, act.Officer)
}

// joinCampaign counts the subjects of a new case for its campaign, if it has one.
func (k *Keeper) joinCampaign(ctx context.Context, c types.Case) error {
	if c.CampaignId == "" {
		return nil
	}
	key := collections.Join(c.CampaignLeadId, c.CampaignId)
	campaign, err := k.campaign(ctx, key)
	if err != nil {
		return err
	}
	if err := campaign.CheckLead(c.LeadId); err != nil {
		return err
	}
	campaign.Subjects += c.Subjects
	return k.campaigns.Set(ctx, key, campaign)
}

func (k *Keeper) saveSealed(ctx context.Context, c types.Case, sealed types.SealedSubjects) error {
	key := collections.Join(c.LeadId, c.Id)
	for i, commitment := range sealed.Commitments {
		number := uint32(i) + 1
		subject, err := types.NewSubject(c, number, commitment)
		if err != nil {
			return err
		}
		if err := k.subjects.Set(ctx, collections.Join(key, number), subject); err != nil {
			return err
		}
	}
	for _, envelope := range sealed.Envelopes {
		kept := types.CaseEnvelope{LeadId: c.LeadId, CaseId: c.Id, Envelope: envelope}
		if err := k.envelopes.Set(ctx, collections.Join(key, envelope.RecipientId), kept); err != nil {
			return err
		}
	}
	return nil
}

// saveCase records that a case was opened or closed.
func (k *Keeper) saveCase(ctx context.Context, c types.Case, officer string) error {
	if err := k.cases.Set(ctx, collections.Join(c.LeadId, c.Id), c); err != nil {
		return err
	}
	return emit(ctx, &types.EventCase{LeadId: c.LeadId, CaseId: c.Id, Status: c.Status, Officer: officer})
}

func (k *Keeper) recordStep(ctx context.Context, inspector string, key ownKey, kind types.StepKind, basis string, evidence [][]byte) error {
	act, err := k.act(ctx, inspector)
	if err != nil {
		return err
	}
	c, err := k.caseOf(ctx, key)
	if err != nil {
		return err
	}
	c, step, err := c.Record(act, kind, basis, evidence)
	if err != nil {
		return err
	}
	if err := k.cases.Set(ctx, key, c); err != nil {
		return err
	}
	if err := k.steps.Set(ctx, collections.Join(key, step.Number), step); err != nil {
		return err
	}
	return emit(ctx, &types.EventStepRecorded{
		LeadId: c.LeadId, CaseId: c.Id, Number: step.Number, Kind: kind, Status: c.Status, MemberId: step.MemberId, Officer: act.Officer,
	})
}

func (k *Keeper) closeCase(ctx context.Context, supervisor, id, reason string) error {
	act, err := k.act(ctx, supervisor)
	if err != nil {
		return err
	}
	key := collections.Join(act.Member.Id, id)
	c, err := k.caseOf(ctx, key)
	if err != nil {
		return err
	}
	inForce, err := k.holdsFor(ctx, key)
	if err != nil {
		return err
	}
	if c, err = c.Close(act, reason, inForce); err != nil {
		return err
	}
	return k.saveCase(ctx, c, act.Officer)
}

// holdsFor reports whether an order of the case is in force: the one that ends last says it for all.
func (k *Keeper) holdsFor(ctx context.Context, key ownKey) (inForce bool, err error) {
	ofCase := collections.PairPrefix[endKey, ownKey](collections.PairPrefix[ownKey, int64](key))
	last := new(collections.Range[collections.Pair[endKey, ownKey]]).Prefix(ofCase).Descending()
	err = k.orders.Indexes.inForceByCase.Walk(ctx, last, func(entry collections.Pair[endKey, ownKey]) (bool, error) {
		inForce = now(ctx).Unix() < entry.K1().K2()
		return true, nil
	})
	return inForce, err
}
