package cli

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/types/query"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	surveillancetypes "github.com/dcep-consortium/dcepd/x/surveillance/types"
)

const (
	flagCentralBankSeed = "central-bank-seed"
	flagBodySeed        = "body-seed"
	seedBytes           = 32
)

// surveillanceCommand holds what a party of a round does at home.
func surveillanceCommand() *cobra.Command {
	cmd := groupCommand("surveillance", "Seeds for draws among certified products, and seals of reports")
	seed := &cobra.Command{
		Use:   "new-seed <file> <body-id> <round-id> <member-id>",
		Short: "Make a seed, keep it in a file, and show the commitment to it",
		Long: `Make 32 random bytes, keep them in a new file that only its owner reads, and show the commitment for
dcepd tx surveillance open-round or commit-seed. The other party gets the seed privately when both commitments are on chain; the chain gets it after
the inspections.`,
		Example: "  dcepd surveillance new-seed 2019-H2.seed cert-bj 2019-H2 cert-bj --chain-id dcep-pilot-1",
		Args:    cobra.ExactArgs(4),
		RunE: func(cmd *cobra.Command, args []string) error {
			chainID, err := givenChainID(cmd)
			if err != nil {
				return err
			}
			seed := make([]byte, seedBytes)
			if _, err := rand.Read(seed); err != nil {
				return err
			}
			file, err := os.OpenFile(args[0], os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(file, hex.EncodeToString(seed))
			if err := errors.Join(err, file.Close()); err != nil {
				return err
			}
			commitment := surveillancetypes.Commitment(chainID, args[1], args[2], args[3], seed)
			return showPairs(cmd, [][2]string{{"commitment", hex.EncodeToString(commitment)}})
		},
	}
	report := &cobra.Command{
		Use:   "seal-report <body-id> <opening file>",
		Short: "Show the seal with which misuse of the mark is reported",
		Long: `Show the seal of a report of misuse to a body. What it says stands in a JSON file: number of the certificate, kind, evidence_hash and a salt of 32
random bytes. Give the file to the body, which shows it to the holder; nobody else can tell whom the seal is about.`,
		Example: "  dcepd surveillance seal-report cert-bj opening.json --chain-id dcep-pilot-1",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			chainID, err := givenChainID(cmd)
			if err != nil {
				return err
			}
			body, err := currencytypes.ParseMemberID(args[0])
			if err != nil {
				return err
			}
			var opening surveillancetypes.Opening
			if err := readMessage(cmd, args[1], &opening); err != nil {
				return err
			}
			return showPairs(cmd, [][2]string{{"seal", hex.EncodeToString(opening.Seal(chainID, body.String()))}})
		},
	}
	for _, sealing := range []*cobra.Command{seed, report} {
		sealing.Flags().String(flags.FlagChainID, "", "Chain id")
		addOutputFlag(sealing.Flags())
		cmd.AddCommand(sealing)
	}
	return cmd
}

// givenChainID is the chain of a commitment that is made at home.
func givenChainID(cmd *cobra.Command) (string, error) {
	chainID, err := cmd.Flags().GetString(flags.FlagChainID)
	if err == nil && chainID == "" {
		err = fmt.Errorf("--%s is missing: a commitment is for one chain", flags.FlagChainID)
	}
	return chainID, err
}

// verifyDrawCommand recomputes a draw from what the chain shows, and believes no node what it can compute itself.
func verifyDrawCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify-draw [body-id] [round-id]",
		Short: "Recompute a draw, and compare it with what was inspected",
		Long: `Recompute who was drawn in a round from both seeds, after comparing these with their commitments, and compare with who was inspected.
It fails if a drawn product was not inspected, or one that was not drawn was. Of a round that defaulted everything is drawn.

The two parties use it before the seeds are public: with the files of both seeds it says who is drawn.`,
		Example: "  dcepd query surveillance verify-draw cert-bj 2019-H2\n" +
			"  dcepd query surveillance verify-draw cert-bj 2019-H2 --central-bank-seed pboc.seed --body-seed cert-bj.seed",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			draw, err := readDraw(cmd, clientCtx, args[0], args[1])
			if err != nil {
				return err
			}
			return draw.show(cmd)
		},
	}
	addQueryFlags(cmd)
	cmd.Flags().String(flagCentralBankSeed, "", "File of the central bank's seed, before it is public")
	cmd.Flags().String(flagBodySeed, "", "File of the body's seed, before it is public")
	return cmd
}

// drawResult is a draw, recomputed.
type drawResult struct {
	status     surveillancetypes.RoundStatus
	population int
	// drawn are those that the draw takes, missing those of them that were not inspected and could have been, extra those
	// that were inspected and not drawn.
	drawn, missing, extra []string
}

func readDraw(cmd *cobra.Command, clientCtx client.Context, bodyID, roundID string) (drawResult, error) {
	queries := surveillancetypes.NewQueryClient(clientCtx)
	response, err := queries.Round(cmd.Context(), &surveillancetypes.QueryRoundRequest{BodyId: bodyID, RoundId: roundID})
	if err != nil {
		return drawResult{}, readable(err)
	}
	round := response.Round
	result := drawResult{status: response.Status}
	draws := func(string) bool { return true }
	if response.Status != surveillancetypes.ROUND_STATUS_DEFAULTED {
		chainID, err := chainIDOf(cmd.Context(), clientCtx)
		if err != nil {
			return result, err
		}
		centralBank, bankErr := seedOf(cmd, chainID, round, flagCentralBankSeed, round.CentralBankId, round.CentralBank)
		body, bodyErr := seedOf(cmd, chainID, round, flagBodySeed, round.BodyId, round.Body)
		if err := errors.Join(bankErr, bodyErr); err != nil {
			return result, err
		}
		draws = surveillancetypes.NewDraw(chainID, round, centralBank, body).Includes
	}
	request := &surveillancetypes.QueryPopulationRequest{BodyId: bodyID, RoundId: roundID, Pagination: &query.PageRequest{}}
	for {
		page, err := queries.Population(cmd.Context(), request)
		if err != nil {
			return result, readable(err)
		}
		for _, member := range page.Members {
			result.add(member, member.Overdue || draws(member.Number))
		}
		if page.Pagination == nil || len(page.Pagination.NextKey) == 0 {
			return result, nil
		}
		request.Pagination.Key = page.Pagination.NextKey
	}
}

func (d *drawResult) add(member surveillancetypes.Member, drawn bool) {
	d.population++
	switch {
	case drawn:
		d.drawn = append(d.drawn, member.Number)
		if !member.Inspected && !member.Ended {
			d.missing = append(d.missing, member.Number)
		}
	case member.Inspected:
		d.extra = append(d.extra, member.Number)
	}
}

func (d *drawResult) show(cmd *cobra.Command) error {
	if err := showPairs(cmd, [][2]string{
		{"status", d.status.Label()},
		{"population", strconv.Itoa(d.population)},
		{"drawn", strconv.Itoa(len(d.drawn))},
		{"drawn_numbers", strings.Join(d.drawn, " ")},
		{"not_inspected", strings.Join(d.missing, " ")},
		{"inspected_and_not_drawn", strings.Join(d.extra, " ")},
	}); err != nil {
		return err
	}
	over := d.status == surveillancetypes.ROUND_STATUS_REVEALED || d.status == surveillancetypes.ROUND_STATUS_DEFAULTED
	if over && len(d.missing)+len(d.extra) > 0 {
		return fmt.Errorf("%d drawn and not inspected, %d inspected and not drawn", len(d.missing), len(d.extra))
	}
	return nil
}

// seedOf takes the seed from the chain, or from the file that the flag names, and compares it with the commitment.
func seedOf(
	cmd *cobra.Command, chainID string, round surveillancetypes.Round, flag, memberID string, party surveillancetypes.Seed,
) ([]byte, error) {
	seed := party.Seed
	if len(seed) == 0 {
		path, err := cmd.Flags().GetString(flag)
		if err != nil {
			return nil, err
		}
		if path == "" {
			return nil, fmt.Errorf("the seed of %s is not public yet: give its file with --%s", memberID, flag)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if seed, err = hex.DecodeString(strings.TrimSpace(string(text))); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	if !bytes.Equal(surveillancetypes.Commitment(chainID, round.BodyId, round.Id, memberID, seed), party.Commitment) {
		return nil, fmt.Errorf("the seed of %s is not the one that it committed to", memberID)
	}
	return seed, nil
}

// chainIDOf asks the node, because a seed is bound to its chain.
func chainIDOf(ctx context.Context, clientCtx client.Context) (string, error) {
	if clientCtx.ChainID != "" {
		return clientCtx.ChainID, nil
	}
	node, err := clientCtx.GetNode()
	if err != nil {
		return "", err
	}
	status, err := node.Status(ctx)
	if err != nil {
		return "", err
	}
	return status.NodeInfo.Network, nil
}
