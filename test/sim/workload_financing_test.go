package sim_test

import (
	"bytes"
	"fmt"
	"time"

	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	financing "github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindow "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

var (
	tradeBanks = []string{"icbc-sz", "abc-sz"}
	ownerSalt  = bytes.Repeat([]byte{7}, singlewindow.SaltBytes)
)

// trade is the business of the single window: a few declarations of the exporter that banks finance again and again, mostly in vain.
func (w *workload) trade(now time.Time) signed {
	bank, document := w.pick(tradeBanks), w.document()
	trader, treasurer := testutil.Officer(bank, "trade-officer"), testutil.Officer(bank, "treasurer")
	controller := testutil.Officer(bank, "controller")
	reference := fmt.Sprintf("L-%d", w.rand.Intn(12))
	switch w.rand.Intn(12) {
	case 0:
		return w.enterprise()
	case 1, 2:
		return w.customs(document, now)
	case 3:
		return signed{exporter, &financing.MsgAuthoriseFinancing{
			Holder: exporter.String(), DocumentId: document, BankId: bank, Reference: fmt.Sprintf("A-%d", w.rand.Intn(4)),
			Ceiling: singlewindow.NewMoney("USD", w.amount()+1), ExpiresOn: currency.DayOf(now).AddDays(90).String(), OwnerSalt: ownerSalt,
		}}
	case 4, 5:
		return signed{trader, &financing.MsgRegisterPledge{
			Officer: trader.String(), Reference: reference, DocumentId: document, Authorisation: fmt.Sprintf("A-%d", w.rand.Intn(4)),
			Purpose: "export-receivable", Amount: singlewindow.NewMoney("USD", w.amount()/100+1), Rate: "7.0345",
			MaturesOn: currency.DayOf(now).AddDays(30).String(), ContractCommitment: make([]byte, singlewindow.CommitmentBytes),
		}}
	case 6:
		return signed{controller, &financing.MsgApprovePledge{Controller: controller.String(), Reference: reference}}
	case 7:
		return signed{treasurer, &financing.MsgDisburseLoan{Treasurer: treasurer.String(), Reference: reference}}
	case 8:
		return signed{exporter, &financing.MsgRepayLoan{
			Holder: exporter.String(), BankId: bank, Pledge: reference, AmountFen: w.amount()/1000 + 1, Reference: w.id(),
		}}
	case 9:
		return signed{trader, &financing.MsgRecordCollection{
			Officer: trader.String(), DocumentId: document, Authorisation: fmt.Sprintf("A-%d", w.rand.Intn(4)), Reference: w.id(),
			Amount: singlewindow.NewMoney("USD", w.amount()/1000+1),
		}}
	case 10:
		return signed{controller, &financing.MsgWriteOffPledge{Controller: controller.String(), Reference: reference, Reason: "drill"}}
	default:
		return signed{trader, &financing.MsgReleasePledge{Officer: trader.String(), Reference: reference, Reason: "drill"}}
	}
}

func (w *workload) document() string {
	return singlewindow.DocumentID(bytes.Repeat([]byte{byte(1 + w.rand.Intn(4))}, singlewindow.CommitmentBytes)).String()
}

func (w *workload) enterprise() signed {
	teller := testutil.Officer("icbc-sz", "teller")
	switch w.rand.Intn(3) {
	case 0:
		return signed{teller, &currency.MsgOpenWallet{
			Teller: teller.String(), Address: exporter.String(), Class: currency.WALLET_CLASS_I, Kind: currency.WALLET_KIND_CORPORATE,
			Region: "440300", CustomerRef: bytes.Repeat([]byte{9}, 32), Carrier: currency.CARRIER_APP,
		}}
	case 1:
		return signed{exporter, &singlewindow.MsgRegisterEnterprise{
			Holder: exporter.String(), UsccCommitment: bytes.Repeat([]byte{1}, singlewindow.CommitmentBytes),
			SealingKey: bytes.Repeat([]byte{1}, singlewindow.SealingKeyBytes),
		}}
	default:
		return signed{teller, &singlewindow.MsgVerifyEnterprise{Teller: teller.String(), Wallet: exporter.String()}}
	}
}

func (w *workload) customs(document string, now time.Time) signed {
	officer := testutil.Officer("customs-sz", "customs-officer")
	content := bytes.Repeat([]byte{byte(w.rand.Intn(250))}, singlewindow.CommitmentBytes)
	switch w.rand.Intn(6) {
	case 0:
		return signed{officer, &singlewindow.MsgAmendDeclaration{
			Officer: officer.String(), DocumentId: document, Version: uint32(1 + w.rand.Intn(3)), Amount: singlewindow.NewMoney("USD", w.amount()+1),
			ContentCommitment: content, Reason: "drill",
		}}
	case 1:
		return signed{exporter, &singlewindow.MsgClaimDocument{
			Holder: exporter.String(), DocumentId: document, Kind: "invoice", Amount: singlewindow.NewMoney("USD", w.amount()+1),
			Month: singlewindow.MonthOf(currency.DayOf(now)), ContentCommitment: content,
		}}
	default:
		return signed{officer, &singlewindow.MsgAttestDeclaration{
			Officer: officer.String(), DocumentId: document, Kind: "customs-declaration", Direction: singlewindow.DIRECTION_EXPORT,
			Amount: singlewindow.NewMoney("USD", w.amount()+1), Month: singlewindow.MonthOf(currency.DayOf(now)), ContentCommitment: content,
			OwnerCommitment: singlewindow.OwnerCommitment(ownerSalt, exporter.Address),
		}}
	}
}
