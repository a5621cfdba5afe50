package localnet

import (
	"context"
	"errors"
	"io"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/dcep-consortium/dcepd/scripts/demo"
)

func demoCommand() *cobra.Command {
	const (
		flagPlay = "play"
		flagExit = "exit"
	)
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Play a day of the pilot on a fresh network and leave it running",
		Long: `Play a day of the pilot, through the command line of this program, on a fresh network. Every step is checked; the
first that does not go as written ends the play with an error. Then the network runs until Ctrl-C.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			play, err := playFrom(cmd.Flags().Lookup(flagPlay).Value.String())
			if err != nil {
				return err
			}
			exit, err := cmd.Flags().GetBool(flagExit)
			if err != nil {
				return err
			}
			if err := cmd.Flags().Set(flagFresh, "true"); err != nil {
				return err
			}
			ctx, done := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
			defer done()
			cmd.SetContext(ctx)
			n, err := initialise(cmd)
			if err != nil {
				return err
			}
			if err := n.perform(ctx, play, cmd.OutOrStdout()); err != nil || exit {
				return errors.Join(err, n.Stop())
			}
			if err := n.showStatus(ctx, cmd); err != nil {
				return errors.Join(err, n.Stop())
			}
			n.suggest(cmd.OutOrStdout())
			return n.attend(ctx, done, cmd, nil)
		},
	}
	addInitFlags(cmd)
	cmd.Flags().String(flagPlay, "", "File with the play (default the pilot's first day)")
	cmd.Flags().Bool(flagExit, false, "Stop everything after the last step")
	return cmd
}

func playFrom(path string) (Play, error) {
	if path == "" {
		return ParsePlay(demo.PilotDay)
	}
	return ReadPlay(path)
}

// perform starts the network and plays on it, and shows what came of each step.
func (n *Network) perform(ctx context.Context, play Play, out io.Writer) error {
	if err := n.Start(ctx); err != nil {
		return err
	}
	// The first block has the genesis' own time, which is past; business days are right from the second.
	if err := n.WaitHeight(ctx, 2); err != nil {
		return err
	}
	outcomes, err := play.Perform(ctx, n, out)
	say(out, "")
	return errors.Join(err, writeOutcomes(out, outcomes))
}

// suggest tells a newcomer what to try.
func (n *Network) suggest(out io.Writer) {
	say(out, `
The consortium is running. In another terminal, let dcepd use it, and try:

  source %[1]s

  dcepd query currency wallet alice
  dcepd tx currency pay bakery 12.50 --from alice --wait
  dcepd query tx <hash>                  # of that payment, or of any in the table above

  dcepd keys add dave                    # a wallet for a newcomer, and a payment that is refused
  dcepd tx currency open-wallet dave --class iv --kind personal --carrier app --region 440300 \
    --customer-ref "$(echo dave | sha256sum | head -c 64)" --from icbc-sz-teller --wait
  dcepd tx currency exchange-out dave 5000.00 --reference ICBC-OUT-2 --from icbc-sz-teller --wait
  dcepd tx currency pay bakery 2000.01 --from dave --wait

  dcepd localnet stop boc-sz-1           # the others go on without it
  dcepd localnet status
  dcepd localnet start boc-sz-1 --detach

  curl %[2]s/dcep/currency/v1/supply
  grpcurl -plaintext %[3]s dcep.currency.v1.Query/Supply`,
		quote(n.activate()), n.Nodes[0].Ports.RESTAddress(), n.Nodes[0].Ports.GRPCAddress())
}
