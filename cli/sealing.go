package cli

import (
	"encoding/base64"
	"fmt"
	"os"

	"github.com/cosmos/gogoproto/proto"
	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	supervisiontypes "github.com/dcep-consortium/dcepd/x/supervision/types"
)

// supervisionCommand holds what an authority does at home, so that no node learns what is sealed.
func supervisionCommand() *cobra.Command {
	cmd := groupCommand("supervision", "Seal subjects of cases, and terms of orders")
	subject := &cobra.Command{
		Use:   "seal-subject <identity file>",
		Short: "Show the commitment with which a case is opened",
		Long: `Show the commitment to a subject of a case, whose identity stands in a JSON file. Keep the file: the salt, 32 random bytes, is needed to serve
the subject, and without it nobody can guess whom the commitment is about.`,
		Example: "  dcepd supervision seal-subject subject.json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var identity supervisiontypes.SubjectIdentity
			if err := readMessage(cmd, args[0], &identity); err != nil {
				return err
			}
			return showCommitment(cmd, identity.Commitment)
		},
	}
	order := &cobra.Command{
		Use:   "seal-order <member-id> <reference> <terms file>",
		Short: "Show the commitment with which an order is proposed",
		Long: `Show the commitment of an authority to the terms of an order, which stand in a JSON file. Give the file to the supervisor who puts the order
in force, and to nobody else.`,
		Example: "  dcepd supervision seal-order police-sz F-1 terms.json",
		Args:    cobra.ExactArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			member, err := currencytypes.ParseMemberID(args[0])
			if err != nil {
				return err
			}
			reference, err := currencytypes.ParseReference("reference", args[1])
			if err != nil {
				return err
			}
			var terms supervisiontypes.OrderTerms
			if err := readMessage(cmd, args[2], &terms); err != nil {
				return err
			}
			return showCommitment(cmd, func() ([]byte, error) { return terms.Commitment(member.String(), reference.String()) })
		},
	}
	for _, sealing := range []*cobra.Command{subject, order} {
		addOutputFlag(sealing.Flags())
		cmd.AddCommand(sealing)
	}
	return cmd
}

func readMessage(cmd *cobra.Command, path string, message proto.Message) error {
	encoded, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := client.GetClientContextFromCmd(cmd).Codec.UnmarshalJSON(encoded, message); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// showCommitment writes it in base64, which the files and the arguments of the transactions take.
func showCommitment(cmd *cobra.Command, commit func() ([]byte, error)) error {
	commitment, err := commit()
	if err != nil {
		return err
	}
	return showPairs(cmd, [][2]string{{"commitment", base64.StdEncoding.EncodeToString(commitment)}})
}
