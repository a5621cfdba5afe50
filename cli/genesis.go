package cli

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/genesis"
)

const (
	flagOutputFile = "output-file"
	flagJoin       = "join"
)

func genesisCommand(description *app.App) *cobra.Command {
	cmd := groupCommand("genesis", "Found a chain together: every organisation keeps its own keys")
	cmd.Long = `Found a chain together. The organisations agree on consortium.yaml: who is a member, and by which rules.
  1. Each organisation writes one signed file with the public halves of its keys:  dcepd genesis join-request
  2. Anyone builds the genesis from the description and those files:               dcepd genesis build
  3. Everyone checks it, compares its hash by telephone, and starts:              dcepd genesis validate`
	cmd.AddCommand(joinRequestCommand(), buildGenesisCommand(description), validateGenesisCommand(description))
	return cmd
}

func buildGenesisCommand(description *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "build <consortium.yaml> <join request>...",
		Short: "Build the genesis from the description and the join requests",
		Long: `Build the genesis from the description and one join request of each member. The same files make the same genesis on
every machine. Compare the fingerprint of each join request with its organisation by telephone.`,
		Example: "  dcepd genesis build consortium.yaml *.join.json",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return buildGenesis(cmd, description, args[0], args[1:])
		},
	}
	cmd.Flags().String(flagOutputFile, "genesis.json", "Where the genesis is written")
	return cmd
}

func buildGenesis(cmd *cobra.Command, description *app.App, consortiumFile string, joinFiles []string) error {
	consortium, err := genesis.ReadConsortium(consortiumFile)
	if err != nil {
		return err
	}
	joins := make([]genesis.JoinRequest, len(joinFiles))
	for i, file := range joinFiles {
		if joins[i], err = genesis.ReadJoinRequest(file); err != nil {
			return err
		}
	}
	built, err := genesis.Build(consortium, joins)
	if err != nil {
		return err
	}
	if err := checkGenesis(description, built); err != nil {
		return err
	}
	content, err := genesis.Encode(built)
	if err != nil {
		return err
	}
	path, err := cmd.Flags().GetString(flagOutputFile)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, content, 0o644); err != nil { //nolint:gosec // made to be handed to everyone
		return err
	}
	sections, err := ceremonySections(consortium, joins)
	if err != nil {
		return err
	}
	return render(cmd.OutOrStdout(), append(sections, section{pairs: [][2]string{
		{"genesis", path},
		{"sha256", genesis.Hash(content)},
		{"persistent_peers", strings.Join(genesis.Peers(joins), ",")},
	}}))
}

// ceremonySections shows what goes into a genesis, for people to compare with what they meant.
func ceremonySections(consortium genesis.Consortium, joins []genesis.JoinRequest) ([]section, error) {
	members := section{title: "members", header: []string{"member", "kind", "votes", "fingerprint of its join request"}}
	officers := section{title: "officers", header: []string{"member", "name", "address", "roles"}}
	validators := section{title: "validators", header: []string{"member", "validator", "power", "consensus key"}}
	nodes := section{title: "nodes", header: []string{"member", "node id", "kind", "address"}}
	for _, member := range consortium.Members {
		i := slices.IndexFunc(joins, func(j genesis.JoinRequest) bool { return j.MemberID == member.Id })
		join := joins[i]
		fingerprint, err := join.Fingerprint()
		if err != nil {
			return nil, err
		}
		members.rows = append(members.rows, []string{
			member.Id, genesis.MemberKind(member.Kind).String(), strconv.FormatUint(uint64(member.VotingWeight), 10), fingerprint,
		})
		for _, officer := range join.Officers {
			officers.rows = append(officers.rows, []string{member.Id, officer.Name, officer.Address, joinStrings(officer.Roles)})
		}
		for _, validator := range join.Validators {
			validators.rows = append(validators.rows, []string{
				member.Id, validator.ID, strconv.FormatInt(consortium.ValidatorPower, 10), hex.EncodeToString(validator.ConsensusKey),
			})
		}
		for _, node := range join.Nodes {
			nodes.rows = append(nodes.rows, []string{member.Id, node.ID, node.Kind.String(), node.Address})
		}
	}
	sections := []section{members, officers, validators}
	if len(nodes.rows) > 0 {
		sections = append(sections, nodes)
	}
	return sections, nil
}

func joinStrings[T fmt.Stringer](items []T) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = item.String()
	}
	return strings.Join(texts, ", ")
}

func validateGenesisCommand(description *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "validate [file]",
		Short: "Check a genesis, and that it holds the own join request unaltered",
		Long: `Check a genesis as a node would at its first start. Without a file it is the one in the home. With --join it also proves
that the genesis holds all that the own join request says, and nothing else in the organisation's name.`,
		Example: `  dcepd genesis validate
  dcepd genesis validate genesis.json --join icbc-sz.join.json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := filepath.Join(client.GetClientContextFromCmd(cmd).HomeDir, "config", "genesis.json")
			if len(args) == 1 {
				path = args[0]
			}
			join, err := cmd.Flags().GetString(flagJoin)
			if err != nil {
				return err
			}
			return validateGenesis(cmd, description, path, join)
		},
	}
	cmd.Flags().String(flagJoin, "", "The own join request")
	return cmd
}

func validateGenesis(cmd *cobra.Command, description *app.App, path, joinFile string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	decoded, err := genesis.Decode(content)
	if err != nil {
		return explain(err, "%s", path)
	}
	if err := checkGenesis(description, decoded); err != nil {
		return explain(err, "%s", path)
	}
	report := [][2]string{
		{"genesis", path},
		{"sha256", genesis.Hash(content)},
		{"chain id", decoded.ChainID},
		{"genesis time", decoded.GenesisTime.In(beijing).Format(timeFormat)},
		{"result", "valid"},
	}
	if joinFile != "" {
		join, err := genesis.ReadJoinRequest(joinFile)
		if err != nil {
			return err
		}
		if err := genesis.Contains(decoded, join); err != nil {
			return err
		}
		report = append(report, [2]string{flagJoin, fmt.Sprintf("the request of %s is in it unaltered", join.MemberID)})
	}
	return render(cmd.OutOrStdout(), []section{{pairs: report}})
}
