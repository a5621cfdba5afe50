package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"

	"github.com/dcep-consortium/dcepd/offline"
)

const (
	flagIssuer     = "issuer"
	flagDeviceKey  = "device-key"
	flagPurse      = "purse"
	flagSingle     = "single"
	flagSignatures = "signatures"
	flagHours      = "hours"
	flagDays       = "days"
)

func offlineIssuerKeyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "issuer-key <file>", Short: "Make the key by which an operator certifies devices (operator)",
		Long: `Make the key by which an operator certifies devices, as a file of openssl's form (PKCS #8). It belongs into a hardware
security module; this file is for trials. Register the printed public key with dcepd tx offline set-issuer.`,
		Example: "  dcepd offline issuer-key issuer.pem", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := os.Lstat(args[0]); !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%s: %w", args[0], fs.ErrExist)
			}
			key, err := offline.GenerateKey()
			if err != nil {
				return err
			}
			text, err := key.PEM()
			if err != nil {
				return err
			}
			if err := os.WriteFile(args[0], text, 0o600); err != nil {
				return err
			}
			return showPairs(cmd, [][2]string{{"issuer_id", key.Public().ID().String()}, {"public_key", key.Public().String()}})
		},
	}
	addOfflineFlags(cmd)
	return cmd
}

func offlineIssueCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "issue", Short: "Certify a device of a customer (operator)",
		Example: "  dcepd offline issue --issuer issuer.pem --device-key 02ab… --wallet alice --purse 200.00 --single 50.00 \\\n" +
			"    --chain-id dcep-pilot-1 --out alice-card.pem",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			terms, err := termsFromFlags(cmd)
			if err != nil {
				return err
			}
			path, err := cmd.Flags().GetString(flagIssuer)
			if err != nil {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return fmt.Errorf("--%s: %w", flagIssuer, err)
			}
			issuer, err := offline.ParsePrivateKeyPEM(text)
			if err != nil {
				return fmt.Errorf("--%s: %w", flagIssuer, err)
			}
			certificate, err := offline.Issue(issuer, terms)
			if err != nil {
				return err
			}
			return writeOut(cmd, offline.CertificateText(certificate))
		},
	}
	addOfflineFlags(cmd)
	f := cmd.Flags()
	f.String(flags.FlagChainID, "", "Chain id")
	f.String(flagIssuer, "", "File of the operator's key")
	f.String(flagDeviceKey, "", "Public key of the device, in hexadecimal")
	f.String(flagWallet, "", "Wallet that owns the device: address or key name")
	f.String(flagPurse, "", "The most that the device holds, in yuan; the operator guarantees as much")
	f.String(flagSingle, "", "The most of one payment, in yuan")
	f.Uint32(flagSignatures, 50, "Signatures between two syncs")
	f.Uint32(flagHours, 7*24, "Hours between two syncs")
	f.Uint32(flagDays, 365, "Days of validity")
	f.String(flagOut, "", "File to write instead of standard output")
	return cmd
}

func termsFromFlags(cmd *cobra.Command) (terms offline.Terms, err error) {
	clientCtx := client.GetClientContextFromCmd(cmd)
	if clientCtx.ChainID == "" {
		return terms, fmt.Errorf("--%s is required: a device is for one chain", flags.FlagChainID)
	}
	terms.Chain = offline.ChainHash(clientCtx.ChainID)
	f := cmd.Flags()
	key, err := f.GetString(flagDeviceKey)
	if err != nil {
		return terms, err
	}
	if err := terms.Key.UnmarshalText([]byte(key)); err != nil {
		return terms, fmt.Errorf("--%s: %w", flagDeviceKey, err)
	}
	if terms.Wallet, err = walletFlag(cmd, flagWallet); err != nil {
		return terms, err
	}
	purse, err := yuanFlag(cmd, flagPurse)
	if err != nil {
		return terms, err
	}
	single, err := yuanFlag(cmd, flagSingle)
	if err != nil {
		return terms, err
	}
	terms.Caps.Purse, terms.Caps.Single = uint64(purse), uint64(single)
	if terms.Caps.Payments, err = f.GetUint32(flagSignatures); err != nil {
		return terms, err
	}
	if terms.Caps.Hours, err = f.GetUint32(flagHours); err != nil {
		return terms, err
	}
	days, err := f.GetUint32(flagDays)
	if err != nil {
		return terms, err
	}
	terms.From = now().UTC().Truncate(time.Second)
	terms.Until = inDays(terms.From, days)
	return terms, nil
}
