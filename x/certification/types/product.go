package types

import (
	"slices"
	"time"
)

// TEECategory is that of a trusted execution environment.
const TEECategory = 7

// useCategories are the categories whose certificates a use asks for.
var useCategories = map[ProductUse][]uint32{
	PRODUCT_USE_CARRIER:            {2, 3},
	PRODUCT_USE_CLIENT_SOFTWARE:    {1},
	PRODUCT_USE_TERMINAL:           {5, 6, 9},
	PRODUCT_USE_DEVICE:             {2, 3},
	PRODUCT_USE_CLOUD_PLATFORM:     {11},
	PRODUCT_USE_VALIDATOR_PLATFORM: {12},
}

// deployable are the uses of which a member says itself which product it uses.
var deployable = []ProductUse{PRODUCT_USE_CLIENT_SOFTWARE, PRODUCT_USE_CLOUD_PLATFORM, PRODUCT_USE_VALIDATOR_PLATFORM}

// CheckUse fails with ErrProductUse or ErrProductNotValid unless the certificate is of the use and valid at the moment.
func (c Certificate) CheckUse(use ProductUse, now time.Time) error {
	if err := c.CheckCategory(useCategories[use]...); err != nil {
		return err
	}
	return c.CheckValid(now)
}

// CheckCategory fails with ErrProductUse.
func (c Certificate) CheckCategory(categories ...uint32) error {
	if !slices.Contains(categories, c.Category) {
		return ErrProductUse.Wrapf("certificate %s is of category %d, must be of %v", c.Number, c.Category, categories)
	}
	return nil
}

// CheckValid fails with ErrProductNotValid.
func (c Certificate) CheckValid(now time.Time) error {
	if s := c.At(now); s.Status != CERTIFICATE_STATUS_VALID {
		return ErrProductNotValid.Wrapf("certificate %s is %s since %s", c.Number, s.Status.Label(), moment(&s.Since))
	}
	return nil
}

// NewDeployment fails with ErrProductUse for a use of which members do not say what they use.
func NewDeployment(memberID, officer string, msg *MsgDeployProduct, now time.Time) (Deployment, error) {
	if !slices.Contains(deployable, msg.Use) {
		return Deployment{}, ErrProductUse.Wrapf("%s: a member deploys %v", msg.Use.Label(), deployable)
	}
	return Deployment{
		MemberId: memberID, Use: msg.Use, Certificate: msg.Certificate, Attestation: msg.Attestation, Officer: officer, DeployedAt: now,
	}, nil
}

// CheckAttestation fails with ErrAttestation unless a validator's platform has a record of its environment that is well
// formed and young enough, and nothing else has one.
func (d Deployment) CheckAttestation(params Params, now time.Time) error {
	a := d.Attestation
	if (d.Use == PRODUCT_USE_VALIDATOR_PLATFORM) != (a != nil) {
		return ErrAttestation.Wrapf("%s of %s: a validator's platform, and nothing else, has an attestation", d.Use.Label(), d.MemberId)
	}
	if a == nil {
		return nil
	}
	if len(a.Measurement) != hashBytes || len(a.EvidenceHash) != hashBytes {
		return ErrAttestation.Wrapf("measurement has %d bytes, evidence_hash %d, both must have %d", len(a.Measurement), len(a.EvidenceHash), hashBytes)
	}
	if ends := a.AttestedAt.Add(params.AttestationPeriod); a.AttestedAt.After(now) || !now.Before(ends) {
		return ErrAttestation.Wrapf("attested_at %s: must not be in the future, and counts until %s; now is %s",
			moment(&a.AttestedAt), moment(&ends), moment(&now))
	}
	return nil
}

// check looks at the record alone.
func (d Deployment) check() error {
	if _, err := ParseMemberID(d.MemberId); err != nil {
		return err
	}
	if !slices.Contains(deployable, d.Use) {
		return ErrProductUse.Wrapf("%s: a member deploys %v", d.Use, deployable)
	}
	if _, err := ParseNumber(d.Certificate); err != nil {
		return err
	}
	return checkAddress(d.Officer)
}
