package sim_test

import (
	"bytes"
	"time"

	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// anyWallet is that of a holder, or one that a holder may have opened below it.
func (w *workload) anyWallet() testutil.Actor {
	all := append(w.wallets[:len(w.wallets):len(w.wallets)], w.subs...)
	return all[w.rand.Intn(len(all))]
}

func (w *workload) commitment() []byte { return bytes.Repeat([]byte{byte(w.rand.Intn(2))}, 32) }

// payments are those of holders beside the single ones: batches, what comes back, and what is disputed.
func (w *workload) payments(now time.Time) signed {
	payer, payee := w.anyWallet(), w.anyWallet()
	id, date := w.named(now)
	switch w.rand.Intn(7) {
	case 0, 1:
		var transfers []currency.Transfer
		for range 1 + w.rand.Intn(4) {
			transfers = append(transfers, currency.Transfer{Payee: w.anyWallet().String(), AmountFen: w.amount() / 100})
		}
		return signed{payer, &currency.MsgPayBatch{Payer: payer.String(), Transfers: transfers, EndToEndId: id, InstructionDate: date}}
	case 2, 3:
		return signed{payee, &currency.MsgRefund{
			Payee: payee.String(), Payer: payer.String(), InstructionDate: date, EndToEndId: id, AmountFen: w.amount() / 1000, Reference: w.id(),
		}}
	case 4:
		return signed{payer, &currency.MsgOpenDispute{
			Payer: payer.String(), Payee: payee.String(), InstructionDate: date, EndToEndId: id, Ground: currency.DisputeGround(1 + w.rand.Intn(3)),
		}}
	case 5:
		return signed{payee, &currency.MsgAnswerDispute{
			Payee: payee.String(), Payer: payer.String(), InstructionDate: date, EndToEndId: id, AnswerCommitment: w.commitment(),
		}}
	default:
		if w.rand.Intn(3) == 0 {
			return signed{payer, &currency.MsgWithdrawDispute{Payer: payer.String(), Payee: payee.String(), InstructionDate: date, EndToEndId: id}}
		}
		officer := testutil.Officer("pboc", "compliance")
		return signed{officer, &currency.MsgDecideDispute{
			Officer: officer.String(), Payer: payer.String(), Payee: payee.String(), InstructionDate: date, EndToEndId: id,
			Upheld: w.rand.Intn(2) == 0, DecisionCommitment: w.commitment(),
		}}
	}
}

// named is a payment that somebody may have made.
func (w *workload) named(now time.Time) (id, date string) {
	return w.id(), currency.DayOf(now).AddDays(-w.rand.Int63n(2)).String()
}

// family is what holders do with their own wallets.
func (w *workload) family() signed {
	holder, sub := w.wallets[w.rand.Intn(len(w.wallets))], w.subs[w.rand.Intn(len(w.subs))]
	switch w.rand.Intn(6) {
	case 0, 1, 2:
		return signed{holder, &currency.MsgOpenSubWallet{
			Holder: holder.String(), Address: sub.String(), SharePercent: uint32(1 + w.rand.Intn(30)), Carrier: currency.CARRIER_IC_CARD,
		}}
	case 3:
		return signed{holder, &currency.MsgSetOwnerLimits{Holder: holder.String(), Limits: w.limits()}}
	case 4:
		return signed{holder, &currency.MsgCloseWallet{Holder: holder.String()}}
	default:
		return signed{holder, &currency.MsgCloseWallet{Holder: holder.String(), Wallet: sub.String()}}
	}
}

func (w *workload) limits() currency.Limits {
	return currency.Limits{DayFen: uint64(w.rand.Intn(3)) * 5_000_00, BalanceFen: uint64(w.rand.Intn(3)) * 20_000_00}
}

// care is what an operator's officers do about wallets.
func (w *workload) care(member string, now time.Time) signed {
	teller, compliance := testutil.Officer(member, "teller"), testutil.Officer(member, "compliance")
	wallet := w.anyWallet().String()
	reference := w.id()
	switch w.rand.Intn(8) {
	case 0:
		return signed{teller, &currency.MsgChangeWalletClass{Teller: teller.String(), Wallet: wallet, Class: currency.WalletClass(1 + w.rand.Intn(4))}}
	case 1:
		return signed{teller, &currency.MsgUpdateWallet{
			Teller: teller.String(), Wallet: wallet, Region: w.pick([]string{"440300", "320500"}), Carrier: currency.CARRIER_APP,
		}}
	case 2:
		return signed{compliance, &currency.MsgSetOperatorLimits{Officer: compliance.String(), Wallet: wallet, Limits: w.limits()}}
	case 3, 4:
		msg := &currency.MsgPlaceHold{
			Officer: compliance.String(), Wallet: wallet, Reference: reference, Side: currency.HoldSide(1 + w.rand.Intn(2)), Ground: "article 29",
		}
		if w.rand.Intn(2) == 0 {
			ends := now.Add(time.Duration(1+w.rand.Intn(100)) * time.Second)
			msg.EndsAt = &ends
		}
		return signed{compliance, msg}
	case 5, 6:
		return signed{compliance, &currency.MsgLiftHold{Officer: compliance.String(), Wallet: wallet, Reference: reference}}
	default:
		return signed{teller, &currency.MsgReturnExchangeIn{Teller: teller.String(), Wallet: wallet, Reference: reference, Reason: "closed"}}
	}
}

// succession is what two officers do when a key is lost or a holder dead.
func (w *workload) succession(member string) signed {
	teller, compliance := testutil.Officer(member, "teller"), testutil.Officer(member, "compliance")
	wallet, reference := w.wallets[w.rand.Intn(len(w.wallets))], w.pick([]string{"ACT-1", "ACT-2", "ACT-3", "ACT-4"})
	switch w.rand.Intn(10) {
	case 0, 1, 2:
		key := testutil.NewActor(w.pick([]string{"key 1", "key 2", "key 3", "key 4", "key 5"})).Key
		public := key.PubKey().Bytes()
		proof, err := key.Sign(currency.KeyProofBytes(testutil.ChainID, wallet.Address, reference, public))
		if err != nil {
			panic(err)
		}
		return signed{teller, &currency.MsgProposeKeyReplacement{
			Teller: teller.String(), Wallet: wallet.String(), Reference: reference, NewPublicKey: public, Proof: proof,
		}}
	case 3, 4:
		return signed{compliance, &currency.MsgConfirmKeyReplacement{Officer: compliance.String(), Wallet: wallet.String(), Reference: reference}}
	case 5:
		return signed{compliance, &currency.MsgCompleteKeyReplacement{Officer: compliance.String(), Wallet: wallet.String(), Reference: reference}}
	case 6:
		return signed{wallet, &currency.MsgObjectKeyReplacement{Holder: wallet.String(), Reference: reference}}
	case 7:
		return signed{compliance, &currency.MsgCancelKeyReplacement{Officer: compliance.String(), Wallet: wallet.String(), Reference: reference}}
	case 8:
		return signed{teller, &currency.MsgProposeEstate{
			Teller: teller.String(), Wallet: wallet.String(), Reference: reference, Heir: w.anyWallet().String(), DocumentHash: w.commitment(),
		}}
	default:
		if w.rand.Intn(3) == 0 {
			return signed{compliance, &currency.MsgCancelEstate{Officer: compliance.String(), Wallet: wallet.String(), Reference: reference}}
		}
		return signed{compliance, &currency.MsgConfirmEstate{Officer: compliance.String(), Wallet: wallet.String(), Reference: reference}}
	}
}

// distribution is what operators and cooperating banks do with coins and customers.
func (w *workload) distribution(member string) signed {
	treasurer, bankers := testutil.Officer(member, "treasurer"), testutil.Officer(cooperating, "treasurer")
	switch w.rand.Intn(6) {
	case 0, 1:
		return signed{treasurer, &currency.MsgAllocateCash{
			Treasurer: treasurer.String(), CooperatingBankId: cooperating, AmountFen: w.amount(), Reference: w.id(),
		}}
	case 2:
		return signed{bankers, &currency.MsgReturnCash{Treasurer: bankers.String(), OperatorId: member, AmountFen: w.amount() / 10, Reference: w.id()}}
	case 3:
		teller := testutil.Officer(cooperating, "teller")
		return signed{teller, &currency.MsgExchangeOut{
			Teller: teller.String(), Wallet: w.anyWallet().String(), AmountFen: w.amount() / 100, Reference: w.id(),
		}}
	case 4:
		teller := testutil.Officer(member, "teller")
		return signed{teller, &currency.MsgInviteCustomers{Officer: teller.String(), PhaseId: "P1", CustomerRefs: [][]byte{make([]byte, 32)}}}
	default:
		// The one that leaves, and its receiver.
		successor := testutil.Officer("icbc-sz", "treasurer")
		return signed{successor, &currency.MsgTransferWallets{Treasurer: successor.String(), OperatorId: "china-mobile"}}
	}
}

// cooperating is a bank between operators and the public.
const cooperating = "psbc-sz"

func addCooperatingBank(g *testutil.Genesis) {
	testutil.AddMember(g, cooperating, consortium.MEMBER_KIND_COOPERATING_BANK)
}
