package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	calendar "github.com/dcep-consortium/dcepd/x/calendar/types"
)

// TestBankingDays: two officers of the central bank publish a year, whose closed days count from then on.
func TestBankingDays(t *testing.T) {
	t.Parallel()
	n := sharedNetwork(t)
	ask := func(day string, later uint32) *calendar.QueryBankingDayResponse {
		response, err := calendar.NewQueryClient(n.conn(t)).BankingDay(t.Context(), &calendar.QueryBankingDayRequest{Day: day, BankingDays: later})
		require.NoError(t, err)
		return response
	}
	require.Equal(t, &calendar.QueryBankingDayResponse{
		IsBankingDay: true, NextBankingDay: "2021-09-30", LaterDay: "2021-10-09",
	}, ask("2021-09-30", 2), "of the genesis")

	year := time.Now().Year() + 1
	festival := fmt.Sprintf("%d-10-05", year)
	require.True(t, ask(festival, 0).Provisional)
	file := filepath.Join(t.TempDir(), "year.json")
	require.NoError(t, os.WriteFile(file, fmt.Appendf(nil, `{
		"year": %[1]d, "source": "State Council notice",
		"closed_periods": [{"name": "National Day", "first_day": "%[1]d-10-01", "last_day": "%[1]d-10-07"}]
	}`, year), 0o600))
	n.send(t, "pboc-compliance", "calendar", "propose", file)
	requireRefused(t, n.trySend(t, "pboc-compliance", "calendar", "confirm", file), "needs another officer")
	n.send(t, "pboc-controller", "calendar", "confirm", file)
	published := ask(festival, 0)
	require.False(t, published.IsBankingDay)
	require.False(t, published.Provisional)
	require.Greater(t, published.NextBankingDay, fmt.Sprintf("%d-10-07", year))
}
