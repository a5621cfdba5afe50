package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

func TestNewProgramme(t *testing.T) {
	p := types.NewProgramme("hainan-finance", reference("HNFUND-1"), hainan(), address(treasurer))
	require.Equal(t, types.Programme{
		ManagerId: "hainan-finance", Id: "HNFUND-1", Terms: hainan(), Status: types.PROGRAMME_STATUS_OPEN, CreatedBy: text(treasurer),
		Sponsors: []types.Sponsor{{Wallet: text(provincial)}, {Wallet: text(municipal)}},
		Uses:     []types.PurposeUse{{PurposeId: "housing"}, {PurposeId: "tourism"}},
	}, p)
	require.Zero(t, p.FundFen())
}

func TestCheckSponsor(t *testing.T) {
	wallet := currencytypes.Wallet{
		Address: text(provincial), Status: currencytypes.WALLET_STATUS_OPEN,
		Profile: currencytypes.WalletProfile{Kind: currencytypes.WALLET_KIND_CORPORATE},
	}
	require.NoError(t, types.CheckSponsor(wallet))
	closed := wallet
	closed.Status = currencytypes.WALLET_STATUS_CLOSED
	require.ErrorIs(t, types.CheckSponsor(closed), types.ErrSponsor)
	personal := wallet
	personal.Profile.Kind = currencytypes.WALLET_KIND_PERSONAL
	require.ErrorIs(t, types.CheckSponsor(personal), types.ErrSponsor)
}

func TestProgrammeTransitions(t *testing.T) {
	const (
		open, closing    = types.PROGRAMME_STATUS_OPEN, types.PROGRAMME_STATUS_CLOSING
		closed, finished = types.PROGRAMME_STATUS_CLOSED, types.PROGRAMME_STATUS_FINISHED
	)
	type moves = map[types.ProgrammeStatus]types.ProgrammeStatus
	check := func(action types.ProgrammeAction) func(types.Programme) (types.Programme, error) {
		return func(p types.Programme) (types.Programme, error) { return p, p.CheckRunning(action, day(midYear)) }
	}
	for name, test := range map[string]struct {
		want moves
		act  func(types.Programme) (types.Programme, error)
	}{
		"fund": {moves{open: open}, func(p types.Programme) (types.Programme, error) {
			if p.Status == open {
				p.Sponsors[0].PaidInFen = 0
			}
			return p.Fund(address(provincial), 1, day(midYear))
		}},
		"grant": {moves{open: open}, func(p types.Programme) (types.Programme, error) {
			return p.Reserve(award(hotel, "tourism", "H", 1), day(midYear))
		}},
		"spend":  {moves{open: open}, check(types.ProgrammeSpend)},
		"recall": {moves{open: open}, check(types.ProgrammeRecall)},
		"close":  {moves{open: closing}, func(p types.Programme) (types.Programme, error) { return p.Close("replaced", day(midYear)) }},
		"end":    {moves{open: closing}, func(p types.Programme) (types.Programme, error) { return p.End(day("2021-01-01")) }},
		"finish": {moves{closed: finished}, func(p types.Programme) (types.Programme, error) { return p.Finish(day("2021-07-01")) }},
		"return": {moves{closing: closed}, func(p types.Programme) (types.Programme, error) {
			p, _, err := p.ReturnRest(day("2021-01-01"))
			return p, err
		}},
		"refund": {moves{open: open, closing: closing, closed: closed}, func(p types.Programme) (types.Programme, error) {
			p, _, err := p.Refund("tourism", 0)
			return p, err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			requireMoves(t, types.ProgrammeStatus_name, test.want, types.ErrProgrammeStatus, programmeIn,
				func(p types.Programme) types.ProgrammeStatus { return p.Status }, test.act)
		})
	}
}

func TestFund(t *testing.T) {
	p := types.NewProgramme("hainan-finance", reference("HNFUND-1"), hainan(), address(treasurer))
	funded, err := p.Fund(address(municipal), 299*yuan, day("2019-12-02"))
	require.NoError(t, err, "before the first day too")
	require.Equal(t, types.Fen(299*yuan), funded.FundFen())
	require.Zero(t, p.FundFen(), "the value before is untouched")

	_, err = funded.Fund(address(municipal), 1*yuan+1, day(midYear))
	require.ErrorIs(t, err, types.ErrPledgeExceeded)
	require.ErrorContains(t, err, "pledged 300.00 yuan, paid in 299.00 yuan, asked 1.01 yuan")
	funded, err = funded.Fund(address(municipal), 1*yuan, day("2020-12-31"))
	require.NoError(t, err)
	require.Equal(t, []types.Sponsor{{Wallet: text(provincial)}, {Wallet: text(municipal), PaidInFen: 300 * yuan}}, funded.Sponsors)

	_, err = funded.Fund(address(hotel), 1, day(midYear))
	require.ErrorIs(t, err, types.ErrNotSponsor)
	_, err = p.Fund(address(provincial), 1, day("2021-01-01"))
	require.ErrorIs(t, err, types.ErrOutsidePeriod)
	require.ErrorContains(t, err, "2020-01-01 to 2020-12-31, today is 2021-01-01: cannot fund")
}

func TestReserve(t *testing.T) {
	p := running()
	p.Sponsors[0].PaidInFen = 150 * yuan // 450 in the fund
	today := day("2019-12-02")

	reserved, err := p.Reserve(award(hotel, "tourism", "H", 400*yuan), today)
	require.NoError(t, err)
	require.Equal(t, []types.PurposeUse{{PurposeId: "housing"}, {PurposeId: "tourism", GrantedFen: 400 * yuan}}, reserved.Uses)
	require.Equal(t, types.Fen(50*yuan), reserved.FundFen())
	require.Zero(t, p.Uses[1].GrantedFen, "the value before is untouched")

	for name, test := range map[string]struct {
		award types.Award
		err   error
		says  string
	}{
		"budget":         {award(hotel, "tourism", "H", 1), types.ErrBudgetExceeded, "budget 400.00 yuan, granted 400.00 yuan, asked 0.01 yuan"},
		"fund":           {award(hotel, "housing", "", 50*yuan+1), types.ErrFundExceeded, "fund has 50.00 yuan, asked 50.01 yuan"},
		"purpose":        {award(hotel, "sports", "", 1), types.ErrPurposeNotFound, `purpose "sports"`},
		"sector":         {award(hotel, "tourism", "K", 1), types.ErrSectorNotAdmitted, `sector "K", admitted [H L]`},
		"no sector":      {award(hotel, "tourism", "", 1), types.ErrSectorNotAdmitted, `sector ""`},
		"unknown sector": {award(hotel, "housing", "h", 1), types.ErrSectorNotAdmitted, "A to T"},
	} {
		t.Run(name, func(t *testing.T) {
			after, err := reserved.Reserve(test.award, today)
			require.ErrorIs(t, err, test.err)
			require.ErrorContains(t, err, test.says)
			require.Equal(t, reserved, after)
		})
	}
	last, err := reserved.Reserve(award(hotel, "housing", "K", 50*yuan), day("2020-12-31"))
	require.NoError(t, err)
	require.Zero(t, last.FundFen())
	_, err = reserved.Reserve(award(hotel, "housing", "", 1), day("2021-01-01"))
	require.ErrorIs(t, err, types.ErrOutsidePeriod)

	back, err := last.TakeBack("tourism", 400*yuan)
	require.NoError(t, err)
	require.Equal(t, types.Fen(400*yuan), back.FundFen())
	require.Equal(t, uint64(400*yuan), last.Uses[1].GrantedFen, "the value before is untouched")
	_, err = last.TakeBack("sports", 1)
	require.ErrorIs(t, err, types.ErrPurposeNotFound)
}

func TestPeriod(t *testing.T) {
	p := running()
	for _, test := range []struct {
		today         string
		spend, recall error
		runs          bool
	}{
		{"2019-12-31", types.ErrOutsidePeriod, nil, true},
		{"2020-01-01", nil, nil, true},
		{"2020-12-31", nil, nil, true},
		{"2021-01-01", types.ErrOutsidePeriod, types.ErrOutsidePeriod, false},
	} {
		require.ErrorIs(t, p.CheckRunning(types.ProgrammeSpend, day(test.today)), test.spend, test.today)
		require.ErrorIs(t, p.CheckRunning(types.ProgrammeRecall, day(test.today)), test.recall, test.today)
		require.Equal(t, test.runs, p.IsRunning(day(test.today)), test.today)
	}
	require.False(t, programmeIn(types.PROGRAMME_STATUS_CLOSING).IsRunning(day(midYear)))
}
