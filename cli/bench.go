package cli

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"

	"github.com/dcep-consortium/dcepd/bench"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	flagWallets  = "wallets"
	flagPayments = "payments"
	flagInFlight = "in-flight"
	flagRate     = "rate"
	flagNodes    = "nodes"

	// benchSeedFile is where the home keeps what the keys of the load's wallets are made from.
	benchSeedFile  = "bench-wallets.seed"
	benchSeedBytes = 32
)

// benchOptions are the arguments of a load.
type benchOptions struct {
	wallets, payments, inFlight int
	rate                        float64
	nodes                       []string
}

// benchCommand loads a network with payments and measures it.
func benchCommand() *cobra.Command {
	var options benchOptions
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Load a network with payments and measure it",
		Long: `Load a network with real payments and measure it: payments in a second, waiting times, intervals between blocks.

The key named with --from is that of a teller. It opens wallets, funds each with 10.00 yuan from its bank's cash box, and
the wallets then pay each other, with end-to-end ids. Their keys come from a seed in the home, ` + benchSeedFile + `, so that
the next run takes the same wallets. They stay open: do this on a network made for tests. The node must keep the results of
its blocks, as it does unless configured otherwise.`,
		Example: `  dcepd bench --from icbc-sz-teller
  dcepd bench --from icbc-sz-teller --wallets 5000 --payments 50000 --in-flight 3000
  dcepd bench --from icbc-sz-teller --rate 500 --nodes tcp://10.0.0.5:26657,tcp://10.0.0.6:26657`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runBench(cmd, options) },
	}
	f := cmd.Flags()
	addNodeFlags(f)
	f.StringP(flags.FlagFrom, "f", "", "Key of the teller")
	flags.AddKeyringFlags(f)
	f.IntVar(&options.wallets, flagWallets, 200, "Wallets that pay each other")
	f.IntVar(&options.payments, flagPayments, 2000, "Payments to send")
	f.IntVar(&options.inFlight, flagInFlight, 500, "Payments on their way at any time, at most the number of wallets")
	f.Float64Var(&options.rate, flagRate, 0, "Payments to send in a second (0: as many as the network takes)")
	f.StringSliceVar(&options.nodes, flagNodes, nil, "RPC addresses of the nodes that share the payments (default --node)")
	return cmd
}

func runBench(cmd *cobra.Command, options benchOptions) error {
	if options.wallets < 2 || options.payments < 1 || options.inFlight < 1 || options.rate < 0 {
		return fmt.Errorf("at least 2 --%s, 1 of --%s and of --%s, and a --%s of 0 or more are needed",
			flagWallets, flagPayments, flagInFlight, flagRate)
	}
	clientCtx, err := signerContext(cmd, "teller")
	if err != nil {
		return err
	}
	if len(options.nodes) == 0 {
		options.nodes = []string{clientCtx.NodeURI}
	}
	var nodes []*bench.Node
	for _, address := range options.nodes {
		node, err := bench.Dial(address)
		if err != nil {
			return err
		}
		nodes = append(nodes, node)
	}
	result, err := load(cmd, clientCtx, nodes, options)
	if err != nil {
		return err
	}
	if clientCtx.OutputFormat == flags.OutputFormatJSON {
		encoder := json.NewEncoder(cmd.OutOrStdout())
		encoder.SetIndent("", "  ")
		return encoder.Encode(result)
	}
	return render(cmd.OutOrStdout(), loadSections(result))
}

// load prepares the wallets and lets them pay.
func load(cmd *cobra.Command, clientCtx client.Context, nodes []*bench.Node, options benchOptions) (result bench.Result, err error) {
	ctx := cmd.Context()
	chainID, _, err := nodes[0].Chain(ctx)
	if err != nil {
		return result, fmt.Errorf("no answer from the node at %s: %w", options.nodes[0], err)
	}
	seed, err := benchSeed(clientCtx.HomeDir)
	if err != nil {
		return result, err
	}
	wallets, err := bench.NewWallets(seed, options.wallets/2*2)
	if err != nil {
		return result, err
	}
	// References and end-to-end ids must be new in every run.
	name := fmt.Sprintf("BENCH-%x", now().UnixMilli())
	if err := prepareWallets(ctx, clientCtx, nodes[0], wallets, chainID, name); err != nil {
		return result, err
	}
	cmd.PrintErrf("%d wallets are ready; signing %d payments\n", len(wallets), options.payments)
	pairs := bench.Pairs(chainID, wallets)
	pairs.Name, pairs.Day = name, currencytypes.DayOf(now()).String()
	txs, err := pairs.Sign(options.payments)
	if err != nil {
		return result, err
	}
	cmd.PrintErrf("sending them to %s\n", strings.Join(options.nodes, ", "))
	return bench.Load{Nodes: nodes, InFlight: min(options.inFlight, len(wallets)), Rate: options.rate}.Run(ctx, txs, len(wallets))
}

func prepareWallets(
	ctx context.Context, clientCtx client.Context, node *bench.Node, wallets bench.Wallets, chainID, name string,
) error {
	account, err := bench.FromKeyring(clientCtx.Keyring, clientCtx.FromName)
	if err != nil {
		return err
	}
	return bench.Teller{Account: account, Node: node, ChainID: chainID, Reference: name}.Prepare(ctx, wallets)
}

// benchSeed reads the seed of the load's wallets, and makes one the first time.
func benchSeed(home string) ([]byte, error) {
	path := filepath.Join(home, benchSeedFile)
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		seed := make([]byte, benchSeedBytes)
		if _, err := rand.Read(seed); err != nil {
			return nil, err
		}
		return seed, os.WriteFile(path, []byte(hex.EncodeToString(seed)+"\n"), 0o600)
	}
	if err != nil {
		return nil, err
	}
	seed, err := hex.DecodeString(strings.TrimSpace(string(content)))
	if err != nil || len(seed) != benchSeedBytes {
		return nil, fmt.Errorf("%s: must hold %d hexadecimal bytes", path, benchSeedBytes)
	}
	return seed, nil
}

func loadSections(r bench.Result) []section {
	const precision = time.Millisecond
	return []section{{pairs: [][2]string{
		{"committed", fmt.Sprintf("%d of %d", r.Committed, r.Sent)},
		{"failed", optional(r.Failed)},
		{"refused", optional(r.Refused)},
		{"in no block", optional(r.Lost)},
		{"reason", r.Reason},
		{"told to try later", optional(int(r.Busy))},
		{"payments per second", strconv.FormatFloat(r.PerSecond, 'f', 1, 64)},
		{"time", r.Elapsed.Round(precision).String()},
		{"wait of one half", r.P50.Round(precision).String()},
		{"wait of 95 %", r.P95.Round(precision).String()},
		{"blocks", strconv.Itoa(r.Blocks)},
		{"95 % of block intervals", r.BlockP95.Round(precision).String()},
	}}}
}

// optional is nothing for a count that is nothing.
func optional(count int) string {
	if count == 0 {
		return ""
	}
	return strconv.Itoa(count)
}
