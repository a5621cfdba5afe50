package app

import (
	"strings"
	"sync"
	"sync/atomic"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/spf13/cast"

	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// codePeerRefused is what the peer filter answers for a node that is not registered.
const codePeerRefused = 1

// peers is who may connect: the registered nodes, as of the last commit, and the
// operator's own persistent peers. The latter let a newcomer in whose own state
// is too old to know anybody.
type peers struct {
	own        map[string]struct{}
	registered atomic.Pointer[map[string]struct{}]

	mu       sync.Mutex
	onChange func()
}

func newPeers(options servertypes.AppOptions) *peers {
	p := &peers{own: map[string]struct{}{}}
	for _, address := range strings.Split(cast.ToString(options.Get("p2p.persistent_peers")), ",") {
		if id, _, ok := strings.Cut(strings.TrimSpace(address), "@"); ok {
			p.own[id] = struct{}{}
		}
	}
	p.registered.Store(&map[string]struct{}{})
	return p
}

// admits says whether the node may connect and stay connected.
func (p *peers) admits(nodeID string) bool {
	if _, ok := p.own[nodeID]; ok {
		return true
	}
	_, ok := (*p.registered.Load())[nodeID]
	return ok
}

// filter answers CometBFT's question before a connection.
func (p *peers) filter(nodeID string) *abci.ResponseQuery {
	if p.admits(nodeID) {
		return &abci.ResponseQuery{}
	}
	return &abci.ResponseQuery{Code: codePeerRefused, Log: "node " + nodeID + " is not registered"}
}

// replace swaps the registered nodes and reports a change.
func (p *peers) replace(ids []string) {
	registered := make(map[string]struct{}, len(ids))
	for _, id := range ids {
		registered[id] = struct{}{}
	}
	old := *p.registered.Swap(&registered)
	removed := false
	for id := range old {
		if _, ok := registered[id]; !ok {
			removed = true
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if removed && p.onChange != nil {
		p.onChange()
	}
}

// AdmitsPeer says whether a node may connect and stay connected.
func (app *App) AdmitsPeer(nodeID string) bool { return app.peers.admits(nodeID) }

// OnPeerRemoved sets what is called after a commit that removed a node, for
// whoever holds the connections to close those that are no longer admitted.
func (app *App) OnPeerRemoved(call func()) {
	app.peers.mu.Lock()
	defer app.peers.mu.Unlock()
	app.peers.onChange = call
}

// Commit persists the block, then lets peer filter and intake see its state.
func (app *App) Commit() (*abci.ResponseCommit, error) {
	response, err := app.BaseApp.Commit()
	if err != nil {
		return nil, err
	}
	return response, app.followState()
}

// followState lets those look at the last committed state, if there is one, who ask it besides the execution of blocks.
func (app *App) followState() error {
	if app.LastBlockHeight() == 0 {
		return nil
	}
	state, err := app.lastState()
	if err != nil {
		return err
	}
	app.intake.judgeBy(state)
	return app.readPeers(state)
}

// lastState is a view of the last committed state.
func (app *App) lastState() (sdk.Context, error) {
	height := app.LastBlockHeight()
	state, err := app.CommitMultiStore().CacheMultiStoreWithVersion(height)
	if err != nil {
		return sdk.Context{}, err
	}
	return app.GetContextForCheckTx(nil).WithMultiStore(state).WithChainID(app.ChainID()).WithBlockHeight(height), nil
}

func (app *App) readPeers(ctx sdk.Context) error {
	nodes, err := keepersOf(app).consortium.Nodes(ctx)
	if err != nil {
		return err
	}
	ids := make([]string, len(nodes))
	for i, node := range nodes {
		ids[i] = node.Id
	}
	app.peers.replace(ids)
	return nil
}
