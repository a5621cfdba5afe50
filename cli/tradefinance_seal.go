package cli

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"

	"github.com/dcep-consortium/dcepd/fingerprint"
	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/seal"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// The fields of a declaration that the tool itself reads or adds.
const (
	numberField         = "number"
	declarationKeyField = "declaration_key"
)

func sealCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "seal <paper.json> <package.json>", Short: "Encrypt a paper for its owner, and print what the chain is told of it",
		Long: `Encrypt a paper for its owner, and print what the chain is told of it. The paper is a JSON file:

  {"kind": "customs-declaration", "fields": [{"name": "number", "value": "531620190000000123"}, …]}

Customs seals a declaration with --customs-key: its number, which must be a field, gives the document its id, and the declaration's
key becomes a field, so that its owner can prove what it owns. The owner of any other paper names the --document-id that the fingerprint
service gave it, for the same fields issuer, number and date.`,
		Example: "  dcepd tradefinance seal declaration.json package.json --customs-key customs.key --owner dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			content, err := readPaper(args[0])
			if err != nil {
				return err
			}
			p, content, err := identify(cmd, content)
			if err != nil {
				return err
			}
			owner, err := walletFlag(cmd, flagOwner)
			if err != nil {
				return err
			}
			ownerKey, err := sealingKeyOf(cmd.Context(), clientCtx, consortiumtypes.FormatAddress(owner[:]))
			if err != nil {
				return err
			}
			if p, err = p.fill(content, ownerKey); err != nil {
				return err
			}
			text, err := json.MarshalIndent(p, "", "  ")
			if err != nil {
				return err
			}
			if err := os.WriteFile(args[1], text, 0o600); err != nil {
				return err
			}
			return showPairs(cmd, [][2]string{
				{"document_id", p.DocumentID},
				{"kind", p.Kind},
				{"content_commitment", p.ContentCommitment},
				{"owner_commitment", p.OwnerCommitment},
				{"owner_envelope", p.OwnerEnvelope},
			})
		},
	}
	addNodeFlags(cmd.Flags())
	flags.AddKeyringFlags(cmd.Flags())
	cmd.Flags().String(flagCustomsKey, "", "File with the key of customs, for declarations")
	cmd.Flags().String(flagDocumentID, "", "Fingerprint of the paper, for all others")
	cmd.Flags().String(flagOwner, "", "Wallet of the owner: address or key name")
	return cmd
}

func readPaper(path string) (seal.Content, error) {
	var content seal.Content
	text, err := os.ReadFile(path)
	if err != nil {
		return content, err
	}
	if err := json.Unmarshal(text, &content); err != nil {
		return content, fmt.Errorf("%s: %w", path, err)
	}
	return content, nil
}

// identify gives the paper its id. A declaration gets its key as a field, and the commitment to its owner.
func identify(cmd *cobra.Command, content seal.Content) (sealedPackage, seal.Content, error) {
	p := sealedPackage{Kind: content.Kind}
	customsKey, err := cmd.Flags().GetString(flagCustomsKey)
	if err != nil {
		return p, content, err
	}
	if customsKey == "" {
		if p.DocumentID, err = cmd.Flags().GetString(flagDocumentID); err != nil {
			return p, content, err
		}
		if _, err = singlewindowtypes.ParseDocumentID(p.DocumentID); err != nil {
			return p, content, err
		}
		return p, content, fingerprint.Check(content)
	}
	root, err := readKeyFile(customsKey)
	if err != nil {
		return p, content, err
	}
	// The chain knows no number; that the year has begun is for whoever declares.
	number, err := ident.ParseDeclarationNo(content.Value(numberField), time.Now().In(beijing).Year())
	if err != nil {
		return p, content, err
	}
	key := seal.NewDeclarationKey([seal.CustomsKeyBytes]byte(root), number)
	owner, err := walletFlag(cmd, flagOwner)
	if err != nil {
		return p, content, err
	}
	p.DocumentID = key.DocumentID(number)
	p.OwnerCommitment = hex.EncodeToString(singlewindowtypes.OwnerCommitment(key.OwnerSalt(), owner[:]))
	content.Fields = append(content.Fields, seal.Field{Name: declarationKeyField, Value: hex.EncodeToString(key[:])})
	return p, content, nil
}

// fill encrypts the content for the owner.
func (p sealedPackage) fill(content seal.Content, ownerKey []byte) (sealedPackage, error) {
	content = content.Salted()
	commitment, err := content.Commitment()
	if err != nil {
		return p, err
	}
	sealed, key, err := seal.Encrypt(content)
	if err != nil {
		return p, err
	}
	envelope, err := seal.SealKey(key, ownerKey, p.DocumentID, "")
	if err != nil {
		return p, err
	}
	p.Content, p.ContentCommitment, p.OwnerEnvelope = sealed, hex.EncodeToString(commitment[:]), hex.EncodeToString(envelope)
	return p, nil
}

func shareCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "share <package.json> <recipient>", Short: "Seal the key of an own package to a member or wallet",
		Long: `Seal the key of an own package to a member or wallet, and print what dcepd tx singlewindow share-document takes: the envelope and, of a
declaration, the salt that proves whose it is.`,
		Example: "  dcepd tradefinance share package.json icbc-sz --key firm", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			p, content, key, err := openPackage(cmd, clientCtx, args[0], "")
			if err != nil {
				return err
			}
			recipient, err := sealingKeyOf(cmd.Context(), clientCtx, args[1])
			if err != nil {
				return err
			}
			envelope, err := seal.SealKey(key, recipient, p.DocumentID, args[1])
			if err != nil {
				return err
			}
			pairs := [][2]string{{"document_id", p.DocumentID}, {"envelope", hex.EncodeToString(envelope)}}
			if text := content.Value(declarationKeyField); text != "" {
				declarationKey, err := hex.DecodeString(text)
				if err != nil || len(declarationKey) != seal.DeclarationKeyBytes {
					return fmt.Errorf("%w: field %s is no key", seal.ErrContent, declarationKeyField)
				}
				pairs = append(pairs, [2]string{"owner_salt", hex.EncodeToString(seal.DeclarationKey(declarationKey).OwnerSalt())})
			}
			return showPairs(cmd, pairs)
		},
	}
	addNodeFlags(cmd.Flags())
	cmd.Flags().String(flagKey, "", "Name of the own sealing key")
	return cmd
}

func openCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "open <package.json>", Short: "Decrypt a package, and check it against the chain",
		Long: `Decrypt a package, and check it against the chain. Of a paper without customs, open checks that it can have a fingerprint; whether the
document's id is its fingerprint says dcepd tradefinance fingerprint.`,
		Example: "  dcepd tradefinance open package.json --key icbc-sz --recipient icbc-sz", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			recipient, err := cmd.Flags().GetString(flagRecipient)
			if err != nil {
				return err
			}
			p, content, _, err := openPackage(cmd, clientCtx, args[0], recipient)
			if err != nil {
				return err
			}
			document, err := documentOf(cmd.Context(), clientCtx, p.DocumentID)
			if err != nil {
				return err
			}
			if err := checkOpened(p, content, document); err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			pairs := [][2]string{{"kind", content.Kind}}
			for _, field := range content.Fields {
				pairs = append(pairs, [2]string{field.Name, field.Value})
			}
			return showPairs(cmd, pairs)
		},
	}
	addNodeFlags(cmd.Flags())
	cmd.Flags().String(flagKey, "", "Name of the own sealing key")
	cmd.Flags().String(flagRecipient, "", "Who opens: a member or wallet that got the key (default: the owner)")
	return cmd
}

// checkOpened fails unless the package is what the chain has, and can have the fingerprint under which an enterprise claimed it.
func checkOpened(p sealedPackage, content seal.Content, document singlewindowtypes.Document) error {
	if committed := hex.EncodeToString(document.ContentCommitment); committed != p.ContentCommitment {
		return fmt.Errorf("is not what the chain has: content commitment %s, version %d of the document has %s", p.ContentCommitment,
			document.Version, committed)
	}
	if content.Kind != document.Kind {
		return fmt.Errorf("is not what the chain has: kind %q, the document has %s", content.Kind, document.Kind)
	}
	if document.Trust == singlewindowtypes.TRUST_ATTESTED {
		return nil
	}
	return fingerprint.Check(content)
}

// openPackage decrypts a package with an own key: the owner's envelope is in the package, that of a recipient on the chain.
func openPackage(cmd *cobra.Command, clientCtx client.Context, path, recipient string) (sealedPackage, seal.Content, seal.Key, error) {
	p, err := readPackage(path)
	if err != nil {
		return p, seal.Content{}, seal.Key{}, err
	}
	name, err := cmd.Flags().GetString(flagKey)
	if err != nil {
		return p, seal.Content{}, seal.Key{}, err
	}
	private, err := readSealingKey(sealingKeyFile(clientCtx, name))
	if err != nil {
		return p, seal.Content{}, seal.Key{}, err
	}
	envelope, err := hex.DecodeString(p.OwnerEnvelope)
	if recipient != "" {
		envelope, err = envelopeOf(cmd.Context(), clientCtx, p.DocumentID, recipient)
	}
	if err != nil {
		return p, seal.Content{}, seal.Key{}, err
	}
	key, err := seal.OpenKey(envelope, private, p.DocumentID, recipient)
	if err != nil {
		return p, seal.Content{}, key, err
	}
	commitment, err := hex.DecodeString(p.ContentCommitment)
	if err != nil {
		return p, seal.Content{}, key, err
	}
	content, err := seal.Decrypt(p.Content, key, commitment)
	return p, content, key, err
}

func sealingKeyOf(ctx context.Context, clientCtx client.Context, holder string) ([]byte, error) {
	answer, err := singlewindowtypes.NewQueryClient(clientCtx).SealingKey(ctx, &singlewindowtypes.QuerySealingKeyRequest{Holder: holder})
	if err != nil {
		return nil, readable(err)
	}
	return answer.SealingKey.Key, nil
}

func envelopeOf(ctx context.Context, clientCtx client.Context, documentID, recipient string) ([]byte, error) {
	answer, err := singlewindowtypes.NewQueryClient(clientCtx).Envelope(ctx, &singlewindowtypes.QueryEnvelopeRequest{
		DocumentId: documentID, Recipient: recipient,
	})
	if err != nil {
		return nil, readable(err)
	}
	return answer.Envelope.Sealed, nil
}

func documentOf(ctx context.Context, clientCtx client.Context, documentID string) (singlewindowtypes.Document, error) {
	answer, err := singlewindowtypes.NewQueryClient(clientCtx).Document(ctx, &singlewindowtypes.QueryDocumentRequest{DocumentId: documentID})
	if err != nil {
		return singlewindowtypes.Document{}, readable(err)
	}
	return answer.Document, nil
}
