package genesis_test

import (
	"encoding/json"
	"testing"
	"time"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	"cosmossdk.io/log/v2"

	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/genesis"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

type noOptions struct{}

func (noOptions) Get(string) any { return nil }

func validate(checked *genutiltypes.AppGenesis) error {
	chain := app.New(log.NewNopLogger(), dbm.NewMemDB(), true, noOptions{})
	return genesis.Validate(checked, chain.BasicModules(), chain.AppCodec(), chain.TxConfig())
}

func TestValidate(t *testing.T) {
	c := newCeremony(t)
	content := encode(t, c.consortium, c.sign())
	for _, test := range []struct {
		name   string
		change func(*testing.T, *genutiltypes.AppGenesis)
		field  string
		reason error
	}{
		{"as it was built", func(*testing.T, *genutiltypes.AppGenesis) {}, "", nil},
		{"no chain id", func(_ *testing.T, g *genutiltypes.AppGenesis) { g.ChainID = "" }, "chain_id", genesis.ErrRequired},
		{"no time", func(_ *testing.T, g *genutiltypes.AppGenesis) { g.GenesisTime = time.Time{} }, "genesis_time", genesis.ErrRequired},
		{"no consensus", func(_ *testing.T, g *genutiltypes.AppGenesis) { g.Consensus = nil }, "consensus", genesis.ErrRequired},
		{"endless block", func(_ *testing.T, g *genutiltypes.AppGenesis) { g.Consensus.Params.Block.MaxGas = -1 }, "consensus.params.block", genesis.ErrOutOfRange},
		{"no room in a block", func(_ *testing.T, g *genutiltypes.AppGenesis) { g.Consensus.Params.Block.MaxBytes = 0 }, "consensus.params", genesis.ErrOutOfRange},
		{"another key type", func(_ *testing.T, g *genutiltypes.AppGenesis) {
			g.Consensus.Params.Validator.PubKeyTypes = []string{"ed25519", "secp256k1"}
		}, "consensus.params.validator", genesis.ErrOutOfRange},
		{"another authority", func(_ *testing.T, g *genutiltypes.AppGenesis) {
			g.Consensus.Params.Authority.Authority = consortiumtypes.Authority
		}, "consensus.params.authority", genesis.ErrOutOfRange},
		{"no state", func(_ *testing.T, g *genutiltypes.AppGenesis) { g.AppState = nil }, "app_state", genesis.ErrMalformed},
		{"unknown module", func(t *testing.T, g *genutiltypes.AppGenesis) { setSection(t, g, "mint", `{}`) }, "app_state.mint", genesis.ErrUnknown},
		{"no consortium", func(t *testing.T, g *genutiltypes.AppGenesis) { setSection(t, g, "consortium", "") }, "app_state.consortium", genesis.ErrRequired},
		{"no currency", func(t *testing.T, g *genutiltypes.AppGenesis) { setSection(t, g, "currency", "") }, "app_state.currency", genesis.ErrRequired},
		{"empty consortium", func(t *testing.T, g *genutiltypes.AppGenesis) { setSection(t, g, "consortium", "{}") }, "app_state", consortiumtypes.ErrInvalidGenesis},
	} {
		t.Run(test.name, func(t *testing.T) {
			decoded, err := genesis.Decode(content)
			require.NoError(t, err)
			test.change(t, decoded)
			err = validate(decoded)
			if test.reason == nil {
				require.NoError(t, err)
				return
			}
			requireRefused(t, err, "", test.field, test.reason)
		})
	}
}

func TestDecodeRefusesWhatIsNoGenesis(t *testing.T) {
	_, err := genesis.Decode([]byte("chain_id: x"))
	require.ErrorIs(t, err, genesis.ErrMalformed)
}

// setSection replaces the state of a module; an empty text removes it.
func setSection(t *testing.T, g *genutiltypes.AppGenesis, module, state string) {
	t.Helper()
	var sections map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(g.AppState, &sections))
	sections[module] = json.RawMessage(state)
	if state == "" {
		delete(sections, module)
	}
	var err error
	g.AppState, err = json.Marshal(sections)
	require.NoError(t, err)
}
