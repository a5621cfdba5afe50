package app

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBlockBudgetIsExact(t *testing.T) {
	const maxGas, maxBytes = 100, 200
	small := ticket{signer: principal{lane: "member icbc-sz"}, gas: 10, bytes: 10, laneGas: 20, laneBytes: 20}
	cases := map[string]struct {
		first, second ticket
		text          string
	}{
		"gas of the lane":    {small, with(small, func(t *ticket) { t.gas++ }), "gas of member icbc-sz in one block: limit 20, used 10, asked 11"},
		"bytes of the lane":  {small, with(small, func(t *ticket) { t.bytes++ }), "bytes of member icbc-sz in one block: limit 20, used 10, asked 11"},
		"gas of the block":   {small, other(maxGas-9, 10), "gas of the block: limit 100, used 10, asked 91"},
		"bytes of the block": {small, other(10, maxBytes-10-2*txFrameBytes+1), "bytes of the block: limit 200, used 18, asked 183"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			budget := newBlockBudget(maxGas, maxBytes)
			require.NoError(t, budget.take(test.first))
			before := blockBudget{budget.gas, budget.bytes, budget.maxGas, budget.maxBytes, maps.Clone(budget.lanes)}
			err := budget.take(test.second)
			require.ErrorIs(t, err, ErrQuota)
			require.ErrorContains(t, err, test.text)
			require.Equal(t, before, *budget, "a refused transaction books nothing")
		})
	}
	for name, fits := range map[string]ticket{
		"the lane":           small,
		"gas of the block":   other(maxGas-10, 10),
		"bytes of the block": other(10, maxBytes-10-2*txFrameBytes),
	} {
		t.Run("exactly "+name, func(t *testing.T) {
			budget := newBlockBudget(maxGas, maxBytes)
			require.NoError(t, budget.take(small))
			require.NoError(t, budget.take(fits))
		})
	}
}

func with(t ticket, change func(*ticket)) ticket {
	change(&t)
	return t
}

// other is a transaction of another lane, which only the block bounds.
func other(gas, bytes uint64) ticket {
	return ticket{signer: principal{lane: "wallet dcep1"}, gas: gas, bytes: bytes, laneGas: 1000, laneBytes: 1000}
}
