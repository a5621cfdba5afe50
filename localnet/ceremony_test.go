package localnet

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/scripts/demo"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestSeats(t *testing.T) {
	members := []consortiumtypes.Member{{Id: "pboc"}, {Id: "icbc-sz"}}
	n := &Network{Home: "/net"}
	require.NoError(t, n.seat(members, 5))
	require.Equal(t, []string{"pboc-1", "icbc-sz-1", "pboc-2", "icbc-sz-2", "pboc-3"}, n.names())
	require.Equal(t, Node{
		Name: "icbc-sz-2", Member: "icbc-sz", Kind: validatorNode, Founder: true, Home: "/net/nodes/icbc-sz-2",
	}, n.Nodes[3])

	require.ErrorIs(t, n.seat(members, -1), errNoValidators)
	standard := &Network{}
	require.NoError(t, standard.seat(members, 0))
	require.Len(t, standard.Nodes, DefaultValidators)
}

func TestStaffHasEveryRoleThatTheKindMayHold(t *testing.T) {
	require.Equal(t, []consortiumtypes.Role{
		consortiumtypes.ROLE_ADMIN, consortiumtypes.ROLE_ADMIN, consortiumtypes.ROLE_GOVERNOR,
		consortiumtypes.ROLE_TREASURER, consortiumtypes.ROLE_CONTROLLER, consortiumtypes.ROLE_ISSUER, consortiumtypes.ROLE_COMPLIANCE,
		consortiumtypes.ROLE_CERTIFIER, consortiumtypes.ROLE_REVIEWER, consortiumtypes.ROLE_INSPECTOR, consortiumtypes.ROLE_TRADE_OFFICER,
		consortiumtypes.ROLE_SUPERVISOR, consortiumtypes.ROLE_NODE_OPERATOR,
	}, staff(consortiumtypes.MEMBER_KIND_CENTRAL_BANK))
	require.Equal(t, []consortiumtypes.Role{
		consortiumtypes.ROLE_ADMIN, consortiumtypes.ROLE_ADMIN, consortiumtypes.ROLE_GOVERNOR,
		consortiumtypes.ROLE_TREASURER, consortiumtypes.ROLE_CONTROLLER, consortiumtypes.ROLE_TELLER, consortiumtypes.ROLE_COMPLIANCE,
		consortiumtypes.ROLE_EXAMINER, consortiumtypes.ROLE_TRADE_OFFICER, consortiumtypes.ROLE_NODE_OPERATOR,
	}, staff(consortiumtypes.MEMBER_KIND_OPERATOR_BANK))
}

func TestJoinRequestsMakeTheGenesis(t *testing.T) {
	consortium, err := genesis.ParseConsortium(demo.Consortium)
	require.NoError(t, err)
	n := fakeNetwork(t, "exit 1")
	n.ChainID = consortium.ChainID
	require.NoError(t, os.MkdirAll(filepath.Dir(n.CeremonyFile(genesisFile)), 0o700))

	join, err := n.Join("icbc-sz", consortiumtypes.MEMBER_KIND_OPERATOR_BANK)
	require.NoError(t, err)
	require.NoError(t, join.Verify())
	require.Equal(t, "icbc-sz", join.MemberID)
	var names []string
	for _, officer := range join.Officers {
		names = append(names, officer.Name)
	}
	require.Equal(t, []string{
		"icbc-sz-admin-1", "icbc-sz-admin-2", "icbc-sz-governor", "icbc-sz-treasurer", "icbc-sz-controller", "icbc-sz-teller",
		"icbc-sz-compliance", "icbc-sz-examiner", "icbc-sz-trade-officer", "icbc-sz-node-operator",
	}, names)
	keys, err := n.Keyring()
	require.NoError(t, err)
	teller, err := keys.Key("icbc-sz-teller")
	require.NoError(t, err)
	address, err := teller.GetAddress()
	require.NoError(t, err)
	require.Equal(t, join.Officers[5].Address, address.String())

	_, err = n.Join("icbc-sz", consortiumtypes.MEMBER_KIND_OPERATOR_BANK)
	require.ErrorIs(t, err, ErrExists)
	require.EqualError(t, err, "join request of icbc-sz: key icbc-sz-admin-1 is already there")
}

func TestMemberKind(t *testing.T) {
	kind, err := memberKind("operator-non-bank")
	require.NoError(t, err)
	require.Equal(t, consortiumtypes.MEMBER_KIND_OPERATOR_NON_BANK, kind)
	_, err = memberKind("bank")
	require.EqualError(t, err, `no kind of member is called "bank"`)
	_, err = memberKind("")
	require.EqualError(t, err, `no kind of member is called ""`)
}
