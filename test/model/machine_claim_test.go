package model_test

import (
	"bytes"
	"maps"
	"slices"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// bank hands coins of operators to their customers.
const bank = "psbc-sz"

var commitment = bytes.Repeat([]byte{1}, 32)

// received draws a named payment and one of its payees, mostly one that there is.
func (m *machine) received(r *rapid.T) (payment, string) {
	key, payee := payment{address(wallets.Draw(r, "payer")), m.model.date(0), "1"}, address(wallets.Draw(r, "payee"))
	if len(m.model.paid) > 0 && fair(true, true, true, true, false).Draw(r, "existing") {
		key = fair(slices.SortedFunc(maps.Keys(m.model.paid), comparePayments)...).Draw(r, "payment")
		payee = fair(slices.Sorted(maps.Keys(m.model.paid[key]))...).Draw(r, "of")
	}
	return key, payee
}

func (m *machine) openDispute(r *rapid.T) {
	key, payee := m.received(r)
	m.send(r, &types.MsgOpenDispute{
		Payer: key.payer, Payee: payee, InstructionDate: key.date, EndToEndId: key.id, Ground: types.DISPUTE_GROUND_NOT_RECEIVED,
	}, m.model.openDispute(key, payee))
}

func (m *machine) decideDispute(r *rapid.T) {
	key, payee := m.received(r)
	if len(m.model.disputes) > 0 && fair(true, true, true, false).Draw(r, "disputed") {
		key = fair(slices.SortedFunc(maps.Keys(m.model.disputes), comparePayments)...).Draw(r, "dispute")
		payee = fair(slices.Sorted(maps.Keys(m.model.disputes[key]))...).Draw(r, "with")
	}
	switch fair(0, 1, 1, 2, 2).Draw(r, "decision") {
	case 0:
		m.send(r, &types.MsgWithdrawDispute{Payer: key.payer, Payee: payee, InstructionDate: key.date, EndToEndId: key.id},
			m.model.withdrawDispute(key, payee))
	case 1:
		m.send(r, &types.MsgAnswerDispute{
			Payee: payee, Payer: key.payer, InstructionDate: key.date, EndToEndId: key.id, AnswerCommitment: commitment,
		}, m.model.answerDispute(key, payee))
	default:
		upheld := rapid.Bool().Draw(r, "upheld")
		m.send(r, &types.MsgDecideDispute{
			Officer: officer("pboc", "compliance"), Payer: key.payer, Payee: payee, InstructionDate: key.date, EndToEndId: key.id,
			Upheld: upheld, DecisionCommitment: commitment,
		}, m.model.decideDispute(key, payee, upheld))
	}
}

func (m *machine) proposeKey(r *rapid.T) {
	wallet, member := wallets.Draw(r, "wallet"), members.Draw(r, "member")
	key, by := named{address(wallet), references.Draw(r, "reference")}, testutil.NewActor(fair("key 1", "key 2", "key 3", "emil", "bob").Draw(r, "key"))
	proof, err := by.Key.Sign(types.KeyProofBytes(testutil.ChainID, testutil.NewActor(wallet).Address, key.name, by.Key.PubKey().Bytes()))
	require.NoError(r, err)
	m.send(r, &types.MsgProposeKeyReplacement{
		Teller: officer(member, "teller"), Wallet: key.owner, Reference: key.name, NewPublicKey: by.Key.PubKey().Bytes(), Proof: proof,
	}, m.model.proposeKey(member, key, by.String()))
}

func (m *machine) decideKey(r *rapid.T) {
	key := pick(r, m.model.replacements, (*replacement).isOpen, named{address(wallets.Draw(r, "wallet")), references.Draw(r, "reference")})
	member := members.Draw(r, "member")
	if w := m.model.wallets[key.owner]; w != nil && fair(true, true, true, false).Draw(r, "own") {
		member = w.operator
	}
	by := officer(member, "compliance")
	switch fair(0, 0, 1, 2, 3, 3, 3).Draw(r, "decision") {
	case 0:
		m.send(r, &types.MsgConfirmKeyReplacement{Officer: by, Wallet: key.owner, Reference: key.name}, m.model.confirmKey(member, key))
	case 1:
		m.send(r, &types.MsgCancelKeyReplacement{Officer: by, Wallet: key.owner, Reference: key.name}, m.model.cancelKey(member, key))
	case 2:
		m.send(r, &types.MsgObjectKeyReplacement{Holder: key.owner, Reference: key.name}, m.model.objectKey(key))
	default:
		m.send(r, &types.MsgCompleteKeyReplacement{Officer: by, Wallet: key.owner, Reference: key.name}, m.model.completeKey(member, key))
	}
}

func (m *machine) allocate(r *rapid.T) {
	key, amount := named{members.Draw(r, "member"), references.Draw(r, "reference")}, amounts.Draw(r, "amount")
	m.send(r, &types.MsgAllocateCash{
		Treasurer: officer(key.owner, "treasurer"), CooperatingBankId: bank, AmountFen: uint64(amount), Reference: key.name,
	}, m.model.allocate(key, amount))
}

func (m *machine) returnCash(r *rapid.T) {
	operator, reference, amount := members.Draw(r, "operator"), references.Draw(r, "reference"), amounts.Draw(r, "amount")
	m.send(r, &types.MsgReturnCash{Treasurer: officer(bank, "treasurer"), OperatorId: operator, AmountFen: uint64(amount), Reference: reference},
		m.model.returnCash(operator, reference, amount))
}
