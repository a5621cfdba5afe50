package history

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	offline "github.com/dcep-consortium/dcepd/x/offline/types"
)

// noon of 2019-12-02 in Beijing.
var noon = time.Date(2019, 12, 2, 4, 0, 0, 0, time.UTC)

// Wallets of the fixture, by name.
var (
	alice   = addressOf("alice")
	bob     = addressOf("bob")
	teahome = addressOf("teahome")
)

func addressOf(name string) []byte {
	hash := sha256.Sum256([]byte(name))
	return hash[:20]
}

func text(address []byte) string { return consortium.FormatAddress(address) }

// ledger is the state of the fixture: wallets by address.
type ledger map[string]Wallet

func newLedger() ledger {
	return ledger{
		string(alice):   {OperatorID: "icbc-sz", Class: currency.WALLET_CLASS_IV, Carrier: currency.CARRIER_APP, Open: true},
		string(bob):     {OperatorID: "abc-sz", Class: currency.WALLET_CLASS_II, Carrier: currency.CARRIER_SIM, Open: true},
		string(teahome): {OperatorID: "abc-sz", Class: currency.WALLET_CLASS_I, Carrier: currency.CARRIER_APP, Scenario: currency.SCENARIO_RETAIL, Open: true},
	}
}

func (l ledger) Wallet(_ context.Context, address []byte) (Wallet, error) {
	wallet, found := l[string(address)]
	if !found {
		return Wallet{}, currency.ErrWalletNotFound.Wrap(text(address))
	}
	return wallet, nil
}

// Device has one device, of alice.
func (l ledger) Device(_ context.Context, id string) (Device, error) {
	if id != "device" {
		return Device{}, offline.ErrDeviceNotFound.Wrap(id)
	}
	return Device{Wallet: alice, OperatorID: "icbc-sz"}, nil
}

func (l ledger) SubWallets(_ context.Context, parent []byte) (addresses [][]byte, err error) {
	err = l.EachWallet(context.Background(), func(address []byte, wallet Wallet) error {
		if wallet.Open && bytes.Equal(wallet.Parent, parent) {
			addresses = append(addresses, address)
		}
		return nil
	})
	return addresses, err
}

func (l ledger) EachWallet(_ context.Context, visit func([]byte, Wallet) error) error {
	addresses := make([]string, 0, len(l))
	for address := range l {
		addresses = append(addresses, address)
	}
	slices.Sort(addresses)
	for _, address := range addresses {
		if err := visit([]byte(address), l[address]); err != nil {
			return err
		}
	}
	return nil
}

// chain makes blocks for a recorder.
type chain struct {
	*Recorder
	t      testing.TB
	ledger ledger
	height int64
	time   time.Time
}

func newChain(t testing.TB, config Config) *chain {
	t.Helper()
	ledger := newLedger()
	return &chain{Recorder: &Recorder{config: config, ledger: ledger, store: store{dbm.NewMemDB()}}, t: t, ledger: ledger, time: noon}
}

// finalized is a block that the application executed.
type finalized struct {
	request  abci.RequestFinalizeBlock
	response abci.ResponseFinalizeBlock
}

// block makes a block in which every event has a transaction of its own.
func (c *chain) block(events ...proto.Message) finalized {
	c.t.Helper()
	c.height++
	c.time = c.time.Add(time.Second)
	made := finalized{
		request:  abci.RequestFinalizeBlock{Height: c.height, Time: c.time},
		response: abci.ResponseFinalizeBlock{AppHash: fmt.Appendf(nil, "app hash %d", c.height)},
	}
	for i, happened := range events {
		made.request.Txs = append(made.request.Txs, fmt.Appendf(nil, "tx %d of %d", i, c.height))
		made.response.TxResults = append(made.response.TxResults, &abci.ExecTxResult{Events: []abci.Event{typed(c.t, happened)}})
	}
	return made
}

func typed(t testing.TB, message proto.Message) abci.Event {
	t.Helper()
	event, err := sdk.TypedEventToEvent(message)
	require.NoError(t, err)
	return abci.Event(event)
}

func (c *chain) listen(b finalized) error {
	return c.ListenFinalizeBlock(c.t.Context(), b.request, b.response)
}

// record makes and records a block.
func (c *chain) record(events ...proto.Message) {
	c.t.Helper()
	require.NoError(c.t, c.listen(c.block(events...)))
}

// until lets blocks begin at that moment.
func (c *chain) until(moment time.Time) { c.time = moment.Add(-time.Second) }

// dump is the whole database.
func (s store) dump(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{}
	require.NoError(t, s.walk(nil, nil, func(key, value []byte) (bool, error) {
		all[fmt.Sprintf("%x", key)] = fmt.Sprintf("%x", value)
		return false, nil
	}))
	return all
}

// entries are the keys of movements and of the ways to find them.
func (s store) entries(t testing.TB) int {
	t.Helper()
	found := 0
	require.NoError(t, s.walk([]byte{movementPrefix}, after([]byte{referencePrefix}), func(_, _ []byte) (bool, error) {
		found++
		return false, nil
	}))
	return found
}

// all reads the movements of a wallet or member through the query, page after page.
func (c *chain) all(t testing.TB, request QueryMovementsByWalletRequest) []Movement {
	t.Helper()
	response, err := NewQueryServer(c.Recorder).MovementsByWallet(t.Context(), &request)
	require.NoError(t, err)
	require.Empty(t, response.Pagination.NextKey)
	return response.Movements
}

// row reads one row of the scoreboard.
func (c *chain) row(t testing.TB, period Period, day, operator string) ScoreboardRow {
	t.Helper()
	parsed, err := currency.ParseDay(day)
	require.NoError(t, err)
	var row ScoreboardRow
	found, err := c.store.read(rowKey(period, parsed, operator), &row)
	require.NoError(t, err)
	require.True(t, found, "no row of %s for %s", operator, day)
	return row
}

func pay(payer, payee []byte, fen uint64, id string) *currency.EventPaid {
	event := &currency.EventPaid{Payer: text(payer), Payee: text(payee), AmountFen: fen, EndToEndId: id}
	if id != "" {
		event.InstructionDate = "2019-12-02"
	}
	return event
}

func hashOf(tx []byte) string {
	hash := sha256.Sum256(tx)
	return fmt.Sprintf("%X", hash)
}

func TestAfter(t *testing.T) {
	require.Equal(t, []byte{1, 3}, after([]byte{1, 2}))
	require.Equal(t, []byte{2}, after([]byte{1, 0xff, 0xff}))
	require.Negative(t, bytes.Compare([]byte{1, 0xff, 0xff, 0xff}, after([]byte{1, 0xff, 0xff})))
}
