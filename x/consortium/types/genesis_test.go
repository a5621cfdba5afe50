package types_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// exported is a genesis as a running chain exports it: members pboc and icbc-sz, each with two admins and a validator.
func exported() *types.GenesisState {
	state := types.DefaultGenesisState()
	state.Members = []types.Member{bank("icbc-sz", 1), centralBank("pboc", 1)}
	for i, member := range state.Members {
		for j := range 2 {
			admin := officer(byte(10*i+j+1), types.OFFICER_STATUS_ACTIVE, types.ROLE_ADMIN)
			admin.MemberId = member.Id
			state.Officers = append(state.Officers, admin)
		}
		v := validator(member.Id+"-1", types.VALIDATOR_STATUS_ACTIVE)
		v.MemberId = member.Id
		state.Validators = append(state.Validators, v)
		state.ConsensusAddresses = append(state.ConsensusAddresses,
			types.ConsensusAddress{Address: types.ConsensusAddressOf(v.ConsensusKey), ValidatorId: v.Id})
		state.ValidatorSet = append(state.ValidatorSet, v.Seat())
	}
	types.SortSeats(state.ValidatorSet)
	state.OfficerProposals = []types.OfficerProposal{{
		MemberId: "icbc-sz", Address: person(50), Roles: []types.Role{types.ROLE_TELLER}, ProposedBy: person(1), ExpiresAt: now,
	}}
	state.Nodes = []types.Node{{Id: nodeID(1), MemberId: "icbc-sz", Kind: types.NODE_KIND_SENTRY}}
	state.Resolutions = []types.Resolution{resolution(types.RESOLUTION_STATUS_OPEN, yes("pboc"))}
	state.NextResolutionId = 8
	return state
}

func nodeID(n int) string { return fmt.Sprintf("%040x", n) }

func TestValidateGenesis(t *testing.T) {
	require.NoError(t, types.ValidateGenesis(exported()))

	newChain := exported()
	newChain.ValidatorSet = nil
	require.NoError(t, types.ValidateGenesis(newChain))

	kept := exported()
	for i := range kept.Validators {
		kept.Validators[i].Status = types.VALIDATOR_STATUS_JAILED
	}
	require.NoError(t, types.ValidateGenesis(kept), "nobody is wanted: CometBFT keeps its set")

	require.ErrorIs(t, types.ValidateGenesis(types.DefaultGenesisState()), types.ErrInvalidGenesis)
}

func TestValidateGenesisNamesTheField(t *testing.T) {
	for _, test := range []struct {
		field   string
		breakIt func(*types.GenesisState)
	}{
		{"params: ", func(s *types.GenesisState) { s.Params.MaxTxGas = 0 }},
		{"members[1]: ", func(s *types.GenesisState) { s.Members[1].Uscc = "" }},
		{"members[1]: ", func(s *types.GenesisState) { s.Members[1].Id = "icbc-sz" }},
		{"members[0].receiver_id: ", func(s *types.GenesisState) { s.Members[0].ReceiverId = "icbc-sz" }},
		{"members[0].receiver_id: ", func(s *types.GenesisState) { s.Members[0].ReceiverId = "nobody" }},
		{"members[0].receiver_id: ", func(s *types.GenesisState) { s.Members[0].Status = types.MEMBER_STATUS_LEAVING }},
		{"members: ", func(s *types.GenesisState) { s.Members[1].VotingWeight = 0 }},
		{"members: ", func(s *types.GenesisState) { s.Members = make([]types.Member, types.MaxMembers+1) }},
		{"officers[0]: ", func(s *types.GenesisState) { s.Officers[0].Roles = nil }},
		{"officers[0]: ", func(s *types.GenesisState) { s.Officers[0].Address = types.Authority }},
		{"officers[0]: ", func(s *types.GenesisState) { s.Officers[0].Status = types.OFFICER_STATUS_DISMISSED }},
		{"officers[0]: ", func(s *types.GenesisState) { s.Officers[0].Status = 99 }},
		{"officers[0]: ", func(s *types.GenesisState) {
			s.Officers[0].Roles = []types.Role{types.ROLE_TELLER, types.ROLE_ADMIN}
		}},
		{"officers[1]: ", func(s *types.GenesisState) { s.Officers[1].Address = s.Officers[0].Address }},
		{"officers[0].member_id: ", func(s *types.GenesisState) { s.Officers[0].MemberId = "nobody" }},
		{"officers: ", func(s *types.GenesisState) { s.Officers = s.Officers[1:] }},
		{"officer_proposals[0]: ", func(s *types.GenesisState) { s.OfficerProposals[0].ProposedBy = "" }},
		{"officer_proposals[0].member_id: ", func(s *types.GenesisState) { s.OfficerProposals[0].MemberId = "nobody" }},
		{"officer_proposals[1]: ", func(s *types.GenesisState) {
			s.OfficerProposals = append(s.OfficerProposals, s.OfficerProposals[0])
		}},
		{"officer_proposals: ", func(s *types.GenesisState) {
			for i := range types.MaxOfficerProposals {
				proposal := s.OfficerProposals[0]
				proposal.Address = person(byte(100 + i))
				s.OfficerProposals = append(s.OfficerProposals, proposal)
			}
		}},
		{"validators[0]: ", func(s *types.GenesisState) { s.Validators[0].Power = 0 }},
		{"validators[1]: ", func(s *types.GenesisState) {
			s.Validators[1].Id = s.Validators[0].Id
			s.Validators[1].ConsensusKey = s.Validators[0].ConsensusKey
		}},
		{"validators[0].member_id: ", func(s *types.GenesisState) { s.Validators[0].MemberId = "nobody" }},
		{"validators[17]: ", func(s *types.GenesisState) { addCandidates(s, types.MaxMemberValidators) }},
		{"consensus_addresses: ", func(s *types.GenesisState) { s.ConsensusAddresses[0].ValidatorId = "pboc-1" }},
		{"consensus_addresses[0]: ", func(s *types.GenesisState) { s.ConsensusAddresses[0].Address = []byte{1} }},
		{"consensus_addresses[2]: ", func(s *types.GenesisState) {
			s.ConsensusAddresses = append(s.ConsensusAddresses, s.ConsensusAddresses[0])
		}},
		{"consensus_addresses[2]: ", func(s *types.GenesisState) {
			s.ConsensusAddresses = append(s.ConsensusAddresses,
				types.ConsensusAddress{Address: bytes.Repeat([]byte{1}, 20), ValidatorId: "nobody"})
		}},
		{"validators: ", func(s *types.GenesisState) {
			s.ValidatorSet = nil
			for i := range s.Validators {
				s.Validators[i].Status = types.VALIDATOR_STATUS_JAILED
			}
		}},
		{"validator_set[0]: ", func(s *types.GenesisState) { s.ValidatorSet[0].KeyType = "" }},
		{"validator_set[0]: ", func(s *types.GenesisState) { s.ValidatorSet[0].Power = 0 }},
		{"validator_set[0]: ", func(s *types.GenesisState) { s.ValidatorSet[0] = seat("stranger", 1) }},
		{"validator_set[1]: ", func(s *types.GenesisState) { s.ValidatorSet[1] = s.ValidatorSet[0] }},
		{"validator_set: ", func(s *types.GenesisState) { s.ValidatorSet[1].Power++ }},
		{"validator_set: ", func(s *types.GenesisState) { s.ValidatorSet = s.ValidatorSet[1:] }},
		{"nodes[0]: ", func(s *types.GenesisState) { s.Nodes[0].Id = "1" }},
		{"nodes[1]: ", func(s *types.GenesisState) { s.Nodes = append(s.Nodes, s.Nodes[0]) }},
		{"nodes[0].member_id: ", func(s *types.GenesisState) { s.Nodes[0].MemberId = "nobody" }},
		{"nodes: ", func(s *types.GenesisState) {
			for i := range types.MaxMemberNodes {
				s.Nodes = append(s.Nodes, types.Node{Id: nodeID(i + 2), MemberId: "icbc-sz", Kind: types.NODE_KIND_FULL})
			}
		}},
		{"resolutions[0]: ", func(s *types.GenesisState) { s.Resolutions[0].Status = 0 }},
		{"resolutions[1]: ", func(s *types.GenesisState) { s.Resolutions = append(s.Resolutions, s.Resolutions[0]) }},
		{"resolutions[0].member_id: ", func(s *types.GenesisState) { s.Resolutions[0].MemberId = "nobody" }},
		{"next_resolution_id: ", func(s *types.GenesisState) { s.NextResolutionId = 7 }},
		{"next_resolution_id: ", func(s *types.GenesisState) { s.NextResolutionId = 0 }},
	} {
		t.Run(test.field, func(t *testing.T) {
			state := exported()
			test.breakIt(state)
			err := types.ValidateGenesis(state)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, test.field)
		})
	}
}

func addCandidates(s *types.GenesisState, n int) {
	for i := range n {
		v := validator(fmt.Sprintf("icbc-sz-candidate-%d", i), types.VALIDATOR_STATUS_CANDIDATE)
		s.Validators = append(s.Validators, v)
		s.ConsensusAddresses = append(s.ConsensusAddresses,
			types.ConsensusAddress{Address: types.ConsensusAddressOf(v.ConsensusKey), ValidatorId: v.Id})
	}
}
