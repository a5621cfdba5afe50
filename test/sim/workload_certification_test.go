package sim_test

import (
	"bytes"
	"fmt"
	"time"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/testutil"
	certification "github.com/dcep-consortium/dcepd/x/certification/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

var vendorUSCCs = []string{"9144030071526726XG", "914403001922038216"}

// certification makes a body's day in disorder: most messages come at the wrong step, or from the wrong one of two bodies.
func (w *workload) certification(now time.Time) signed {
	vendor := w.rand.Intn(len(vendorUSCCs))
	holder, uscc := testutil.NewActor(fmt.Sprintf("vendor %d", vendor)), vendorUSCCs[vendor]
	body, laboratory := w.pick([]string{"cert-bj", "cert-bj", "cert-cq"}), w.pick([]string{"lab-bctc", "lab-cfca"})
	reference := fmt.Sprintf("APP-%d", w.rand.Intn(3))
	switch w.rand.Intn(3) {
	case 0:
		return w.scheme(now, body, laboratory, uscc, holder)
	case 1:
		return w.application(now, body, laboratory, uscc, reference, holder)
	default:
		return w.certificate(now, body, holder)
	}
}

func (w *workload) scheme(now time.Time, body, laboratory, uscc string, holder testutil.Actor) signed {
	supervisor, teller, reviewer := testutil.Officer("pboc", "supervisor"), testutil.Officer("icbc-sz", "teller"), testutil.Officer(body, "reviewer")
	member := w.pick([]string{body, laboratory})
	switch w.rand.Intn(4) {
	case 0, 1:
		if w.rand.Intn(10) == 0 {
			return signed{supervisor, &certification.MsgEndRecognition{Officer: supervisor.String(), MemberId: member, Categories: []uint32{1}, Reason: "drill"}}
		}
		return signed{supervisor, &certification.MsgRecognise{
			Officer: supervisor.String(), MemberId: member, Categories: []uint32{1}, FirstDay: certification.DayOf(now),
		}}
	case 2:
		return signed{teller, &currency.MsgOpenWallet{
			Teller: teller.String(), Address: holder.String(), Class: currency.WALLET_CLASS_I, Kind: currency.WALLET_KIND_CORPORATE, Region: "440300",
			CustomerRef: bytes.Repeat([]byte{holder.Address[0]}, 32), Carrier: currency.CARRIER_APP,
		}}
	default:
		return signed{reviewer, &certification.MsgRegisterVendor{
			Officer: reviewer.String(), Uscc: uscc, LegalName: "Software House", Wallet: holder.String(),
		}}
	}
}

func (w *workload) application(now time.Time, body, laboratory, uscc, reference string, holder testutil.Actor) signed {
	reviewer, certifier, examiner := testutil.Officer(body, "reviewer"), testutil.Officer(body, "certifier"), testutil.Officer(laboratory, "examiner")
	report := certification.Report{
		Verdict: certification.Verdict(1 + w.rand.Intn(2)), DoneOn: certification.DayOf(now), DocumentHash: bytes.Repeat([]byte{1}, 32), Findings: "drill",
	}
	switch w.rand.Intn(6) {
	case 0:
		return signed{holder, &certification.MsgApply{
			Vendor: holder.String(), Reference: reference, BodyId: body, Kind: certification.APPLICATION_KIND_INITIAL, Category: 1, Sample: "S-1",
			Unit: certification.Unit{
				Name: "Wallet app", Model: "APP-7", Specification: "Android", Versions: []string{"1", "2"}, Standards: []string{"JR/T 0092-2019"},
			},
		}}
	case 1:
		return signed{reviewer, &certification.MsgAcceptApplication{Officer: reviewer.String(), Vendor: uscc, Reference: reference, LaboratoryId: laboratory}}
	case 2:
		return signed{examiner, &certification.MsgStartTest{Officer: examiner.String(), Vendor: uscc, Reference: reference}}
	case 3:
		return signed{examiner, &certification.MsgReportTest{Officer: examiner.String(), Vendor: uscc, Reference: reference, Report: report}}
	case 4:
		return signed{reviewer, &certification.MsgReviewApplication{Officer: reviewer.String(), Vendor: uscc, Reference: reference, Report: report}}
	default:
		return signed{certifier, &certification.MsgDecideApplication{
			Officer: certifier.String(), Vendor: uscc, Reference: reference, Grant: w.rand.Intn(5) > 0, Reason: "drill",
		}}
	}
}

func (w *workload) certificate(now time.Time, body string, holder testutil.Actor) signed {
	number, err := ident.NewCertificateNo(1, uint32(1+w.rand.Intn(2)), uint32(now.Year()), uint32(1+w.rand.Intn(3)))
	if err != nil {
		panic(err)
	}
	certifier, supervisor := testutil.Officer(body, "certifier"), testutil.Officer("pboc", "supervisor")
	remedy := now.Add(time.Duration(1+w.rand.Intn(48)) * time.Hour)
	var msg sdk.Msg
	switch w.rand.Intn(5) {
	case 0:
		msg = &certification.MsgSuspendCertificate{Officer: certifier.String(), Number: number.String(), Reason: "drill", RemedyBy: remedy}
	case 1:
		msg = &certification.MsgReinstateCertificate{Officer: certifier.String(), Number: number.String(), Reason: "drill"}
	case 2:
		return signed{supervisor, &certification.MsgOrderSuspension{
			Officer: supervisor.String(), Number: number.String(), Reason: "drill", RemedyBy: remedy,
		}}
	case 3:
		return signed{holder, &certification.MsgCancelCertificate{Vendor: holder.String(), Number: number.String(), Reason: "drill"}}
	default:
		msg = &certification.MsgTakeOverCertificate{Officer: certifier.String(), Number: number.String(), Reason: "drill"}
	}
	return signed{certifier, msg}
}
