package cli

import (
	"bytes"
	"context"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/codec"
	"github.com/cosmos/cosmos-sdk/codec/address"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/std"
	authtx "github.com/cosmos/cosmos-sdk/x/auth/tx"
	txsigning "github.com/cosmos/cosmos-sdk/x/tx/signing"

	"github.com/dcep-consortium/dcepd/app"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// testClientContext knows the messages of the chain and no node.
func testClientContext() client.Context {
	registry, err := codectypes.NewInterfaceRegistryWithOptions(codectypes.InterfaceRegistryOptions{
		ProtoFiles: proto.HybridResolver,
		SigningOptions: txsigning.Options{
			AddressCodec:          address.NewBech32Codec(app.Bech32Prefix),
			ValidatorAddressCodec: address.NewBech32Codec(app.Bech32Prefix + "valoper"),
		},
	})
	if err != nil {
		panic(err)
	}
	std.RegisterInterfaces(registry)
	consortiumtypes.RegisterInterfaces(registry)
	currencytypes.RegisterInterfaces(registry)
	cdc := codec.NewProtoCodec(registry)
	return client.Context{}.WithCodec(cdc).WithInterfaceRegistry(registry).
		WithTxConfig(authtx.NewTxConfig(cdc, authtx.DefaultSignModes))
}

// testCommand collects what a command prints.
func testCommand(t *testing.T, flags ...string) (cmd *cobra.Command, stdout, stderr *bytes.Buffer) {
	t.Helper()
	cmd = &cobra.Command{Use: "test"}
	cmd.SetContext(context.Background())
	addTxFlags(cmd)
	require.NoError(t, cmd.ParseFlags(flags))
	stdout, stderr = new(bytes.Buffer), new(bytes.Buffer)
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	return cmd, stdout, stderr
}
