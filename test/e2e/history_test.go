package e2e

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/history"
	"github.com/dcep-consortium/dcepd/localnet"
)

// TestHistoryOfAKilledNode: the node that keeps a history is killed again and again while payments are made, and
// afterwards its history has each of them once, adds up to the balances, and agrees with the ledger.
func TestHistoryOfAKilledNode(t *testing.T) {
	t.Parallel()
	const keeper, through, payments = "pboc-1", "icbc-sz-1", 12
	n := startNetwork(t, nil)
	n.issue(t, "ISS-1", "10000.00")
	payer, payee := n.openWallet(t, "payer", "ii"), n.openWallet(t, "payee", "ii")
	n.fund(t, payer, "100.00", "OUT-1")

	var told map[string]int64
	var err error
	var paying sync.WaitGroup
	paying.Go(func() { told, err = n.payAll(t.Context(), through, payer, payee, "E2E", payments) })
	for range 3 {
		require.NoError(t, n.Kill(keeper))
		n.awaitBlocks(t, 2, others(keeper)...)
		n.start(t, keeper)
		n.awaitSigning(t, n.consensusAddress(t, keeper))
	}
	paying.Wait()
	require.NoError(t, err)
	n.awaitHeight(t, n.height(t), keeper)

	node := n.node(t, keeper)
	made := n.movements(t, node, payer)
	heights := map[string]int64{}
	for _, movement := range made {
		if movement.Kind == history.MOVEMENT_KIND_PAID {
			require.NotContains(t, heights, movement.EndToEndId)
			heights[movement.EndToEndId] = movement.Height
		}
	}
	require.Equal(t, told, heights)
	require.Equal(t, n.wallet(t, payer.address).BalanceFen, sumOf(made, payer))
	require.Equal(t, n.wallet(t, payee.address).BalanceFen, sumOf(n.movements(t, node, payee), payee))
	rows := n.scoreboard(t, node, &history.QueryScoreboardRequest{Period: history.PERIOD_MONTH, OperatorId: bank})
	var paid uint64
	for _, row := range rows {
		paid += row.PaidFen
	}
	require.Equal(t, uint64(payments*1_00), paid)
}

// TestHistoryEnabledLater: an operator that switches it on has it from then on, and its own rows only.
func TestHistoryEnabledLater(t *testing.T) {
	t.Parallel()
	const name = bank + "-1"
	n := startNetwork(t, nil)
	n.issue(t, "ISS-1", "1000.00")
	payer, payee := n.openWallet(t, "payer", "ii"), n.openWallet(t, "payee", "ii")
	n.fund(t, payer, "100.00", "OUT-1")
	_, err := history.NewQueryClient(dial(t, n.node(t, name))).Progress(t.Context(), &history.QueryProgressRequest{})
	require.Equal(t, codes.NotFound, status.Code(err))
	require.ErrorContains(t, err, "this node keeps no history")

	n.stop(t, name)
	stopped := n.height(t)
	enableHistory(t, n.node(t, name))
	n.start(t, name)
	paid := n.send(t, payer.key, payArgs(payee, "7.00", "E2E-1")...)
	n.awaitHeight(t, paid.Height, name)

	node := n.node(t, name)
	client := history.NewQueryClient(dial(t, node))
	var progress *history.QueryProgressResponse
	// A node shows a block's height before it has executed the block.
	await(t, "the history of the payment's block", func() error {
		if progress, err = client.Progress(t.Context(), &history.QueryProgressRequest{}); err != nil {
			return err
		}
		return differs("recorded", true, progress.Progress.Height >= paid.Height)
	})
	require.Positive(t, progress.Progress.FromHeight)
	require.LessOrEqual(t, progress.Progress.FromHeight, stopped+1)
	found, err := client.MovementsByReference(t.Context(), &history.QueryMovementsByReferenceRequest{Reference: "E2E-1"})
	require.NoError(t, err)
	require.Len(t, found.Movements, 1)
	require.Equal(t, paid.Hash, found.Movements[0].TxHash)
	require.Equal(t, progress.Progress.FromHeight, found.FromHeight)
	rows := n.scoreboard(t, node, &history.QueryScoreboardRequest{})
	require.NotEmpty(t, rows)
	for _, row := range rows {
		require.Equal(t, bank, row.OperatorId)
	}
	require.Equal(t, uint64(2), rows[len(rows)-1].Wallets)
	_, err = client.Scoreboard(t.Context(), &history.QueryScoreboardRequest{OperatorId: "abc-sz"})
	require.Equal(t, codes.NotFound, status.Code(err))
	require.ErrorContains(t, err, "this node serves those of "+bank)

	table := n.run(t, "query", "history", "payments", payee.key, "--direction=in")
	require.Equal(t, exitOK, table.code, "%s", table)
	require.Contains(t, table.stdout, "7.00")
	require.Contains(t, table.stdout, "E2E-1")
}

func enableHistory(t *testing.T, node localnet.Node) {
	t.Helper()
	content, err := os.ReadFile(node.Config("app.toml"))
	require.NoError(t, err)
	before, section, found := strings.Cut(string(content), "[history]")
	require.True(t, found)
	changed := before + "[history]" + strings.Replace(section, "enable = false", "enable = true", 1)
	require.NotEqual(t, string(content), changed)
	require.NoError(t, os.WriteFile(node.Config("app.toml"), []byte(changed), 0o600))
}

// movements are all that the node's history has of a customer, page by page.
func (n *network) movements(t *testing.T, node localnet.Node, of customer) (all []history.Movement) {
	t.Helper()
	client := history.NewQueryClient(dial(t, node))
	request := &history.QueryMovementsByWalletRequest{Wallet: of.address, Pagination: &query.PageRequest{Limit: 5}}
	for {
		response, err := client.MovementsByWallet(t.Context(), request)
		require.NoError(t, err)
		all = append(all, response.Movements...)
		if request.Pagination.Key = response.Pagination.GetNextKey(); len(request.Pagination.Key) == 0 {
			return all
		}
	}
}

func (n *network) scoreboard(t *testing.T, node localnet.Node, request *history.QueryScoreboardRequest) []history.ScoreboardRow {
	t.Helper()
	response, err := history.NewQueryClient(dial(t, node)).Scoreboard(t.Context(), request)
	require.NoError(t, err)
	require.Empty(t, response.Pagination.NextKey, fmt.Sprint(request))
	return response.Rows
}

// sumOf is what came in less what went out.
func sumOf(movements []history.Movement, of customer) (fen uint64) {
	for _, movement := range movements {
		if movement.To == of.address {
			fen += movement.AmountFen
		}
		if movement.From == of.address {
			fen -= movement.AmountFen
		}
	}
	return fen
}
