package cli

import (
	"cmp"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"

	"github.com/dcep-consortium/dcepd/genesis"
)

const flagReason = "reason"

func draftAdmissionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "draft-admission <member.yaml> <join request>",
		Short: "Write the resolution that admits a member, from its join request",
		Long: `Write the resolution that admits a member, for submit-resolution. Nothing is sent. The officers are those of the join
request, which an admin of the organisation signed. What the organisation is says the first file, like a member in consortium.yaml:

  id: cmb-sz
  legal_name: China Merchants Bank, Shenzhen Branch
  kind: operator-bank
  region: "440300"
  uscc: 91440300100001X08E
  cnaps: "308584000089"
  voting_weight: 1

The resolution goes to standard output, the fingerprint of the join request to standard error: compare it with the organisation by
telephone, since whoever replaces the file replaces the officers.`,
		Example: "  dcepd tx consortium draft-admission cmb-sz.yaml cmb-sz.join.json > admit.json",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return draftAdmission(cmd, client.GetClientContextFromCmd(cmd), args[0], args[1])
		},
	}
	cmd.Flags().String(flagReason, "", "Reason of the resolution (default: that the organisation joins)")
	cmd.Flags().String(flags.FlagChainID, "", "Chain that the join request must be for (default: that of client.toml)")
	return cmd
}

func draftAdmission(cmd *cobra.Command, clientCtx client.Context, memberFile, joinFile string) error {
	chainID, err := cmd.Flags().GetString(flags.FlagChainID)
	if err != nil {
		return err
	}
	reason, err := cmd.Flags().GetString(flagReason)
	if err != nil {
		return err
	}
	member, err := genesis.ReadMember(memberFile)
	if err != nil {
		return err
	}
	join, err := genesis.ReadJoinRequest(joinFile)
	if err != nil {
		return err
	}
	admission, err := join.Admission(member, cmp.Or(chainID, clientCtx.ChainID))
	if err != nil {
		return err
	}
	message, err := clientCtx.Codec.MarshalInterfaceJSON(admission)
	if err != nil {
		return err
	}
	encoded, err := json.MarshalIndent(resolutionFile{
		Reason: cmp.Or(reason, member.LegalName+" joins"), Messages: []json.RawMessage{message},
	}, "", "  ")
	if err != nil {
		return err
	}
	fingerprint, err := join.Fingerprint()
	if err != nil {
		return err
	}
	cmd.PrintErrf("fingerprint of the join request: %s\n", fingerprint)
	_, err = fmt.Fprintln(cmd.OutOrStdout(), string(encoded))
	return err
}
