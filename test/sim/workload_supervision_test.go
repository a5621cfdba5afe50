package sim_test

import (
	"bytes"
	"time"

	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	supervision "github.com/dcep-consortium/dcepd/x/supervision/types"
)

// orderers can hold money; the court can also take it.
var orderers = []string{"pboc", "police-sz", "court-sz"}

// simCase is the case that all orders of a run belong to.
const simCase = "SIM"

// simOrder is an order that was proposed, with the terms that nobody else knows.
type simOrder struct {
	member, reference string
	terms             supervision.OrderTerms
}

// supervision inspects, holds, extends and lets go, in disorder.
func (w *workload) supervision(now time.Time) signed {
	switch w.rand.Intn(6) {
	case 0:
		supervisor := testutil.Officer("finance-sz", "supervisor")
		return signed{supervisor, &supervision.MsgOpenCase{
			Supervisor: supervisor.String(), CaseId: simCase, JointIds: orderers, LegalBasis: "drill", Deadline: currency.DayOf(now).AddDays(30).String(),
			Subjects: supervision.SealedSubjects{Commitments: [][]byte{bytes.Repeat([]byte{1}, 32)}},
		}}
	case 1, 2:
		return w.proposeOrder(now)
	case 3:
		return w.enforceOrder()
	default:
		return w.changeOrder(now)
	}
}

func (w *workload) proposeOrder(now time.Time) signed {
	member := w.pick(orderers)
	order := simOrder{member: member, reference: "F-" + w.id(), terms: supervision.OrderTerms{
		Wallet: w.wallets[w.rand.Intn(len(w.wallets))].String(), AmountFen: w.amount(), LegalBasis: "drill", Salt: make([]byte, 32),
		EndsAt: now.Add(time.Duration(1+w.rand.Intn(50)) * time.Hour).Truncate(time.Second),
	}}
	if w.rand.Intn(3) == 0 {
		order.terms.Wallet, order.terms.AmountFen = "", 0
		order.terms.OperatorId, order.terms.CustomerRef = w.pick(operators), make([]byte, 32)
	}
	commitment, err := order.terms.Commitment(member, order.reference)
	if err != nil {
		panic(err)
	}
	w.orders = append(w.orders, order)
	inspector := testutil.Officer(member, "inspector")
	return signed{inspector, &supervision.MsgProposeOrder{
		Inspector: inspector.String(), Reference: order.reference, LeadId: "finance-sz", CaseId: simCase, Commitment: commitment,
	}}
}

// anyOrder is one that was proposed in this run, or none that anybody knows.
func (w *workload) anyOrder() simOrder {
	if len(w.orders) == 0 {
		return simOrder{member: w.pick(orderers), reference: "NONE"}
	}
	return w.orders[w.rand.Intn(len(w.orders))]
}

func (w *workload) enforceOrder() signed {
	order := w.anyOrder()
	supervisor := testutil.Officer(order.member, "supervisor")
	return signed{supervisor, &supervision.MsgEnforceOrder{Supervisor: supervisor.String(), Reference: order.reference, Terms: order.terms}}
}

func (w *workload) changeOrder(now time.Time) signed {
	order := w.anyOrder()
	inspector, supervisor := testutil.Officer(order.member, "inspector"), testutil.Officer(order.member, "supervisor")
	if w.rand.Intn(2) == 0 {
		return signed{supervisor, &supervision.MsgDecideOrderChange{
			Supervisor: supervisor.String(), OrderReference: order.reference, Reference: "C-1", Agree: w.rand.Intn(4) != 0, Reason: "no",
		}}
	}
	change := &supervision.MsgProposeOrderChange{
		Inspector: inspector.String(), OrderReference: order.reference, Reference: "C-1", LegalBasis: "drill", Kind: supervision.ORDER_CHANGE_KIND_RELEASE,
	}
	if w.rand.Intn(2) == 0 {
		until := now.Add(time.Duration(w.rand.Intn(100)) * time.Hour).Truncate(time.Second)
		change.Kind, change.EndsAt = supervision.ORDER_CHANGE_KIND_EXTENSION, &until
	}
	return signed{inspector, change}
}
