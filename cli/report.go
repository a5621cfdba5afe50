package cli

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// ownEvents begins the type of every event of this chain's modules.
const ownEvents = "dcep."

// report shows a transaction that is in a block and fails when it failed.
func report(cmd *cobra.Command, clientCtx client.Context, response *sdk.TxResponse) error {
	if response.Code != 0 {
		return reportFailure(cmd, clientCtx, response)
	}
	return showTx(cmd, clientCtx, response)
}

// reportFailure leaves stdout to programs that read JSON; people get the reason from the error alone.
func reportFailure(cmd *cobra.Command, clientCtx client.Context, response *sdk.TxResponse) error {
	if clientCtx.OutputFormat == flags.OutputFormatJSON {
		if err := showJSON(cmd, clientCtx, response); err != nil {
			return err
		}
	}
	return &TxFailedError{Response: response}
}

// reportSent says that a node took the transaction, which is no promise that it takes effect.
func reportSent(cmd *cobra.Command, clientCtx client.Context, response *sdk.TxResponse) error {
	if clientCtx.OutputFormat == flags.OutputFormatJSON {
		return showJSON(cmd, clientCtx, response)
	}
	return render(cmd.OutOrStdout(), []section{{pairs: [][2]string{
		{"transaction", response.TxHash},
		{"result", "sent, not yet in a block"},
		{"ask", "dcepd query tx " + response.TxHash},
	}}})
}

// showTxs lists transactions.
func showTxs(cmd *cobra.Command, clientCtx client.Context, found *sdk.SearchTxsResult) error {
	if clientCtx.OutputFormat == flags.OutputFormatJSON {
		return showJSON(cmd, clientCtx, found)
	}
	table := section{title: "transactions", header: []string{"height", "time", "result", "transaction"}}
	for _, response := range found.Txs {
		table.rows = append(table.rows, []string{
			strconv.FormatInt(response.Height, 10), localTime(response.Timestamp), result(response), response.TxHash,
		})
	}
	if len(table.rows) == 0 {
		table.header = nil
	}
	if err := render(cmd.OutOrStdout(), []section{table}); err != nil {
		return err
	}
	if found.PageNumber < found.PageTotal {
		cmd.PrintErrf("There is more: --page %d\n", found.PageNumber+1)
	}
	return nil
}

func result(response *sdk.TxResponse) string {
	if response.Code == 0 {
		return "success"
	}
	return fmt.Sprintf("failed: %s (%s/%d)", reason(response), response.Codespace, response.Code)
}

// showTx shows a transaction that is in a block, succeeded or not.
func showTx(cmd *cobra.Command, clientCtx client.Context, response *sdk.TxResponse) error {
	if clientCtx.OutputFormat == flags.OutputFormatJSON {
		return showJSON(cmd, clientCtx, response)
	}
	sections := []section{{pairs: [][2]string{
		{"transaction", response.TxHash},
		{"result", result(response)},
		{"height", strconv.FormatInt(response.Height, 10)},
		{"time", localTime(response.Timestamp)},
		{"gas", fmt.Sprintf("%d of %d", response.GasUsed, response.GasWanted)},
	}}}
	return render(cmd.OutOrStdout(), append(sections, eventSections(response.Events)...))
}

func localTime(timestamp string) string {
	moment, err := time.Parse(time.RFC3339, timestamp)
	if err != nil {
		return timestamp
	}
	return moment.In(beijing).Format(timeFormat)
}

// eventSections tells what happened, in the words of the modules' own events.
func eventSections(events []abci.Event) []section {
	var sections []section
	for _, event := range events {
		if !strings.HasPrefix(event.Type, ownEvents) {
			continue
		}
		name := event.Type[strings.LastIndexByte(event.Type, '.')+1:]
		happened := section{title: strings.ReplaceAll(kebab(strings.TrimPrefix(name, "Event")), "-", " ")}
		typed, err := sdk.ParseTypedEvent(event)
		if err != nil {
			happened.pairs = rawAttributes(event)
		} else if message, err := reflected(typed); err == nil {
			for _, part := range view(message) {
				happened.pairs = append(happened.pairs, part.pairs...)
			}
		}
		sections = append(sections, happened)
	}
	return sections
}

func rawAttributes(event abci.Event) [][2]string {
	var pairs [][2]string
	for _, attribute := range event.Attributes {
		value := attribute.Value
		var text string
		if json.Unmarshal([]byte(value), &text) == nil {
			value = text
		}
		pairs = append(pairs, [2]string{strings.ReplaceAll(attribute.Key, "_", " "), value})
	}
	return pairs
}
