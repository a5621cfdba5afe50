package e2e

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/types/query"

	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	staffOfFirm = 200
	wagesEach   = 5
)

// firmOf is one operator's customer with its staff, all of them customers too.
type firmOf struct {
	operator string
	firm     customer
	staff    []string
}

// TestThreeOperators: on one business day three operators get coins, each has a firm that pays the staff of the next
// one's firm, three thousand payments at the same time, takes coins back and redeems. Every box, every wallet and the
// supply are what the instructions say.
func TestThreeOperators(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	firms := make([]firmOf, 3)
	for i, operator := range []string{"icbc-sz", "abc-sz", "boc-sz"} {
		firms[i] = firmOf{operator: operator, firm: n.newKey(t, operator+"-firm")}
	}
	day := n.today(t)
	inParallel(t, firms, func(i int) { firms[i].staff = n.openFirm(t, firms[i]) })
	for _, f := range firms {
		n.send(t, "pboc-issuer", "currency", "approve-issuance", f.operator, "ISS-1")
	}
	inParallel(t, firms, func(i int) { n.payWages(t, firms[i], firms[(i+1)%len(firms)].staff) })
	inParallel(t, firms, func(i int) { n.closeTheDay(t, firms[i]) })
	for _, f := range firms {
		n.send(t, "pboc-issuer", "currency", "accept-redemption", f.operator, "RED-1")
		n.send(t, "pboc-controller", "currency", "settle-redemption", f.operator, "RED-1", "--credit-reference=CR-"+f.operator)
	}
	require.Equal(t, day, n.today(t), "the test began just before midnight in Beijing: run it again")

	total := uint64(0)
	for _, f := range firms {
		balances := n.balances(t, f.operator)
		require.Equal(t, uint64(50_000_00-wagesEach*wages()-1_000_00), balances[f.firm.address])
		for i, address := range f.staff {
			require.Equal(t, uint64(wagesEach*wage(i)), balances[address], address)
		}
		for _, balance := range balances {
			total += balance
		}
		require.Equal(t, currency.DayStatement{
			MemberId: f.operator, Day: day, ClosingFen: 41_000_00,
			Movements: []currency.Movement{
				{Type: currency.MOVEMENT_TYPE_ISSUED, TotalFen: 100_000_00, Count: 1},
				{Type: currency.MOVEMENT_TYPE_REDEMPTION_REQUESTED, TotalFen: 10_000_00, Count: 1},
				{Type: currency.MOVEMENT_TYPE_EXCHANGED_OUT, TotalFen: 50_000_00, Count: 1},
				{Type: currency.MOVEMENT_TYPE_EXCHANGED_IN, TotalFen: 1_000_00, Count: 1},
			},
		}, n.statement(t, f.operator, day))
	}
	supply, err := currency.NewQueryClient(n.conn(t)).Supply(t.Context(), &currency.QuerySupplyRequest{})
	require.NoError(t, err)
	require.Equal(t, &currency.QuerySupplyResponse{
		IssuedFen: 300_000_00, BurnedFen: 30_000_00, CirculatingFen: 270_000_00, BoxesFen: 3 * 41_000_00, WalletsFen: total,
	}, supply)
}

// wage is what the i-th of the staff gets each time, in fen.
func wage(i int) int { return 10_00 + i }

// wages is what all get each time.
func wages() (sum int) {
	for i := range staffOfFirm {
		sum += wage(i)
	}
	return sum
}

func inParallel(t *testing.T, firms []firmOf, act func(int)) {
	t.Helper()
	var all sync.WaitGroup
	for i := range firms {
		all.Go(func() { act(i) })
	}
	all.Wait()
	if t.Failed() {
		t.FailNow()
	}
}

// openFirm asks for coins and opens the wallets.
func (n *network) openFirm(t *testing.T, f firmOf) []string {
	t.Helper()
	n.send(t, f.operator+"-treasurer", "currency", "request-issuance", "ISS-1", "100000.00", "--reserve-reference=RTGS-"+f.operator)
	staff := make([]string, staffOfFirm)
	table := [][]string{
		{"address", "class", "kind", "region", "customer_ref", "carrier"},
		{f.firm.address, "i", "corporate", "440300", customerRef(f.firm.address), "app"},
	}
	for i := range staff {
		staff[i] = consortium.FormatAddress([]byte(customerRef(fmt.Sprint(f.operator, i)))[:20])
		table = append(table, []string{staff[i], "iii", "personal", "440300", customerRef(staff[i]), "app"})
	}
	path := filepath.Join(t.TempDir(), "wallets.csv")
	writeTable(t, path, table)
	n.doFile(t, f.operator+"-teller", "open-wallet-file", path)
	return staff
}

// payWages funds the firm, which pays by one file with every payee five times.
func (n *network) payWages(t *testing.T, f firmOf, staff []string) {
	t.Helper()
	n.send(t, f.operator+"-teller", "currency", "exchange-out", f.firm.address, "50000.00", "--reference=OUT-1")
	table := [][]string{{"payee", "amount", "end_to_end_id"}}
	for round := range wagesEach {
		for i, payee := range staff {
			table = append(table, []string{payee, fmt.Sprintf("%d.%02d", wage(i)/100, wage(i)%100), fmt.Sprintf("WAGE-%d-%d", round, i)})
		}
	}
	path := filepath.Join(t.TempDir(), "wages.csv")
	writeTable(t, path, table)
	require.Equal(t, fileReport{Lines: wagesEach * staffOfFirm, Done: wagesEach * staffOfFirm}, n.doFile(t, f.firm.key, "pay-file", path))
}

// closeTheDay takes coins back from the firm and redeems.
func (n *network) closeTheDay(t *testing.T, f firmOf) {
	t.Helper()
	n.send(t, f.firm.key, "currency", "exchange-in", "1000.00", "--reference=IN-1")
	n.send(t, f.operator+"-teller", "currency", "accept-exchange-in", f.firm.address, "IN-1", "--bank-reference=CREDIT-1")
	n.send(t, f.operator+"-treasurer", "currency", "request-redemption", "RED-1", "10000.00")
}

// balances are those of all wallets that a member opened.
func (n *network) balances(t *testing.T, operator string) map[string]uint64 {
	t.Helper()
	balances := map[string]uint64{}
	request := &currency.QueryWalletsByOperatorRequest{OperatorId: operator}
	for {
		response, err := currency.NewQueryClient(n.conn(t)).WalletsByOperator(t.Context(), request)
		require.NoError(t, err)
		for _, wallet := range response.Wallets {
			balances[wallet.Address] = wallet.BalanceFen
		}
		if len(response.Pagination.GetNextKey()) == 0 {
			return balances
		}
		request.Pagination = &query.PageRequest{Key: response.Pagination.NextKey}
	}
}

func (n *network) statement(t *testing.T, member, day string) currency.DayStatement {
	t.Helper()
	response, err := currency.NewQueryClient(n.conn(t)).Statement(t.Context(), &currency.QueryStatementRequest{MemberId: member, Day: day})
	require.NoError(t, err)
	return response.Statement
}
