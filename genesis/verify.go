package genesis

import (
	"bytes"
	"fmt"
	"net"
	"slices"
	"strconv"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Verify checks everything about a join request that can be known from the request alone: the form of each value, the
// proofs of the consensus keys, two admins, and the signature of one of them. Its error is a [FieldError].
func (r JoinRequest) Verify() error {
	return in(r.name(), r.verify())
}

func (r JoinRequest) verify() error {
	if err := checkChainID(r.ChainID); err != nil {
		return at("chain_id", err)
	}
	if _, err := ident.ParseMemberID(r.MemberID); err != nil {
		return at("member_id", refuse(ErrMalformed, "%w", err))
	}
	for i, officer := range r.Officers {
		if err := officer.verify(); err != nil {
			return at(fmt.Sprintf("officers[%d]", i), err)
		}
	}
	if admins := count(r.Officers, consortiumtypes.ROLE_ADMIN); admins < consortiumtypes.MinAdmins {
		return at("officers", refuse(ErrMissingRole, "%d admins, a member needs at least %d", admins, consortiumtypes.MinAdmins))
	}
	for i, node := range r.Nodes {
		if err := node.verify(); err != nil {
			return at(fmt.Sprintf("nodes[%d]", i), err)
		}
	}
	for i, validator := range r.Validators {
		if err := validator.verify(r.ChainID); err != nil {
			return at(fmt.Sprintf("validators[%d]", i), err)
		}
	}
	return r.verifySignature()
}

func (r JoinRequest) verifySignature() error {
	signer := slices.IndexFunc(r.Officers, func(o Officer) bool { return bytes.Equal(o.PublicKey, r.SignerKey) })
	if signer < 0 || !r.Officers[signer].has(consortiumtypes.ROLE_ADMIN) {
		return at("signer_key", refuse(ErrMismatch, "%s is not the key of one of its own admins", r.SignerKey))
	}
	content, err := r.signBytes()
	if err != nil {
		return err
	}
	if !secp256k1Key(r.SignerKey).VerifySignature(content, r.Signature) {
		return at("signature", refuse(ErrBadSignature, "of %s over this file", r.Officers[signer].Address))
	}
	return nil
}

func (o Officer) verify() error {
	if len(o.PublicKey) != secp256k1.PubKeySize {
		return at("public_key", refuse(ErrMalformed, "%d bytes, a compressed secp256k1 key has %d",
			len(o.PublicKey), secp256k1.PubKeySize))
	}
	if address := addressOf(secp256k1Key(o.PublicKey)); o.Address != address {
		return at("address", refuse(ErrMismatch, "%q, the public key has %s", o.Address, address))
	}
	if _, err := consortiumtypes.ParseRoles(o.roles()); err != nil {
		return at("roles", err)
	}
	return nil
}

func (n Node) verify() error {
	if n.Kind == 0 {
		return at("kind", refuse(ErrRequired, "validator, sentry or full"))
	}
	if err := n.record("").Validate(); err != nil {
		return at("node_id", err)
	}
	if n.Address == "" {
		return nil
	}
	host, port, err := net.SplitHostPort(n.Address)
	if err != nil || host == "" {
		return at("address", refuse(ErrMalformed, "%q must look like node.example.cn:26656", n.Address))
	}
	if number, err := strconv.ParseUint(port, 10, 16); err != nil || number == 0 {
		return at("address", refuse(ErrMalformed, "port %q must be a number from 1 to 65535", port))
	}
	return nil
}

func (v Validator) verify(chainID string) error {
	if _, err := ident.ParseMemberID(v.ID); err != nil {
		return at("id", refuse(ErrMalformed, "%w", err))
	}
	if err := consortiumtypes.CheckConsensusKey(v.KeyType, v.ConsensusKey); err != nil {
		return at("consensus_key", err)
	}
	return at("proof", consortiumtypes.VerifyKeyProof(chainID, v.record("", 0), v.Proof))
}

func count(officers []Officer, role consortiumtypes.Role) int {
	found := 0
	for _, officer := range officers {
		if officer.has(role) {
			found++
		}
	}
	return found
}
