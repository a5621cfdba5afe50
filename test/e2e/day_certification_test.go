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
	fields := map[string]string{
		"vendor":                            vendorCode,
		"body_id":                           body,
		"model":                             walletModel,
		"version":                           "1.0",
		"round_id":                          "ROUND-1",
		"seal":                              d.seal,
		"QueryRecognitionRequest.member_id": body,
		"QueryApplicationRequest.reference": "APP-1",
		"QueryApplicationsRequest.body_id":  "",
		"QueryCertificatesRequest.body_id":  "",
	}
	for _, request := range []string{"QueryCertificateRequest", "QueryInspectionsRequest", "QueryInspectionOrdersRequest"} {
		fields[request+".number"] = d.certificate
	}
	return fields
}
