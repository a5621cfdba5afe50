package bench

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	// sendersPerNode is how many requests are on their way into each node at once.
	sendersPerNode = 8
	// bundle is how many transactions are in one request at most, as a gateway bundles what its customers send at the same time.
	// Nodes take no more unless they are told to.
	bundle         = 10
	busyPause      = 50 * time.Millisecond
	followInterval = 20 * time.Millisecond
	// patience is how long a taken transaction may stay out of blocks before it counts as lost.
	patience = time.Minute
)

// Load sends signed transactions to nodes and follows them into blocks.
type Load struct {
	// Nodes share the transactions. The first one also tells what was committed: it needs the results of its blocks.
	Nodes []*Node
	// InFlight is how many transactions may be sent and not yet in a block, as if so many people waited for theirs.
	InFlight int
	// Rate is how many transactions are sent in a second, however many are on their way; 0 is as many as the nodes take.
	Rate float64
}

// transaction is what became of one that was sent.
type transaction struct {
	sent time.Time
	// refused says why no node took it; failure why it changed nothing in its block.
	refused error
	failure string
	// committed is when it was known to have taken effect, zero if never.
	committed time.Time
}

// run is a load at work.
type run struct {
	Load
	txs      [][]byte
	outcomes []transaction
	started  time.Time
	// places are free for transactions on their way.
	places chan struct{}
	busy   atomic.Int64
	blocks []block
	// followed is the height until which blocks are noted.
	followed int64
}

// block is when the first node had executed a height.
type block struct {
	height int64
	// at is by the clock of this machine, time by that of the chain.
	at, time time.Time
}

// Run sends the transactions and returns when all that were taken are in blocks. Transactions at indexes that are equal
// modulo the number of lanes come from the same account and are sent in order.
func (l Load) Run(ctx context.Context, txs [][]byte, lanes int) (Result, error) {
	r := &run{Load: l, txs: txs, outcomes: make([]transaction, len(txs)), places: make(chan struct{}, l.InFlight)}
	for range l.InFlight {
		r.places <- struct{}{}
	}
	var err error
	if r.followed, err = l.Nodes[0].executed(ctx); err != nil {
		return Result{}, err
	}
	find := search{height: r.followed + 1, index: indexOf(r.txs), heights: map[int]int64{}}
	following, stop := context.WithCancel(ctx)
	defer stop()
	follower, sending := errgroup.WithContext(ctx)
	follower.Go(func() error { return r.follow(following) })

	r.started = time.Now()
	if err := r.sendAll(sending, lanes); err != nil {
		stop()
		return Result{}, errors.Join(err, follower.Wait())
	}
	// The last transactions come in blocks that are still to be followed.
	if err := r.findAll(ctx, &find); err != nil {
		return Result{}, err
	}
	stop()
	if err := errors.Join(follower.Wait(), r.look(ctx)); err != nil {
		return Result{}, err
	}
	r.date(find.heights)
	return r.result(), nil
}

// findAll returns when all that nodes took are found in blocks, or have been missing for too long.
func (r *run) findAll(ctx context.Context, s *search) error {
	taken := r.taken()
	deadline := time.Now().Add(patience)
	for {
		last, err := r.Nodes[0].executed(ctx)
		if err != nil {
			return err
		}
		before := s.found
		if err := r.find(ctx, s, last); err != nil {
			return err
		}
		if s.found > before {
			deadline = time.Now().Add(patience)
		}
		if s.found == taken || time.Now().After(deadline) {
			return nil
		}
		if err := pause(ctx, followInterval); err != nil {
			return err
		}
	}
}

// sendAll returns when every transaction was taken or refused.
func (r *run) sendAll(ctx context.Context, lanes int) error {
	workers := min(len(r.Nodes)*sendersPerNode, lanes)
	group, ctx := errgroup.WithContext(ctx)
	for worker := range workers {
		node := r.Nodes[worker%len(r.Nodes)]
		var own []int
		for i := range r.txs {
			if i%lanes%workers == worker {
				own = append(own, i)
			}
		}
		// Two of the same account do not go together: the second may only be taken after the first.
		atOnce := min(bundle, (lanes-worker+workers-1)/workers)
		group.Go(func() error {
			for len(own) > 0 {
				count, err := r.awaitTurn(ctx, own[:min(atOnce, len(own))])
				if err != nil {
					return err
				}
				if err := r.send(ctx, node, own[:count]); err != nil {
					return err
				}
				own = own[count:]
			}
			return nil
		})
	}
	return group.Wait()
}

// awaitTurn returns how many of the transactions may be sent now, once it is the first one's turn.
func (r *run) awaitTurn(ctx context.Context, indexes []int) (int, error) {
	if r.Rate > 0 {
		// Who comes at a given rate does not wait for others: time lost before sending counts as waiting.
		for count, i := range indexes {
			due := r.started.Add(time.Duration(float64(i) / r.Rate * float64(time.Second)))
			if count > 0 && time.Now().Before(due) {
				return count, nil
			}
			if err := pause(ctx, time.Until(due)); err != nil {
				return 0, err
			}
			r.outcomes[i].sent = due
		}
		return len(indexes), nil
	}
	select {
	case <-r.places:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	count := 1
	for count < len(indexes) && r.takePlace() {
		count++
	}
	now := time.Now()
	for _, i := range indexes[:count] {
		r.outcomes[i].sent = now
	}
	return count, nil
}

// takePlace takes a place if one is free.
func (r *run) takePlace() bool {
	select {
	case <-r.places:
		return true
	default:
		return false
	}
}

// send returns when the node has taken or refused each of the transactions.
func (r *run) send(ctx context.Context, node *Node, indexes []int) error {
	for {
		txs := make([][]byte, len(indexes))
		for at, i := range indexes {
			txs[at] = r.txs[i]
		}
		answers, err := node.send(ctx, txs)
		if err != nil {
			return err
		}
		var again []int
		for at, i := range indexes {
			switch {
			case errors.Is(answers[at], errBusy):
				again = append(again, i)
			case answers[at] != nil:
				r.outcomes[i].refused = answers[at]
				r.free(1)
			}
		}
		if len(again) == 0 {
			return nil
		}
		r.busy.Add(int64(len(again)))
		indexes = again
		if err := pause(ctx, busyPause); err != nil {
			return err
		}
	}
}

// free lets so many others be sent. Blocks may have more transactions than this load sent.
func (r *run) free(count int) {
	for range count {
		select {
		case r.places <- struct{}{}:
		default:
			return
		}
	}
}

func (r *run) taken() int {
	taken := 0
	for i := range r.outcomes {
		if r.outcomes[i].refused == nil {
			taken++
		}
	}
	return taken
}

// follow notes when the first node has executed each block, until it is told to stop.
func (r *run) follow(ctx context.Context) error {
	for {
		err := r.look(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("follow the chain: %w", err)
		}
		if pause(ctx, followInterval) != nil {
			return nil
		}
	}
}

// look notes the blocks that came since the last look.
func (r *run) look(ctx context.Context) error {
	latest, err := r.Nodes[0].executed(ctx)
	if err != nil || latest == r.followed {
		return err
	}
	blocks, txs, err := r.Nodes[0].headers(ctx, r.followed+1, latest, time.Now())
	if err != nil {
		return err
	}
	r.blocks = append(r.blocks, blocks...)
	r.followed = latest
	r.free(txs)
	return nil
}

// headers returns the blocks from one height to another, in order, and how many transactions they have.
func (n *Node) headers(ctx context.Context, from, to int64, at time.Time) ([]block, int, error) {
	var blocks []block
	txs := 0
	for height := from; height <= to; height++ {
		info, err := n.rpc.BlockchainInfo(ctx, height, height)
		if err != nil {
			return nil, 0, err
		}
		for _, meta := range info.BlockMetas {
			blocks = append(blocks, block{height: height, at: at, time: meta.Header.Time})
			txs += meta.NumTxs
		}
	}
	return blocks, txs, nil
}

// pause waits, unless the context ends before.
func pause(ctx context.Context, wait time.Duration) error {
	if wait <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
