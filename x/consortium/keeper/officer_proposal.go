package keeper

import (
	"bytes"
	"context"
	"slices"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// ProposeOfficer asks for an appointment or a change of roles in the admin's member.
func (k *Keeper) ProposeOfficer(
	ctx context.Context, admin types.Officer, address sdk.AccAddress, roles []types.Role,
) error {
	roles, err := types.ParseRoles(roles)
	if err != nil {
		return err
	}
	member, err := k.Member(ctx, admin.MemberId)
	if err != nil {
		return err
	}
	if err := types.CheckRolesFor(k.permissions, member.Kind, roles); err != nil {
		return err
	}
	if _, err := k.candidate(ctx, member, address); err != nil {
		return err
	}
	return k.propose(ctx, admin, address, roles)
}

// ProposeDismissal asks for the dismissal of an officer of the admin's member.
func (k *Keeper) ProposeDismissal(ctx context.Context, admin types.Officer, address sdk.AccAddress) error {
	officer, err := k.Officer(ctx, address)
	if err != nil {
		return err
	}
	if officer.MemberId != admin.MemberId {
		return types.ErrNotOwnMember.Wrapf("officer %s is of member %s", officer.Address, officer.MemberId)
	}
	if _, err := officer.Dismiss(); err != nil {
		return err
	}
	return k.propose(ctx, admin, address, nil)
}

func (k *Keeper) propose(
	ctx context.Context, admin types.Officer, address sdk.AccAddress, roles []types.Role,
) error {
	now := sdk.UnwrapSDKContext(ctx).BlockTime()
	key := collections.Join(admin.MemberId, address)
	if err := k.checkAdminsAfter(ctx, admin.MemberId, address, roles); err != nil {
		return err
	}
	if err := k.checkRoomForProposal(ctx, key); err != nil {
		return err
	}
	params, err := k.Params(ctx)
	if err != nil {
		return err
	}
	proposal := types.OfficerProposal{
		MemberId:   admin.MemberId,
		Address:    types.FormatAddress(address),
		Roles:      roles,
		ProposedBy: admin.Address,
		ExpiresAt:  now.Add(params.OfficerProposalPeriod),
	}
	if err := k.proposals.Set(ctx, key, proposal); err != nil {
		return err
	}
	return emit(ctx, &types.EventOfficerProposed{
		MemberId: proposal.MemberId, Address: proposal.Address, Roles: roles, ProposedBy: admin.Address,
	})
}

// checkRoomForProposal fails with ErrProposalPending while an earlier proposal waits for the same officer, and with
// ErrLimitReached when too many wait for the member. An expired one is replaced.
func (k *Keeper) checkRoomForProposal(ctx context.Context, key proposalKey) error {
	now := sdk.UnwrapSDKContext(ctx).BlockTime()
	others := 0
	isMember := collections.NewPrefixedPairRange[string, sdk.AccAddress](key.K1())
	err := k.proposals.Walk(ctx, isMember, func(other proposalKey, proposal types.OfficerProposal) (bool, error) {
		if !bytes.Equal(other.K2(), key.K2()) {
			others++
		} else if !proposal.HasExpired(now) {
			return true, types.ErrProposalPending.Wrapf("for %s by %s", proposal.Address, proposal.ProposedBy)
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	if others >= types.MaxOfficerProposals {
		return types.ErrLimitReached.Wrapf("%d proposals wait for an admin of member %s", others, key.K1())
	}
	return nil
}

// checkAdminsAfter fails unless the member has an allowed number of admins once the address has exactly these roles.
func (k *Keeper) checkAdminsAfter(
	ctx context.Context, memberID string, address sdk.AccAddress, roles []types.Role,
) error {
	admins, err := k.admins(ctx, memberID)
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(admins, func(admin sdk.AccAddress) bool { return bytes.Equal(admin, address) })
	count := len(others)
	if slices.Contains(roles, types.ROLE_ADMIN) {
		count++
	}
	return types.CheckAdmins(memberID, count)
}

// ConfirmOfficer is the second admin's consent: it appoints, changes or dismisses as proposed. The roles say what the
// admin read in the proposal.
func (k *Keeper) ConfirmOfficer(
	ctx context.Context, admin types.Officer, address sdk.AccAddress, roles []types.Role,
) error {
	proposal, err := k.proposal(ctx, admin.MemberId, address)
	if err != nil {
		return err
	}
	if err := proposal.CheckConfirm(admin, roles, sdk.UnwrapSDKContext(ctx).BlockTime()); err != nil {
		return err
	}
	if err := k.checkProposer(ctx, proposal); err != nil {
		return err
	}
	if err := k.checkAdminsAfter(ctx, proposal.MemberId, address, proposal.Roles); err != nil {
		return err
	}
	if err := k.proposals.Remove(ctx, collections.Join(proposal.MemberId, address)); err != nil {
		return err
	}
	if proposal.IsDismissal() {
		if err := k.dismiss(ctx, address); err != nil {
			return err
		}
		return emit(ctx, &types.EventOfficerDismissed{MemberId: proposal.MemberId, Address: proposal.Address})
	}
	member, err := k.Member(ctx, proposal.MemberId)
	if err != nil {
		return err
	}
	if err := k.appoint(ctx, member, address, proposal.Roles, proposal.ProposedBy, admin.Address); err != nil {
		return err
	}
	return emit(ctx, &types.EventOfficerAppointed{
		MemberId: proposal.MemberId, Address: proposal.Address, Roles: proposal.Roles,
	})
}

// checkProposer fails with ErrProposalStale when the first admin is none any more: then only one admin has decided.
func (k *Keeper) checkProposer(ctx context.Context, proposal types.OfficerProposal) error {
	address, err := types.ParseAddress(proposal.ProposedBy)
	if err != nil {
		return err
	}
	proposer, err := k.Officer(ctx, address)
	if err != nil {
		return err
	}
	if !proposer.Has(types.ROLE_ADMIN) {
		return types.ErrProposalStale.Wrapf("%s is no admin any more", proposal.ProposedBy)
	}
	return nil
}

// CancelOfficerProposal withdraws a proposal, expired or not, in the admin's member.
func (k *Keeper) CancelOfficerProposal(ctx context.Context, admin types.Officer, address sdk.AccAddress) error {
	proposal, err := k.proposal(ctx, admin.MemberId, address)
	if err != nil {
		return err
	}
	if err := k.proposals.Remove(ctx, collections.Join(proposal.MemberId, address)); err != nil {
		return err
	}
	return emit(ctx, &types.EventOfficerProposalCancelled{MemberId: proposal.MemberId, Address: proposal.Address})
}

func (k *Keeper) proposal(
	ctx context.Context, memberID string, address sdk.AccAddress,
) (types.OfficerProposal, error) {
	proposal, err := k.proposals.Get(ctx, collections.Join(memberID, address))
	if err != nil {
		return proposal, found(err, types.ErrProposalNotFound, types.FormatAddress(address)+" of member "+memberID)
	}
	return proposal, nil
}
