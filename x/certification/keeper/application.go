package keeper

import (
	"context"
	"time"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// application fails with ErrApplicationNotFound.
func (k *Keeper) application(ctx context.Context, key applicationKey) (types.Application, error) {
	return lookup.Find(ctx, k.applications, key, func() error {
		return types.ErrApplicationNotFound.Wrapf("application %s of %s", key.K2(), key.K1())
	})
}

func (k *Keeper) apply(ctx context.Context, reference ident.Reference, msg *types.MsgApply) error {
	vendor, err := k.VendorOfWallet(ctx, msg.Vendor)
	if err != nil {
		return err
	}
	key := collections.Join(vendor.Uscc, reference.String())
	exists, err := k.applications.Has(ctx, key)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrApplicationExists.Wrapf("application %s of %s", key.K2(), key.K1())
	}
	edition, err := k.editionInForce(ctx)
	if err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	var about *types.Certificate
	if msg.Certificate != "" {
		certificate, err := k.Certificate(ctx, msg.Certificate)
		if err != nil {
			return err
		}
		about = &certificate
	}
	application, err := types.NewApplication(vendor, reference, msg, about, edition, params, now(ctx))
	if err != nil {
		return err
	}
	if err := k.checkBody(ctx, application.BodyId, application.Category); err != nil {
		return err
	}
	return k.saveApplication(ctx, application)
}

// checkBody fails with ErrNotRecognised unless the member is a body that is recognised for the category.
func (k *Keeper) checkBody(ctx context.Context, bodyID string, category uint32) error {
	if _, err := k.checkRecognised(ctx, bodyID, category); err != nil {
		return err
	}
	member, err := k.consortium.Member(ctx, bodyID)
	if err == nil && member.Kind != consortiumtypes.MEMBER_KIND_CERTIFICATION_BODY {
		err = types.ErrNotRecognised.Wrapf("%s is no certification body", bodyID)
	}
	return err
}

// advance applies what an officer of the application's body does to it.
func (k *Keeper) advance(
	ctx context.Context, address string, key applicationKey,
	act func(types.Application, consortiumtypes.Officer, types.Params, time.Time) (types.Application, error),
) error {
	officer, member, err := k.actor(ctx, address)
	if err != nil {
		return err
	}
	application, err := k.application(ctx, key)
	if err != nil {
		return err
	}
	if err := application.CheckBody(member.Id); err != nil {
		return err
	}
	return k.act(ctx, application, officer, act)
}

// examine applies what an examiner of the application's laboratory does to it, which must be recognised.
func (k *Keeper) examine(
	ctx context.Context, address string, key applicationKey,
	act func(types.Application, consortiumtypes.Officer, types.Params, time.Time) (types.Application, error),
) error {
	officer, member, err := k.actor(ctx, address)
	if err != nil {
		return err
	}
	application, err := k.application(ctx, key)
	if err != nil {
		return err
	}
	if _, err := k.checkRecognised(ctx, member.Id, application.Category); err != nil {
		return err
	}
	return k.act(ctx, application, officer, act)
}

// checkLaboratory fails with ErrNotRecognised unless the laboratory, where one is named, is recognised for the category.
func (k *Keeper) checkLaboratory(ctx context.Context, laboratoryID string, category uint32) error {
	if laboratoryID == "" {
		return nil
	}
	recognition, err := k.checkRecognised(ctx, laboratoryID, category)
	if err != nil {
		return err
	}
	member, err := k.consortium.Member(ctx, recognition.MemberId)
	if err == nil && member.Kind != consortiumtypes.MEMBER_KIND_TEST_LABORATORY {
		err = types.ErrNotRecognised.Wrapf("%s is no laboratory", laboratoryID)
	}
	return err
}

func (k *Keeper) act(
	ctx context.Context, application types.Application, officer consortiumtypes.Officer,
	act func(types.Application, consortiumtypes.Officer, types.Params, time.Time) (types.Application, error),
) error {
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	if application, err = act(application, officer, params, now(ctx)); err != nil {
		return err
	}
	return k.saveApplication(ctx, application)
}

// byVendor applies what the holder of a vendor's wallet does to one of its applications.
func (k *Keeper) byVendor(
	ctx context.Context, wallet string, reference ident.Reference,
	act func(types.Application, types.Params, time.Time) (types.Application, error),
) error {
	vendor, err := k.VendorOfWallet(ctx, wallet)
	if err != nil {
		return err
	}
	application, err := k.application(ctx, collections.Join(vendor.Uscc, reference.String()))
	if err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	if application, err = act(application, params, now(ctx)); err != nil {
		return err
	}
	return k.saveApplication(ctx, application)
}

// decide applies a decision, and grants what it grants. It returns the number of the certificate.
func (k *Keeper) decide(
	ctx context.Context, address string, key applicationKey,
	act func(types.Application, consortiumtypes.Officer, types.Params, time.Time) (types.Application, error),
) (number string, err error) {
	err = k.advance(ctx, address, key, func(a types.Application, officer consortiumtypes.Officer, params types.Params, now time.Time) (types.Application, error) {
		decided, err := act(a, officer, params, now)
		if err != nil || decided.Status != types.APPLICATION_STATUS_GRANTED {
			return decided, err
		}
		number, err = k.grant(ctx, decided, officer.Address)
		decided.Granted = number
		return decided, err
	})
	return number, err
}

func (k *Keeper) saveApplication(ctx context.Context, a types.Application) error {
	if err := k.applications.Set(ctx, collections.Join(a.Vendor, a.Reference), a); err != nil {
		return err
	}
	last := a.Acts[len(a.Acts)-1]
	reason := last.Reason
	if last.Report != nil {
		reason = last.Report.Findings
	}
	return emit(ctx, &types.EventApplication{
		Vendor: a.Vendor, Reference: a.Reference, BodyId: a.BodyId, Status: a.Status, By: last.By, Reason: reason, Certificate: a.Granted,
	})
}
