package app

import (
	abci "github.com/cometbft/cometbft/abci/types"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/mempool"
)

// proposals fills and judges block proposals with the same admission.
type proposals struct {
	admission admission
	pool      *mempool.Pool
	decode    sdk.TxDecoder
}

// prepare fills a proposal from all lanes in turn.
func (p proposals) prepare(ctx sdk.Context, req *abci.RequestPrepareProposal) (*abci.ResponsePrepareProposal, error) {
	budget := newBlockBudget(maxBlockGas(ctx), req.MaxTxBytes)
	next := map[string]uint64{}
	var txs [][]byte
	var useless []mempool.ID
	for _, waiting := range p.pool.InTurn() {
		admitted, err := p.admission.admit(ctx, waiting.Tx, uint64(len(waiting.Raw)))
		if err == nil {
			err = checkTimeout(ctx, waiting.Tx)
		}
		if err != nil {
			useless = append(useless, waiting.ID)
			continue
		}
		signer := string(admitted.signer.address)
		expected, seen := next[signer]
		if !seen {
			expected = admitted.signer.sequence
		}
		if waiting.ID.Sequence < expected {
			useless = append(useless, waiting.ID)
			continue
		}
		if waiting.ID.Sequence > expected || budget.take(admitted) != nil {
			continue
		}
		next[signer] = expected + 1
		txs = append(txs, waiting.Raw)
	}
	p.pool.Drop(useless)
	return &abci.ResponsePrepareProposal{Txs: txs}, nil
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
