package sim_test

import (
	"bytes"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindow "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	title "github.com/dcep-consortium/dcepd/x/title/types"
)

var shippingLine, shipper, consignee = testutil.NewActor("line"), testutil.NewActor("shipper"), testutil.NewActor("consignee")

// billOfLading is mostly the next step of a voyage, and sometimes an earlier one again, which is in vain.
func (w *workload) billOfLading() signed {
	opening := w.shippingFirms()
	step := w.voyage
	if w.rand.Intn(4) == 0 {
		step = w.rand.Intn(w.voyage + 1)
	} else {
		w.voyage++
	}
	if step < len(opening) {
		return opening[step]
	}
	voyage := w.lifeOfATitle(byte((step - len(opening)) / lifeSteps))
	return voyage[(step-len(opening))%lifeSteps]
}

func (w *workload) shippingFirms() []signed {
	teller, clerk := testutil.Officer("icbc-sz", "teller"), testutil.Officer("maritime-sz", "trade-officer")
	var steps []signed
	for i, firm := range []testutil.Actor{shippingLine, shipper, consignee} {
		key := bytes.Repeat([]byte{byte(20 + i)}, singlewindow.SealingKeyBytes)
		steps = append(steps,
			signed{teller, &currency.MsgOpenWallet{
				Teller: teller.String(), Address: firm.String(), Class: currency.WALLET_CLASS_I, Kind: currency.WALLET_KIND_CORPORATE,
				Region: "440300", CustomerRef: key, Carrier: currency.CARRIER_APP,
			}},
			signed{firm, &singlewindow.MsgRegisterEnterprise{Holder: firm.String(), UsccCommitment: key, SealingKey: key}},
			signed{teller, &singlewindow.MsgVerifyEnterprise{Teller: teller.String(), Wallet: firm.String()}})
	}
	return append(steps, signed{clerk, &title.MsgRegisterCarrier{Officer: clerk.String(), Wallet: shippingLine.String(), Filing: "MOC-1"}})
}

// lifeSteps is how many steps lifeOfATitle has.
const lifeSteps = 12

// lifeOfATitle goes to the bank, on to the consignee, and ends on paper or with the goods.
func (w *workload) lifeOfATitle(number byte) []signed {
	trader, controller := testutil.Officer("icbc-sz", "trade-officer"), testutil.Officer("icbc-sz", "controller")
	content := bytes.Repeat([]byte{number + 1}, singlewindow.CommitmentBytes)
	id, sold := singlewindow.DocumentID(content).String(), consignee.String()
	purpose, end := title.SURRENDER_PURPOSE_DELIVERY, sdk.Msg(&title.MsgAccomplishTitle{Carrier: shippingLine.String(), TitleId: id, Act: 11})
	if number%2 == 1 {
		purpose = title.SURRENDER_PURPOSE_PAPER
		end = &title.MsgChangeToPaper{Carrier: shippingLine.String(), TitleId: id, Act: 11, PaperCommitment: content}
	}
	return []signed{
		{shippingLine, &title.MsgIssueTitle{
			Carrier: shippingLine.String(), TitleId: id, Holder: shipper.String(), Beneficiary: shipper.String(), ContentCommitment: content,
		}},
		{shipper, &title.MsgTransferTitle{Holder: shipper.String(), TitleId: id, Act: 2, ToHolder: sold}},
		{consignee, &title.MsgRejectTransfer{Recipient: sold, TitleId: id, Act: 3}},
		{shipper, &title.MsgOfferPledge{Holder: shipper.String(), TitleId: id, Act: 4, BankId: "icbc-sz", Reference: "BILL"}},
		{trader, &title.MsgAcceptPledge{Officer: trader.String(), TitleId: id, Act: 5, Reference: "BILL"}},
		{controller, &title.MsgConsentToAct{
			Officer: controller.String(), TitleId: id, Act: 6, Kind: title.ACT_KIND_TRANSFER, ToHolder: sold, ToBeneficiary: sold,
		}},
		{shipper, &title.MsgTransferTitle{Holder: shipper.String(), TitleId: id, Act: 7, ToHolder: sold, ToBeneficiary: sold}},
		{consignee, &title.MsgNominateBeneficiary{Beneficiary: sold, TitleId: id, Act: 8, Nominee: shipper.String()}},
		{consignee, &title.MsgEndorseTitle{Holder: sold, TitleId: id, Act: 9, Nominee: shipper.String()}},
		{controller, &title.MsgReleaseTitle{Officer: controller.String(), TitleId: id, Act: 9, Reason: "paid"}},
		{consignee, &title.MsgSurrenderTitle{Holder: sold, TitleId: id, Act: 10, Purpose: purpose}},
		{shippingLine, end},
	}
}
