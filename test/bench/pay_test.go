package bench_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"testing"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/baseapp/txnrunner"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/bench"
	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	operator = "icbc-sz"
	// issuedFen stays just within what one officer may issue alone.
	issuedFen = 100_000_000
	// preparedPerBlock is how many wallets are opened in one block.
	preparedPerBlock = 10_000
	gasOfExchange    = 100_000
	gasOfOfficer     = 300_000
	gasOfSend        = 200_000
	// No block is as large as these.
	boundlessGas   = 1_000_000_000_000
	boundlessBytes = 64 << 20

	// manyPairs pay among very many wallets: as many at every size, so that sizes can be compared.
	manyPairs = 5_000

	thousand = 1000
	million  = 1000 * thousand
)

// payChain is the real application on a disk, with wallets that have money.
type payChain struct {
	*execution
	chain     *testutil.Chain
	db        dbm.DB
	directory string
}

// newPayChain opens and funds the wallets, and opens so many more that nobody has the keys of.
func newPayChain(t *testing.T, sync bool, funded bench.Wallets, sleepers int) *payChain {
	t.Helper()
	db, directory := openDatabase(t, sync)
	chain := testutil.NewOn(t, db, func(g *testutil.Genesis) {
		g.Consensus.Block.MaxGas, g.Consensus.Block.MaxBytes = boundlessGas, boundlessBytes
		addSleepers(t, g.Currency, sleepers)
	})
	chain.MustSend(&currency.MsgRequestIssuance{
		Treasurer: testutil.Officer(operator, "treasurer").String(), Id: "BENCH", AmountFen: issuedFen, ReserveReference: "BENCH",
	})
	chain.MustSend(&currency.MsgApproveIssuance{Officer: testutil.Officer("pboc", "issuer").String(), MemberId: operator, Id: "BENCH"})
	teller := testutil.Officer(operator, "teller").String()
	for i := range funded {
		chain.MustSend(funded.Open(teller, i))
		chain.MustSend(funded.Fund(teller, i, "BENCH"))
		if i%preparedPerBlock == preparedPerBlock-1 {
			chain.NextBlock()
		}
	}
	chain.NextBlock()
	return &payChain{
		execution: &execution{
			t: t, app: chain.App, height: chain.Height(), time: chain.Time().Add(-testutil.BlockInterval),
			proposer: testutil.ConsensusKey(operator).PubKey().Address(),
		},
		chain: chain, db: db, directory: directory,
	}
}

// addSleepers adds wallets to a genesis that are as one which was opened, each of another customer. In blocks, a million take half
// an hour to open.
func addSleepers(t *testing.T, state *currency.GenesisState, sleepers int) {
	t.Helper()
	if sleepers == 0 {
		return
	}
	example := testutil.New(t)
	example.MustSend(bench.Wallets{{Address: sleeper(0)}}.Open(testutil.Officer(operator, "teller").String(), 0))
	exported, err := app.Currency(example.App).ExportGenesis(example.Context())
	require.NoError(t, err)
	wallet, customer := exported.Wallets[0], exported.Customers[0]
	wallet.Profile.OpenedAt = testutil.GenesisTime
	for i := range sleepers {
		reference := sha256.Sum256(sleeper(i))
		wallet.Address, wallet.Profile.CustomerRef = sleeper(i).String(), reference[:]
		customer.FirstWallet, customer.CustomerRef = wallet.Address, wallet.Profile.CustomerRef
		state.Wallets, state.Customers = append(state.Wallets, wallet), append(state.Customers, customer)
	}
	state.Boxes = append(state.Boxes, currency.CashBox{MemberId: operator, OpenWallets: uint64(sleepers)})
}

// sleeper is the address of a wallet that only receives.
func sleeper(index int) sdk.AccAddress {
	hash := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("sleeper"), uint64(index)))
	return hash[:currency.WalletAddressBytes]
}

// day is the business day of the next block.
func (c *payChain) day() string { return currency.DayOf(c.time).String() }

// checkSupply proves that no money appeared or vanished.
func (c *payChain) checkSupply() {
	c.t.Helper()
	require.NoError(c.t, app.Currency(c.chain.App).CheckSupply(c.chain.App.NewContext(true)))
}

func newWallets(t *testing.T, count int) bench.Wallets {
	t.Helper()
	made, err := bench.NewWallets([]byte("dcepd benchmark"), count)
	require.NoError(t, err)
	return made
}

// signed signs payments, with an end-to-end id if they have a name.
func signed(t *testing.T, payments bench.Payments, name, day string, count int) [][]byte {
	t.Helper()
	payments.Name, payments.Day = name, day
	txs, err := payments.Sign(count)
	require.NoError(t, err)
	return txs
}

// measurePay measures payments in process: execution and commit on two chains, of which one waits for its disk, then
// the variants, then every stage of a block's way.
func measurePay(t *testing.T, r *report) {
	funded := newWallets(t, *wallets)
	fast, durable := newPayChain(t, false, funded, 0), newPayChain(t, true, funded, 0)
	count := *blocks * *blockPayments
	pairs := bench.Pairs(testutil.ChainID, funded)

	// Every wallet's first payment brings its key and is no measure of the others.
	first := signed(t, pairs, "", "", len(pairs.Payers))
	fast.blocks(first, *blockPayments)
	durable.blocks(first, *blockPayments)

	named := signed(t, pairs, "P", durable.day(), count)
	finalize, commit := fast.blocks(named, *blockPayments)
	finalize.add(commit)
	fastCost := finalize
	r.add("pay_execute_commit_per_s", finalize.perSecond(count), "payments with id and all limits: FinalizeBlock and Commit")

	before := sizeOf(t, durable.directory)
	finalize, commit = durable.blocks(named, *blockPayments)
	total := finalize
	total.add(commit)
	r.add("pay_execute_commit_fsync_per_s", total.perSecond(count), "the same, on the disk after every block")
	r.add("cpu_us_per_pay", total.micros(count), "processor time of that, µs")
	r.add("allocs_per_pay", float64(total.mallocs)/float64(count), "allocations of that")
	r.add("bytes_per_pay_on_disk", float64(sizeOf(t, durable.directory)-before)/float64(count), "growth of the application's database")
	require.Equal(t, fast.chain.App.LastCommitID(), durable.chain.App.LastCommitID())
	r.add("cpu_us_per_pay_unsynced", fastCost.micros(count), "processor time of the same without waiting for the disk, µs")
	fast.checkSupply()
	r.checked("two applications that executed the same %d payments have the same app hash", len(first)+count)

	measureGrowth(t, r, durable, len(funded))
	measureLongWay(t, r, funded, first, named, fast.chain.App.LastCommitID())
	measureVariants(t, r, durable, funded)
	measureBatches(t, r, durable, funded)
	measureStages(t, r, durable, pairs)
	durable.checkSupply()
	r.checked("the supply adds up in process")
}

// measureLongWay measures the same payments decoded and executed by the SDK, one after another: what the short way of
// app/runner.go saves, and that it comes to the same.
func measureLongWay(t *testing.T, r *report, funded bench.Wallets, first, named [][]byte, want storetypes.CommitID) {
	c := newPayChain(t, false, funded, 0)
	c.chain.App.SetBlockSTMTxRunner(txnrunner.NewDefaultRunner(c.chain.App.TxConfig().TxDecoder()))
	c.blocks(first, *blockPayments)
	finalize, commit := c.blocks(named, *blockPayments)
	finalize.add(commit)
	r.add("cpu_us_per_pay_long_way", finalize.micros(len(named)), "processor time of payments by the SDK's decoder and runner, µs")
	require.Equal(t, want, c.chain.App.LastCommitID())
	r.checked("the SDK's own decoder and runner come to the same app hash")
}

// measureVariants measures other loads on the durable chain.
func measureVariants(t *testing.T, r *report, c *payChain, funded bench.Wallets) {
	count := max(1, *blocks/2) * *blockPayments
	for _, variant := range []struct {
		name, meaning string
		txs           [][]byte
	}{
		{
			"pay_without_id_execute_commit_fsync_per_s", "payments without an id",
			signed(t, bench.Pairs(testutil.ChainID, funded), "", "", count),
		},
		{
			"pay_merchant_execute_commit_fsync_per_s", "everybody pays one wallet",
			signed(t, bench.Merchant(testutil.ChainID, funded), "M", c.day(), count),
		},
		{"exchange_out_execute_commit_fsync_per_s", "one teller hands out to all wallets", exchangesOut(t, c, funded, count)},
	} {
		finalize, commit := c.blocks(variant.txs, *blockPayments)
		finalize.add(commit)
		r.add(variant.name, finalize.perSecond(count), variant.meaning)
	}
}

// measureBatches measures batches: one signature for many transfers.
func measureBatches(t *testing.T, r *report, c *payChain, funded bench.Wallets) {
	payees := batchPayees(funded)
	count := max(1, *blocks**blockPayments/payees)
	batches := signed(t, bench.Batches(testutil.ChainID, funded, payees), "B", c.day(), count)
	finalize, commit := c.blocks(batches, max(1, *blockPayments/payees))
	finalize.add(commit)
	r.add("paybatch_execute_commit_fsync_transfers_per_s", finalize.perSecond(count*payees),
		fmt.Sprintf("transfers in batches of %d payees", payees))
	r.add("cpu_us_per_paybatch_transfer", finalize.micros(count*payees), "processor time of that, µs")
}

// batchPayees is how many payees a batch has.
func batchPayees(wallets bench.Wallets) int { return min(100, len(wallets)-1) }

func exchangesOut(t *testing.T, c *payChain, funded bench.Wallets, count int) [][]byte {
	t.Helper()
	teller, err := bench.NewAccount(testutil.Officer(operator, "teller").Key)
	require.NoError(t, err)
	account := app.Accounts(c.chain.App).GetAccount(c.chain.App.NewContext(true), teller.Address)
	teller.Number, teller.Sequence = account.GetAccountNumber(), account.GetSequence()
	txs := make([][]byte, count)
	for i := range txs {
		exchange := funded.Fund(teller.String(), i%len(funded), "")
		exchange.AmountFen, exchange.Reference = 1, fmt.Sprintf("OUT-%d", i)
		txs[i], err = teller.Sign(testutil.ChainID, gasOfExchange, exchange)
		require.NoError(t, err)
	}
	return txs
}

// measureStages follows blocks from the bytes of their payments to the commit.
func measureStages(t *testing.T, r *report, c *payChain, pairs bench.Payments) {
	count := min(max(1, *blocks/2)**blockPayments, len(pairs.Payers))
	var decode, check, prepare, process, finalize, commit cost
	txs := signed(t, pairs, "S", c.day(), count)
	for rest := txs; len(rest) > 0; {
		size := min(*blockPayments, len(rest))
		decode.add(measure(func() {
			for _, raw := range rest[:size] {
				_, err := c.chain.App.TxDecode(raw)
				require.NoError(t, err)
			}
		}))
		check.add(c.check(rest[:size]))
		proposal, prepared, processed := c.propose(boundlessBytes)
		require.Len(t, proposal, size)
		prepare.add(prepared)
		process.add(processed)
		f, k := c.block(proposal)
		finalize.add(f)
		commit.add(k)
		rest = rest[size:]
	}
	for _, stage := range []struct {
		name, meaning string
		cost          cost
	}{
		{"decode_us", "decoding alone", decode},
		{"check_tx_us", "CheckTx", check},
		{"prepare_proposal_us", "PrepareProposal, only at the proposer", prepare},
		{"process_proposal_us", "ProcessProposal", process},
		{"finalize_block_us", "FinalizeBlock", finalize},
		{"commit_us", "Commit", commit},
	} {
		r.add(stage.name, stage.cost.micros(count), stage.meaning+": processor time per payment, µs")
	}
}

// measureMany measures payments among very many wallets, by a node that has just started: each of the payers pays a stranger for the
// first time, and then the same one three times more.
func measureMany(t *testing.T, r *report, total int) {
	payers := newWallets(t, min(manyPairs, *blocks**blockPayments, total/2))
	c := newPayChain(t, true, payers, total-len(payers))
	c.chain.Restart()
	c.app = c.chain.App
	testutil.AwaitIdle(t)
	payments := bench.Payments{
		ChainID: testutil.ChainID, Payers: payers,
		// Addresses are hashes, so neighbours by index are strangers by key.
		Payees: func(payer int) []string { return []string{sleeper(payer).String()} },
	}
	for _, part := range []struct {
		name, id, meaning string
		rounds            int
	}{
		{"", "P", "first payments between strangers", 1},
		{"_again", "Q", "later ones of the same", 3},
	} {
		count := part.rounds * len(payers)
		finalize, commit := c.blocks(signed(t, payments, part.id, c.day(), count), *blockPayments)
		finalize.add(commit)
		suffix := short(total) + "_wallets"
		r.add("pay_execute_commit_fsync_"+suffix+part.name+"_per_s", finalize.perSecond(count), "among so many wallets, "+part.meaning)
		r.add("cpu_us_per_pay_"+suffix+part.name, finalize.micros(count), "processor time of that, µs")
	}
	c.checkSupply()
	r.checked("the supply adds up among %d wallets", total)
	measureGrowth(t, r, c, total)
}

// short writes a round number as people say it: 10k, 1m.
func short(count int) string {
	switch {
	case count >= million && count%million == 0:
		return fmt.Sprintf("%dm", count/million)
	case count >= thousand && count%thousand == 0:
		return fmt.Sprintf("%dk", count/thousand)
	default:
		return strconv.Itoa(count)
	}
}
