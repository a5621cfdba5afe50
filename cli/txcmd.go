package cli

import (
	"github.com/spf13/cobra"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	authclient "github.com/cosmos/cosmos-sdk/x/auth/client"
	authcli "github.com/cosmos/cosmos-sdk/x/auth/client/cli"

	"github.com/dcep-consortium/dcepd/app"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	financingtypes "github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// authorityField is the signer of the messages that only a passed resolution sends.
const authorityField = "authority"

// txCommand signs and sends transactions.
func txCommand(description *app.App) *cobra.Command {
	cmd := groupCommand("tx", "Sign and send a transaction")
	cmd.Long = `Sign and send a transaction. There are no fees. With --wait the command returns when the transaction is in a block.

Exit code 0: sent, or with --wait: it took effect. Exit code 1: refused or failed, nothing changed. Exit code 3: sent, but
nobody can say yet whether it takes effect; ask again with dcepd query tx.`
	b := newBuilder(description.AutoCliOpts())
	service := func(options *autocliv1.ModuleOptions) *autocliv1.ServiceCommandDescriptor { return options.GetTx() }
	if err := b.addModules(cmd, "Transactions", service, b.txCommand); err != nil {
		panic(err)
	}
	for _, group := range cmd.Commands() {
		switch group.Name() {
		case consortiumtypes.ModuleName:
			group.AddCommand(submitResolutionCommand(), draftAdmissionCommand())
		case currencytypes.ModuleName:
			group.AddCommand(b.payFileCommand(), b.openWalletFileCommand())
		case singlewindowtypes.ModuleName:
			group.AddCommand(b.attestFileCommand())
		case financingtypes.ModuleName:
			group.AddCommand(b.registerFileCommand())
		}
	}
	sign := authcli.GetSignCommand()
	sign.Example = "  dcepd tx sign unsigned.json --from wang --chain-id dcep-pilot-1 --output-document signed.json"
	offline := []*cobra.Command{
		sign, authcli.GetValidateSignaturesCommand(), authcli.GetEncodeCommand(), authcli.GetDecodeCommand(),
	}
	for _, command := range offline {
		hideForeignFlags(command)
	}
	cmd.AddCommand(offline...)
	cmd.AddCommand(broadcastCommand())
	return cmd
}

// hideForeignFlags hides what the SDK offers and this chain refuses: fees, tips, other ways of signing.
func hideForeignFlags(cmd *cobra.Command) {
	for _, name := range []string{
		flags.FlagFees, flags.FlagGasPrices, flags.FlagFeePayer, flags.FlagFeeGranter, flags.FlagTip, flags.FlagAux,
		flags.FlagUnordered, flags.TimeoutDuration, flags.FlagSignMode, flags.FlagUseLedger, flags.FlagBroadcastMode,
		flags.FlagDryRun,
	} {
		if flag := cmd.Flags().Lookup(name); flag != nil {
			flag.Hidden = true
		}
	}
}

func broadcastCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "broadcast <file>",
		Short: "Send a transaction that was signed elsewhere",
		Long: `Send a transaction that was signed with dcepd tx sign; "-" reads it from standard input. The same signed transaction
takes effect at most once, however often it is sent.`,
		Example: "  dcepd tx broadcast signed.json --wait",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientTxContext(cmd)
			if err != nil {
				return err
			}
			signed, err := authclient.ReadTxFromFile(clientCtx, args[0])
			if err != nil {
				return err
			}
			encoded, err := clientCtx.TxConfig.TxEncoder()(signed)
			if err != nil {
				return err
			}
			return broadcast(cmd, clientCtx, encoded)
		},
	}
	addNodeFlags(cmd.Flags())
	addWaitFlags(cmd.Flags())
	return cmd
}
