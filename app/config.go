// Package app assembles the consortium chain: which modules there are, who may
// send which message, what a block may contain, and who may connect.
package app

import (
	"os"
	"path/filepath"
	"sync"

	sdk "github.com/cosmos/cosmos-sdk/types"
)

const (
	// Name is the name of the application and of its binary.
	Name = "dcepd"
	// Bech32Prefix begins every address.
	Bech32Prefix = "dcep"
	// BaseDenom is the smallest unit, 1/100 yuan.
	BaseDenom = "fen"
	// DisplayDenom is the unit people read and write.
	DisplayDenom = "yuan"
	// IAVLDisableFastNode leaves out the second copy of all records by key that the tree would keep besides its nodes. To read
	// a record costs more without it, but a payment reads what it is to write; and its random keys are what costs a database
	// most. It is no part of the state: app.toml may say otherwise.
	IAVLDisableFastNode = true
	// IAVLCacheSize is how many nodes of each tree stay in memory, about half a kilobyte each. It is no part of the state: app.toml
	// may say otherwise.
	IAVLCacheSize = 781_250
	// cachedRecords is how many records of each store stay in memory above its tree, about a third of a kilobyte each.
	cachedRecords = 500_000
)

// DefaultHome is where a node and its keys live unless told otherwise: ~/.dcepd.
func DefaultHome() string {
	user, err := os.UserHomeDir()
	if err != nil {
		return "." + Name
	}
	return filepath.Join(user, "."+Name)
}

// SetBech32Prefix makes the SDK read and write this chain's addresses. It may be called any number of times.
var SetBech32Prefix = sync.OnceFunc(func() {
	config := sdk.GetConfig()
	config.SetBech32PrefixForAccount(Bech32Prefix, Bech32Prefix+"pub")
	config.SetBech32PrefixForValidator(Bech32Prefix+"valoper", Bech32Prefix+"valoperpub")
	config.SetBech32PrefixForConsensusNode(Bech32Prefix+"valcons", Bech32Prefix+"valconspub")
	// Some of the SDK's commands wait until nobody can change this any more.
	config.Seal()
})
