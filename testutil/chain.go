// Package testutil runs the whole application in memory for tests: the sample
// consortium of the pilot, its officers' keys, and blocks made on demand.
package testutil

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"
	cmttypes "github.com/cometbft/cometbft/types"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	"cosmossdk.io/log/v2"

	"github.com/cosmos/cosmos-sdk/baseapp"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	simtestutil "github.com/cosmos/cosmos-sdk/testutil/sims"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	calendar "github.com/dcep-consortium/dcepd/x/calendar/types"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// BlockInterval is how much time passes in a block when a test does not say.
const BlockInterval = time.Second

// Chain is an application with a block under way: messages sent now land in it.
type Chain struct {
	App *app.App
	DB  dbm.DB

	t testing.TB
	// options are what a restarted application is configured with.
	options servertypes.AppOptions
	params  cmtproto.ConsensusParams
	height  int64
	time    time.Time
	// signed counts the transactions of each actor signed for the block under way.
	signed  map[string]uint64
	set     *cmttypes.ValidatorSet
	next    *cmttypes.ValidatorSet
	appHash []byte
}

// New starts a chain of the sample consortium in memory; each change may edit its genesis.
func New(t testing.TB, changes ...func(*Genesis)) *Chain {
	t.Helper()
	return NewOn(t, dbm.NewMemDB(), changes...)
}

// NewOn is New on a database of the caller's.
func NewOn(t testing.TB, db dbm.DB, changes ...func(*Genesis)) *Chain {
	t.Helper()
	return newChain(t, db, simtestutil.EmptyAppOptions{}, changes...)
}

// NewWith is New with settings of app.toml.
func NewWith(t testing.TB, options servertypes.AppOptions, changes ...func(*Genesis)) *Chain {
	t.Helper()
	return newChain(t, dbm.NewMemDB(), options, changes...)
}

func newChain(t testing.TB, db dbm.DB, options servertypes.AppOptions, changes ...func(*Genesis)) *Chain {
	t.Helper()
	genesis := sampleGenesis()
	for _, change := range changes {
		change(&genesis)
	}
	instance := newApp(db, options)
	state := instance.DefaultGenesis()
	state[consortium.ModuleName] = instance.AppCodec().MustMarshalJSON(genesis.Consortium)
	state[currency.ModuleName] = instance.AppCodec().MustMarshalJSON(genesis.Currency)
	state[calendar.ModuleName] = instance.AppCodec().MustMarshalJSON(genesis.Calendar)
	bytes, err := json.Marshal(state)
	require.NoError(t, err)
	chain := start(t, instance, db, bytes, GenesisTime, 1, genesis.Consensus)
	chain.options = options
	chain.NextBlock()
	return chain
}

// NewApp returns an application on a database, with nothing loaded from configuration.
func NewApp(db dbm.DB) *app.App { return newApp(db, simtestutil.EmptyAppOptions{}) }

func newApp(db dbm.DB, options servertypes.AppOptions) *app.App {
	return app.New(log.NewNopLogger(), db, true, options, baseapp.SetChainID(ChainID))
}

func start(
	t testing.TB, instance *app.App, db dbm.DB, state []byte, at time.Time, height int64, params cmtproto.ConsensusParams,
) *Chain {
	t.Helper()
	response, err := instance.InitChain(&abci.RequestInitChain{
		ChainId: ChainID, Time: at, InitialHeight: height, ConsensusParams: &params, AppStateBytes: state,
	})
	require.NoError(t, err)
	set, err := cmttypes.PB2TM.ValidatorUpdates(response.Validators)
	require.NoError(t, err)
	return &Chain{
		App: instance, DB: db, t: t, options: simtestutil.EmptyAppOptions{}, params: params, height: height - 1, time: at,
		signed: map[string]uint64{}, set: cmttypes.NewValidatorSet(set), next: cmttypes.NewValidatorSet(set),
	}
}

// ConsensusParams are those of a fixture chain unless its test says otherwise: finite gas, ed25519 only.
func ConsensusParams() cmtproto.ConsensusParams {
	params := cmttypes.DefaultConsensusParams()
	params.Block.MaxBytes = 2 << 20
	params.Block.MaxGas = 100_000_000
	return params.ToProto()
}

// Height returns the last committed height.
func (c *Chain) Height() int64 { return c.height }

// Time returns the time of the block under way.
func (c *Chain) Time() time.Time { return c.time }

// AppHash returns the hash of the last committed block's state.
func (c *Chain) AppHash() []byte { return c.appHash }

// Context returns the state of the block under way.
func (c *Chain) Context() sdk.Context {
	return c.App.GetContextForFinalizeBlock(nil).WithEventManager(sdk.NewEventManager())
}

// Send dispatches a message in the block under way, through the router and its
// guard, and returns the typed events it emitted. On error nothing is kept.
func (c *Chain) Send(msg sdk.Msg) ([]proto.Message, error) {
	c.t.Helper()
	ctx, write := c.Context().CacheContext()
	handler := c.App.MsgServiceRouter().Handler(msg)
	require.NotNil(c.t, handler, "no handler for %T", msg)
	result, err := handler(ctx, msg)
	if err != nil {
		return nil, err
	}
	write()
	return TypedEvents(c.t, result.Events), nil
}

// MustSend is Send for what a test only needs to have happened.
func (c *Chain) MustSend(msg sdk.Msg) []proto.Message {
	c.t.Helper()
	events, err := c.Send(msg)
	require.NoError(c.t, err)
	return events
}

// TypedEvents reads the modules' own events, in order; others are left out. Those of a block's beginning and end have the
// attribute mode besides, which is no field.
func TypedEvents(t testing.TB, events []abci.Event) []proto.Message {
	t.Helper()
	isMode := func(a abci.EventAttribute) bool { return a.Key == "mode" }
	var typed []proto.Message
	for _, event := range events {
		if proto.MessageType(event.Type) == nil {
			continue
		}
		event.Attributes = slices.DeleteFunc(slices.Clone(event.Attributes), isMode)
		message, err := sdk.ParseTypedEvent(event)
		require.NoError(t, err)
		typed = append(typed, message)
	}
	return typed
}

// State exports the whole state under way, for tests that compare before and after.
func (c *Chain) State() string {
	c.t.Helper()
	exported, err := c.App.ExportState(c.Context())
	require.NoError(c.t, err)
	bytes, err := json.Marshal(exported)
	require.NoError(c.t, err)
	return string(bytes)
}
