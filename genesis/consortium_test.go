package genesis_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const consortiumFile = "testdata/consortium.yaml"

func TestReadConsortium(t *testing.T) {
	c, err := genesis.ReadConsortium(consortiumFile)
	require.NoError(t, err)

	start := time.Date(2019, 12, 1, 1, 0, 0, 0, time.UTC)
	require.Equal(t, "dcep-test-1", c.ChainID)
	require.Equal(t, start, c.GenesisTime)
	require.Equal(t, int64(7), c.ValidatorPower)
	require.Equal(t, []consortiumtypes.Member{
		{
			Id: "pboc", LegalName: "中国人民银行数字货币研究所", Kind: consortiumtypes.MEMBER_KIND_CENTRAL_BANK,
			Region: "110000", Uscc: "91110000802100433B", Cnaps: "001100011002",
			Status: consortiumtypes.MEMBER_STATUS_ACTIVE, VotingWeight: 1, JoinedAt: start,
		},
		{
			Id: "icbc-sz", LegalName: "Industrial and Commercial Bank, Shenzhen",
			Kind: consortiumtypes.MEMBER_KIND_OPERATOR_BANK, Region: "440300", Uscc: "9144030071526726XG",
			Lei: "5493001KJTIIGC8Y1R12", Cnaps: "102100099996",
			Status: consortiumtypes.MEMBER_STATUS_ACTIVE, VotingWeight: 1, JoinedAt: start,
		},
		{
			Id: "observer", LegalName: "University of Suzhou", Kind: consortiumtypes.MEMBER_KIND_OBSERVER,
			Region: "320500", Uscc: "914403001922038216", Status: consortiumtypes.MEMBER_STATUS_ACTIVE, JoinedAt: start,
		},
	}, c.Members)

	params := consortiumtypes.DefaultParams()
	params.ResolutionPeriod = 72 * time.Hour
	params.MaxTxGas = 5_000_000
	require.Equal(t, params, c.Params)

	currency := currencytypes.DefaultParams()
	currency.SingleApprovalLimitFen = 50_000_000_00
	currency.ClassLimits[3].Limits.BalanceFen = 5_000_00
	currency.ClassLimits[3].Limits.YearFen = 0
	require.Equal(t, currency, c.Currency)

	require.Equal(t, cmttypes.BlockParams{MaxBytes: 2 << 20, MaxGas: 50_000_000}, c.Consensus.Block)
	require.Equal(t, []string{"ed25519"}, c.Consensus.Validator.PubKeyTypes)
}

func TestConsortiumRefusesWrongValues(t *testing.T) {
	content, err := os.ReadFile(consortiumFile)
	require.NoError(t, err)
	for _, c := range []struct {
		name, old, new, field string
		reason                error
	}{
		{"no chain id", "chain_id: dcep-test-1\n", "", "chain_id", genesis.ErrRequired},
		{"chain id in capitals", "dcep-test-1", "DCEP", "chain_id", genesis.ErrMalformed},
		{"no genesis time", "genesis_time: 2019-12-01T09:00:00+08:00\n", "", "genesis_time", genesis.ErrRequired},
		{"time without zone", "09:00:00+08:00", "09:00:00", "genesis_time", genesis.ErrMalformed},
		{"no power", "validator_power: 7", "validator_power: 0", "validator_power", genesis.ErrOutOfRange},
		{"unknown field", "validator_power: 7", "validators_power: 7", "", genesis.ErrMalformed},
		{"unknown member field", "voting_weight: 0", "weight: 0", "", genesis.ErrMalformed},
		{"negative weight", "voting_weight: 0", "voting_weight: -1", "", genesis.ErrMalformed},
		{"second document", "validator_power: 7", "validator_power: 7\n---\nchain_id: x", "", genesis.ErrMalformed},
		{"member id", "id: icbc-sz", "id: ICBC", "members[1].id", genesis.ErrMalformed},
		{"same member twice", "id: icbc-sz", "id: pboc", "members[1].id", genesis.ErrDuplicate},
		{"kind", "kind: observer", "kind: spectator", "members[2].kind", genesis.ErrUnknown},
		{"kind as in protobuf", "kind: observer", "kind: OBSERVER", "members[2].kind", genesis.ErrUnknown},
		{"kind unspecified", "kind: observer", "kind: unspecified", "members[2].kind", genesis.ErrUnknown},
		{"region", "region: 320500", "region: 990000", "members[2].region", genesis.ErrMalformed},
		{"uscc", "914403001922038216", "914403001922038217", "members[2].uscc", genesis.ErrMalformed},
		{"lei", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R13", "members[1].lei", genesis.ErrMalformed},
		{"cnaps", "102100099996", "102100099997", "members[1].cnaps", genesis.ErrMalformed},
		{
			"name", "University of Suzhou", "\" \"", "members[2].legal_name",
			consortiumtypes.ErrInvalidMember,
		},
		{"no central bank", "kind: central-bank", "kind: observer", "members", genesis.ErrOutOfRange},
		{"two central banks", "kind: observer", "kind: central-bank", "members", genesis.ErrOutOfRange},
		{
			"unknown parameter", "max_tx_gas: 5000000", "max_gas: 1", "consortium.max_gas",
			genesis.ErrMalformed,
		},
		{
			"duration", "resolution_period: 72h", "resolution_period: 3 days", "consortium.resolution_period",
			genesis.ErrMalformed,
		},
		{
			"parameter out of range", "max_tx_gas: 5000000", "max_tx_gas: 5", "consortium",
			consortiumtypes.ErrInvalidParams,
		},
		{
			"yuan without decimals", "50000000.00", "50000000", "currency.single_approval_limit",
			genesis.ErrMalformed,
		},
		{"class", "IV: {", "V: {", "currency.class_limits.V", genesis.ErrUnknown},
		{
			"class limit", "balance: 5000.00", "balance: 5,000.00", "", genesis.ErrMalformed,
		},
		{
			"class limit in fen", "balance: 5000.00", "balance: 5000", "currency.class_limits.IV.balance",
			genesis.ErrMalformed,
		},
		{
			"limits that contradict", "year: none", "year: 1.00", "currency", currencytypes.ErrInvalidParams,
		},
		{"endless block", "block_max_gas: 50000000", "block_max_gas: -1", "consensus.block_max_gas", genesis.ErrOutOfRange},
		{"block below a transaction", "block_max_gas: 50000000", "block_max_gas: 4999999", "consensus.block_max_gas", genesis.ErrOutOfRange},
		{"tiny block", "block_max_gas: 50000000", "block_max_bytes: 65535", "consensus.block_max_bytes", genesis.ErrOutOfRange},
		{"evidence", "block_max_gas: 50000000", "evidence_max_age: long", "consensus.evidence_max_age", genesis.ErrMalformed},
		{"no evidence", "block_max_gas: 50000000", "evidence_max_age_blocks: 0", "consensus", genesis.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, string(content), c.old)
			_, err := genesis.ParseConsortium([]byte(strings.Replace(string(content), c.old, c.new, 1)))
			requireRefused(t, err, "", c.field, c.reason)
		})
	}
}

func TestReadConsortiumNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "consortium.yaml")
	require.NoError(t, os.WriteFile(path, []byte("chain_id: dcep\nmembrs: []\n"), 0o600))
	_, err := genesis.ReadConsortium(path)
	requireRefused(t, err, "consortium.yaml", "", genesis.ErrMalformed)
	require.EqualError(t, err, "consortium.yaml: is malformed: line 2: field membrs not found")
}

func requireRefused(t *testing.T, err error, file, field string, reason error) {
	t.Helper()
	var refusal *genesis.FieldError
	require.ErrorAs(t, err, &refusal)
	require.Equal(t, file, refusal.File, err)
	require.Equal(t, field, refusal.Field, err)
	require.ErrorIs(t, err, reason)
}
