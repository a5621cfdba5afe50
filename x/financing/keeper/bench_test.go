package keeper_test

import (
	"encoding/binary"
	"flag"
	"fmt"
	"runtime/debug"
	"testing"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/database"
	"github.com/dcep-consortium/dcepd/testutil"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

var (
	declarations = flag.Int("declarations", 1_000_000, "declarations on record in BenchmarkRegister")
	openPledges  = flag.Int("open-pledges", 200_000, "open pledges in BenchmarkRegister")
)

const (
	// perBlock is how many messages the benchmark commits at a time before it measures.
	perBlock = 5_000
	// registrations are measured, so many in a block.
	registrations = 10_000
	inBlock       = 500
	// gcPercent is what a node gives itself.
	gcPercent = 400
)

// BenchmarkRegister takes the processor time of registering pledges, and of committing them, on an empty ledger and on a full
// one, on a database on disk as a node opens it:
//
//	go test -run '^$' -bench Register -benchtime 1x -timeout 0 ./x/financing/keeper
func BenchmarkRegister(b *testing.B) {
	b.Run("empty", func(b *testing.B) { benchmarkRegister(b, registrations, 0) })
	b.Run("full", func(b *testing.B) { benchmarkRegister(b, max(*declarations, *openPledges+registrations), *openPledges) })
}

func benchmarkRegister(b *testing.B, declared, pledged int) {
	b.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	db, err := database.Open("bench", dbm.GoLevelDBBackend, b.TempDir())
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	d := newDeskOn(b, testutil.NewOn(b, db, generousIssuance))
	for i := range declared {
		msg := attest(1, 10_000_000)
		msg.DocumentId = numbered(i)
		_, err := d.Send(msg)
		require.NoError(b, err)
		d.commit(i)
	}
	for i := range pledged {
		d.financed(b, i)
		d.commit(i)
	}
	for i := range registrations {
		authorisation := authorise(icbc, 8_000_000)
		authorisation.DocumentId = numbered(pledged + i)
		_, err := d.Send(authorisation)
		require.NoError(b, err)
	}
	d.NextBlock()
	testutil.AwaitIdle(b)
	before := testutil.ProcessorTime()
	for i := range registrations {
		msg := register(icbc, fmt.Sprintf("B-%d", i), 7_000_000)
		msg.DocumentId = numbered(pledged + i)
		_, err := d.Send(msg)
		require.NoError(b, err)
		if i%inBlock == inBlock-1 {
			d.NextBlock()
		}
	}
	b.ReportMetric(float64((testutil.ProcessorTime()-before).Microseconds())/registrations, "µs/registration")
}

// financed authorises and registers a pledge on a declaration.
func (d *desk) financed(b *testing.B, i int) {
	b.Helper()
	authorisation, pledge := authorise(abc, 8_000_000), register(abc, fmt.Sprintf("P-%d", i), 7_000_000)
	authorisation.DocumentId, pledge.DocumentId = numbered(i), numbered(i)
	_, err := d.Send(authorisation)
	require.NoError(b, err)
	_, err = d.Send(pledge)
	require.NoError(b, err)
}

func (d *desk) commit(i int) {
	if i%perBlock == perBlock-1 {
		d.NextBlock()
	}
}

// numbered spreads ids as hashes are spread.
func numbered(i int) string {
	var id singlewindowtypes.DocumentID
	binary.BigEndian.PutUint64(id[:], uint64(i)*0x9e3779b97f4a7c15)
	binary.BigEndian.PutUint64(id[8:], uint64(i)+1)
	return id.String()
}
