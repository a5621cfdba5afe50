package history

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// TestScoreboard plays two days of two operators.
func TestScoreboard(t *testing.T) {
	c := newChain(t, Config{})
	c.record(
		pay(alice, teahome, 10_00, "TEA-1"), pay(alice, teahome, 20_00, "TEA-2"), pay(alice, bob, 5_00, ""), pay(bob, teahome, 1_00, ""),
		&currency.EventExchangedOut{MemberId: "icbc-sz", Wallet: text(alice), AmountFen: 100_00, Reference: "OUT-1"},
		&currency.EventExchangeIn{
			Wallet: text(bob), MemberId: "abc-sz", AmountFen: 3_00, Reference: "IN-1", Status: currency.EXCHANGE_IN_STATUS_ACCEPTED,
		},
		&currency.EventRefunded{Payer: text(alice), Payee: text(teahome), AmountFen: 2_00, Reference: "BACK-1"},
	)
	icbc := ScoreboardRow{
		Period: "2019-12-02", OperatorId: "icbc-sz", Wallets: 1, ActiveWallets: 1, Payments: 3, PaidFen: 35_00, Refunds: 1, RefundedFen: 2_00,
		ExchangedOutFen: 100_00,
		WalletCounts:    []WalletCount{{Class: currency.WALLET_CLASS_IV, Carrier: currency.CARRIER_APP, Wallets: 1}},
		Scenarios:       []ScenarioCount{{Payments: 1, PaidFen: 5_00}, {Scenario: currency.SCENARIO_RETAIL, Payments: 2, PaidFen: 30_00}},
	}
	require.Equal(t, icbc, c.row(t, PERIOD_DAY, "2019-12-02", "icbc-sz"))
	abc := ScoreboardRow{
		Period: "2019-12-02", OperatorId: "abc-sz", Wallets: 2, ActiveWallets: 2, Payments: 1, PaidFen: 1_00, ExchangedInFen: 3_00,
		WalletCounts: []WalletCount{
			{Class: currency.WALLET_CLASS_I, Carrier: currency.CARRIER_APP, Wallets: 1},
			{Class: currency.WALLET_CLASS_II, Carrier: currency.CARRIER_SIM, Wallets: 1},
		},
		Scenarios: []ScenarioCount{{Scenario: currency.SCENARIO_RETAIL, Payments: 1, PaidFen: 1_00}},
	}
	require.Equal(t, abc, c.row(t, PERIOD_DAY, "2019-12-02", "abc-sz"))

	c.until(noon.Add(24 * time.Hour))
	c.record(pay(alice, bob, 7_00, ""))
	icbc.Period, icbc.Payments, icbc.PaidFen = "2019-12", 4, 42_00
	icbc.Scenarios[0] = ScenarioCount{Payments: 2, PaidFen: 12_00}
	require.Equal(t, icbc, c.row(t, PERIOD_MONTH, "2019-12-03", "icbc-sz"))
	require.Equal(t, uint64(1), c.row(t, PERIOD_DAY, "2019-12-03", "icbc-sz").ActiveWallets)
	require.Equal(t, uint64(1), c.row(t, PERIOD_DAY, "2019-12-03", "abc-sz").ActiveWallets)
	require.Equal(t, uint64(2), c.row(t, PERIOD_MONTH, "2019-12-03", "abc-sz").ActiveWallets)
}

// TestActiveWallets: at midnight in Beijing, and at the end of the month.
func TestActiveWallets(t *testing.T) {
	c := newChain(t, Config{})
	active := func(period Period, day string) uint64 { return c.row(t, period, day, "icbc-sz").ActiveWallets }
	c.until(time.Date(2019, 12, 31, 15, 59, 59, 0, time.UTC))
	c.record(pay(alice, bob, 1_00, ""))
	c.record(pay(alice, bob, 1_00, ""), pay(bob, alice, 1_00, ""))
	require.Equal(t, "2020-01-01", currency.DayOf(c.time).String())
	require.Equal(t, uint64(1), active(PERIOD_DAY, "2019-12-31"))
	require.Equal(t, uint64(1), active(PERIOD_DAY, "2020-01-01"))
	require.Equal(t, uint64(1), active(PERIOD_MONTH, "2019-12-01"))
	require.Equal(t, uint64(1), active(PERIOD_MONTH, "2020-01-01"))
}

// TestQuietOperatorsHaveRows: a day on which nobody does anything has rows too.
func TestQuietOperatorsHaveRows(t *testing.T) {
	c := newChain(t, Config{})
	c.record()
	c.until(time.Date(2020, 1, 5, 0, 0, 0, 0, time.UTC))
	c.record()
	want := ScoreboardRow{
		Period: "2020-01-05", OperatorId: "icbc-sz", Wallets: 1,
		WalletCounts: []WalletCount{{Class: currency.WALLET_CLASS_IV, Carrier: currency.CARRIER_APP, Wallets: 1}},
	}
	require.Equal(t, want, c.row(t, PERIOD_DAY, "2020-01-05", "icbc-sz"))
	want.Period = "2020-01"
	require.Equal(t, want, c.row(t, PERIOD_MONTH, "2020-01-05", "icbc-sz"))
}

// TestWalletLife counts a wallet from opening to close, and in no other place meanwhile.
func TestWalletLife(t *testing.T) {
	c := newChain(t, Config{})
	c.record()
	carol := addressOf("carol")
	counts := func() (row ScoreboardRow) { return c.row(t, PERIOD_DAY, "2019-12-02", "icbc-sz") }
	appIV := WalletCount{Class: currency.WALLET_CLASS_IV, Carrier: currency.CARRIER_APP, Wallets: 1}

	c.ledger[string(carol)] = Wallet{OperatorID: "icbc-sz", Class: currency.WALLET_CLASS_IV, Carrier: currency.CARRIER_SIM, Open: true}
	c.record(&currency.EventWalletOpened{
		Address: text(carol), OperatorId: "icbc-sz", Class: currency.WALLET_CLASS_IV, Carrier: currency.CARRIER_SIM,
	})
	require.Equal(t, uint64(2), counts().Wallets)
	require.Equal(t, uint64(1), counts().OpenedWallets)
	simIV := WalletCount{Class: currency.WALLET_CLASS_IV, Carrier: currency.CARRIER_SIM, Wallets: 1}
	require.Equal(t, []WalletCount{appIV, simIV}, counts().WalletCounts)

	c.ledger[string(carol)] = Wallet{OperatorID: "icbc-sz", Class: currency.WALLET_CLASS_II, Carrier: currency.CARRIER_SIM, Open: true}
	c.record(&currency.EventWalletClassChanged{Address: text(carol), From: currency.WALLET_CLASS_IV, To: currency.WALLET_CLASS_II})
	simII := WalletCount{Class: currency.WALLET_CLASS_II, Carrier: currency.CARRIER_SIM, Wallets: 1}
	require.Equal(t, []WalletCount{simII, appIV}, counts().WalletCounts)

	c.ledger[string(carol)] = Wallet{
		OperatorID: "icbc-sz", Class: currency.WALLET_CLASS_II, Carrier: currency.CARRIER_APP, Scenario: currency.SCENARIO_TOURISM, Open: true,
	}
	c.record(&currency.EventWalletUpdated{Address: text(carol)}, pay(alice, carol, 1_00, ""))
	appII := WalletCount{Class: currency.WALLET_CLASS_II, Carrier: currency.CARRIER_APP, Wallets: 1}
	require.Equal(t, []WalletCount{appII, appIV}, counts().WalletCounts)
	require.Equal(t, []ScenarioCount{{Scenario: currency.SCENARIO_TOURISM, Payments: 1, PaidFen: 1_00}}, counts().Scenarios)

	closed := c.ledger[string(carol)]
	closed.Open, closed.Parent = false, alice
	c.ledger[string(carol)] = closed
	c.record(&currency.EventWalletClosed{Address: text(carol), ToParentFen: 1_00})
	require.Equal(t, []WalletCount{appIV}, counts().WalletCounts)
	require.Equal(t, uint64(1), counts().Wallets)
	require.Equal(t, uint64(1), counts().ClosedWallets)
	movements := c.all(t, QueryMovementsByWalletRequest{Wallet: text(carol), Direction: DIRECTION_OUT})
	require.Len(t, movements, 1)
	require.Equal(t, with(movements[0], MOVEMENT_KIND_CLOSED, text(carol), text(alice), ""), movements[0])
	require.Equal(t, uint64(1_00), movements[0].AmountFen)
}

// TestSubWalletsChangeClassWithTheirParent, of which the event names only the parent.
func TestSubWalletsChangeClassWithTheirParent(t *testing.T) {
	c := newChain(t, Config{})
	sub := addressOf("sub")
	c.ledger[string(sub)] = Wallet{
		OperatorID: "icbc-sz", Class: currency.WALLET_CLASS_IV, Carrier: currency.CARRIER_WEARABLE, Open: true, Parent: alice,
	}
	c.record()
	for _, address := range [][]byte{alice, sub} {
		wallet := c.ledger[string(address)]
		wallet.Class = currency.WALLET_CLASS_III
		c.ledger[string(address)] = wallet
	}
	c.record(&currency.EventWalletClassChanged{Address: text(alice), From: currency.WALLET_CLASS_IV, To: currency.WALLET_CLASS_III})
	require.Equal(t, []WalletCount{
		{Class: currency.WALLET_CLASS_III, Carrier: currency.CARRIER_APP, Wallets: 1},
		{Class: currency.WALLET_CLASS_III, Carrier: currency.CARRIER_WEARABLE, Wallets: 1},
	}, c.row(t, PERIOD_DAY, "2019-12-02", "icbc-sz").WalletCounts)
}

// TestSuccession: from the transfer on everything counts for the successor, and what was stays.
func TestSuccession(t *testing.T) {
	c := newChain(t, Config{})
	c.record(pay(bob, alice, 1_00, ""))
	c.record(&currency.EventWalletsTransferred{OperatorId: "abc-sz", SuccessorId: "boc-sz", OpenWallets: 2})
	c.record(&currency.EventWalletsTransferred{OperatorId: "boc-sz", SuccessorId: "icbc-sz", OpenWallets: 2})
	c.record(pay(bob, alice, 2_00, ""))
	paid := func(operator string) uint64 { return c.row(t, PERIOD_DAY, "2019-12-02", operator).PaidFen }
	wallets := func(operator string) uint64 { return c.row(t, PERIOD_DAY, "2019-12-02", operator).Wallets }
	require.Equal(t, []uint64{1_00, 0, 2_00}, []uint64{paid("abc-sz"), paid("boc-sz"), paid("icbc-sz")})
	require.Equal(t, []uint64{0, 0, 3}, []uint64{wallets("abc-sz"), wallets("boc-sz"), wallets("icbc-sz")})

	closed := c.ledger[string(bob)]
	closed.OperatorID, closed.Open = "icbc-sz", false
	c.ledger[string(bob)] = closed
	c.record(&currency.EventWalletClosed{Address: text(bob)})
	require.Equal(t, uint64(2), wallets("icbc-sz"))
}

func TestCircleOfSuccessors(t *testing.T) {
	c := newChain(t, Config{})
	c.record(
		&currency.EventWalletsTransferred{OperatorId: "abc-sz", SuccessorId: "boc-sz"},
		&currency.EventWalletsTransferred{OperatorId: "boc-sz", SuccessorId: "abc-sz"},
	)
	require.ErrorIs(t, c.listen(c.block(pay(bob, alice, 1_00, ""))), ErrStored)
}

// TestManyWalletsAreCountedOnce: in more than one write, also over what an interrupted count left.
func TestManyWalletsAreCountedOnce(t *testing.T) {
	c := newChain(t, Config{})
	const more = 2*baseBatch + 1
	for i := range more {
		c.ledger[string(addressOf(string(rune(i))))] = Wallet{
			OperatorID: "icbc-sz", Class: currency.WALLET_CLASS_III, Carrier: currency.CARRIER_APP, Open: i%2 == 0,
		}
	}
	c.record()
	require.Equal(t, uint64(1+more/2+1), c.row(t, PERIOD_DAY, "2019-12-02", "icbc-sz").Wallets)
	var note WalletNote
	found, err := c.store.read(noteKey(addressOf(string(rune(more-1)))), &note)
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, WalletNote{OperatorId: "icbc-sz", Class: currency.WALLET_CLASS_III, Carrier: currency.CARRIER_APP, Open: true}, note)
}
