package keeper_test

import (
	"strings"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/calendar/keeper"
	"github.com/dcep-consortium/dcepd/x/calendar/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var (
	compliance = testutil.Officer("pboc", "compliance")
	controller = testutil.Officer("pboc", "controller")
)

// office is a chain whose genesis has the calendars of 2019 to 2021 as they were first published.
type office struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
}

func newOffice(t *testing.T, changes ...func(*testutil.Genesis)) *office {
	t.Helper()
	return officeOn(t, testutil.New(t, changes...))
}

func officeOn(t *testing.T, chain *testutil.Chain) *office {
	t.Helper()
	return &office{Chain: chain, t: t, keeper: app.Calendar(chain.App), queries: keeper.NewQueryServer(app.Calendar(chain.App))}
}

// do sends a message that must succeed, and returns the only event that it must emit.
func (o *office) do(msg sdk.Msg) proto.Message {
	o.t.Helper()
	events := o.MustSend(msg)
	require.Len(o.t, events, 1)
	return events[0]
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (o *office) refuse(msg sdk.Msg, want error, text string) {
	o.t.Helper()
	before := o.State()
	_, err := o.Send(msg)
	require.ErrorIs(o.t, err, want)
	require.ErrorContains(o.t, err, text)
	require.Equal(o.t, before, o.State())
}

// until lets time pass to the first block of the business day.
func (o *office) until(day string) {
	o.t.Helper()
	want, err := currencytypes.ParseDay(day)
	require.NoError(o.t, err)
	o.Advance(time.Duration(int64(want)-int64(currencytypes.DayOf(o.Time()))) * 24 * time.Hour)
}

// later counts banking days as the chain does now.
func (o *office) later(day string, bankingDays uint32) *types.QueryBankingDayResponse {
	o.t.Helper()
	response, err := o.queries.BankingDay(o.Context(), &types.QueryBankingDayRequest{Day: day, BankingDays: bankingDays})
	require.NoError(o.t, err)
	return response
}

func propose(calendar types.YearCalendar) *types.MsgProposeCalendar {
	return &types.MsgProposeCalendar{Officer: compliance.String(), Calendar: calendar}
}

func confirm(calendar types.YearCalendar) *types.MsgConfirmCalendar {
	return &types.MsgConfirmCalendar{Officer: controller.String(), Calendar: calendar}
}

// extended is 2020 after the notice of 26 January 2020.
func extended() types.YearCalendar {
	year := testutil.Calendars()[1]
	year.Source = "State Council notices [2019] No. 16 and [2020] No. 1"
	year.ClosedPeriods[1].LastDay = "2020-02-02"
	year.WorkingDays = append([]string{"2020-01-19"}, year.WorkingDays[2:]...)
	return year
}

func next() types.YearCalendar {
	return types.YearCalendar{
		Year: 2022, Source: "State Council notice [2021] No. 11",
		ClosedPeriods: []types.ClosedPeriod{{Name: "Spring Festival", FirstDay: "2022-01-31", LastDay: "2022-02-06"}},
		WorkingDays:   []string{"2022-01-29", "2022-01-30"},
	}
}

func named(text string) string {
	for _, actor := range []testutil.Actor{compliance, controller} {
		text = strings.ReplaceAll(text, actor.String(), actor.Name)
	}
	return text
}
