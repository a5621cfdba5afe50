package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/client/input"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/cli/bulk"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	flagUnderWay    = "in-flight"
	flagPatience    = "patience"
	flagRetryFailed = "retry-failed"

	// defaultInFlight leaves half of what a node lets one wallet or member have in its mempool to others.
	defaultInFlight = 500
	defaultPatience = 5 * time.Minute
)

// remarkColumn is for the bank's own words; it never leaves the file.
const remarkColumn = "remark"

// fileFormat is what the lines of a file become.
type fileFormat struct {
	// kind names the format in journals.
	kind string
	// message is the type of the transactions' messages; a column is a field of it.
	message protoreflect.FullName
	// required are the columns that must be there and filled; key is the one that names an order to the chain.
	required []string
	key      string
	// role is that of the signer.
	role string
	// dated: all orders have an instruction date.
	dated bool
	// desk knows the signer.
	desk func(ctx context.Context, clientCtx client.Context, date string) (orderDesk, error)
}

// orderDesk turns lines into orders of one signer and asks the chain about them.
type orderDesk interface {
	// complete adds to a message what is the same for all lines, and checks it as the chain will.
	complete(message sdk.Msg) error
	// find is that of [bulk.Chain].
	find(ctx context.Context, order bulk.Order) (*bulk.Effect, error)
	// check reports what the chain would refuse now.
	check(ctx context.Context, orders []bulk.Order) ([]bulk.Problem, error)
	// summary tells a person what the file stands for.
	summary(orders []bulk.Order) [][2]string
}

// fileCommand carries out a file of orders.
func (b *builder) fileCommand(cmd *cobra.Command, format fileFormat) *cobra.Command {
	cmd.Args = cobra.ExactArgs(1)
	cmd.Long += `

A file whose name ends with .json is an array of objects with these names instead.

The whole file is checked first, also against the chain; if one line breaks a rule, all such lines are reported and
nothing is sent. What was done is kept in <file>.journal, and <file>.result.csv has the lines with status, transaction,
height and reason. After any interruption the same command goes on where it was, and nothing takes effect twice. A line
that failed stays failed until --retry-failed.

Exit code 0: every line took effect. 1: lines failed, or nothing was sent. 3: interrupted while the outcome of lines was
unknown; run the same command again.`
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return b.runFile(cmd, format, args[0]) }
	f := cmd.Flags()
	addNodeFlags(f)
	f.StringP(flags.FlagFrom, "f", "", "Key that signs: its name or address")
	f.String(flagAs, "", "Wallet that the key signs for, when it replaced the wallet's own key")
	f.String(flags.FlagChainID, "", "Chain id")
	f.BoolP(flags.FlagSkipConfirmation, "y", false, "Do not ask before signing")
	f.String(flags.FlagGas, "", "Gas limit of each transaction (default: what a payment takes; else what the node estimates for the first, and a third)")
	f.Int(flagUnderWay, defaultInFlight, "How many transactions may wait for a block at a time")
	f.Duration(flagPatience, defaultPatience, "How long to wait for a node that does not answer or a chain that stands")
	f.Bool(flagRetryFailed, false, "Take up again the lines that failed in an earlier run")
	if format.dated {
		f.String(flagInstructionDate, "", "Business day of all orders (default: that of the chain when the file is first taken)")
	}
	flags.AddKeyringFlags(f)
	return cmd
}

// fileRun is one run of a file.
type fileRun struct {
	path      string
	format    fileFormat
	clientCtx client.Context
	terms     bulk.Terms
	// journal is nil until the file is taken.
	journal *bulk.Journal
	desk    orderDesk
	table   bulk.Table
	orders  []bulk.Order
}

func (b *builder) runFile(cmd *cobra.Command, format fileFormat, path string) (err error) {
	clientCtx, err := signerContext(cmd, format.role)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	f := &fileRun{path: path, format: format, clientCtx: clientCtx.WithCmdContext(ctx).WithOutput(cmd.OutOrStdout())}
	problems, err := f.open(ctx, cmd, b)
	if f.journal != nil {
		defer func() { err = errors.Join(err, f.journal.Close()) }()
	}
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return f.refuse(cmd, problems)
	}
	if f.journal == nil {
		if problems, err = f.check(ctx); err != nil {
			return err
		}
		if len(problems) > 0 {
			return f.refuse(cmd, problems)
		}
		if err := f.confirm(cmd); err != nil {
			return err
		}
		if f.journal, err = bulk.BeginJournal(path, f.terms); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.journal.Close()) }()
	}
	return f.carryOut(ctx, cmd)
}

// open reads file and journal, and returns what is wrong with the lines.
func (f *fileRun) open(ctx context.Context, cmd *cobra.Command, b *builder) (problems []bulk.Problem, err error) {
	if f.table, problems, err = bulk.ReadTable(f.path); err != nil {
		return nil, err
	}
	columns, err := b.columns(f.format.message)
	if err != nil {
		return nil, err
	}
	if wrong := f.table.CheckColumns(f.format.required, append(columns, remarkColumn)); len(wrong) > 0 {
		return wrong, nil
	}
	if f.journal, err = bulk.OpenJournal(f.path); err != nil {
		return nil, err
	}
	date, err := f.date(ctx, cmd)
	if err != nil {
		return nil, err
	}
	if f.clientCtx.ChainID == "" {
		return nil, fmt.Errorf("--%s is required", flags.FlagChainID)
	}
	f.terms = bulk.Terms{
		Kind: f.format.kind, SHA256: f.table.SHA256, ChainID: f.clientCtx.ChainID,
		Signer: consortiumtypes.FormatAddress(f.clientCtx.GetFromAddress()), Date: date,
	}
	if f.journal != nil {
		if err := f.journal.Check(f.terms); err != nil {
			return nil, fmt.Errorf("%s: %w; give another file another name", bulk.JournalPath(f.path), err)
		}
	}
	if f.desk, err = f.format.desk(ctx, f.clientCtx, date); err != nil {
		return nil, err
	}
	orders, wrong, err := b.orders(cmd, f.format, f.table, f.desk)
	f.orders = orders
	return append(append(problems, wrong...), f.table.CheckUnique(f.format.key)...), err
}

// date is that of the flag, else of the journal, else today.
func (f *fileRun) date(ctx context.Context, cmd *cobra.Command) (string, error) {
	if !f.format.dated {
		return "", nil
	}
	date, err := cmd.Flags().GetString(flagInstructionDate)
	switch {
	case err != nil || date != "":
		return date, err
	case f.journal != nil:
		return f.journal.Terms().Date, nil
	}
	today, err := businessDay(ctx, f.clientCtx)
	return today.String(), err
}

// check asks the chain about the orders that did not take effect before.
func (f *fileRun) check(ctx context.Context) ([]bulk.Problem, error) {
	effects, err := ask(ctx, f.orders, f.desk.find)
	if err != nil {
		return nil, err
	}
	var problems []bulk.Problem
	var due []bulk.Order
	for i, effect := range effects {
		switch {
		case effect == nil:
			due = append(due, f.orders[i])
		case effect.Conflict != "":
			problems = append(problems, f.format.problem(f.table, f.orders[i], f.format.key, effect.Conflict))
		}
	}
	more, err := f.desk.check(ctx, due)
	return append(problems, more...), err
}

func (f *fileRun) confirm(cmd *cobra.Command) error {
	if f.clientCtx.SkipConfirm {
		return nil
	}
	if err := render(cmd.ErrOrStderr(), []section{{pairs: f.desk.summary(f.orders)}}); err != nil {
		return err
	}
	question := fmt.Sprintf("Sign %d transactions with %s and send them", len(f.orders), f.clientCtx.FromName)
	ok, err := input.GetConfirmation(question, bufio.NewReader(cmd.InOrStdin()), cmd.ErrOrStderr())
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !ok {
		return errNotConfirmed
	}
	return nil
}

func (f *fileRun) carryOut(ctx context.Context, cmd *cobra.Command) error {
	config, err := fileConfig(cmd)
	if err != nil {
		return err
	}
	chain, err := newFileChain(cmd, f.clientCtx, f.desk)
	if err != nil {
		return err
	}
	if !config.RetryFailed && f.journal.Final() == len(f.orders) {
		cmd.PrintErrf("%s was finished before, nothing is sent\n", f.path)
	}
	show, done := bulk.ShowProgress(cmd.ErrOrStderr())
	config.Progress = show
	results, runErr := bulk.Run(ctx, chain, f.journal, f.orders, config)
	done()
	if err := bulk.WriteResult(f.path, f.table.Columns, results); err != nil {
		return errors.Join(runErr, err)
	}
	if err := f.report(cmd, results); err != nil {
		return errors.Join(runErr, err)
	}
	return f.verdict(results, runErr)
}

func fileConfig(cmd *cobra.Command) (bulk.Config, error) {
	window, windowErr := cmd.Flags().GetInt(flagUnderWay)
	patience, patienceErr := cmd.Flags().GetDuration(flagPatience)
	retry, retryErr := cmd.Flags().GetBool(flagRetryFailed)
	if window < 1 {
		windowErr = errors.Join(windowErr, fmt.Errorf("--%s must be at least 1", flagUnderWay))
	}
	return bulk.Config{Window: window, Interval: pollInterval, Patience: patience, RetryFailed: retry},
		errors.Join(windowErr, patienceErr, retryErr)
}

// UnfinishedError is a file of which not every line is decided.
type UnfinishedError struct {
	File string
	// Sent is how many lines may still take effect, Waiting how many were not sent.
	Sent, Waiting int
	Err           error
}

// Error says what to do.
func (e *UnfinishedError) Error() string {
	return fmt.Sprintf(`%s is not finished: the outcome of %d lines is unknown, %d were not sent: %s
Run the same command again: it goes on where it was, and nothing takes effect twice.`, e.File, e.Sent, e.Waiting, e.Err)
}

// Unwrap returns why it is not finished.
func (e *UnfinishedError) Unwrap() error { return e.Err }

func (f *fileRun) verdict(results []bulk.Result, runErr error) error {
	sent, waiting := bulk.Count(results, bulk.StatusSent), bulk.Count(results, bulk.StatusWaiting)
	if sent+waiting > 0 {
		if errors.Is(runErr, context.Canceled) {
			runErr = errors.New("interrupted")
		}
		return &UnfinishedError{File: f.path, Sent: sent, Waiting: waiting, Err: runErr}
	}
	if failed := bulk.Count(results, bulk.StatusFailed); failed > 0 {
		return errors.Join(runErr, fmt.Errorf("%s of %s failed, see %s", lines(failed), f.path, bulk.ResultPath(f.path)))
	}
	return runErr
}

func lines(count int) string {
	if count == 1 {
		return "1 line"
	}
	return strconv.Itoa(count) + " lines"
}
