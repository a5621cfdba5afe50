package fingerprint

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/dcep-consortium/dcepd/seal"
)

// The fields that say which paper it is, whatever its amount.
const (
	issuerField = "issuer"
	numberField = "number"
	dateField   = "date"
)

const (
	paperDomain = "dcep/fingerprint/paper/v1"
	idDomain    = "dcep/fingerprint/id/v1"
)

// ErrPaper is about a paper that lacks a field by which it is known.
var ErrPaper = errors.New("paper has no fingerprint")

// input is the canonical form of what identifies a paper: kind, issuer, number and date, each in compatibility form, upper case and
// without white space, behind its length. So the same paper has one fingerprint however somebody types it.
func input(content seal.Content) ([]byte, error) {
	var out []byte
	add := func(text string) {
		out = binary.BigEndian.AppendUint64(out, uint64(len(text)))
		out = append(out, text...)
	}
	add(paperDomain)
	add(content.Kind)
	for _, name := range []string{issuerField, numberField, dateField} {
		value := canonical(content.Value(name))
		if value == "" {
			return nil, fmt.Errorf("%w: field %s is missing", ErrPaper, name)
		}
		add(value)
	}
	return out, nil
}

func canonical(value string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, norm.NFKC.String(value))
}

// documentID makes the id of a document out of what the function gives.
func documentID(output []byte) string {
	hash := sha256.New()
	hash.Write([]byte(idDomain))
	hash.Write(output)
	return hex.EncodeToString(hash.Sum(nil))
}
