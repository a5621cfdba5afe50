package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"

	gogoproto "github.com/cosmos/gogoproto/proto"
	"github.com/spf13/cobra"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/client/input"
	"github.com/cosmos/cosmos-sdk/client/tx"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"

	"github.com/dcep-consortium/dcepd/app"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// runMessage fills the signer into a message and sends it.
func runMessage(cmd *cobra.Command, message gogoproto.Message, signer protoreflect.Name) error {
	clientCtx, err := signerContext(cmd, string(signer))
	if err != nil {
		return err
	}
	message, err = withField(message, signer, consortiumtypes.FormatAddress(clientCtx.GetFromAddress()))
	if err != nil {
		return err
	}
	if err := proveSubWallet(clientCtx, message); err != nil {
		return err
	}
	if err := identifyPayment(cmd.ErrOrStderr(), message, now()); err != nil {
		return err
	}
	return send(cmd, clientCtx, message)
}

// signerContext knows who signs, for which role in the message.
func signerContext(cmd *cobra.Command, role string) (client.Context, error) {
	// The SDK says here which key it takes when none is named, and stdout is for the result alone.
	quiet := client.GetClientContextFromCmd(cmd).WithOutput(cmd.ErrOrStderr())
	if err := client.SetCmdClientContext(cmd, quiet); err != nil {
		return quiet, err
	}
	clientCtx, err := client.GetClientTxContext(cmd)
	if errors.Is(err, sdkerrors.ErrKeyNotFound) {
		return clientCtx, fmt.Errorf("--%s %s: there is no such key in the keyring", flags.FlagFrom, cmd.Flag(flags.FlagFrom).Value)
	}
	if err == nil && clientCtx.GetFromAddress().Empty() {
		err = fmt.Errorf("--%s is required: the key of the %s", flags.FlagFrom, role)
	}
	if err != nil {
		return clientCtx, err
	}
	return actFor(cmd, clientCtx)
}

// send signs the messages as one transaction and hands it to a node, or prints it when that is asked for.
func send(cmd *cobra.Command, clientCtx client.Context, messages ...sdk.Msg) error {
	clientCtx = clientCtx.WithCmdContext(cmd.Context()).WithOutput(cmd.OutOrStdout())
	if clientCtx.GenerateOnly {
		return printUnsigned(cmd, clientCtx, messages)
	}
	factory, err := tx.NewFactoryCLI(clientCtx, cmd.Flags())
	if err != nil {
		return err
	}
	factory = declareGas(cmd, factory, messages)
	if clientCtx.Offline {
		return fmt.Errorf("--%s needs --%s: sign the printed transaction with dcepd tx sign", flags.FlagOffline,
			flags.FlagGenerateOnly)
	}
	if factory, err = factory.Prepare(clientCtx); err != nil {
		return readable(err)
	}
	onlyEstimate, err := cmd.Flags().GetBool(flagEstimate)
	if err != nil {
		return err
	}
	if onlyEstimate {
		factory = factory.WithSimulateAndExecute(true)
	}
	if factory.SimulateAndExecute() {
		_, gas, err := tx.CalculateGas(clientCtx, factory, messages...)
		if err != nil {
			return readable(err)
		}
		factory = factory.WithGas(gas)
		cmd.PrintErrf("gas estimate: %d\n", gas)
	}
	if onlyEstimate {
		return nil
	}
	encoded, err := sign(cmd, clientCtx, factory, messages)
	if err != nil {
		return err
	}
	return broadcast(cmd, clientCtx, encoded)
}

// printUnsigned prints a transaction that says nothing of chain, account and sequence yet. The SDK demands all three, or
// none, of a command that is offline.
func printUnsigned(cmd *cobra.Command, clientCtx client.Context, messages []sdk.Msg) error {
	factory, err := tx.NewFactoryCLI(clientCtx.WithOffline(false), cmd.Flags())
	if err != nil {
		return err
	}
	factory = declareGas(cmd, factory, messages)
	return factory.WithChainID(cmp.Or(clientCtx.ChainID, app.Name)).PrintUnsignedTx(clientCtx, messages...)
}

// declareGas lets a payment declare what it takes, which is known before, unless a person chose otherwise.
func declareGas(cmd *cobra.Command, factory tx.Factory, messages []sdk.Msg) tx.Factory {
	gas, fixed := app.FixedGas(messages...)
	if chosen := cmd.Flag(flags.FlagGas); !fixed || chosen != nil && chosen.Value.String() != "" {
		return factory
	}
	return factory.WithGas(gas)
}

func sign(cmd *cobra.Command, clientCtx client.Context, factory tx.Factory, messages []sdk.Msg) ([]byte, error) {
	unsigned, err := factory.BuildUnsignedTx(messages...)
	if err != nil {
		return nil, err
	}
	if err := confirm(cmd, clientCtx, messages); err != nil {
		return nil, err
	}
	if err := tx.Sign(cmd.Context(), factory, clientCtx.FromName, unsigned, true); err != nil {
		return nil, err
	}
	return clientCtx.TxConfig.TxEncoder()(unsigned.GetTx())
}

// confirm shows a person what the signature will stand for.
func confirm(cmd *cobra.Command, clientCtx client.Context, messages []sdk.Msg) error {
	if clientCtx.SkipConfirm {
		return nil
	}
	for _, message := range messages {
		reflected, err := reflected(message)
		if err != nil {
			return err
		}
		cmd.PrintErrln(reflected.Descriptor().Name())
		if err := render(cmd.ErrOrStderr(), view(reflected)); err != nil {
			return err
		}
	}
	question := fmt.Sprintf("Sign this with %s and send it", clientCtx.FromName)
	ok, err := input.GetConfirmation(question, bufio.NewReader(cmd.InOrStdin()), cmd.ErrOrStderr())
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !ok {
		return errNotConfirmed
	}
	return nil
}

// withField sets a text field of a message by the name it has in the protobuf file.
func withField(message gogoproto.Message, field protoreflect.Name, value string) (gogoproto.Message, error) {
	dynamic, err := reflected(message)
	if err != nil {
		return nil, err
	}
	dynamic.Set(dynamic.Descriptor().Fields().ByName(field), protoreflect.ValueOfString(value))
	return concrete(dynamic)
}
