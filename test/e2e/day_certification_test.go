package e2e

import (
	"encoding/hex"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	certification "github.com/dcep-consortium/dcepd/x/certification/types"
	surveillance "github.com/dcep-consortium/dcepd/x/surveillance/types"
)

const (
	body, laboratory = "cert-bj", "lab-bctc"
	vendorCode       = "91440300100001X10N"
	walletModel      = "YUAN-1"
)

// certify leaves a certified wallet app that a bank deployed, and returns its number. Its category has no site inspection.
func (n *network) certify(t *testing.T) string {
	t.Helper()
	vendor := n.newKey(t, "day-vendor")
	opening := openWalletArgs(vendor.address, "i")
	opening[4] = "--kind=corporate"
	n.send(t, bank+"-teller", opening...)
	for _, member := range []string{body, laboratory} {
		n.send(t, "pboc-supervisor", "certification", "recognise", member, "--categories=1", "--first-day="+n.today(t))
	}
	dir := t.TempDir()
	unit, report := filepath.Join(dir, "unit.json"), filepath.Join(dir, "report.json")
	writeJSON(t, unit, map[string]any{
		"name": "Yuan wallet", "model": walletModel, "specification": "app", "versions": []string{"1.0"}, "standards": []string{"JR/T 0092-2019"},
	})
	writeJSON(t, report, map[string]any{
		"verdict": "VERDICT_PASS", "done_on": n.today(t), "document_hash": digest("report"), "findings": "conforms",
	})
	reviewer := body + "-reviewer"
	for _, step := range []struct {
		from string
		args []string
	}{
		{reviewer, []string{"register-vendor", vendorCode, "Wallet House", vendor.address}},
		{vendor.key, []string{"apply", "APP-1", body, "--kind=initial", "--category=1", "--unit=" + unit, "--sample=S-1"}},
		{reviewer, []string{"accept-application", vendorCode, "APP-1", "--laboratory-id=" + laboratory}},
		{laboratory + "-examiner", []string{"start-test", vendorCode, "APP-1"}},
		{laboratory + "-examiner", []string{"report-test", vendorCode, "APP-1", report}},
		{reviewer, []string{"review-application", vendorCode, "APP-1", report}},
		{body + "-certifier", []string{"decide-application", vendorCode, "APP-1", "--grant", "--reason=conforms"}},
	} {
		n.send(t, step.from, append(append([]string{"certification"}, step.args...), "--gas=auto")...)
	}
	granted, err := certification.NewQueryClient(n.conn(t)).Application(t.Context(),
		&certification.QueryApplicationRequest{Vendor: vendorCode, Reference: "APP-1"})
	require.NoError(t, err)
	n.send(t, bank+"-node-operator", "certification", "deploy-product", "client-software", granted.Application.Granted)
	return granted.Application.Granted
}

// survey leaves a round, an inspection of the certificate, and a sealed report, whose seal it returns.
func (n *network) survey(t *testing.T, number string) string {
	t.Helper()
	seed := digest("a seed")
	inspectBy := n.now(t).AddDate(0, 2, 0).UTC().Format(time.RFC3339)
	n.send(t, "pboc-supervisor", "surveillance", "open-round", body, "ROUND-1",
		hex.EncodeToString(surveillance.Commitment(n.ChainID, body, "ROUND-1", "pboc", seed)), "--rate-permille=500", "--inspect-by="+inspectBy)
	n.send(t, "pboc-supervisor", "surveillance", "order-inspection", number, "--inspect-by="+inspectBy, "--reason=a complaint")
	n.send(t, body+"-inspector", "surveillance", "record-inspection", number, "conforming", "--done-on="+n.today(t), "--place=Shenzhen",
		"--document-hash="+digestText("report"))
	seal := digestText("whom it is about nobody knows")
	n.send(t, bank+"-compliance", "surveillance", "report-misuse-as-officer", body, seal)
	return seal
}

// certificationFields is what the fields of requests about certified products have to be.
func (d day) certificationFields() map[string]string {
	return map[string]string{
		"vendor":                            vendorCode,
		"body_id":                           body,
		"number":                            d.certificate,
		"model":                             walletModel,
		"version":                           "1.0",
		"round_id":                          "ROUND-1",
		"seal":                              d.seal,
		"QueryRecognitionRequest.member_id": body,
		"QueryApplicationRequest.reference": "APP-1",
		"QueryApplicationsRequest.body_id":  "",
		"QueryCertificatesRequest.body_id":  "",
	}
}

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
