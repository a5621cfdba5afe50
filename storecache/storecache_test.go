package storecache_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/store/v2/dbadapter"
	pruningtypes "github.com/cosmos/cosmos-sdk/store/v2/pruning/types"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"

	"github.com/dcep-consortium/dcepd/storecache"
)

// tree is a store that can be stopped while it is read.
type tree struct {
	dbadapter.Store
	reading, goOn chan struct{}
	reads         int
}

func newTree() *tree { return &tree{Store: dbadapter.Store{DB: dbm.NewMemDB()}} }

func (t *tree) Get(key []byte) []byte {
	t.reads++
	record := t.Store.Get(key)
	if t.reading != nil {
		t.reading <- struct{}{}
		<-t.goOn
	}
	return record
}

func (t *tree) Commit() storetypes.CommitID                       { return storetypes.CommitID{} }
func (t *tree) LastCommitID() storetypes.CommitID                 { return storetypes.CommitID{} }
func (t *tree) WorkingHash() []byte                               { return nil }
func (t *tree) SetPruning(pruningtypes.PruningOptions)            {}
func (t *tree) GetPruning() (options pruningtypes.PruningOptions) { return options }

var wallets = storetypes.NewKVStoreKey("wallets")

func TestKnownRecordsAreNotReadAgain(t *testing.T) {
	below := newTree()
	above := storecache.New(10).GetStoreCache(wallets, below)
	below.Set([]byte("read"), []byte("1"))
	above.Set([]byte("written"), []byte("2"))
	for range 3 {
		require.Equal(t, "1", string(above.Get([]byte("read"))))
		require.Equal(t, "2", string(above.Get([]byte("written"))))
	}
	require.Equal(t, 1, below.reads)

	// What is not there is not remembered: it may be the name of a payment, which is asked for once.
	for range 2 {
		require.Nil(t, above.Get([]byte("absent")))
	}
	require.Equal(t, 3, below.reads)
}

// A reader that has read an old record, and notes it only after a block overwrote it, must not bring it back.
func TestReaderCannotBringBackWhatWasOverwritten(t *testing.T) {
	below := newTree()
	key := []byte("wallet")
	below.Set(key, []byte("old"))
	below.reading, below.goOn = make(chan struct{}), make(chan struct{})
	above := storecache.New(10).GetStoreCache(wallets, below)

	read, written := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(read)
		above.Get(key)
	}()
	<-below.reading
	go func() {
		defer close(written)
		above.Set(key, []byte("new"))
	}()
	select {
	case <-written:
		t.Error("written between reading and noting")
	case <-time.After(50 * time.Millisecond):
	}
	close(below.goOn)
	<-read
	<-written
	below.reading = nil
	require.Equal(t, "new", string(above.Get(key)))
	require.Equal(t, "new", string(below.Store.Get(key)))
}

// Whatever is read and written, in whichever branch, a small cache answers as the tree alone would.
func TestAnswersAsTheTree(t *testing.T) {
	const seed, keys, steps = 1, 40, 20_000
	random := rand.New(rand.NewPCG(seed, 0))
	plain, below := newTree(), newTree()
	cache := storecache.New(8)
	above := cache.GetStoreCache(wallets, below)
	branch := above.CacheWrap().(storetypes.CacheKVStore)
	for step := range steps {
		key := fmt.Appendf(nil, "%d", random.IntN(keys))
		switch random.IntN(6) {
		case 0:
			record := fmt.Appendf(nil, "record %d", step)
			plain.Set(key, record)
			branch.Set(key, record)
		case 1:
			plain.Delete(key)
			branch.Delete(key)
		case 2:
			branch.Write()
			require.Equal(t, plain.Get(key), above.Get(key))
			require.Equal(t, plain.Has(key), above.Has(key))
			require.Equal(t, plain.Get(key), below.Get(key))
		default:
			require.Equal(t, plain.Get(key), branch.Get(key))
		}
	}
}

// A long record is read from the tree each time, also when a short one was known under its key.
func TestLongRecordsAreNotKept(t *testing.T) {
	below := newTree()
	above := storecache.New(10).GetStoreCache(wallets, below)
	key, long := []byte("resolution"), make([]byte, 64<<10)
	above.Set(key, []byte("short"))
	above.Set(key, long)
	for range 3 {
		require.Equal(t, long, above.Get(key))
	}
	require.Equal(t, 3, below.reads)
	above.Set(key, []byte("short again"))
	require.Equal(t, "short again", string(above.Get(key)))
	require.Equal(t, 3, below.reads)
}

func TestAnotherTreeBeginsAnew(t *testing.T) {
	cache := storecache.New(10)
	require.Nil(t, cache.Unwrap(wallets))
	first, second := newTree(), newTree()
	cache.GetStoreCache(wallets, first).Set([]byte("wallet"), []byte("1"))
	require.Equal(t, storetypes.CommitKVStore(first), cache.Unwrap(wallets))

	require.Nil(t, cache.GetStoreCache(wallets, second).Get([]byte("wallet")))
	require.Equal(t, storetypes.CommitKVStore(second), cache.Unwrap(wallets))
	cache.Reset()
	require.Nil(t, cache.Unwrap(wallets))
}
