package types_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

func TestPresentationIsRefused(t *testing.T) {
	type presentation = types.Presentation
	for name, test := range map[string]struct {
		change func(*presentation)
		err    error
		says   string
	}{
		"amount":       {func(p *presentation) { p.AmountFen = 0 }, currencytypes.ErrAmount, "more than 0.00"},
		"no documents": {func(p *presentation) { p.Documents = nil }, types.ErrDocuments, "0 documents"},
		"too many":     {func(p *presentation) { p.Documents = make([]types.Document, 51) }, types.ErrDocuments, "51 documents"},
		"kind":         {func(p *presentation) { p.Documents[0].Kind = strings.Repeat("X", 36) }, types.ErrDocuments, "documents[0]: kind"},
		"commitment":   {func(p *presentation) { p.Documents[1].Commitment = nil }, types.ErrDocuments, "documents[1]: commitment"},
		"bank":         {func(p *presentation) { p.BankId = "abc-sz" }, types.ErrBank, "present to icbc-sz, or to boc-sz"},
		"unconfirmed":  {func(p *presentation) { p.BankId = boc }, types.ErrNotConfirmed, "present to icbc-sz"},
		"no shipment":  {func(p *presentation) { p.ShipmentDate = "" }, types.ErrDocuments, "shipment_date: is required"},
		"no date":      {func(p *presentation) { p.ShipmentDate = "x" }, types.ErrDocuments, "shipment_date"},
		"in future":    {func(p *presentation) { p.ShipmentDate = "2020-01-14" }, types.ErrDocuments, "is in the future"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := documents()
			test.change(&broken)
			_, err := issued(t).Present(nil, broken, types.DefaultParams(), at(first))
			require.ErrorIs(t, err, test.err)
			require.ErrorContains(t, err, test.says)
		})
	}
	many := issued(t)
	many.Presentations = types.MaxPresentations
	_, err := many.Present(nil, documents(), types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrLimit)
}

func TestPartialShipmentsNotAllowed(t *testing.T) {
	letter := issued(t, func(t *types.LetterTerms) { t.PartialShipments = types.ALLOWANCE_NOT_ALLOWED })
	k := presented(t, letter, first)
	small := documents()
	small.AmountFen = 1
	_, err := k.Letter.Present(nil, small, types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrPartialShipment)
	refused, err := k.Refuse(notice(types.DISCREPANCY_CODE_AMOUNT_SHORT), types.DISPOSITION_HOLD_FOR_WAIVER, at(first))
	require.NoError(t, err)
	again, err := refused.Letter.Present(nil, documents(), types.DefaultParams(), at(first))
	require.NoError(t, err, "corrected documents")
	waived, err := refused.Waive(at(first))
	require.NoError(t, err)
	waived.Letter = again.Letter
	_, err = waived.AgreeToWaiver(text(examiner), at(first))
	require.ErrorIs(t, err, types.ErrPartialShipment, "not both")
}

// cases has a presentation in each status.
func cases(t *testing.T) map[types.PresentationStatus]types.Case {
	t.Helper()
	must := func(k types.Case, err error) types.Case {
		require.NoError(t, err)
		return k
	}
	open := presented(t, issued(t), first)
	complying := must(open.FindComplying(text(examiner), at(first)))
	refused := must(open.Refuse(notice(types.DISCREPANCY_CODE_DOCUMENT_MISSING), types.DISPOSITION_HOLD_FOR_WAIVER, at(first)))
	waived := must(must(refused.Waive(at(first))).AgreeToWaiver(text(examiner), at(first)))
	accepted := must(complying.Accept(text(tradeOfficer), at(first)))
	return map[types.PresentationStatus]types.Case{
		types.PRESENTATION_STATUS_PRESENTED: open, types.PRESENTATION_STATUS_COMPLYING: complying, types.PRESENTATION_STATUS_REFUSED: refused,
		types.PRESENTATION_STATUS_RETURNED: must(refused.Return(false, at(first))), types.PRESENTATION_STATUS_WAIVED: waived,
		types.PRESENTATION_STATUS_ACCEPTED: accepted, types.PRESENTATION_STATUS_SETTLED: must(accepted.Settle(text(tradeOfficer), at(first))),
	}
}

func TestEveryPresentationStatusTimesEveryAction(t *testing.T) {
	type act = func(types.Case) (types.Case, error)
	actions := map[string]act{
		"comply": func(k types.Case) (types.Case, error) { return k.FindComplying(text(examiner), at(first)) },
		"refuse": func(k types.Case) (types.Case, error) {
			return k.Refuse(notice(types.DISCREPANCY_CODE_OTHER), types.DISPOSITION_RETURN, at(first))
		},
		"waive": func(k types.Case) (types.Case, error) { return k.Waive(at(first)) },
		"agree": func(k types.Case) (types.Case, error) {
			k.Presentation.WaivedByApplicant = true
			return k.AgreeToWaiver(text(examiner), at(first))
		},
		"withdraw": func(k types.Case) (types.Case, error) { return k.Return(true, at(first)) },
		"accept":   func(k types.Case) (types.Case, error) { return k.Accept(text(tradeOfficer), at(first)) },
		"settle":   func(k types.Case) (types.Case, error) { return k.Settle(text(treasurer), at(first)) },
	}
	leads := map[types.PresentationStatus]map[string]types.PresentationStatus{
		types.PRESENTATION_STATUS_PRESENTED: {
			"comply": types.PRESENTATION_STATUS_COMPLYING, "refuse": types.PRESENTATION_STATUS_REFUSED, "waive": types.PRESENTATION_STATUS_PRESENTED,
			"agree": types.PRESENTATION_STATUS_WAIVED, "withdraw": types.PRESENTATION_STATUS_RETURNED,
		},
		types.PRESENTATION_STATUS_REFUSED: {
			"waive": types.PRESENTATION_STATUS_REFUSED, "agree": types.PRESENTATION_STATUS_WAIVED, "withdraw": types.PRESENTATION_STATUS_RETURNED,
		},
		types.PRESENTATION_STATUS_COMPLYING: {"accept": types.PRESENTATION_STATUS_ACCEPTED},
		types.PRESENTATION_STATUS_WAIVED:    {"accept": types.PRESENTATION_STATUS_ACCEPTED},
		types.PRESENTATION_STATUS_ACCEPTED:  {"settle": types.PRESENTATION_STATUS_SETTLED},
	}
	for status, k := range cases(t) {
		require.Equal(t, status, k.Presentation.Status)
		for name, do := range actions {
			after, err := do(k)
			want, allowed := leads[status][name]
			if !allowed {
				require.ErrorIs(t, err, types.ErrPresentationStatus, "%s %s", name, status)
				require.Equal(t, k, unwaived(after, k))
				continue
			}
			require.NoError(t, err, "%s %s", name, status)
			require.Equal(t, want, after.Presentation.Status, "%s %s", name, status)
			reserved := want != types.PRESENTATION_STATUS_REFUSED && want != types.PRESENTATION_STATUS_RETURNED && want != types.PRESENTATION_STATUS_SETTLED
			require.Equal(t, reserved, after.Letter.ReservedFen > 0, "%s %s", name, status)
			require.Equal(t, want == types.PRESENTATION_STATUS_SETTLED, after.Letter.DrawnFen > 0, "%s %s", name, status)
		}
	}
}

// unwaived undoes what the test itself did to a case before the action was refused.
func unwaived(after, before types.Case) types.Case {
	after.Presentation.WaivedByApplicant = before.Presentation.WaivedByApplicant
	return after
}

func TestReturnNeedsANotice(t *testing.T) {
	_, err := presented(t, issued(t), first).Return(false, at(first))
	require.ErrorIs(t, err, types.ErrPresentationStatus)
	require.ErrorContains(t, err, "give a notice of refusal first")
	_, err = presented(t, issued(t), first).AgreeToWaiver(text(examiner), at(first))
	require.ErrorIs(t, err, types.ErrNotWaived)
}

func TestNotice(t *testing.T) {
	k := presented(t, issued(t), first)
	good := notice(types.DISCREPANCY_CODE_INSURANCE)
	for name, test := range map[string]struct {
		discrepancies []types.Discrepancy
		disposition   types.Disposition
		says          string
	}{
		"empty":       {nil, types.DISPOSITION_RETURN, "0 discrepancies"},
		"too many":    {make([]types.Discrepancy, 51), types.DISPOSITION_RETURN, "51 discrepancies"},
		"code":        {[]types.Discrepancy{{Code: 99}}, types.DISPOSITION_RETURN, "discrepancies[0]: code 99"},
		"tag":         {[]types.Discrepancy{{Code: 5, Tag: "A46"}}, types.DISPOSITION_RETURN, "discrepancies[0]: tag"},
		"commitment":  {[]types.Discrepancy{{Code: 5, Commitment: []byte{1}}}, types.DISPOSITION_RETURN, "discrepancies[0]: commitment"},
		"disposition": {good, 0, "disposition"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := k.Refuse(test.discrepancies, test.disposition, at(first))
			require.ErrorIs(t, err, types.ErrNotice)
			require.ErrorContains(t, err, test.says)
		})
	}
	refused, err := k.Refuse(good, types.DISPOSITION_HOLD_FOR_PRESENTER, at(first))
	require.NoError(t, err)
	require.Equal(t, good, refused.Presentation.Discrepancies)
	require.Equal(t, "2020-01-13", refused.Presentation.RefusedOn)
	_, err = refused.Refuse(good, types.DISPOSITION_RETURN, at(first))
	require.ErrorIs(t, err, types.ErrPresentationStatus, "one notice, no second")
}
