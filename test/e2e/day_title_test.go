package e2e

import "testing"

// ship leaves a bill of lading in the hands of a shipper, who offered it to a bank.
func (d *day) ship(t *testing.T, n *network) {
	t.Helper()
	line, shipper := n.newKey(t, "day-line"), n.newKey(t, "day-shipper")
	for _, firm := range []customer{line, shipper} {
		opening := openWalletArgs(firm.address, "i")
		opening[4] = "--kind=corporate"
		n.send(t, bank+"-teller", opening...)
		key := n.pairs(t, "tradefinance", "sealing-key", firm.key)["sealing_key"]
		n.send(t, firm.key, "singlewindow", "register-enterprise", digestText("licence"), key, "--gas=auto")
		n.send(t, bank+"-teller", "singlewindow", "verify-enterprise", firm.address)
	}
	d.line, d.shipper, d.bill = line.address, shipper.address, digestText("bill")
	n.send(t, "maritime-sz-trade-officer", "title", "register-carrier", line.address, "MOC-NV-00123", "--gas=auto")
	n.send(t, line.key, "title", "issue", d.bill, shipper.address, shipper.address, digestText("content"), "--gas=auto")
	n.send(t, shipper.key, "title", "offer-pledge", d.bill, "2", bank, "LOAN-1", "--gas=auto")
}

// titleFields is what the fields of requests about it have to be.
func (d day) titleFields() map[string]string {
	return map[string]string{"title_id": d.bill, "party": d.shipper, "QueryCarrierRequest.wallet": d.line}
}
