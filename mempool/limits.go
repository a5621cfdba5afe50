package mempool

import (
	"github.com/spf13/cast"

	servertypes "github.com/cosmos/cosmos-sdk/server/types"
)

const (
	// DefaultTxs and DefaultBytes bound what waits, unless config.toml says otherwise: four full blocks of payments.
	DefaultTxs   = 20_000
	DefaultBytes = 256 << 20
	// LaneTxs bounds how many transactions of one member or one wallet wait.
	LaneTxs = 1000
)

// Limits bound all that waits in a node.
type Limits struct{ Txs, Bytes int }

// ReadLimits reads mempool.size and mempool.max_txs_bytes of config.toml.
func ReadLimits(options servertypes.AppOptions) Limits {
	limits := Limits{Txs: DefaultTxs, Bytes: DefaultBytes}
	if size := options.Get("mempool.size"); size != nil {
		limits.Txs = cast.ToInt(size)
	}
	if size := options.Get("mempool.max_txs_bytes"); size != nil {
		limits.Bytes = cast.ToInt(size)
	}
	return limits
}
