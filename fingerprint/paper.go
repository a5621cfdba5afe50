package fingerprint

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dcep-consortium/dcepd/seal"
)

// The fields that say which paper of its kind it is.
const (
	issuerField = "issuer"
	numberField = "number"
	dateField   = "date"
)

const kindAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789-"

const (
	paperDomain = "dcep/fingerprint/paper/v1"
	idDomain    = "dcep/fingerprint/id/v1"
)

// ErrPaper is about a paper that lacks a field by which it is known, or writes one in a way that could be written again otherwise.
var ErrPaper = errors.New("paper has no fingerprint")

// Check fails with ErrPaper unless the paper has a fingerprint. Whoever seals a paper, asks for its fingerprint or opens it from
// somebody else checks it at home: the service sees nothing of it.
func Check(content seal.Content) error {
	_, err := input(content)
	return err
}

// input is the normal form of what identifies a paper: kind, issuer, number and date, each behind its length, whatever its amount.
// So the same paper has one fingerprint however somebody types it.
//
// The kind is part of it, because an issuer counts each kind of paper by itself: its invoice 77 and its order 77 of one day are two
// papers. That nobody gives an invoice as an order is for whoever opens it to see: the chain names the kind, and a kind of the
// catalogue says what is financed on it.
func input(content seal.Content) ([]byte, error) {
	if content.Kind == "" || strings.Trim(content.Kind, kindAlphabet) != "" {
		return nil, fmt.Errorf("%w: kind %+q must be an id of the catalogue, such as invoice", ErrPaper, content.Kind)
	}
	issuer, err := normal(content, issuerField)
	if err != nil {
		return nil, err
	}
	number, err := normal(content, numberField)
	if err != nil {
		return nil, err
	}
	date := content.Value(dateField)
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return nil, fmt.Errorf("%w: field %s is %+q, must be a day such as 2019-12-01", ErrPaper, dateField, date)
	}
	var out []byte
	for _, text := range []string{paperDomain, content.Kind, issuer, number, date} {
		out = binary.BigEndian.AppendUint64(out, uint64(len(text)))
		out = append(out, text...)
	}
	return out, nil
}

// documentID makes the id of a document out of what the function gives.
func documentID(output []byte) string {
	hash := sha256.New()
	hash.Write([]byte(idDomain))
	hash.Write(output)
	return hex.EncodeToString(hash.Sum(nil))
}
