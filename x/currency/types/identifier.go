package types

import (
	"unicode/utf8"

	"github.com/dcep-consortium/dcepd/ident"
)

// MaxReasonBytes bounds the explanation of a refusal.
const MaxReasonBytes = 256

// ParseReference reads somebody's own name for something (ISO 20022 Max35Text). what names the field in the error,
// which is ErrIdentifier.
func ParseReference(what, s string) (ident.Reference, error) {
	reference, err := ident.ParseReference(s)
	if err != nil {
		return reference, ErrIdentifier.Wrapf("%s: %s", what, err)
	}
	return reference, nil
}

// ParseMemberID reads the id of a member of the consortium. It fails with ErrIdentifier.
func ParseMemberID(s string) (ident.MemberID, error) {
	id, err := ident.ParseMemberID(s)
	if err != nil {
		return id, ErrIdentifier.Wrapf("member id: %s", err)
	}
	return id, nil
}

// CheckReason fails with ErrReason unless the text explains something in at most MaxReasonBytes.
func CheckReason(reason string) error {
	if reason == "" || len(reason) > MaxReasonBytes || !utf8.ValidString(reason) {
		return ErrReason.Wrapf("has %d bytes, must have 1 to %d of valid UTF-8", len(reason), MaxReasonBytes)
	}
	return nil
}
