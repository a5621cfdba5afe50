package e2e

import (
	"encoding/base64"
	"path/filepath"
	"testing"
	"time"
)

const dayLetter = "DAY-LC"

// credit leaves a letter of credit with an amendment and a presentation.
func (d *day) credit(t *testing.T, n *network) {
	t.Helper()
	dir := t.TempDir()
	terms, documents := filepath.Join(dir, "terms.json"), filepath.Join(dir, "documents.json")
	importer, exporter := n.newKey(t, "day-importer"), n.newKey(t, "day-exporter")
	for _, firm := range []customer{importer, exporter} {
		args := openWalletArgs(firm.address, "i")
		args[4] = "--kind=corporate"
		n.send(t, bank+"-teller", args...)
	}
	seal := base64.StdEncoding.EncodeToString(make([]byte, 32))
	writeJSON(t, terms, map[string]any{
		"expiry": time.Now().AddDate(1, 0, 0).Format(time.DateOnly), "expiry_place": "SHENZHEN", "amount_fen": "10000",
		"availability": "AVAILABILITY_SIGHT_PAYMENT", "partial_shipments": "ALLOWANCE_ALLOWED", "transhipment": "ALLOWANCE_ALLOWED",
		"sealed": []map[string]any{
			{"tag": "45A", "commitment": seal}, {"tag": "46A", "commitment": seal}, {"tag": "50", "commitment": seal}, {"tag": "59", "commitment": seal},
		},
	})
	writeJSON(t, documents, map[string]any{"documents": []map[string]any{{"kind": "INVOICE", "commitment": seal}}})
	n.send(t, importer.key, "letters", "apply", bank, dayLetter, exporter.address, "boc-sz", terms, "--confirmation-instruction=without", "--gas=auto")
	n.send(t, bank+"-trade-officer", "letters", "issue", dayLetter, "--gas=auto")
	n.send(t, bank+"-examiner", "letters", "issue", dayLetter, "--gas=auto")
	n.send(t, bank+"-trade-officer", "letters", "propose-amendment", dayLetter, "--gas=auto")
	n.send(t, exporter.key, "letters", "present", bank, dayLetter, bank, "50.00", documents, "--gas=auto")
}

// letterFields is what the fields of requests about it have to be.
func (d day) letterFields() map[string]string {
	return map[string]string{"issuing_bank_id": bank, "number": dayLetter, "presentation": "1", "advising_bank_id": "boc-sz"}
}
