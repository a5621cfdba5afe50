package types_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// today is the business day of all payments here.
var today = day("2019-12-02")

func rules() types.Rules { return types.DefaultParams().Rules(today, 0) }

func paid(class types.WalletClass, balance types.Fen) types.Account {
	account := types.NewAccount(class)
	account.Balance = balance
	return account
}

func instruction(amount types.Fen) types.Instruction {
	return types.Instruction{Payer: address(1), Payee: address(2), Amount: amount}
}

func TestApplyMovesExactlyTheAmount(t *testing.T) {
	p := instruction(200 * yuan)
	p.ID = types.PaymentID{Date: day("2019-12-01"), EndToEndID: reference("PAY-1")}
	payer, payee, err := types.Apply(paid(types.WALLET_CLASS_IV, 500*yuan), paid(types.WALLET_CLASS_III, 10*yuan), p, nil, rules())
	require.NoError(t, err)

	want := paid(types.WALLET_CLASS_IV, 300*yuan)
	want.Day, want.DayPaid, want.YearPaid, want.OldestPayment = today, 200*yuan, 200*yuan, day("2019-12-01")
	require.Equal(t, want, payer)
	require.Equal(t, paid(types.WALLET_CLASS_III, 210*yuan), payee)
}

// Each limit of class IV is tried with exactly what is left of it, and with one fen more.
func TestApplyLimits(t *testing.T) {
	type usage struct {
		day             string
		dayPaid, yearly types.Fen
	}
	for name, test := range map[string]struct {
		used  usage
		left  types.Fen
		error error
		text  string
	}{
		"single": {
			usage{},
			2_000 * yuan, types.ErrSingleLimit,
			"single limit 2,000.00 yuan, used 0.00 yuan, asked 2,000.01 yuan",
		},
		"daily": {
			usage{"2019-12-02", 4_900 * yuan, 4_900 * yuan},
			100 * yuan, types.ErrDayLimit,
			"daily limit 5,000.00 yuan, used 4,900.00 yuan, asked 100.01 yuan",
		},
		"yearly": {
			usage{"2019-12-02", 1 * yuan, 49_990 * yuan},
			10 * yuan, types.ErrYearLimit,
			"yearly limit 50,000.00 yuan, used 49,990.00 yuan, asked 10.01 yuan",
		},
		"yearly, on another day": {
			usage{"2019-01-01", 5_000 * yuan, 49_990 * yuan},
			10 * yuan, types.ErrYearLimit,
			"yearly limit 50,000.00 yuan, used 49,990.00 yuan, asked 10.01 yuan",
		},
		"yesterday's payments": {
			usage{"2019-12-01", 5_000 * yuan, 5_000 * yuan},
			2_000 * yuan, types.ErrSingleLimit,
			"single limit 2,000.00 yuan",
		},
		"last year's payments": {
			usage{"2018-12-02", 5_000 * yuan, 50_000 * yuan},
			2_000 * yuan, types.ErrSingleLimit,
			"single limit 2,000.00 yuan",
		},
	} {
		t.Run(name, func(t *testing.T) {
			payer, payee := paid(types.WALLET_CLASS_IV, 9_000*yuan), paid(types.WALLET_CLASS_I, 0)
			if test.used.day != "" {
				payer.Day, payer.DayPaid, payer.YearPaid = day(test.used.day), test.used.dayPaid, test.used.yearly
			}
			after, got, err := types.Apply(payer, payee, instruction(test.left), nil, rules())
			require.NoError(t, err)
			require.Equal(t, payer.Balance-test.left, after.Balance)
			require.Equal(t, test.left, got.Balance)

			after, got, err = types.Apply(payer, payee, instruction(test.left+1), nil, rules())
			require.ErrorIs(t, err, test.error)
			require.ErrorContains(t, err, "wallet "+text(1)+" class IV: "+test.text)
			require.Equal(t, payer, after)
			require.Equal(t, payee, got)
		})
	}
}

func TestApplyWithoutLimits(t *testing.T) {
	payer, payee, err := types.Apply(paid(types.WALLET_CLASS_I, math.MaxUint64), paid(types.WALLET_CLASS_I, 0), instruction(math.MaxUint64), nil, rules())
	require.NoError(t, err)
	require.Equal(t, types.Fen(0), payer.Balance)
	require.Equal(t, types.Fen(math.MaxUint64), payee.Balance)

	payer.Balance = 1
	_, _, err = types.Apply(payer, paid(types.WALLET_CLASS_I, 0), instruction(1), nil, rules())
	require.ErrorIs(t, err, types.ErrOverflow, "what was paid today is counted without a limit too")
}

func TestApplyRefusals(t *testing.T) {
	closed := types.Account{Class: types.WALLET_CLASS_I, Status: types.WALLET_STATUS_CLOSED}
	named := func(date string) types.Instruction {
		p := instruction(1)
		p.ID = types.PaymentID{Date: day(date), EndToEndID: reference("PAY-1")}
		return p
	}
	self := instruction(1)
	self.Payee = self.Payer
	earlier := &types.PaymentRecord{Payee: address(3), Amount: 77, Height: 12}
	rich, poor := paid(types.WALLET_CLASS_I, 100), paid(types.WALLET_CLASS_I, 0)
	for name, test := range map[string]struct {
		payer, payee types.Account
		p            types.Instruction
		earlier      *types.PaymentRecord
		error        error
		text         string
	}{
		"self":             {rich, rich, self, nil, types.ErrPaymentToSelf, text(1)},
		"funds":            {rich, poor, instruction(101), nil, types.ErrInsufficientFunds, "has 1.00 yuan, asked 1.01 yuan"},
		"closed payer":     {closed, poor, instruction(1), nil, types.ErrWalletClosed, text(1)},
		"closed payee":     {rich, closed, instruction(1), nil, types.ErrWalletClosed, text(2)},
		"payee's balance":  {rich, paid(types.WALLET_CLASS_IV, 10_000*yuan), instruction(1), nil, types.ErrBalanceLimit, text(2)},
		"tomorrow":         {rich, poor, named("2019-12-03"), nil, types.ErrInstructionDate, "2019-12-03 is after the business day 2019-12-02"},
		"too old":          {rich, poor, named("2019-10-27"), nil, types.ErrInstructionDate, "2019-10-27 is before 2019-10-28"},
		"again":            {rich, poor, named("2019-12-02"), earlier, types.ErrDuplicatePayment, "0.77 yuan to " + text(3) + " at height 12"},
		"again, but broke": {poor, poor, named("2019-12-02"), earlier, types.ErrDuplicatePayment, "at height 12"},
	} {
		t.Run(name, func(t *testing.T) {
			payer, payee, err := types.Apply(test.payer, test.payee, test.p, test.earlier, rules())
			require.ErrorIs(t, err, test.error)
			require.ErrorContains(t, err, test.text)
			require.Equal(t, test.payer, payer)
			require.Equal(t, test.payee, payee)
		})
	}
	for _, date := range []string{"2019-12-02", "2019-10-28"} {
		_, _, err := types.Apply(rich, poor, named(date), nil, rules())
		require.NoError(t, err, date)
	}
}

func TestApplyRemembersTheOldestDate(t *testing.T) {
	payer := paid(types.WALLET_CLASS_I, 100)
	for _, step := range []struct{ date, oldest string }{
		{"", ""}, {"2019-11-20", "2019-11-20"}, {"2019-11-25", "2019-11-20"}, {"2019-11-05", "2019-11-05"}, {"", "2019-11-05"},
	} {
		p := instruction(1)
		if step.date != "" {
			p.ID = types.PaymentID{Date: day(step.date), EndToEndID: reference("PAY-1")}
		}
		var err error
		payer, _, err = types.Apply(payer, paid(types.WALLET_CLASS_I, 0), p, nil, rules())
		require.NoError(t, err)
		require.Equal(t, step.oldest, payer.OldestPayment.String())
	}
}

func TestParsePay(t *testing.T) {
	valid := func() *types.MsgPay {
		return &types.MsgPay{
			Payer: text(1), Payee: text(2), AmountFen: 5, EndToEndId: "PAY-1", InstructionDate: "2019-12-02",
			RemittanceCommitment: bytes.Repeat([]byte{1}, 32),
		}
	}
	p, err := types.ParsePay(valid())
	require.NoError(t, err)
	require.Equal(t, types.Instruction{
		Payer: address(1), Payee: address(2), Amount: 5, ID: types.PaymentID{Date: today, EndToEndID: reference("PAY-1")},
	}, p)

	for name, test := range map[string]struct {
		spoil func(*types.MsgPay)
		error error
	}{
		"payer":            {func(m *types.MsgPay) { m.Payer = "x" }, consortiumtypes.ErrInvalidAddress},
		"payee":            {func(m *types.MsgPay) { m.Payee = "" }, consortiumtypes.ErrInvalidAddress},
		"amount":           {func(m *types.MsgPay) { m.AmountFen = 0 }, types.ErrAmount},
		"id without date":  {func(m *types.MsgPay) { m.InstructionDate = "" }, types.ErrEndToEndID},
		"date without id":  {func(m *types.MsgPay) { m.EndToEndId = "" }, types.ErrEndToEndID},
		"id":               {func(m *types.MsgPay) { m.EndToEndId = strings.Repeat("x", 36) }, types.ErrIdentifier},
		"date":             {func(m *types.MsgPay) { m.InstructionDate = "2019-12-2" }, types.ErrDay},
		"long commitment":  {func(m *types.MsgPay) { m.RemittanceCommitment = make([]byte, 33) }, types.ErrRemittanceCommitment},
		"address of a hub": {func(m *types.MsgPay) { m.Payee = strings.Replace(text(2), "dcep", "cosmos", 1) }, consortiumtypes.ErrInvalidAddress},
	} {
		msg := valid()
		test.spoil(msg)
		_, err := types.ParsePay(msg)
		require.ErrorIs(t, err, test.error, name)
	}

	nameless := valid()
	nameless.EndToEndId, nameless.InstructionDate, nameless.RemittanceCommitment = "", "", nil
	p, err = types.ParsePay(nameless)
	require.NoError(t, err)
	require.True(t, p.ID.IsZero())
}

func FuzzParsePaymentID(f *testing.F) {
	f.Add("2019-12-02", "PAY-1")
	f.Add("", "PAY-1")
	f.Add("2019-12-02", "")
	f.Fuzz(func(t *testing.T, date, id string) {
		parsed, err := types.ParsePaymentID(date, id)
		if err == nil {
			require.Equal(t, date, parsed.Date.String())
			require.Equal(t, id, parsed.EndToEndID.String())
		}
	})
}

// The first date taken never goes back when the retention grows: ids before it are forgotten.
func TestFirstInstructionDateNeverGoesBack(t *testing.T) {
	long, short := types.DefaultParams(), types.DefaultParams()
	short.PaymentRetentionDays = 5

	require.Equal(t, "2019-10-28", long.Rules(today, 0).FirstDate.String())
	require.Equal(t, "2019-11-27", short.Rules(today, 0).FirstDate.String())
	require.Equal(t, types.Day(0), long.FloorAfter(short, today, 0), "a shorter retention forgets nothing by itself")

	floor := short.FloorAfter(long, today, 0)
	require.Equal(t, "2019-11-27", floor.String())
	require.Equal(t, floor, long.Rules(today, floor).FirstDate)
	require.Equal(t, "2019-12-27", long.Rules(day("2020-01-31"), floor).FirstDate.String(), "in time the retention catches up")
	require.Equal(t, floor, short.FloorAfter(long, day("2019-11-20"), floor), "the floor only rises")
}
