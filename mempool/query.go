package mempool

import (
	"cmp"
	"context"
	"slices"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
)

// maxLanes bounds the lanes of an answer.
const maxLanes = 100

var _ QueryServer = (*Pool)(nil)

// Waiting implements QueryServer.
func (p *Pool) Waiting(context.Context, *QueryWaitingRequest) (*QueryWaitingResponse, error) {
	response := p.waiting()
	slices.SortStableFunc(response.Lanes, func(a, b Lane) int { return cmp.Compare(b.Txs, a.Txs) })
	response.Lanes = response.Lanes[:min(len(response.Lanes), maxLanes)]
	return response, nil
}

// waiting is the answer with all lanes.
func (p *Pool) waiting() *QueryWaitingResponse {
	p.mu.Lock()
	defer p.mu.Unlock()
	response := &QueryWaitingResponse{
		Txs: uint64(len(p.laneOf)), Bytes: uint64(p.bytes), //nolint:gosec // not negative
		MaxTxs: uint64(p.limits.Txs), MaxBytes: uint64(p.limits.Bytes), MaxLaneTxs: LaneTxs, //nolint:gosec // not negative
		Lanes: make([]Lane, 0, p.lanes.Len()),
	}
	for element := p.lanes.Front(); element != nil; element = element.Next() {
		own := element.Value.(*lane)
		response.Lanes = append(response.Lanes, Lane{Name: own.name, Txs: uint64(len(own.waiting)), SinceHeight: own.waiting[0].since})
	}
	return response
}

// AutoCLIOptions describes the command below dcepd query mempool.
func AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{Query: commands.Service(_Query_serviceDesc.ServiceName,
		"What waits for a block in the node that is asked", nil, commands.List{
			commands.Of("Waiting", "waiting", "Show how many transactions wait, and whose", "query mempool waiting"),
		})}
}
