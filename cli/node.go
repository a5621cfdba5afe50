package cli

import (
	dbm "github.com/cosmos/cosmos-db"
	"github.com/spf13/cobra"

	"cosmossdk.io/log/v2"

	"github.com/cosmos/cosmos-sdk/client/pruning"
	"github.com/cosmos/cosmos-sdk/client/snapshot"
	"github.com/cosmos/cosmos-sdk/server"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"

	"github.com/dcep-consortium/dcepd/app"
)

// nodeCommands are those that work on the home of a node.
func nodeCommands(creator servertypes.AppCreator) []*cobra.Command {
	comet := groupCommand("comet", "Read this node's keys as CometBFT sees them, and repair its data")
	comet.AddCommand(server.ShowNodeIDCmd(), server.ShowValidatorCmd(), server.ShowAddressCmd(), server.VersionCmd(),
		server.BootstrapStateCmd(creator))
	prune := pruning.Cmd(creator, app.DefaultHome())
	snapshots := snapshot.Cmd(creator)
	// The SDK has one such command for all roots: what one of them does to it would show in the others.
	list := *snapshot.ListSnapshotsCmd
	snapshots.RemoveCommand(snapshot.ListSnapshotsCmd)
	snapshots.AddCommand(&list)
	return []*cobra.Command{
		initCommand(), startCommand(creator), validatorKeyCommand(), comet,
		server.ExportCmd(export, app.DefaultHome()), server.NewRollbackCmd(creator, app.DefaultHome()), prune, snapshots,
	}
}

// export reads the state of a height, or the latest one, out of a node's database.
func export(
	logger log.Logger, db dbm.DB, height int64, forZeroHeight bool, jailAllowed []string,
	options servertypes.AppOptions, modules []string,
) (servertypes.ExportedApp, error) {
	latest := height == -1
	exported := app.New(logger, db, latest, options)
	if !latest {
		if err := exported.LoadHeight(height); err != nil {
			return servertypes.ExportedApp{}, err
		}
	}
	return exported.ExportAppStateAndValidators(forZeroHeight, jailAllowed, modules)
}
