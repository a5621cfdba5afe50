package cli

import (
	"errors"
	"fmt"
	"strings"

	sdk "github.com/cosmos/cosmos-sdk/types"
)

// The exit codes of the program.
const (
	exitOK = 0
	// exitFailed: nothing happened, or the transaction is in a block and failed.
	exitFailed = 1
	// exitAlarm: what was watched for is the case.
	exitAlarm = 2
	// exitUnknown: a transaction was sent and nobody can say yet whether it takes effect.
	exitUnknown = 3
)

var errNotConfirmed = errors.New("not confirmed, nothing was sent; --yes confirms without a question")

// ExitCode maps the error of the root command to the exit code of the process: 0 without error, 3 when the outcome of a
// sent transaction is unknown, 2 when a watched balance is too low, 1 for everything else.
func ExitCode(err error) int {
	var unknown *OutcomeUnknownError
	var unfinished *UnfinishedError
	var low *BalanceLowError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &unknown), errors.As(err, &unfinished) && unfinished.Sent > 0:
		return exitUnknown
	case errors.As(err, &low):
		return exitAlarm
	default:
		return exitFailed
	}
}

// explain puts an error into its context, without the line of source code that the SDK's errors print.
func explain(err error, format string, args ...any) error {
	return fmt.Errorf(format+": %w", append(args, plain{err})...)
}

type plain struct{ error }

func (e plain) Unwrap() error { return e.error }

// TxFailedError is a transaction that the check of a node or its execution refused. It changed nothing.
type TxFailedError struct {
	Response *sdk.TxResponse
}

// Error gives the reason and where it is registered: "… (currency/12)".
func (e *TxFailedError) Error() string {
	where := "was refused"
	if e.Response.Height > 0 {
		where = fmt.Sprintf("failed at height %d", e.Response.Height)
	}
	return fmt.Sprintf("transaction %s %s: %s (%s/%d)",
		e.Response.TxHash, where, reason(e.Response), e.Response.Codespace, e.Response.Code)
}

// reason drops what the SDK says before the reason of a transaction with one message.
func reason(response *sdk.TxResponse) string {
	return strings.TrimPrefix(response.RawLog, "failed to execute message; message index: 0: ")
}

// OutcomeUnknownError is a transaction that was sent, or may have been, and is not known to be in a block.
type OutcomeUnknownError struct {
	Hash string
	Err  error
}

// Error says how to find out, and what is safe meanwhile.
func (e *OutcomeUnknownError) Error() string {
	return fmt.Sprintf(`the outcome of transaction %s is unknown: %s
Ask again:  dcepd query tx %s
Repeating a command is safe only with the same end-to-end id and instruction date, or the same reference: then it never
takes effect twice.`, e.Hash, e.Err, e.Hash)
}

// Unwrap returns why the outcome is unknown.
func (e *OutcomeUnknownError) Unwrap() error { return e.Err }
