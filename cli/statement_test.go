package cli

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/client/flags"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var twoDays = []currencytypes.DayStatement{
	{
		MemberId: "icbc-sz", Day: "2019-12-01", OpeningFen: 0, ClosingFen: 1_234_567_50, Movements: []currencytypes.Movement{
			{Type: currencytypes.MOVEMENT_TYPE_ISSUED, TotalFen: 1_235_000_00, Count: 2},
			{Type: currencytypes.MOVEMENT_TYPE_EXCHANGED_OUT, TotalFen: 432_50, Count: 3},
		},
	},
	{MemberId: "icbc-sz", Day: "2019-12-02", OpeningFen: 1_234_567_50, ClosingFen: 1_234_567_50},
}

func TestShowStatements(t *testing.T) {
	for format, want := range map[string]string{
		formatCSV: `member_id,day,movement,count,amount
icbc-sz,2019-12-01,opening,,0.00
icbc-sz,2019-12-01,issued,2,1235000.00
icbc-sz,2019-12-01,exchanged-out,3,-432.50
icbc-sz,2019-12-01,closing,,1234567.50
icbc-sz,2019-12-02,opening,,1234567.50
icbc-sz,2019-12-02,closing,,1234567.50
`,
		flags.OutputFormatText: `DAY         MOVEMENT       COUNT     IN (YUAN)  OUT (YUAN)  BALANCE (YUAN)
2019-12-01  opening                                                   0.00
2019-12-01  issued             2  1,235,000.00
2019-12-01  exchanged-out      3                    432.50
2019-12-01  closing                                           1,234,567.50
2019-12-02  opening                                           1,234,567.50
2019-12-02  closing                                           1,234,567.50
`,
	} {
		cmd, stdout, _ := testCommand(t)
		require.NoError(t, showStatements(cmd, testClientContext().WithOutputFormat(format), twoDays))
		require.Equal(t, want, stdout.String())
	}

	cmd, stdout, _ := testCommand(t)
	require.NoError(t, showStatements(cmd, testClientContext().WithOutputFormat(flags.OutputFormatJSON), twoDays))
	var printed struct {
		Statements []struct {
			Day       string `json:"day"`
			Closing   string `json:"closing_fen"`
			Movements []struct {
				Type string `json:"type"`
			} `json:"movements"`
		} `json:"statements"`
	}
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &printed))
	require.Len(t, printed.Statements, 2)
	require.Equal(t, "123456750", printed.Statements[0].Closing)
	require.Equal(t, "MOVEMENT_TYPE_EXCHANGED_OUT", printed.Statements[0].Movements[1].Type)
}

func TestStatementDays(t *testing.T) {
	for flags, want := range map[[2]string]string{
		{"2019-12-31", "2019-12-01"}: "--from 2019-12-31 is after --to 2019-12-01",
		{"2009-12-31", "2019-12-31"}: "",
		{"2009-12-30", "2019-12-31"}: "3654 days from 2009-12-30 to 2019-12-31: limit 3653",
		{"2019-13-01", "2019-12-31"}: "invalid business day",
	} {
		cmd := statementsCommand()
		require.NoError(t, cmd.ParseFlags([]string{"--from", flags[0], "--to", flags[1]}))
		days, err := statementDays(cmd, testClientContext())
		if want != "" {
			require.ErrorContains(t, err, want)
			continue
		}
		require.NoError(t, err)
		require.Len(t, days, maxStatementDays)
		require.Equal(t, flags[0], days[0].String())
		require.Equal(t, flags[1], days[len(days)-1].String())
	}
}
