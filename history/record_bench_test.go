package history

import (
	"fmt"
	"io/fs"
	"os"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// BenchmarkRecord records a block of 1,000 payments with end-to-end ids between 20,000 wallets on disk, synced.
func BenchmarkRecord(b *testing.B) {
	const payments, wallets = 1000, 20_000
	// As in a node: without a scope the SDK asks the operating system who it is at every address.
	b.Setenv(sdk.EnvConfigScope, "dcepd")
	dir, c := b.TempDir(), newChain(b, Config{})
	addresses := make([][]byte, wallets)
	for i := range addresses {
		addresses[i] = addressOf(fmt.Sprint("wallet ", i))
		c.ledger[string(addresses[i])] = Wallet{OperatorID: "icbc-sz", Class: currency.WALLET_CLASS_II, Carrier: currency.CARRIER_APP, Open: true}
	}
	opened, err := Open(Config{}, dir, c.ledger)
	require.NoError(b, err)
	c.Recorder = opened
	c.record()
	empty, next, blocks := size(b, dir), 0, 0
	for b.Loop() {
		b.StopTimer()
		events := make([]proto.Message, payments)
		for i := range events {
			next += 7919
			events[i] = pay(addresses[next%wallets], addresses[(next+wallets/2)%wallets], uint64(next), fmt.Sprint("E2E-2019-", next))
		}
		made := c.block(events...)
		blocks++
		b.StartTimer()
		require.NoError(b, c.listen(made))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(blocks*payments), "ns/payment")
	b.ReportMetric(float64(size(b, dir)-empty)/float64(blocks*payments), "bytes/payment")
	require.NoError(b, c.Close())
}

// size is what a directory has on disk.
func size(b *testing.B, dir string) (bytes int64) {
	b.Helper()
	require.NoError(b, fs.WalkDir(os.DirFS(dir), ".", func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	}))
	return bytes
}
