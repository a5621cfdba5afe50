package types

import (
	"cmp"
	"math/bits"
	"slices"
)

// apportion divides an amount by weights so that the parts make it up to the fen: everybody gets the whole fen of its
// proportion, and the fen that are left go to the largest remainders, of equal ones to the first. The amount must not
// be more than the weights together, which must fit 64 bits; then no part is more than its weight.
func apportion(amount Fen, weights []Fen) []Fen {
	parts := make([]Fen, len(weights))
	var total Fen
	for _, weight := range weights {
		total += weight
	}
	if amount == 0 {
		return parts
	}
	remainders := make([]uint64, len(weights))
	left := amount
	for i, weight := range weights {
		high, low := bits.Mul64(uint64(amount), uint64(weight))
		whole, remainder := bits.Div64(high, low, uint64(total))
		parts[i], remainders[i] = Fen(whole), remainder
		left -= Fen(whole)
	}
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainders[b], remainders[a]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}
