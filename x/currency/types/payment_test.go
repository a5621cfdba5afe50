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

func rules() types.Rules { return types.NewRules(types.DefaultParams(), types.Pilot{}, noon, 7) }

func paid(class types.WalletClass, balance types.Fen) types.Account {
	account := types.NewAccount(class, types.WalletProfile{})
	account.Balance = balance
	return account
}

// party is the n-th wallet under the limits of its class.
func party(n byte, account types.Account) types.Party {
	return types.Party{Address: address(n), Account: account, Limits: rules().Of(account.Class)}
}

func received(account types.Account, amount types.Fen) types.Account {
	account.Balance += amount
	account.Day, account.DayReceived = today, account.DayReceived+amount
	return account
}

func named(date string) types.PaymentID {
	return types.PaymentID{Date: day(date), EndToEndID: reference("PAY-1")}
}

func TestApplyMovesExactlyTheAmount(t *testing.T) {
	payer, payee, err := types.Apply(party(1, paid(types.WALLET_CLASS_IV, 500*yuan)), party(2, paid(types.WALLET_CLASS_III, 10*yuan)),
		200*yuan, named("2019-12-01"), rules())
	require.NoError(t, err)

	want := paid(types.WALLET_CLASS_IV, 300*yuan)
	want.Day, want.DayPaid, want.YearPaid, want.OldestPayment = today, 200*yuan, 200*yuan, day("2019-12-01")
	require.Equal(t, want, payer)
	require.Equal(t, received(paid(types.WALLET_CLASS_III, 10*yuan), 200*yuan), payee)
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
			after, got, err := types.Apply(party(1, payer), party(2, payee), test.left, types.PaymentID{}, rules())
			require.NoError(t, err)
			require.Equal(t, payer.Balance-test.left, after.Balance)
			require.Equal(t, test.left, got.Balance)

			after, got, err = types.Apply(party(1, payer), party(2, payee), test.left+1, types.PaymentID{}, rules())
			require.ErrorIs(t, err, test.error)
			require.ErrorContains(t, err, "wallet "+text(1)+" class IV: "+test.text)
			require.Equal(t, payer, after)
			require.Equal(t, payee, got)
		})
	}
}

func TestApplyWithoutLimits(t *testing.T) {
	rich, poor := party(1, paid(types.WALLET_CLASS_I, math.MaxUint64)), party(2, paid(types.WALLET_CLASS_I, 0))
	payer, payee, err := types.Apply(rich, poor, math.MaxUint64, types.PaymentID{}, rules())
	require.NoError(t, err)
	require.Equal(t, types.Fen(0), payer.Balance)
	require.Equal(t, types.Fen(math.MaxUint64), payee.Balance)

	payer.Balance = 1
	_, _, err = types.Apply(party(1, payer), poor, 1, types.PaymentID{}, rules())
	require.ErrorIs(t, err, types.ErrOverflow, "what was paid today is counted without a limit too")
}

func TestApplyRefusals(t *testing.T) {
	closed := types.Account{Class: types.WALLET_CLASS_I, Status: types.WALLET_STATUS_CLOSED}
	rich, poor := paid(types.WALLET_CLASS_I, 100), paid(types.WALLET_CLASS_I, 0)
	held := func(n byte, account types.Account, side types.HoldSide, amount uint64) types.Party {
		p := party(n, account)
		p.Holds = []types.Hold{{MemberId: "court", Reference: "ORDER-1", Side: side, AmountFen: amount}}
		return p
	}
	for name, test := range map[string]struct {
		payer, payee types.Party
		amount       types.Fen
		error        error
		text         string
	}{
		"self":            {party(1, rich), party(1, rich), 1, types.ErrPaymentToSelf, text(1)},
		"funds":           {party(1, rich), party(2, poor), 101, types.ErrInsufficientFunds, "has 1.00 yuan, asked 1.01 yuan"},
		"closed payer":    {party(1, closed), party(2, poor), 1, types.ErrWalletClosed, text(1)},
		"closed payee":    {party(1, rich), party(2, closed), 1, types.ErrWalletClosed, text(2)},
		"payee's balance": {party(1, rich), party(2, paid(types.WALLET_CLASS_IV, 10_000*yuan)), 1, types.ErrBalanceLimit, text(2)},
		"held payer":      {held(1, rich, types.HOLD_SIDE_DEBIT, 0), party(2, poor), 1, types.ErrHeld, "ORDER-1 of court: has 1.00 yuan, available 0.00 yuan"},
		"partly held":     {held(1, rich, types.HOLD_SIDE_DEBIT, 60), party(2, poor), 41, types.ErrHeld, "available 0.40 yuan, asked 0.41 yuan"},
		"held payee":      {party(1, rich), held(2, poor, types.HOLD_SIDE_CREDIT, 0), 1, types.ErrHeld, "hold ORDER-1 of court stops credits"},
	} {
		t.Run(name, func(t *testing.T) {
			payer, payee, err := types.Apply(test.payer, test.payee, test.amount, types.PaymentID{}, rules())
			require.ErrorIs(t, err, test.error)
			require.ErrorContains(t, err, test.text)
			require.Equal(t, test.payer.Account, payer)
			require.Equal(t, test.payee.Account, payee)
		})
	}
	for name, test := range map[string]struct {
		payer, payee types.Party
		amount       types.Fen
	}{
		"what is not held leaves":        {held(1, rich, types.HOLD_SIDE_DEBIT, 60), party(2, poor), 40},
		"a debit hold lets money arrive": {party(1, rich), held(2, poor, types.HOLD_SIDE_DEBIT, 0), 100},
		"a credit hold lets money leave": {held(1, rich, types.HOLD_SIDE_CREDIT, 0), party(2, poor), 100},
	} {
		_, _, err := types.Apply(test.payer, test.payee, test.amount, types.PaymentID{}, rules())
		require.NoError(t, err, name)
	}
}

func TestCheckID(t *testing.T) {
	earlier := &types.PaymentRecord{Credits: []types.Credit{{Payee: address(3), Amount: 77}}, Height: 12}
	for name, test := range map[string]struct {
		id      types.PaymentID
		earlier *types.PaymentRecord
		error   error
		text    string
	}{
		"tomorrow": {named("2019-12-03"), nil, types.ErrInstructionDate, "2019-12-03 is after the business day 2019-12-02"},
		"too old":  {named("2019-10-27"), nil, types.ErrInstructionDate, "2019-10-27 is before 2019-10-28"},
		"again":    {named("2019-12-02"), earlier, types.ErrDuplicatePayment, "PAY-1 of 2019-12-02: paid at height 12"},
	} {
		err := types.CheckID(address(1), test.id, test.earlier, rules())
		require.ErrorIs(t, err, test.error, name)
		require.ErrorContains(t, err, test.text, name)
	}
	for _, date := range []string{"2019-12-02", "2019-10-28"} {
		require.NoError(t, types.CheckID(address(1), named(date), nil, rules()), date)
	}
	require.NoError(t, types.CheckID(address(1), types.PaymentID{}, nil, rules()), "without a name nothing is asked")
}

func TestApplyRemembersTheOldestDate(t *testing.T) {
	payer := paid(types.WALLET_CLASS_I, 100)
	for _, step := range []struct{ date, oldest string }{
		{"", ""}, {"2019-11-20", "2019-11-20"}, {"2019-11-25", "2019-11-20"}, {"2019-11-05", "2019-11-05"}, {"", "2019-11-05"},
	} {
		var id types.PaymentID
		if step.date != "" {
			id = named(step.date)
		}
		var err error
		payer, _, err = types.Apply(party(1, payer), party(2, paid(types.WALLET_CLASS_I, 0)), 1, id, rules())
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
		Payer: address(1), Credits: []types.Credit{{Payee: address(2), Amount: 5}}, ID: named("2019-12-02"),
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
		"long commitment":  {func(m *types.MsgPay) { m.RemittanceCommitment = make([]byte, 33) }, types.ErrCommitment},
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

// A name is refused by its date long before its record is forgotten, whatever the parameter says.
func TestNamesOutliveTheirDates(t *testing.T) {
	params := types.DefaultParams()
	for days, first := range map[uint32]string{1: "2019-12-01", 35: "2019-10-28", types.RefundDays: "2019-06-05"} {
		params.InstructionDays = days
		require.NoError(t, params.Check())
		got := types.NewRules(params, types.Pilot{}, noon, 7)
		require.Equal(t, first, got.FirstDate.String())
		require.LessOrEqual(t, got.KeptFrom(), got.FirstDate)
	}
}
