package app

import (
	"context"
	"slices"
	"strconv"

	gogogrpc "github.com/cosmos/gogoproto/grpc"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/client"
	grpctypes "github.com/cosmos/cosmos-sdk/types/grpc"
	txtypes "github.com/cosmos/cosmos-sdk/types/tx"
	authtx "github.com/cosmos/cosmos-sdk/x/auth/tx"
)

// RegisterGRPCServerWithSkipCheckHeader serves every query. Asked without a height, it answers by the state that was committed last, and by
// that block's time. The SDK would look for the header of that block, which a node that was started again does not have before its next
// block: as long as the chain stands still, it would answer nothing.
func (app *App) RegisterGRPCServerWithSkipCheckHeader(server gogogrpc.Server, skipCheckHeader bool) {
	app.BaseApp.RegisterGRPCServerWithSkipCheckHeader(lastStateServer{server, app}, skipCheckHeader)
}

// lastStateServer is a server whose services are asked about a height by all.
type lastStateServer struct {
	gogogrpc.Server
	app *App
}

// RegisterService implements gogogrpc.Server.
func (s lastStateServer) RegisterService(service *grpc.ServiceDesc, implementation any) {
	named := *service
	named.Methods = slices.Clone(service.Methods)
	for i, method := range named.Methods {
		named.Methods[i].Handler = func(
			implementation any, ctx context.Context, decode func(any) error, interceptor grpc.UnaryServerInterceptor,
		) (any, error) {
			return method.Handler(implementation, s.app.nameHeight(ctx), decode, interceptor)
		}
	}
	s.Server.RegisterService(&named, implementation)
}

// nameHeight asks about the last committed height who asks about none.
func (app *App) nameHeight(ctx context.Context) context.Context {
	state := app.intake.state.Load()
	asked, ok := metadata.FromIncomingContext(ctx)
	if height := asked.Get(grpctypes.GRPCBlockHeightHeader); !ok || state == nil || len(height) > 0 && height[0] != "0" {
		return ctx
	}
	asked = asked.Copy()
	asked.Set(grpctypes.GRPCBlockHeightHeader, strconv.FormatInt(state.BlockHeight(), 10))
	return metadata.NewIncomingContext(ctx, asked)
}

// RegisterTxService serves sending, simulating and finding transactions.
func (app *App) RegisterTxService(ctx client.Context) {
	service := authtx.NewTxServer(ctx, app.Simulate, app.registry)
	txtypes.RegisterServiceServer(app.GRPCQueryRouter(), txService{service})
}

// txService takes transactions as bytes, which the decoder of the chain reads. To write a transaction that came as an object, generated code
// takes the square of the depth to which modes of signing are nested in it.
type txService struct{ txtypes.ServiceServer }

// Simulate implements txtypes.ServiceServer.
func (s txService) Simulate(ctx context.Context, req *txtypes.SimulateRequest) (*txtypes.SimulateResponse, error) {
	if req.Tx != nil {
		return nil, status.Error(codes.InvalidArgument, "tx: not taken; encode the transaction and send it as tx_bytes")
	}
	return s.ServiceServer.Simulate(ctx, req)
}

// TxEncode implements txtypes.ServiceServer.
func (txService) TxEncode(context.Context, *txtypes.TxEncodeRequest) (*txtypes.TxEncodeResponse, error) {
	return nil, status.Error(codes.Unimplemented, "encode the transaction with a protobuf library, as its signer must")
}
