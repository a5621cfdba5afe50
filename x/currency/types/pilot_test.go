package types_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func phase(id, first, last string) types.Phase {
	return types.Phase{
		Id: id, Name: "Phase " + id, FirstDay: first, LastDay: last, Regions: []string{"320500", "440300"},
		Operators:   []types.PhaseOperator{{MemberId: "abc-sz", MaxWallets: 2, QuotaFen: 300}, {MemberId: "icbc-sz"}},
		Scenarios:   []types.Scenario{types.SCENARIO_RETAIL, types.SCENARIO_TRANSPORT},
		ClassLimits: types.DefaultParams().ClassLimits, CirculationCapFen: 1_000,
	}
}

// set applies the phases in turn on the day, all of which must be accepted.
func set(t *testing.T, today string, phases ...types.Phase) types.Pilot {
	t.Helper()
	var pilot types.Pilot
	var err error
	for _, phase := range phases {
		pilot, err = pilot.Set(phase, day(today))
		require.NoError(t, err)
	}
	return pilot
}

func TestPhasesInTheOrderOfTheirDays(t *testing.T) {
	second, first := phase("P2", "2020-05-01", "2020-12-31"), phase("P1", "2019-12-01", "2020-04-30")
	pilot := set(t, "2019-12-01", second, first)
	require.Equal(t, uint32(2), pilot.Revision)
	second.Revision, first.Revision = 1, 2
	require.Equal(t, []types.Phase{first, second}, pilot.Phases)
	require.NoError(t, pilot.Check())
	found, err := pilot.Of("P2")
	require.NoError(t, err)
	require.Equal(t, second, found)
	_, err = pilot.Of("P3")
	require.ErrorIs(t, err, types.ErrPhaseNotFound)
}

func TestSetPhase(t *testing.T) {
	const today = "2020-01-15"
	pilot := set(t, "2019-12-01", phase("P1", "2019-12-01", "2019-12-31"), phase("P2", "2020-01-01", "2020-01-31"), phase("P3", "2020-03-01", "2020-03-31"))
	for name, test := range map[string]struct {
		phase types.Phase
		want  error
		text  string
	}{
		"new, from today":             {phase("P4", "2020-02-01", "2020-02-01"), nil, ""},
		"new, in the past":            {phase("P4", "2020-01-14", "2020-02-10"), types.ErrPhase, "P4: first_day 2020-01-14 is before today, 2020-01-15"},
		"new, overlaps the end":       {phase("P4", "2020-01-31", "2020-02-10"), types.ErrPhase, "must not overlap"},
		"new, overlaps the beginning": {phase("P4", "2020-02-01", "2020-03-01"), types.ErrPhase, "must not overlap"},
		"new, around another":         {phase("P4", "2020-02-01", "2020-04-01"), types.ErrPhase, "must not overlap"},
		"ended":                       {phase("P1", "2019-12-01", "2019-12-31"), types.ErrPhase, "P1: ended on 2019-12-31, today is 2020-01-15: cannot change"},
		"running, as it was":          {phase("P2", "2020-01-01", "2020-01-31"), nil, ""},
		"running, longer":             {phase("P2", "2020-01-01", "2020-02-29"), nil, ""},
		"running, ends today":         {phase("P2", "2020-01-01", today), nil, ""},
		"running, ended yesterday":    {phase("P2", "2020-01-01", "2020-01-14"), types.ErrPhase, "P2: last_day 2020-01-14 is before today, 2020-01-15"},
		"running, other first day":    {phase("P2", "2020-01-02", "2020-01-31"), types.ErrPhase, "P2: first_day is 2020-01-01 and has begun, asked 2020-01-02"},
		"running, too long":           {phase("P2", "2020-01-01", "2020-03-01"), types.ErrPhase, "must not overlap"},
		"future, moved":               {phase("P3", "2020-02-01", "2020-02-02"), nil, ""},
		"future, from the past":       {phase("P3", "2020-01-14", "2020-02-02"), types.ErrPhase, "is before today"},
		"not well formed":             {phase("P4", "2020-02-02", "2020-02-01"), types.ErrPhase, "last_day 2020-02-01 is before first_day 2020-02-02"},
	} {
		t.Run(name, func(t *testing.T) {
			before := fmt.Sprint(pilot)
			changed, err := pilot.Set(test.phase, day(today))
			require.Equal(t, before, fmt.Sprint(pilot), "the programme itself does not change")
			if test.want != nil {
				require.ErrorIs(t, err, test.want)
				require.ErrorContains(t, err, test.text)
				return
			}
			require.NoError(t, err)
			require.Equal(t, uint32(4), changed.Revision)
			found, err := changed.Of(test.phase.Id)
			require.NoError(t, err)
			test.phase.Revision = 4
			require.Equal(t, test.phase, found)
			require.NoError(t, changed.Check())
		})
	}
	_, err := pilot.Set(phase("P4", today, "2020-01-31"), day(today))
	require.ErrorIs(t, err, types.ErrPhase, "another runs today")
}

func TestProgrammeIsBounded(t *testing.T) {
	var pilot types.Pilot
	var err error
	for i := range 16 {
		date := day("2020-01-01").AddDays(int64(i)).String()
		pilot, err = pilot.Set(phase(fmt.Sprintf("P%d", i), date, date), day("2020-01-01"))
		require.NoError(t, err)
	}
	_, err = pilot.Set(phase("P16", "2021-01-01", "2021-01-01"), day("2020-01-01"))
	require.ErrorIs(t, err, types.ErrPhase)
	require.ErrorContains(t, err, "has 17 phases, limit 16")
}

func TestReadmit(t *testing.T) {
	pilot := set(t, "2019-12-01", phase("P1", "2019-12-01", "2019-12-31"), phase("P2", "2020-02-01", "2020-02-29"))
	before := fmt.Sprint(pilot)
	asked := pilot.Readmit(day("2020-02-01"))
	require.Equal(t, before, fmt.Sprint(pilot), "the programme itself does not change")
	require.Equal(t, []uint32{3, 1, 3}, []uint32{asked.Revision, asked.Phases[0].Revision, asked.Phases[1].Revision})
	require.NoError(t, asked.Check())
	require.Equal(t, pilot, pilot.Readmit(day("2020-01-15")), "between phases nobody is admitted")
}

func TestRemovePhase(t *testing.T) {
	pilot := set(t, "2019-12-01", phase("P1", "2019-12-01", "2019-12-31"), phase("P2", "2020-01-01", "2020-01-31"))
	smaller, err := pilot.Remove("P2", day("2019-12-31"))
	require.NoError(t, err)
	require.Equal(t, uint32(3), smaller.Revision)
	require.Len(t, smaller.Phases, 1)
	require.Len(t, pilot.Phases, 2)
	_, err = pilot.Remove("P2", day("2020-01-01"))
	require.ErrorIs(t, err, types.ErrPhase)
	require.ErrorContains(t, err, "P2: began on 2020-01-01, today is 2020-01-01: cannot be removed")
	_, err = pilot.Remove("P3", day("2019-12-31"))
	require.ErrorIs(t, err, types.ErrPhaseNotFound)
}

// Each case spoils a programme in a way that no change leads to.
func TestPilotCheck(t *testing.T) {
	for name, spoil := range map[string]func(*types.Pilot){
		"twice":          func(p *types.Pilot) { p.Phases[1].Id = "P1" },
		"not in order":   func(p *types.Pilot) { p.Phases[0], p.Phases[1] = p.Phases[1], p.Phases[0] },
		"overlap":        func(p *types.Pilot) { p.Phases[0].LastDay = "2020-01-01" },
		"same revision":  func(p *types.Pilot) { p.Phases[1].Revision = 1 },
		"no revision":    func(p *types.Pilot) { p.Phases[1].Revision = 0 },
		"later revision": func(p *types.Pilot) { p.Phases[1].Revision = 3 },
		"bad phase":      func(p *types.Pilot) { p.Phases[1].Name = "" },
	} {
		pilot := set(t, "2019-12-01", phase("P1", "2019-12-01", "2019-12-31"), phase("P2", "2020-01-01", "2020-01-31"))
		require.NoError(t, pilot.Check())
		spoil(&pilot)
		require.ErrorIs(t, pilot.Check(), types.ErrPhase, name)
	}
}

func TestPhaseCheck(t *testing.T) {
	long := func(n int) string { return string(make([]byte, n)) }
	for name, test := range map[string]struct {
		spoil func(*types.Phase)
		want  error
	}{
		"id":                   {func(p *types.Phase) { p.Id = "" }, types.ErrIdentifier},
		"first day":            {func(p *types.Phase) { p.FirstDay = "" }, types.ErrDay},
		"last day":             {func(p *types.Phase) { p.LastDay = "x" }, types.ErrDay},
		"days":                 {func(p *types.Phase) { p.FirstDay = "2020-01-02" }, types.ErrPhase},
		"no name":              {func(p *types.Phase) { p.Name = "" }, types.ErrPhase},
		"long name":            {func(p *types.Phase) { p.Name = long(141) }, types.ErrPhase},
		"no region":            {func(p *types.Phase) { p.Regions = nil }, types.ErrPhase},
		"region":               {func(p *types.Phase) { p.Regions[0] = "x" }, types.ErrPhase},
		"regions not in order": {func(p *types.Phase) { p.Regions[0] = "440300" }, types.ErrPhase},
		"no operator":          {func(p *types.Phase) { p.Operators = nil }, types.ErrPhase},
		"operator":             {func(p *types.Phase) { p.Operators[0].MemberId = "" }, types.ErrIdentifier},
		"operator twice":       {func(p *types.Phase) { p.Operators[1].MemberId = "abc-sz" }, types.ErrPhase},
		"scenario":             {func(p *types.Phase) { p.Scenarios[0] = 0 }, types.ErrPhase},
		"scenario twice":       {func(p *types.Phase) { p.Scenarios[1] = p.Scenarios[0] }, types.ErrPhase},
		"limits":               {func(p *types.Phase) { p.ClassLimits = p.ClassLimits[1:] }, types.ErrInvalidParams},
	} {
		phase := phase("P1", "2020-01-01", "2020-01-01")
		require.NoError(t, phase.Check())
		test.spoil(&phase)
		require.ErrorIs(t, phase.Check(), test.want, name)
	}
}

func TestRegionAmong(t *testing.T) {
	for _, test := range []struct {
		region, admitted string
		want             bool
	}{
		{"440300", "440300", true},
		{"440305", "440300", true},
		{"440400", "440300", false},
		{"440305", "440305", true},
		{"440304", "440305", false},
		{"440300", "440305", false},
		{"440305", "440000", true},
		{"320500", "440000", false},
	} {
		require.Equal(t, test.want, types.RegionAmong(test.region, []string{test.admitted}), "%s in %s", test.region, test.admitted)
	}
	require.False(t, types.RegionAmong("440300", nil))
}

func TestPhaseAdmitsWallets(t *testing.T) {
	phase := phase("P1", "2020-01-01", "2020-01-31")
	in := func(change func(*types.WalletProfile)) types.WalletProfile {
		profile := profile("icbc-sz")
		profile.Region = "440304"
		change(&profile)
		return profile
	}
	nothing := func(*types.WalletProfile) {}
	require.NoError(t, phase.CheckWallet(address(1), in(nothing), "icbc-sz"))
	require.NoError(t, phase.CheckWallet(address(1), in(func(p *types.WalletProfile) { p.MerchantScenario = types.SCENARIO_TRANSPORT }), "abc-sz"))
	for text, err := range map[string]error{
		"operator boc-sz is not among abc-sz, icbc-sz": phase.CheckWallet(address(1), in(nothing), "boc-sz"),
		"region 310000 is not in 320500, 440300": phase.CheckWallet(address(1),
			in(func(p *types.WalletProfile) { p.Region = "310000" }), "icbc-sz"),
		"scenario SCENARIO_MEDICAL is not admitted": phase.CheckWallet(address(1),
			in(func(p *types.WalletProfile) { p.MerchantScenario = types.SCENARIO_MEDICAL }), "icbc-sz"),
	} {
		require.ErrorIs(t, err, types.ErrNotAdmitted)
		require.ErrorContains(t, err, "phase P1")
		require.ErrorContains(t, err, text)
	}
	require.NoError(t, phase.CheckWalletCount("abc-sz", 1))
	err := phase.CheckWalletCount("abc-sz", 2)
	require.ErrorIs(t, err, types.ErrWalletCount)
	require.ErrorContains(t, err, "operator abc-sz: limit 2, open 2")
	require.NoError(t, phase.CheckWalletCount("icbc-sz", 1_000_000), "0 is no limit")
	require.ErrorIs(t, phase.CheckWalletCount("boc-sz", 0), types.ErrNotAdmitted)
}

func TestPhaseBoundsIssuance(t *testing.T) {
	phase := phase("P1", "2020-01-01", "2020-01-31")
	supply := types.Supply{IssuedFen: 900, BurnedFen: 100}
	box := types.CashBox{MemberId: "abc-sz", IssuedFen: 250, RedeemedFen: 50}
	require.NoError(t, phase.CheckIssuance(supply, box, 100))
	err := phase.CheckIssuance(supply, box, 101)
	require.ErrorIs(t, err, types.ErrQuota)
	require.ErrorContains(t, err, "operator abc-sz: limit 3.00 yuan, outstanding 2.00 yuan, asked 1.01 yuan")
	box.MemberId = "icbc-sz"
	require.NoError(t, phase.CheckIssuance(supply, box, 200))
	err = phase.CheckIssuance(supply, box, 201)
	require.ErrorIs(t, err, types.ErrCirculationCap)
	require.ErrorContains(t, err, "limit 10.00 yuan, circulating 8.00 yuan, asked 2.01 yuan")
	phase.CirculationCapFen = 0
	require.NoError(t, phase.CheckIssuance(supply, box, 1_000_000))
	box.MemberId = "boc-sz"
	require.ErrorIs(t, phase.CheckIssuance(supply, box, 1), types.ErrNotAdmitted)
	// Coins that another member redeemed for it may exceed what was issued to a member.
	require.NoError(t, phase.CheckIssuance(supply, types.CashBox{MemberId: "abc-sz", IssuedFen: 1, RedeemedFen: 2}, 300))
}

func TestInvitations(t *testing.T) {
	phase := phase("P1", "2020-01-01", "2020-01-31")
	customers := func(n int) [][]byte {
		all := make([][]byte, n)
		for i := range all {
			all[i] = make([]byte, 32)
		}
		return all
	}
	require.NoError(t, phase.CheckInvitation("icbc-sz", customers(1), day("2019-12-01")), "before it begins")
	require.NoError(t, phase.CheckInvitation("icbc-sz", customers(100), day("2020-01-31")))
	require.ErrorIs(t, phase.CheckInvitation("icbc-sz", customers(1), day("2020-02-01")), types.ErrPhase)
	require.ErrorIs(t, phase.CheckInvitation("boc-sz", customers(1), day("2020-01-31")), types.ErrNotAdmitted)
	for _, wrong := range [][][]byte{nil, customers(101), {make([]byte, 31)}, {make([]byte, 32), make([]byte, 33)}} {
		require.ErrorIs(t, phase.CheckInvitation("icbc-sz", wrong, day("2020-01-31")), types.ErrInvitation)
	}
}

// The phase of a day is that of its midnight in Shanghai, and its limits replace the parameters'.
func TestRulesOfAPhase(t *testing.T) {
	params := types.DefaultParams()
	micro := phase("P1", "2019-12-02", "2019-12-02")
	micro.ClassLimits = append([]types.ClassLimits(nil), params.ClassLimits...)
	micro.ClassLimits[3].Limits.SingleFen = 500 * yuan
	pilot := set(t, "2019-12-02", micro, phase("P2", "2019-12-03", "2019-12-03"))
	midnight := noon.Add(12 * 3600e9)
	for _, test := range []struct {
		rules  types.Rules
		phase  string
		single uint64
	}{
		{types.NewRules(params, types.Pilot{}, noon, 1), "", 2_000 * yuan},
		{types.NewRules(params, pilot, midnight.Add(-24*3600e9-1), 1), "", 2_000 * yuan},
		{types.NewRules(params, pilot, noon, 1), "P1", 500 * yuan},
		{types.NewRules(params, pilot, midnight.Add(-1), 1), "P1", 500 * yuan},
		{types.NewRules(params, pilot, midnight, 1), "P2", 2_000 * yuan},
	} {
		phase, err := test.rules.CurrentPhase()
		require.NoError(t, err)
		if test.phase == "" {
			require.Nil(t, phase)
		} else {
			require.Equal(t, test.phase, phase.Id)
		}
		require.Equal(t, test.single, test.rules.Of(types.WALLET_CLASS_IV).SingleFen)
	}
	after := types.NewRules(params, pilot, midnight.Add(24*3600e9), 1)
	_, err := after.CurrentPhase()
	require.ErrorIs(t, err, types.ErrNoPhase)
	require.ErrorContains(t, err, "on 2019-12-04")
	require.Equal(t, uint64(2_000*yuan), after.Of(types.WALLET_CLASS_IV).SingleFen)
}
