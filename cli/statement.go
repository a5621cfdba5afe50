package cli

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	flagFromDay = "from"
	flagToDay   = "to"

	// formatCSV is an output for spreadsheets.
	formatCSV = "csv"
	// maxStatementDays is ten years, a question for each day.
	maxStatementDays = 3653
)

func statementsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "statements [member-id]",
		Short: "Export the days of a cash box, every movement by type",
		Long: `Export the business days of a member's cash box: opening, what came in and went out by type, closing. Every day
is there, also one without movements. Days that the chain has not begun are refused.

Output is a table, json, or csv with a line for each movement between the lines opening and closing of its day. In csv what
went out is negative, so that the amounts of a day add up. Table and csv are in yuan, json in fen.`,
		Example: "  dcepd query currency statements icbc-sz --from 2019-12-01 --to 2019-12-31 -o csv > december.csv\n" +
			"  dcepd query currency statements icbc-sz",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			days, err := statementDays(cmd, clientCtx)
			if err != nil {
				return err
			}
			statements, err := readStatements(cmd.Context(), clientCtx, args[0], days)
			if err != nil {
				return err
			}
			return showStatements(cmd, clientCtx, statements)
		},
	}
	addQueryFlags(cmd)
	cmd.Flags().Lookup(flags.FlagOutput).Usage = "Output: text for people, json for programs, csv for spreadsheets"
	cmd.Flags().String(flagFromDay, "", "First business day (default: the last one)")
	cmd.Flags().String(flagToDay, "", "Last business day (default: today on the chain)")
	return cmd
}

func showStatements(cmd *cobra.Command, clientCtx client.Context, statements []currencytypes.DayStatement) error {
	switch clientCtx.OutputFormat {
	case formatCSV:
		return writeStatements(cmd.OutOrStdout(), statements)
	case flags.OutputFormatJSON:
		encoded := make([]json.RawMessage, len(statements))
		for i, statement := range statements {
			var err error
			if encoded[i], err = clientCtx.Codec.MarshalJSON(&statement); err != nil {
				return err
			}
		}
		return writeJSON(cmd, map[string]any{"statements": encoded})
	default:
		return render(cmd.OutOrStdout(), statementSections(statements))
	}
}

// statementDays are the days that the flags ask for.
func statementDays(cmd *cobra.Command, clientCtx client.Context) ([]currencytypes.Day, error) {
	fromText, fromErr := cmd.Flags().GetString(flagFromDay)
	toText, toErr := cmd.Flags().GetString(flagToDay)
	from, parseFromErr := currencytypes.ParseOptionalDay(fromText)
	to, parseToErr := currencytypes.ParseOptionalDay(toText)
	if err := errors.Join(fromErr, toErr, parseFromErr, parseToErr); err != nil {
		return nil, err
	}
	if to.IsZero() {
		today, err := businessDay(cmd.Context(), clientCtx)
		if err != nil {
			return nil, err
		}
		to = today
	}
	if from.IsZero() {
		from = to
	}
	if from > to {
		return nil, fmt.Errorf("--%s %s is after --%s %s", flagFromDay, from, flagToDay, to)
	}
	if count := to - from + 1; count > maxStatementDays {
		return nil, fmt.Errorf("%d days from %s to %s: limit %d", count, from, to, maxStatementDays)
	}
	var days []currencytypes.Day
	for day := from; day <= to; day++ {
		days = append(days, day)
	}
	return days, nil
}

func readStatements(
	ctx context.Context, clientCtx client.Context, memberID string, days []currencytypes.Day,
) ([]currencytypes.DayStatement, error) {
	queries := currencytypes.NewQueryClient(clientCtx)
	return ask(ctx, days, func(ctx context.Context, day currencytypes.Day) (currencytypes.DayStatement, error) {
		answer, err := queries.Statement(ctx, &currencytypes.QueryStatementRequest{MemberId: memberID, Day: day.String()})
		if err != nil {
			return currencytypes.DayStatement{}, readable(err)
		}
		return answer.Statement, nil
	})
}

// movementText is the type of a movement as people read it.
func movementText(movement currencytypes.MovementType) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(movement.String(), "MOVEMENT_TYPE_")), "_", "-")
}

func statementSections(statements []currencytypes.DayStatement) []section {
	table := section{title: "days", header: []string{"day", "movement", "count", "in (yuan)", "out (yuan)", "balance (yuan)"}}
	for _, day := range statements {
		table.rows = append(table.rows, []string{day.Day, "opening", "", "", "", decimalYuan(day.OpeningFen)})
		for _, movement := range day.Movements {
			in, out := decimalYuan(movement.TotalFen), ""
			if !movement.Type.IsInflow() {
				in, out = out, in
			}
			table.rows = append(table.rows, []string{
				day.Day, movementText(movement.Type), strconv.FormatUint(movement.Count, 10), in, out, "",
			})
		}
		table.rows = append(table.rows, []string{day.Day, "closing", "", "", "", decimalYuan(day.ClosingFen)})
	}
	return []section{table}
}

// decimalYuan is for people who read columns: the unit is in the header.
func decimalYuan(fen uint64) string {
	return strings.TrimSuffix(currencytypes.Fen(fen).String(), " yuan")
}

// plainYuan is for spreadsheets, which take a comma for another column.
func plainYuan(fen uint64) string { return strings.ReplaceAll(decimalYuan(fen), ",", "") }

func writeStatements(out io.Writer, statements []currencytypes.DayStatement) error {
	records := [][]string{{"member_id", "day", "movement", "count", "amount"}}
	for _, day := range statements {
		record := func(movement, count, amount string) {
			records = append(records, []string{day.MemberId, day.Day, movement, count, amount})
		}
		record("opening", "", plainYuan(day.OpeningFen))
		for _, movement := range day.Movements {
			sign := ""
			if !movement.Type.IsInflow() {
				sign = "-"
			}
			record(movementText(movement.Type), strconv.FormatUint(movement.Count, 10), sign+plainYuan(movement.TotalFen))
		}
		record("closing", "", plainYuan(day.ClosingFen))
	}
	return csv.NewWriter(out).WriteAll(records)
}
