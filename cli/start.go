package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	cmtcfg "github.com/cometbft/cometbft/config"
	"github.com/cometbft/cometbft/node"
	"github.com/cometbft/cometbft/p2p"
	"github.com/cometbft/cometbft/proxy"
	"github.com/cometbft/cometbft/rpc/client/local"
	cmttypes "github.com/cometbft/cometbft/types"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/server"
	"github.com/cosmos/cosmos-sdk/server/api"
	serverconfig "github.com/cosmos/cosmos-sdk/server/config"
	servercmtlog "github.com/cosmos/cosmos-sdk/server/log"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	"github.com/cosmos/cosmos-sdk/telemetry"
	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/database"
)

const (
	// reapInterval is how long transactions are gathered before they go to peers.
	reapInterval = 50 * time.Millisecond
	// retryDelay is after how long a transaction that was refused may be sent again.
	retryDelay = 10 * time.Millisecond
	// reapBytes is how much goes to peers at a time, so that what they send each other about blocks is not kept waiting.
	reapBytes = 512 << 10
)

// startCommand is the SDK's with its own handler: the SDK keeps the connections of the node to itself, and a node that
// the consortium removed must be disconnected while it runs.
func startCommand(creator servertypes.AppCreator) *cobra.Command {
	cmd := server.StartCmdWithOptions(creator, app.DefaultHome(), server.StartCmdOptions{
		StartCommandHandler: runNode, DBOpener: openApplicationDB,
	})
	cmd.Short = "Run the node"
	cmd.Example = "  dcepd start\n  dcepd start --log_level error"
	// What the handler does not offer: the application outside of the process, or without CometBFT.
	for _, name := range []string{"with-comet", "address", "transport", "grpc-only", "inv-check-period"} {
		if flag := cmd.Flags().Lookup(name); flag != nil {
			flag.Hidden = true
		}
	}
	return cmd
}

// runNode runs application, CometBFT, gRPC and REST in this process until it is told to stop.
func runNode(
	serverCtx *server.Context, clientCtx client.Context, creator servertypes.AppCreator, inProcess bool,
	options server.StartCmdOptions,
) (err error) {
	if !inProcess || serverCtx.Viper.GetBool("grpc-only") {
		return errors.New("the application runs only together with CometBFT, in one process")
	}
	tuneRuntime()
	config, err := serverconfig.GetConfig(serverCtx.Viper)
	if err != nil {
		return err
	}
	if err := config.ValidateBasic(); err != nil {
		return err
	}
	metrics, err := telemetry.New(config.Telemetry) //nolint:staticcheck // what app.toml still offers
	if err != nil {
		return fmt.Errorf("telemetry: %w", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	group, ctx := errgroup.WithContext(ctx)
	server.ListenForQuitSignals(group, true, stop, serverCtx.Logger)

	db, err := options.DBOpener(serverCtx.Config.RootDir, server.GetAppDBBackend(serverCtx.Viper))
	if err != nil {
		return fmt.Errorf("open the application's database: %w", err)
	}
	application, err := newApplication(creator, serverCtx, db)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	defer func() { err = errors.Join(err, application.Close()) }()

	comet, err := startComet(ctx, serverCtx, application)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopComet(comet)) }()
	dropRemovedPeers(ctx, group, application, comet.Switch())
	keepDialing(ctx, group, comet.Switch(), serverCtx.Config.P2P.PersistentPeers)

	clientCtx = clientCtx.WithClient(local.New(comet)).WithHomeDir(serverCtx.Config.RootDir)
	application.RegisterTxService(clientCtx)
	application.RegisterTendermintService(clientCtx)
	application.RegisterNodeService(clientCtx, config)
	grpcServer, clientCtx, err := server.StartGrpcServer(ctx, group, config.GRPC, clientCtx, serverCtx, application)
	if err != nil {
		return fmt.Errorf("gRPC: %w", err)
	}
	startREST(ctx, group, config, clientCtx, serverCtx, application, grpcServer, metrics)
	return group.Wait()
}

// openApplicationDB opens the database of the application's state.
func openApplicationDB(home string, backend dbm.BackendType) (dbm.DB, error) {
	return database.Open("application", backend, filepath.Join(home, "data"))
}

// newApplication turns the panic of a broken database or wiring into an error.
func newApplication(
	creator servertypes.AppCreator, serverCtx *server.Context, db dbm.DB,
) (application servertypes.Application, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("start the application: %v", broken)
		}
	}()
	return creator(serverCtx.Logger, db, serverCtx.Viper), nil
}

func startComet(ctx context.Context, serverCtx *server.Context, application servertypes.Application) (*node.Node, error) {
	config := serverCtx.Config
	// The application has the mempool; CometBFT only carries transactions to it and to peers.
	config.Mempool.Type = cmtcfg.MempoolTypeApp
	config.Mempool.ReapInterval = reapInterval
	config.Mempool.ReapMaxBytes = reapBytes
	config.Mempool.CheckTxRetryDelay = retryDelay
	// What was seen before the application knows, and also what it has dropped since. CometBFT knows the last one at least.
	config.Mempool.SeenCacheSize = 1
	nodeKey, err := p2p.LoadNodeKey(config.NodeKeyFile())
	if err != nil {
		return nil, fmt.Errorf("node key: %w", err)
	}
	consensusKey, err := loadOrMakeConsensusKey(config)
	if err != nil {
		return nil, err
	}
	comet, err := node.NewNodeWithContext(ctx, config, consensusKey, nodeKey,
		proxy.NewLocalClientCreator(server.NewCometABCIWrapper(application)), readGenesis(config),
		database.OpenComet, node.DefaultMetricsProvider(config.Instrumentation),
		servercmtlog.CometLoggerWrapper{Logger: serverCtx.Logger})
	if err != nil {
		return nil, fmt.Errorf("CometBFT: %w", err)
	}
	if err := comet.Start(); err != nil {
		return nil, fmt.Errorf("CometBFT: %w", err)
	}
	return comet, nil
}

func stopComet(comet *node.Node) error {
	if !comet.IsRunning() {
		return nil
	}
	err := comet.Stop()
	comet.Wait()
	return err
}

func readGenesis(config *cmtcfg.Config) node.GenesisDocProvider {
	return func() (*cmttypes.GenesisDoc, error) {
		genesis, err := genutiltypes.AppGenesisFromFile(config.GenesisFile())
		if err != nil {
			return nil, fmt.Errorf("genesis: %w", err)
		}
		return genesis.ToGenesisDoc()
	}
}

func startREST(
	ctx context.Context, group *errgroup.Group, config serverconfig.Config, clientCtx client.Context,
	serverCtx *server.Context, application servertypes.Application, grpcServer *grpc.Server,
	metrics *telemetry.Metrics, //nolint:staticcheck // what app.toml still offers
) {
	if !config.API.Enable {
		return
	}
	rest := api.New(clientCtx, serverCtx.Logger.With("module", "api-server"), grpcServer)
	application.RegisterAPIRoutes(rest, config.API)
	if config.Telemetry.Enabled { //nolint:staticcheck // what app.toml still offers
		rest.SetTelemetry(metrics) //nolint:staticcheck // what app.toml still offers
	}
	group.Go(func() error { return rest.Start(ctx, config) })
}
