package seal

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"
)

const (
	// SaltBytes is the length of the salt of a field: 128 bits, so that no list of values finds it.
	SaltBytes = 16
	maxFields = 64
)

// The domains keep hashes of different things apart.
const (
	fieldDomain   = "dcep/seal/field/v1"
	contentDomain = "dcep/seal/content/v1"
)

// ErrContent is about content that cannot be committed to.
var ErrContent = errors.New("invalid content")

// Field is one thing that is written in a paper.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	// Salt is hexadecimal.
	Salt string `json:"salt"`
}

// Content is what is written in a paper, in the order in which it is committed to.
type Content struct {
	Kind   string  `json:"kind"`
	Fields []Field `json:"fields"`
}

// NewSalt is a new salt.
func NewSalt() string {
	salt := make([]byte, SaltBytes)
	rand.Read(salt)
	return hex.EncodeToString(salt)
}

// Salted returns the content with a new salt for every field that has none.
func (c Content) Salted() Content {
	fields := make([]Field, len(c.Fields))
	for i, field := range c.Fields {
		if field.Salt == "" {
			field.Salt = NewSalt()
		}
		fields[i] = field
	}
	c.Fields = fields
	return c
}

// Value returns the value of a field, empty if there is none.
func (c Content) Value(name string) string {
	for _, field := range c.Fields {
		if field.Name == name {
			return field.Value
		}
	}
	return ""
}

// Commitment is SHA-256 over the commitments of the fields, so that some fields can be shown without the others: whoever is shown
// a field and the commitments of all can check it. It fails with ErrContent.
func (c Content) Commitment() ([sha256.Size]byte, error) {
	if len(c.Fields) == 0 || len(c.Fields) > maxFields {
		return [sha256.Size]byte{}, fmt.Errorf("%w: %d fields, must be 1 to %d", ErrContent, len(c.Fields), maxFields)
	}
	hash := sha256.New()
	write(hash, contentDomain, c.Kind)
	seen := map[string]bool{}
	for _, field := range c.Fields {
		if field.Name == "" || seen[field.Name] {
			return [sha256.Size]byte{}, fmt.Errorf("%w: field %q has no name, or is there twice", ErrContent, field.Name)
		}
		seen[field.Name] = true
		committed, err := field.Commitment()
		if err != nil {
			return [sha256.Size]byte{}, err
		}
		hash.Write(committed[:])
	}
	return [sha256.Size]byte(hash.Sum(nil)), nil
}

// Commitment is SHA-256 over salt, name and value. It fails with ErrContent when the salt is none, or when the text has characters
// that cannot be seen: whoever reads it would not read what is committed to.
func (f Field) Commitment() ([sha256.Size]byte, error) {
	for _, r := range f.Name + f.Value {
		if !unicode.IsGraphic(r) || r == utf8.RuneError {
			return [sha256.Size]byte{}, fmt.Errorf("%w: field %+q has %#U, which cannot be seen: delete it, and write one line", ErrContent, f.Name, r)
		}
	}
	salt, err := hex.DecodeString(f.Salt)
	if err != nil || len(salt) != SaltBytes {
		return [sha256.Size]byte{}, fmt.Errorf("%w: field %q: salt must be %d bytes in hexadecimal", ErrContent, f.Name, SaltBytes)
	}
	hash := sha256.New()
	write(hash, fieldDomain, string(salt), f.Name, f.Value)
	return [sha256.Size]byte(hash.Sum(nil)), nil
}

// write hashes texts, each behind its length, so that no two lists of texts give the same bytes.
func write(hash interface{ Write([]byte) (int, error) }, texts ...string) {
	for _, text := range texts {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(text)))
		hash.Write(length[:])    //nolint:errcheck // A hash never fails.
		hash.Write([]byte(text)) //nolint:errcheck // A hash never fails.
	}
}
