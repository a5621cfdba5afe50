package app

import (
	"context"

	"github.com/cosmos/cosmos-sdk/types/module"
	upgradetypes "github.com/cosmos/cosmos-sdk/x/upgrade/types"
)

// upgrades are the named plans this binary can carry out: each runs the module
// migrations that lie between the state's versions and this binary's.
// A release that needs an upgrade adds its plan's name here.
var upgrades []string

func (app *App) registerUpgrades() {
	for _, name := range upgrades {
		keepersOf(app).upgrade.SetUpgradeHandler(name,
			func(ctx context.Context, _ upgradetypes.Plan, from module.VersionMap) (module.VersionMap, error) {
				return app.modules.RunMigrations(ctx, app.configurator, from)
			})
	}
}
