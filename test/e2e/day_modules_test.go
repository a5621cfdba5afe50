package e2e

import (
	"encoding/hex"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	offline "github.com/dcep-consortium/dcepd/x/offline/types"
)

// settle leaves a refund, a dispute, cash at a cooperating bank and a planned phase of the pilot.
func (d *day) settle(t *testing.T, n *network) {
	t.Helper()
	date, id := d.payment.InstructionDate, d.payment.EndToEndId
	n.send(t, d.payee.key, "currency", "refund", d.payer.address, date, id, "0.50", "--reference=BACK-1")
	n.send(t, d.payer.key, "currency", "open-dispute", d.payee.address, date, id, "--ground=other")
	n.send(t, bank+"-treasurer", "currency", "allocate-cash", "srcb-sz", "10.00", "--reference=CASH-1")
	n.decree(t, "a phase of the far future", &currency.MsgSetPhase{
		Authority: consortium.Authority,
		Phase: currency.Phase{
			Id: "P1", Name: "far future", FirstDay: "2199-01-01", LastDay: "2199-12-31", Regions: []string{"440300"},
			Operators: []currency.PhaseOperator{{MemberId: bank}}, ClassLimits: currency.DefaultParams().ClassLimits,
		},
	})
	n.send(t, bank+"-teller", "currency", "invite-customers", "P1", "--customer-refs="+customerRef(d.payer.address))
}

// grant leaves a programme that one firm pays in to, and of which another has spent something.
func (d *day) grant(t *testing.T, n *network) {
	t.Helper()
	sponsor, firm, shop := n.newKey(t, "day-sponsor"), n.newKey(t, "day-firm"), n.newKey(t, "day-shop")
	for _, opened := range []struct{ address, scenario string }{{sponsor.address, ""}, {firm.address, ""}, {shop.address, "retail"}} {
		args := openWalletArgs(opened.address, "i")
		args[4] = "--kind=corporate"
		if opened.scenario != "" {
			args = append(args, "--merchant-scenario="+opened.scenario)
		}
		n.send(t, bank+"-teller", args...)
	}
	n.fund(t, sponsor, "50.00", "DAY-OUT")
	dir := t.TempDir()
	terms, awards := filepath.Join(dir, "terms.json"), filepath.Join(dir, "awards.json")
	writeJSON(t, terms, map[string]any{
		"name": "Canteens", "budget_fen": "5000", "pledges": []map[string]any{{"wallet": sponsor.address, "amount_fen": "5000"}},
		"purposes": []map[string]any{
			{"id": "food", "description": "meals", "budget_fen": "5000", "scenarios": []string{"SCENARIO_RETAIL"}, "sectors": []string{}},
		},
		"regions": []string{"440300"}, "cap_per_beneficiary_fen": "5000", "first_day": n.today(t), "last_day": "2033-12-31",
	})
	writeJSON(t, awards, map[string]any{"awards": []map[string]any{{"beneficiary": firm.address, "purpose_id": "food", "amount_fen": "4000"}}})
	n.send(t, bank+"-treasurer", "purpose", "create-programme", "DAY", terms, "--gas=auto")
	n.send(t, sponsor.key, "purpose", "fund-programme", bank, "DAY", "50.00", "--reference=IN-1", "--gas=auto")
	n.send(t, bank+"-treasurer", "purpose", "propose-grants", "DAY", "BATCH-1", awards, "--gas=auto")
	n.send(t, bank+"-controller", "purpose", "confirm-grants", "DAY", "BATCH-1", "--gas=auto")
	n.send(t, firm.key, "purpose", "spend-grant", bank, "DAY", shop.address, "7.00",
		"--end-to-end-id="+d.payment.EndToEndId, "--instruction-date="+d.payment.InstructionDate, "--gas=auto")
	d.beneficiary = firm.address
}

// tap leaves a device that paid once.
func (d *day) tap(t *testing.T, n *network) {
	t.Helper()
	c := n.cards(t)
	d.device = c.device(t, "day-card", d.payer)
	n.send(t, d.payer.key, "offline", "load-device", d.device, "5.00")
	c.refresh(t, "day-card")
	paid := filepath.Join(c.dir, "paid")
	c.do(t, "offline", "pay", "day-card", d.payee.key, "2.00", "--out="+paid)
	c.do(t, "offline", "settle-files", paid, "--from="+d.payee.key, "--yes", "--wait", "--output=json", "--node="+c.anyNode(t).Ports.RPCAddress())
	settled, err := offline.NewQueryClient(n.conn(t)).Vouchers(t.Context(), &offline.QueryVouchersRequest{DeviceId: d.device})
	require.NoError(t, err)
	require.Len(t, settled.Vouchers, 1)
	d.voucher = hex.EncodeToString(settled.Vouchers[0].Id)
}

// moreFields is what the fields of requests about all this have to be.
func (d day) moreFields() map[string]string {
	return map[string]string{
		"customer_ref":                       customerRef(d.payer.address),
		"parent":                             d.payer.address,
		"payee":                              d.payee.address,
		"phase_id":                           "P1",
		"module":                             "purpose",
		"QueryCashTransferRequest.reference": "CASH-1",
		"manager_id":                         bank,
		"programme_id":                       "DAY",
		"beneficiary":                        d.beneficiary,
		"QueryGrantBatchRequest.reference":   "BATCH-1",
		"device_id":                          d.device,
		"voucher_id":                         d.voucher,
		"from_day":                           d.businessDay,
		"to_day":                             d.businessDay,
		"reference":                          "OUT-1",
	}
}
