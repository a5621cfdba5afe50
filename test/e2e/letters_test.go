package e2e

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	letters "github.com/dcep-consortium/dcepd/x/letters/types"
)

// TestLetterOfCredit: goods that were shipped too late are refused, waived and paid, each by real officers of the bank.
func TestLetterOfCredit(t *testing.T) {
	t.Parallel()
	n := sharedNetwork(t)
	number := "LC-E2E-1"
	importer, exporter := n.newKey(t, "lc-importer"), n.newKey(t, "lc-exporter")
	for _, firm := range []customer{importer, exporter} {
		n.send(t, bank+"-teller", "currency", "open-wallet", firm.address, "--class=i", "--kind=corporate", "--carrier=app", "--region=440300",
			"--customer-ref="+customerRef(firm.address))
	}
	n.issue(t, "LC-ISS-1", "100000.00")
	write := func(name, content string) string {
		file := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		return file
	}
	today := currency.DayOf(time.Now())
	seal := base64.StdEncoding.EncodeToString(make([]byte, 32))
	terms := write("terms.json", fmt.Sprintf(`{
		"expiry": %q, "expiry_place": "SHENZHEN", "amount_fen": "10000000", "tolerance_plus": 5, "tolerance_minus": 5,
		"availability": "AVAILABILITY_SIGHT_PAYMENT", "partial_shipments": "ALLOWANCE_ALLOWED", "transhipment": "ALLOWANCE_NOT_ALLOWED",
		"latest_shipment": %q, "sealed": [
			{"tag": "45A", "commitment": %[3]q}, {"tag": "46A", "commitment": %[3]q}, {"tag": "50", "commitment": %[3]q}, {"tag": "59", "commitment": %[3]q}
		]}`, today.AddDays(60), today.AddDays(-5), seal))
	documents := write("documents.json", fmt.Sprintf(`{"documents": [{"kind": "INVOICE", "commitment": %q}]}`, seal))
	notice := write("notice.json", `{"discrepancies": [{"code": "DISCREPANCY_CODE_LATE_SHIPMENT", "tag": "44C"}]}`)

	n.send(t, importer.key, "letters", "apply", bank, number, exporter.address, "boc-sz", terms, "--confirmation-instruction=without", "--gas=auto")
	n.send(t, bank+"-trade-officer", "letters", "issue", number)
	requireRefused(t, n.trySend(t, bank+"-trade-officer", "letters", "issue", number), "needs another officer")
	n.send(t, bank+"-examiner", "letters", "issue", number)
	n.send(t, exporter.key, "letters", "present", bank, number, bank, "60000.00", documents,
		"--shipment-date="+today.AddDays(-4).String(), "--gas=auto")
	at := []string{bank, number, "1"}
	act := func(by, what string, more ...string) {
		n.send(t, by, append(append([]string{"letters", what}, at...), more...)...)
	}
	requireRefused(t, n.trySend(t, bank+"-examiner", append([]string{"letters", "find-complying"}, at...)...), "DISCREPANCY_CODE_LATE_SHIPMENT")
	act(bank+"-examiner", "refuse", notice, "--disposition=hold-for-waiver", "--gas=auto")
	act(importer.key, "waive")
	act(bank+"-examiner", "agree-to-waiver")
	act(bank+"-trade-officer", "accept")
	act(bank+"-treasurer", "settle", "--gas=auto")

	paid, err := letters.NewQueryClient(n.conn(t)).Presentation(t.Context(),
		&letters.QueryPresentationRequest{IssuingBankId: bank, Number: number, Presentation: 1})
	require.NoError(t, err)
	require.Equal(t, letters.PRESENTATION_STATUS_SETTLED, paid.Status)
	require.Equal(t, uint64(60_000_00), n.wallet(t, exporter.address).BalanceFen)
}
