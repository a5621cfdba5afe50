package genesis_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const memberYAML = `id: cmb-sz
legal_name: China Merchants Bank, Shenzhen Branch
kind: operator-bank
region: "440300"
uscc: 91440300100001X08E
cnaps: "308584000089"
voting_weight: 2
`

func TestAdmissionSaysWhatTheTwoFilesSay(t *testing.T) {
	member := readMember(t, memberYAML)
	cmb := newOrganisation(t, "cmb-sz")
	join := cmb.sign(cmb.request(cmb.officer("node", consortiumtypes.ROLE_NODE_OPERATOR)))
	admission, err := join.Admission(member, chainID)
	require.NoError(t, err)
	require.Equal(t, &consortiumtypes.MsgAdmitMember{
		Authority: consortiumtypes.Authority, MemberId: "cmb-sz", LegalName: "China Merchants Bank, Shenzhen Branch",
		Kind: consortiumtypes.MEMBER_KIND_OPERATOR_BANK, Region: "440300", Uscc: "91440300100001X08E", Cnaps: "308584000089", VotingWeight: 2,
		Officers: []consortiumtypes.InitialOfficer{
			{Address: join.Officers[0].Address, Roles: []consortiumtypes.Role{consortiumtypes.ROLE_ADMIN, consortiumtypes.ROLE_GOVERNOR}},
			{Address: join.Officers[1].Address, Roles: []consortiumtypes.Role{consortiumtypes.ROLE_ADMIN}},
			{Address: join.Officers[2].Address, Roles: []consortiumtypes.Role{consortiumtypes.ROLE_NODE_OPERATOR}},
		},
	}, admission)
	// Whoever does not know the chain's id cannot compare it.
	_, err = join.Admission(member, "")
	require.NoError(t, err)
}

func TestAdmissionRefusesFilesThatDoNotMatch(t *testing.T) {
	member := readMember(t, memberYAML)
	cmb, other := newOrganisation(t, "cmb-sz"), newOrganisation(t, "psbc-sz")
	_, err := other.sign(other.request()).Admission(member, chainID)
	require.ErrorIs(t, err, genesis.ErrMismatch)
	require.ErrorContains(t, err, `"psbc-sz", the description is of "cmb-sz"`)
	_, err = cmb.sign(cmb.request()).Admission(member, "dcep-other-1")
	require.ErrorIs(t, err, genesis.ErrMismatch)
	require.ErrorContains(t, err, `"dcep-test-1", this chain is "dcep-other-1"`)
}

func TestReadMemberRefuses(t *testing.T) {
	for content, want := range map[string]error{
		"id: cmb-sz\nofficers: []\n": genesis.ErrMalformed,
		"":                           genesis.ErrMalformed,
		"id: cmb-sz\nlegal_name: Bank\nkind: shop\nregion: \"440300\"\nuscc: 91440300100001X08E\n": genesis.ErrUnknown,
	} {
		path := filepath.Join(t.TempDir(), "member.yaml")
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		_, err := genesis.ReadMember(path)
		var field *genesis.FieldError
		require.ErrorAs(t, err, &field)
		require.Equal(t, "member.yaml", field.File)
		require.ErrorIs(t, err, want)
	}
}

func readMember(t *testing.T, content string) consortiumtypes.Member {
	t.Helper()
	path := filepath.Join(t.TempDir(), "member.yaml")
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	member, err := genesis.ReadMember(path)
	require.NoError(t, err)
	return member
}
