package e2e

import (
	"fmt"
	"maps"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// day is what a business day left behind: at least one record of every kind that can be asked for.
type day struct {
	payer, payee customer
	payment      currency.Payment
	// businessDay is that of the member's statement.
	businessDay string
	officer     string
	validator   string
	// beneficiary has a grant, device paid the voucher.
	beneficiary, device, voucher string
	// proposedYear has a calendar that waits for a second officer.
	proposedYear string
	// certificate is of a wallet app, and seal of a report of misuse.
	certificate, seal string
	// trader owns the document, a customs declaration.
	trader, document string
	// line issued the bill of lading to the shipper.
	line, shipper, bill string
}

// liveADay plays a little of everything.
func (n *network) liveADay(t *testing.T) day {
	t.Helper()
	issued := n.issue(t, "ISS-1", "1000.00")
	d := day{
		payer: n.openWallet(t, "day-payer", "ii"), payee: n.openWallet(t, "day-payee", "iv"),
		businessDay: currency.DayOf(n.block(t, issued.Height).Time).String(),
		officer:     n.address(t, bank+"-teller"), validator: bank + "-1",
	}
	n.fund(t, d.payer, "300.00", "OUT-1")
	n.send(t, d.payer.key, payArgs(d.payee, "12.50", "E2E-1")...)
	n.send(t, d.payer.key, "currency", "exchange-in", "20.00", "--reference=IN-1")
	n.send(t, bank+"-treasurer", "currency", "request-redemption", "RED-1", "100.00")
	n.send(t, bank+"-admin-1", "consortium", "propose-officer", n.addKey(t, "day-teller"), "--roles=teller")
	n.propose(t, "reinstate nobody", &consortium.MsgReinstateMember{Authority: consortium.Authority, MemberId: "ccb-sz"})
	payments := n.payments(t, d.payer)
	require.Len(t, payments, 1)
	d.payment = payments[0]
	return d
}

var playedDay = struct {
	once sync.Once
	day  *day
}{}

// sharedDay is the one day of the shared network.
func (n *network) sharedDay(t *testing.T) day {
	t.Helper()
	playedDay.once.Do(func() {
		played := n.liveADay(t)
		played.settle(t, n)
		played.grant(t, n)
		played.tap(t, n)
		played.plan(t, n)
		played.certificate = n.certify(t)
		played.seal = n.survey(t, played.certificate)
		played.inspect(t, n)
		played.credit(t, n)
		played.finance(t, n)
		played.ship(t, n)
		playedDay.day = &played
	})
	require.NotNil(t, playedDay.day, "the day of the shared network failed in an earlier test")
	return *playedDay.day
}

// fields is what the fields of requests have to be to find what the day left: by name, or by request and name.
func (d day) fields() map[string]string {
	fields := map[string]string{
		"member_id":                         bank,
		"operator_id":                       bank,
		"validator_id":                      d.validator,
		"resolution_id":                     "1",
		"day":                               d.businessDay,
		"QueryOfficerRequest.address":       d.officer,
		"QueryWalletRequest.address":        d.payer.address,
		"QueryIssuanceRequest.id":           "ISS-1",
		"QueryRedemptionRequest.id":         "RED-1",
		"QueryReserveRequest.reference":     "RTGS-ISS-1",
		"QueryExchangeOutRequest.reference": "OUT-1",
		"QueryExchangeInRequest.reference":  "IN-1",
		"wallet":                            d.payer.address,
		"payer":                             d.payer.address,
		"instruction_date":                  d.payment.InstructionDate,
		"end_to_end_id":                     d.payment.EndToEndId,
	}
	maps.Copy(fields, d.moreFields())
	maps.Copy(fields, d.calendarFields())
	maps.Copy(fields, d.certificationFields())
	maps.Copy(fields, d.supervisionFields())
	maps.Copy(fields, d.letterFields())
	maps.Copy(fields, d.tradeFields())
	maps.Copy(fields, d.titleFields())
	return fields
}

// TestWait: the exit code says what became of a transaction, and a repeated payment is refused naming the first.
func TestWait(t *testing.T) {
	n := sharedNetwork(t)
	d := n.sharedDay(t)
	before := n.wallet(t, d.payee.address).BalanceFen

	paid := n.send(t, d.payer.key, payArgs(d.payee, "1.00", "WAIT-1")...)
	found := n.run(t, "query", "tx", paid.Hash, "--output=json")
	require.Equal(t, exitOK, found.code, "%s", found)
	require.Equal(t, paid, found.receipt(t))
	require.Equal(t, before+1_00, n.wallet(t, d.payee.address).BalanceFen)

	repeated := n.trySend(t, d.payer.key, payArgs(d.payee, "1.00", "WAIT-1")...)
	requireRefused(t, repeated, "already paid", "WAIT-1", fmt.Sprintf("at height %d", paid.Height))
	require.Equal(t, before+1_00, n.wallet(t, d.payee.address).BalanceFen)

	failed := n.trySend(t, d.payer.key, payArgs(d.payee, "5000.00", "WAIT-2")...)
	requireRefused(t, failed, "insufficient funds", "asked 5,000.00 yuan", "failed at height")
	require.NotZero(t, failed.receipt(t).Code, "%s", failed)

	lost := n.run(t, append(n.txArgs(t, d.payer.key, payArgs(d.payee, "1.00", "WAIT-3")...), "--wait", "--wait-timeout=1ms")...)
	require.Equal(t, exitUnknown, lost.code, "%s", lost)
	require.Contains(t, lost.stderr, "dcepd query tx ", "%s", lost)
	await(t, "the payment", func() error { return differs("paid", before+2_00, n.wallet(t, d.payee.address).BalanceFen) })

	nobody := n.run(t, "tx", "currency", "pay", d.payee.address, "1.00", "--from="+d.payer.key, "--yes", "--wait", "--node=tcp://127.0.0.1:1")
	requireRefused(t, nobody, "127.0.0.1:1")
}
