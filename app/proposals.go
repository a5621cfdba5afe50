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

// prepare fills a proposal from all lanes in turn: up to half of the block with members' transactions, so that their customers are served
// however many wallets send, then with wallets', then with what is left of members'.
func (p proposals) prepare(ctx sdk.Context, req *abci.RequestPrepareProposal) (*abci.ResponsePrepareProposal, error) {
	members, wallets := p.pool.InTurn()
	d := draft{
		proposals: p, ctx: ctx, budget: newBlockBudget(maxBlockGas(ctx), req.MaxTxBytes), next: map[string]uint64{},
	}
	params, err := p.admission.consortium.Params(ctx)
	if err != nil {
		return nil, err
	}
	gas, bytes := d.budget.maxGas, d.budget.maxBytes
	// Half, but whatever one transaction may be.
	d.budget.maxGas, d.budget.maxBytes = min(gas, max(gas/2, params.MaxTxGas)), min(bytes, max(bytes/2, params.MaxTxBytes+txFrameBytes))
	later := d.fill(members)
	d.budget.maxGas, d.budget.maxBytes = gas, bytes
	d.fill(wallets)
	d.fill(later)
	p.pool.Drop(d.useless)
	return &abci.ResponsePrepareProposal{Txs: d.txs}, nil
}

// draft is a proposal under way.
type draft struct {
	proposals
	ctx    sdk.Context
	budget *blockBudget
	// next is the sequence that is next of each signer.
	next    map[string]uint64
	txs     [][]byte
	useless []mempool.ID
}

// fill takes what may be in the block now, notes what never may, and returns the rest.
func (d *draft) fill(waiting []mempool.Tx) (rest []mempool.Tx) {
	for _, tx := range waiting {
		admitted, err := d.admission.admit(d.ctx, tx.Tx, uint64(len(tx.Raw)))
		if err == nil {
			err = checkTimeout(d.ctx, tx.Tx)
		}
		if err != nil {
			d.useless = append(d.useless, tx.ID)
			continue
		}
		signer := string(admitted.signer.address)
		expected, seen := d.next[signer]
		if !seen {
			expected = admitted.signer.sequence
		}
		switch {
		case tx.ID.Sequence < expected:
			d.useless = append(d.useless, tx.ID)
		case tx.ID.Sequence > expected || d.budget.take(admitted) != nil:
			rest = append(rest, tx)
		default:
			d.next[signer] = expected + 1
			d.txs = append(d.txs, tx.Raw)
		}
	}
	return rest
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
