package app

import (
	abci "github.com/cometbft/cometbft/abci/types"

	sdk "github.com/cosmos/cosmos-sdk/types"
)

// proposals fills and judges block proposals with the same admission.
type proposals struct {
	admission admission
	pool      *lanes
	decode    sdk.TxDecoder
}

// prepare fills a proposal from all lanes in turn. It never fails: the SDK would
// then propose what the mempool holds, unfiltered.
func (p proposals) prepare(ctx sdk.Context, req *abci.RequestPrepareProposal) (resp *abci.ResponsePrepareProposal, _ error) {
	resp = &abci.ResponsePrepareProposal{}
	defer func() {
		if recovered := recover(); recovered != nil {
			ctx.Logger().Error("proposing an empty block", "height", req.Height, "panic", recovered)
			resp = &abci.ResponsePrepareProposal{}
		}
	}()
	budget := newBlockBudget(maxBlockGas(ctx), req.MaxTxBytes)
	next := map[string]uint64{}
	var useless []txID
	for _, waiting := range p.pool.inTurn() {
		admitted, err := p.admission.admit(ctx, waiting.tx, uint64(len(waiting.raw)))
		if err != nil {
			useless = append(useless, waiting.id)
			continue
		}
		expected, seen := next[waiting.id.signer]
		if !seen {
			expected = admitted.signer.sequence
		}
		if waiting.id.sequence < expected {
			useless = append(useless, waiting.id)
			continue
		}
		if waiting.id.sequence > expected || budget.take(admitted) != nil {
			continue
		}
		next[waiting.id.signer] = expected + 1
		resp.Txs = append(resp.Txs, waiting.raw)
	}
	p.pool.drop(useless)
	return resp, nil
}

// process rejects a proposal with any transaction that admission or a quota refuses.
func (p proposals) process(ctx sdk.Context, req *abci.RequestProcessProposal) (*abci.ResponseProcessProposal, error) {
	budget := newBlockBudget(maxBlockGas(ctx), maxBlockBytes(ctx))
	for i, raw := range req.Txs {
		tx, err := p.decode(raw)
		if err != nil {
			return reject(ctx, req, i, err), nil
		}
		admitted, err := p.admission.admit(ctx, tx, uint64(len(raw)))
		if err != nil {
			return reject(ctx, req, i, err), nil
		}
		if err := budget.take(admitted); err != nil {
			return reject(ctx, req, i, err), nil
		}
	}
	return &abci.ResponseProcessProposal{Status: abci.ResponseProcessProposal_ACCEPT}, nil
}

func reject(ctx sdk.Context, req *abci.RequestProcessProposal, index int, reason error) *abci.ResponseProcessProposal {
	ctx.Logger().Error("rejecting proposal", "height", req.Height,
		"proposer", sdk.ConsAddress(req.ProposerAddress).String(), "transaction", index, "reason", reason)
	return &abci.ResponseProcessProposal{Status: abci.ResponseProcessProposal_REJECT}
}

func maxBlockGas(ctx sdk.Context) int64 {
	if block := ctx.ConsensusParams().Block; block != nil {
		return block.MaxGas
	}
	return 0
}

func maxBlockBytes(ctx sdk.Context) int64 {
	if block := ctx.ConsensusParams().Block; block != nil {
		return block.MaxBytes
	}
	return 0
}
