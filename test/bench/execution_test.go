package bench_test

import (
	"runtime"
	"testing"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
)

// application is what CometBFT calls.
type application interface {
	CheckTx(*abci.RequestCheckTx) (*abci.ResponseCheckTx, error)
	PrepareProposal(*abci.RequestPrepareProposal) (*abci.ResponsePrepareProposal, error)
	ProcessProposal(*abci.RequestProcessProposal) (*abci.ResponseProcessProposal, error)
	FinalizeBlock(*abci.RequestFinalizeBlock) (*abci.ResponseFinalizeBlock, error)
	Commit() (*abci.ResponseCommit, error)
}

// execution makes blocks on an application, as CometBFT does, and measures them.
type execution struct {
	t        *testing.T
	app      application
	height   int64
	time     time.Time
	proposer []byte
}

// cost is what something took.
type cost struct {
	wall, cpu time.Duration
	mallocs   uint64
}

func (c *cost) add(other cost) {
	c.wall += other.wall
	c.cpu += other.cpu
	c.mallocs += other.mallocs
}

// perSecond is how many of the count the cost allows in a second.
func (c cost) perSecond(count int) float64 { return float64(count) / c.wall.Seconds() }

// micros is the share of processor time that each of the count has, in µs.
func (c cost) micros(count int) float64 { return float64(c.cpu.Microseconds()) / float64(count) }

// measure runs something and says what it took. Processor time and allocations are those of the whole process, which does
// nothing else.
func measure(work func()) cost {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	cpu, start := testutil.ProcessorTime(), time.Now()
	work()
	spent := cost{wall: time.Since(start), cpu: testutil.ProcessorTime() - cpu}
	runtime.ReadMemStats(&after)
	spent.mallocs = after.Mallocs - before.Mallocs
	return spent
}

// block executes and commits one block, in which every transaction must succeed.
func (e *execution) block(txs [][]byte) (finalize, commit cost) {
	e.t.Helper()
	e.height++
	e.time = e.time.Add(time.Second)
	var response *abci.ResponseFinalizeBlock
	var err error
	finalize = measure(func() {
		response, err = e.app.FinalizeBlock(&abci.RequestFinalizeBlock{
			Height: e.height, Time: e.time, Txs: txs, ProposerAddress: e.proposer,
		})
	})
	require.NoError(e.t, err)
	for i, result := range response.TxResults {
		require.Zero(e.t, result.Code, "transaction %d of height %d: %s", i, e.height, result.Log)
	}
	commit = measure(func() { _, err = e.app.Commit() })
	require.NoError(e.t, err)
	return finalize, commit
}

// blocks executes and commits the transactions in blocks of a size, and returns the sums.
func (e *execution) blocks(txs [][]byte, size int) (finalize, commit cost) {
	e.t.Helper()
	for len(txs) > 0 {
		count := min(size, len(txs))
		f, c := e.block(txs[:count])
		finalize.add(f)
		commit.add(c)
		txs = txs[count:]
	}
	return finalize, commit
}

// check puts the transactions through the mempool's check.
func (e *execution) check(txs [][]byte) cost {
	e.t.Helper()
	return measure(func() {
		for _, raw := range txs {
			response, err := e.app.CheckTx(&abci.RequestCheckTx{Tx: raw, Type: abci.CheckTxType_New})
			require.NoError(e.t, err)
			require.Zero(e.t, response.Code, response.Log)
		}
	})
}

// propose lets the application fill a block from its mempool and judge it.
func (e *execution) propose(maxBytes int64) (proposal [][]byte, prepare, process cost) {
	e.t.Helper()
	at := e.time.Add(time.Second)
	var err error
	prepare = measure(func() {
		var response *abci.ResponsePrepareProposal
		response, err = e.app.PrepareProposal(&abci.RequestPrepareProposal{
			Height: e.height + 1, Time: at, MaxTxBytes: maxBytes, ProposerAddress: e.proposer,
		})
		proposal = response.GetTxs()
	})
	require.NoError(e.t, err)
	var judged *abci.ResponseProcessProposal
	process = measure(func() {
		judged, err = e.app.ProcessProposal(&abci.RequestProcessProposal{
			Height: e.height + 1, Time: at, Txs: proposal, ProposerAddress: e.proposer,
		})
	})
	require.NoError(e.t, err)
	require.Equal(e.t, abci.ResponseProcessProposal_ACCEPT, judged.Status)
	return proposal, prepare, process
}
