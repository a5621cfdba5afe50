package keeper

import (
	"context"
	"time"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

func (k *Keeper) recordInspection(ctx context.Context, msg *types.MsgRecordInspection) error {
	member, err := k.actor(ctx, msg.Officer)
	if err != nil {
		return err
	}
	certificate, err := k.register.Certificate(ctx, msg.Number)
	if err != nil {
		return err
	}
	if err := certificate.CheckBody(member.Id); err != nil {
		return err
	}
	if !certificate.IsInForce(now(ctx)) {
		return certificationtypes.ErrCertificateStatus.Wrapf("certificate %s is %s: nothing to inspect", certificate.Number,
			certificate.At(now(ctx)).Status.Label())
	}
	inspection, err := types.NewInspection(member.Id, msg, now(ctx))
	if err != nil {
		return err
	}
	if err := k.checkDrawn(ctx, inspection, certificate); err != nil {
		return err
	}
	key := collections.Join(inspection.Number, inspection.At)
	exists, err := k.inspections.Has(ctx, key)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrInspection.Wrapf("certificate %s was inspected in this very block", inspection.Number)
	}
	if err := k.inspections.Set(ctx, key, inspection); err != nil {
		return err
	}
	if err := k.fulfil(ctx, inspection); err != nil {
		return err
	}
	if err := emit(ctx, &types.EventInspected{
		Number: inspection.Number, BodyId: member.Id, RoundId: inspection.RoundId, Outcome: inspection.Outcome, Inspector: msg.Officer,
	}); err != nil {
		return err
	}
	return k.applyOutcome(ctx, inspection, certificate)
}

// checkDrawn asks the round in which a certificate is said to be drawn. Whether the seeds drew it, everybody recomputes
// when they are revealed; the chain cannot know before.
func (k *Keeper) checkDrawn(ctx context.Context, inspection types.Inspection, certificate certificationtypes.Certificate) error {
	if inspection.RoundId == "" {
		return nil
	}
	round, err := k.round(ctx, inspection.BodyId, inspection.RoundId)
	if err != nil {
		return err
	}
	if err := round.CheckInspecting(now(ctx)); err != nil {
		return err
	}
	return round.CheckMember(certificate)
}

// applyOutcome does to the certificate what the finding asks for. A major finding leaves a suspension as it is.
func (k *Keeper) applyOutcome(ctx context.Context, i types.Inspection, certificate certificationtypes.Certificate) error {
	switch {
	case i.Outcome == types.OUTCOME_CRITICAL:
		return k.register.Withdraw(ctx, i.Number, i.Inspector, i.Findings)
	case i.Outcome == types.OUTCOME_MAJOR && certificate.At(i.At).Status == certificationtypes.CERTIFICATE_STATUS_VALID:
		return k.register.Suspend(ctx, i.Number, i.Inspector, i.Findings, *i.RemedyBy)
	default:
		return nil
	}
}

func (k *Keeper) confirmRemedy(ctx context.Context, msg *types.MsgConfirmRemedy) error {
	member, err := k.actor(ctx, msg.Officer)
	if err != nil {
		return err
	}
	certificate, err := k.register.Certificate(ctx, msg.Number)
	if err != nil {
		return err
	}
	if err := certificate.CheckBody(member.Id); err != nil {
		return err
	}
	key := collections.Join(msg.Number, msg.InspectedAt)
	inspection, err := lookup.Find(ctx, k.inspections, key, func() error {
		return types.ErrInspectionNotFound.Wrapf("certificate %s at %s", msg.Number, msg.InspectedAt.UTC().Format(time.RFC3339Nano))
	})
	if err != nil {
		return err
	}
	if inspection, err = inspection.Remedy(now(ctx)); err != nil {
		return err
	}
	if err := k.inspections.Set(ctx, key, inspection); err != nil {
		return err
	}
	return emit(ctx, &types.EventRemedied{Number: msg.Number, InspectedAt: msg.InspectedAt, Inspector: msg.Officer})
}

// CheckRenewal is what the register asks before it renews a certificate: it was inspected since it was granted, every
// minor finding is remedied, and neither an order nor a round that defaulted waits for it (ErrNotInspected,
// ErrNotRemedied).
func (k *Keeper) CheckRenewal(ctx context.Context, c certificationtypes.Certificate) error {
	var last time.Time
	err := k.walkInspections(ctx, c.Number, func(i types.Inspection) (bool, error) {
		if last.IsZero() {
			last = i.At
		}
		return false, i.CheckRenewal()
	})
	if err != nil {
		return err
	}
	if last.IsZero() {
		return types.ErrNotInspected.Wrapf("certificate %s: never since it was granted on %s", c.Number, c.GrantedAt.UTC().Format(time.RFC3339))
	}
	order, waits, err := k.openOrder(ctx, c.Number)
	if err != nil {
		return err
	}
	if waits {
		return types.ErrNotInspected.Wrapf("certificate %s: an inspection was ordered by %s: %s", c.Number,
			order.InspectBy.UTC().Format(time.RFC3339), order.Reason)
	}
	for _, body := range bodiesOf(c) {
		if err := k.checkDefaults(ctx, c, body, last); err != nil {
			return err
		}
	}
	return nil
}

// checkDefaults fails with ErrNotInspected when a round of the body drew everything because a seed is missing, and the
// certificate was not inspected since.
func (k *Keeper) checkDefaults(ctx context.Context, c certificationtypes.Certificate, bodyID string, last time.Time) error {
	return k.walkRounds(ctx, bodyID, func(round types.Round) (bool, error) {
		if round.FrozenAt.Before(c.GrantedAt) || !last.Before(round.FrozenAt) {
			return true, nil
		}
		if round.StatusAt(now(ctx)) == types.ROUND_STATUS_DEFAULTED && round.CheckMember(c) == nil {
			return true, types.ErrNotInspected.Wrapf("certificate %s: round %s of %s drew everything, because a seed is missing", c.Number, round.Id, bodyID)
		}
		return false, nil
	})
}

// bodiesOf are all that ever answered for a certificate.
func bodiesOf(c certificationtypes.Certificate) []string {
	var bodies []string
	for _, change := range c.Changes {
		if change.BodyId != "" {
			bodies = append(bodies, change.BodyId)
		}
	}
	return bodies
}

// walkInspections visits the inspections of a certificate, the last one first, until visit stops it.
func (k *Keeper) walkInspections(ctx context.Context, number string, visit func(types.Inspection) (bool, error)) error {
	return k.inspections.Walk(ctx, collections.NewPrefixedPairRange[string, time.Time](number).Descending(),
		func(_ momentKey, inspection types.Inspection) (bool, error) { return visit(inspection) })
}
