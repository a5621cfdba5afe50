package keeper_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/calendar/types"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Who was dismissed decides nothing any more, also not together with somebody who came after.
func TestAProposerIsInOffice(t *testing.T) {
	o := newOffice(t)
	o.do(propose(extended()))
	admin := func(name string) string { return testutil.Officer("pboc", name).String() }
	o.MustSend(&consortium.MsgProposeDismissal{Admin: admin("admin"), Address: compliance.String()})
	o.MustSend(&consortium.MsgConfirmOfficer{Admin: admin("admin2"), Address: compliance.String()})
	o.refuse(confirm(extended()), types.ErrProposalStale, "propose it again")
}

func TestAProposerHasTheRole(t *testing.T) {
	o := newOffice(t)
	o.do(propose(extended()))
	admin, roles := func(name string) string { return testutil.Officer("pboc", name).String() }, []consortium.Role{consortium.ROLE_GOVERNOR}
	o.MustSend(&consortium.MsgProposeOfficer{Admin: admin("admin"), Address: compliance.String(), Roles: roles})
	o.MustSend(&consortium.MsgConfirmOfficer{Admin: admin("admin2"), Address: compliance.String(), Roles: roles})
	o.refuse(confirm(extended()), types.ErrProposalStale, "has lost the role")
}

func TestPublish(t *testing.T) {
	o := newOffice(t)
	o.refuse(confirm(extended()), types.ErrProposalNotFound, "year 2020")
	require.Equal(t, &types.EventCalendarProposed{Calendar: extended(), Officer: compliance.String()}, o.do(propose(extended())))
	require.Equal(t, "2020-02-05", o.later("2020-01-23", 5).LaterDay, "a proposal changes nothing")

	same := confirm(extended())
	same.Officer = compliance.String()
	o.refuse(same, types.ErrSameOfficer, "proposed the calendar of 2020")
	other := extended()
	other.WorkingDays = other.WorkingDays[1:]
	o.refuse(confirm(other), types.ErrProposalChanged, "calendar of 2020")

	edition := types.Edition{
		Calendar: extended(), Number: 2, ProposedBy: compliance.String(), ConfirmedBy: controller.String(),
		Height: o.Height() + 1, PublishedOn: "2019-12-02",
	}
	require.Equal(t, &types.EventCalendarPublished{Edition: edition}, o.do(confirm(extended())))
	require.Equal(t, "2020-02-07", o.later("2020-01-23", 5).LaterDay)
	january, err := currencytypes.ParseDay("2020-01-23")
	require.NoError(t, err)
	later, err := o.keeper.AddBankingDays(o.Context(), january, 5)
	require.NoError(t, err)
	require.Equal(t, "2020-02-07", later.String())
	editions, err := o.queries.Editions(o.Context(), &types.QueryEditionsRequest{Year: 2020})
	require.NoError(t, err)
	require.Equal(t, []types.Edition{{Calendar: testutil.Calendars()[1], Number: 1}, edition}, editions.Editions)
	editions, err = o.queries.Editions(o.Context(), &types.QueryEditionsRequest{Year: 2020, Pagination: &query.PageRequest{Reverse: true}})
	require.NoError(t, err)
	require.Equal(t, []types.Edition{edition, {Calendar: testutil.Calendars()[1], Number: 1}}, editions.Editions)
	o.refuse(confirm(extended()), types.ErrProposalNotFound, "year 2020")
	o.refuse(propose(extended()), types.ErrUnchanged, "edition 2 of 2020")
}

func TestProposeIsRefused(t *testing.T) {
	o := newOffice(t)
	broken := extended()
	broken.Source = ""
	o.refuse(propose(broken), types.ErrCalendar, "source")
	far := next()
	o.refuse(propose(far), types.ErrCalendar, "year 2022, today is 2019-12-02: calendars can be published up to 2021")
	past := testutil.Calendars()[0]
	past.WorkingDays = past.WorkingDays[:5]
	o.refuse(propose(past), types.ErrPastDay, "2019-10-12 is a banking day")
	undated := extended()
	undated.Year = 0
	o.refuse(propose(undated), types.ErrCalendar, "is not in 0")

	for name, officer := range map[string]testutil.Actor{
		"issuer": testutil.Officer("pboc", "issuer"), "bank": testutil.Officer("icbc-sz", "compliance"),
	} {
		foreign := propose(extended())
		foreign.Officer = officer.String()
		o.refuse(foreign, app.ErrNotPermitted, "MsgProposeCalendar")
		o.do(propose(extended()))
		second := confirm(extended())
		second.Officer = officer.String()
		o.refuse(second, app.ErrNotPermitted, "MsgConfirmCalendar")
		require.NotEmpty(t, name)
	}
}

// A proposal that waits is judged again when it is confirmed, and replaced by the next one.
func TestProposalsWait(t *testing.T) {
	o := newOffice(t)
	o.do(propose(extended()))
	renamed := testutil.Calendars()[1]
	renamed.Source = "corrected"
	o.do(propose(renamed))
	o.refuse(confirm(extended()), types.ErrProposalChanged, "calendar of 2020")
	o.do(propose(extended()))
	o.until("2020-01-31")
	o.refuse(confirm(extended()), types.ErrPastDay, "2020-01-31 is a banking day, today is 2020-01-31")
}

// A chain that stood still over the holiday counts as the calendar says when it goes on.
func TestUnpublishedYearOnChain(t *testing.T) {
	o := newOffice(t, func(g *testutil.Genesis) { g.Calendar = types.DefaultGenesisState() })
	require.Equal(t, &types.QueryBankingDayResponse{
		IsBankingDay: true, NextBankingDay: "2020-01-23", LaterDay: "2020-01-30", Provisional: true,
	}, o.later("2020-01-23", 5))
	o.until("2020-01-27")
	// Published while it is on: what has passed stays, Monday 27 January is today.
	late := extended()
	o.refuse(propose(late), types.ErrPastDay, "2020-01-01 is a banking day")
	rest := types.YearCalendar{
		Year: 2020, Source: "the rest of it",
		ClosedPeriods: []types.ClosedPeriod{{Name: "Spring Festival", FirstDay: "2020-01-28", LastDay: "2020-02-02"}},
	}
	o.do(propose(rest))
	o.do(confirm(rest))
	require.Equal(t, &types.QueryBankingDayResponse{
		IsBankingDay: true, NextBankingDay: "2020-01-23", LaterDay: "2020-02-05",
	}, o.later("2020-01-23", 5), "24 and 27 January counted")
}

func TestExportImportExport(t *testing.T) {
	o := newOffice(t)
	o.do(propose(extended()))
	o.do(confirm(extended()))
	o.until("2020-12-01")
	o.do(propose(next()))
	exported, err := o.keeper.ExportGenesis(o.Context())
	require.NoError(t, err)
	require.NoError(t, types.ValidateGenesis(exported))
	require.Len(t, exported.Editions, 4)
	require.Len(t, exported.Proposals, 1)

	chain := testutil.Import(t, []byte(o.State()), o.Time(), o.Height()+1)
	chain.NextBlock()
	twin := officeOn(t, chain)
	again, err := twin.keeper.ExportGenesis(twin.Context())
	require.NoError(t, err)
	require.Equal(t, exported, again)
	require.Equal(t, o.records(), twin.records())
	twin.do(confirm(next()))
}

// records reads the module's store whole; it is never empty, or a node would answer no query.
func (o *office) records() map[string]string {
	o.t.Helper()
	iterator := o.Context().KVStore(o.App.StoreKeys()[types.StoreKey]).Iterator(nil, nil)
	all := map[string]string{}
	for ; iterator.Valid(); iterator.Next() {
		all[string(iterator.Key())] = string(iterator.Value())
	}
	require.NoError(o.t, iterator.Close())
	require.NotEmpty(o.t, all)
	return all
}

func TestInitGenesisValidates(t *testing.T) {
	o := newOffice(t)
	broken := types.NewGenesisState(extended())
	broken.Editions[0].Number = 3
	require.ErrorIs(t, o.keeper.InitGenesis(o.Context(), broken), types.ErrInvalidGenesis)
}

var write = flag.Bool("write", false, "write the golden flow of testdata")

func TestSpringFestivalOf2020(t *testing.T) {
	o := newOffice(t)
	var text strings.Builder
	text.WriteString("The Spring Festival of 2020\n")
	step := func(title string, msg sdk.Msg) {
		fmt.Fprintf(&text, "\n%s\n", title)
		events, err := o.Send(msg)
		if err != nil {
			fmt.Fprintf(&text, "  refused: %s\n", named(err.Error()))
		}
		for _, event := range events {
			name := strings.TrimPrefix(proto.MessageName(event), "dcep.calendar.v1.")
			fmt.Fprintf(&text, "  %s %s\n", name, named(strings.TrimSpace(event.String())))
		}
	}
	ask := func(title, from string) {
		fmt.Fprintf(&text, "\n%s\n  five banking days after %s: %s\n", title, from, o.later(from, 5).LaterDay)
	}
	o.until("2020-01-23")
	ask("As published in November", "2020-01-23")
	o.until("2020-01-27")
	step("The holiday is extended while it is on", propose(extended()))
	step("One officer is not enough", &types.MsgConfirmCalendar{Officer: compliance.String(), Calendar: extended()})
	step("The controller publishes it", confirm(extended()))
	ask("The same deadline has moved", "2020-01-23")
	o.until("2020-02-03")
	step("Nobody takes it back afterwards", propose(testutil.Calendars()[1]))

	path := filepath.Join("testdata", "spring-festival.txt")
	if *write {
		require.NoError(t, os.WriteFile(path, []byte(text.String()), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), text.String(), "if the change is meant: go test ./x/calendar/keeper -run TestSpringFestivalOf2020 -write")
}

func TestDayErrors(t *testing.T) {
	o := newOffice(t)
	broken := extended()
	broken.ClosedPeriods[0].FirstDay = "soon"
	_, err := o.Send(propose(broken))
	require.ErrorIs(t, err, types.ErrCalendar)
	require.ErrorContains(t, err, currencytypes.ErrDay.Error())
}
