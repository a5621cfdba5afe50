package types

import (
	"encoding/hex"
	"strings"
	"time"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Day is a business day (UTC+8).
type Day = currencytypes.Day

const (
	documentIDDigits = 64
	hexDigits        = "0123456789abcdef"
	monthFormat      = "2006-01"
	maxSlugBytes     = 40
	slugAlphabet     = "abcdefghijklmnopqrstuvwxyz0123456789-"
	maxNameBytes     = 100
)

// DocumentID is the id of a document: the bytes of an HMAC or keyed fingerprint. The zero value is none.
type DocumentID [documentIDDigits / 2]byte

// ParseDocumentID reads 64 lower-case hexadecimal digits. It fails with ErrDocumentID.
func ParseDocumentID(s string) (DocumentID, error) {
	var id DocumentID
	if len(s) != documentIDDigits || strings.Trim(s, hexDigits) != "" {
		return id, ErrDocumentID.Wrapf("%.70q has %d characters, must be %d of %s", s, len(s), documentIDDigits, hexDigits)
	}
	if _, err := hex.Decode(id[:], []byte(s)); err != nil {
		return id, ErrDocumentID.Wrap(err.Error())
	}
	return id, nil
}

// String writes 64 hexadecimal digits.
func (id DocumentID) String() string { return hex.EncodeToString(id[:]) }

// CheckMonth fails with ErrMonth unless the text is a month, such as 2019-12, that has begun today.
func CheckMonth(month string, today Day) error {
	if err := ParseMonth(month); err != nil {
		return err
	}
	if current := MonthOf(today); month > current {
		return ErrMonth.Wrapf("%s has not begun, this month is %s", month, current)
	}
	return nil
}

// ParseMonth fails with ErrMonth unless the text is a month.
func ParseMonth(month string) error {
	t, err := time.Parse(monthFormat, month)
	if err != nil || t.Format(monthFormat) != month {
		return ErrMonth.Wrapf("%.40q: write year and month, such as 2019-12", month)
	}
	return nil
}

// MonthOf is the month of a business day.
func MonthOf(day Day) string { return day.String()[:len(monthFormat)] }

// checkSlug fails with the error unless the text is an id of the catalogue.
func isSlug(s string) bool {
	return s != "" && len(s) <= maxSlugBytes && strings.Trim(s, slugAlphabet) == ""
}

// CheckCommitment fails with ErrCommitment unless the bytes can be one.
func CheckCommitment(what string, commitment []byte) error {
	if len(commitment) != CommitmentBytes {
		return ErrCommitment.Wrapf("%s has %d bytes, must have %d", what, len(commitment), CommitmentBytes)
	}
	return nil
}

// CheckEnvelope fails with ErrEnvelope unless the bytes can be a sealed key.
func CheckEnvelope(sealed []byte) error {
	if len(sealed) == 0 || len(sealed) > MaxEnvelopeBytes {
		return ErrEnvelope.Wrapf("has %d bytes, must have 1 to %d", len(sealed), MaxEnvelopeBytes)
	}
	return nil
}

func checkOptionalEnvelope(sealed []byte) error {
	if len(sealed) == 0 {
		return nil
	}
	return CheckEnvelope(sealed)
}
