package cli

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/spf13/cobra"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/rpc"
	"github.com/cosmos/cosmos-sdk/server"
	authtx "github.com/cosmos/cosmos-sdk/x/auth/tx"

	"github.com/dcep-consortium/dcepd/app"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	surveillancetypes "github.com/dcep-consortium/dcepd/x/surveillance/types"
)

// queryCommand asks a node.
func queryCommand(description *app.App) *cobra.Command {
	cmd := groupCommand("query", "Ask a node about the chain")
	cmd.Aliases = []string{"q"}
	block := server.QueryBlockCmd()
	block.Example = "  dcepd query block --type=height 1"
	results := server.QueryBlockResultsCmd()
	results.Example = "  dcepd query block-results 1"
	validators := rpc.ValidatorCommand()
	validators.Short = "Show the validator set of a height as CometBFT has it"
	validators.Example = "  dcepd query comet-validator-set 1"
	cmd.AddCommand(queryTxCommand(), queryTxsCommand(), waitTxCommand(), block, server.QueryBlocksCmd(), results, validators)

	b := newBuilder(description.AutoCliOpts())
	service := func(options *autocliv1.ModuleOptions) *autocliv1.ServiceCommandDescriptor { return options.GetQuery() }
	if err := b.addModules(cmd, "Queries", service, b.queryCommand); err != nil {
		panic(err)
	}
	for _, group := range cmd.Commands() {
		switch group.Name() {
		case currencytypes.ModuleName:
			group.AddCommand(statementsCommand())
		case certificationtypes.ModuleName:
			group.AddCommand(documentCommand(), proveCommand())
		case surveillancetypes.ModuleName:
			group.AddCommand(verifyDrawCommand())
		}
	}
	return cmd
}

var hashForm = regexp.MustCompile(`^[0-9A-Fa-f]{64}$`)

func checkHash(hash string) error {
	if !hashForm.MatchString(hash) {
		return fmt.Errorf("%.80q is no transaction hash: it must be 64 hexadecimal digits", hash)
	}
	return nil
}

func queryTxCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "tx <hash>",
		Short:   "Show a transaction and what it did",
		Long:    "Show a transaction and what it did. It exits with 0 when the transaction is in a block, also if it failed there.",
		Example: "  dcepd query tx 3F2A…",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkHash(args[0]); err != nil {
				return err
			}
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			response, err := authtx.QueryTx(clientCtx.WithCmdContext(cmd.Context()), args[0])
			if err != nil {
				return explain(readable(err), "transaction %s is in no block that this node knows", args[0])
			}
			return showTx(cmd, clientCtx, response)
		},
	}
	addNodeFlags(cmd.Flags())
	return cmd
}

func queryTxsCommand() *cobra.Command {
	const flagQuery, flagPage, flagLimit, flagOrder = "query", "page", "limit", "order"
	cmd := &cobra.Command{
		Use:   "txs",
		Short: "Search transactions by their events",
		Long: `Search transactions by their events, in CometBFT's query language. The values of this chain's events are JSON: texts have
quotation marks of their own.`,
		Example: `  dcepd query txs --query "tx.height=1042"
  dcepd query txs --query "dcep.currency.v1.EventPaid.end_to_end_id='\"PAY-1\"'"`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			query, queryErr := cmd.Flags().GetString(flagQuery)
			page, pageErr := cmd.Flags().GetInt(flagPage)
			limit, limitErr := cmd.Flags().GetInt(flagLimit)
			order, orderErr := cmd.Flags().GetString(flagOrder)
			if err := errors.Join(queryErr, pageErr, limitErr, orderErr); err != nil {
				return err
			}
			found, err := authtx.QueryTxsByEvents(clientCtx.WithCmdContext(cmd.Context()), page, limit, query, order)
			if err != nil {
				return readable(err)
			}
			return showTxs(cmd, clientCtx, found)
		},
	}
	addNodeFlags(cmd.Flags())
	cmd.Flags().String(flagQuery, "", "What to look for (required)")
	cmd.Flags().Int(flagPage, 1, "Page of the result")
	cmd.Flags().Int(flagLimit, 30, "Transactions per page")
	cmd.Flags().String(flagOrder, "", "Order by height (asc|desc)")
	if err := cmd.MarkFlagRequired(flagQuery); err != nil {
		panic(err)
	}
	return cmd
}

func waitTxCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "wait-tx <hash>",
		Short: "Wait until a transaction is in a block",
		Long: `Wait until a transaction is in a block and show what it did. Exit code 1: it failed there. Exit code 3: it did not get
into a block in time, and may still do so.`,
		Example: "  dcepd query wait-tx 3F2A… --wait-timeout 1m",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkHash(args[0]); err != nil {
				return err
			}
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			timeout, err := cmd.Flags().GetDuration(flagWaitTimeout)
			if err != nil {
				return err
			}
			response, err := waitForTx(clientCtx.WithCmdContext(cmd.Context()), args[0], timeout)
			if err != nil {
				return err
			}
			return report(cmd, clientCtx, response)
		},
	}
	addNodeFlags(cmd.Flags())
	cmd.Flags().Duration(flagWaitTimeout, defaultWaitTimeout, "How long to wait")
	return cmd
}
