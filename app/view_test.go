package app

import (
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/mempool"
)

// A chain that stands still does not make the memory of its nodes grow.
func TestAViewIsUsedUp(t *testing.T) {
	height := int64(3)
	intake := newIntake(nil, anteHandler{}, mempool.New(mempool.Limits{}), func() (sdk.Context, error) {
		return sdk.Context{}.WithBlockHeight(height), nil
	})
	_, err := intake.current()
	require.ErrorIs(t, err, mempool.ErrFull)

	intake.judgeBy(sdk.Context{}.WithBlockHeight(height))
	first := intake.state.Load()
	_, err = intake.current()
	require.NoError(t, err)
	require.Same(t, first, intake.state.Load())
	first.judged.Store(maxJudged - 1)
	_, err = intake.current()
	require.NoError(t, err)
	second := intake.state.Load()
	require.NotSame(t, first, second)

	// A block that follows meanwhile has its own view.
	second.judged.Store(maxJudged - 1)
	height++
	_, err = intake.current()
	require.NoError(t, err)
	require.Same(t, second, intake.state.Load())
}
