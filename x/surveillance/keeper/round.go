package keeper

import (
	"context"
	"time"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

func (k *Keeper) openRound(ctx context.Context, msg *types.MsgOpenRound) error {
	member, err := k.actor(ctx, msg.Officer)
	if err != nil {
		return err
	}
	if _, err := k.register.Recognition(ctx, msg.BodyId); err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	round, err := types.NewRound(member.Id, msg, params, now(ctx))
	if err != nil {
		return err
	}
	if err := k.checkFree(ctx, round); err != nil {
		return err
	}
	if err := k.roundsByID.Set(ctx, collections.Join(round.BodyId, round.Id), round.FrozenAt); err != nil {
		return err
	}
	if err := k.setRound(ctx, round); err != nil {
		return err
	}
	return emit(ctx, &types.EventRoundOpened{BodyId: round.BodyId, RoundId: round.Id, RatePermille: round.RatePermille, InspectBy: round.InspectBy})
}

// checkFree fails with ErrRoundExists or ErrRoundStatus unless the id is new and no other round of the body goes on.
func (k *Keeper) checkFree(ctx context.Context, round types.Round) error {
	exists, err := k.roundsByID.Has(ctx, collections.Join(round.BodyId, round.Id))
	if err != nil {
		return err
	}
	if exists {
		return types.ErrRoundExists.Wrapf("round %s of %s", round.Id, round.BodyId)
	}
	return k.walkRounds(ctx, round.BodyId, func(last types.Round) (bool, error) {
		if !last.IsOver(now(ctx)) || last.FrozenAt.Equal(round.FrozenAt) {
			return true, types.ErrRoundStatus.Wrapf("round %s of %s is %s: one goes on at a time", last.Id, last.BodyId, last.StatusAt(now(ctx)).Label())
		}
		return true, nil
	})
}

// walkRounds visits the rounds of a body, the last one first, until visit stops it.
func (k *Keeper) walkRounds(ctx context.Context, bodyID string, visit func(types.Round) (bool, error)) error {
	return k.rounds.Walk(ctx, collections.NewPrefixedPairRange[string, time.Time](bodyID).Descending(),
		func(_ momentKey, round types.Round) (bool, error) { return visit(round) })
}

// round fails with ErrRoundNotFound.
func (k *Keeper) round(ctx context.Context, bodyID, id string) (types.Round, error) {
	missing := func() error { return types.ErrRoundNotFound.Wrapf("round %.40q of %.40q", id, bodyID) }
	frozenAt, err := lookup.Find(ctx, k.roundsByID, collections.Join(bodyID, id), missing)
	if err != nil {
		return types.Round{}, err
	}
	return lookup.Find(ctx, k.rounds, collections.Join(bodyID, frozenAt), missing)
}

func (k *Keeper) setRound(ctx context.Context, round types.Round) error {
	return k.rounds.Set(ctx, collections.Join(round.BodyId, round.FrozenAt), round)
}

func (k *Keeper) commitSeed(ctx context.Context, msg *types.MsgCommitSeed) error {
	member, err := k.actor(ctx, msg.Officer)
	if err != nil {
		return err
	}
	round, err := k.round(ctx, member.Id, msg.RoundId)
	if err != nil {
		return err
	}
	if round, err = round.Commit(msg.Commitment, now(ctx)); err != nil {
		return err
	}
	if err := k.setRound(ctx, round); err != nil {
		return err
	}
	return emit(ctx, &types.EventSeedCommitted{BodyId: round.BodyId, RoundId: round.Id, MemberId: member.Id})
}

func (k *Keeper) revealSeed(ctx context.Context, msg *types.MsgRevealSeed) error {
	member, err := k.actor(ctx, msg.Officer)
	if err != nil {
		return err
	}
	round, err := k.round(ctx, msg.BodyId, msg.RoundId)
	if err != nil {
		return err
	}
	if round, err = round.Reveal(chainID(ctx), member.Id, msg.Seed, now(ctx)); err != nil {
		return err
	}
	if err := k.setRound(ctx, round); err != nil {
		return err
	}
	return emit(ctx, &types.EventSeedRevealed{BodyId: round.BodyId, RoundId: round.Id, MemberId: member.Id, Seed: msg.Seed})
}
