package app_test

import (
	"context"
	"fmt"
	"net"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"

	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"
	grpctypes "github.com/cosmos/cosmos-sdk/types/grpc"
	txtypes "github.com/cosmos/cosmos-sdk/types/tx"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// serveGRPC connects to the gRPC services of an application.
func serveGRPC(t *testing.T, instance *app.App) *grpc.ClientConn {
	t.Helper()
	listener := bufconn.Listen(1 << 20)
	server := grpc.NewServer()
	instance.RegisterGRPCServerWithSkipCheckHeader(server, false)
	go server.Serve(listener) //nolint:errcheck // until it is stopped
	t.Cleanup(server.Stop)
	conn, err := grpc.NewClient("passthrough:///app", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, conn.Close()) })
	return conn
}

// A node that was started again answers at once, by the last block's state and time.
func TestStartedAgainItAnswers(t *testing.T) {
	chain := testutil.New(t)
	chain.NextBlock()
	day := currency.DayOf(chain.Time()).String()
	chain.Restart()
	bank := currency.NewQueryClient(serveGRPC(t, chain.App))
	var header metadata.MD
	_, err := bank.Statement(t.Context(), &currency.QueryStatementRequest{MemberId: "icbc-sz", Day: day}, grpc.Header(&header))
	require.NoError(t, err)
	height := fmt.Sprint(chain.Height())
	require.Equal(t, []string{height}, header.Get(grpctypes.GRPCBlockHeightHeader))

	for asked, served := range map[string]string{"0": height, "1": "1"} {
		ctx := metadata.AppendToOutgoingContext(t.Context(), grpctypes.GRPCBlockHeightHeader, asked)
		_, err = bank.Supply(ctx, &currency.QuerySupplyRequest{}, grpc.Header(&header))
		require.NoError(t, err, asked)
		require.Equal(t, []string{served}, header.Get(grpctypes.GRPCBlockHeightHeader), asked)
	}
}

func TestTransactionsAreTakenAsBytes(t *testing.T) {
	chain := testutil.New(t)
	chain.NextBlock()
	chain.App.RegisterTxService(client.Context{})
	service := txtypes.NewServiceClient(serveGRPC(t, chain.App))
	_, err := service.Simulate(t.Context(), &txtypes.SimulateRequest{Tx: &txtypes.Tx{}})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	require.ErrorContains(t, err, "send it as tx_bytes")
	_, err = service.TxEncode(t.Context(), &txtypes.TxEncodeRequest{Tx: &txtypes.Tx{}})
	require.Equal(t, codes.Unimplemented, status.Code(err))

	teller := testutil.Officer("icbc-sz", "teller")
	raw := chain.Sign(teller, []sdk.Msg{&currency.MsgOpenWallet{
		Teller: teller.String(), Address: testutil.NewActor("alice").String(), Class: currency.WALLET_CLASS_I,
		Kind: currency.WALLET_KIND_PERSONAL, Region: "440300", CustomerRef: make([]byte, 32), Carrier: currency.CARRIER_APP,
	}})
	simulated, err := service.Simulate(t.Context(), &txtypes.SimulateRequest{TxBytes: raw})
	require.NoError(t, err)
	require.Positive(t, simulated.GasInfo.GasUsed)
}
