package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// UCP 600 Art. 33: after hours, and on a closed day, counts for the next banking day.
func TestDayOfPresentation(t *testing.T) {
	letter := issued(t)
	for moment, want := range map[string]string{
		"2020-01-16 00:00:00": "2020-01-16",
		"2020-01-16 16:59:59": "2020-01-16",
		"2020-01-16 17:00:00": "2020-01-17",
		"2020-01-17 17:00:00": "2020-01-19", // a Sunday that is worked
		"2020-01-18 10:00:00": "2020-01-19",
		"2020-01-23 16:59:59": "2020-01-23",
		"2020-01-23 17:00:00": "2020-02-03", // the Spring Festival as it was extended
		"2020-01-27 18:00:00": "2020-02-03",
		"2020-02-02 23:59:59": "2020-02-03",
		"2020-04-30 17:00:01": "2020-05-06",
	} {
		require.Equal(t, want, presented(t, letter, moment).Presentation.PresentedOn(at(moment)).String(), moment)
	}
}

// Art. 14(b), 16(d), 16(f): the notice until the close of the fifth banking day following, to the second.
func TestLastMomentOfANotice(t *testing.T) {
	for name, test := range map[string]struct{ presented, last, tooLate, day string }{
		"over a worked Sunday":     {"2020-01-16 10:00:00", "2020-01-22 23:59:59", "2020-01-23 00:00:00", "2020-01-22"},
		"after hours":              {"2020-01-16 17:00:00", "2020-01-23 23:59:59", "2020-01-24 00:00:00", "2020-01-23"},
		"over the Spring Festival": {"2020-01-21 10:00:00", "2020-02-05 23:59:59", "2020-02-06 00:00:00", "2020-02-05"},
		"in the Spring Festival":   {"2020-01-28 10:00:00", "2020-02-10 23:59:59", "2020-02-11 00:00:00", "2020-02-10"},
		"over Labour Day":          {"2020-04-29 10:00:00", "2020-05-09 23:59:59", "2020-05-10 00:00:00", "2020-05-09"},
	} {
		t.Run(name, func(t *testing.T) {
			k := presented(t, issued(t), test.presented)
			require.Equal(t, test.day, k.Presentation.NoticeBy(at(test.presented)).String())
			require.Equal(t, types.PRESENTATION_STATUS_PRESENTED, k.Presentation.StatusAt(at(test.last)))
			refused, err := k.Refuse(notice(types.DISCREPANCY_CODE_OTHER, types.DISCREPANCY_CODE_LATE_PRESENTATION), types.DISPOSITION_RETURN, at(test.last))
			require.NoError(t, err)
			require.Equal(t, types.PRESENTATION_STATUS_REFUSED, refused.Presentation.Status)

			// The chain may have stood still over it: what counts is the block that judges.
			for _, later := range []string{test.tooLate, "2020-06-29 12:00:00"} {
				require.Equal(t, types.PRESENTATION_STATUS_COMPLYING, k.Presentation.StatusAt(at(later)))
				_, err = k.Refuse(notice(types.DISCREPANCY_CODE_OTHER), types.DISPOSITION_RETURN, at(later))
				require.ErrorIs(t, err, types.ErrPrecluded)
				require.ErrorContains(t, err, "no notice by "+test.day)
				_, err = k.Waive(at(later))
				require.ErrorIs(t, err, types.ErrPrecluded)
				_, err = k.Return(true, at(later))
				require.ErrorIs(t, err, types.ErrPrecluded)
				accepted, err := k.Accept(text(tradeOfficer), at(later))
				require.NoError(t, err)
				require.Equal(t, types.PRESENTATION_STATUS_ACCEPTED, accepted.Presentation.Status)
				require.Empty(t, accepted.Presentation.DeterminedBy)
			}
		})
	}
}

// The same presentation has another last day once the holiday is extended: it is counted at each use.
func TestNoticeMovesWithTheCalendar(t *testing.T) {
	k := presented(t, issued(t), "2020-01-21 10:00:00")
	require.Equal(t, "2020-02-03", k.Presentation.NoticeBy(clock("2020-01-21 10:00:00", notices()...)).String())
	require.Equal(t, "2020-02-05", k.Presentation.NoticeBy(at("2020-01-27 10:00:00")).String())
	require.Equal(t, "2020-01-28", k.Presentation.NoticeBy(clock("2020-01-21 10:00:00", []calendartypes.YearCalendar{}...)).String(), "nothing published")
}

// Art. 29(a): an expiry on a closed day moves to the next banking day; presented after hours of that day is too late.
func TestLastDayOfPresentation(t *testing.T) {
	letter := issued(t, func(t *types.LetterTerms) { t.Expiry, t.LatestShipment = "2020-10-03", "2020-10-03" })
	present := func(moment string) error {
		_, err := letter.Present(nil, documents(), types.DefaultParams(), at(moment))
		return err
	}
	require.NoError(t, present("2020-09-30 10:00:00"))
	require.NoError(t, present("2020-10-05 10:00:00"), "counts for Friday 9 October")
	require.NoError(t, present("2020-10-09 16:59:59"))
	err := present("2020-10-09 17:00:00")
	require.ErrorIs(t, err, types.ErrExpired)
	require.ErrorContains(t, err, "last day 2020-10-09, presented for 2020-10-10")
	require.ErrorIs(t, present("2020-10-10 10:00:00"), types.ErrExpired)

	for moment, want := range map[string]types.LetterStatus{
		"2020-10-09 23:59:59": types.LETTER_STATUS_ISSUED, "2020-10-10 00:00:00": types.LETTER_STATUS_EXPIRED,
	} {
		status, err := letter.StatusAt(at(moment))
		require.NoError(t, err)
		require.Equal(t, want, status, moment)
	}
}

func TestKnownDiscrepancies(t *testing.T) {
	for name, test := range map[string]struct {
		terms   func(*types.LetterTerms)
		shipped string
		moment  string
		amount  uint64
		want    []types.DiscrepancyCode
	}{
		"shipped on the last day":  {nil, "2020-06-01", "2020-06-02 10:00:00", 0, nil},
		"shipped a day later":      {nil, "2020-06-02", "2020-06-02 10:00:00", 0, []types.DiscrepancyCode{types.DISCREPANCY_CODE_LATE_SHIPMENT}},
		"21 days after shipment":   {nil, "2020-03-02", "2020-03-23 16:59:59", 0, nil},
		"after hours of that day":  {nil, "2020-03-02", "2020-03-23 17:00:00", 0, []types.DiscrepancyCode{types.DISCREPANCY_CODE_LATE_PRESENTATION}},
		"on a Saturday, then open": {nil, "2020-02-29", "2020-03-23 10:00:00", 0, nil}, // 21 March, moved to the Monday
		"a day too late":           {nil, "2020-02-29", "2020-03-24 10:00:00", 0, []types.DiscrepancyCode{types.DISCREPANCY_CODE_LATE_PRESENTATION}},
		"into the Spring Festival": {nil, "2020-01-06", "2020-02-03 10:00:00", 0, nil}, // 27 January, moved to 3 February
		"after it":                 {nil, "2020-01-06", "2020-02-04 10:00:00", 0, []types.DiscrepancyCode{types.DISCREPANCY_CODE_LATE_PRESENTATION}},
		"field 48":                 {func(t *types.LetterTerms) { t.PresentationDays = 10 }, "2020-03-02", "2020-03-12 10:00:00", 0, nil},
		"field 48, a day too late": {
			func(t *types.LetterTerms) { t.PresentationDays = 10 }, "2020-03-02", "2020-03-13 10:00:00", 0,
			[]types.DiscrepancyCode{types.DISCREPANCY_CODE_LATE_PRESENTATION},
		},
		"latest shipment does not move": { // Art. 29(c): Sunday 31 May
			func(t *types.LetterTerms) { t.LatestShipment = "2020-05-31" }, "2020-06-01", "2020-06-01 10:00:00", 0,
			[]types.DiscrepancyCode{types.DISCREPANCY_CODE_LATE_SHIPMENT},
		},
		"no partial shipment, tolerance": {
			func(t *types.LetterTerms) { t.PartialShipments = types.ALLOWANCE_NOT_ALLOWED }, "2020-03-02", "2020-03-03 10:00:00", 95_000 * yuan, nil,
		},
		"no partial shipment, a fen short": {
			func(t *types.LetterTerms) { t.PartialShipments = types.ALLOWANCE_NOT_ALLOWED }, "2020-03-02", "2020-03-03 10:00:00", 95_000*yuan - 1,
			[]types.DiscrepancyCode{types.DISCREPANCY_CODE_AMOUNT_SHORT},
		},
		"Art. 30c without field 39A": {
			func(t *types.LetterTerms) {
				t.PartialShipments, t.TolerancePlus, t.ToleranceMinus = types.ALLOWANCE_NOT_ALLOWED, 0, 0
			}, "2020-03-02", "2020-03-03 10:00:00", 95_000 * yuan, nil,
		},
		"two at once": {
			nil, "2020-06-02", "2020-06-30 10:00:00", 0,
			[]types.DiscrepancyCode{types.DISCREPANCY_CODE_LATE_SHIPMENT, types.DISCREPANCY_CODE_LATE_PRESENTATION},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var changes []func(*types.LetterTerms)
			if test.terms != nil {
				changes = append(changes, test.terms)
			}
			k := presented(t, issued(t, changes...), test.moment, func(p *types.Presentation) {
				p.ShipmentDate = test.shipped
				if test.amount > 0 {
					p.AmountFen = test.amount
				}
			})
			known, err := k.KnownDiscrepancies(at(test.moment))
			require.NoError(t, err)
			require.Equal(t, test.want, known)
			_, err = k.FindComplying(text(examiner), at(test.moment))
			if len(test.want) == 0 {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, types.ErrDiscrepant)
			_, err = k.Refuse(notice(types.DISCREPANCY_CODE_OTHER), types.DISPOSITION_RETURN, at(test.moment))
			require.ErrorIs(t, err, types.ErrNotice)
			require.ErrorContains(t, err, test.want[0].String())
			_, err = k.Refuse(notice(test.want...), types.DISPOSITION_RETURN, at(test.moment))
			require.NoError(t, err)
		})
	}
}
