package types

import (
	"encoding/hex"

	"github.com/dcep-consortium/dcepd/offline"
)

// ParseDeviceID reads a device id in its only spelling, 40 lower-case hexadecimal digits (ErrIdentifier).
func ParseDeviceID(s string) (string, error) {
	id, err := offline.ParseKeyID(s)
	if err != nil || id.String() != s {
		return "", ErrIdentifier.Wrapf("device id %.60q: must have 40 lower-case hexadecimal digits", s)
	}
	return s, nil
}

// ParseVoucherID reads the id of a voucher from hexadecimal (ErrIdentifier).
func ParseVoucherID(s string) ([]byte, error) {
	id, err := hex.DecodeString(s)
	if err != nil {
		return nil, ErrIdentifier.Wrapf("voucher id %.80q: must have 64 hexadecimal digits", s)
	}
	return id, CheckVoucherID(id)
}

// CheckVoucherID fails with ErrIdentifier unless the id has the length of a hash.
func CheckVoucherID(id []byte) error {
	if len(id) != len(offline.Hash{}) {
		return ErrIdentifier.Wrapf("voucher id: has %d bytes, must have %d", len(id), len(offline.Hash{}))
	}
	return nil
}
