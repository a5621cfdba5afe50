package bulk

import (
	"context"
	"errors"
	"fmt"
)

// maxChunk is how many transactions are signed and written down together before they are sent. The first are few, lest
// all be signed in vain when the node takes none.
const (
	maxChunk    = 64
	chunkGrowth = 4
)

// fill sends waiting orders until enough are under way or the node takes no more.
func (r *run) fill(ctx context.Context) error {
	for chunk := 1; !r.paused && !r.astray && r.refusal == nil; chunk = min(chunk*chunkGrowth, maxChunk) {
		orders := r.upcoming(min(r.config.Window-r.inFlight, chunk))
		if len(orders) == 0 {
			return nil
		}
		signed := make([]Tx, len(orders))
		for i, o := range orders {
			sequence := r.sequence + uint64(i)
			tx, err := r.chain.Sign(ctx, o.Order, sequence, r.gas)
			if err != nil {
				return fmt.Errorf("sign line %d: %w", o.Line, err)
			}
			signed[i] = tx
			r.attempts[tx.Hash] = attempt{order: o, sequence: sequence, gas: r.gas}
			if err := r.journal.append(entry{Line: o.Line, Sequence: sequence, Hash: tx.Hash}); err != nil {
				return err
			}
		}
		// Before the first of them leaves: what may be under way must be known after any interruption.
		if err := r.journal.Sync(); err != nil {
			return err
		}
		for i, o := range orders {
			if err := r.send(ctx, o, signed[i]); err != nil {
				return err
			}
			if o.current == "" {
				break
			}
		}
		r.report()
	}
	return nil
}

// send leaves the order without current transaction when the node did not take it.
func (r *run) send(ctx context.Context, o *order, tx Tx) error {
	answer, err := r.chain.Send(ctx, tx)
	switch {
	case ctx.Err() != nil:
		r.underWay(o, tx)
		return ctx.Err()
	case errors.Is(err, ErrNotSent):
		r.paused = true
	case err != nil:
		// The node may have it or not; if not, it will say that another sequence is due.
		r.underWay(o, tx)
		r.paused = true
	case answer.Verdict == Taken:
		r.underWay(o, tx)
	case answer.Verdict == Busy:
		r.paused = true
	case answer.Verdict == NotNext:
		r.astray = true
	default:
		r.refusal = fmt.Errorf("%w: %s", ErrRefused, answer.Reason)
	}
	return nil
}

func (r *run) underWay(o *order, tx Tx) {
	sent := r.attempts[tx.Hash]
	o.current, o.dead = tx.Hash, max(o.dead, sent.sequence+1)
	r.set(o, Outcome{Status: StatusSent, Hash: tx.Hash})
	r.sequence = sent.sequence + 1
	r.inFlight++
}

// upcoming returns the first orders that are neither final nor under way.
func (r *run) upcoming(limit int) []*order {
	for r.first < len(r.orders) && r.orders[r.first].Status.IsFinal() {
		r.first++
	}
	var orders []*order
	for _, o := range r.orders[r.first:] {
		if len(orders) >= limit {
			break
		}
		if !o.Status.IsFinal() && o.current == "" {
			orders = append(orders, o)
		}
	}
	return orders
}
