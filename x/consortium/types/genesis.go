package types

import (
	"fmt"
	"slices"
)

// DefaultGenesisState returns a genesis without members, which ValidateGenesis refuses: a consortium starts with its
// central bank and its validators, and the ceremony fills them in.
func DefaultGenesisState() *GenesisState {
	return &GenesisState{Params: DefaultParams(), NextResolutionId: 1}
}

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless the state could have come out of this module.
// Only the roles that a kind of member may have are checked later, by InitGenesis, which knows the permission table.
func ValidateGenesis(state *GenesisState) error {
	if err := state.Params.Validate(); err != nil {
		return invalidGenesis("params", err)
	}
	members, err := state.validateMembers()
	if err != nil {
		return err
	}
	checks := []func(map[string]Member) error{
		state.validateOfficers,
		state.validateOfficerProposals,
		state.validateValidators,
		state.validateValidatorSet,
		state.validateNodes,
		state.validateResolutions,
	}
	for _, check := range checks {
		if err := check(members); err != nil {
			return err
		}
	}
	return nil
}

func invalidGenesis(field string, err error) error {
	return ErrInvalidGenesis.Wrapf("%s: %s", field, err)
}

func at(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

func (gs GenesisState) validateMembers() (map[string]Member, error) {
	if len(gs.Members) > MaxMembers {
		return nil, invalidGenesis("members", ErrLimitReached.Wrapf("%d, at most %d", len(gs.Members), MaxMembers))
	}
	members := make(map[string]Member, len(gs.Members))
	for i, member := range gs.Members {
		if err := member.Validate(); err != nil {
			return nil, invalidGenesis(at("members", i), err)
		}
		if _, ok := members[member.Id]; ok {
			return nil, invalidGenesis(at("members", i), ErrMemberExists.Wrap(member.Id))
		}
		members[member.Id] = member
	}
	for i, member := range gs.Members {
		if _, ok := members[member.ReceiverId]; member.ReceiverId != "" && (!ok || member.ReceiverId == member.Id) {
			return nil, invalidGenesis(at("members", i)+".receiver_id", ErrInvalidReceiver.Wrap(member.ReceiverId))
		}
		if member.Status == MEMBER_STATUS_LEAVING && member.ReceiverId == "" {
			return nil, invalidGenesis(at("members", i)+".receiver_id", ErrInvalidReceiver.Wrap("a leaving member has one"))
		}
	}
	if !slices.ContainsFunc(gs.Members, Member.CanConsent) {
		return nil, invalidGenesis("members", ErrLastCentralBank)
	}
	return members, nil
}

func (gs GenesisState) validateOfficers(members map[string]Member) error {
	seen := make(map[string]bool, len(gs.Officers))
	admins := make(map[string]int, len(members))
	for i, officer := range gs.Officers {
		if err := officer.Validate(); err != nil {
			return invalidGenesis(at("officers", i), err)
		}
		if seen[officer.Address] {
			return invalidGenesis(at("officers", i), ErrAddressTaken.Wrap(officer.Address))
		}
		seen[officer.Address] = true
		if _, ok := members[officer.MemberId]; !ok {
			return invalidGenesis(at("officers", i)+".member_id", ErrMemberNotFound.Wrap(officer.MemberId))
		}
		if officer.Has(ROLE_ADMIN) {
			admins[officer.MemberId]++
		}
	}
	for _, member := range gs.Members {
		if err := CheckAdmins(member.Id, admins[member.Id]); err != nil {
			return invalidGenesis("officers", err)
		}
	}
	return nil
}

// CheckAdmins fails with ErrTooFewAdmins or ErrLimitReached unless a member may have this many admins.
func CheckAdmins(memberID string, admins int) error {
	if admins < MinAdmins {
		return ErrTooFewAdmins.Wrapf("member %s would have %d, at least %d", memberID, admins, MinAdmins)
	}
	if admins > MaxAdmins {
		return ErrLimitReached.Wrapf("member %s would have %d admins, at most %d", memberID, admins, MaxAdmins)
	}
	return nil
}

func (gs GenesisState) validateOfficerProposals(members map[string]Member) error {
	type key struct{ memberID, address string }
	seen := make(map[key]bool, len(gs.OfficerProposals))
	pending := make(map[string]int, len(members))
	for i, proposal := range gs.OfficerProposals {
		if err := proposal.Validate(); err != nil {
			return invalidGenesis(at("officer_proposals", i), err)
		}
		if _, ok := members[proposal.MemberId]; !ok {
			return invalidGenesis(at("officer_proposals", i)+".member_id", ErrMemberNotFound.Wrap(proposal.MemberId))
		}
		k := key{proposal.MemberId, proposal.Address}
		if seen[k] {
			return invalidGenesis(at("officer_proposals", i), ErrProposalPending.Wrap(proposal.Address))
		}
		seen[k] = true
		if pending[proposal.MemberId]++; pending[proposal.MemberId] > MaxOfficerProposals {
			return invalidGenesis("officer_proposals", ErrLimitReached.Wrapf("member %s has more than %d",
				proposal.MemberId, MaxOfficerProposals))
		}
	}
	return nil
}

func (gs GenesisState) validateNodes(members map[string]Member) error {
	seen := make(map[string]bool, len(gs.Nodes))
	count := make(map[string]int, len(members))
	for i, node := range gs.Nodes {
		if err := node.Validate(); err != nil {
			return invalidGenesis(at("nodes", i), err)
		}
		if seen[node.Id] {
			return invalidGenesis(at("nodes", i), ErrNodeExists.Wrap(node.Id))
		}
		seen[node.Id] = true
		if _, ok := members[node.MemberId]; !ok {
			return invalidGenesis(at("nodes", i)+".member_id", ErrMemberNotFound.Wrap(node.MemberId))
		}
		if count[node.MemberId]++; count[node.MemberId] > MaxMemberNodes {
			return invalidGenesis("nodes", ErrLimitReached.Wrapf("member %s has more than %d",
				node.MemberId, MaxMemberNodes))
		}
	}
	return nil
}

func (gs GenesisState) validateResolutions(members map[string]Member) error {
	if gs.NextResolutionId == 0 {
		return invalidGenesis("next_resolution_id", ErrInvalidResolution.Wrap("is 0, must be positive"))
	}
	seen := make(map[uint64]bool, len(gs.Resolutions))
	for i, resolution := range gs.Resolutions {
		if err := resolution.Validate(); err != nil {
			return invalidGenesis(at("resolutions", i), err)
		}
		if seen[resolution.Id] {
			return invalidGenesis(at("resolutions", i), ErrInvalidResolution.Wrapf("id %d occurs twice", resolution.Id))
		}
		seen[resolution.Id] = true
		if resolution.Id >= gs.NextResolutionId {
			return invalidGenesis("next_resolution_id", ErrInvalidResolution.Wrapf("is %d, must be more than %d",
				gs.NextResolutionId, resolution.Id))
		}
		if _, ok := members[resolution.MemberId]; !ok {
			return invalidGenesis(at("resolutions", i)+".member_id", ErrMemberNotFound.Wrap(resolution.MemberId))
		}
	}
	return nil
}
