package cli

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"

	"github.com/dcep-consortium/dcepd/seal"
)

const (
	flagKey        = "key"
	flagCustomsKey = "customs-key"
	flagOwner      = "owner"
	flagDocumentID = "document-id"
	flagRecipient  = "recipient"
)

// tradeFinanceCommand has the tools for what stays off the chain.
func tradeFinanceCommand() *cobra.Command {
	cmd := groupCommand("tradefinance", "Seal, share and open what is written in trade papers")
	cmd.Long = `Seal, share and open what is written in trade papers. A paper is encrypted into a package, a file that goes to whoever may read it
by any way; the chain has a commitment to the fields, and the package's key sealed to each recipient. Private keys are files in the home,
sealing/<name>.key.`
	cmd.AddCommand(sealingKeyCommand(), customsKeyCommand(), commitCommand(), sealCommand(), shareCommand(), openCommand(),
		fingerprintServerCommand(), fingerprintCommand())
	return cmd
}

func sealingKeyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "sealing-key <name>", Short: "Show the public half of a sealing key, which is made if there is none",
		Example: "  dcepd tradefinance sealing-key icbc-sz", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := sealingKeyFile(client.GetClientContextFromCmd(cmd), args[0])
			if err := makeKeyFile(path); err != nil {
				return err
			}
			private, err := readSealingKey(path)
			if err != nil {
				return err
			}
			return showPairs(cmd, [][2]string{{"sealing_key", hex.EncodeToString(private.PublicKey().Bytes())}})
		},
	}
	addOutputFlag(cmd.Flags())
	return cmd
}

func customsKeyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "customs-key <file>", Short: "Make the key from which customs derives the keys of declarations",
		Long: `Make the key from which customs derives the keys of declarations. Who has it can tell the number of every declaration on record; with
another key the same number would get another id, and could be recorded twice. Keep it as the root keys of customs are kept.`,
		Example: "  dcepd tradefinance customs-key customs.key", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if exists(args[0]) {
				return fmt.Errorf("%s exists: a second key would give declarations second ids", args[0])
			}
			return makeKeyFile(args[0])
		},
	}
}

func commitCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "commit <name> <value>", Short: "Commit to one value, such as a unified social credit code, with a new salt",
		Example: "  dcepd tradefinance commit uscc 914403001922038216", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			field := seal.Field{Name: args[0], Value: args[1], Salt: seal.NewSalt()}
			commitment, err := field.Commitment()
			if err != nil {
				return err
			}
			return showPairs(cmd, [][2]string{{"commitment", hex.EncodeToString(commitment[:])}, {"salt", field.Salt}})
		},
	}
	addOutputFlag(cmd.Flags())
	return cmd
}

func sealingKeyFile(clientCtx client.Context, name string) string {
	return filepath.Join(clientCtx.HomeDir, "sealing", name+".key")
}

// makeKeyFile writes 32 random bytes in hexadecimal, unless there is such a file.
func makeKeyFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	key := make([]byte, seal.KeyBytes)
	rand.Read(key)
	_, err = fmt.Fprintln(file, hex.EncodeToString(key))
	return errors.Join(err, file.Close())
}

func readKeyFile(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != seal.KeyBytes {
		return nil, fmt.Errorf("%s: must hold %d bytes in hexadecimal", path, seal.KeyBytes)
	}
	return key, nil
}

func readSealingKey(path string) (*ecdh.PrivateKey, error) {
	key, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	return ecdh.X25519().NewPrivateKey(key)
}

// sealedPackage is the file that holds an encrypted paper.
type sealedPackage struct {
	DocumentID        string `json:"document_id"`
	Kind              string `json:"kind"`
	ContentCommitment string `json:"content_commitment"`
	// Of declarations.
	OwnerCommitment string `json:"owner_commitment,omitempty"`
	// OwnerEnvelope is the key, sealed to the owner.
	OwnerEnvelope string `json:"owner_envelope"`
	Content       []byte `json:"content"`
}

func readPackage(path string) (sealedPackage, error) {
	var p sealedPackage
	text, err := os.ReadFile(path)
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return p, fmt.Errorf("%s: %w", path, err)
	}
	return p, nil
}
