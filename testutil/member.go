package testutil

import consortium "github.com/dcep-consortium/dcepd/x/consortium/types"

// AddMember adds a member that the sample has not, with the officers that members of its kind have.
func AddMember(g *Genesis, id string, kind consortium.MemberKind) {
	member := sampleMember{id: id, kind: kind}
	g.Consortium.Members = append(g.Consortium.Members, consortium.Member{
		Id: id, LegalName: id + " Ltd", Kind: kind, Region: "440300", Uscc: USCC(200 + len(g.Consortium.Members)),
		Status: consortium.MEMBER_STATUS_ACTIVE, VotingWeight: 1, JoinedAt: GenesisTime,
	})
	g.Consortium.Officers = append(g.Consortium.Officers, officersOf(member)...)
}
