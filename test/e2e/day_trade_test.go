package e2e

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// finance leaves a customs declaration that its owner shared with a bank, and a pledge of that bank on a part of it.
func (d *day) finance(t *testing.T, n *network) {
	t.Helper()
	exporter, dir := n.newKey(t, "day-trader"), t.TempDir()
	opening := openWalletArgs(exporter.address, "i")
	opening[4] = "--kind=corporate"
	n.send(t, bank+"-teller", opening...)
	key := n.pairs(t, "tradefinance", "sealing-key", exporter.key)["sealing_key"]
	n.send(t, exporter.key, "singlewindow", "register-enterprise", digestText("licence"), key, "--gas=auto")
	n.send(t, bank+"-teller", "singlewindow", "verify-enterprise", exporter.address)

	paper, customsKey, parcel := filepath.Join(dir, "declaration.json"), filepath.Join(dir, "customs.key"), filepath.Join(dir, "package.json")
	writeJSON(t, paper, map[string]any{"kind": "customs-declaration", "fields": []map[string]any{{"name": "number", "value": "531620190000000123"}}})
	require.Equal(t, exitOK, n.run(t, "tradefinance", "customs-key", customsKey).code)
	sealed := n.pairs(t, "tradefinance", "seal", paper, parcel, "--customs-key="+customsKey, "--owner="+exporter.key)
	document := sealed["document_id"]
	n.send(t, "customs-sz-customs-officer", "singlewindow", "attest-declaration", document, "100000.00USD", "--kind=customs-declaration",
		"--direction=export", "--month=2019-12", "--content-commitment="+sealed["content_commitment"],
		"--owner-commitment="+sealed["owner_commitment"], "--owner-envelope="+sealed["owner_envelope"], "--gas=auto")

	n.send(t, bank+"-trade-officer", "singlewindow", "set-member-key", n.pairs(t, "tradefinance", "sealing-key", bank)["sealing_key"])
	share := n.pairs(t, "tradefinance", "share", parcel, bank, "--key="+exporter.key)
	n.send(t, exporter.key, "singlewindow", "share-document", document, bank, share["envelope"], "--owner-salt="+share["owner_salt"],
		"--purpose=financing", "--gas=auto")
	later := n.now(t).Add(60 * 24 * time.Hour).Format(time.DateOnly)
	n.send(t, exporter.key, "financing", "authorise", document, bank, "80000.00USD", "--reference=AUTH-1", "--expires-on="+later,
		"--owner-salt="+share["owner_salt"], "--gas=auto")
	n.send(t, bank+"-trade-officer", "financing", "register", "LOAN-1", document, "AUTH-1", "60000.00USD", "--purpose=export-receivable",
		"--rate=7.0345", "--matures-on="+later, "--contract-commitment="+document, "--gas=auto")
	d.trader, d.document = exporter.address, document
}

// tradeFields is what the fields of requests about papers and loans have to be.
func (d day) tradeFields() map[string]string {
	return map[string]string{
		"document_id":                            d.document,
		"bank_id":                                bank,
		"holder":                                 d.trader,
		"recipient":                              bank,
		"month":                                  "2019-12",
		"QueryEnterpriseRequest.wallet":          d.trader,
		"QueryPledgesByEnterpriseRequest.wallet": d.trader,
		"QueryPledgeRequest.reference":           "LOAN-1",
		"QueryRepaymentsRequest.reference":       "LOAN-1",
	}
}

// pairs runs a command that shows names and values.
func (n *network) pairs(t *testing.T, args ...string) map[string]string {
	t.Helper()
	result := n.run(t, append(args, "--output=json")...)
	require.Equal(t, exitOK, result.code, "%s", result)
	var shown map[string]string
	require.NoError(t, json.Unmarshal([]byte(result.stdout), &shown))
	return shown
}
