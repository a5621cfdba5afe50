package seal

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"github.com/dcep-consortium/dcepd/ident"
)

const (
	// CustomsKeyBytes is the length of the key from which customs derives the keys of declarations.
	CustomsKeyBytes = 32
	// DeclarationKeyBytes is the length of the key of one declaration: 128 bits.
	DeclarationKeyBytes = 16

	declarationDomain = "dcep/seal/declaration/v1"
	ownerDomain       = "dcep/seal/owner/v1"
)

// DeclarationKey is the key of one declaration. Only its owner, and whom the owner shares it with, can tell the declaration's
// number from its id. Customs derives it from the number, so that no declaration can get two ids.
type DeclarationKey [DeclarationKeyBytes]byte

// NewDeclarationKey derives it from the key that customs keeps.
func NewDeclarationKey(customs [CustomsKeyBytes]byte, number ident.DeclarationNo) DeclarationKey {
	return DeclarationKey(mac(customs[:], declarationDomain, number.String())[:DeclarationKeyBytes])
}

// DocumentID is the id of the declaration on the chain: HMAC-SHA256 of its number.
func (k DeclarationKey) DocumentID(number ident.DeclarationNo) string {
	return hex.EncodeToString(mac(k[:], number.String()))
}

// OwnerSalt opens the commitment to the declaration's owner. It tells nothing of the key.
func (k DeclarationKey) OwnerSalt() []byte { return mac(k[:], ownerDomain)[:SaltBytes] }

func mac(key []byte, texts ...string) []byte {
	hash := hmac.New(sha256.New, key)
	for _, text := range texts {
		hash.Write([]byte(text))
	}
	return hash.Sum(nil)
}
