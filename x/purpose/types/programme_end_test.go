package types_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

func TestClose(t *testing.T) {
	closing, err := running().Close("replaced", day("2019-12-02"))
	require.NoError(t, err)
	require.Equal(t, "replaced", closing.CloseReason)
	_, err = running().Close("", day(midYear))
	require.ErrorIs(t, err, currencytypes.ErrReason)
	_, err = running().Close("replaced", day("2021-01-01"))
	require.ErrorIs(t, err, types.ErrOutsidePeriod)
}

func TestDue(t *testing.T) {
	for status, want := range map[types.ProgrammeStatus]string{
		types.PROGRAMME_STATUS_OPEN:     "2021-01-01",
		types.PROGRAMME_STATUS_CLOSED:   "2021-07-01",
		types.PROGRAMME_STATUS_CLOSING:  "",
		types.PROGRAMME_STATUS_FINISHED: "",
	} {
		due, exists, err := programmeIn(status).Due()
		require.NoError(t, err)
		require.Equal(t, want, due.String(), status)
		require.Equal(t, status != types.PROGRAMME_STATUS_FINISHED, exists, status)
	}
	_, err := running().End(day("2020-12-31"))
	require.ErrorIs(t, err, types.ErrNotDue)
	require.ErrorContains(t, err, "can end from 2021-01-01 on, today is 2020-12-31")
	_, err = programmeIn(types.PROGRAMME_STATUS_CLOSED).Finish(day("2021-06-30"))
	require.ErrorIs(t, err, types.ErrNotDue)
	damaged := running()
	damaged.Terms.LastDay = ""
	_, _, err = damaged.Due()
	require.ErrorIs(t, err, currencytypes.ErrDay)
}

// rest is a closing programme of sponsors who paid in so much, of which so much is spent.
func rest(spent types.Fen, paidIn ...types.Fen) types.Programme {
	p := types.Programme{Status: types.PROGRAMME_STATUS_CLOSING, Uses: []types.PurposeUse{{PurposeId: "housing", GrantedFen: uint64(spent)}}}
	p.Terms.Purposes = []types.Purpose{{Id: "housing"}}
	for i, paid := range paidIn {
		p.Sponsors = append(p.Sponsors, types.Sponsor{Wallet: text(byte(i + 1)), PaidInFen: uint64(paid)})
	}
	return p
}

func amounts(shares []types.Share, sponsors int) []types.Fen {
	all := make([]types.Fen, sponsors)
	for _, share := range shares {
		for i := range all {
			if share.Wallet == text(byte(i+1)) {
				all[i] = types.Fen(share.AmountFen)
			}
		}
	}
	return all
}

func TestReturnRest(t *testing.T) {
	type fen = []types.Fen
	for name, test := range map[string]struct {
		spent        types.Fen
		paidIn, want fen
	}{
		"all":                       {0, fen{700, 300}, fen{700, 300}},
		"nothing":                   {1000, fen{700, 300}, fen{0, 0}},
		"nobody paid":               {0, fen{0, 0}, fen{0, 0}},
		"exact":                     {500, fen{700, 300}, fen{350, 150}},
		"largest remainder":         {499, fen{700, 300}, fen{351, 150}}, // 350.7 and 150.3
		"remainders, not weights":   {1, fen{3, 3, 4}, fen{3, 3, 3}},     // 2.7, 2.7, 3.6: two fen to the first two
		"equal remainders, first":   {2, fen{1, 1, 1}, fen{1, 0, 0}},
		"one who paid nothing":      {5, fen{10, 0}, fen{5, 0}},
		"beyond 64 bits in between": {1, fen{1 << 62, 1 << 61}, fen{1<<62 - 1, 1 << 61}},
	} {
		t.Run(name, func(t *testing.T) {
			p := rest(test.spent, test.paidIn...)
			closed, shares, err := p.ReturnRest(day("2021-01-01"))
			require.NoError(t, err)
			require.Equal(t, test.want, amounts(shares, len(test.paidIn)))
			require.Zero(t, closed.FundFen())
			require.Equal(t, "2021-01-01", closed.ClosedOn)
			for i, sponsor := range closed.Sponsors {
				require.Equal(t, uint64(test.want[i]), sponsor.ReturnedFen)
				require.Zero(t, p.Sponsors[i].ReturnedFen, "the value before is untouched")
			}
			for _, share := range shares {
				require.NotZero(t, share.AmountFen)
			}
		})
	}
}

// Fen that come back one by one do not all go to the largest sponsor.
func TestLateRefundsFollowWhatIsOwed(t *testing.T) {
	p, _, err := rest(6, 4, 2).ReturnRest(day("2021-01-01"))
	require.NoError(t, err)
	var got []string
	for range 6 {
		var shares []types.Share
		p, shares, err = p.Refund("housing", 1)
		require.NoError(t, err)
		require.Len(t, shares, 1)
		require.Equal(t, uint64(1), shares[0].AmountFen)
		got = append(got, shares[0].Wallet)
	}
	require.Equal(t, []string{text(1), text(1), text(1), text(2), text(1), text(2)}, got)
	require.Equal(t, uint64(4), p.Sponsors[0].ReturnedFen)
	require.Equal(t, uint64(2), p.Sponsors[1].ReturnedFen)
	_, _, err = p.Refund("sports", 1)
	require.ErrorIs(t, err, types.ErrPurposeNotFound)
}

func TestRefundBeforeTheRestIsReturnedStaysInTheFund(t *testing.T) {
	p, shares, err := rest(6, 4, 2).Refund("housing", 5)
	require.NoError(t, err)
	require.Empty(t, shares)
	require.Equal(t, types.Fen(5), p.FundFen())
}

// Whatever was paid in, spent and given back: shares add up to the rest, nobody gets back more than it paid, and each
// share is less than a fen away from its proportion.
func TestSharesAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paidIn := rapid.SliceOfN(rapid.Uint64Range(0, 1<<59), 1, types.MaxSponsors).Draw(t, "paid in")
		fen := make([]types.Fen, len(paidIn))
		var total types.Fen
		for i, paid := range paidIn {
			fen[i] = types.Fen(paid)
			total += fen[i]
		}
		spent := types.Fen(rapid.Uint64Range(0, uint64(total)).Draw(t, "spent"))
		back := types.Fen(rapid.Uint64Range(0, uint64(spent)).Draw(t, "given back later"))

		closed, shares, err := rest(spent, fen...).ReturnRest(day("2021-01-01"))
		require.NoError(t, err)
		var sum types.Fen
		for i, share := range amounts(shares, len(fen)) {
			sum += share
			// |share - rest * paid / total| < 1
			off := new(big.Int).Mul(wide(total-spent), wide(fen[i]))
			off.Sub(off, new(big.Int).Mul(wide(share), wide(total)))
			require.True(t, total == 0 || off.CmpAbs(wide(total)) < 0, "sponsor %d of %v gets %d", i, fen, share)
		}
		require.Equal(t, total-spent, sum)

		after, late, err := closed.Refund("housing", back)
		require.NoError(t, err)
		sum = 0
		for _, share := range late {
			sum += types.Fen(share.AmountFen)
		}
		require.Equal(t, back, sum)
		require.Zero(t, after.FundFen())
		for _, sponsor := range after.Sponsors {
			require.LessOrEqual(t, sponsor.ReturnedFen, sponsor.PaidInFen)
		}
	})
}

func wide(fen types.Fen) *big.Int { return new(big.Int).SetUint64(uint64(fen)) }
