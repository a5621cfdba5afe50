package app

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	simtestutil "github.com/cosmos/cosmos-sdk/testutil/sims"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/mempool"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"
)

// A flood from ever more wallets fills the mempool to its bound and no further; who is refused may send again, and can once
// a payment was executed.
func TestTheMempoolIsBounded(t *testing.T) {
	payment := []byte("payment")
	for limit, limits := range map[string]poolLimits{
		"limit 500; wait": {txs: 500, bytes: 500 * len(payment)},
		"limit 3506 bytes, used 3500, asked 7; wait": {txs: 1_000, bytes: 501*len(payment) - 1},
	} {
		pool := newLanes(limits)
		ctx := sdk.Context{}.WithContext(t.Context()).WithTxBytes(payment)
		insert := func(wallet int) error {
			address := binary.BigEndian.AppendUint64(make([]byte, 12), uint64(wallet))
			admitted := ticket{
				signer:    principal{address: address, lane: string(address)},
				signature: signing.SignatureV2{Sequence: 5}, bytes: uint64(len(payment)),
			}
			checked := pool.room(admitted)
			err := pool.Insert(withTicket(ctx, admitted), &paymentTx{}, mempool.InsertOption{GasWanted: 20_000})
			require.Equal(t, fmt.Sprint(checked), fmt.Sprint(err), "the check asks for what Insert needs")
			return err
		}
		for wallet := range 500 {
			require.NoError(t, insert(wallet))
		}
		err := insert(500)
		require.ErrorIs(t, err, ErrLaneFull)
		require.ErrorContains(t, err, "this node: "+limit+" for a block and send it again")
		require.Equal(t, 500, pool.CountTx())
		require.NoError(t, insert(7), "the same transaction takes its own place")

		pool.executed(&paymentTx{signer: make([]byte, 20), sequence: 5})
		require.NoError(t, insert(500))
		require.Len(t, pool.inTurn(), 500)
	}
}

// What config.toml says about the mempool binds the application.
func TestTheMempoolHasTheLimitsOfTheConfiguration(t *testing.T) {
	require.Equal(t, poolLimits{txs: MempoolTxs, bytes: MempoolBytes}, newPoolLimits(simtestutil.EmptyAppOptions{}))
	options := simtestutil.AppOptionsMap{"mempool.size": 7, "mempool.max_txs_bytes": "300"}
	require.Equal(t, poolLimits{txs: 7, bytes: 300}, newPoolLimits(options))
}
