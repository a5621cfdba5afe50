package history

import (
	"cmp"
	"maps"
	"slices"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// periods are what the scoreboard counts by.
var periods = []Period{PERIOD_DAY, PERIOD_MONTH}

// row returns an operator's row of the period under way.
func (b *block) row(period Period, operator string) (*ScoreboardRow, error) {
	row, err := edit[ScoreboardRow](b, rowKey(period, b.day, operator))
	if err != nil {
		return nil, err
	}
	row.Period, row.OperatorId = periodText(period, b.day), operator
	b.operators[operator] = true
	return row, nil
}

// score changes the rows of the operator for today and for this month.
func (b *block) score(operator string, change func(*ScoreboardRow)) error {
	for _, period := range periods {
		row, err := b.row(period, operator)
		if err != nil {
			return err
		}
		change(row)
	}
	return nil
}

// activeWallet returns the note of a wallet that takes part in a payment, and counts it once a day and once a month.
func (b *block) activeWallet(p party) (*WalletNote, error) {
	note, err := b.wallet(p)
	if err != nil {
		return nil, err
	}
	last := currency.Day(note.ActiveDay)
	for _, period := range periods {
		if periodText(period, last) == periodText(period, b.day) {
			continue
		}
		row, err := b.row(period, note.OperatorId)
		if err != nil {
			return nil, err
		}
		row.ActiveWallets++
	}
	note.ActiveDay = uint32(b.day)
	return note, nil
}

func (b *block) stock(operator string) (*Stock, error) {
	b.operators[operator] = true
	return edit[Stock](b, stockKey(operator))
}

// stocks are the operators that have or had wallets before the block.
func (b *block) stocks() (operators []string, err error) {
	start := []byte{stockPrefix}
	err = b.store.walk(start, after(start), func(key, _ []byte) (bool, error) {
		operators = append(operators, string(key[1:]))
		return false, nil
	})
	return operators, err
}

// openRows gives every operator rows at the beginning of a day, also if nothing happens to its wallets then.
func (b *block) openRows() error {
	operators, err := b.stocks()
	if err != nil {
		return err
	}
	for _, operator := range operators {
		b.operators[operator] = true
	}
	return nil
}

// closeRows writes into the rows that the block changed how many wallets their operators now have.
func (b *block) closeRows() error {
	for _, operator := range slices.Sorted(maps.Keys(b.operators)) {
		stock, err := b.stock(operator)
		if err != nil {
			return err
		}
		var wallets uint64
		for _, count := range stock.WalletCounts {
			wallets += count.Wallets
		}
		for _, period := range periods {
			row, err := b.row(period, operator)
			if err != nil {
				return err
			}
			row.Wallets, row.WalletCounts = wallets, slices.Clone(stock.WalletCounts)
		}
	}
	return nil
}

// step is by how much counting a wallet changes its count.
type step int

const (
	increment step = 1
	decrement step = -1
)

// count adds an open wallet to the stock of its operator, or takes it away.
func (b *block) count(note *WalletNote, by step) error {
	if !note.Open {
		return nil
	}
	stock, err := b.stock(note.OperatorId)
	if err != nil {
		return err
	}
	count := walletCount(stock, note.Class, note.Carrier)
	if by == increment {
		count.Wallets++
		return nil
	}
	count.Wallets--
	stock.WalletCounts = slices.DeleteFunc(stock.WalletCounts, func(c WalletCount) bool { return c.Wallets == 0 })
	return nil
}

// walletCount finds or makes the count of a class and carrier, keeping their order.
func walletCount(stock *Stock, class currency.WalletClass, carrier currency.Carrier) *WalletCount {
	wanted := WalletCount{Class: class, Carrier: carrier}
	at, found := slices.BinarySearchFunc(stock.WalletCounts, wanted, func(a, b WalletCount) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(a.Carrier, b.Carrier))
	})
	if !found {
		stock.WalletCounts = slices.Insert(stock.WalletCounts, at, wanted)
	}
	return &stock.WalletCounts[at]
}

// scenarioCount finds or makes the sum of a field of business, keeping their order.
func scenarioCount(row *ScoreboardRow, scenario currency.Scenario) *ScenarioCount {
	at, found := slices.BinarySearchFunc(row.Scenarios, scenario, func(count ScenarioCount, wanted currency.Scenario) int {
		return cmp.Compare(count.Scenario, wanted)
	})
	if !found {
		row.Scenarios = slices.Insert(row.Scenarios, at, ScenarioCount{Scenario: scenario})
	}
	return &row.Scenarios[at]
}
