package keeper

import (
	"context"
	"errors"
	"time"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	errorsmod "cosmossdk.io/errors"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Resolution returns the resolution, or ErrResolutionNotFound.
func (k *Keeper) Resolution(ctx context.Context, id uint64) (types.Resolution, error) {
	resolution, err := k.resolutions.Get(ctx, id)
	return resolution, found(err, types.ErrResolutionNotFound, id)
}

// SubmitResolution puts messages to the vote, with the yes of the governor's member, and returns the resolution's id.
func (k *Keeper) SubmitResolution(
	ctx context.Context, governor types.Officer, messages []*codectypes.Any, reason string,
) (uint64, error) {
	params, err := k.Params(ctx)
	if err != nil {
		return 0, err
	}
	if err := types.CheckSubmission(len(messages), reason, params); err != nil {
		return 0, err
	}
	for i, message := range messages {
		if _, err := k.checkedMessage(message); err != nil {
			return 0, errorsmod.Wrapf(err, "message %d", i)
		}
	}
	id, err := k.nextResolutionID.Next(ctx)
	if err != nil {
		return 0, err
	}
	now := sdk.UnwrapSDKContext(ctx).BlockTime()
	resolution := types.Resolution{
		Id:          id,
		Proposer:    governor.Address,
		MemberId:    governor.MemberId,
		Messages:    messages,
		Reason:      reason,
		SubmittedAt: now,
		ExpiresAt:   now.Add(params.ResolutionPeriod),
		Status:      types.RESOLUTION_STATUS_OPEN,
	}
	if err := k.expiries.Set(ctx, expiryOf(resolution)); err != nil {
		return 0, err
	}
	event := &types.EventResolutionSubmitted{ResolutionId: id, MemberId: governor.MemberId}
	return id, k.vote(ctx, resolution, governor, types.VOTE_CHOICE_YES, event)
}

// VoteResolution casts or changes the vote of the governor's member. What the votes decide takes effect at the end of
// the block.
func (k *Keeper) VoteResolution(
	ctx context.Context, governor types.Officer, id uint64, choice types.VoteChoice,
) error {
	resolution, err := k.Resolution(ctx, id)
	if err != nil {
		return err
	}
	event := &types.EventResolutionVoted{ResolutionId: id, MemberId: governor.MemberId, Choice: choice}
	return k.vote(ctx, resolution, governor, choice, event)
}

// vote adds a vote to the resolution, announces it with the event and decides by the weights that members have now.
func (k *Keeper) vote(
	ctx context.Context, resolution types.Resolution, governor types.Officer, choice types.VoteChoice, event proto.Message,
) error {
	member, err := k.Member(ctx, governor.MemberId)
	if err != nil {
		return err
	}
	now := sdk.UnwrapSDKContext(ctx).BlockTime()
	resolution, err = resolution.Vote(member, governor.Address, choice, now)
	if err != nil {
		return err
	}
	if err := emit(ctx, event); err != nil {
		return err
	}
	resolution, err = k.decide(ctx, resolution)
	if err != nil {
		return err
	}
	switch resolution.Status {
	case types.RESOLUTION_STATUS_OPEN:
		return k.resolutions.Set(ctx, resolution.Id, resolution)
	case types.RESOLUTION_STATUS_PASSED:
		return k.queue(ctx, resolution)
	default:
		return k.close(ctx, resolution)
	}
}

func (k *Keeper) decide(ctx context.Context, resolution types.Resolution) (types.Resolution, error) {
	params, err := k.Params(ctx)
	if err != nil {
		return resolution, err
	}
	voters, err := k.voters(ctx)
	if err != nil {
		return resolution, err
	}
	replaced, err := k.replacedCentralBank(ctx, resolution)
	if err != nil {
		return resolution, err
	}
	return resolution.Decide(voters, params.Threshold(), replaced)
}

// replacedCentralBank returns the central bank whose admins the resolution replaces, provided it does nothing else:
// other messages next to that one would escape the central bank's consent.
func (k *Keeper) replacedCentralBank(ctx context.Context, resolution types.Resolution) (string, error) {
	if len(resolution.Messages) != 1 {
		return "", nil
	}
	msg, err := k.unpack(resolution.Messages[0])
	if err != nil {
		return "", err
	}
	replacement, ok := msg.(*types.MsgReplaceAdmins)
	if !ok {
		return "", nil
	}
	member, err := k.members.Get(ctx, replacement.MemberId)
	if errors.Is(err, collections.ErrNotFound) {
		return "", nil
	}
	if err != nil || member.Kind != types.MEMBER_KIND_CENTRAL_BANK {
		return "", err
	}
	return member.Id, nil
}

// queue lets a passed resolution wait for the end of the block.
func (k *Keeper) queue(ctx context.Context, resolution types.Resolution) error {
	if err := k.expiries.Remove(ctx, expiryOf(resolution)); err != nil {
		return err
	}
	if err := k.passed.Set(ctx, resolution.Id); err != nil {
		return err
	}
	return k.resolutions.Set(ctx, resolution.Id, resolution)
}

// close records the outcome of a resolution that waits for nothing any more.
func (k *Keeper) close(ctx context.Context, resolution types.Resolution) error {
	if err := k.expiries.Remove(ctx, expiryOf(resolution)); err != nil {
		return err
	}
	if err := k.passed.Remove(ctx, resolution.Id); err != nil {
		return err
	}
	if err := k.resolutions.Set(ctx, resolution.Id, resolution); err != nil {
		return err
	}
	return emit(ctx, &types.EventResolutionClosed{
		ResolutionId: resolution.Id, Status: resolution.Status, Failure: resolution.Failure,
	})
}

func expiryOf(resolution types.Resolution) expiryKey {
	return collections.Join(resolution.ExpiresAt.UnixNano(), resolution.Id)
}

// expireResolutions closes resolutions that were not decided in time, a bounded number in each block: nothing depends on
// it, since a vote that comes too late is refused by the resolution's own date.
func (k *Keeper) expireResolutions(ctx context.Context) error {
	now := sdk.UnwrapSDKContext(ctx).BlockTime()
	due, err := k.dueExpiries(ctx, now)
	if err != nil {
		return err
	}
	for _, id := range due {
		resolution, err := k.Resolution(ctx, id)
		if err != nil {
			return err
		}
		resolution, err = resolution.Expire(now)
		if err != nil {
			return err
		}
		if err := k.close(ctx, resolution); err != nil {
			return err
		}
	}
	return nil
}

// dueExpiries returns the first resolutions whose vote is over, at most MaxExpiriesPerBlock.
func (k *Keeper) dueExpiries(ctx context.Context, now time.Time) ([]uint64, error) {
	var due []uint64
	err := k.expiries.Walk(ctx, nil, func(key expiryKey) (bool, error) {
		if key.K1() > now.UnixNano() {
			return true, nil
		}
		due = append(due, key.K2())
		return len(due) == types.MaxExpiriesPerBlock, nil
	})
	return due, err
}
