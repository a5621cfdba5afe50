// Package mempool keeps the transactions that wait for a block in this node (ADR 25). It knows their order, their bounds and what
// peers were told; whether a transaction may be in a block is asked of the state by whoever brings it.
package mempool
