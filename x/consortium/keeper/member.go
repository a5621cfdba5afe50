package keeper

import (
	"context"
	"slices"
	"strings"

	"github.com/cosmos/gogoproto/proto"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Member returns the member, or ErrMemberNotFound.
func (k *Keeper) Member(ctx context.Context, id string) (types.Member, error) {
	member, err := k.members.Get(ctx, id)
	return member, found(err, types.ErrMemberNotFound, id)
}

// voters returns the members that vote now, in the order of their ids.
func (k *Keeper) voters(ctx context.Context) ([]types.Member, error) {
	var voters []types.Member
	err := k.members.Walk(ctx, nil, func(_ string, member types.Member) (bool, error) {
		if member.CanVote() {
			voters = append(voters, member)
		}
		return false, nil
	})
	return voters, err
}

// AdmitMember admits a member with its first officers.
func (k *Keeper) AdmitMember(ctx context.Context, msg *types.MsgAdmitMember) error {
	member, err := types.NewMember(msg, sdk.UnwrapSDKContext(ctx).BlockTime())
	if err != nil {
		return err
	}
	if err := k.checkNewMember(ctx, member.Id); err != nil {
		return err
	}
	if err := k.members.Set(ctx, member.Id, member); err != nil {
		return err
	}
	if err := k.appointFirst(ctx, member, msg.Officers); err != nil {
		return err
	}
	return emit(ctx, &types.EventMemberAdmitted{MemberId: member.Id, Kind: member.Kind})
}

func (k *Keeper) checkNewMember(ctx context.Context, id string) error {
	if exists, err := k.members.Has(ctx, id); err != nil {
		return err
	} else if exists {
		return types.ErrMemberExists.Wrap(id)
	}
	count := 0
	err := k.members.Walk(ctx, nil, func(string, types.Member) (bool, error) {
		count++
		return false, nil
	})
	if err != nil {
		return err
	}
	if count >= types.MaxMembers {
		return types.ErrLimitReached.Wrapf("%d members", types.MaxMembers)
	}
	return nil
}

// appointFirst appoints the officers who come with a new member.
func (k *Keeper) appointFirst(ctx context.Context, member types.Member, officers []types.InitialOfficer) error {
	if len(officers) > types.MaxInitialOfficers {
		return types.ErrLimitReached.Wrapf("member %s comes with %d officers, at most %d",
			member.Id, len(officers), types.MaxInitialOfficers)
	}
	for _, officer := range officers {
		address, err := types.ParseOfficerAddress(officer.Address)
		if err != nil {
			return err
		}
		if taken, err := k.officers.Has(ctx, address); err != nil {
			return err
		} else if taken {
			return types.ErrAddressTaken.Wrapf("%s is or was an officer", officer.Address)
		}
		if err := k.appoint(ctx, member, address, officer.Roles, types.AppointedByResolution); err != nil {
			return err
		}
	}
	admins, err := k.admins(ctx, member.Id)
	if err != nil {
		return err
	}
	return types.CheckAdmins(member.Id, len(admins))
}

// UpdateMember replaces the description and the voting weight of a member.
func (k *Keeper) UpdateMember(ctx context.Context, msg *types.MsgUpdateMember) error {
	return k.changeMember(ctx, msg.MemberId,
		func(m types.Member) (types.Member, error) { return m.Describe(msg) },
		&types.EventMemberUpdated{MemberId: msg.MemberId})
}

// SuspendMember stops the officers of a member and takes the power of its validators.
func (k *Keeper) SuspendMember(ctx context.Context, id string) error {
	return k.changeMember(ctx, id, types.Member.Suspend, &types.EventMemberSuspended{MemberId: id})
}

// ReinstateMember ends a suspension.
func (k *Keeper) ReinstateMember(ctx context.Context, id string) error {
	return k.changeMember(ctx, id, types.Member.Reinstate, &types.EventMemberReinstated{MemberId: id})
}

// StartExit begins or redirects a resignation or an expulsion.
func (k *Keeper) StartExit(ctx context.Context, id, receiverID string, expelled bool) error {
	receiver, err := k.Member(ctx, receiverID)
	if err != nil {
		return err
	}
	return k.changeMember(ctx, id,
		func(m types.Member) (types.Member, error) { return m.StartExit(receiver, expelled) },
		&types.EventExitStarted{MemberId: id, ReceiverId: receiverID, Expelled: expelled})
}

// changeMember applies a domain method to a member. What a member may do decides about the power of its validators, so
// the set is looked at again.
func (k *Keeper) changeMember(
	ctx context.Context, id string, change func(types.Member) (types.Member, error), event proto.Message,
) error {
	before, err := k.Member(ctx, id)
	if err != nil {
		return err
	}
	after, err := change(before)
	if err != nil {
		return err
	}
	if err := k.members.Set(ctx, id, after); err != nil {
		return err
	}
	if before.CanConsent() && !after.CanConsent() {
		if err := k.checkCentralBank(ctx, id); err != nil {
			return err
		}
	}
	if before.CanAct() != after.CanAct() {
		if err := k.setChanged.Set(ctx, true); err != nil {
			return err
		}
	}
	return emit(ctx, event)
}

// checkCentralBank fails with ErrLastCentralBank when no central bank is left to consent to resolutions: nothing could
// be decided any more, not even its return.
func (k *Keeper) checkCentralBank(ctx context.Context, lost string) error {
	voters, err := k.voters(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(voters, types.Member.CanConsent) {
		return types.ErrLastCentralBank.Wrapf("%s is the last one", lost)
	}
	return nil
}

// CompleteExit ends the membership of a leaving member that has settled everything; its validators and nodes go with it.
// It is for officers of the member itself or of its receiver.
func (k *Keeper) CompleteExit(ctx context.Context, admin types.Officer, id string) error {
	before, err := k.Member(ctx, id)
	if err != nil {
		return err
	}
	if admin.MemberId != before.Id && admin.MemberId != before.ReceiverId {
		return types.ErrNotOwnMember.Wrapf("%s is of member %s, neither %s nor its receiver",
			admin.Address, admin.MemberId, id)
	}
	after, err := before.CompleteExit()
	if err != nil {
		return err
	}
	if err := k.checkObligations(ctx, id); err != nil {
		return err
	}
	if err := k.members.Set(ctx, id, after); err != nil {
		return err
	}
	if err := k.retireAll(ctx, id); err != nil {
		return err
	}
	if err := k.removeNodes(ctx, id); err != nil {
		return err
	}
	return emit(ctx, &types.EventExitCompleted{MemberId: id, Status: after.Status})
}

func (k *Keeper) checkObligations(ctx context.Context, id string) error {
	if k.hooks == nil {
		return nil
	}
	obligations, err := k.hooks.Obligations(ctx, id)
	if err != nil {
		return err
	}
	if len(obligations) > 0 {
		return types.ErrObligationsRemain.Wrapf("member %s: %s", id, strings.Join(obligations, "; "))
	}
	return nil
}
