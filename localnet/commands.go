package localnet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client/flags"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/genesis"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	flagValidators = "validators"
	flagConsortium = "consortium"
	flagFresh      = "fresh"
	flagDetach     = "detach"
	flagSet        = "set"
	flagValidator  = "validator"
	flagKind       = "kind"

	firstBlocksTimeout = 15 * time.Second
)

// Command is dcepd localnet.
func Command() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "localnet",
		Short: "Run a consortium on this machine",
		Long: `Run a consortium on this machine: every organisation's node is a process of its own on loopback, with its own
home, keys and ports. The genesis goes through the same ceremony as that of a real consortium.

All keys are stored unprotected. Never use them for anything but play.`,
		Example: `  dcepd localnet start                 # make the sample pilot if there is none, run it until Ctrl-C
  dcepd localnet status                # in another terminal: heights, peers, addresses
  source ~/.dcepd-localnet/activate    # let dcepd in this shell use the network and its keys
  dcepd query currency supply`,
		// The root command would take the network's directory for the home of a node and put its files there.
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SilenceUsage = true
			return nil
		},
	}
	cmd.PersistentFlags().String(flags.FlagHome, defaultHome(), "Directory of the network")
	cmd.AddCommand(initCommand(), startCommand(), stopCommand(), statusCommand(), logsCommand(), joinCommand(), demoCommand())
	return cmd
}

func defaultHome() string {
	if home := os.Getenv(homeVariable); home != "" {
		return home
	}
	return app.DefaultHome() + "-localnet"
}

func initCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Hold the genesis ceremony, without starting anything",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := initialise(cmd)
			return err
		},
	}
	addInitFlags(cmd)
	return cmd
}

func addInitFlags(cmd *cobra.Command) {
	cmd.Flags().Int(flagValidators, DefaultValidators, "Number of founding validators, of the first members")
	cmd.Flags().String(flagConsortium, "", "Description of the consortium (default the sample pilot)")
	cmd.Flags().StringToString(flagSet, nil, "Settings of every node, such as consensus.timeout_commit=200ms")
	cmd.Flags().Bool(flagFresh, false, "Delete the network that is there, with all its keys and data")
}

// initialise makes a network as the flags say.
func initialise(cmd *cobra.Command) (*Network, error) {
	config := Config{Progress: cmd.ErrOrStderr()}
	var fresh bool
	var err error
	if config.Home, err = cmd.Flags().GetString(flags.FlagHome); err != nil {
		return nil, err
	}
	if config.Validators, err = cmd.Flags().GetInt(flagValidators); err != nil {
		return nil, err
	}
	if config.Validators == 0 {
		return nil, errNoValidators
	}
	if config.Consortium, err = cmd.Flags().GetString(flagConsortium); err != nil {
		return nil, err
	}
	if config.Settings, err = cmd.Flags().GetStringToString(flagSet); err != nil {
		return nil, err
	}
	if fresh, err = cmd.Flags().GetBool(flagFresh); err != nil {
		return nil, err
	}
	if fresh {
		if err := Remove(config.Home); err != nil {
			return nil, err
		}
	}
	return Init(cmd.Context(), config)
}

func startCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "start [node...]",
		Short: "Start all nodes, or some, and stop them on Ctrl-C",
		Long: `Start all nodes, or some, and stop them on Ctrl-C. A network that is not there yet is made as dcepd localnet init
would. Data are kept from one start to the next, unless --fresh.`,
		RunE: func(cmd *cobra.Command, names []string) error {
			n, err := openOrInitialise(cmd)
			if err != nil {
				return err
			}
			if n.Detach, err = cmd.Flags().GetBool(flagDetach); err != nil {
				return err
			}
			ctx, done := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
			defer done()
			say(cmd.ErrOrStderr(), "starting %s", n.ChainID)
			if err := n.Start(ctx, names...); err != nil {
				return err
			}
			if err := n.awaitBlocks(ctx, names); err != nil {
				return errors.Join(err, n.Stop(names...))
			}
			if err := n.showStatus(ctx, cmd); err != nil {
				return err
			}
			say(cmd.ErrOrStderr(), "\nIn another terminal, this lets dcepd use it: source %s", quote(n.activate()))
			if n.Detach {
				return nil
			}
			return n.attend(ctx, done, cmd, names)
		},
	}
	addInitFlags(cmd)
	cmd.Flags().Bool(flagDetach, false, "Return and leave the nodes running, until dcepd localnet stop")
	return cmd
}

func openOrInitialise(cmd *cobra.Command) (*Network, error) {
	fresh, err := cmd.Flags().GetBool(flagFresh)
	if err != nil {
		return nil, err
	}
	if !fresh {
		n, err := open(cmd)
		if !errors.Is(err, ErrNoNetwork) {
			return n, err
		}
	}
	return initialise(cmd)
}

func open(cmd *cobra.Command) (*Network, error) {
	home, err := cmd.Flags().GetString(flags.FlagHome)
	if err != nil {
		return nil, err
	}
	return Open(home)
}

// awaitBlocks gives the first blocks a moment, so that the status shows a chain at work. Nodes too few for a block are no
// error; the others may follow.
func (n *Network) awaitBlocks(ctx context.Context, names []string) error {
	moment, cancel := context.WithTimeout(ctx, firstBlocksTimeout)
	defer cancel()
	if err := n.WaitHeight(moment, 2, names...); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return ctx.Err()
}

// attend waits for Ctrl-C, or until somebody else stopped all nodes, and stops what was started here. A second Ctrl-C
// does not wait.
func (n *Network) attend(ctx context.Context, done func(), cmd *cobra.Command, names []string) error {
	say(cmd.ErrOrStderr(), "\nCtrl-C stops it.")
	n.waitExit(ctx, names, func(node Node) { say(cmd.ErrOrStderr(), "node %s ended; its log is %s", node.Name, node.Log()) })
	done()
	say(cmd.ErrOrStderr(), "stopping")
	return n.Stop(names...)
}

func stopCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "stop [node...]",
		Short: "Stop all nodes, or some",
		RunE: func(cmd *cobra.Command, names []string) error {
			n, err := open(cmd)
			if err != nil {
				return err
			}
			return n.Stop(names...)
		},
	}
}

func statusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status [node...]",
		Short: "Show all nodes, or some: process, height, peers, addresses",
		Long: `Show all nodes, or some. A node "signs" if the last commit that a block fixed has the signature of its validator. What does
not run is shown as stopped, with the addresses it had.`,
		RunE: func(cmd *cobra.Command, names []string) error {
			n, err := open(cmd)
			if err != nil {
				return err
			}
			return n.showStatus(cmd.Context(), cmd, names...)
		},
	}
	cmd.Flags().StringP(flags.FlagOutput, "o", flags.OutputFormatText, "Output: text for people, json for programs")
	return cmd
}

func (n *Network) showStatus(ctx context.Context, cmd *cobra.Command, names ...string) error {
	statuses, err := n.Status(ctx, names...)
	if err != nil {
		return err
	}
	if output := cmd.Flags().Lookup(flags.FlagOutput); output == nil || output.Value.String() != flags.OutputFormatJSON {
		return writeStatus(cmd.OutOrStdout(), statuses)
	}
	encoder := json.NewEncoder(cmd.OutOrStdout())
	encoder.SetIndent("", "  ")
	return encoder.Encode(statuses)
}

func logsCommand() *cobra.Command {
	const flagFollow = "follow"
	cmd := &cobra.Command{
		Use:   "logs node",
		Short: "Print the log of a node",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := open(cmd)
			if err != nil {
				return err
			}
			node, err := n.Node(args[0])
			if err != nil {
				return err
			}
			follow, err := cmd.Flags().GetBool(flagFollow)
			if err != nil {
				return err
			}
			return node.copyLog(cmd.Context(), cmd.OutOrStdout(), follow)
		},
	}
	cmd.Flags().BoolP(flagFollow, "f", false, "Go on with what the node prints from now on")
	return cmd
}

func joinCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "join member",
		Short: "Make an organisation's keys and join request",
		Long: `Do what an organisation does at home before it becomes a member: make a key for each of its officers, named
<member>-<role>, the home of a validator's node, <member>-1, if it is to have one, and the signed join request, which is
written to ceremony/<member>.join.json.`,
		Example: "  dcepd localnet join cmb-sz --kind operator-bank --validator",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := open(cmd)
			if err != nil {
				return err
			}
			kind, err := memberKind(cmd.Flags().Lookup(flagKind).Value.String())
			if err != nil {
				return err
			}
			validator, err := cmd.Flags().GetBool(flagValidator)
			if err != nil {
				return err
			}
			if validator {
				if _, err := n.AddNode(cmd.Context(), args[0]+"-1", args[0], true); err != nil {
					return err
				}
			}
			if _, err := n.Join(args[0], kind); err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), n.joinFile(args[0]))
			return err
		},
	}
	cmd.Flags().String(flagKind, genesis.MemberKind(consortiumtypes.MEMBER_KIND_OPERATOR_BANK).String(), "Kind of member")
	cmd.Flags().Bool(flagValidator, false, "Also make the home of a validator's node")
	return cmd
}

func memberKind(name string) (consortiumtypes.MemberKind, error) {
	for kind := range consortiumtypes.MEMBER_KIND_OBSERVER + 1 {
		if kind != consortiumtypes.MEMBER_KIND_UNSPECIFIED && genesis.MemberKind(kind).String() == name {
			return kind, nil
		}
	}
	return 0, fmt.Errorf("no kind of member is called %q", name)
}
