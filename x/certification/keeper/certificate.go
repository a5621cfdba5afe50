package keeper

import (
	"context"
	"strconv"
	"time"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Certificate fails with ErrCertificateNotFound.
func (k *Keeper) Certificate(ctx context.Context, number string) (types.Certificate, error) {
	return lookup.Find(ctx, k.certificates, number, func() error { return types.ErrCertificateNotFound.Wrapf("number %.40q", number) })
}

// grant does what a granted application asks for, and returns the number of the certificate that it is about.
func (k *Keeper) grant(ctx context.Context, a types.Application, officer string) (string, error) {
	recognition, err := k.checkRecognised(ctx, a.BodyId, a.Category)
	if err != nil {
		return "", err
	}
	if a.Kind == types.APPLICATION_KIND_INITIAL {
		return k.issue(ctx, a, recognition, officer)
	}
	certificate, err := k.Certificate(ctx, a.Certificate)
	if err != nil {
		return "", err
	}
	if err := certificate.CheckBody(a.BodyId); err != nil {
		return "", err
	}
	reason := a.Acts[len(a.Acts)-1].Reason
	if a.Kind == types.APPLICATION_KIND_CHANGE {
		if certificate, err = certificate.ChangeUnit(officer, reason, a.Unit, now(ctx)); err != nil {
			return "", err
		}
		return certificate.Number, k.saveCertificate(ctx, certificate)
	}
	if k.surveillance != nil {
		if err := k.surveillance.CheckRenewal(ctx, certificate); err != nil {
			return "", err
		}
	}
	// What the certificate covers may have become less since the vendor applied.
	a.Unit = certificate.Unit
	number, err := k.issue(ctx, a, recognition, officer)
	if err != nil {
		return "", err
	}
	successor, err := types.ParseNumber(number)
	if err != nil {
		return "", err
	}
	if certificate, err = certificate.Renew(officer, reason, successor, now(ctx)); err != nil {
		return "", err
	}
	return number, k.saveCertificate(ctx, certificate)
}

func (k *Keeper) issue(ctx context.Context, a types.Application, body types.Recognition, officer string) (string, error) {
	number, err := k.nextNumber(ctx, a.Category, body.Code)
	if err != nil {
		return "", err
	}
	return number.String(), k.saveCertificate(ctx, types.NewCertificate(number, a, officer, now(ctx)))
}

// nextNumber counts the body's certificates of the year. It fails with ErrSerials.
func (k *Keeper) nextNumber(ctx context.Context, category, body uint32) (ident.CertificateNo, error) {
	year, err := strconv.ParseUint(today(ctx)[:4], 10, 32)
	if err != nil {
		return ident.CertificateNo{}, err
	}
	key := collections.Join(body, uint32(year))
	last, err := lookup.Find(ctx, k.serials, key, func() error { return nil })
	if err != nil {
		return ident.CertificateNo{}, err
	}
	number, err := ident.NewCertificateNo(category, body, uint32(year), last+1)
	if err != nil {
		return number, types.ErrSerials.Wrapf("body code %d, year %d, last %d", body, year, last)
	}
	return number, k.serials.Set(ctx, key, last+1)
}

// byOfficer applies what an officer does to a certificate.
func (k *Keeper) byOfficer(
	ctx context.Context, address, number string,
	act func(types.Certificate, consortiumtypes.Officer, consortiumtypes.Member, time.Time) (types.Certificate, error),
) error {
	officer, member, err := k.actor(ctx, address)
	if err != nil {
		return err
	}
	certificate, err := k.Certificate(ctx, number)
	if err != nil {
		return err
	}
	if certificate, err = act(certificate, officer, member, now(ctx)); err != nil {
		return err
	}
	return k.saveCertificate(ctx, certificate)
}

func (k *Keeper) suspend(ctx context.Context, address, number, reason string, remedyBy time.Time) error {
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	return k.byOfficer(ctx, address, number,
		func(c types.Certificate, officer consortiumtypes.Officer, member consortiumtypes.Member, now time.Time) (types.Certificate, error) {
			if member.Kind == consortiumtypes.MEMBER_KIND_CENTRAL_BANK {
				return c.OrderSuspension(officer.Address, reason, remedyBy, params, now)
			}
			if err := c.CheckBody(member.Id); err != nil {
				return c, err
			}
			return c.Suspend(officer.Address, reason, remedyBy, params, now)
		})
}

func (k *Keeper) reinstate(ctx context.Context, address, number, reason string) error {
	return k.byOfficer(ctx, address, number,
		func(c types.Certificate, officer consortiumtypes.Officer, member consortiumtypes.Member, now time.Time) (types.Certificate, error) {
			centralBank := member.Kind == consortiumtypes.MEMBER_KIND_CENTRAL_BANK
			if !centralBank {
				if err := c.CheckBody(member.Id); err != nil {
					return c, err
				}
			}
			return c.Reinstate(officer.Address, reason, centralBank, now)
		})
}

// Suspend is what surveillance does for an officer of the body, by all rules of a suspension (ErrCertificateNotFound,
// ErrCertificateStatus, ErrRemedyDeadline, ErrHistoryFull).
func (k *Keeper) Suspend(ctx context.Context, number, officer, reason string, remedyBy time.Time) error {
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	certificate, err := k.Certificate(ctx, number)
	if err != nil {
		return err
	}
	if certificate, err = certificate.Suspend(officer, reason, remedyBy, params, now(ctx)); err != nil {
		return err
	}
	return k.saveCertificate(ctx, certificate)
}

// Withdraw is what surveillance does for an officer of the body (ErrCertificateNotFound, ErrCertificateStatus).
func (k *Keeper) Withdraw(ctx context.Context, number, officer, reason string) error {
	certificate, err := k.Certificate(ctx, number)
	if err != nil {
		return err
	}
	if certificate, err = certificate.Withdraw(officer, reason, now(ctx)); err != nil {
		return err
	}
	return k.saveCertificate(ctx, certificate)
}

// takeOver moves a certificate to the officer's body, when its own may not answer for it any more.
func (k *Keeper) takeOver(ctx context.Context, address, number, reason string) error {
	return k.byOfficer(ctx, address, number,
		func(c types.Certificate, officer consortiumtypes.Officer, member consortiumtypes.Member, now time.Time) (types.Certificate, error) {
			if _, err := k.checkRecognised(ctx, member.Id, c.Category); err != nil {
				return c, err
			}
			before, err := k.consortium.Member(ctx, c.BodyId)
			if err != nil {
				return c, err
			}
			recognition, err := k.Recognition(ctx, c.BodyId)
			if err != nil {
				return c, err
			}
			if before.Status == consortiumtypes.MEMBER_STATUS_ACTIVE && recognition.Check(c.Category, types.DayOf(now)) == nil {
				return c, types.ErrStillRecognised.Wrapf("certificate %s: %s answers for it", c.Number, c.BodyId)
			}
			return c.TakeOver(officer.Address, reason, member.Id, now)
		})
}

// cancel is the holder's.
func (k *Keeper) cancel(ctx context.Context, wallet, number, reason string) error {
	vendor, err := k.VendorOfWallet(ctx, wallet)
	if err != nil {
		return err
	}
	certificate, err := k.Certificate(ctx, number)
	if err != nil {
		return err
	}
	if err := certificate.CheckHolder(vendor.Uscc); err != nil {
		return err
	}
	if certificate, err = certificate.Cancel(wallet, reason, now(ctx)); err != nil {
		return err
	}
	return k.saveCertificate(ctx, certificate)
}

// saveCertificate records a certificate with a new last change.
func (k *Keeper) saveCertificate(ctx context.Context, c types.Certificate) error {
	if err := k.certificates.Set(ctx, c.Number, c); err != nil {
		return err
	}
	last := c.Changes[len(c.Changes)-1]
	return emit(ctx, &types.EventCertificate{
		Number: c.Number, Status: last.Status, Cause: last.Cause, By: last.By, Reason: last.Reason, At: last.At,
	})
}
