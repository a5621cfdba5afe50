package cli

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strings"

	rpctypes "github.com/cometbft/cometbft/rpc/jsonrpc/types"
	"github.com/cosmos/gogoproto/proto"
	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
	"github.com/cosmos/cosmos-sdk/types/query"
)

// paginated is a response that may have more pages.
type paginated interface{ GetPagination() *query.PageResponse }

// show writes a message to stdout: as JSON, the same that the REST interface gives, or as a table.
func show(cmd *cobra.Command, clientCtx client.Context, message proto.Message) error {
	if clientCtx.OutputFormat == flags.OutputFormatJSON {
		return showJSON(cmd, clientCtx, message)
	}
	reflected, err := reflected(message)
	if err != nil {
		return err
	}
	if err := render(cmd.OutOrStdout(), view(reflected)); err != nil {
		return err
	}
	if page, ok := message.(paginated); ok && len(page.GetPagination().GetNextKey()) > 0 {
		cmd.PrintErrf("There is more: --page-key %s\n", hex.EncodeToString(page.GetPagination().NextKey))
	}
	return nil
}

func showJSON(cmd *cobra.Command, clientCtx client.Context, message proto.Message) error {
	encoded, err := clientCtx.Codec.MarshalJSON(message)
	if err != nil {
		return err
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, encoded, "", "  "); err != nil {
		return err
	}
	indented.WriteByte('\n')
	_, err = cmd.OutOrStdout().Write(indented.Bytes())
	return err
}

// readable keeps of an error from a node what a person can use, without "rpc error: code = … desc = ", and says so when no
// node answered.
func readable(err error) error {
	if err == nil {
		return nil
	}
	if dial := dialOf(err); dial != nil {
		return unreachable(dial, err)
	}
	text := err.Error()
	var rpc *rpctypes.RPCError
	if errors.As(err, &rpc) && rpc.Data != "" {
		text = rpc.Data
	}
	for strings.HasPrefix(text, "rpc error: code = ") {
		_, rest, found := strings.Cut(text, " desc = ")
		if !found {
			break
		}
		text = rest
	}
	// The SDK appends its own name of the kind of error.
	for _, kind := range []error{sdkerrors.ErrKeyNotFound, sdkerrors.ErrInvalidRequest} {
		text = strings.TrimSuffix(text, ": "+kind.Error())
	}
	return &nodeError{text: text, err: err}
}

// reachable leaves errors alone that say something else than that no node answered, or say more.
func reachable(err error) error {
	var said *nodeError
	if dial := dialOf(err); dial != nil && !errors.As(err, &said) {
		return unreachable(dial, err)
	}
	return err
}

// dialOf returns the attempt to reach a node that failed, nil if that is not what the error is about.
func dialOf(err error) *net.OpError {
	var failed *net.OpError
	if errors.As(err, &failed) && failed.Op == "dial" {
		return failed
	}
	return nil
}

// unreachable names the address that nobody listens at.
func unreachable(dial *net.OpError, err error) error {
	where := "the address of --node"
	if dial.Addr != nil {
		where = dial.Addr.String()
	}
	return &nodeError{text: fmt.Sprintf("no node answers at %s: %s", where, dial.Err), err: err}
}

// nodeError is an answer of a node that was no.
type nodeError struct {
	text string
	err  error
}

func (e *nodeError) Error() string { return e.text }
func (e *nodeError) Unwrap() error { return e.err }
