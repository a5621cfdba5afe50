package testutil

import (
	"slices"
	"time"

	"github.com/cometbft/cometbft/crypto/ed25519"
	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"

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
	Consensus  cmtproto.ConsensusParams
}

type sampleMember struct {
	id     string
	kind   consortium.MemberKind
	weight uint32
	// validates says that the member runs a validator of the same id.
	validates bool
}

// The pilot: central bank, four banks and three telecoms; the first four validate.
var sample = []sampleMember{
	{"pboc", consortium.MEMBER_KIND_CENTRAL_BANK, 4, true},
	{"icbc-sz", consortium.MEMBER_KIND_OPERATOR_BANK, 2, true},
	{"abc-sz", consortium.MEMBER_KIND_OPERATOR_BANK, 2, true},
	{"boc-sz", consortium.MEMBER_KIND_OPERATOR_BANK, 2, true},
	{"ccb-sz", consortium.MEMBER_KIND_OPERATOR_BANK, 2, false},
	{"china-mobile", consortium.MEMBER_KIND_OPERATOR_NON_BANK, 1, false},
	{"china-telecom", consortium.MEMBER_KIND_OPERATOR_NON_BANK, 1, false},
	{"china-unicom", consortium.MEMBER_KIND_OPERATOR_NON_BANK, 1, false},
}

type post struct {
	name string
	role consortium.Role
}

var (
	postsOfAll = []post{
		{"admin", consortium.ROLE_ADMIN},
		{"admin2", consortium.ROLE_ADMIN},
		{"governor", consortium.ROLE_GOVERNOR},
		{"node-operator", consortium.ROLE_NODE_OPERATOR},
	}
	postsOfOperators = []post{
		{"treasurer", consortium.ROLE_TREASURER}, {"teller", consortium.ROLE_TELLER}, {"compliance", consortium.ROLE_COMPLIANCE},
	}
	postsOfCentralBank = []post{
		{"issuer", consortium.ROLE_ISSUER}, {"controller", consortium.ROLE_CONTROLLER}, {"compliance", consortium.ROLE_COMPLIANCE},
	}
)

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
	return Genesis{Consortium: state, Currency: currency.DefaultGenesisState(), Consensus: ConsensusParams()}
}

func officersOf(member sampleMember) []consortium.Officer {
	posts := slices.Concat(postsOfAll, postsOfOperators)
	if member.kind == consortium.MEMBER_KIND_CENTRAL_BANK {
		posts = slices.Concat(postsOfAll, postsOfCentralBank)
	}
	officers := make([]consortium.Officer, len(posts))
	for i, post := range posts {
		officers[i] = consortium.Officer{
			Address: Officer(member.id, post.name).String(), MemberId: member.id, Roles: []consortium.Role{post.role},
			Status: consortium.OFFICER_STATUS_ACTIVE, AppointedBy: []string{"genesis"},
		}
	}
	return officers
}
