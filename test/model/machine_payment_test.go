package model_test

import (
	"cmp"
	"slices"

	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

var paidAmounts = inYuan(0, 0.01, 1, 10, 49, 50, 50, 100, 100, 150, 200, 200.01, 300, 400, 400.01)

func (m *machine) pay(r *rapid.T) { m.payNamed(r, "", "") }

func (m *machine) payByName(r *rapid.T) {
	date, id := m.name(r)
	m.payNamed(r, date, id)
}

func (m *machine) name(r *rapid.T) (date, id string) {
	return m.model.date(fair(-6, -3, -1, -1, 0, 0, 0, 0, 1).Draw(r, "date")), fair("1", "2", "3").Draw(r, "id")
}

func (m *machine) payNamed(r *rapid.T, date, id string) {
	payer, payee, amount := address(wallets.Draw(r, "payer")), address(wallets.Draw(r, "payee")), paidAmounts.Draw(r, "amount")
	m.send(r, &types.MsgPay{Payer: payer, Payee: payee, AmountFen: uint64(amount), InstructionDate: date, EndToEndId: id},
		m.model.pay(payment{payer, date, id}, credit{payee, amount}))
}

func (m *machine) paySeveral(r *rapid.T) {
	msg := &types.MsgPayBatch{Payer: address(wallets.Draw(r, "payer"))}
	if rapid.Bool().Draw(r, "named") {
		msg.InstructionDate, msg.EndToEndId = m.name(r)
	}
	var credits []credit
	for range fair(1, 2, 3).Draw(r, "payees") {
		c := credit{address(wallets.Draw(r, "payee")), paidAmounts.Draw(r, "amount")}
		credits = append(credits, c)
		msg.Transfers = append(msg.Transfers, types.Transfer{Payee: c.payee, AmountFen: uint64(c.amount)})
	}
	m.send(r, msg, m.model.pay(payment{msg.Payer, msg.InstructionDate, msg.EndToEndId}, credits...))
}

// refund draws mostly from what was paid.
func (m *machine) refund(r *rapid.T) {
	type received struct {
		key   payment
		payee string
	}
	var all []received
	for key, credits := range m.model.paid {
		for payee := range credits {
			all = append(all, received{key, payee})
		}
	}
	slices.SortFunc(all, func(a, b received) int { return cmp.Or(comparePayments(a.key, b.key), cmp.Compare(a.payee, b.payee)) })
	of := received{payment{address(wallets.Draw(r, "payer")), m.model.date(0), "1"}, address(wallets.Draw(r, "payee"))}
	if len(all) > 0 && fair(true, true, true, false).Draw(r, "existing") {
		of = fair(all...).Draw(r, "payment")
	}
	by, amount := named{of.payee, references.Draw(r, "reference")}, paidAmounts.Draw(r, "amount")
	m.send(r, &types.MsgRefund{
		Payee: by.owner, Payer: of.key.payer, InstructionDate: of.key.date, EndToEndId: of.key.id, AmountFen: uint64(amount), Reference: by.name,
	}, m.model.refund(of.key, by, amount))
}

func comparePayments(a, b payment) int {
	return cmp.Or(cmp.Compare(a.payer, b.payer), cmp.Compare(a.date, b.date), cmp.Compare(a.id, b.id))
}
