package cli

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"strings"

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

// readable keeps of an error from a node what a person can use, without "rpc error: code = … desc = ".
func readable(err error) error {
	text := err.Error()
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

// nodeError is an answer of a node that was no.
type nodeError struct {
	text string
	err  error
}

func (e *nodeError) Error() string { return e.text }
func (e *nodeError) Unwrap() error { return e.err }
