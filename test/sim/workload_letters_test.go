package sim_test

import (
	"fmt"
	"time"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	letters "github.com/dcep-consortium/dcepd/x/letters/types"
)

const letterBank, advisingBank = "icbc-sz", "boc-sz"

var importer, exporter = testutil.NewActor("importer"), testutil.NewActor("exporter")

// letter acts on one of a few letters of credit: in disorder, but mostly with the right people.
func (w *workload) letter(now time.Time) signed {
	number, presentation := fmt.Sprintf("LC%d", w.rand.Intn(3)), uint32(1+w.rand.Intn(3))
	switch w.rand.Intn(3) {
	case 0:
		return w.firmOfLetter(number, presentation, currency.DayOf(now))
	case 1:
		return w.examinerOfLetter(number, presentation)
	default:
		return w.tradeOfficerOfLetter(number, presentation)
	}
}

func (w *workload) firmOfLetter(number string, presentation uint32, today currency.Day) signed {
	switch w.rand.Intn(6) {
	case 0:
		holder, teller := importer, testutil.Officer(letterBank, "teller")
		if w.rand.Intn(2) == 0 {
			holder = exporter
		}
		return signed{teller, &currency.MsgOpenWallet{
			Teller: teller.String(), Address: holder.String(), Class: currency.WALLET_CLASS_I, Kind: currency.WALLET_KIND_CORPORATE,
			Region: "440300", CustomerRef: make([]byte, 32), Carrier: currency.CARRIER_APP,
		}}
	case 1:
		return signed{importer, &letters.MsgApplyForLetter{
			Applicant: importer.String(), IssuingBankId: letterBank, Number: number, Beneficiary: exporter.String(), AdvisingBankId: advisingBank,
			ConfirmationInstruction: letters.CONFIRMATION_INSTRUCTION_CONFIRM, Terms: w.terms(today),
		}}
	case 2, 3:
		return signed{exporter, &letters.MsgPresentDocuments{
			Beneficiary: exporter.String(), IssuingBankId: letterBank, Number: number, BankId: w.pick([]string{letterBank, advisingBank}),
			AmountFen: w.amount(), ShipmentDate: today.AddDays(-int64(w.rand.Intn(40))).String(),
			Documents: letters.Documents{Documents: []letters.Document{{Kind: "INVOICE", Commitment: make([]byte, 32)}}},
		}}
	case 4:
		return signed{importer, &letters.MsgWaiveDiscrepancies{
			Applicant: importer.String(), IssuingBankId: letterBank, Number: number, Presentation: presentation,
		}}
	default:
		return signed{exporter, &letters.MsgWithdrawDocuments{
			Beneficiary: exporter.String(), IssuingBankId: letterBank, Number: number, Presentation: presentation,
		}}
	}
}

func (w *workload) examinerOfLetter(number string, presentation uint32) signed {
	examiner := testutil.Officer(w.pick([]string{letterBank, advisingBank}), "examiner")
	return signed{examiner, w.oneOf(
		&letters.MsgIssueLetter{Officer: examiner.String(), Number: number},
		&letters.MsgConfirmLetter{Officer: examiner.String(), IssuingBankId: letterBank, Number: number},
		&letters.MsgFindComplying{Officer: examiner.String(), IssuingBankId: letterBank, Number: number, Presentation: presentation},
		&letters.MsgAgreeToWaiver{Officer: examiner.String(), IssuingBankId: letterBank, Number: number, Presentation: presentation},
		&letters.MsgRefuseDocuments{
			Officer: examiner.String(), IssuingBankId: letterBank, Number: number, Presentation: presentation,
			Disposition: letters.DISPOSITION_HOLD_FOR_WAIVER,
			Notice:      letters.Notice{Discrepancies: []letters.Discrepancy{{Code: letters.DISCREPANCY_CODE_LATE_PRESENTATION}}},
		},
	)}
}

func (w *workload) tradeOfficerOfLetter(number string, presentation uint32) signed {
	bank := w.pick([]string{letterBank, advisingBank})
	trade, treasurer := testutil.Officer(bank, "trade-officer"), testutil.Officer(bank, "treasurer")
	if w.rand.Intn(6) == 0 {
		return signed{treasurer, &letters.MsgSettlePresentation{
			Officer: treasurer.String(), IssuingBankId: letterBank, Number: number, Presentation: presentation,
		}}
	}
	return signed{trade, w.oneOf(
		&letters.MsgIssueLetter{Officer: trade.String(), Number: number},
		&letters.MsgAdviseLetter{Officer: trade.String(), IssuingBankId: letterBank, Number: number},
		&letters.MsgConfirmLetter{Officer: trade.String(), IssuingBankId: letterBank, Number: number},
		&letters.MsgForwardDocuments{Officer: trade.String(), IssuingBankId: letterBank, Number: number, Presentation: presentation},
		&letters.MsgAcceptPresentation{Officer: trade.String(), IssuingBankId: letterBank, Number: number, Presentation: presentation},
		&letters.MsgSettlePresentation{Officer: trade.String(), IssuingBankId: letterBank, Number: number, Presentation: presentation},
		&letters.MsgCloseLetter{Officer: trade.String(), Number: number},
	)}
}

func (w *workload) oneOf(messages ...sdk.Msg) sdk.Msg { return messages[w.rand.Intn(len(messages))] }

func (w *workload) terms(today currency.Day) letters.LetterTerms {
	terms := letters.LetterTerms{
		Expiry: today.AddDays(int64(w.rand.Intn(60))).String(), ExpiryPlace: "SHENZHEN", AmountFen: 1 + w.amount()*2, TolerancePlus: 5,
		Availability: letters.AVAILABILITY_SIGHT_PAYMENT, PartialShipments: letters.ALLOWANCE_ALLOWED, Transhipment: letters.ALLOWANCE_ALLOWED,
	}
	for _, tag := range []string{"45A", "46A", "50", "59"} {
		terms.Sealed = append(terms.Sealed, letters.SealedField{Tag: tag, Commitment: make([]byte, 32)})
	}
	return terms
}
