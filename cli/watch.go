package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	flagBelow    = "below"
	flagOnce     = "once"
	flagInterval = "interval"

	defaultWatchInterval = 5 * time.Second
	// staleAfter is how old the latest block may be for its balances to count as those of now.
	staleAfter = time.Minute
)

// errStale is about a node that answers with the past.
var errStale = errors.New("the node is not in step with the chain")

func watchCommand() *cobra.Command {
	cmd := groupCommand("watch", "Wait for what somebody should know")
	cmd.AddCommand(watchBoxCommand())
	return cmd
}

func watchBoxCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "box <member-id>",
		Short: "Say when a cash box falls below an amount, and when it recovers",
		Long: `Say when a member's cash box falls below an amount, and when it is back; at the beginning too if it is below already.
Each time is one line, with -o json one JSON object. The command runs until it is interrupted, with exit code 0. A node that
does not answer, or has no new block for a minute, is reported on standard error and asked again.

With --once it asks once. Exit code 0: at or above the amount. 2: below it. 1: nobody can tell.`,
		Example: "  dcepd watch box icbc-sz --below 1000000.00\n" +
			"  dcepd watch box icbc-sz --below 1000000.00 --once || mail -s 'cash box' treasury@icbc.example",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			limit, limitErr := yuanFlag(cmd, flagBelow)
			once, onceErr := cmd.Flags().GetBool(flagOnce)
			interval, intervalErr := cmd.Flags().GetDuration(flagInterval)
			if err := errors.Join(limitErr, onceErr, intervalErr); err != nil {
				return err
			}
			w := boxWatch{
				memberID: args[0], limit: limit, out: cmd.OutOrStdout(), trouble: cmd.ErrOrStderr(), now: now,
				json: clientCtx.OutputFormat == flags.OutputFormatJSON,
				ask: func(ctx context.Context) (currencytypes.Fen, error) {
					return boxBalance(ctx, clientCtx, args[0], now())
				},
			}
			if once {
				return w.once(cmd.Context())
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			ticker := time.NewTicker(max(interval, pollInterval))
			defer ticker.Stop()
			return w.run(ctx, ticker.C)
		},
	}
	addNodeFlags(cmd.Flags())
	cmd.Flags().String(flagBelow, "", "Amount in yuan, such as 1000000.00 (required)")
	cmd.Flags().Bool(flagOnce, false, "Ask once and tell by the exit code")
	cmd.Flags().Duration(flagInterval, defaultWatchInterval, "How often to ask")
	if err := cmd.MarkFlagRequired(flagBelow); err != nil {
		panic(err)
	}
	return cmd
}

func yuanFlag(cmd *cobra.Command, name string) (currencytypes.Fen, error) {
	text, err := cmd.Flags().GetString(name)
	if err != nil {
		return 0, err
	}
	amount, err := currencytypes.ParseYuan(text)
	if err != nil {
		return 0, explain(err, "--%s", name)
	}
	return amount, nil
}

// boxBalance asks a node that must be in step: an old balance raises no alarm.
func boxBalance(ctx context.Context, clientCtx client.Context, memberID string, now time.Time) (currencytypes.Fen, error) {
	node, err := clientCtx.GetNode()
	if err != nil {
		return 0, err
	}
	status, err := node.Status(ctx)
	if err != nil {
		return 0, readable(err)
	}
	if age := now.Sub(status.SyncInfo.LatestBlockTime); age > staleAfter {
		return 0, fmt.Errorf("%w: its latest block is %s old, limit %s", errStale, age.Round(time.Second), staleAfter)
	}
	answer, err := currencytypes.NewQueryClient(clientCtx).CashBox(ctx, &currencytypes.QueryCashBoxRequest{MemberId: memberID})
	if err != nil {
		return 0, readable(err)
	}
	return currencytypes.Fen(answer.Box.BalanceFen), nil
}

// BalanceLowError says that a cash box is below the amount that is watched.
type BalanceLowError struct {
	MemberID       string
	Balance, Limit currencytypes.Fen
}

// Error names balance and limit.
func (e *BalanceLowError) Error() string {
	return fmt.Sprintf("cash box of %s: %s is below %s", e.MemberID, e.Balance, e.Limit)
}

// boxWatch compares a balance with an amount, again and again.
type boxWatch struct {
	memberID     string
	limit        currencytypes.Fen
	json         bool
	out, trouble io.Writer
	now          func() time.Time
	ask          func(context.Context) (currencytypes.Fen, error)
	// low and lost are what was said last.
	low, lost bool
}

// boxEvent is one crossing of the limit.
type boxEvent struct {
	Time     time.Time `json:"time"`
	MemberID string    `json:"member_id"`
	// Event is "below" or "recovered".
	Event      string `json:"event"`
	BalanceFen uint64 `json:"balance_fen,string"`
	LimitFen   uint64 `json:"limit_fen,string"`
}

func (w *boxWatch) once(ctx context.Context) error {
	balance, err := w.ask(ctx)
	if err != nil {
		return err
	}
	if balance >= w.limit {
		return nil
	}
	return errors.Join(w.say("below", balance), &BalanceLowError{MemberID: w.memberID, Balance: balance, Limit: w.limit})
}

// run looks at every tick until the context ends.
func (w *boxWatch) run(ctx context.Context, ticks <-chan time.Time) error {
	for {
		if err := w.look(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticks:
		}
	}
}

// look fails only when nobody reads what it says.
func (w *boxWatch) look(ctx context.Context) error {
	balance, err := w.ask(ctx)
	if ctx.Err() != nil {
		return nil
	}
	if lost := err != nil; lost != w.lost {
		w.lost = lost
		text := "asking again with success"
		if lost {
			text = err.Error()
		}
		if _, err := fmt.Fprintf(w.trouble, "%s  %s\n", w.now().In(beijing).Format(timeFormat), text); err != nil {
			return err
		}
	}
	if err != nil || balance < w.limit == w.low {
		return nil
	}
	w.low = !w.low
	if w.low {
		return w.say("below", balance)
	}
	return w.say("recovered", balance)
}

func (w *boxWatch) say(event string, balance currencytypes.Fen) error {
	if w.json {
		return json.NewEncoder(w.out).Encode(boxEvent{
			Time: w.now().UTC(), MemberID: w.memberID, Event: event, BalanceFen: uint64(balance), LimitFen: uint64(w.limit),
		})
	}
	_, err := fmt.Fprintf(w.out, "%s  %s  %s  balance %s, limit %s\n",
		w.now().In(beijing).Format(timeFormat), w.memberID, event, balance, w.limit)
	return err
}
