package e2e

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/mempool"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// TestSuspendedWhileTransactionsWait: a member is suspended while a hundred transactions of its officer wait in every
// mempool. Whoever proposes next leaves them out, so that its proposal is accepted at once, and none takes effect.
func TestSuspendedWhileTransactionsWait(t *testing.T) {
	const (
		waiting = 100
		member  = "icbc-sz"
	)
	n := startNetwork(t, func(c *genesis.Consortium) {
		// One transaction of the member fills its quota of a block, so the others wait.
		c.Params.MaxTxGas, c.Params.MemberBlockGas, c.Params.WalletBlockGas = txGas, txGas, txGas
	})
	id := n.propose(t, "suspend "+member, &consortium.MsgSuspendMember{Authority: consortium.Authority, MemberId: member})
	decisive := voters[len(voters)-1]
	for _, other := range voters[:len(voters)-1] {
		n.vote(t, other, id)
	}
	await(t, "all votes but the decisive one", func() error {
		return differs("votes", len(voters), len(n.resolution(t, id).Votes))
	})

	officer := n.signerOf(t, member+"-treasurer")
	var sent [][]byte
	for i := range waiting {
		raw := officer.sign(t, &currency.MsgRequestIssuance{
			Treasurer: n.address(t, officer.key), Id: fmt.Sprintf("ISS-%d", i), AmountFen: 1, ReserveReference: fmt.Sprintf("RTGS-%d", i),
		})
		response, err := n.rpc(t, founders[0]).BroadcastTxSync(t.Context(), raw)
		require.NoError(t, err)
		require.Zero(t, response.Code, response.Log)
		sent = append(sent, raw)
	}
	for _, founder := range founders {
		await(t, "the transactions in the mempool of "+founder, func() error {
			return differs("most of them wait", true, n.waiting(t, founder).Txs > waiting/2)
		})
	}
	n.vote(t, decisive, id)
	executed := n.awaitExecuted(t, id).ExecutedHeight

	const judged = 5
	n.awaitHeight(t, executed+judged, founders...)
	for height := executed + 1; height <= executed+judged; height++ {
		require.Zero(t, n.round(t, height), "round in which block %d was decided", height)
		for _, raw := range n.block(t, height).Txs {
			for _, late := range sent {
				require.False(t, bytes.Equal(late, raw), "block %d has a transaction of the suspended officer", height)
			}
		}
	}
	for _, founder := range founders {
		await(t, "an empty mempool of "+founder, func() error { return differs("waiting", 0, int(n.waiting(t, founder).Txs)) })
	}
	n.requireIssuances(t, member, executed, sent)
}

// requireIssuances requires that the member has exactly the issuances that were requested before it was suspended.
func (n *network) requireIssuances(t *testing.T, member string, suspended int64, sent [][]byte) {
	t.Helper()
	before := 0
	for height := int64(1); height <= suspended; height++ {
		for _, raw := range n.block(t, height).Txs {
			for _, own := range sent {
				if bytes.Equal(own, raw) {
					before++
				}
			}
		}
	}
	response, err := currency.NewQueryClient(n.conn(t)).Issuances(t.Context(), &currency.QueryIssuancesRequest{MemberId: member})
	require.NoError(t, err)
	require.Len(t, response.Issuances, before)
}

// waiting is what a node's mempool holds.
func (n *network) waiting(t testing.TB, name string) *mempool.QueryWaitingResponse {
	t.Helper()
	response, err := mempool.NewQueryClient(dial(t, n.node(t, name))).Waiting(t.Context(), &mempool.QueryWaitingRequest{})
	require.NoError(t, err)
	return response
}
