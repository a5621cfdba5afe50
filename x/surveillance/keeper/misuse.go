package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/lookup"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

func (k *Keeper) reportMisuse(ctx context.Context, reporter, bodyID string, seal []byte) error {
	if _, err := k.register.Recognition(ctx, bodyID); err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	report, err := types.NewMisuseReport(bodyID, reporter, seal, params, now(ctx))
	if err != nil {
		return err
	}
	exists, err := k.misuse.Has(ctx, seal)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrMisuseExists.Wrapf("report %X", seal)
	}
	return k.saveMisuse(ctx, report, reporter)
}

// misuseReport fails with ErrMisuseNotFound.
func (k *Keeper) misuseReport(ctx context.Context, seal []byte) (types.MisuseReport, error) {
	return lookup.Find(ctx, k.misuse, seal, func() error { return types.ErrMisuseNotFound.Wrapf("report %X", seal) })
}

func (k *Keeper) answerMisuse(ctx context.Context, msg *types.MsgAnswerMisuse) error {
	report, err := k.misuseReport(ctx, msg.Seal)
	if err != nil {
		return err
	}
	vendor, err := k.register.VendorOfWallet(ctx, msg.Vendor)
	if err != nil {
		return err
	}
	if report, err = report.Answer(chainID(ctx), msg.Opening, msg.AnswerHash, now(ctx)); err != nil {
		return err
	}
	certificate, err := k.certificateOf(ctx, report)
	if err != nil {
		return err
	}
	if err := certificate.CheckHolder(vendor.Uscc); err != nil {
		return err
	}
	return k.saveMisuse(ctx, report, msg.Vendor)
}

func (k *Keeper) judgeMisuse(ctx context.Context, msg *types.MsgJudgeMisuse) error {
	member, err := k.actor(ctx, msg.Officer)
	if err != nil {
		return err
	}
	report, err := k.misuseReport(ctx, msg.Seal)
	if err != nil {
		return err
	}
	if report.BodyId != member.Id {
		return certificationtypes.ErrNotBody.Wrapf("report %X: %s judges it, not %s", report.Seal, report.BodyId, member.Id)
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	if report, err = report.Judge(chainID(ctx), msg.Opening, msg, params, now(ctx)); err != nil {
		return err
	}
	if _, err := k.certificateOf(ctx, report); err != nil {
		return err
	}
	switch report.Judgement {
	case types.JUDGEMENT_SUSPENSION:
		err = k.register.Suspend(ctx, report.Opening.Number, msg.Officer, msg.Reason, *msg.RemedyBy)
	case types.JUDGEMENT_WITHDRAWAL:
		err = k.register.Withdraw(ctx, report.Opening.Number, msg.Officer, msg.Reason)
	default:
	}
	if err != nil {
		return err
	}
	return k.saveMisuse(ctx, report, msg.Officer)
}

// certificateOf is what an open report is about, for which the report's body must answer.
func (k *Keeper) certificateOf(ctx context.Context, report types.MisuseReport) (certificationtypes.Certificate, error) {
	certificate, err := k.register.Certificate(ctx, report.Opening.Number)
	if err != nil {
		return certificate, err
	}
	return certificate, certificate.CheckBody(report.BodyId)
}

func (k *Keeper) saveMisuse(ctx context.Context, report types.MisuseReport, by string) error {
	if err := k.misuse.Set(ctx, report.Seal, report); err != nil {
		return err
	}
	event := &types.EventMisuseReport{Seal: report.Seal, BodyId: report.BodyId, Status: report.Status, Judgement: report.Judgement, By: by}
	if report.Opening != nil {
		event.Number, event.Kind = report.Opening.Number, report.Opening.Kind
	}
	return emit(ctx, event)
}
