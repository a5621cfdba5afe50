package types_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func TestRoom(t *testing.T) {
	revoked := declaration()
	revoked.Status = singlewindowtypes.DOCUMENT_STATUS_REVOKED
	for name, test := range map[string]struct {
		document     singlewindowtypes.Document
		position     types.Position
		free, excess uint64
		financed     bool
	}{
		"untouched":        {declaration(), types.Position{}, 10_000_000, 0, false},
		"pledged":          {declaration(), types.Position{PledgedMinor: 7_000_000}, 3_000_000, 0, true},
		"all of it":        {declaration(), types.Position{PledgedMinor: 7_000_000, CollectedMinor: 1_000_000, SplitMinor: 2_000_000}, 0, 0, true},
		"one cent more":    {declaration(), types.Position{PledgedMinor: 7_000_000, CollectedMinor: 3_000_001}, 0, 1, true},
		"last day":         {declaration(), waiting(registered), 3_000_000, 0, true},
		"lapsed":           {declaration(), waiting("2019-12-01"), 10_000_000, 0, false},
		"revoked":          {revoked, types.Position{PledgedMinor: 7_000_000}, 0, 7_000_000, true},
		"more than 64 bit": {declaration(), types.Position{PledgedMinor: math.MaxUint64, CollectedMinor: 10_000_000}, 0, math.MaxUint64, true},
	} {
		t.Run(name, func(t *testing.T) {
			room := types.NewRoom(test.document, test.position, day(registered))
			require.Equal(t, usd(test.free), room.Free())
			require.Equal(t, usd(test.excess), room.Excess())
			require.Equal(t, test.financed, room.IsFinanced())
		})
	}
}

// waiting is the position of one pledge that may be disbursed until the day.
func waiting(until string) types.Position {
	return types.Position{PledgedMinor: 7_000_000, Reservations: []types.Reservation{{Minor: 7_000_000, DisburseBy: until}}}
}

func TestCheckPledge(t *testing.T) {
	today := day(registered)
	room := types.NewRoom(declaration(), types.Position{PledgedMinor: 7_000_000, OpenPledges: 1}, today)
	err := room.CheckPledge(usd(3_000_001))
	require.ErrorIs(t, err, types.ErrNoRoom)
	require.ErrorContains(t, err, "amount 100,000.00 USD, collected 0.00 USD, pledged 70,000.00 USD, room 30,000.00 USD, asked 30,000.01 USD")
	require.NoError(t, room.CheckPledge(usd(3_000_000)))
	require.ErrorIs(t, types.NewRoom(declaration(), types.Position{OpenPledges: types.MaxOpenPledges}, today).CheckPledge(usd(1)), types.ErrTooManyPledges)
	require.NoError(t, types.NewRoom(declaration(), types.Position{OpenPledges: types.MaxOpenPledges - 1}, today).CheckPledge(usd(1)))
}

func TestCollect(t *testing.T) {
	room := types.NewRoom(declaration(), types.Position{PledgedMinor: 7_000_000, CollectedMinor: 9_000_000}, day(registered))
	position, err := room.Collect(usd(1_000_000))
	require.NoError(t, err, "also what is pledged can be collected")
	require.Equal(t, uint64(10_000_000), position.CollectedMinor)
	_, err = room.Collect(usd(1_000_001))
	require.ErrorIs(t, err, types.ErrCollectionExceeds)
	require.ErrorContains(t, err, "collected 90,000.00 USD, asked 10,000.01 USD")
}

func TestPositionFollowsPledges(t *testing.T) {
	other := types.Reservation{BankId: "abc-sz", Reference: "A-1", Minor: 500_000, DisburseBy: lastDay}
	before := types.Position{PledgedMinor: 500_000, OpenPledges: 1, Reservations: []types.Reservation{other}}
	position := before.Apply(types.Pledge{}, pledgeIn(atRegistration))
	require.Equal(t, types.Position{PledgedMinor: 7_500_000, OpenPledges: 2, Reservations: []types.Reservation{
		other, {BankId: icbc, Reference: "LOAN-1", Minor: 7_000_000, DisburseBy: lastDay},
	}}, position)
	require.Len(t, before.Reservations, 1, "the value before is untouched")
	require.Equal(t, position, position.Apply(pledgeIn(atRegistration), pledgeIn(approved)))
	position = position.Apply(pledgeIn(approved), pledgeIn(disbursed))
	position = position.Apply(pledgeIn(disbursed), pledgeIn(partly))
	require.Equal(t, types.Position{PledgedMinor: 4_000_000, OpenPledges: 2, Reservations: []types.Reservation{other}}, position)
	position = position.Apply(pledgeIn(partly), pledgeIn(repaid))
	require.Equal(t, types.Position{PledgedMinor: 500_000, OpenPledges: 2, Reservations: []types.Reservation{other}}, position)
	position = position.Apply(pledgeIn(repaid), pledgeIn(released))
	require.Equal(t, types.Position{PledgedMinor: 500_000, OpenPledges: 1, Reservations: []types.Reservation{other}}, position)
}

func TestAuthorisation(t *testing.T) {
	today := day(registered)
	made, err := types.NewAuthorisation(declaration(), icbc, "AUTH-1", text(firm), usd(8_000_000), day("2019-12-31"), today)
	require.NoError(t, err)
	require.Equal(t, authorisation(), made)
	for expires, valid := range map[string]bool{"2019-12-01": false, registered: true, "2020-12-02": true, "2020-12-03": false} {
		_, err := types.NewAuthorisation(declaration(), icbc, "AUTH-1", text(firm), usd(1), day(expires), today)
		if !valid {
			require.ErrorIs(t, err, types.ErrAuthorisationExpired, expires)
			continue
		}
		require.NoError(t, err, expires)
	}
	_, err = types.NewAuthorisation(declaration(), icbc, "AUTH-1", text(firm), singlewindowtypes.NewMoney("CNY", 1), today, today)
	require.ErrorIs(t, err, singlewindowtypes.ErrMoney)

	used, err := made.Use(usd(5_000_000), day("2019-12-31"))
	require.NoError(t, err)
	_, err = used.Use(usd(3_000_001), today)
	require.ErrorIs(t, err, types.ErrCeiling)
	require.ErrorContains(t, err, "ceiling 80,000.00 USD, used 50,000.00 USD, asked 30,000.01 USD")
	_, err = made.Use(usd(1), day("2020-01-01"))
	require.ErrorIs(t, err, types.ErrAuthorisationExpired)

	_, err = made.Revoke(text(other))
	require.ErrorIs(t, err, types.ErrNotBorrower)
	revoked, err := made.Revoke(text(firm))
	require.NoError(t, err)
	_, err = revoked.Use(usd(1), today)
	require.ErrorIs(t, err, types.ErrAuthorisationExpired)
	_, err = revoked.Revoke(text(firm))
	require.ErrorIs(t, err, types.ErrAuthorisationExpired)
}

func TestCheckBank(t *testing.T) {
	bank := consortiumtypes.Member{Id: icbc, Kind: consortiumtypes.MEMBER_KIND_OPERATOR_BANK, Status: consortiumtypes.MEMBER_STATUS_ACTIVE}
	require.NoError(t, types.CheckBank(bank))
	leaving, cooperating := bank, bank
	leaving.Status = consortiumtypes.MEMBER_STATUS_LEAVING
	cooperating.Kind = consortiumtypes.MEMBER_KIND_COOPERATING_BANK
	require.ErrorIs(t, types.CheckBank(leaving), types.ErrBank)
	require.ErrorIs(t, types.CheckBank(cooperating), types.ErrBank)
}

func TestLoan(t *testing.T) {
	money := singlewindowtypes.NewMoney
	for name, test := range map[string]struct {
		amount types.Money
		rate   string
		want   types.Fen
		err    error
	}{
		"yuan":             {money("CNY", 12_345), "1", 12_345, nil},
		"yuan at a rate":   {money("CNY", 12_345), "1.01", 0, types.ErrRate},
		"dollars":          {usd(100), "7.0345", 703, nil},
		"rounded up":       {usd(10), "7.055", 71, nil},
		"below half, down": {usd(100), "7.034999", 703, nil},
		"half, up":         {usd(100), "7.035", 704, nil},
		"yen":              {money("JPY", 1_000), "0.064", 6_400, nil},
		"dinar":            {money("KWD", 1_000), "23.1", 2_310, nil},
		"six decimals":     {money("JPY", 1), "0.064001", 6, nil},
		"seven":            {usd(1), "7.0345001", 0, types.ErrRate},
		"zero":             {usd(1), "0", 0, types.ErrRate},
		"empty":            {usd(1), "", 0, types.ErrRate},
		"negative":         {usd(1), "-7", 0, types.ErrRate},
		"needless zero":    {usd(1), "7.10", 0, types.ErrRate},
		"too much":         {usd(1 << 63), "99", 0, types.ErrLoan},
		"no currency":      {money("XYZ", 1), "1", 0, singlewindowtypes.ErrMoney},
	} {
		t.Run(name, func(t *testing.T) {
			fen, err := types.Loan(test.amount, test.rate)
			require.ErrorIs(t, err, test.err)
			require.Equal(t, test.want, fen)
		})
	}
}

func TestStatistics(t *testing.T) {
	var sums types.Statistics
	for _, step := range []struct {
		from, to types.PledgeStatus
		repaid   types.Fen
	}{
		{types.PLEDGE_STATUS_UNSPECIFIED, atRegistration, 0},
		{atRegistration, approved, 0},
		{approved, disbursed, 0},
		{disbursed, partly, 24_620_750},
		{partly, overdue, 0},
		{overdue, writtenOff, 0},
		{atRegistration, lapsed, 0},
	} {
		sums = sums.Add(pledgeIn(step.from), pledgeIn(step.to), step.repaid)
	}
	require.Equal(t, types.Statistics{
		Registered: 1, RegisteredMinor: 7_000_000, Disbursed: 1, DisbursedFen: 49_241_500, RepaidFen: 24_620_750, Lapsed: 1, Overdue: 1,
		WrittenOffFen: 49_241_500,
	}, sums)
}
