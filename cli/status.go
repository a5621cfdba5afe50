package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/cometbft/cometbft/p2p"
	coretypes "github.com/cometbft/cometbft/rpc/core/types"
	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/types/query"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// nodeStatus is how a node is, for people and for the scripts that watch it.
type nodeStatus struct {
	ChainID    string    `json:"chain_id"`
	Moniker    string    `json:"moniker"`
	NodeID     string    `json:"node_id"`
	Version    string    `json:"version"`
	Height     int64     `json:"height"`
	BlockTime  time.Time `json:"block_time"`
	CatchingUp bool      `json:"catching_up"`
	// AgeSeconds is how old the latest block is by the clock of this machine.
	AgeSeconds int64 `json:"age_seconds"`
	// EarliestHeight is the oldest block that the node still has.
	EarliestHeight int64            `json:"earliest_height"`
	Peers          []peerStatus     `json:"peers"`
	Validator      *validatorStatus `json:"validator,omitempty"`
}

type peerStatus struct {
	Moniker string `json:"moniker"`
	NodeID  string `json:"node_id"`
	Address string `json:"address"`
}

// validatorStatus is there when the node has the consensus key of a registered validator.
type validatorStatus struct {
	ID           string `json:"id"`
	MemberID     string `json:"member_id"`
	Status       string `json:"status"`
	Power        int64  `json:"power"`
	MissedBlocks uint32 `json:"missed_blocks"`
}

func statusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "status",
		Short:   "Show how a node is: height, age of its last block, peers, validator",
		Example: "  dcepd status\n  dcepd status --node tcp://10.0.0.5:26657 -o json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			status, err := readStatus(cmd.Context(), clientCtx, now())
			if err != nil {
				return err
			}
			if clientCtx.OutputFormat == flags.OutputFormatJSON {
				encoder := json.NewEncoder(cmd.OutOrStdout())
				encoder.SetIndent("", "  ")
				return encoder.Encode(status)
			}
			return render(cmd.OutOrStdout(), status.sections())
		},
	}
	addNodeFlags(cmd.Flags())
	return cmd
}

func readStatus(ctx context.Context, clientCtx client.Context, now time.Time) (nodeStatus, error) {
	node, err := clientCtx.GetNode()
	if err != nil {
		return nodeStatus{}, err
	}
	answer, err := node.Status(ctx)
	if err != nil {
		return nodeStatus{}, readable(err)
	}
	status := nodeStatus{
		ChainID:        answer.NodeInfo.Network,
		Moniker:        answer.NodeInfo.Moniker,
		NodeID:         string(answer.NodeInfo.ID()),
		Version:        answer.NodeInfo.Version,
		Height:         answer.SyncInfo.LatestBlockHeight,
		BlockTime:      answer.SyncInfo.LatestBlockTime,
		CatchingUp:     answer.SyncInfo.CatchingUp,
		AgeSeconds:     int64(now.Sub(answer.SyncInfo.LatestBlockTime).Seconds()),
		EarliestHeight: answer.SyncInfo.EarliestBlockHeight,
		Peers:          []peerStatus{},
	}
	if network, ok := node.(interface {
		NetInfo(context.Context) (*coretypes.ResultNetInfo, error)
	}); ok {
		info, err := network.NetInfo(ctx)
		if err != nil {
			return nodeStatus{}, err
		}
		for _, peer := range info.Peers {
			status.Peers = append(status.Peers, describePeer(peer))
		}
	}
	if status.Height > 0 {
		status.Validator, err = readValidator(ctx, clientCtx, answer.ValidatorInfo.PubKey.Bytes())
	}
	return status, err
}

func describePeer(peer coretypes.Peer) peerStatus {
	address := peer.RemoteIP
	if info, ok := any(peer.NodeInfo).(p2p.DefaultNodeInfo); ok {
		return peerStatus{Moniker: info.Moniker, NodeID: string(info.ID()), Address: address}
	}
	return peerStatus{Address: address}
}

// readValidator finds the validator with this consensus key; nil when there is none.
func readValidator(ctx context.Context, clientCtx client.Context, key []byte) (*validatorStatus, error) {
	queries := consortiumtypes.NewQueryClient(clientCtx)
	page := &query.PageRequest{}
	for {
		answer, err := queries.Validators(ctx, &consortiumtypes.QueryValidatorsRequest{Pagination: page})
		if err != nil {
			return nil, readable(err)
		}
		for _, validator := range answer.Validators {
			if bytes.Equal(validator.ConsensusKey, key) {
				status, err := reflected(&validator)
				if err != nil {
					return nil, err
				}
				field := status.Descriptor().Fields().ByName("status")
				return &validatorStatus{
					ID: validator.Id, MemberID: validator.MemberId, Power: validator.Power,
					Status: fieldText(status, field, withUnit), MissedBlocks: validator.MissedBlocks,
				}, nil
			}
		}
		if len(answer.Pagination.GetNextKey()) == 0 {
			return nil, nil
		}
		page = &query.PageRequest{Key: answer.Pagination.NextKey}
	}
}

func (s nodeStatus) sections() []section {
	state := "in step"
	if s.CatchingUp {
		state = "catching up"
	}
	sections := []section{{pairs: [][2]string{
		{"chain id", s.ChainID},
		{"node", s.Moniker},
		{"node id", s.NodeID},
		{"state", state},
		{"height", strconv.FormatInt(s.Height, 10)},
		{"block time", s.BlockTime.In(beijing).Format(timeFormat)},
		{"age", (time.Duration(s.AgeSeconds) * time.Second).String()},
		{"earliest height", strconv.FormatInt(s.EarliestHeight, 10)},
		{"peers", strconv.Itoa(len(s.Peers))},
	}}}
	if v := s.Validator; v != nil {
		sections = append(sections, section{title: "validator", pairs: [][2]string{
			{"id", v.ID},
			{"member", v.MemberID},
			{"status", v.Status},
			{"power", strconv.FormatInt(v.Power, 10)},
			{"missed blocks", strconv.FormatUint(uint64(v.MissedBlocks), 10)},
		}})
	}
	if len(s.Peers) > 0 {
		peers := section{title: "peers", header: []string{"node", "node id", "address"}}
		for _, peer := range s.Peers {
			peers.rows = append(peers.rows, []string{peer.Moniker, peer.NodeID, peer.Address})
		}
		sections = append(sections, peers)
	}
	return sections
}
