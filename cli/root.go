package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	cmtcfg "github.com/cometbft/cometbft/config"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cosmossdk.io/log/v2"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/config"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/client/keys"
	"github.com/cosmos/cosmos-sdk/server"
	svrcmd "github.com/cosmos/cosmos-sdk/server/cmd"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	"github.com/cosmos/cosmos-sdk/version"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/localnet"
)

// envPrefix begins the environment variables that stand for flags: DCEPD_NODE is --node.
const envPrefix = "DCEPD"

// nodeAnnotation marks the commands that work on the home of a node and read its configuration; a command below them with
// the value noNode does not.
const (
	nodeAnnotation = "node"
	noNode         = "no"
)

// noOptions configures an application that no node runs.
type noOptions struct{}

func (noOptions) Get(string) any { return nil }

// Option changes the root command.
type Option func(*options)

type options struct {
	wrap func(*app.App) servertypes.Application
}

// WithApp runs another application than the real one in the node, made from it. Tests use it.
func WithApp(wrap func(*app.App) servertypes.Application) Option {
	return func(o *options) { o.wrap = wrap }
}

// NewRootCmd returns the whole command line. It prints its errors itself; [ExitCode] maps them for the process.
func NewRootCmd(opts ...Option) *cobra.Command {
	o := options{wrap: func(a *app.App) servertypes.Application { return a }}
	for _, option := range opts {
		option(&o)
	}
	app.SetBech32Prefix()
	nameProgram()
	// The application knows the messages and the modules' commands; this one has no state and never runs.
	description := app.New(log.NewNopLogger(), dbm.NewMemDB(), true, noOptions{})

	root := &cobra.Command{
		Use:   app.Name,
		Short: "Node, client and tools of the digital yuan's consortium chain",
		Long: `Node, client and tools of the digital yuan's consortium chain.

Amounts are yuan with two decimals (1234.50), addresses are dcep1… or the name of a key. Every flag can also be set in
the environment: DCEPD_NODE for --node. Exit codes: 0 done, 1 refused or failed, 2 a watched balance is too low, 3 the
outcome of a sent transaction is unknown.`,
		SilenceUsage: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return prepare(cmd, description)
		},
	}
	root.SetFlagErrorFunc(namedArgument)
	root.SetOut(os.Stdout)
	root.SetErr(os.Stderr)
	addRootFlags(root.PersistentFlags())
	node := nodeCommands(newAppCreator(o.wrap))
	for _, command := range node {
		command.Annotations = map[string]string{nodeAnnotation: ""}
	}
	root.AddCommand(node...)
	keyCommand := keys.Commands()
	keyCommand.Short = "Manage the keys of this person"
	keyCommand.AddCommand(proveWalletKeyCommand())
	root.AddCommand(keyCommand, genesisCommand(description), queryCommand(description), txCommand(description),
		statusCommand(), watchCommand(), benchCommand(), offlineCommand(), surveillanceCommand(), supervisionCommand(), verifyCommand(),
		tradeFinanceCommand(), localnet.Command(), referenceCommand(), version.NewVersionCommand())
	sayWhenNobodyAnswers(root)
	return root
}

// sayWhenNobodyAnswers gives every command, also those of the SDK, the same words for the commonest failure.
func sayWhenNobodyAnswers(cmd *cobra.Command) {
	if run := cmd.RunE; run != nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error { return reachable(run(cmd, args)) }
	}
	for _, child := range cmd.Commands() {
		sayWhenNobodyAnswers(child)
	}
}

func addRootFlags(f *pflag.FlagSet) {
	f.String(flags.FlagHome, app.DefaultHome(), "Directory of keys, configuration and data")
	f.String(flags.FlagLogLevel, "info", "Log level (trace|debug|info|warn|error) or module:level,…")
	f.String(flags.FlagLogFormat, "plain", "Log format (plain|json)")
	f.Bool(flags.FlagLogNoColor, false, "Log without colours")
}

// nameProgram makes help and keyring say dcepd also in a binary that was built without version flags.
func nameProgram() {
	if version.Name == "" {
		version.Name = app.Name
	}
	if version.AppName == "" || strings.HasPrefix(version.AppName, "<") {
		version.AppName = app.Name
	}
}

// prepare gives a command what it runs with: flags from the environment, the client's settings, and for a node's
// command the node's configuration.
func prepare(cmd *cobra.Command, description *app.App) error {
	if needsNothing(cmd) {
		return nil
	}
	cmd.SetContext(svrcmd.CreateExecuteContext(cmd.Context()))
	if err := flagsFromEnvironment(cmd.Flags()); err != nil {
		return err
	}
	clientCtx, err := newClientContext(cmd, description)
	if err != nil {
		return err
	}
	if err := client.SetCmdClientContextHandler(clientCtx, cmd); err != nil {
		return err
	}
	if !isNodeCommand(cmd) {
		return nil
	}
	if cmd.Name() == initCommandName {
		makeConfig(clientCtx.HomeDir)
	} else if err := checkHome(clientCtx.HomeDir); err != nil {
		return err
	}
	return server.InterceptConfigsPreRunHandler(cmd, appTemplate, appDefaults(), cometDefaults())
}

func newClientContext(cmd *cobra.Command, description *app.App) (client.Context, error) {
	ctx := client.Context{}.
		WithCodec(description.AppCodec()).
		WithInterfaceRegistry(description.InterfaceRegistry()).
		WithTxConfig(description.TxConfig()).
		WithLegacyAmino(description.LegacyAmino()).
		WithInput(cmd.InOrStdin()).
		WithOutput(cmd.OutOrStdout()).
		WithAccountRetriever(authtypes.AccountRetriever{}).
		WithCmdContext(cmd.Context()).
		WithViper(envPrefix)
	ctx, err := client.ReadPersistentCommandFlags(ctx, homeOnly(cmd.Flags()))
	if err != nil {
		return ctx, err
	}
	if flag := cmd.Flags().Lookup(flags.FlagChainID); flag != nil && cmd.Name() == initCommandName {
		// A new client.toml gets it.
		ctx = ctx.WithChainID(flag.Value.String())
	}
	return config.ReadFromClientConfig(ctx)
}

// homeOnly leaves the other flags for later, when client.toml has been read and a flag overrules it.
func homeOnly(all *pflag.FlagSet) *pflag.FlagSet {
	only := pflag.NewFlagSet("", pflag.ContinueOnError)
	only.AddFlag(all.Lookup(flags.FlagHome))
	return only
}

// flagsFromEnvironment sets the flags that the person did not.
func flagsFromEnvironment(f *pflag.FlagSet) error {
	var errs []error
	f.VisitAll(func(flag *pflag.Flag) {
		name := envPrefix + "_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		if value, ok := os.LookupEnv(name); ok && !flag.Changed {
			if err := f.Set(flag.Name, value); err != nil {
				errs = append(errs, explain(err, "%s", name))
			}
		}
	})
	return errors.Join(errs...)
}

// needsNothing keeps what only prints from making a home.
func needsNothing(cmd *cobra.Command) bool {
	switch cmd.Name() {
	case "version", "help":
		return true
	}
	return cmd.HasParent() && (cmd.Parent().Name() == "completion" || cmd.Parent().Name() == referenceCommandName)
}

func isNodeCommand(cmd *cobra.Command) bool {
	for ; cmd != nil; cmd = cmd.Parent() {
		if value, ok := cmd.Annotations[nodeAnnotation]; ok {
			return value != noNode
		}
	}
	return false
}

// checkHome keeps a mistyped --home from becoming a new, empty node.
func checkHome(home string) error {
	_, err := os.Stat(cometConfigFile(home))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no node in %s: make one with dcepd init, or name its directory with --home", home)
	}
	return err
}

// makeConfig writes config.toml before the SDK does, which would change what it takes for unset.
func makeConfig(home string) {
	if !exists(cometConfigFile(home)) {
		cmtcfg.EnsureRoot(home)
		cmtcfg.WriteConfigFile(cometConfigFile(home), cometDefaults())
	}
}

func cometConfigFile(home string) string { return filepath.Join(home, "config", "config.toml") }

// newAppCreator makes the application of a running node.
func newAppCreator(wrap func(*app.App) servertypes.Application) servertypes.AppCreator {
	return func(logger log.Logger, db dbm.DB, options servertypes.AppOptions) servertypes.Application {
		return wrap(app.New(logger, db, true, options, server.DefaultBaseappOptions(options)...))
	}
}
