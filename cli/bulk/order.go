package bulk

import (
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// Order is one line of a file: a message that the chain lets take effect at most once.
type Order struct {
	Row
	Message sdk.Msg
}

// Status is what is known of an order.
type Status string

// The states of an order. Only StatusDone and StatusFailed are final.
const (
	// StatusWaiting: never sent, or nothing that was sent can take effect any more.
	StatusWaiting Status = "waiting"
	// StatusSent: sent, and it may take effect.
	StatusSent Status = "sent"
	// StatusDone: it took effect.
	StatusDone Status = "done"
	// StatusFailed: it did not take effect, and nothing that was sent can make it.
	StatusFailed Status = "failed"
)

// IsFinal reports whether the status changes no more.
func (s Status) IsFinal() bool { return s == StatusDone || s == StatusFailed }

// Outcome is what became of an order.
type Outcome struct {
	Status Status
	// Hash is that of the transaction that decided, or of the last one sent. Empty when the order had taken effect by
	// somebody else's transaction.
	Hash string
	// Height is that of the block that decided; 0 when it is not known.
	Height int64
	// Reason is why it failed.
	Reason string
}

// Effect is what the chain has under the name of an order.
type Effect struct {
	// Height is that of the block; 0 when the chain does not remember it.
	Height int64
	// Conflict says in what the chain's record differs from the order; the name was used for something else.
	Conflict string
}

// Result is an order with its outcome.
type Result struct {
	Order
	Outcome
}

// Count returns how many results have the status.
func Count(results []Result, status Status) int {
	count := 0
	for _, result := range results {
		if result.Status == status {
			count++
		}
	}
	return count
}
