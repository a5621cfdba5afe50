package cli

import (
	"fmt"
	"os"
	"path/filepath"

	cmtcfg "github.com/cometbft/cometbft/config"
	"github.com/cometbft/cometbft/p2p"
	"github.com/cometbft/cometbft/privval"
	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/server"
)

const initCommandName = "init"

func initCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   initCommandName + " <moniker>",
		Short: "Make the home of a node: its keys and its configuration",
		Long: `Make the home of a node: a node key, a consensus key and the configuration files. Keys that are already there are kept.
The genesis comes from the ceremony: see dcepd genesis.`,
		Example: "  dcepd init pboc-1 --chain-id dcep-pilot-1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return initHome(cmd, args[0])
		},
	}
	cmd.Flags().String(flags.FlagChainID, "", "Chain id, for the client's settings")
	return cmd
}

func initHome(cmd *cobra.Command, moniker string) error {
	clientCtx := client.GetClientContextFromCmd(cmd)
	config := server.GetServerContextFromCmd(cmd).Config
	config.SetRoot(clientCtx.HomeDir)
	config.Moniker = moniker
	nodeKey, err := p2p.LoadOrGenNodeKey(config.NodeKeyFile())
	if err != nil {
		return fmt.Errorf("node key: %w", err)
	}
	consensusKey, err := loadOrMakeConsensusKey(config)
	if err != nil {
		return err
	}
	cmtcfg.WriteConfigFile(cometConfigFile(config.RootDir), config)
	_, err = fmt.Fprintf(cmd.OutOrStdout(), `home           %s
node id        %s
consensus key  %s

Next:
  1. Make the officers' keys:   dcepd keys add <name>
  2. At the founding:           dcepd genesis join-request --help
     Later:                     dcepd tx consortium register-node --help
  3. Put the genesis into       %s
     and check it:              dcepd genesis validate
  4. Name your peers in         %s (persistent_peers)
  5. Run the node:              dcepd start
`, config.RootDir, nodeKey.ID(), consensusKey.Key.PubKey.Address(), config.GenesisFile(),
		cometConfigFile(config.RootDir))
	return err
}

// loadOrMakeConsensusKey refuses a key without the record of what it signed last: it could sign a block twice.
func loadOrMakeConsensusKey(config *cmtcfg.Config) (*privval.FilePV, error) {
	key, state := config.PrivValidatorKeyFile(), config.PrivValidatorStateFile()
	for _, path := range []string{key, state} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, fmt.Errorf("consensus key: %w", err)
		}
	}
	if exists(key) && !exists(state) {
		return nil, fmt.Errorf("consensus key: %s is there, but not %s, which keeps it from signing twice", key, state)
	}
	return privval.LoadOrGenFilePV(key, state), nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
