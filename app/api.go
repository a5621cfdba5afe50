package app

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"

	abci "github.com/cometbft/cometbft/abci/types"
	gogoproto "github.com/cosmos/gogoproto/proto"
	golangproto "github.com/golang/protobuf/proto" //nolint:staticcheck // its registry is the one that the gateway asks
	"google.golang.org/protobuf/reflect/protoreflect"

	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/baseapp"
	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/grpc/cmtservice"
	nodeservice "github.com/cosmos/cosmos-sdk/client/grpc/node"
	"github.com/cosmos/cosmos-sdk/server"
	"github.com/cosmos/cosmos-sdk/server/api"
	"github.com/cosmos/cosmos-sdk/server/config"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
	authtx "github.com/cosmos/cosmos-sdk/x/auth/tx"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"

	"github.com/dcep-consortium/dcepd/docs/integrators"
	"github.com/dcep-consortium/dcepd/history"
	"github.com/dcep-consortium/dcepd/mempool"
)

var _ servertypes.Application = (*App)(nil)

// protoPackages begins the names of this project's protobuf packages.
const protoPackages = "dcep."

// RegisterAPIRoutes serves every query as REST, and their description at /openapi.json.
func (app *App) RegisterAPIRoutes(server *api.Server, _ config.APIConfig) {
	nameEnums()
	gateway := server.GRPCGatewayRouter
	authtx.RegisterGRPCGatewayRoutes(server.ClientCtx, gateway)
	cmtservice.RegisterGRPCGatewayRoutes(server.ClientCtx, gateway)
	nodeservice.RegisterGRPCGatewayRoutes(server.ClientCtx, gateway)
	app.basics.RegisterGRPCGatewayRoutes(server.ClientCtx, gateway)
	bank := banktypes.NewQueryClient(server.ClientCtx)
	if err := banktypes.RegisterQueryHandlerClient(context.Background(), gateway, bank); err != nil {
		panic(fmt.Errorf("balance routes: %w", err))
	}
	if err := history.RegisterQueryHandlerClient(context.Background(), gateway, history.NewQueryClient(server.ClientCtx)); err != nil {
		panic(fmt.Errorf("history routes: %w", err))
	}
	if err := mempool.RegisterQueryHandlerClient(context.Background(), gateway, mempool.NewQueryClient(server.ClientCtx)); err != nil {
		panic(fmt.Errorf("mempool routes: %w", err))
	}
	server.Router.HandleFunc("/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if _, err := w.Write(integrators.OpenAPI); err != nil {
			app.Logger().Debug("client left while reading openapi.json", "error", err)
		}
	})
}

// nameEnums lets the gateway read the values of our enums by name in the parameters of a query. It looks for them in a
// registry to which the generated code does not add.
var nameEnums = sync.OnceFunc(func() {
	gogoproto.HybridResolver.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), protoPackages) {
			return true
		}
		enums := file.Enums()
		for i := range enums.Len() {
			values := map[string]int32{}
			for j := range enums.Get(i).Values().Len() {
				value := enums.Get(i).Values().Get(j)
				values[string(value.Name())] = int32(value.Number())
			}
			golangproto.RegisterEnum(string(enums.Get(i).FullName()), nil, values) //nolint:staticcheck // the one that the gateway asks
		}
		return true
	})
})

// Query answers a path of ABCI. Of a store it gives one record and its proof; the SDK would also give all at once, without a bound.
func (app *App) Query(ctx context.Context, req *abci.RequestQuery) (*abci.ResponseQuery, error) {
	path := baseapp.SplitABCIQueryPath(req.Path)
	if len(path) > 0 && path[0] == baseapp.QueryPathStore && path[len(path)-1] != "key" {
		return sdkerrors.QueryResult(errorsmod.Wrapf(sdkerrors.ErrUnknownRequest,
			"%.100q: of a store only /store/NAME/key is answered", req.Path), app.Trace()), nil
	}
	return app.BaseApp.Query(ctx, req)
}

// RegisterTendermintService serves blocks and validator sets.
func (app *App) RegisterTendermintService(ctx client.Context) {
	cmtservice.RegisterTendermintService(ctx, app.GRPCQueryRouter(), app.registry, server.NewCometABCIWrapper(app).Query)
}

// RegisterNodeService serves the node's own status and configuration.
func (app *App) RegisterNodeService(ctx client.Context, cfg config.Config) {
	nodeservice.RegisterNodeService(ctx, app.GRPCQueryRouter(), cfg, func() int64 {
		return app.CommitMultiStore().EarliestVersion()
	})
}
