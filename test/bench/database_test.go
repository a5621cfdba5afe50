package bench_test

import (
	"io/fs"
	"path/filepath"
	"testing"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/database"
)

// unsynced is a database that leaves it to the operating system when bytes reach the disk.
type unsynced struct{ dbm.DB }

func (db unsynced) SetSync(key, value []byte) error { return db.Set(key, value) }

func (db unsynced) DeleteSync(key []byte) error { return db.Delete(key) }

func (db unsynced) NewBatch() dbm.Batch { return unsyncedBatch{db.DB.NewBatch()} }

func (db unsynced) NewBatchWithSize(size int) dbm.Batch {
	return unsyncedBatch{db.DB.NewBatchWithSize(size)}
}

type unsyncedBatch struct{ dbm.Batch }

func (b unsyncedBatch) WriteSync() error { return b.Write() }

// openDatabase makes an empty database of the kind that a node has. The node waits for the disk once in every block.
func openDatabase(t *testing.T, sync bool) (db dbm.DB, directory string) {
	t.Helper()
	directory = t.TempDir()
	db, err := database.Open("application", dbm.GoLevelDBBackend, directory)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	if !sync {
		db = unsynced{db}
	}
	return db, directory
}

// sizeOf is what the files of a directory hold.
func sizeOf(t *testing.T, directory string) int64 {
	t.Helper()
	var size int64
	require.NoError(t, filepath.WalkDir(directory, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	}))
	return size
}
