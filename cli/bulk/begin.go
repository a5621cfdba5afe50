package bulk

import (
	"context"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// findWorkers ask the chain at the same time which orders took effect.
const findWorkers = 8

// load puts what the journal knows to the orders.
func (r *run) load(orders []Order) error {
	byLine := make(map[int]*order, len(orders))
	r.orders = make([]*order, len(orders))
	for i, each := range orders {
		r.orders[i] = &order{Order: each, Outcome: Outcome{Status: StatusWaiting}}
		byLine[each.Line] = r.orders[i]
	}
	r.counts[StatusWaiting] = len(orders)
	for _, e := range r.journal.entries {
		o, known := byLine[e.Line]
		switch {
		case !known:
			return fmt.Errorf("%w: line %d is not in the file", ErrJournal, e.Line)
		case e.Status.IsFinal():
			r.set(o, Outcome{Status: e.Status, Hash: e.Hash, Height: e.Height, Reason: e.Reason})
		default:
			r.set(o, Outcome{Status: StatusSent, Hash: e.Hash})
			o.dead = max(o.dead, e.Sequence+1)
			r.attempts[e.Hash] = attempt{order: o, sequence: e.Sequence}
		}
	}
	for _, o := range r.orders {
		if o.Status == StatusFailed && r.config.RetryFailed {
			r.set(o, Outcome{Status: StatusWaiting})
		}
	}
	return nil
}

// begin learns from the chain where it stands. The order of the questions matters: an effect that is not found after the
// sequence was read belongs to no transaction before that sequence, and blocks after the height are still looked at.
func (r *run) begin(ctx context.Context) error {
	err := r.insist(ctx, func() (err error) {
		r.height, err = r.chain.Height(ctx)
		return err
	})
	if err != nil {
		return err
	}
	if err := r.restart(ctx); err != nil {
		return err
	}
	found, err := r.findAll(ctx)
	if err != nil {
		return err
	}
	for i, o := range r.orders {
		if found[i] == nil {
			continue
		}
		if err := r.take(o, *found[i], r.ownHash(ctx, o, found[i].Height)); err != nil {
			return err
		}
	}
	if next := r.upcoming(1); len(next) > 0 {
		r.gas = r.chain.Estimate(ctx, next[0].Order)
	}
	return nil
}

func (r *run) findAll(ctx context.Context) ([]*Effect, error) {
	found := make([]*Effect, len(r.orders))
	var asked atomic.Int64
	workers, workersCtx := errgroup.WithContext(ctx)
	workers.SetLimit(findWorkers)
	for i, o := range r.orders {
		if o.Status.IsFinal() {
			continue
		}
		workers.Go(func() error {
			asked.Add(1)
			return r.insist(workersCtx, func() (err error) {
				found[i], err = r.chain.Find(workersCtx, o.Order)
				return err
			})
		})
		r.config.Progress(Progress{Checking: true, Done: int(asked.Load()), Total: len(r.orders)})
	}
	return found, workers.Wait()
}

// ownHash returns that of the order's transaction in the block; empty if the effect is somebody else's, or the node no
// longer has the block.
func (r *run) ownHash(ctx context.Context, o *order, height int64) string {
	if o.Hash == "" || height == 0 {
		return ""
	}
	block, err := r.block(ctx, height)
	if err != nil {
		return ""
	}
	for _, executed := range block {
		if own, ours := r.attempts[executed.Hash]; ours && own.order == o {
			return executed.Hash
		}
	}
	return ""
}

func (r *run) block(ctx context.Context, height int64) ([]Executed, error) {
	if r.read.height == height {
		return r.read.executed, nil
	}
	executed, err := r.chain.Block(ctx, height)
	if err == nil {
		r.read.height, r.read.executed = height, executed
	}
	return executed, err
}
