package bulk

import (
	"context"
	"errors"
	"time"
)

const (
	// quietBlocks without a transaction of ours mean that the node forgot those it took.
	quietBlocks = 5
	// maxGas is where raising the gas of a transaction that ran out of it ends.
	maxGas = 1_000_000
)

// Config bounds a run.
type Config struct {
	// Window is how many transactions may be under way at a time.
	Window int
	// Interval is how long to wait before asking the node again.
	Interval time.Duration
	// Patience is how long the node may fail to answer, or the chain to make a block.
	Patience time.Duration
	// RetryFailed takes orders that failed in an earlier run up again.
	RetryFailed bool
	// Progress is told how far the run is, from one goroutine at a time.
	Progress func(Progress)
}

// Progress is how far a run is.
type Progress struct {
	// Checking: the chain is being asked which orders took effect before; Done counts the questions.
	Checking                  bool
	Done, Failed, Sent, Total int
}

// run is the state of carrying out one file. Only Find runs beside its one goroutine.
type run struct {
	chain   Chain
	journal *Journal
	config  Config
	orders  []*order
	// first is the index before which all orders are final; counts are of all orders.
	first  int
	counts map[Status]int
	// attempts are all transactions ever made of the orders, by hash.
	attempts map[string]attempt
	inFlight int
	// sequence is that of the next transaction.
	sequence uint64
	gas      uint64
	// height is that of the last block that was followed; the last quiet ones of these had nothing of ours.
	height int64
	quiet  int
	// read is the block that was read last.
	read struct {
		height   int64
		executed []Executed
	}
	// paused until the next block, because the node would take no more.
	paused bool
	// astray: the node expects another sequence than ours.
	astray bool
	// refusal ends the sending, not the waiting for what was sent.
	refusal error
}

// order is an order with what is known of its transactions.
type order struct {
	Order
	Outcome
	// current is the hash of the transaction that is waited for, empty if none is.
	current string
	// dead is the signer's sequence from which on no transaction of the order can be executed any more; 0 if none was
	// ever under way. Until then the order cannot be said to have failed.
	dead uint64
}

type attempt struct {
	order    *order
	sequence uint64
	gas      uint64
}

// Run carries out the orders that are not final yet and returns what became of each, also when it fails: with
// ErrNoProgress, ErrRefused, or the error of the context.
func Run(ctx context.Context, chain Chain, journal *Journal, orders []Order, config Config) ([]Result, error) {
	r := &run{chain: chain, journal: journal, config: config, counts: map[Status]int{}, attempts: map[string]attempt{}}
	err := r.load(orders)
	if err == nil && !r.finished() {
		if err = r.begin(ctx); err == nil {
			err = r.loop(ctx)
		}
	}
	results := make([]Result, len(r.orders))
	for i, o := range r.orders {
		results[i] = Result{Order: o.Order, Outcome: o.Outcome}
	}
	return results, errors.Join(err, journal.Sync())
}

func (r *run) set(o *order, outcome Outcome) {
	r.counts[o.Status]--
	r.counts[outcome.Status]++
	o.Outcome = outcome
}

func (r *run) loop(ctx context.Context) error {
	for {
		if r.refusal == nil && !r.paused && !r.astray {
			if err := r.fill(ctx); err != nil {
				return err
			}
		}
		r.report()
		if r.finished() {
			return nil
		}
		if r.refusal != nil && (r.inFlight == 0 || r.quiet >= quietBlocks) {
			return r.refusal
		}
		if err := r.follow(ctx); err != nil {
			return err
		}
		if r.astray && r.inFlight == 0 || r.inFlight > 0 && r.quiet >= quietBlocks && r.refusal == nil {
			if err := r.restart(ctx); err != nil {
				return err
			}
		}
	}
}

// restart takes the sequence of the chain for the next one and holds everything sent for lost. That is safe to be
// wrong: an order that is sent once more still takes effect once.
func (r *run) restart(ctx context.Context) error {
	err := r.insist(ctx, func() (err error) {
		r.sequence, err = r.chain.Sequence(ctx)
		return err
	})
	if err != nil {
		return err
	}
	r.astray, r.quiet, r.inFlight = false, 0, 0
	for _, o := range r.orders {
		o.current = ""
		if r.sequence >= o.dead {
			o.dead = 0
		}
	}
	return nil
}

func (r *run) finished() bool { return r.counts[StatusDone]+r.counts[StatusFailed] == len(r.orders) }

func (r *run) report() {
	r.config.Progress(Progress{
		Done: r.counts[StatusDone], Failed: r.counts[StatusFailed], Sent: r.counts[StatusSent], Total: len(r.orders),
	})
}
