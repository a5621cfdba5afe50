package types

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	dayFormat = "2006-01-02"
	// businessDayOffset is where Asia/Shanghai is ahead of UTC, all year round since 1991.
	businessDayOffset = 8 * time.Hour
)

// DayOf is the business day (UTC+8) of a moment, such as "2019-12-01". Days compare as text.
func DayOf(t time.Time) string { return t.UTC().Add(businessDayOffset).Format(dayFormat) }

// IsDay reports whether the text is a date, such as "2019-12-01".
func IsDay(s string) bool {
	day, err := time.Parse(dayFormat, s)
	return err == nil && day.Format(dayFormat) == s
}

// isLine accepts 1 to maxBytes bytes of printable UTF-8 on one line, without spaces around it.
func isLine(s string, maxBytes int) bool {
	return s != "" && len(s) <= maxBytes && utf8.ValidString(s) && strings.TrimSpace(s) == s &&
		!strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

// CheckName fails with ErrText unless people can read the text on one line.
func CheckName(what, s string) error {
	if !isLine(s, maxTextBytes) {
		return ErrText.Wrapf("%s %.40q must be 1 to %d bytes of printable UTF-8 without spaces around it", what, s, maxTextBytes)
	}
	return nil
}

// CheckReason fails with ErrText unless the text explains something.
func CheckReason(s string) error {
	if !isLine(s, maxReasonBytes) {
		return ErrText.Wrapf("reason %.40q must be 1 to %d bytes of printable UTF-8 on one line", s, maxReasonBytes)
	}
	return nil
}

// ParseReference reads somebody's own name for something (ISO 20022 Max35Text). It fails with ErrIdentifier.
func ParseReference(what, s string) (ident.Reference, error) {
	reference, err := ident.ParseReference(s)
	if err != nil {
		return reference, ErrIdentifier.Wrapf("%s: %s", what, err)
	}
	return reference, nil
}

// ParseVendor reads a credit code. It fails with ErrIdentifier.
func ParseVendor(s string) (ident.USCC, error) {
	uscc, err := ident.ParseUSCC(s)
	if err != nil {
		return uscc, ErrIdentifier.Wrapf("vendor: %s", err)
	}
	return uscc, nil
}

// ParseNumber reads the number of a certificate. It fails with ErrIdentifier.
func ParseNumber(s string) (ident.CertificateNo, error) {
	number, err := ident.ParseCertificateNo(s)
	if err != nil {
		return number, ErrIdentifier.Wrapf("certificate: %s", err)
	}
	return number, nil
}

// IsForeign reports whether a number is that of another register: it has a letter, which numbers of this one never have,
// so that a slip of the pen does not turn one into the other.
func IsForeign(number string) bool { return strings.ContainsFunc(number, unicode.IsLetter) }

// ParseMemberID reads the id of a member. It fails with ErrIdentifier.
func ParseMemberID(s string) (ident.MemberID, error) {
	id, err := ident.ParseMemberID(s)
	if err != nil {
		return id, ErrIdentifier.Wrapf("member: %s", err)
	}
	return id, nil
}

func checkAddress(s string) error {
	address, err := consortiumtypes.ParseAddress(s)
	if err == nil && consortiumtypes.FormatAddress(address) != s {
		err = ErrIdentifier.Wrapf("%s must be written %s", s, consortiumtypes.FormatAddress(address))
	}
	return err
}

// isKnown tells whether a value of an enum is one of its names other than the unspecified.
func isKnown[E ~int32](names map[int32]string, value E) bool {
	_, known := names[int32(value)]
	return known && value != 0
}

// label writes an enum value as people do: the part of its name after the prefix, such as "suspended".
func label(prefix, name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, prefix)), "_", " ")
}

// Label is the status for people, such as "suspended".
func (s CertificateStatus) Label() string { return label("CERTIFICATE_STATUS_", s.String()) }

// Label is the status for people, such as "site inspection".
func (s ApplicationStatus) Label() string { return label("APPLICATION_STATUS_", s.String()) }

// Label is the cause for people, such as "not remedied".
func (c Cause) Label() string { return label("CAUSE_", c.String()) }

// Label is the use for people, such as "client software".
func (u ProductUse) Label() string { return label("PRODUCT_USE_", u.String()) }

func isSubset(part, whole []string) bool {
	return !slices.ContainsFunc(part, func(s string) bool { return !slices.Contains(whole, s) })
}
