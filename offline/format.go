package offline

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// What makes bytes no voucher, certificate or statement. Errors wrap one of these and name the rule.
var (
	// ErrFormat is about bytes that break the layout.
	ErrFormat = errors.New("malformed")
	// ErrKey is about a public key that is no compressed point of secp256r1.
	ErrKey = errors.New("invalid secp256r1 key")
	// ErrSignature is about a signature that is not the key's over the payload.
	ErrSignature = errors.New("signature does not fit")
	// ErrChain is about a payload for another chain.
	ErrChain = errors.New("is for another chain")
)

const (
	tagSize = 16
	// maxTime is the end of the year 9999: later times are slips.
	maxTime = 253402300799
	// The bounds of an ASN.1 DER signature on secp256r1.
	minSignature, maxSignature = 8, 72
)

// The tags by which payloads begin, filled up with zeros to 16 bytes.
const (
	paymentTag     = "dcep/voucher/1"
	handoverTag    = "dcep/handover/1"
	certificateTag = "dcep/devcert/1"
	proofTag       = "dcep/devproof/1"
	statementTag   = "dcep/devstate/1"
)

// Hash is a SHA-256.
type Hash [sha256.Size]byte

// String writes the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// IsZero reports whether it is no hash.
func (h Hash) IsZero() bool { return h == Hash{} }

// ChainHash names a chain in payloads: the hash of its id.
func ChainHash(chainID string) Hash { return sha256.Sum256([]byte(chainID)) }

// Address is the address of a wallet, 20 bytes.
type Address [20]byte

// ParseAddress reads the 20 bytes of an address (ErrFormat).
func ParseAddress(b []byte) (Address, error) {
	if len(b) != len(Address{}) {
		return Address{}, fmt.Errorf("%w: address has %d bytes, must have %d", ErrFormat, len(b), len(Address{}))
	}
	return Address(b), nil
}

// MarshalText writes the address in hexadecimal: bech32 is for people.
func (a Address) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(a[:])), nil }

// UnmarshalText reads what MarshalText wrote (ErrFormat).
func (a *Address) UnmarshalText(text []byte) error { return unhex("address", a[:], text) }

func unhex(what string, into, text []byte) error {
	b, err := hex.DecodeString(string(text))
	if err != nil || len(b) != len(into) {
		return fmt.Errorf("%w: %s %.80q must have %d hexadecimal digits", ErrFormat, what, text, 2*len(into))
	}
	copy(into, b)
	return nil
}

// layout writes a payload field by field.
type layout []byte

func newLayout(tag string) layout {
	var padded [tagSize]byte
	copy(padded[:], tag)
	return padded[:]
}

func (l layout) bytes(b []byte) layout   { return append(l, b...) }
func (l layout) byte(b byte) layout      { return append(l, b) }
func (l layout) uint32(n uint32) layout  { return binary.BigEndian.AppendUint32(l, n) }
func (l layout) uint64(n uint64) layout  { return binary.BigEndian.AppendUint64(l, n) }
func (l layout) time(t time.Time) layout { return l.uint64(uint64(t.Unix())) } //nolint:gosec // times are checked to be of the years 1970 to 9999

// cursor reads a payload field by field and remembers the first rule that it breaks.
type cursor struct {
	what string
	rest []byte
	err  error
}

func (c *cursor) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%w %s: %s", ErrFormat, c.what, fmt.Sprintf(format, args...))
	}
}

// take returns the next bytes, or zeros when there are not as many.
func (c *cursor) take(size int, field string) []byte {
	if c.err == nil && len(c.rest) >= size {
		taken := c.rest[:size]
		c.rest = c.rest[size:]
		return taken
	}
	c.fail("ends within %s, which has %d bytes", field, size)
	return make([]byte, size)
}

func (c *cursor) tag(tag string) {
	if found := c.take(tagSize, "tag"); string(found) != string(newLayout(tag)) {
		c.fail("tag is %q, must be %q filled up with zeros to %d bytes", found, tag, tagSize)
	}
}

func (c *cursor) uint32(field string) uint32 { return binary.BigEndian.Uint32(c.take(4, field)) }
func (c *cursor) uint64(field string) uint64 { return binary.BigEndian.Uint64(c.take(8, field)) }

// positive reads a number for which zero means nothing.
func (c *cursor) positive(field string) uint64 {
	n := c.uint64(field)
	if n == 0 {
		c.fail("%s is 0", field)
	}
	return n
}

// time reads seconds since 1970, UTC.
func (c *cursor) time(field string) time.Time {
	seconds := c.uint64(field)
	if seconds == 0 || seconds > maxTime {
		c.fail("%s is %d, must be 1 to %d seconds since 1970", field, seconds, uint64(maxTime))
		return time.Time{}
	}
	return time.Unix(int64(seconds), 0).UTC()
}

// signature reads a length of one byte and as many bytes.
func (c *cursor) signature() []byte {
	size := int(c.take(1, "signature length")[0])
	if size < minSignature || size > maxSignature {
		c.fail("signature length is %d, must be %d to %d", size, minSignature, maxSignature)
		return nil
	}
	return append([]byte(nil), c.take(size, "signature")...)
}

// end returns the first broken rule, also if something follows.
func (c *cursor) end() error {
	if len(c.rest) > 0 {
		c.fail("%d bytes follow", len(c.rest))
	}
	return c.err
}

func checkTime(field string, t time.Time) error {
	if t.Unix() <= 0 || t.Unix() > maxTime || t.Nanosecond() != 0 {
		return fmt.Errorf("%w: %s %s must be whole seconds of the years 1970 to 9999", ErrFormat, field, t)
	}
	return nil
}

func appendSignature(b, signature []byte) []byte {
	return append(append(b, byte(len(signature))), signature...) //nolint:gosec // at most maxSignature
}
