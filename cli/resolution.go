package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

var errResolution = errors.New("resolution file")

// resolutionFile is a resolution as people write it.
type resolutionFile struct {
	Reason   string            `json:"reason"`
	Messages []json.RawMessage `json:"messages"`
}

func submitResolutionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "submit-resolution <file.json>",
		Short: "Put messages of the consortium to the vote (governor)",
		Long: `Put messages of the consortium to the vote. The own member votes yes with it. The file:

  {
    "reason": "China Unicom joins the pilot",
    "messages": [
      {"@type": "/dcep.consortium.v1.MsgSuspendMember", "member_id": "abc-sz"}
    ]
  }

Fields have their names from the protobuf files, amounts are in fen. The authority, who signs each message when the
resolution has passed, need not be given.`,
		Example: "  dcepd tx consortium submit-resolution resolution.json --from pboc-governor --wait",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := signerContext(cmd, "governor")
			if err != nil {
				return err
			}
			content, err := os.ReadFile(filepath.Clean(args[0]))
			if err != nil {
				return err
			}
			resolution, err := parseResolution(clientCtx.Codec, content)
			if err != nil {
				return explain(err, "%s", args[0])
			}
			resolution.Governor = consortiumtypes.FormatAddress(clientCtx.GetFromAddress())
			return send(cmd, clientCtx, resolution)
		},
	}
	addTxFlags(cmd)
	return cmd
}

// parseResolution reads a resolution without its governor. Its errors name the message.
func parseResolution(cdc codec.Codec, content []byte) (*consortiumtypes.MsgSubmitResolution, error) {
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	var file resolutionFile
	if err := decoder.Decode(&file); err != nil {
		return nil, fmt.Errorf("%w: %w", errResolution, err)
	}
	if err := decoder.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: something follows the JSON object", errResolution)
	}
	if strings.TrimSpace(file.Reason) == "" {
		return nil, fmt.Errorf("%w: reason is required", errResolution)
	}
	if len(file.Messages) == 0 {
		return nil, fmt.Errorf("%w: messages is required", errResolution)
	}
	resolution := &consortiumtypes.MsgSubmitResolution{Reason: file.Reason}
	for i, raw := range file.Messages {
		message, err := parseResolutionMessage(cdc, raw)
		if err != nil {
			return nil, fmt.Errorf("%w: messages[%d]: %w", errResolution, i, plain{err})
		}
		resolution.Messages = append(resolution.Messages, message)
	}
	return resolution, nil
}

// parseResolutionMessage fills in the authority where the file leaves it out.
func parseResolutionMessage(cdc codec.Codec, raw json.RawMessage) (*codectypes.Any, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, err
	}
	if _, given := fields["@type"]; !given {
		return nil, errors.New(`"@type" is required, such as "/dcep.consortium.v1.MsgAdmitMember"`)
	}
	if _, given := fields[authorityField]; !given {
		authority, err := json.Marshal(consortiumtypes.Authority)
		if err != nil {
			return nil, err
		}
		fields[authorityField] = authority
	}
	completed, err := json.Marshal(fields)
	if err != nil {
		return nil, err
	}
	var message sdk.Msg
	if err := cdc.UnmarshalInterfaceJSON(completed, &message); err != nil {
		if cdc.UnmarshalInterfaceJSON(raw, &message) == nil {
			// Only the authority was wrong: somebody else signs messages of this type.
			return nil, errNotConsortium(message)
		}
		return nil, err
	}
	signers, _, err := cdc.GetMsgV1Signers(message)
	if err != nil {
		return nil, err
	}
	authority, err := consortiumtypes.ParseAddress(consortiumtypes.Authority)
	if err != nil {
		return nil, err
	}
	if len(signers) != 1 || !bytes.Equal(signers[0], authority) {
		return nil, errNotConsortium(message)
	}
	return codectypes.NewAnyWithValue(message)
}

func errNotConsortium(message sdk.Msg) error {
	return fmt.Errorf("%s is not signed by the consortium alone, %s", sdk.MsgTypeURL(message), consortiumtypes.Authority)
}
