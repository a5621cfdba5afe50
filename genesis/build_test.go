package genesis_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"

	"github.com/dcep-consortium/dcepd/genesis"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// ceremony is the founding of the consortium of testdata: the central bank with a validator, a bank with another and an
// observer without a node.
type ceremony struct {
	consortium     genesis.Consortium
	pboc, icbc     organisation
	observer       organisation
	pbocIn, icbcIn genesis.JoinRequest
}

func newCeremony(t *testing.T) *ceremony {
	t.Helper()
	consortium, err := genesis.ReadConsortium(consortiumFile)
	require.NoError(t, err)
	c := &ceremony{
		consortium: consortium,
		pboc:       newOrganisation(t, "pboc"),
		icbc:       newOrganisation(t, "icbc-sz"),
		observer:   newOrganisation(t, "observer"),
	}
	c.pbocIn = c.pboc.fullRequest()
	c.icbcIn = c.icbc.request(c.icbc.officer("teller", consortiumtypes.ROLE_TELLER, consortiumtypes.ROLE_TREASURER))
	c.icbcIn.Nodes = []genesis.Node{{ID: strings.Repeat("b", 40), Kind: genesis.NodeKind(consortiumtypes.NODE_KIND_SENTRY)}}
	c.icbcIn.Validators = []genesis.Validator{c.icbc.validator("icbc-sz-1")}
	return c
}

// sign makes the join requests from what the organisations have decided by now.
func (c *ceremony) sign() []genesis.JoinRequest {
	return []genesis.JoinRequest{
		c.pboc.sign(c.pbocIn), c.icbc.sign(c.icbcIn), c.observer.sign(c.observer.request()),
	}
}

func TestBuild(t *testing.T) {
	c := newCeremony(t)
	joins := c.sign()
	built, err := genesis.Build(c.consortium, joins)
	require.NoError(t, err)

	require.Equal(t, "dcep-test-1", built.ChainID)
	require.Equal(t, c.consortium.GenesisTime, built.GenesisTime)
	require.Equal(t, int64(1), built.InitialHeight)
	require.Empty(t, built.Consensus.Validators)
	require.Equal(t, &c.consortium.Consensus, built.Consensus.Params)

	var sections map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(built.AppState, &sections))
	require.ElementsMatch(t, []string{
		"auth", "calendar", "certification", "consortium", "currency", "financing", "letters", "offline", "purpose", "singlewindow",
		"supervision", "surveillance", "title", "upgrade",
	}, keys(sections))

	state := consortiumGenesis(t, built)
	require.Equal(t, c.consortium.Params, state.Params)
	require.Equal(t, []string{"icbc-sz", "observer", "pboc"}, project(state.Members, func(m consortiumtypes.Member) string { return m.Id }))
	require.Len(t, state.Officers, 4+3+2)
	require.True(t, slices.IsSortedFunc(state.Officers, func(a, b consortiumtypes.Officer) int { return strings.Compare(a.Address, b.Address) }))
	require.Contains(t, state.Officers, consortiumtypes.Officer{
		Address: c.icbcIn.Officers[2].Address, MemberId: "icbc-sz",
		Roles:       []consortiumtypes.Role{consortiumtypes.ROLE_TREASURER, consortiumtypes.ROLE_TELLER},
		Status:      consortiumtypes.OFFICER_STATUS_ACTIVE,
		AppointedBy: []string{"genesis"},
	})
	require.Equal(t, []consortiumtypes.Node{
		{Id: nodeID, MemberId: "pboc", Kind: consortiumtypes.NODE_KIND_VALIDATOR},
		{Id: strings.Repeat("b", 40), MemberId: "icbc-sz", Kind: consortiumtypes.NODE_KIND_SENTRY},
	}, state.Nodes)
	require.Equal(t, []consortiumtypes.Validator{
		{
			Id: "icbc-sz-1", MemberId: "icbc-sz", KeyType: "ed25519", ConsensusKey: c.icbcIn.Validators[0].ConsensusKey,
			Power: 7, Status: consortiumtypes.VALIDATOR_STATUS_ACTIVE,
		},
		{
			Id: "pboc-1", MemberId: "pboc", KeyType: "ed25519", ConsensusKey: c.pbocIn.Validators[0].ConsensusKey,
			Power: 7, Status: consortiumtypes.VALIDATOR_STATUS_ACTIVE,
		},
	}, state.Validators)
	require.Len(t, state.ConsensusAddresses, 2)
	require.Equal(t, []string{nodeID + "@node.example.cn:26656"}, genesis.Peers(joins))
}

func TestBuildIsDeterministic(t *testing.T) {
	c := newCeremony(t)
	joins := c.sign()
	first := encode(t, c.consortium, joins)
	slices.Reverse(joins)
	second := encode(t, c.consortium, joins)
	require.Equal(t, string(first), string(second))
	require.Equal(t, genesis.Hash(first), genesis.Hash(second))
	require.Len(t, genesis.Hash(first), 64)

	decoded, err := genesis.Decode(first)
	require.NoError(t, err)
	again, err := genesis.Encode(decoded)
	require.NoError(t, err)
	require.Equal(t, string(first), string(again))
}

func TestBuildRefuses(t *testing.T) {
	for _, c := range []struct {
		name        string
		change      func(*ceremony)
		joins       func([]genesis.JoinRequest) []genesis.JoinRequest
		file, field string
		reason      error
	}{
		{
			name:  "missing request",
			joins: func(joins []genesis.JoinRequest) []genesis.JoinRequest { return joins[:2] },
			field: "members[2]", reason: genesis.ErrMissingJoin,
		},
		{
			name:  "two requests of one member",
			joins: func(joins []genesis.JoinRequest) []genesis.JoinRequest { return append(joins, joins[0]) },
			file:  "join request of pboc", field: "member_id", reason: genesis.ErrDuplicate,
		},
		{
			name:   "request of a stranger",
			change: func(c *ceremony) { c.consortium.Members = c.consortium.Members[:2] },
			file:   "join request of observer", field: "member_id", reason: genesis.ErrUnknown,
		},
		{
			name:   "request for another chain",
			change: func(c *ceremony) { c.consortium.ChainID = "dcep-test-2" },
			file:   "join request of pboc", field: "chain_id", reason: genesis.ErrMismatch,
		},
		{
			name: "changed after signing",
			joins: func(joins []genesis.JoinRequest) []genesis.JoinRequest {
				joins[1].Nodes = nil
				return joins
			},
			file: "join request of icbc-sz", field: "signature", reason: genesis.ErrBadSignature,
		},
		{
			name:   "officer of two members",
			change: func(c *ceremony) { c.icbcIn.Officers = append(c.icbcIn.Officers, c.pbocIn.Officers[2]) },
			file:   "join request of icbc-sz", field: "officers[3].address", reason: genesis.ErrDuplicate,
		},
		{
			name:   "officer twice",
			change: func(c *ceremony) { c.pbocIn.Officers = append(c.pbocIn.Officers, c.pbocIn.Officers[0]) },
			file:   "join request of pboc", field: "officers[4].address", reason: genesis.ErrDuplicate,
		},
		{
			name:   "node of two members",
			change: func(c *ceremony) { c.icbcIn.Nodes[0].ID = nodeID },
			file:   "join request of icbc-sz", field: "nodes[0].node_id", reason: genesis.ErrDuplicate,
		},
		{
			name:   "validator of two members",
			change: func(c *ceremony) { c.icbcIn.Validators = c.pbocIn.Validators },
			file:   "join request of icbc-sz", field: "validators[0].id", reason: genesis.ErrDuplicate,
		},
		{
			name: "consensus key of two validators",
			change: func(c *ceremony) {
				same, err := genesis.NewValidator(chainID, "icbc-sz-1", consensusKey("pboc-1"))
				require.NoError(c.pboc.t, err)
				c.icbcIn.Validators = []genesis.Validator{same}
			},
			file: "join request of icbc-sz", field: "validators[0].consensus_key", reason: genesis.ErrDuplicate,
		},
		{
			name:   "central bank without issuer",
			change: func(c *ceremony) { c.pbocIn.Officers = slices.Delete(c.pbocIn.Officers, 2, 3) },
			file:   "join request of pboc", field: "officers", reason: genesis.ErrMissingRole,
		},
		{
			name:   "central bank without controller",
			change: func(c *ceremony) { c.pbocIn.Officers = slices.Delete(c.pbocIn.Officers, 3, 4) },
			file:   "join request of pboc", field: "officers", reason: genesis.ErrMissingRole,
		},
		{
			name: "voting member without governor",
			change: func(c *ceremony) {
				c.icbcIn.Officers[0] = c.icbc.officer("admin-1", consortiumtypes.ROLE_ADMIN)
			},
			file: "join request of icbc-sz", field: "officers", reason: genesis.ErrMissingRole,
		},
		{
			name:   "nobody validates",
			change: func(c *ceremony) { c.pbocIn.Validators, c.icbcIn.Validators = nil, nil },
			field:  "validators", reason: genesis.ErrRequired,
		},
		{
			name:   "more than a module accepts",
			change: func(c *ceremony) { c.consortium.ValidatorPower = consortiumtypes.MaxValidatorPower + 1 },
			field:  "consortium", reason: consortiumtypes.ErrInvalidGenesis,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			ceremony := newCeremony(t)
			if c.change != nil {
				c.change(ceremony)
			}
			joins := ceremony.sign()
			if c.joins != nil {
				joins = c.joins(joins)
			}
			_, err := genesis.Build(ceremony.consortium, joins)
			requireRefused(t, err, c.file, c.field, c.reason)
		})
	}
}

func encode(t *testing.T, consortium genesis.Consortium, joins []genesis.JoinRequest) []byte {
	t.Helper()
	built, err := genesis.Build(consortium, joins)
	require.NoError(t, err)
	content, err := genesis.Encode(built)
	require.NoError(t, err)
	return content
}

func consortiumGenesis(t *testing.T, built *genutiltypes.AppGenesis) consortiumtypes.GenesisState {
	t.Helper()
	var sections map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(built.AppState, &sections))
	var state consortiumtypes.GenesisState
	require.NoError(t, testCodec().UnmarshalJSON(sections["consortium"], &state))
	return state
}

func keys[V any](m map[string]V) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	return names
}

func project[T, V any](items []T, of func(T) V) []V {
	var values []V
	for _, item := range items {
		values = append(values, of(item))
	}
	return values
}
