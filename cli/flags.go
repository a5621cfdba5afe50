package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cosmos/cosmos-sdk/client/flags"
)

const (
	flagWait        = "wait"
	flagWaitTimeout = "wait-timeout"
	flagEstimate    = "estimate"

	defaultWaitTimeout = 30 * time.Second
	// Simulation needs no margin for fees, only for what other transactions change before this one runs.
	defaultGasAdjustment = 1.3
)

// addQueryFlags adds what every command that asks a node takes.
func addQueryFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	addNodeFlags(f)
	f.String(flags.FlagGRPC, "", "gRPC address of the node, to ask there instead of at --node")
	f.Bool(flags.FlagGRPCInsecure, false, "Use gRPC without TLS")
	f.Int64(flags.FlagHeight, 0, "Ask about the state at this height (0: the latest)")
}

// addTxFlags adds what every command that sends a transaction takes. There are no fees on this chain, and no flags
// about them.
func addTxFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	addNodeFlags(f)
	f.StringP(flags.FlagFrom, "f", "", "Key that signs: its name or address")
	f.String(flagAs, "", "Wallet that the key signs for, when it replaced the wallet's own key")
	f.String(flags.FlagChainID, "", "Chain id")
	f.BoolP(flags.FlagSkipConfirmation, "y", false, "Do not ask before signing")
	addWaitFlags(f)
	f.String(flags.FlagGas, "", fmt.Sprintf("Gas limit; %q asks the node (default: what a payment takes; else %d)",
		flags.GasFlagAuto, flags.DefaultGasLimit))
	f.Float64(flags.FlagGasAdjustment, defaultGasAdjustment, "Factor on the gas that the node estimates")
	f.String(flags.FlagNote, "", "Public note in the transaction")
	f.Uint64(flags.FlagTimeoutHeight, 0, "Height after which the transaction is void")
	f.Bool(flagEstimate, false, "Only let the node try it, and print the gas it would use")
	f.Bool(flags.FlagGenerateOnly, false, "Print the unsigned transaction, to be signed elsewhere")
	f.Bool(flags.FlagOffline, false, "Do not ask the node for account number and sequence (with --generate-only)")
	f.Uint64P(flags.FlagAccountNumber, "a", 0, "Account number (with --offline; 0 for wallets)")
	f.Uint64P(flags.FlagSequence, "s", 0, "Sequence (with --offline)")
	flags.AddKeyringFlags(f)
}

func addNodeFlags(f *pflag.FlagSet) {
	f.String(flags.FlagNode, "tcp://localhost:26657", "RPC address of the node")
	addOutputFlag(f)
}

func addWaitFlags(f *pflag.FlagSet) {
	f.Bool(flagWait, false, "Wait until the transaction is in a block; exit code 1: it failed, 3: outcome unknown")
	f.Duration(flagWaitTimeout, defaultWaitTimeout, "How long to wait")
}

func addOutputFlag(f *pflag.FlagSet) {
	f.StringP(flags.FlagOutput, "o", flags.OutputFormatText, "Output: text for people, json for programs")
}
