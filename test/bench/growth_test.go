package bench_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/store/v2/snapshots"

	"github.com/dcep-consortium/dcepd/testutil"
)

// measureGrowth measures what the state of so many wallets, with their payments, costs a node besides executing more: the disk, a
// snapshot, a start, and the memory of an application that has just executed.
func measureGrowth(t *testing.T, r *report, c *payChain, wallets int) {
	t.Helper()
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	add := func(name string, value float64, meaning string) {
		r.add(fmt.Sprintf("%s_%s_wallets", name, short(wallets)), value, meaning)
	}
	const megabyte = 1 << 20
	add("memory_mb", float64(memory.HeapAlloc)/megabyte, "live memory of the process, with what the benchmark itself keeps")
	add("state_mb", float64(sizeOf(t, c.directory))/megabyte, "application's database, with all versions of the state")

	var size int64
	spent := measure(func() { size = snapshot(t, c) })
	add("snapshot_s", spent.wall.Seconds(), "to write a snapshot")
	add("snapshot_mb", float64(size)/megabyte, "its size")
	spent = measure(func() { require.Equal(t, c.chain.App.LastCommitID(), testutil.NewApp(c.db).LastCommitID()) })
	add("start_s", spent.wall.Seconds(), "from opening the state to the first block that could be executed")
}

// snapshot writes a snapshot as a node does, compressed and in chunks, and returns its size.
func snapshot(t *testing.T, c *payChain) (size int64) {
	t.Helper()
	chunks := make(chan io.ReadCloser)
	written := make(chan error, 1)
	go func() {
		writer := snapshots.NewStreamWriter(chunks)
		err := c.chain.App.CommitMultiStore().Snapshot(uint64(c.chain.App.LastBlockHeight()), writer)
		if err != nil {
			writer.CloseWithError(err)
		} else {
			err = writer.Close()
		}
		written <- err
	}()
	for chunk := range chunks {
		bytes, err := io.Copy(io.Discard, chunk)
		require.NoError(t, err)
		require.NoError(t, chunk.Close())
		size += bytes
	}
	require.NoError(t, <-written)
	return size
}
