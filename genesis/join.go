package genesis

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	cmtcrypto "github.com/cometbft/cometbft/crypto"
	cmtbytes "github.com/cometbft/cometbft/libs/bytes"

	"github.com/cosmos/cosmos-sdk/crypto/keyring"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// signaturePrefix keeps a signature over a join request from ever being one over something else.
const signaturePrefix = "dcepd join request\n"

// JoinRequest is what one organisation contributes to the genesis: the public halves of its keys. It is signed by one
// of its own admins and holds no secret.
type JoinRequest struct {
	ChainID    string      `json:"chain_id"`
	MemberID   string      `json:"member_id"`
	Officers   []Officer   `json:"officers"`
	Nodes      []Node      `json:"nodes,omitempty"`
	Validators []Validator `json:"validators,omitempty"`
	// SignerKey is the secp256k1 public key of the admin who signed.
	SignerKey cmtbytes.HexBytes `json:"signer_key"`
	Signature cmtbytes.HexBytes `json:"signature,omitempty"`

	// file is where the request was read from, for errors.
	file string
}

// Officer is a person's key and what it may do.
type Officer struct {
	// Name is a label for the people at the table; it does not go on chain.
	Name    string `json:"name,omitempty"`
	Address string `json:"address"`
	// PublicKey is a compressed secp256k1 key, 33 bytes.
	PublicKey cmtbytes.HexBytes `json:"public_key"`
	Roles     []Role            `json:"roles"`
}

// Node is a peer that the others admit.
type Node struct {
	// ID is the CometBFT node id: 40 hexadecimal digits.
	ID string `json:"node_id"`
	// Address is host:port; empty for a node that others do not dial. It does not go on chain.
	Address string   `json:"address,omitempty"`
	Kind    NodeKind `json:"kind"`
}

// Validator is a seat in consensus with the proof that the organisation has its key.
type Validator struct {
	ID string `json:"id"`
	// KeyType is CometBFT's name, "ed25519".
	KeyType      string            `json:"key_type"`
	ConsensusKey cmtbytes.HexBytes `json:"consensus_key"`
	// Proof is the key's signature over consortiumtypes.KeyProofBytes.
	Proof cmtbytes.HexBytes `json:"proof"`
}

// NewOfficer describes the holder of a public key, which must be secp256k1.
func NewOfficer(name string, key cryptotypes.PubKey, roles ...consortiumtypes.Role) Officer {
	officer := Officer{Name: name, Address: addressOf(key), PublicKey: key.Bytes()}
	for _, role := range roles {
		officer.Roles = append(officer.Roles, Role(role))
	}
	return officer
}

// NewValidator proves possession of a consensus key.
func NewValidator(chainID, id string, key cmtcrypto.PrivKey) (Validator, error) {
	public := key.PubKey()
	proof, err := key.Sign(consortiumtypes.KeyProofBytes(chainID, id, public.Type(), public.Bytes()))
	if err != nil {
		return Validator{}, fmt.Errorf("prove the key of validator %s: %w", id, err)
	}
	return Validator{ID: id, KeyType: public.Type(), ConsensusKey: public.Bytes(), Proof: proof}, nil
}

// Sign returns the request signed with a key of the keyring, which must be the key of one of its admins.
func (r JoinRequest) Sign(keys keyring.Keyring, name string) (JoinRequest, error) {
	record, err := keys.Key(name)
	if err != nil {
		return r, fmt.Errorf("key %s: %w", name, plain{err})
	}
	public, err := record.GetPubKey()
	if err != nil {
		return r, fmt.Errorf("key %s: %w", name, plain{err})
	}
	r.SignerKey = public.Bytes()
	content, err := r.signBytes()
	if err != nil {
		return r, err
	}
	if r.Signature, _, err = keys.Sign(name, content, signing.SignMode_SIGN_MODE_DIRECT); err != nil {
		return r, fmt.Errorf("sign with key %s: %w", name, plain{err})
	}
	return r, r.Verify()
}

// Fingerprint is what two people compare by telephone: 128 bits of the hash of all that the file says.
func (r JoinRequest) Fingerprint() (string, error) {
	content, err := json.Marshal(r)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	groups := make([]string, 8)
	for i := range groups {
		groups[i] = fmt.Sprintf("%x", sum[2*i:2*i+2])
	}
	return strings.Join(groups, "-"), nil
}

// WriteFile writes the request as JSON for people to read.
func (r JoinRequest) WriteFile(path string) error {
	content, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(content, '\n'), 0o644) //nolint:gosec // made to be handed to everyone
}

// ReadJoinRequest reads and verifies a join request. A wrong one is refused with a [FieldError].
func ReadJoinRequest(path string) (JoinRequest, error) {
	content, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return JoinRequest{}, err
	}
	file := filepath.Base(path)
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	request := JoinRequest{file: file}
	if err := decoder.Decode(&request); err != nil {
		return JoinRequest{}, in(file, refuse(ErrMalformed, "%w", err))
	}
	if err := decoder.Decode(new(any)); !errors.Is(err, io.EOF) {
		return JoinRequest{}, in(file, refuse(ErrMalformed, "something follows the JSON object"))
	}
	return request, request.Verify()
}

// signBytes is everything but the signature, in the one order that encoding/json gives it.
func (r JoinRequest) signBytes() ([]byte, error) {
	r.Signature = nil
	content, err := json.Marshal(r)
	return append([]byte(signaturePrefix), content...), err
}

func (r JoinRequest) name() string {
	if r.file != "" {
		return r.file
	}
	return "join request of " + r.MemberID
}

func (o Officer) has(role consortiumtypes.Role) bool { return slices.Contains(o.Roles, Role(role)) }

func (o Officer) roles() []consortiumtypes.Role {
	roles := make([]consortiumtypes.Role, len(o.Roles))
	for i, role := range o.Roles {
		roles[i] = consortiumtypes.Role(role)
	}
	return roles
}

func addressOf(key cryptotypes.PubKey) string { return consortiumtypes.FormatAddress(key.Address()) }

func secp256k1Key(key []byte) cryptotypes.PubKey { return &secp256k1.PubKey{Key: key} }
