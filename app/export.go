package app

import (
	"encoding/json"
	"errors"
	"fmt"

	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"
	cmttypes "github.com/cometbft/cometbft/types"

	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	upgradetypes "github.com/cosmos/cosmos-sdk/x/upgrade/types"
)

// ExportAppStateAndValidators writes the whole state as a genesis. A chain
// started from it goes on at the next height; there is no export for height
// zero, because member, validator and payment history must not restart.
func (app *App) ExportAppStateAndValidators(
	forZeroHeight bool, _ []string, modulesToExport []string,
) (servertypes.ExportedApp, error) {
	if forZeroHeight {
		return servertypes.ExportedApp{}, errors.New("export for height zero is not supported: the history must go on")
	}
	ctx := app.NewContextLegacy(true, cmtproto.Header{Height: app.LastBlockHeight()})
	// The SDK does not export it, and the new chain would go on with the old rules.
	plan, err := keepersOf(app).upgrade.GetUpgradePlan(ctx)
	switch {
	case err == nil && plan.Height > app.LastBlockHeight()+1:
		return servertypes.ExportedApp{}, fmt.Errorf("export: the upgrade %q is planned at height %d: wait for it, or cancel it by a resolution",
			plan.Name, plan.Height)
	case err != nil && !errors.Is(err, upgradetypes.ErrNoUpgradePlanFound):
		return servertypes.ExportedApp{}, fmt.Errorf("export: planned upgrade: %w", err)
	}
	state, err := app.modules.ExportGenesisForModules(ctx, app.codec, modulesToExport)
	if err != nil {
		return servertypes.ExportedApp{}, fmt.Errorf("export modules: %w", err)
	}
	appState, err := json.MarshalIndent(state, "", "  ")
	if err != nil {
		return servertypes.ExportedApp{}, fmt.Errorf("write state: %w", err)
	}
	return servertypes.ExportedApp{
		AppState:        appState,
		Validators:      []cmttypes.GenesisValidator{},
		Height:          app.LastBlockHeight() + 1,
		ConsensusParams: app.GetConsensusParams(ctx),
	}, nil
}

// ExportState returns the genesis of every module from the given state.
func (app *App) ExportState(ctx sdk.Context) (map[string]json.RawMessage, error) {
	return app.modules.ExportGenesis(ctx, app.codec)
}
