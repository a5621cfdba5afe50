package bulk

import (
	"context"
	"fmt"
	"time"
)

// follow waits for a block and follows all new ones.
func (r *run) follow(ctx context.Context) error {
	latest, err := r.awaitBlock(ctx)
	if err != nil {
		return err
	}
	for r.height < latest {
		var block []Executed
		err := r.insist(ctx, func() (err error) {
			block, err = r.block(ctx, r.height+1)
			return err
		})
		if err != nil {
			return fmt.Errorf("block %d: %w", r.height+1, err)
		}
		r.height++
		r.quiet++
		for _, executed := range block {
			if err := r.settle(ctx, executed); err != nil {
				return err
			}
		}
	}
	r.paused = false
	return r.journal.Sync()
}

// settle decides what a transaction in a block means for its order.
func (r *run) settle(ctx context.Context, executed Executed) error {
	made, ours := r.attempts[executed.Hash]
	if !ours {
		return nil
	}
	r.quiet = 0
	o := made.order
	superseded := o.current != "" && o.current != executed.Hash
	if o.current == executed.Hash {
		o.current = ""
		r.inFlight--
	}
	switch {
	case o.Status.IsFinal():
		return nil
	case executed.Failure == "":
		return r.finish(o, Outcome{Status: StatusDone, Hash: executed.Hash, Height: r.height})
	case superseded:
		// The transaction that is under way decides.
		return nil
	}
	var effect *Effect
	err := r.insist(ctx, func() (err error) {
		effect, err = r.chain.Find(ctx, o.Order)
		return err
	})
	switch {
	case err != nil:
		return err
	case effect != nil:
		return r.take(o, *effect, r.ownHash(ctx, o, effect.Height))
	case executed.NotNext:
		return nil
	case executed.OutOfGas && made.gas < maxGas:
		// The transaction with more gas decides.
		r.gas = max(r.gas, min(2*made.gas, maxGas))
		return nil
	case o.dead > made.sequence+1:
		// Another transaction of the order may still be executed, and succeed; this outcome would then be a lie. Sending
		// it again moves the signer's sequence on until that cannot be.
		return nil
	}
	return r.finish(o, Outcome{Status: StatusFailed, Hash: executed.Hash, Height: r.height, Reason: executed.Failure})
}

// take decides an order by what the chain has under its name.
func (r *run) take(o *order, effect Effect, hash string) error {
	if effect.Conflict != "" {
		return r.finish(o, Outcome{Status: StatusFailed, Height: effect.Height, Reason: effect.Conflict})
	}
	return r.finish(o, Outcome{Status: StatusDone, Hash: hash, Height: effect.Height})
}

func (r *run) finish(o *order, outcome Outcome) error {
	r.set(o, outcome)
	return r.journal.append(entry{
		Line: o.Line, Status: outcome.Status, Hash: outcome.Hash, Height: outcome.Height, Reason: outcome.Reason,
	})
}

// awaitBlock returns the height of the chain once it is above that of the last block looked at.
func (r *run) awaitBlock(ctx context.Context) (latest int64, err error) {
	deadline := time.Now().Add(r.config.Patience)
	for {
		err := r.insist(ctx, func() (err error) {
			latest, err = r.chain.Height(ctx)
			return err
		})
		if err != nil || latest > r.height {
			return latest, err
		}
		if time.Now().After(deadline) {
			return latest, fmt.Errorf("%w: no block after height %d for %s", ErrNoProgress, r.height, r.config.Patience)
		}
		if err := r.pause(ctx); err != nil {
			return latest, err
		}
	}
}

// insist asks again until there is an answer, and fails with ErrNoProgress when patience ends.
func (r *run) insist(ctx context.Context, ask func() error) error {
	deadline := time.Now().Add(r.config.Patience)
	for {
		err := ask()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case time.Now().After(deadline):
			return fmt.Errorf("%w: asked for %s: %w", ErrNoProgress, r.config.Patience, err)
		}
		if err := r.pause(ctx); err != nil {
			return err
		}
	}
}

func (r *run) pause(ctx context.Context) error {
	timer := time.NewTimer(r.config.Interval)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
