package genesis

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	cmttypes "github.com/cometbft/cometbft/types"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/codec"
	"github.com/cosmos/cosmos-sdk/types/module"
	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Encode writes a genesis as every organisation must have it, byte for byte.
func Encode(genesis *genutiltypes.AppGenesis) ([]byte, error) {
	content, err := json.MarshalIndent(genesis, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(content, '\n'), nil
}

// Hash is the SHA-256 of a genesis file in hexadecimal, which all organisations compare before they start.
func Hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// Decode reads a genesis file.
func Decode(content []byte) (*genutiltypes.AppGenesis, error) {
	genesis := new(genutiltypes.AppGenesis)
	if err := json.Unmarshal(content, genesis); err != nil {
		return nil, refuse(ErrMalformed, "%w", err)
	}
	return genesis, nil
}

// Validate checks a whole genesis: the rules of CometBFT, of every module of the application, and those of this chain.
func Validate(
	genesis *genutiltypes.AppGenesis, modules module.BasicManager, cdc codec.JSONCodec, tx client.TxEncodingConfig,
) error {
	if err := checkChainID(genesis.ChainID); err != nil {
		return at("chain_id", err)
	}
	if genesis.GenesisTime.IsZero() {
		return at("genesis_time", refuse(ErrRequired, "without it each node would take its own clock"))
	}
	if genesis.Consensus == nil || genesis.Consensus.Params == nil {
		return at("consensus", refuse(ErrRequired, "the consensus parameters"))
	}
	if err := checkConsensus(*genesis.Consensus.Params); err != nil {
		return at("consensus.params", err)
	}
	sections, err := appSections(genesis)
	if err != nil {
		return at("app_state", err)
	}
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		if _, known := modules[name]; !known {
			return at("app_state", at(name, refuse(ErrUnknown, "no module of this name")))
		}
	}
	for _, name := range []string{consortiumtypes.ModuleName, currencytypes.ModuleName} {
		if _, given := sections[name]; !given {
			return at("app_state", at(name, refuse(ErrRequired, "the state of the module")))
		}
	}
	if err := modules.ValidateGenesis(cdc, tx, sections); err != nil {
		return at("app_state", err)
	}
	return nil
}

func checkConsensus(params cmttypes.ConsensusParams) error {
	if err := params.ValidateBasic(); err != nil {
		return refuse(ErrOutOfRange, "%w", err)
	}
	if params.Block.MaxGas <= 0 || params.Block.MaxBytes <= 0 {
		return at("block", refuse(ErrOutOfRange, "max_gas %d and max_bytes %d must be positive: a block has finite room",
			params.Block.MaxGas, params.Block.MaxBytes))
	}
	if !slices.Equal(params.Validator.PubKeyTypes, []string{cmttypes.ABCIPubKeyTypeEd25519}) {
		return at("validator", refuse(ErrOutOfRange, "pub_key_types %v, must be ed25519 alone",
			params.Validator.PubKeyTypes))
	}
	if params.Authority.Authority != "" {
		return at("authority", refuse(ErrOutOfRange, "%q would take the parameters out of the members' hands",
			params.Authority.Authority))
	}
	return nil
}

func appSections(genesis *genutiltypes.AppGenesis) (map[string]json.RawMessage, error) {
	var sections map[string]json.RawMessage
	if err := json.Unmarshal(genesis.AppState, &sections); err != nil {
		return nil, refuse(ErrMalformed, "%w", err)
	}
	return sections, nil
}

// Contains proves to an organisation that a genesis holds all that its join request says, and nothing else in its name.
func Contains(genesis *genutiltypes.AppGenesis, join JoinRequest) error {
	return in(join.name(), contains(genesis, join))
}

func contains(genesis *genutiltypes.AppGenesis, join JoinRequest) error {
	if genesis.ChainID != join.ChainID {
		return at("chain_id", refuse(ErrMismatch, "%q, the genesis has %q", join.ChainID, genesis.ChainID))
	}
	sections, err := appSections(genesis)
	if err != nil {
		return at("app_state", err)
	}
	var state consortiumtypes.GenesisState
	if err := newCodec().UnmarshalJSON(sections[consortiumtypes.ModuleName], &state); err != nil {
		return at("app_state.consortium", refuse(ErrMalformed, "%w", err))
	}
	if !slices.ContainsFunc(state.Members, func(m consortiumtypes.Member) bool { return m.Id == join.MemberID }) {
		return at("member_id", refuse(ErrMismatch, "%q is not in the genesis", join.MemberID))
	}
	own := consortiumState(Consortium{}, []JoinRequest{join})
	if err := sameRecords("officers", own.Officers, state.Officers, join.MemberID,
		func(o consortiumtypes.Officer) (string, string) { return o.MemberId, o.String() }); err != nil {
		return err
	}
	if err := sameRecords("nodes", own.Nodes, state.Nodes, join.MemberID,
		func(n consortiumtypes.Node) (string, string) { return n.MemberId, n.String() }); err != nil {
		return err
	}
	return sameRecords("validators", own.Validators, state.Validators, join.MemberID,
		func(v consortiumtypes.Validator) (string, string) {
			// The power is the consortium's to decide, not the organisation's.
			v.Power = 0
			return v.MemberId, v.String()
		})
}

// sameRecords compares what a member asked for with what a genesis has in its name.
func sameRecords[T any](field string, asked, all []T, memberID string, describe func(T) (owner, record string)) error {
	var want, have []string
	for _, item := range asked {
		_, record := describe(item)
		want = append(want, record)
	}
	for _, item := range all {
		if owner, record := describe(item); owner == memberID {
			have = append(have, record)
		}
	}
	for _, record := range want {
		if !slices.Contains(have, record) {
			return at(field, refuse(ErrMismatch, "the genesis lacks %s", record))
		}
	}
	if len(have) != len(want) {
		return at(field, refuse(ErrMismatch, "the genesis has %d, the join request %d", len(have), len(want)))
	}
	return nil
}

// Peers is the persistent_peers line of a node: every dialled node of the join requests.
func Peers(joins []JoinRequest) []string {
	var peers []string
	for _, join := range joins {
		for _, node := range join.Nodes {
			if node.Address != "" {
				peers = append(peers, fmt.Sprintf("%s@%s", node.ID, node.Address))
			}
		}
	}
	slices.Sort(peers)
	return peers
}
