package bench

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"
)

// Result is what a load came to.
type Result struct {
	Sent int `json:"sent"`
	// Committed took effect, Failed are in blocks but changed nothing, Refused were taken by no node, Lost are in no block.
	Committed int `json:"committed"`
	Failed    int `json:"failed"`
	Refused   int `json:"refused"`
	Lost      int `json:"lost"`
	// Reason is that of the first one that failed or was refused.
	Reason string `json:"reason,omitempty"`
	// Busy counts the times that a node asked to be tried again later.
	Busy int64 `json:"busy"`
	// PerSecond is Committed by the time from the first sending to the last commit.
	PerSecond float64       `json:"per_second"`
	Elapsed   time.Duration `json:"elapsed_ns"`
	// P50 and P95 are how long half and 95 % of the committed waited at most, from sending to the known commit.
	P50 time.Duration `json:"p50_ns"`
	P95 time.Duration `json:"p95_ns"`
	// BlockP95 is that of the intervals between the times of the blocks.
	BlockP95 time.Duration `json:"block_interval_p95_ns"`
	Blocks   int           `json:"blocks"`
}

// search finds transactions in blocks.
type search struct {
	// height is the next to be looked into.
	height int64
	index  map[[sha256.Size]byte]int
	found  int
	// heights is where each transaction was found and took effect.
	heights map[int]int64
}

func indexOf(txs [][]byte) map[[sha256.Size]byte]int {
	index := make(map[[sha256.Size]byte]int, len(txs))
	for i, raw := range txs {
		index[sha256.Sum256(raw)] = i
	}
	return index
}

// find looks into the blocks up to a height.
func (r *run) find(ctx context.Context, s *search, last int64) error {
	for ; s.height <= last; s.height++ {
		content, err := r.Nodes[0].rpc.Block(ctx, &s.height)
		if err != nil {
			return fmt.Errorf("block %d: %w", s.height, err)
		}
		if len(content.Block.Txs) == 0 {
			continue
		}
		results, err := r.Nodes[0].rpc.BlockResults(ctx, &s.height)
		if err != nil {
			return fmt.Errorf("results of block %d: %w", s.height, err)
		}
		for place, raw := range content.Block.Txs {
			i, ours := s.index[sha256.Sum256(raw)]
			if !ours {
				continue
			}
			s.found++
			if result := results.TxsResults[place]; result.Code != 0 {
				r.outcomes[i].failure = fmt.Sprintf("%s (%s/%d)", result.Log, result.Codespace, result.Code)
				continue
			}
			s.heights[i] = s.height
		}
	}
	return nil
}

// date gives the transactions the moment at which their block was known to be executed.
func (r *run) date(heights map[int]int64) {
	at := make(map[int64]time.Time, len(r.blocks))
	for _, b := range r.blocks {
		at[b.height] = b.at
	}
	for i, height := range heights {
		r.outcomes[i].committed = at[height]
	}
}

func (r *run) result() Result {
	result := Result{Sent: len(r.outcomes), Busy: r.busy.Load()}
	var waits, intervals []time.Duration
	last := r.started
	for i := range r.outcomes {
		outcome := &r.outcomes[i]
		reason := outcome.failure
		switch {
		case !outcome.committed.IsZero():
			result.Committed++
			waits = append(waits, outcome.committed.Sub(outcome.sent))
			if outcome.committed.After(last) {
				last = outcome.committed
			}
		case outcome.refused != nil:
			result.Refused++
			reason = outcome.refused.Error()
		case outcome.failure != "":
			result.Failed++
		default:
			result.Lost++
		}
		if result.Reason == "" {
			result.Reason = reason
		}
	}
	for i, b := range r.blocks {
		if b.at.After(last) {
			break
		}
		result.Blocks++
		if i > 0 {
			intervals = append(intervals, b.time.Sub(r.blocks[i-1].time))
		}
	}
	result.Elapsed = last.Sub(r.started)
	if result.Committed > 0 {
		result.PerSecond = float64(result.Committed) / result.Elapsed.Seconds()
	}
	result.P50, result.P95 = percentile(waits, 50), percentile(waits, 95)
	result.BlockP95 = percentile(intervals, 95)
	return result
}

// percentile returns the smallest value that so many percent of the values do not exceed, 0 of none.
func percentile(values []time.Duration, percent int) time.Duration {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)*percent+99)/100-1]
}
