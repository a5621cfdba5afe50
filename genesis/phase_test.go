package genesis_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const phases = `currency:
  phases:
    - id: PHASE-2
      name: Second phase
      first_day: 2020-05-01
      last_day: 2020-12-31
      regions: ["440300"]
      operators: [{member: icbc-sz}]
      scenarios: [retail]
    - id: PHASE-1
      name: Micro pilot
      first_day: 2019-12-01
      last_day: 2020-04-30
      regions: ["440300", "320500"]
      operators:
        - {member: icbc-sz, max_wallets: 10000, quota: 1000000.00}
      scenarios: [transport, retail]
      circulation_cap: 50000000.00
      invited_only: true
      class_limits:
        II: {balance: 10000.00, single: 5000.00, day: 10000.00, year: 300000.00}
        IV: {balance: 1000.00, single: 500.00, day: 1000.00, year: 10000.00}
`

func withPhases(t *testing.T, old, replacement string) (genesis.Consortium, error) {
	t.Helper()
	content, err := os.ReadFile(consortiumFile)
	require.NoError(t, err)
	text := strings.ReplaceAll(phases, old, replacement)
	require.True(t, old == replacement || text != phases)
	return genesis.ParseConsortium([]byte(strings.Replace(string(content), "currency:\n", text, 1)))
}

func TestPhases(t *testing.T) {
	c, err := withPhases(t, "", "")
	require.NoError(t, err)
	require.Equal(t, uint32(2), c.Pilot.Revision)
	require.NoError(t, c.Pilot.Check())
	limits := append([]currencytypes.ClassLimits(nil), c.Currency.ClassLimits...)
	require.Equal(t, limits, c.Pilot.Phases[1].ClassLimits, "those of the currency")
	limits[1].Limits = currencytypes.Limits{BalanceFen: 10_000_00, SingleFen: 5_000_00, DayFen: 10_000_00, YearFen: 300_000_00}
	limits[3].Limits = currencytypes.Limits{BalanceFen: 1_000_00, SingleFen: 500_00, DayFen: 1_000_00, YearFen: 10_000_00}
	require.Equal(t, currencytypes.Phase{
		Id: "PHASE-1", Name: "Micro pilot", FirstDay: "2019-12-01", LastDay: "2020-04-30", Regions: []string{"320500", "440300"},
		Operators:         []currencytypes.PhaseOperator{{MemberId: "icbc-sz", MaxWallets: 10_000, QuotaFen: 1_000_000_00}},
		Scenarios:         []currencytypes.Scenario{currencytypes.SCENARIO_RETAIL, currencytypes.SCENARIO_TRANSPORT},
		CirculationCapFen: 50_000_000_00, InvitedOnly: true, ClassLimits: limits, Revision: 2,
	}, c.Pilot.Phases[0])
}

func TestPhasesRefuseWrongValues(t *testing.T) {
	for _, c := range []struct {
		name, old, new, field string
		reason                error
	}{
		{"unknown member", "{member: icbc-sz, max", "{member: abc-sz, max", "currency.phases[1].operators[0].member", genesis.ErrUnknown},
		{"no operator", "[{member: icbc-sz}]", "[{member: pboc}]", "currency.phases[0].operators[0].member", genesis.ErrMismatch},
		{"scenario", "[retail]", "[RETAIL]", "currency.phases[0].scenarios[0]", genesis.ErrUnknown},
		{"quota", "quota: 1000000.00", "quota: 1000000", "currency.phases[1].operators[0].quota", genesis.ErrMalformed},
		{"cap", "circulation_cap: 50000000.00", "circulation_cap: none", "currency.phases[1].circulation_cap", genesis.ErrMalformed},
		{"class", "IV: {balance: 1000.00", "V: {balance: 1000.00", "currency.phases[1].class_limits.V", genesis.ErrUnknown},
		{"overlap", "last_day: 2020-04-30", "last_day: 2020-05-01", "currency.phases[1]", currencytypes.ErrPhase},
		{"before genesis", "first_day: 2019-12-01", "first_day: 2019-11-30", "currency.phases[1]", currencytypes.ErrPhase},
		{"no day", "first_day: 2020-05-01", "first_day: soon", "currency.phases[0]", currencytypes.ErrDay},
		{"unknown field", "invited_only", "invited", "", genesis.ErrMalformed},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := withPhases(t, c.old, c.new)
			requireRefused(t, err, "", c.field, c.reason)
		})
	}
}
