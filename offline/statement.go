package offline

import (
	"crypto/sha256"
	"fmt"
	"time"
)

// Statement is what a device says of itself to the chain: what it holds, and what it deducted to be paid back to its
// owner. It takes a counter as a payment does, so that a device cannot both pay out and unload the same counter.
type Statement struct {
	Chain   Hash
	Device  KeyID
	Counter uint64
	// Balance is what the device holds after Unload, in fen.
	Balance uint64
	// Unload is what the device has deducted, in fen; zero only syncs.
	Unload uint64
	// Retire says that the device will sign nothing any more.
	Retire bool
	Time   time.Time
}

// Bytes is the payload that is signed, 101 bytes.
func (s Statement) Bytes() []byte {
	var retire byte
	if s.Retire {
		retire = 1
	}
	return newLayout(statementTag).bytes(s.Chain[:]).bytes(s.Device[:]).uint64(s.Counter).uint64(s.Balance).uint64(s.Unload).
		byte(retire).time(s.Time)
}

// ID is the SHA-256 of the payload.
func (s Statement) ID() Hash { return sha256.Sum256(s.Bytes()) }

// SignedStatement is a statement with the device's signature.
type SignedStatement struct {
	Statement Statement
	Signature []byte
}

// Bytes writes the statement as it travels.
func (s SignedStatement) Bytes() []byte { return appendSignature(s.Statement.Bytes(), s.Signature) }

// ParseStatement reads a statement without checking its signature (ErrFormat).
func ParseStatement(b []byte) (SignedStatement, error) {
	c := &cursor{what: "device statement", rest: b}
	c.tag(statementTag)
	s := Statement{
		Chain: Hash(c.take(len(Hash{}), "chain hash")), Device: KeyID(c.take(len(KeyID{}), "device id")), Counter: c.positive("counter"),
		Balance: c.uint64("balance"), Unload: c.uint64("unload"),
	}
	switch retire := c.take(1, "retire")[0]; retire {
	case 0, 1:
		s.Retire = retire == 1
	default:
		c.fail("retire is %d, must be 0 or 1", retire)
	}
	s.Time = c.time("time")
	signed := SignedStatement{Statement: s, Signature: c.signature()}
	if s.Retire && s.Balance != 0 {
		c.fail("retires a device that keeps %d fen", s.Balance)
	}
	return signed, c.end()
}

// signStatement fails with ErrFormat for a time that cannot be written.
func signStatement(key PrivateKey, s Statement) (SignedStatement, error) {
	if err := checkTime("time", s.Time); err != nil {
		return SignedStatement{}, fmt.Errorf("device statement: %w", err)
	}
	signature, err := key.sign(s.Bytes())
	return SignedStatement{Statement: s, Signature: signature}, err
}
