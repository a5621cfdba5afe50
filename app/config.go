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
})
