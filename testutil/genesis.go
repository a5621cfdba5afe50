package testutil

import (
	"strings"
	"time"

	"github.com/cometbft/cometbft/crypto/ed25519"
	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/scripts/demo"
	calendar "github.com/dcep-consortium/dcepd/x/calendar/types"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// GenesisTime is when every fixture chain starts: 08:00 in Shanghai.
var GenesisTime = time.Date(2019, time.December, 2, 0, 0, 0, 0, time.UTC)

// validatorPower is the power of each sample validator.
const validatorPower = 10

// Genesis is what a test may change before its chain starts.
type Genesis struct {
	Consortium *consortium.GenesisState
	Currency   *currency.GenesisState
	Calendar   *calendar.GenesisState
	Consensus  cmtproto.ConsensusParams
}

type sampleMember struct {
	id     string
	kind   consortium.MemberKind
	weight uint32
	// validates says that the member runs a validator of the same id.
	validates bool
}

// The pilot: central bank, four banks and three telecoms, of which the first four validate; and those without a vote.
var sample = []sampleMember{
	{"pboc", consortium.MEMBER_KIND_CENTRAL_BANK, 4, true},
	{"icbc-sz", consortium.MEMBER_KIND_OPERATOR_BANK, 2, true},
	{"abc-sz", consortium.MEMBER_KIND_OPERATOR_BANK, 2, true},
	{"boc-sz", consortium.MEMBER_KIND_OPERATOR_BANK, 2, true},
	{"ccb-sz", consortium.MEMBER_KIND_OPERATOR_BANK, 2, false},
	{"china-mobile", consortium.MEMBER_KIND_OPERATOR_NON_BANK, 1, false},
	{"china-telecom", consortium.MEMBER_KIND_OPERATOR_NON_BANK, 1, false},
	{"china-unicom", consortium.MEMBER_KIND_OPERATOR_NON_BANK, 1, false},
	{"cert-bj", consortium.MEMBER_KIND_CERTIFICATION_BODY, 0, false},
	{"cert-cq", consortium.MEMBER_KIND_CERTIFICATION_BODY, 0, false},
	{"lab-bctc", consortium.MEMBER_KIND_TEST_LABORATORY, 0, false},
	{"lab-cfca", consortium.MEMBER_KIND_TEST_LABORATORY, 0, false},
	{"customs-sz", consortium.MEMBER_KIND_CUSTOMS, 0, false},
	{"commerce-sz", consortium.MEMBER_KIND_COMMERCE_AUTHORITY, 0, false},
	{"maritime-sz", consortium.MEMBER_KIND_GOVERNMENT_DEPARTMENT, 0, false},
	{"finance-sz", consortium.MEMBER_KIND_FINANCE_BUREAU, 0, false},
	{"police-sz", consortium.MEMBER_KIND_PUBLIC_SECURITY, 0, false},
	{"court-sz", consortium.MEMBER_KIND_COURT, 0, false},
	{"tax-sz", consortium.MEMBER_KIND_TAX_AUTHORITY, 0, false},
}

func sampleGenesis() Genesis {
	state := &consortium.GenesisState{Params: consortium.DefaultParams(), NextResolutionId: 1}
	for i, member := range sample {
		state.Members = append(state.Members, consortium.Member{
			Id: member.id, LegalName: member.id + " Ltd", Kind: member.kind, Region: "440300", Uscc: USCC(i + 1),
			Status: consortium.MEMBER_STATUS_ACTIVE, VotingWeight: member.weight, JoinedAt: GenesisTime,
		})
		state.Officers = append(state.Officers, officersOf(member)...)
		state.Nodes = append(state.Nodes, consortium.Node{Id: NodeID(member.id), MemberId: member.id, Kind: consortium.NODE_KIND_FULL})
		if member.validates {
			key := ConsensusKey(member.id).PubKey()
			state.Validators = append(state.Validators, consortium.Validator{
				Id: member.id, MemberId: member.id, KeyType: ed25519.KeyType, ConsensusKey: key.Bytes(),
				Power: validatorPower, Status: consortium.VALIDATOR_STATUS_ACTIVE,
			})
			state.ConsensusAddresses = append(state.ConsensusAddresses,
				consortium.ConsensusAddress{Address: key.Address(), ValidatorId: member.id})
		}
	}
	return Genesis{
		Consortium: state, Currency: currency.DefaultGenesisState(), Calendar: calendar.NewGenesisState(Calendars()...),
		Consensus: ConsensusParams(),
	}
}

// Calendars are the banking days of the demo: China's of 2019 to 2021.
func Calendars() []calendar.YearCalendar {
	described, err := genesis.ParseConsortium(demo.Consortium)
	if err != nil {
		panic(err)
	}
	return described.Calendars
}

// officersOf is two admins and one officer for each other role that the permission table has a use for.
func officersOf(member sampleMember) []consortium.Officer {
	officers := []consortium.Officer{
		newOfficer(member.id, "admin", consortium.ROLE_ADMIN), newOfficer(member.id, "admin2", consortium.ROLE_ADMIN),
	}
	permissions := app.Permissions()
	for role := consortium.ROLE_ADMIN + 1; int(role) < len(consortium.Role_name); role++ {
		if consortium.MayHold(permissions, member.kind, role) {
			officers = append(officers, newOfficer(member.id, postOf(role), role))
		}
	}
	return officers
}

// postOf is the name of a role in Officer: ROLE_NODE_OPERATOR is "node-operator".
func postOf(role consortium.Role) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(role.String(), "ROLE_")), "_", "-")
}

func newOfficer(memberID, post string, role consortium.Role) consortium.Officer {
	return consortium.Officer{
		Address: Officer(memberID, post).String(), MemberId: memberID, Roles: []consortium.Role{role},
		Status: consortium.OFFICER_STATUS_ACTIVE, AppointedBy: []string{"genesis"},
	}
}
