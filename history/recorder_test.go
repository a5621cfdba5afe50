package history

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestFailedTransactionsAreNoHistory(t *testing.T) {
	c := newChain(t, Config{})
	b := c.block(pay(alice, bob, 1_00, "PAY-1"), pay(alice, bob, 2_00, "PAY-2"))
	b.response.TxResults[0].Code = 5
	require.NoError(t, c.listen(b))
	movements := c.all(t, QueryMovementsByWalletRequest{Wallet: text(alice)})
	require.Len(t, movements, 1)
	require.Equal(t, hashOf(b.request.Txs[1]), movements[0].TxHash)
	require.Equal(t, uint64(1), c.row(t, PERIOD_DAY, "2019-12-02", "icbc-sz").Payments)
}

func TestEventsOfTheBlockComeAfterThoseOfTransactions(t *testing.T) {
	c := newChain(t, Config{})
	b := c.block(pay(alice, bob, 1_00, "PAY-1"))
	b.response.Events = []abci.Event{
		{Type: "coin_spent", Attributes: []abci.EventAttribute{{Key: "amount", Value: "not ours"}}},
		typed(t, &currency.EventRedemption{
			MemberId: "icbc-sz", Id: "RED-1", AmountFen: 7_00, Status: currency.REDEMPTION_STATUS_EXPIRED,
		}),
	}
	require.NoError(t, c.listen(b))
	response, err := NewQueryServer(c.Recorder).MovementsByMember(t.Context(), &QueryMovementsByMemberRequest{MemberId: "icbc-sz"})
	require.NoError(t, err)
	require.Equal(t, []Movement{{
		Height: 1, Index: 1, Kind: MOVEMENT_KIND_REDEMPTION_RETURNED, To: "icbc-sz", AmountFen: 7_00, Reference: "RED-1",
		Time: c.time,
	}}, response.Movements)
}

// TestUnreadableEventStopsTheNode: a block that cannot be recorded leaves nothing behind, and the application is told.
func TestUnreadableEventStopsTheNode(t *testing.T) {
	c := newChain(t, Config{})
	c.record()
	before := c.store.dump(t)
	b := c.block(pay(alice, bob, 1_00, "PAY-1"), pay(alice, bob, 2_00, "PAY-2"))
	whole := b.response.TxResults[1].Events[0].Attributes
	b.response.TxResults[1].Events[0].Attributes = whole[1:]
	err := c.listen(b)
	require.ErrorIs(t, err, ErrEvent)
	require.ErrorContains(t, err, "dcep.currency.v1.EventPaid: "+whole[0].Key+": is missing")
	require.ErrorIs(t, c.Err(), ErrEvent)
	require.Equal(t, before, c.store.dump(t))

	b.response.TxResults[1].Events[0].Attributes = whole
	require.NoError(t, c.listen(b))
	require.NoError(t, c.Err())
	require.Len(t, c.all(t, QueryMovementsByWalletRequest{Wallet: text(alice)}), 2)
}

// TestBlockComesAgain: the node stopped between the index and the commit of the application.
func TestBlockComesAgain(t *testing.T) {
	c := newChain(t, Config{})
	c.record(pay(alice, bob, 1_00, "PAY-1"))
	b := c.block(pay(alice, bob, 2_00, "PAY-2"), pay(bob, teahome, 3_00, "PAY-3"))
	require.NoError(t, c.listen(b))
	once := c.store.dump(t)
	require.NoError(t, c.listen(b))
	require.Equal(t, once, c.store.dump(t))
}

// TestPowerCut: whatever part of the last write reached the disk, the same block afterwards leaves the same history.
func TestPowerCut(t *testing.T) {
	dir, c := t.TempDir(), newChain(t, Config{})
	opened, err := Open(Config{}, dir, c.ledger)
	require.NoError(t, err)
	c.Recorder = opened
	c.record(pay(alice, bob, 1_00, "PAY-1"))
	written := logSize(t, dir)
	b := c.block(pay(alice, bob, 2_00, "PAY-2"), pay(bob, teahome, 3_00, "PAY-3"))
	require.NoError(t, c.listen(b))
	want := c.store.dump(t)
	// The process dies: nothing is closed, and only what was synced is there.
	for size := written; ; size += 37 {
		size = min(size, logSize(t, dir))
		torn := copyTorn(t, dir, size)
		again, err := Open(Config{}, torn, c.ledger)
		require.NoError(t, err)
		head, found, err := again.store.head()
		require.NoError(t, err)
		require.True(t, found)
		complete := size == logSize(t, dir)
		require.Equal(t, complete, head.Height == 2, "height %d with %d bytes", head.Height, size)
		require.NoError(t, again.ListenFinalizeBlock(t.Context(), b.request, b.response))
		require.Equal(t, want, again.store.dump(t), "%d bytes", size)
		require.NoError(t, again.Close())
		if complete {
			break
		}
	}
	require.NoError(t, c.Close())
}

// logFile is the only log of a small database.
func logFile(t *testing.T, dir string) string {
	t.Helper()
	logs, err := filepath.Glob(filepath.Join(dir, "history.db", "*.log"))
	require.NoError(t, err)
	require.Len(t, logs, 1)
	return logs[0]
}

func logSize(t *testing.T, dir string) int64 {
	t.Helper()
	info, err := os.Stat(logFile(t, dir))
	require.NoError(t, err)
	return info.Size()
}

// copyTorn copies a database of which only so many bytes of the log were written.
func copyTorn(t *testing.T, dir string, size int64) string {
	t.Helper()
	torn := t.TempDir()
	require.NoError(t, os.CopyFS(torn, os.DirFS(dir)))
	require.NoError(t, os.Truncate(logFile(t, torn), size))
	return torn
}

// TestRolledBack: the operator took back blocks, and others come in their place.
func TestRolledBack(t *testing.T) {
	for _, depth := range []int64{1, 3, undoDepth - 1} {
		c, straight := newChain(t, Config{}), newChain(t, Config{})
		for range 20 {
			c.record(pay(alice, bob, 1_00, ""))
			straight.record(pay(alice, bob, 1_00, ""))
		}
		for range depth {
			c.record(pay(alice, teahome, 5_00, "WRONG"))
		}
		c.height, c.time = straight.height, straight.time
		for range depth + 2 {
			right, other := c.block(pay(bob, alice, 2_00, "RIGHT")), straight.block(pay(bob, alice, 2_00, "RIGHT"))
			right.response.AppHash, other.response.AppHash = []byte("right"), []byte("right")
			require.NoError(t, c.listen(right))
			require.NoError(t, straight.listen(other))
		}
		require.Equal(t, straight.store.dump(t), c.store.dump(t), "depth %d", depth)
	}
}

func TestRolledBackTooFar(t *testing.T) {
	c := newChain(t, Config{})
	for range undoDepth + 5 {
		c.record()
	}
	before := c.store.dump(t)
	c.height -= undoDepth
	b := c.block(pay(alice, bob, 1_00, "PAY-1"))
	b.response.AppHash = []byte("other")
	require.ErrorIs(t, c.listen(b), ErrOtherChain)
	require.Equal(t, before, c.store.dump(t))
}

// TestCopiedHistory: a history that was taken from a node further on waits until its new node has caught up.
func TestCopiedHistory(t *testing.T) {
	c := newChain(t, Config{})
	var blocks []finalized
	for range undoDepth + 5 {
		blocks = append(blocks, c.block(pay(alice, bob, 1_00, "")))
		require.NoError(t, c.listen(blocks[len(blocks)-1]))
	}
	before := c.store.dump(t)
	for _, b := range blocks {
		require.NoError(t, c.listen(b))
	}
	require.Equal(t, before, c.store.dump(t))
	c.record()
	head, _, err := c.store.head()
	require.NoError(t, err)
	require.Equal(t, int64(undoDepth+6), head.Height)
	require.Equal(t, int64(1), head.FromHeight)
}

// TestInterrupted: the history was switched off for a while. It says so, and counts the wallets anew.
func TestInterrupted(t *testing.T) {
	c := newChain(t, Config{})
	c.height = 100
	c.record(pay(alice, bob, 1_00, ""))
	c.record()
	c.height = 200
	c.until(noon.Add(24 * time.Hour))
	carol := addressOf("carol")
	c.ledger[string(carol)] = Wallet{OperatorID: "icbc-sz", Class: currency.WALLET_CLASS_IV, Carrier: currency.CARRIER_APP, Open: true}
	c.record(pay(carol, bob, 2_00, ""))

	response, err := NewQueryServer(c.Recorder).Progress(t.Context(), &QueryProgressRequest{})
	require.NoError(t, err)
	require.Equal(t, Progress{
		FromHeight: 201, Height: 201, FromDay: "2019-12-03", Day: "2019-12-03",
		Earlier: []Span{{FromHeight: 101, Height: 102}},
	}, response.Progress)
	require.Len(t, c.all(t, QueryMovementsByWalletRequest{Wallet: text(bob)}), 2)
	require.Equal(t, uint64(2), c.row(t, PERIOD_DAY, "2019-12-03", "icbc-sz").Wallets)
	require.Equal(t, uint64(2), c.row(t, PERIOD_MONTH, "2019-12-03", "abc-sz").Wallets)
}

// brokenDB fails to write.
type brokenDB struct{ dbm.DB }

func (db brokenDB) NewBatch() dbm.Batch { return brokenBatch{db.DB.NewBatch()} }

type brokenBatch struct{ dbm.Batch }

func (brokenBatch) WriteSync() error { return io.ErrShortWrite }

func TestFullDisk(t *testing.T) {
	c := newChain(t, Config{})
	c.record()
	whole := c.store
	before := whole.dump(t)
	c.store = store{brokenDB{whole.db}}
	b := c.block(pay(alice, bob, 1_00, "PAY-1"))
	require.ErrorIs(t, c.listen(b), io.ErrShortWrite)
	require.Equal(t, before, whole.dump(t))
	c.store = whole
	require.NoError(t, c.listen(b))
	require.Len(t, c.all(t, QueryMovementsByWalletRequest{Wallet: text(alice)}), 1)
}

var errLedger = errors.New("the ledger cannot be read")

type brokenLedger struct{ ledger }

func (l brokenLedger) EachWallet(_ context.Context, visit func([]byte, Wallet) error) error {
	if err := l.ledger.EachWallet(context.Background(), visit); err != nil {
		return err
	}
	return errLedger
}

// TestCountingWalletsIsRepeated: it is not done before the first block is recorded.
func TestCountingWalletsIsRepeated(t *testing.T) {
	c := newChain(t, Config{})
	c.Recorder.ledger = brokenLedger{c.ledger}
	b := c.block()
	require.ErrorIs(t, c.listen(b), errLedger)
	c.Recorder.ledger = c.ledger
	require.NoError(t, c.listen(b))
	require.Equal(t, uint64(1), c.row(t, PERIOD_DAY, "2019-12-02", "icbc-sz").Wallets)
	require.Equal(t, uint64(2), c.row(t, PERIOD_DAY, "2019-12-02", "abc-sz").Wallets)
}
