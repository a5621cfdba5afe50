package recent_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/recent"
)

// The last keys are remembered, and never more than twice as many.
func TestSetIsBounded(t *testing.T) {
	const size = 10
	set := recent.NewSet[int](size)
	for key := range 10 * size {
		set.Add(key)
		remembered := 0
		for earlier := range key + 1 {
			if set.Has(earlier) {
				remembered++
			} else {
				require.LessOrEqual(t, earlier, key-size)
			}
		}
		require.LessOrEqual(t, remembered, 2*size)
	}
}
