package types

import (
	"time"

	"github.com/dcep-consortium/dcepd/offline"
)

// NewDeviceIssuer is an operator's key for device certificates (ErrIssuerKey).
func NewDeviceIssuer(operatorID string, key []byte) (DeviceIssuer, error) {
	public, err := offline.ParsePublicKey(key)
	if err != nil {
		return DeviceIssuer{}, ErrIssuerKey.Wrap(err.Error())
	}
	return DeviceIssuer{OperatorId: operatorID, Id: public.ID().String(), PublicKey: key}, nil
}

// Supersede ends the key at a time: certificates that begin later are not trusted.
func (i DeviceIssuer) Supersede(now time.Time) DeviceIssuer {
	i.SupersededAt = &now
	return i
}

// CheckCertificate fails with ErrIssuer unless the issuer's key signed, and with ErrProof unless the device has its key.
func (i DeviceIssuer) CheckCertificate(certificate offline.Certificate, proof []byte) error {
	if err := certificate.Verify(offline.PublicKey(i.PublicKey)); err != nil {
		return ErrIssuer.Wrapf("device %s, key %s of %s: %s", certificate.Device(), i.Id, i.OperatorId, err)
	}
	if err := certificate.VerifyProof(proof); err != nil {
		return ErrProof.Wrapf("device %s: %s", certificate.Device(), err)
	}
	return nil
}
