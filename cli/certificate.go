package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cosmossdk.io/collections"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"

	"github.com/dcep-consortium/dcepd/proof"
	"github.com/dcep-consortium/dcepd/x/certification/document"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
)

const (
	flagHTML    = "html"
	flagGateway = "gateway"
	// sealing is how long a proof waits for the block that seals the state.
	sealing = time.Minute
)

// documentCommand shows a certificate to people.
func documentCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "document [number]",
		Short: "Show a certificate as a document: text, JSON, or a page to print with a QR code",
		Long: `Show a certificate as a document. With --html a page is written to a file besides, whose QR code leads readers to the register: to the
REST gateway that --gateway names, or else it says number and chain.`,
		Example: "  dcepd query certification document 03-001-2019-000001-10\n" +
			"  dcepd query certification document 03-001-2019-000001-10 --html certificate.html --gateway https://dcep.example.cn",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			queries := certificationtypes.NewQueryClient(clientCtx)
			found, err := queries.Certificate(cmd.Context(), &certificationtypes.QueryCertificateRequest{Number: args[0]})
			if err != nil {
				return readable(err)
			}
			editions, err := queries.Editions(cmd.Context(), &certificationtypes.QueryEditionsRequest{})
			if err != nil {
				return readable(err)
			}
			shown := document.New(found.Certificate, found.Vendor.LegalName, editions.Editions, found.Snapshot.At)
			if err := writePage(cmd, clientCtx, shown); err != nil {
				return err
			}
			return showDocument(cmd, shown)
		},
	}
	addQueryFlags(cmd)
	cmd.Flags().String(flagHTML, "", "File to which a page is written")
	cmd.Flags().String(flagGateway, "", "Address of a REST gateway, to which the QR code of the page leads")
	return cmd
}

func writePage(cmd *cobra.Command, clientCtx client.Context, shown document.Document) error {
	path, err := cmd.Flags().GetString(flagHTML)
	if err != nil || path == "" {
		return err
	}
	gateway, err := cmd.Flags().GetString(flagGateway)
	if err != nil {
		return err
	}
	link := strings.TrimSuffix(gateway, "/") + "/dcep/certification/v1/certificates/" + shown.Number
	if gateway == "" {
		chainID, err := chainIDOf(cmd.Context(), clientCtx)
		if err != nil {
			return err
		}
		link = "dcep:" + chainID + "/certificates/" + shown.Number
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(shown.Page(file, link), file.Close())
}

func showDocument(cmd *cobra.Command, shown document.Document) error {
	format, err := cmd.Flags().GetString(flags.FlagOutput)
	if err != nil {
		return err
	}
	if format != flags.OutputFormatJSON {
		return shown.Text(cmd.OutOrStdout())
	}
	encoder := json.NewEncoder(cmd.OutOrStdout())
	encoder.SetIndent("", "  ")
	return encoder.Encode(shown)
}

// proveCommand writes a certificate with its proof to a file.
func proveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prove [number] [file]",
		Short: "Write a certificate with a proof that anybody checks without a node",
		Long: `Write a certificate as it is now, with all of its history, to a file: the record, the way from it to the hash of the whole state (ICS 23), and
the header with that hash and the signatures of the validators. It waits for the next block, which seals the state.

The file can be sent to anybody, who checks it with dcepd verify certificate.`,
		Example: "  dcepd query certification prove 03-001-2019-000001-10 certificate.proof",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			key, err := certificateKey(args[0])
			if err != nil {
				return err
			}
			node, err := clientCtx.GetNode()
			if err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), sealing)
			defer cancel()
			made, err := proof.Fetch(ctx, node, certificationtypes.StoreKey, key)
			if err != nil {
				return fmt.Errorf("certificate %s: %w", args[0], readable(err))
			}
			encoded, err := made.Encode()
			if err != nil {
				return err
			}
			if err := os.WriteFile(args[1], encoded, 0o644); err != nil { //nolint:gosec // made to be given away
				return err
			}
			return showPairs(cmd, [][2]string{
				{"certificate", args[0]}, {"file", args[1]}, {"chain_id", made.Header.ChainID}, {"sealed_at_height", fmt.Sprint(made.Header.Height)},
			})
		},
	}
	addNodeFlags(cmd.Flags())
	return cmd
}

// certificateKey is where the register keeps a certificate.
func certificateKey(number string) ([]byte, error) {
	parsed, err := certificationtypes.ParseNumber(number)
	if err != nil {
		return nil, err
	}
	return collections.EncodeKeyWithPrefix(certificationtypes.CertificatesKey, collections.StringKey, parsed.String())
}
