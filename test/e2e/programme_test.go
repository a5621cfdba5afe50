package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	purpose "github.com/dcep-consortium/dcepd/x/purpose/types"
)

const (
	fundManager = "hainan-finance"
	fundID      = "HNFUND-1"
	// million is a million yuan in fen.
	million = 1_000_000_00
)

// TestHainanFund: two sponsors give a billion yuan for five purposes, a hundred firms get ten million each. What one of
// them spends, gets back, or loses, and the end, leave the sponsors with the exact rest.
func TestHainanFund(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	n.admitFundManager(t)
	n.send(t, bank+"-treasurer", "currency", "request-issuance", "HN-1", "1000000000.00", "--reserve-reference=RTGS-HN-1")
	n.send(t, "pboc-issuer", "currency", "approve-issuance", bank, "HN-1")
	n.send(t, "pboc-controller", "currency", "approve-issuance", bank, "HN-1")

	province, city, hotel := n.newKey(t, "province"), n.newKey(t, "haikou"), n.newKey(t, "hotel")
	airline, grocer := n.newKey(t, "airline"), n.newKey(t, "grocer")
	firms := n.openFirms(t, map[customer]string{province: "", city: "", hotel: "", airline: "tourism", grocer: "retail"})
	n.fund(t, province, "700000000.00", "HN-OUT-1")
	n.fund(t, city, "300000000.00", "HN-OUT-2")

	n.send(t, fundManager+"-treasurer", "purpose", "create-programme", fundID, writeTerms(t, province, city, n), "--gas=auto")
	n.send(t, province.key, "purpose", "fund-programme", fundManager, fundID, "700000000.00", "--reference=PAY-1", "--gas=auto")
	n.send(t, city.key, "purpose", "fund-programme", fundManager, fundID, "300000000.00", "--reference=PAY-1", "--gas=auto")

	n.grantToAll(t, append([]string{hotel.address}, firms[:purpose.MaxAwards-1]...))
	spend := func(to customer, amount, id string) []string {
		return []string{
			"purpose", "spend-grant", fundManager, fundID, to.address, amount, "--end-to-end-id=" + id, "--instruction-date=" + n.today(t), "--gas=400000",
		}
	}
	date := n.today(t)
	paid := n.send(t, hotel.key, spend(airline, "4000000.00", "FLY-1")...)
	requireRefused(t, n.trySend(t, hotel.key, spend(airline, "4000000.00", "FLY-1")...), "already spent", fmt.Sprintf("at height %d", paid.Height))
	requireRefused(t, n.trySend(t, hotel.key, spend(grocer, "1.00", "FOOD-1")...),
		"is in SCENARIO_RETAIL, admitted [SCENARIO_TOURISM]", "scenario not admitted")
	requireRefused(t, n.trySend(t, hotel.key, spend(airline, "6000000.01", "FLY-2")...),
		"has 6,000,000.00 yuan, asked 6,000,000.01 yuan", "grant exceeded")
	n.send(t, airline.key, "purpose", "refund-spending", fundManager, fundID, hotel.address, date, "FLY-1", "999999.97", "--reference=BACK-1", "--gas=auto")
	require.Equal(t, uint64(7*million-3), n.unspent(t, hotel.address))
	n.send(t, fundManager+"-treasurer", "purpose", "recall-grant", fundID, firms[0], "--reason=moved away", "--gas=auto")
	require.Zero(t, n.unspent(t, firms[0]))
	require.Equal(t, uint64(10*million), n.programme(t).FundFen)

	n.send(t, fundManager+"-treasurer", "purpose", "close-programme", fundID, "--reason=replaced", "--gas=auto")
	await(t, "the return of the rest", func() error {
		return differs("status", purpose.PROGRAMME_STATUS_CLOSED, n.programme(t).Programme.Status)
	})
	// 3,000,000.03 yuan are spent: 2,100,000.021 and 900,000.009 yuan are missing.
	require.Equal(t, uint64(700*million-2_100_000_02), n.wallet(t, province.address).BalanceFen)
	require.Equal(t, uint64(300*million-900_000_01), n.wallet(t, city.address).BalanceFen)
	require.Equal(t, uint64(3*million+3), n.wallet(t, airline.address).BalanceFen)
	requireRefused(t, n.trySend(t, province.key, "currency", "close-wallet", "--gas=400000"), "wallet")
	n.requireOneChain(t, founders...)
}

// admitFundManager makes the department's keys and has it admitted.
func (n *network) admitFundManager(t *testing.T) {
	t.Helper()
	join, err := n.Join(fundManager, consortium.MEMBER_KIND_GOVERNMENT_DEPARTMENT)
	require.NoError(t, err)
	n.decree(t, "admit "+fundManager, &consortium.MsgAdmitMember{
		Authority: consortium.Authority, MemberId: fundManager, LegalName: "Department of Finance of Hainan Province",
		Kind: consortium.MEMBER_KIND_GOVERNMENT_DEPARTMENT, Region: "460000", Uscc: testutil.USCC(78), VotingWeight: 1,
		Officers: initialOfficers(join),
	})
}

func (n *network) newKey(t *testing.T, name string) customer {
	t.Helper()
	return customer{key: name, address: n.addKey(t, name)}
}

// openFirms opens corporate wallets in Hainan by a file: one each for the customers, with what they sell, and for a
// hundred firms whose keys are nobody's business here.
func (n *network) openFirms(t *testing.T, customers map[customer]string) []string {
	t.Helper()
	file := "address,class,kind,region,customer_ref,carrier,merchant_scenario\n"
	add := func(address, scenario string) {
		file += strings.Join([]string{address, "i", "corporate", "460200", customerRef(address), "app", scenario}, ",") + "\n"
	}
	for customer, scenario := range customers {
		add(customer.address, scenario)
	}
	firms := make([]string, purpose.MaxAwards)
	for i := range firms {
		firms[i] = sdk.AccAddress(secp256k1.GenPrivKey().PubKey().Address()).String()
		add(firms[i], "")
	}
	path := filepath.Join(t.TempDir(), "firms.csv")
	require.NoError(t, os.WriteFile(path, []byte(file), 0o600))
	n.do(t, "tx", "currency", "open-wallet-file", path, "--from="+bank+"-teller", "--yes", "--node="+n.anyNode(t).Ports.RPCAddress())
	return firms
}

// writeTerms writes the fund's terms for the command line.
func writeTerms(t *testing.T, province, city customer, n *network) string {
	t.Helper()
	one := func(id, scenario string) map[string]any {
		return map[string]any{
			"id": id, "description": id + " in Hainan", "budget_fen": fmt.Sprint(200 * million), "scenarios": []string{scenario}, "sectors": []string{},
		}
	}
	path := filepath.Join(t.TempDir(), "terms.json")
	writeJSON(t, path, map[string]any{
		"name": "Hainan fund", "budget_fen": fmt.Sprint(1_000 * million),
		"pledges": []map[string]any{
			{"wallet": province.address, "amount_fen": fmt.Sprint(700 * million)}, {"wallet": city.address, "amount_fen": fmt.Sprint(300 * million)},
		},
		"purposes": []map[string]any{
			one("housing", "SCENARIO_HOUSING"), one("healthcare", "SCENARIO_MEDICAL"), one("tourism", "SCENARIO_TOURISM"),
			one("trade", "SCENARIO_TRADE"), one("talent", "SCENARIO_EDUCATION"),
		},
		"regions": []string{"460000"}, "cap_per_beneficiary_fen": fmt.Sprint(10 * million),
		"first_day": n.today(t), "last_day": "2033-12-31",
	})
	return path
}

// grantToAll gives each firm ten million yuan in one batch, twenty firms for each of the five purposes; the first firm
// is for tourism.
func (n *network) grantToAll(t *testing.T, firms []string) {
	t.Helper()
	purposes := []string{"tourism", "housing", "healthcare", "trade", "talent"}
	awards := make([]map[string]any, len(firms))
	for i, firm := range firms {
		awards[i] = map[string]any{"beneficiary": firm, "purpose_id": purposes[i%len(purposes)], "amount_fen": fmt.Sprint(10 * million)}
	}
	path := filepath.Join(t.TempDir(), "awards.json")
	writeJSON(t, path, map[string]any{"awards": awards})
	n.send(t, fundManager+"-treasurer", "purpose", "propose-grants", fundID, "BATCH-1", path, "--gas=auto")
	n.send(t, fundManager+"-controller", "purpose", "confirm-grants", fundID, "BATCH-1", "--gas=auto")
	require.Zero(t, n.programme(t).FundFen)
	response, err := purpose.NewQueryClient(n.conn(t)).Grants(t.Context(), &purpose.QueryGrantsRequest{ManagerId: fundManager, ProgrammeId: fundID})
	require.NoError(t, err)
	require.Len(t, response.Grants, purpose.MaxAwards)
}

// today is the business day of the last block.
func (n *network) today(t *testing.T) string {
	t.Helper()
	return currency.DayOf(n.block(t, n.height(t)).Time).String()
}

func (n *network) programme(t *testing.T) *purpose.QueryProgrammeResponse {
	t.Helper()
	response, err := purpose.NewQueryClient(n.conn(t)).Programme(t.Context(), &purpose.QueryProgrammeRequest{ManagerId: fundManager, ProgrammeId: fundID})
	require.NoError(t, err)
	return response
}

func (n *network) unspent(t *testing.T, beneficiary string) uint64 {
	t.Helper()
	response, err := purpose.NewQueryClient(n.conn(t)).Grant(t.Context(), &purpose.QueryGrantRequest{
		ManagerId: fundManager, ProgrammeId: fundID, Beneficiary: beneficiary,
	})
	require.NoError(t, err)
	return response.UnspentFen
}
