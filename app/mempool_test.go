package app

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/mempool"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"
)

// A flood from ever more wallets fills the mempool to its bound and no further; who is refused may send again, and can once
// a payment was executed.
func TestTheMempoolIsBounded(t *testing.T) {
	pool := newLanes()
	ctx := sdk.Context{}.WithContext(t.Context()).WithTxBytes([]byte("payment"))
	insert := func(wallet int) error {
		address := binary.BigEndian.AppendUint64(make([]byte, 12), uint64(wallet))
		admitted := ticket{signer: principal{address: address, lane: string(address)}, signature: signing.SignatureV2{Sequence: 5}}
		return pool.Insert(withTicket(ctx, admitted), &paymentTx{}, mempool.InsertOption{GasWanted: 20_000})
	}
	for wallet := range maxWaitingTxs {
		require.NoError(t, insert(wallet))
	}
	err := insert(maxWaitingTxs)
	require.ErrorIs(t, err, ErrLaneFull)
	require.ErrorContains(t, err, "this node: limit 50000; wait for a block and send it again")
	require.Equal(t, maxWaitingTxs, pool.CountTx())
	require.NoError(t, insert(7), "the same transaction takes its own place")

	pool.executed(&paymentTx{signer: make([]byte, 20), sequence: 5})
	require.NoError(t, insert(maxWaitingTxs))
	require.Len(t, pool.inTurn(), maxWaitingTxs)
}
