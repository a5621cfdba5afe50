package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"

	"github.com/dcep-consortium/dcepd/fingerprint"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	flagServer       = "server"
	flagServerKey    = "server-key"
	flagListen       = "listen"
	flagPerHour      = "per-hour"
	flagBurst        = "burst"
	fingerprintPort  = "127.0.0.1:26680"
	readTimeout      = 10 * time.Second
	shutdownPatience = 5 * time.Second
)

func fingerprintServerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "fingerprint-server <key file>", Short: "Serve fingerprints of papers to banks (commerce authority)",
		Long: `Serve fingerprints of papers to banks. The key is made if there is none; whoever has it can guess papers, and with another one
the same paper gets another fingerprint. Officers of banks sign what they ask, and the node that --node names says who they are; the server sees
no paper. It listens on this machine only: a proxy that speaks TLS stands between it and the banks.`,
		Example: "  dcepd tradefinance fingerprint-server fingerprint.key --chain-id dcep-pilot-1", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			server, err := newFingerprintServer(cmd, clientCtx, args[0])
			if err != nil {
				return err
			}
			listen, err := cmd.Flags().GetString(flagListen)
			if err != nil {
				return err
			}
			if host, _, err := net.SplitHostPort(listen); err != nil || !net.ParseIP(host).IsLoopback() {
				return fmt.Errorf("--%s %s: must be an address of this machine, such as %s", flagListen, listen, fingerprintPort)
			}
			public, err := server.PublicKey()
			if err != nil {
				return err
			}
			listener, err := new(net.ListenConfig).Listen(cmd.Context(), "tcp", listen)
			if err != nil {
				return err
			}
			address := [2]string{"listening", "http://" + listener.Addr().String()}
			if err := showPairs(cmd, [][2]string{{"server_key", hex.EncodeToString(public)}, address}); err != nil {
				return errors.Join(err, listener.Close())
			}
			return serveHTTP(cmd.Context(), listener, server)
		},
	}
	addNodeFlags(cmd.Flags())
	cmd.Flags().String(flags.FlagChainID, "", "Chain id")
	cmd.Flags().String(flagListen, fingerprintPort, "Address of this machine to listen on")
	cmd.Flags().Int(flagPerHour, 3600, "How often one bank may ask in an hour")
	cmd.Flags().Int(flagBurst, 100, "How often one bank may ask at once")
	return cmd
}

func newFingerprintServer(cmd *cobra.Command, clientCtx client.Context, path string) (*fingerprint.Server, error) {
	perHour, perHourErr := cmd.Flags().GetInt(flagPerHour)
	burst, burstErr := cmd.Flags().GetInt(flagBurst)
	if err := errors.Join(perHourErr, burstErr); err != nil {
		return nil, err
	}
	if perHour < 1 || burst < 1 {
		return nil, fmt.Errorf("--%s and --%s must be at least 1", flagPerHour, flagBurst)
	}
	if clientCtx.ChainID == "" {
		return nil, fmt.Errorf("--%s is required: banks sign for one chain", flags.FlagChainID)
	}
	if err := makeKeyFile(path); err != nil {
		return nil, err
	}
	seed, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	banks := registeredBanks{consortiumtypes.NewQueryClient(clientCtx)}
	return fingerprint.NewServer([fingerprint.SeedBytes]byte(seed), clientCtx.ChainID, banks, fingerprint.Limits{PerHour: perHour, Burst: burst}, time.Now)
}

// serveHTTP serves until the context ends, and lets requests under way finish.
func serveHTTP(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadTimeout: readTimeout, WriteTimeout: readTimeout}
	stop := context.AfterFunc(ctx, func() {
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownPatience)
		defer cancel()
		_ = server.Shutdown(patience) //nolint:errcheck // what is still under way then is cut off
	})
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// registeredBanks asks the chain who an officer is.
type registeredBanks struct{ queries consortiumtypes.QueryClient }

// BankOf implements fingerprint.Banks.
func (b registeredBanks) BankOf(ctx context.Context, address string, publicKey []byte) (string, error) {
	key := secp256k1.PubKey{Key: publicKey}
	if consortiumtypes.FormatAddress(key.Address().Bytes()) != address {
		return "", fmt.Errorf("%s is not the address of the key", address)
	}
	officer, err := b.queries.Officer(ctx, &consortiumtypes.QueryOfficerRequest{Address: address})
	if err != nil {
		return "", readable(err)
	}
	member, err := b.queries.Member(ctx, &consortiumtypes.QueryMemberRequest{MemberId: officer.Officer.MemberId})
	if err != nil {
		return "", readable(err)
	}
	if officer.Officer.Status != consortiumtypes.OFFICER_STATUS_ACTIVE || !slices.Contains(officer.Officer.Roles, consortiumtypes.ROLE_TRADE_OFFICER) ||
		member.Member.Kind != consortiumtypes.MEMBER_KIND_OPERATOR_BANK || member.Member.Status != consortiumtypes.MEMBER_STATUS_ACTIVE {
		return "", fmt.Errorf("%s of %s is no acting trade officer of a bank", address, member.Member.Id)
	}
	return member.Member.Id, nil
}

func fingerprintCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "fingerprint <paper.json>", Short: "Ask the commerce authority for the fingerprint of a paper (trade officer)",
		Long: `Ask the commerce authority for the fingerprint of a paper: the id under which it is on record. The paper needs the fields issuer, number and
date (2019-12-01), which the authority does not see: in letters of A to Z, Chinese characters, digits and usual punctuation, as they stand on the
paper. Case, spaces, accents, full-width forms and sorts of dashes and brackets make no difference. --server-key is the
authority's, which it publishes; an answer under another key is refused.`,
		Example: "  dcepd tradefinance fingerprint invoice.json --server http://127.0.0.1:26680 --server-key 7c1f… --from icbc-sz-trade-officer",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientTxContext(cmd)
			if err != nil {
				return err
			}
			content, err := readPaper(args[0])
			if err != nil {
				return err
			}
			text, err := cmd.Flags().GetString(flagServerKey)
			if err != nil {
				return err
			}
			public, err := hex.DecodeString(text)
			if err != nil {
				return fmt.Errorf("--%s: %w", flagServerKey, err)
			}
			question, err := fingerprint.Ask(content, public)
			if err != nil {
				return err
			}
			request, err := signFingerprintRequest(clientCtx, question.Blinded)
			if err != nil {
				return err
			}
			url, err := cmd.Flags().GetString(flagServer)
			if err != nil {
				return err
			}
			answer, err := fingerprint.Post(cmd.Context(), url, request)
			if err != nil {
				return err
			}
			id, err := question.Finish(answer)
			if err != nil {
				return err
			}
			return showPairs(cmd, [][2]string{{"document_id", id}})
		},
	}
	addOutputFlag(cmd.Flags())
	flags.AddKeyringFlags(cmd.Flags())
	cmd.Flags().String(flags.FlagFrom, "", "Trade officer who asks: key name")
	cmd.Flags().String(flags.FlagChainID, "", "Chain id")
	cmd.Flags().String(flagServer, "http://"+fingerprintPort, "Address of the service")
	cmd.Flags().String(flagServerKey, "", "Public key of the service")
	return cmd
}

func signFingerprintRequest(clientCtx client.Context, blinded []byte) (fingerprint.Request, error) {
	record, err := clientCtx.Keyring.Key(clientCtx.FromName)
	if err != nil {
		return fingerprint.Request{}, fmt.Errorf("--%s: %w", flags.FlagFrom, err)
	}
	public, err := record.GetPubKey()
	if err != nil {
		return fingerprint.Request{}, err
	}
	request := fingerprint.Request{
		Officer: consortiumtypes.FormatAddress(clientCtx.GetFromAddress()), PublicKey: public.Bytes(), Time: time.Now().Unix(), Blinded: blinded,
	}
	request.Signature, _, err = clientCtx.Keyring.Sign(clientCtx.FromName, request.SignBytes(clientCtx.ChainID), signing.SignMode_SIGN_MODE_DIRECT)
	return request, err
}
