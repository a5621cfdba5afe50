package mempool_test

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	simtestutil "github.com/cosmos/cosmos-sdk/testutil/sims"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"

	"github.com/dcep-consortium/dcepd/mempool"
)

// inTurn is what waits of wallets.
func inTurn(pool *mempool.Pool) []mempool.Tx {
	_, wallets := pool.InTurn()
	return wallets
}

// size is that of each transaction, in bytes.
const size = 16

// candidate is a transaction of a wallet from which the state expects the sequence 5.
func candidate(wallet int, sequence uint64) mempool.Candidate {
	address := sdk.AccAddress(binary.BigEndian.AppendUint64(make([]byte, 12), uint64(wallet)))
	raw := fmt.Appendf(nil, "payment %8d", wallet*10_000+int(sequence))
	return mempool.Candidate{
		Tx:   mempool.Tx{Raw: raw, Hash: mempool.HashOf(raw), ID: mempool.NewID(address, sequence), Lane: fmt.Sprintf("wallet %d", wallet)},
		Next: 5,
	}
}

// A flood from ever more wallets fills the mempool to its bound and no further; who is refused may send again, and can once
// the state has a payment.
func TestTheMempoolIsBounded(t *testing.T) {
	for limit, limits := range map[string]mempool.Limits{
		"limit 500; wait": {Txs: 500, Bytes: 500 * size},
		"limit 8015 bytes, used 8000, asked 16; wait": {Txs: 1_000, Bytes: 501*size - 1},
	} {
		pool := mempool.New(limits)
		add := func(wallet int) error {
			checked := pool.Judge(candidate(wallet, 5))
			err := pool.Add(candidate(wallet, 5), mempool.FromClient)
			require.Equal(t, fmt.Sprint(checked), fmt.Sprint(err), "what is judged well is taken")
			return err
		}
		for wallet := range 500 {
			require.NoError(t, add(wallet))
		}
		err := add(500)
		require.ErrorIs(t, err, mempool.ErrFull)
		require.ErrorContains(t, err, "this node: "+limit+" for a block and send it again")
		require.ErrorIs(t, add(7), sdkerrors.ErrTxInMempoolCache)

		pool.Executed(candidate(0, 5).Raw, candidate(0, 5).ID)
		require.ErrorIs(t, add(500), mempool.ErrFull, "until the state has it")
		pool.Follow(0)
		require.NoError(t, add(500))
		require.Len(t, inTurn(pool), 500)
	}
}

// One wallet fills its own lane only, and whoever asks the node sees whose it is.
func TestALaneIsBounded(t *testing.T) {
	pool := mempool.New(mempool.Limits{Txs: 3 * mempool.LaneTxs, Bytes: 1 << 20})
	require.NoError(t, pool.Add(candidate(1, 5), mempool.FromClient))
	for sequence := range uint64(mempool.LaneTxs) {
		require.NoError(t, pool.Add(candidate(7, 5+sequence), mempool.FromClient))
	}
	err := pool.Add(candidate(7, 5+mempool.LaneTxs), mempool.FromClient)
	require.ErrorIs(t, err, mempool.ErrFull)
	require.ErrorContains(t, err, "wallet 7: limit 1000; wait for a block and send it again")
	require.NoError(t, pool.Add(candidate(2, 5), mempool.FromPeer))

	waiting, err := pool.Waiting(t.Context(), nil)
	require.NoError(t, err)
	require.Equal(t, &mempool.QueryWaitingResponse{
		Txs: 1002, Bytes: 1002 * size, MaxTxs: 3000, MaxBytes: 1 << 20, MaxLaneTxs: 1000,
		Lanes: []mempool.Lane{{Name: "wallet 7", Txs: 1000}, {Name: "wallet 1", Txs: 1}, {Name: "wallet 2", Txs: 1}},
	}, waiting)
	turn := inTurn(pool)
	require.Equal(t, candidate(1, 5).ID, turn[0].ID)
	require.Equal(t, candidate(2, 5).ID, turn[2].ID, "nobody waits behind the flooder")
}

// A block may have other bytes under the sequence of what waits. What it executed is known then, and what waited may not come again.
func TestABlockHasOtherBytes(t *testing.T) {
	pool := mempool.New(mempool.Limits{Txs: 10, Bytes: 1000})
	waiting, other := candidate(1, 5), candidate(1, 5)
	other.Raw = []byte("another payment")
	require.NoError(t, pool.Add(waiting, mempool.FromClient))
	pool.Begin()
	pool.Executed(other.Raw, other.ID)
	require.False(t, pool.Knows(mempool.HashOf(other.Raw)), "not before the state has it")
	pool.Follow(0)
	require.True(t, pool.Knows(mempool.HashOf(other.Raw)))
	require.False(t, pool.Knows(mempool.HashOf(waiting.Raw)))
	waiting.Next = 6
	require.ErrorContains(t, pool.Judge(waiting), "expected 6, got 5")
	require.Empty(t, inTurn(pool))
}

// What a block had in vain leaves, by its bytes: a proposer's forgery does not take out what honestly waits.
func TestABlockHasSomethingInVain(t *testing.T) {
	pool := mempool.New(mempool.Limits{Txs: 10, Bytes: 1000})
	require.NoError(t, pool.Add(candidate(1, 5), mempool.FromClient))
	require.NoError(t, pool.Add(candidate(2, 5), mempool.FromClient))
	pool.Begin()
	pool.Refused([]byte("a forgery"))
	pool.Refused(candidate(2, 5).Raw)
	pool.Follow(0)
	require.Len(t, inTurn(pool), 1)
	require.Equal(t, candidate(1, 5).ID, inTurn(pool)[0].ID)
	require.False(t, pool.Knows(mempool.HashOf(candidate(2, 5).Raw)), "it may come again")
}

// What an attempt at a block had that was given up does not count.
func TestABlockIsBegunAgain(t *testing.T) {
	pool := mempool.New(mempool.Limits{Txs: 10, Bytes: 1000})
	require.NoError(t, pool.Add(candidate(1, 5), mempool.FromClient))
	pool.Executed(candidate(1, 5).Raw, candidate(1, 5).ID)
	pool.Begin()
	pool.Follow(0)
	require.Len(t, inTurn(pool), 1)
}

// Whoever judged by a state that a block has followed since judges again.
func TestCandidatesAreOfTheLastState(t *testing.T) {
	pool := mempool.New(mempool.Limits{Txs: 1, Bytes: 100})
	pool.Follow(3)
	require.ErrorIs(t, pool.Add(candidate(1, 5), mempool.FromClient), mempool.ErrStale)
	current := candidate(1, 5)
	current.Height = 3
	require.NoError(t, pool.Add(current, mempool.FromClient))
}

// What config.toml says about the mempool binds the application.
func TestTheMempoolHasTheLimitsOfTheConfiguration(t *testing.T) {
	require.Equal(t, mempool.Limits{Txs: mempool.DefaultTxs, Bytes: mempool.DefaultBytes}, mempool.ReadLimits(simtestutil.EmptyAppOptions{}))
	options := simtestutil.AppOptionsMap{"mempool.size": 7, "mempool.max_txs_bytes": "300"}
	require.Equal(t, mempool.Limits{Txs: 7, Bytes: 300}, mempool.ReadLimits(options))
}

// Whoever floods, with as many lanes as one customer has, leaves places for everybody else.
func TestAFewFloodersLeaveRoom(t *testing.T) {
	const limit, flooders = 2_000, 21
	pool := mempool.New(mempool.Limits{Txs: limit, Bytes: 1 << 20})
	taken := 0
	for sequence := range uint64(mempool.LaneTxs) {
		for wallet := range flooders {
			if pool.Add(candidate(wallet, 5+sequence), mempool.FromClient) == nil {
				taken++
			}
		}
	}
	free := limit - taken
	require.Greater(t, free, 50)
	for wallet := range free {
		require.NoError(t, pool.Add(candidate(flooders+wallet, 5), mempool.FromClient))
	}
}

// A lane has room up to what is free, in bytes too.
func TestALaneIsBoundedInBytes(t *testing.T) {
	pool := mempool.New(mempool.Limits{Txs: 100, Bytes: 10 * size})
	for sequence := range uint64(5) {
		require.NoError(t, pool.Add(candidate(7, 5+sequence), mempool.FromClient))
	}
	err := pool.Add(candidate(7, 10), mempool.FromClient)
	require.ErrorIs(t, err, mempool.ErrFull)
	require.ErrorContains(t, err, "wallet 7: limit 80 bytes, used 80, asked 16; wait for a block and send it again")
	require.NoError(t, pool.Add(candidate(1, 5), mempool.FromClient))
	pool.Drop([]mempool.ID{candidate(7, 9).ID, candidate(7, 8).ID})
	require.NoError(t, pool.Add(candidate(7, 8), mempool.FromClient))
}

// A lane that a block took from waits behind all others, however much it has.
func TestLanesTakeTurns(t *testing.T) {
	pool := mempool.New(mempool.Limits{Txs: 100, Bytes: 1 << 20})
	for _, waiting := range []mempool.Candidate{candidate(1, 5), candidate(1, 6), candidate(2, 5), candidate(3, 5)} {
		require.NoError(t, pool.Add(waiting, mempool.FromClient))
	}
	pool.Executed(candidate(1, 5).Raw, candidate(1, 5).ID)
	pool.Follow(0)
	var first []string
	for _, tx := range inTurn(pool) {
		first = append(first, tx.Lane)
	}
	require.Equal(t, []string{"wallet 2", "wallet 3", "wallet 1"}, first)
}
