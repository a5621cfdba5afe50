package database_test

import (
	"fmt"
	"testing"

	cmtcfg "github.com/cometbft/cometbft/config"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/database"
)

// What this program writes, every other program with the same database reads, such as the SDK's commands; and the other way round.
func TestOpenReadsWhatTheDefaultsWroteAndBack(t *testing.T) {
	directory := t.TempDir()
	openings := []func() (dbm.DB, error){
		func() (dbm.DB, error) { return dbm.NewDB("application", dbm.GoLevelDBBackend, directory) },
		func() (dbm.DB, error) { return database.Open("application", dbm.GoLevelDBBackend, directory) },
	}
	written := map[string]string{}
	for round := range 4 {
		db, err := openings[round%2]()
		require.NoError(t, err)
		for key, want := range written {
			got, err := db.Get([]byte(key))
			require.NoError(t, err)
			require.Equal(t, want, string(got))
		}
		for i := range 1000 {
			key, value := fmt.Sprintf("%d/%d", round, i), fmt.Sprint(i*i)
			require.NoError(t, db.Set([]byte(key), []byte(value)))
			written[key] = value
		}
		require.NoError(t, db.Close())
	}
}

func TestOpenKeepsOtherBackends(t *testing.T) {
	db, err := database.Open("application", dbm.MemDBBackend, t.TempDir())
	require.NoError(t, err)
	require.IsType(t, &dbm.MemDB{}, db)
	require.NoError(t, db.Close())
}

func TestOpenComet(t *testing.T) {
	config := cmtcfg.DefaultConfig()
	config.RootDir = t.TempDir()
	for _, backend := range []string{"goleveldb", "memdb"} {
		config.DBBackend = backend
		db, err := database.OpenComet(&cmtcfg.DBContext{ID: "tx_index", Config: config})
		require.NoError(t, err)
		require.NoError(t, db.SetSync([]byte("key"), []byte("value")))
		value, err := db.Get([]byte("key"))
		require.NoError(t, err)
		require.Equal(t, "value", string(value))
		require.NoError(t, db.Close())
	}
	require.FileExists(t, config.DBDir()+"/tx_index.db/CURRENT")
}
