package cli

import (
	"fmt"

	abci "github.com/cometbft/cometbft/abci/types"
	dbm "github.com/cosmos/cosmos-db"

	"cosmossdk.io/log/v2"

	"github.com/cosmos/cosmos-sdk/baseapp"
	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/genesis"
)

// checkGenesis validates a genesis and then starts a chain with it in memory, which also proves what only the running
// modules know, such as which roles a kind of member may have.
func checkGenesis(description *app.App, checked *genutiltypes.AppGenesis) (err error) {
	if err := genesis.Validate(checked, description.BasicModules(), description.AppCodec(), description.TxConfig()); err != nil {
		return err
	}
	doc, err := checked.ToGenesisDoc()
	if err != nil {
		return err
	}
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the chain would not start: %v", broken)
		}
	}()
	params := doc.ConsensusParams.ToProto()
	trial := app.New(log.NewNopLogger(), dbm.NewMemDB(), true, noOptions{},
		baseapp.SetChainID(doc.ChainID))
	response, err := trial.InitChain(&abci.RequestInitChain{
		Time: doc.GenesisTime, ChainId: doc.ChainID, ConsensusParams: &params,
		InitialHeight: max(doc.InitialHeight, 1), AppStateBytes: doc.AppState,
	})
	if err != nil {
		return explain(err, "the chain would not start")
	}
	if len(response.Validators) == 0 {
		return fmt.Errorf("the chain would not start: it has no validator with power")
	}
	return trial.Close()
}
