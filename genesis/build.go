package genesis

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cosmos/gogoproto/proto"

	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	cryptocodec "github.com/cosmos/cosmos-sdk/crypto/codec"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"
	upgradetypes "github.com/cosmos/cosmos-sdk/x/upgrade/types"

	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	financingtypes "github.com/dcep-consortium/dcepd/x/financing/types"
	letterstypes "github.com/dcep-consortium/dcepd/x/letters/types"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
	purposetypes "github.com/dcep-consortium/dcepd/x/purpose/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	supervisiontypes "github.com/dcep-consortium/dcepd/x/supervision/types"
	surveillancetypes "github.com/dcep-consortium/dcepd/x/surveillance/types"
	titletypes "github.com/dcep-consortium/dcepd/x/title/types"
)

const appName = "dcepd"

// Build makes the genesis from the description and one join request of each member. The same inputs, in any order of
// the requests, make the same genesis. A wrong input is refused with a [FieldError] that names file and field.
func Build(consortium Consortium, joins []JoinRequest) (*genutiltypes.AppGenesis, error) {
	joins, err := match(consortium, joins)
	if err != nil {
		return nil, err
	}
	if err := checkUnique(joins); err != nil {
		return nil, err
	}
	for i, member := range consortium.Members {
		if err := checkRoles(member, joins[i]); err != nil {
			return nil, in(joins[i].name(), at("officers", err))
		}
	}
	state, err := appState(consortium, joins)
	if err != nil {
		return nil, in("", err)
	}
	params := consortium.Consensus
	return &genutiltypes.AppGenesis{
		AppName:       appName,
		GenesisTime:   consortium.GenesisTime,
		ChainID:       consortium.ChainID,
		InitialHeight: 1,
		AppState:      state,
		// The validators are in the app state: InitChain hands them to CometBFT.
		Consensus: &genutiltypes.ConsensusGenesis{Params: &params},
	}, nil
}

// match verifies the requests and returns them in the order of the members.
func match(consortium Consortium, joins []JoinRequest) ([]JoinRequest, error) {
	ordered := make([]*JoinRequest, len(consortium.Members))
	for _, join := range joins {
		if err := join.Verify(); err != nil {
			return nil, err
		}
		if join.ChainID != consortium.ChainID {
			return nil, in(join.name(), at("chain_id", refuse(ErrMismatch, "%q, the consortium's is %q",
				join.ChainID, consortium.ChainID)))
		}
		own := func(m consortiumtypes.Member) bool { return m.Id == join.MemberID }
		i := slices.IndexFunc(consortium.Members, own)
		if i < 0 {
			return nil, in(join.name(), at("member_id", refuse(ErrUnknown, "%q is no member", join.MemberID)))
		}
		if ordered[i] != nil {
			return nil, in(join.name(), at("member_id", refuse(ErrDuplicate, "%q, also by %s",
				join.MemberID, ordered[i].name())))
		}
		ordered[i] = &join
	}
	matched := make([]JoinRequest, len(ordered))
	for i, join := range ordered {
		if join == nil {
			return nil, at(fmt.Sprintf("members[%d]", i), refuse(ErrMissingJoin, "%q", consortium.Members[i].Id))
		}
		matched[i] = *join
	}
	return matched, nil
}

// checkUnique refuses a key, an id or an address that two organisations bring, or one brings twice.
func checkUnique(joins []JoinRequest) error {
	owners := map[string]string{}
	claim := func(join JoinRequest, field, what, value string) error {
		key := what + " " + value
		if owner, taken := owners[key]; taken {
			return in(join.name(), at(field, refuse(ErrDuplicate, "%s, also in %s", key, owner)))
		}
		owners[key] = join.name() + ": " + field
		return nil
	}
	for _, join := range joins {
		for i, officer := range join.Officers {
			if err := claim(join, fmt.Sprintf("officers[%d].address", i), "address", officer.Address); err != nil {
				return err
			}
		}
		for i, node := range join.Nodes {
			if err := claim(join, fmt.Sprintf("nodes[%d].node_id", i), "node", node.ID); err != nil {
				return err
			}
		}
		for i, validator := range join.Validators {
			field := fmt.Sprintf("validators[%d]", i)
			if err := claim(join, field+".id", "validator", validator.ID); err != nil {
				return err
			}
			if err := claim(join, field+".consensus_key", "key", validator.ConsensusKey.String()); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkRoles asks for the officers without whom a member could not do what it is there for.
func checkRoles(member consortiumtypes.Member, join JoinRequest) error {
	var needed []consortiumtypes.Role
	if member.VotingWeight > 0 {
		needed = append(needed, consortiumtypes.ROLE_GOVERNOR)
	}
	if member.Kind == consortiumtypes.MEMBER_KIND_CENTRAL_BANK {
		needed = append(needed, consortiumtypes.ROLE_ISSUER, consortiumtypes.ROLE_CONTROLLER)
	}
	for _, role := range needed {
		if count(join.Officers, role) == 0 {
			return refuse(ErrMissingRole, "%s needs at least one %s", member.Id, Role(role))
		}
	}
	return nil
}

func appState(consortium Consortium, joins []JoinRequest) (json.RawMessage, error) {
	cdc := newCodec()
	state := consortiumState(consortium, joins)
	if len(state.Validators) == 0 {
		return nil, at("validators", refuse(ErrRequired, "no join request brings one"))
	}
	if err := consortiumtypes.ValidateGenesis(state); err != nil {
		return nil, at("consortium", err)
	}
	currency := currencytypes.DefaultGenesisState()
	currency.Params, currency.Pilot = consortium.Currency, consortium.Pilot
	if err := currencytypes.ValidateGenesis(currency); err != nil {
		return nil, at("currency", err)
	}
	calendar := calendartypes.NewGenesisState(consortium.Calendars...)
	if err := calendartypes.ValidateGenesis(calendar); err != nil {
		return nil, at("calendars", err)
	}
	sections := map[string]json.RawMessage{upgradetypes.ModuleName: json.RawMessage("{}")}
	for name, section := range map[string]proto.Message{
		authtypes.ModuleName:          authtypes.DefaultGenesisState(),
		consortiumtypes.ModuleName:    state,
		certificationtypes.ModuleName: certificationtypes.DefaultGenesisState(),
		surveillancetypes.ModuleName:  surveillancetypes.DefaultGenesisState(),
		currencytypes.ModuleName:      currency,
		calendartypes.ModuleName:      calendar,
		letterstypes.ModuleName:       letterstypes.DefaultGenesisState(),
		offlinetypes.ModuleName:       offlinetypes.DefaultGenesisState(),
		purposetypes.ModuleName:       purposetypes.DefaultGenesisState(),
		supervisiontypes.ModuleName:   supervisiontypes.DefaultGenesisState(),
		singlewindowtypes.ModuleName:  &singlewindowtypes.GenesisState{Catalogue: consortium.SingleWindow},
		financingtypes.ModuleName:     financingtypes.DefaultGenesisState(),
		titletypes.ModuleName:         titletypes.DefaultGenesisState(),
	} {
		encoded, err := cdc.MarshalJSON(section)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		sections[name] = encoded
	}
	return json.Marshal(sections)
}

// consortiumState lists everything in the order of its key, as an export of the chain would.
func consortiumState(consortium Consortium, joins []JoinRequest) *consortiumtypes.GenesisState {
	state := consortiumtypes.DefaultGenesisState()
	state.Params = consortium.Params
	state.Members = slices.Clone(consortium.Members)
	for _, join := range joins {
		for _, officer := range join.Officers {
			state.Officers = append(state.Officers, officer.record(join.MemberID))
		}
		for _, node := range join.Nodes {
			state.Nodes = append(state.Nodes, node.record(join.MemberID))
		}
		for _, validator := range join.Validators {
			record := validator.record(join.MemberID, consortium.ValidatorPower)
			state.Validators = append(state.Validators, record)
			state.ConsensusAddresses = append(state.ConsensusAddresses, consortiumtypes.ConsensusAddress{
				Address: consortiumtypes.ConsensusAddressOf(record.ConsensusKey), ValidatorId: record.Id,
			})
		}
	}
	sortBy(state.Members, func(m consortiumtypes.Member) string { return m.Id })
	sortBy(state.Officers, func(o consortiumtypes.Officer) string { return o.Address })
	sortBy(state.Nodes, func(n consortiumtypes.Node) string { return n.Id })
	sortBy(state.Validators, func(v consortiumtypes.Validator) string { return v.Id })
	sortBy(state.ConsensusAddresses, func(a consortiumtypes.ConsensusAddress) string { return string(a.Address) })
	return state
}

func (o Officer) record(memberID string) consortiumtypes.Officer {
	officer := consortiumtypes.Officer{Address: o.Address, MemberId: memberID}
	return officer.Appoint(slices.Sorted(slices.Values(o.roles())), consortiumtypes.AppointedByGenesis)
}

func (n Node) record(memberID string) consortiumtypes.Node {
	return consortiumtypes.Node{Id: n.ID, MemberId: memberID, Kind: consortiumtypes.NodeKind(n.Kind)}
}

func (v Validator) record(memberID string, power int64) consortiumtypes.Validator {
	return consortiumtypes.Validator{
		Id: v.ID, MemberId: memberID, KeyType: v.KeyType, ConsensusKey: v.ConsensusKey, Power: power,
		Status: consortiumtypes.VALIDATOR_STATUS_ACTIVE,
	}
}

func sortBy[T any](items []T, key func(T) string) {
	slices.SortFunc(items, func(a, b T) int { return strings.Compare(key(a), key(b)) })
}

func newCodec() codec.Codec {
	registry := codectypes.NewInterfaceRegistry()
	cryptocodec.RegisterInterfaces(registry)
	authtypes.RegisterInterfaces(registry)
	return codec.NewProtoCodec(registry)
}
