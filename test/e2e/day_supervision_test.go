package e2e

import (
	"path/filepath"
	"testing"
	"time"
)

// inspect leaves a case with one subject, of which the police holds the wallet.
func (d day) inspect(t *testing.T, n *network) {
	t.Helper()
	dir := t.TempDir()
	subjects := filepath.Join(dir, "subjects.json")
	writeJSON(t, subjects, map[string]any{"commitments": [][]byte{digest("sealed")}, "envelopes": []map[string]any{
		{"recipient_id": police, "ciphertext": []byte("for the police")},
	}})
	n.send(t, bureau+"-supervisor", "supervision", "open-campaign", "DAY", "--name=drill", "--joint-ids="+police, "--activities=other",
		"--deadline=2199-12-31", "--legal-basis="+inspectionLaw)
	n.send(t, bureau+"-supervisor", "supervision", "open-case", "DAY-1", subjects, "--campaign-lead-id="+bureau, "--campaign-id=DAY",
		"--joint-ids="+police, "--deadline=2199-12-31", "--legal-basis="+inspectionLaw)
	n.send(t, police+"-inspector", "supervision", "record-step", bureau, "DAY-1", "inspection", "--legal-basis="+inspectionLaw)
	frozen := n.openWallet(t, "day-frozen", "iv")
	n.order(t, police, "F-1", "DAY-1", frozen, n.now(t).Add(time.Hour))
	n.send(t, police+"-inspector", "supervision", "propose-order-change", "F-1", "R-1", "release", "--legal-basis="+inspectionLaw)
}

// supervisionFields is what the fields of requests about inspections have to be.
func (d day) supervisionFields() map[string]string {
	fields := map[string]string{
		"lead_id": bureau, "campaign_id": "DAY", "case_id": "DAY-1", "QuerySubjectRequest.number": "1",
	}
	for _, request := range []string{"QueryOrderRequest", "QueryOrdersRequest", "QueryOrderWalletsRequest", "QueryOrderChangesRequest"} {
		fields[request+".member_id"], fields[request+".reference"] = police, "F-1"
	}
	return fields
}
