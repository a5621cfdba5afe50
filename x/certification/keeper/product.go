package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/certification/types"
)

// IsCertified fails with ErrIdentifier, ErrCertificateNotFound, ErrProductUse or ErrProductNotValid unless the
// certificate is of one of the categories and valid now.
func (k *Keeper) IsCertified(ctx context.Context, number string, categories ...uint32) error {
	certificate, err := k.named(ctx, number)
	if err != nil {
		return err
	}
	if err := certificate.CheckCategory(categories...); err != nil {
		return err
	}
	return certificate.CheckValid(now(ctx))
}

// CheckProduct fails unless a product may be used by customers of the member: its certificate is of that use and valid
// now. Client software without one is what the member says it uses. Where the parameters require a certificate, only one
// of this register counts (ErrProductRequired); elsewhere a product may have none, or the number of another register.
func (k *Keeper) CheckProduct(ctx context.Context, memberID, number string, use types.ProductUse) error {
	if number == "" && use == types.PRODUCT_USE_CLIENT_SOFTWARE {
		return k.CheckDeployed(ctx, memberID, use)
	}
	if number == "" || types.IsForeign(number) {
		params, err := k.params.Get(ctx)
		if err == nil && params.Requires(use) {
			err = types.ErrProductRequired.Wrapf("%s, certificate %q: name one of this register", use.Label(), number)
		}
		return err
	}
	certificate, err := k.named(ctx, number)
	if err != nil {
		return err
	}
	return certificate.CheckUse(use, now(ctx))
}

// CheckDeployed fails unless what the member says it uses is certified now. If it says nothing, the parameters decide
// (ErrProductRequired).
func (k *Keeper) CheckDeployed(ctx context.Context, memberID string, use types.ProductUse) error {
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	deployment, err := k.deployments.Get(ctx, collections.Join(memberID, int32(use)))
	if errors.Is(err, collections.ErrNotFound) {
		if params.Requires(use) {
			return types.ErrProductRequired.Wrapf("%s of %s: deploy one", use.Label(), memberID)
		}
		return nil
	}
	if err != nil {
		return err
	}
	return k.checkDeployment(ctx, deployment, params)
}

func (k *Keeper) checkDeployment(ctx context.Context, d types.Deployment, params types.Params) error {
	if err := d.CheckAttestation(params, now(ctx)); err != nil {
		return err
	}
	if d.Attestation != nil {
		if err := k.IsCertified(ctx, d.Attestation.TeeCertificate, types.TEECategory); err != nil {
			return err
		}
	}
	return k.CheckProduct(ctx, d.MemberId, d.Certificate, d.Use)
}

func (k *Keeper) deploy(ctx context.Context, officer string, msg *types.MsgDeployProduct) error {
	acting, member, err := k.actor(ctx, officer)
	if err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	deployment, err := types.NewDeployment(member.Id, acting.Address, msg, now(ctx))
	if err != nil {
		return err
	}
	if err := k.checkDeployment(ctx, deployment, params); err != nil {
		return err
	}
	if err := k.deployments.Set(ctx, collections.Join(member.Id, int32(msg.Use)), deployment); err != nil {
		return err
	}
	return emit(ctx, &types.EventProductDeployed{MemberId: member.Id, Use: msg.Use, Certificate: msg.Certificate, Officer: acting.Address})
}

// ProductStatus says for people what a certificate is now, such as "suspended". What stands in another register is
// "not in this register".
func (k *Keeper) ProductStatus(ctx context.Context, number string) (string, error) {
	certificate, err := k.named(ctx, number)
	if errors.Is(err, types.ErrIdentifier) || errors.Is(err, types.ErrCertificateNotFound) {
		return "not in this register", nil
	}
	if err != nil {
		return "", err
	}
	return certificate.At(now(ctx)).Status.Label(), nil
}

// named reads a certificate by what somebody wrote.
func (k *Keeper) named(ctx context.Context, number string) (types.Certificate, error) {
	parsed, err := types.ParseNumber(number)
	if err != nil {
		return types.Certificate{}, err
	}
	return k.Certificate(ctx, parsed.String())
}
