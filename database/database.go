// Package database opens a node's databases on its disk.
//
// Nodes use goleveldb. Left to its defaults it holds 4 MB back and sorts them into files that it soon sorts anew: for records
// under random keys that took a third of the processor time of a payment. With more held back, it sorts less often. It would also
// sort files anew because they are asked in vain, as a tree does that reads its nodes from all over the disk; the filters answer
// that without reading. Nothing of what is on the disk depends on it: what one writes, the defaults read, and the other way round.
package database

import (
	cmtdb "github.com/cometbft/cometbft-db"
	cmtcfg "github.com/cometbft/cometbft/config"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/opt"
)

const (
	// writeBuffer is what is held back in memory, and in the journal that a start after a crash reads: some blocks.
	writeBuffer = 32 * opt.MiB
	// tableSize is that of a sorted file, and firstLevel that of all that are sorted among each other first.
	tableSize  = 8 * opt.MiB
	firstLevel = 10 * tableSize
	// blockCache holds the filters and indexes of fifty million records, or parts of files that are read often.
	blockCache = 128 * opt.MiB
	// filterBits for each key tell nearly always that a file does not have it.
	filterBits = 10
)

func options() *opt.Options {
	return &opt.Options{
		WriteBuffer: writeBuffer, CompactionTableSize: tableSize, CompactionTotalSize: firstLevel,
		BlockCacheCapacity: blockCache, Filter: filter.NewBloomFilter(filterBits), DisableSeeksCompaction: true,
	}
}

// Open opens the application's database of a name in a directory, and makes it if there is none.
func Open(name string, backend dbm.BackendType, directory string) (dbm.DB, error) {
	if backend != dbm.GoLevelDBBackend {
		return dbm.NewDB(name, backend, directory)
	}
	return dbm.NewGoLevelDBWithOpts(name, directory, options())
}

// OpenComet opens a database of CometBFT. It is a cmtcfg.DBProvider.
func OpenComet(ctx *cmtcfg.DBContext) (cmtdb.DB, error) {
	if ctx.Config.DBBackend != string(cmtdb.GoLevelDBBackend) {
		return cmtcfg.DefaultDBProvider(ctx)
	}
	return cmtdb.NewGoLevelDBWithOpts(ctx.ID, ctx.Config.DBDir(), options())
}
