package genesis_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cmted25519 "github.com/cometbft/cometbft/crypto/ed25519"
	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	cryptocodec "github.com/cosmos/cosmos-sdk/crypto/codec"
	"github.com/cosmos/cosmos-sdk/crypto/hd"
	"github.com/cosmos/cosmos-sdk/crypto/keyring"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"

	"github.com/dcep-consortium/dcepd/genesis"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	chainID = "dcep-test-1"
	nodeID  = "00112233445566778899aabbccddeeff00112233"
)

// organisation holds the keys of one member, which never leave it.
type organisation struct {
	t    *testing.T
	id   string
	keys keyring.Keyring
}

func newOrganisation(t *testing.T, id string) organisation {
	t.Helper()
	return organisation{t, id, keyring.NewInMemory(testCodec())}
}

func testCodec() codec.Codec {
	registry := codectypes.NewInterfaceRegistry()
	cryptocodec.RegisterInterfaces(registry)
	return codec.NewProtoCodec(registry)
}

// consensusKey makes the same key from the same seed.
func consensusKey(seed string) cmted25519.PrivKey {
	return cmted25519.GenPrivKeyFromSecret([]byte(seed))
}

// key makes the key on first use.
func (o organisation) key(name string) cryptotypes.PubKey {
	o.t.Helper()
	record, err := o.keys.Key(name)
	if err != nil {
		record, _, err = o.keys.NewMnemonic(name, keyring.English, "", keyring.DefaultBIP39Passphrase, hd.Secp256k1)
		require.NoError(o.t, err)
	}
	public, err := record.GetPubKey()
	require.NoError(o.t, err)
	return public
}

func (o organisation) officer(name string, roles ...consortiumtypes.Role) genesis.Officer {
	return genesis.NewOfficer(name, o.key(name), roles...)
}

func (o organisation) validator(id string) genesis.Validator {
	validator, err := genesis.NewValidator(chainID, id, consensusKey(id))
	require.NoError(o.t, err)
	return validator
}

func (o organisation) sign(request genesis.JoinRequest) genesis.JoinRequest {
	o.t.Helper()
	signed, err := request.Sign(o.keys, "admin-1")
	require.NoError(o.t, err)
	return signed
}

// request has everything a founding member brings, unsigned.
func (o organisation) request(extra ...genesis.Officer) genesis.JoinRequest {
	return genesis.JoinRequest{
		ChainID:  chainID,
		MemberID: o.id,
		Officers: append([]genesis.Officer{
			o.officer("admin-1", consortiumtypes.ROLE_ADMIN, consortiumtypes.ROLE_GOVERNOR),
			o.officer("admin-2", consortiumtypes.ROLE_ADMIN),
		}, extra...),
	}
}

func (o organisation) fullRequest() genesis.JoinRequest {
	request := o.request(o.officer("issuer", consortiumtypes.ROLE_ISSUER), o.officer("controller", consortiumtypes.ROLE_CONTROLLER))
	request.Nodes = []genesis.Node{{ID: nodeID, Address: "node.example.cn:26656", Kind: genesis.NodeKind(consortiumtypes.NODE_KIND_VALIDATOR)}}
	request.Validators = []genesis.Validator{o.validator(o.id + "-1")}
	return request
}

func TestJoinRequestSurvivesItsFile(t *testing.T) {
	org := newOrganisation(t, "pboc")
	signed := org.sign(org.fullRequest())
	path := filepath.Join(t.TempDir(), "pboc.join.json")
	require.NoError(t, signed.WriteFile(path))
	read, err := genesis.ReadJoinRequest(path)
	require.NoError(t, err)

	before, err := signed.Fingerprint()
	require.NoError(t, err)
	after, err := read.Fingerprint()
	require.NoError(t, err)
	require.Equal(t, before, after)
	require.Regexp(t, `^([0-9a-f]{4}-){7}[0-9a-f]{4}$`, before)
}

func TestTamperedJoinRequestIsRefused(t *testing.T) {
	org, stranger := newOrganisation(t, "pboc"), newOrganisation(t, "pboc")
	signed := org.sign(org.fullRequest())
	require.NoError(t, signed.Verify())

	for _, c := range []struct {
		name   string
		tamper func(*genesis.JoinRequest)
		field  string
		reason error
	}{
		{"chain id", func(r *genesis.JoinRequest) { r.ChainID = "dcep-test-2" }, "validators[0].proof", consortiumtypes.ErrInvalidKeyProof},
		{"chain id malformed", func(r *genesis.JoinRequest) { r.ChainID = "" }, "chain_id", genesis.ErrRequired},
		{"member", func(r *genesis.JoinRequest) { r.MemberID = "icbc-sz" }, "signature", genesis.ErrBadSignature},
		{"member malformed", func(r *genesis.JoinRequest) { r.MemberID = "-" }, "member_id", genesis.ErrMalformed},
		{"officer name", func(r *genesis.JoinRequest) { r.Officers[0].Name = "x" }, "signature", genesis.ErrBadSignature},
		{"officer replaced", func(r *genesis.JoinRequest) {
			r.Officers[2] = stranger.officer("x", consortiumtypes.ROLE_ISSUER)
		}, "signature", genesis.ErrBadSignature},
		{"officer added", func(r *genesis.JoinRequest) {
			r.Officers = append(r.Officers, stranger.officer("y", consortiumtypes.ROLE_ADMIN))
		}, "signature", genesis.ErrBadSignature},
		{"officer address", func(r *genesis.JoinRequest) { r.Officers[1].Address = r.Officers[0].Address }, "officers[1].address", genesis.ErrMismatch},
		{"officer key", func(r *genesis.JoinRequest) { r.Officers[1].PublicKey = r.Officers[0].PublicKey }, "officers[1].address", genesis.ErrMismatch},
		{"officer key short", func(r *genesis.JoinRequest) { r.Officers[1].PublicKey = []byte{1} }, "officers[1].public_key", genesis.ErrMalformed},
		{"role added", func(r *genesis.JoinRequest) {
			r.Officers[1].Roles = append(r.Officers[1].Roles, genesis.Role(consortiumtypes.ROLE_TELLER))
		}, "signature", genesis.ErrBadSignature},
		{"roles that exclude each other", func(r *genesis.JoinRequest) {
			r.Officers[3].Roles = append(r.Officers[3].Roles, genesis.Role(consortiumtypes.ROLE_TELLER))
		}, "officers[3].roles", consortiumtypes.ErrInvalidRoles},
		{"no role", func(r *genesis.JoinRequest) { r.Officers[2].Roles = nil }, "officers[2].roles", consortiumtypes.ErrInvalidRoles},
		{"one admin", func(r *genesis.JoinRequest) { r.Officers = append(r.Officers[:1], r.Officers[2:]...) }, "officers", genesis.ErrMissingRole},
		{"node id", func(r *genesis.JoinRequest) { r.Nodes[0].ID = strings.Repeat("a", 40) }, "signature", genesis.ErrBadSignature},
		{"node id malformed", func(r *genesis.JoinRequest) { r.Nodes[0].ID = strings.Repeat("A", 40) }, "nodes[0].node_id", consortiumtypes.ErrInvalidNode},
		{"node address", func(r *genesis.JoinRequest) { r.Nodes[0].Address = "evil.example.cn:26656" }, "signature", genesis.ErrBadSignature},
		{"node without port", func(r *genesis.JoinRequest) { r.Nodes[0].Address = "node.example.cn" }, "nodes[0].address", genesis.ErrMalformed},
		{"node port", func(r *genesis.JoinRequest) { r.Nodes[0].Address = "node.example.cn:0" }, "nodes[0].address", genesis.ErrMalformed},
		{"node kind", func(r *genesis.JoinRequest) { r.Nodes[0].Kind = genesis.NodeKind(consortiumtypes.NODE_KIND_FULL) }, "signature", genesis.ErrBadSignature},
		{"node kind missing", func(r *genesis.JoinRequest) { r.Nodes[0].Kind = 0 }, "nodes[0].kind", genesis.ErrRequired},
		{"validator dropped", func(r *genesis.JoinRequest) { r.Validators = nil }, "signature", genesis.ErrBadSignature},
		{"validator id", func(r *genesis.JoinRequest) { r.Validators[0].ID = "pboc-2" }, "validators[0].proof", consortiumtypes.ErrInvalidKeyProof},
		{"validator id malformed", func(r *genesis.JoinRequest) { r.Validators[0].ID = "" }, "validators[0].id", genesis.ErrMalformed},
		{"validator key type", func(r *genesis.JoinRequest) {
			r.Validators[0].KeyType = "secp256k1"
		}, "validators[0].consensus_key", consortiumtypes.ErrInvalidConsensusKey},
		{"validator key", func(r *genesis.JoinRequest) { r.Validators[0].ConsensusKey[0] ^= 1 }, "validators[0].proof", consortiumtypes.ErrInvalidKeyProof},
		{"validator proof", func(r *genesis.JoinRequest) { r.Validators[0].Proof[0] ^= 1 }, "validators[0].proof", consortiumtypes.ErrInvalidKeyProof},
		{"signer is not admin", func(r *genesis.JoinRequest) { r.SignerKey = r.Officers[2].PublicKey }, "signer_key", genesis.ErrMismatch},
		{"signer is a stranger", func(r *genesis.JoinRequest) { r.SignerKey = stranger.key("x").Bytes() }, "signer_key", genesis.ErrMismatch},
		{"signer is the other admin", func(r *genesis.JoinRequest) { r.SignerKey = r.Officers[1].PublicKey }, "signature", genesis.ErrBadSignature},
		{"no signature", func(r *genesis.JoinRequest) { r.Signature = nil }, "signature", genesis.ErrBadSignature},
		{"signature", func(r *genesis.JoinRequest) { r.Signature[0] ^= 1 }, "signature", genesis.ErrBadSignature},
	} {
		t.Run(c.name, func(t *testing.T) {
			tampered := clone(t, signed)
			c.tamper(&tampered)
			requireRefused(t, tampered.Verify(), "join request of "+tampered.MemberID, c.field, c.reason)
		})
	}
}

func TestOnlyAnAdminSigns(t *testing.T) {
	org := newOrganisation(t, "pboc")
	_, err := org.fullRequest().Sign(org.keys, "issuer")
	requireRefused(t, err, "join request of pboc", "signer_key", genesis.ErrMismatch)
}

func TestReadJoinRequestIsStrict(t *testing.T) {
	org := newOrganisation(t, "pboc")
	content, err := json.Marshal(org.sign(org.fullRequest()))
	require.NoError(t, err)
	for _, c := range []struct {
		name, content string
		field         string
		reason        error
	}{
		{"unknown field", strings.Replace(string(content), `"chain_id"`, `"chain"`, 1), "", genesis.ErrMalformed},
		{"unknown role", strings.Replace(string(content), `"governor"`, `"king"`, 1), "", genesis.ErrMalformed},
		{"more than one object", string(content) + "{}", "", genesis.ErrMalformed},
		{"not JSON", "chain_id: x", "", genesis.ErrMalformed},
		{"another member", strings.Replace(string(content), `"pboc"`, `"icbc"`, 1), "signature", genesis.ErrBadSignature},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.join.json")
			require.NoError(t, os.WriteFile(path, []byte(c.content), 0o600))
			_, err := genesis.ReadJoinRequest(path)
			requireRefused(t, err, "x.join.json", c.field, c.reason)
		})
	}
}

func clone(t *testing.T, request genesis.JoinRequest) genesis.JoinRequest {
	t.Helper()
	content, err := json.Marshal(request)
	require.NoError(t, err)
	var copied genesis.JoinRequest
	require.NoError(t, json.Unmarshal(content, &copied))
	return copied
}
