package cli

import (
	"time"

	cmtcfg "github.com/cometbft/cometbft/config"

	serverconfig "github.com/cosmos/cosmos-sdk/server/config"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/history"
	"github.com/dcep-consortium/dcepd/mempool"
)

// cometDefaults is what dcepd init writes to config.toml; what an operator changes there wins.
func cometDefaults() *cmtcfg.Config {
	config := cmtcfg.DefaultConfig()
	config.RPC.ListenAddress = "tcp://127.0.0.1:26657"

	// Who connects is decided by the registry of nodes. Peers are not found by gossip, and the other transport of
	// CometBFT would bypass the filter. Since the node id decides, several nodes may share an address, also a private one.
	config.FilterPeers = true
	config.P2P.PexReactor = false
	config.P2P.LibP2PConfig.Enabled = false
	config.P2P.AddrBookStrict = false
	config.P2P.AllowDuplicateIP = true

	// What there is to say is said at once, and not gathered for as long as CometBFT would on a network of strangers.
	config.P2P.FlushThrottleTimeout = 5 * time.Millisecond
	config.Consensus.PeerGossipSleepDuration = 25 * time.Millisecond

	// A block about every second.
	config.Consensus.TimeoutPropose = 2 * time.Second
	config.Consensus.TimeoutCommit = 800 * time.Millisecond

	// The lanes of the application bound each sender; this bounds all of them together.
	config.Mempool.Size = mempool.DefaultTxs
	config.Mempool.MaxTxsBytes = mempool.DefaultBytes
	config.Mempool.MaxTxBytes = 1 << 20

	config.Instrumentation.PrometheusListenAddr = "127.0.0.1:26660"
	return config
}

// appConfig is app.toml: what the SDK has, and what this program adds.
type appConfig struct {
	serverconfig.Config `mapstructure:",squash"`

	History history.Config `mapstructure:"history"`
}

const appTemplate = serverconfig.DefaultConfigTemplate + history.ConfigTemplate

// appDefaults is what dcepd init writes to app.toml.
func appDefaults() appConfig {
	config := serverconfig.DefaultConfig()
	// There are no fees, but the SDK demands that this be said.
	config.MinGasPrices = "0" + app.BaseDenom
	// The largest page of a list needs less than a tenth of this.
	config.QueryGasLimit = 10_000_000
	// A second copy of all records by key makes single reads faster, and every payment writes it under random keys.
	config.IAVLDisableFastNode = app.IAVLDisableFastNode
	config.IAVLCacheSize = app.IAVLCacheSize

	config.API.Enable = true
	config.API.Address = "tcp://127.0.0.1:1317"
	config.GRPC.Enable = true
	config.GRPC.Address = "127.0.0.1:9090"
	config.GRPCWeb.Enable = false

	// Every node can help another one to start; a snapshot about every quarter of an hour.
	config.StateSync.SnapshotInterval = 1000
	config.StateSync.SnapshotKeepRecent = 2
	return appConfig{Config: *config}
}
