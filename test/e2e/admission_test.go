package e2e

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// TestNewMember: the members admit a further bank by resolution. It registers its node and its validator, a second
// resolution gives that power, and the fifth node signs.
func TestNewMember(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	const member, id, power = "cmb-sz", "cmb-sz-1", 10
	kind := consortium.MEMBER_KIND_OPERATOR_BANK
	node, err := n.AddNode(t.Context(), id, member, true)
	require.NoError(t, err)
	join, err := n.Join(member, kind)
	require.NoError(t, err)
	n.decree(t, "admit "+member, &consortium.MsgAdmitMember{
		Authority: consortium.Authority, MemberId: member, LegalName: "China Merchants Bank, Shenzhen", Kind: kind,
		Region: "440300", Uscc: testutil.USCC(77), VotingWeight: 1, Officers: initialOfficers(join),
	})

	operator := member + "-node-operator"
	n.send(t, operator, "consortium", "register-node", node.ID, "validator")
	n.start(t, id)
	n.awaitHeight(t, n.height(t), id)
	n.send(t, operator, n.keyArgs(t, "register-validator", id, node.Config("priv_validator_key.json"))...)
	require.Equal(t, consortium.VALIDATOR_STATUS_CANDIDATE, n.validator(t, id).Status)
	address := n.consensusAddress(t, id)
	require.Zero(t, n.power(t, address), "power of a candidate")

	n.decree(t, "power of "+id, &consortium.MsgSetValidatorPower{Authority: consortium.Authority, ValidatorId: id, Power: power})
	n.awaitSigning(t, address)
	require.Equal(t, int64(power), n.power(t, address))
	// With its vote the fifth bank takes part like the others: without two old ones nothing would be decided.
	n.stop(t, "boc-sz-1")
	n.awaitBlocks(t, 3)
	n.requireOneChain(t, append(others("boc-sz-1"), id)...)
	members, err := consortium.NewQueryClient(n.conn(t)).Members(t.Context(), &consortium.QueryMembersRequest{})
	require.NoError(t, err)
	require.True(t, slices.ContainsFunc(members.Members, func(m consortium.Member) bool {
		return m.Id == member && m.Status == consortium.MEMBER_STATUS_ACTIVE
	}))
}

func initialOfficers(join genesis.JoinRequest) []consortium.InitialOfficer {
	officers := make([]consortium.InitialOfficer, len(join.Officers))
	for i, officer := range join.Officers {
		officers[i].Address = officer.Address
		for _, role := range officer.Roles {
			officers[i].Roles = append(officers[i].Roles, consortium.Role(role))
		}
	}
	return officers
}
