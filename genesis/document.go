package genesis

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/cosmos/gogoproto/jsonpb"
	"github.com/cosmos/gogoproto/proto"
	"go.yaml.in/yaml/v3"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// document is the form of consortium.yaml. Amounts are yuan, durations read like 72h.
type document struct {
	ChainID        string            `yaml:"chain_id"`
	GenesisTime    string            `yaml:"genesis_time"`
	ValidatorPower *int64            `yaml:"validator_power"`
	Members        []memberDocument  `yaml:"members"`
	Consortium     map[string]any    `yaml:"consortium"`
	Currency       currencyDocument  `yaml:"currency"`
	Calendars      calendarDocuments `yaml:"calendars"`
	Departments    map[string]string `yaml:"departments"`
	Consensus      consensusDocument `yaml:"consensus"`
}

type memberDocument struct {
	ID           string  `yaml:"id"`
	LegalName    string  `yaml:"legal_name"`
	Kind         string  `yaml:"kind"`
	Region       string  `yaml:"region"`
	USCC         string  `yaml:"uscc"`
	LEI          string  `yaml:"lei"`
	CNAPS        string  `yaml:"cnaps"`
	VotingWeight *uint32 `yaml:"voting_weight"`
}

type consensusDocument struct {
	BlockMaxBytes     *int64 `yaml:"block_max_bytes"`
	BlockMaxGas       *int64 `yaml:"block_max_gas"`
	EvidenceMaxBlocks *int64 `yaml:"evidence_max_age_blocks"`
	EvidenceMaxAge    string `yaml:"evidence_max_age"`
}

// ParseConsortium reads the content of consortium.yaml; see [ReadConsortium].
func ParseConsortium(content []byte) (Consortium, error) {
	consortium, err := parseDocument(content)
	return consortium, in("", err)
}

func parseDocument(content []byte) (Consortium, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	var doc document
	if err := decoder.Decode(&doc); err != nil {
		return Consortium{}, readableYAMLError(err)
	}
	if err := decoder.Decode(new(document)); !errors.Is(err, io.EOF) {
		return Consortium{}, refuse(ErrMalformed, "there must be one YAML document")
	}
	return doc.consortium()
}

func (doc document) consortium() (Consortium, error) {
	c := Consortium{
		ChainID:        doc.ChainID,
		Params:         consortiumtypes.DefaultParams(),
		ValidatorPower: defaultValidatorPower,
	}
	var err error
	if err := checkChainID(doc.ChainID); err != nil {
		return Consortium{}, at("chain_id", err)
	}
	if c.GenesisTime, err = parseGenesisTime(doc.GenesisTime); err != nil {
		return Consortium{}, at("genesis_time", err)
	}
	if doc.ValidatorPower != nil {
		c.ValidatorPower = *doc.ValidatorPower
	}
	if c.ValidatorPower <= 0 {
		return Consortium{}, at("validator_power", refuse(ErrOutOfRange, "%d, must be positive", c.ValidatorPower))
	}
	if c.Members, err = parseMembers(doc.Members, c.GenesisTime); err != nil {
		return Consortium{}, err
	}
	if err := override(&c.Params, doc.Consortium); err != nil {
		return Consortium{}, at("consortium", err)
	}
	if err := c.Params.Validate(); err != nil {
		return Consortium{}, at("consortium", err)
	}
	if c.Currency, err = doc.Currency.params(); err != nil {
		return Consortium{}, at("currency", err)
	}
	if c.Pilot, err = doc.Currency.pilot(c); err != nil {
		return Consortium{}, at("currency", err)
	}
	if c.Calendars, err = doc.Calendars.calendars(); err != nil {
		return Consortium{}, err
	}
	if c.SingleWindow, err = parseDepartments(doc.Departments, c.Members); err != nil {
		return Consortium{}, at("departments", err)
	}
	if c.Consensus, err = doc.Consensus.params(c.Params); err != nil {
		return Consortium{}, at("consensus", err)
	}
	return c, nil
}

func parseMembers(docs []memberDocument, joinedAt time.Time) ([]consortiumtypes.Member, error) {
	if len(docs) == 0 {
		return nil, at("members", refuse(ErrRequired, "a consortium has members"))
	}
	members := make([]consortiumtypes.Member, len(docs))
	centralBanks := 0
	for i, doc := range docs {
		field := fmt.Sprintf("members[%d]", i)
		member, err := doc.member(joinedAt)
		if err != nil {
			return nil, at(field, err)
		}
		same := func(m consortiumtypes.Member) bool { return m.Id == member.Id }
		if first := slices.IndexFunc(members[:i], same); first >= 0 {
			return nil, at(field, at("id", refuse(ErrDuplicate, "%q is also members[%d]", member.Id, first)))
		}
		if member.Kind == consortiumtypes.MEMBER_KIND_CENTRAL_BANK {
			centralBanks++
		}
		members[i] = member
	}
	if centralBanks != 1 {
		return nil, at("members", refuse(ErrOutOfRange, "%d central banks, must be one", centralBanks))
	}
	return members, nil
}

func (doc memberDocument) member(joinedAt time.Time) (consortiumtypes.Member, error) {
	kind, err := parseMemberKind(doc.Kind)
	if err != nil {
		return consortiumtypes.Member{}, at("kind", err)
	}
	for _, check := range []struct {
		field, value string
		optional     bool
		parse        func(string) error
	}{
		{"id", doc.ID, false, parses(ident.ParseMemberID)},
		{"region", doc.Region, false, parses(ident.ParseRegionCode)},
		{"uscc", doc.USCC, false, parses(ident.ParseUSCC)},
		{"lei", doc.LEI, true, parses(ident.ParseLEI)},
		{"cnaps", doc.CNAPS, true, parses(ident.ParseCNAPS)},
	} {
		if check.optional && check.value == "" {
			continue
		}
		if err := check.parse(check.value); err != nil {
			return consortiumtypes.Member{}, at(check.field, refuse(ErrMalformed, "%w", err))
		}
	}
	member := consortiumtypes.Member{
		Id: doc.ID, LegalName: doc.LegalName, Kind: kind, Region: doc.Region, Uscc: doc.USCC, Lei: doc.LEI,
		Cnaps: doc.CNAPS, Status: consortiumtypes.MEMBER_STATUS_ACTIVE, VotingWeight: 1, JoinedAt: joinedAt,
	}
	if doc.VotingWeight != nil {
		member.VotingWeight = *doc.VotingWeight
	}
	// What is left to go wrong is the name.
	if err := member.Validate(); err != nil {
		return consortiumtypes.Member{}, at("legal_name", err)
	}
	return member, nil
}

func parses[T any](parse func(string) (T, error)) func(string) error {
	return func(s string) error {
		_, err := parse(s)
		return err
	}
}

var chainIDForm = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func checkChainID(id string) error {
	if id == "" {
		return refuse(ErrRequired, "for example dcep-pilot-1")
	}
	if len(id) > cmttypes.MaxChainIDLen || !chainIDForm.MatchString(id) {
		return refuse(ErrMalformed, "%q must be lower-case letters, digits and hyphens, at most %d, with a letter first",
			id, cmttypes.MaxChainIDLen)
	}
	return nil
}

func parseGenesisTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, refuse(ErrRequired, "for example 2019-12-01T09:00:00+08:00")
	}
	parsed, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, refuse(ErrMalformed, "%q must look like 2019-12-01T09:00:00+08:00", s)
	}
	return parsed.UTC(), nil
}

// override replaces the fields of a parameter message that the document names, by their names in the protobuf files.
func override(params proto.Message, fields map[string]any) error {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		single, err := json.Marshal(map[string]any{name: fields[name]})
		if err != nil {
			return at(name, refuse(ErrMalformed, "%w", err))
		}
		if err := jsonpb.Unmarshal(bytes.NewReader(single), params); err != nil {
			return at(name, refuse(ErrMalformed, "%w", err))
		}
	}
	return nil
}

func (doc consensusDocument) params(consortium consortiumtypes.Params) (cmttypes.ConsensusParams, error) {
	params := defaultConsensus()
	if doc.BlockMaxBytes != nil {
		params.Block.MaxBytes = *doc.BlockMaxBytes
	}
	if doc.BlockMaxGas != nil {
		params.Block.MaxGas = *doc.BlockMaxGas
	}
	if doc.EvidenceMaxBlocks != nil {
		params.Evidence.MaxAgeNumBlocks = *doc.EvidenceMaxBlocks
	}
	if err := setDuration("evidence_max_age", doc.EvidenceMaxAge, &params.Evidence.MaxAgeDuration); err != nil {
		return params, err
	}
	// A block must have finite room, and every transaction that the limits allow must fit into one.
	if params.Block.MaxBytes <= 0 || consortium.MaxTxBytes > uint64(params.Block.MaxBytes) {
		return params, at("block_max_bytes", refuse(ErrOutOfRange, "%d, must hold one transaction of %d bytes",
			params.Block.MaxBytes, consortium.MaxTxBytes))
	}
	if params.Block.MaxGas <= 0 || consortium.MaxTxGas > uint64(params.Block.MaxGas) {
		return params, at("block_max_gas", refuse(ErrOutOfRange, "%d, must hold one transaction of %d gas",
			params.Block.MaxGas, consortium.MaxTxGas))
	}
	if err := params.ValidateBasic(); err != nil {
		return params, refuse(ErrOutOfRange, "%w", err)
	}
	return params, nil
}

// readableYAMLError keeps the line and the field and drops the names of Go types.
func readableYAMLError(err error) error {
	var problems *yaml.TypeError
	if !errors.As(err, &problems) {
		return refuse(ErrMalformed, "%w", err)
	}
	for i, problem := range problems.Errors {
		problems.Errors[i], _, _ = strings.Cut(problem, " in type ")
	}
	return refuse(ErrMalformed, "%s", strings.Join(problems.Errors, "; "))
}
