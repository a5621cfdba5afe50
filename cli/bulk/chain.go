package bulk

import (
	"context"
	"errors"
)

// Chain is the chain as one signer sees it through one node. Its methods fail when the node does not answer, which may
// pass, and may be called again. Only Find is called by several goroutines at once.
type Chain interface {
	// Height is that of the latest block whose effects the other methods see.
	Height(ctx context.Context) (int64, error)
	// Sequence is the one that the signer's next transaction in a block must have.
	Sequence(ctx context.Context) (uint64, error)
	// Find returns what the chain has under the order's name, nil if nothing.
	Find(ctx context.Context, order Order) (*Effect, error)
	// Estimate returns the gas that the order's transaction should be given.
	Estimate(ctx context.Context, order Order) uint64
	// Sign makes the order's transaction. It asks nobody, and its failure does not pass.
	Sign(ctx context.Context, order Order, sequence, gas uint64) (Tx, error)
	// Send hands a transaction to the node. Unless it fails with ErrNotSent, the node may have got it.
	Send(ctx context.Context, tx Tx) (Answer, error)
	// Block returns what the transactions of a block did, everybody's.
	Block(ctx context.Context, height int64) ([]Executed, error)
}

// Tx is a signed transaction.
type Tx struct {
	Hash    string
	Encoded []byte
}

// Executed is a transaction in a block.
type Executed struct {
	Hash string
	// Failure is why it took no effect, empty if it did.
	Failure string
	// OutOfGas: it failed only because it was given too little gas.
	OutOfGas bool
	// NotNext: it failed only because of its sequence.
	NotNext bool
}

// Answer is what a node says to a transaction.
type Answer struct {
	Verdict Verdict
	// Reason is why it was refused.
	Reason string
}

// Verdict is the check of a node.
type Verdict int

const (
	// Taken: it waits for a block.
	Taken Verdict = iota
	// Busy: it was not taken, because too many wait already.
	Busy
	// NotNext: it was not taken, because another sequence is due.
	NotNext
	// Refused: it was not taken, and no other order of this signer will be.
	Refused
)

var (
	// ErrNotSent is about a transaction that certainly reached no node.
	ErrNotSent = errors.New("not sent")
	// ErrRefused is about a signer whose transactions the node does not take.
	ErrRefused = errors.New("the node refuses the signer's transactions")
	// ErrNoProgress is about a node that did not answer, or a chain that made no block, for too long.
	ErrNoProgress = errors.New("no progress")
)
