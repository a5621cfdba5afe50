package e2e

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// TestLyingProposer: a validator proposes blocks that break the rules of admission. The others reject each of them, the
// next proposer decides the height in a later round, and no block ever holds what was proposed.
func TestLyingProposer(t *testing.T) {
	const (
		liar = "boc-sz-1"
		// A block has room for three transactions.
		blockGas = 3 * txGas
	)
	lie := filepath.Join(t.TempDir(), "proposal")
	// A node takes its environment from whoever starts it, which is this process. Honest nodes know nothing of it.
	t.Setenv("LIAR_PROPOSAL", lie)
	program, err := build("./test/e2e/liar")
	require.NoError(t, err)
	n := startNetwork(t, func(c *genesis.Consortium) {
		c.Params.MaxTxGas, c.Params.MemberBlockGas, c.Params.WalletBlockGas = txGas, txGas, txGas
		c.Consensus.Block.MaxGas = blockGas
	})
	n.addKey(t, "stranger")
	n.stop(t, liar)
	honest := n.Binary
	n.Binary = program
	n.start(t, liar)
	n.Binary = honest
	n.awaitSigning(t, n.consensusAddress(t, liar))

	request := func(key string, id string) []byte {
		return n.signerOf(t, key).sign(t, &currency.MsgRequestIssuance{
			Treasurer: n.address(t, key), Id: id, AmountFen: 100, ReserveReference: "RTGS-" + id,
		})
	}
	twice := func(key string) [][]byte {
		s := n.signerOf(t, key)
		msg := &currency.MsgRequestIssuance{Treasurer: n.address(t, key), Id: "TWICE", AmountFen: 100, ReserveReference: "RTGS-TWICE"}
		return [][]byte{s.sign(t, msg), s.sign(t, msg)}
	}
	t.Run("a stranger's transaction", func(t *testing.T) {
		n.requireRejected(t, liar, lie, "neither an officer nor a wallet holder", request("stranger", "A"))
	})
	t.Run("over the quota of a member", func(t *testing.T) {
		n.requireRejected(t, liar, lie, "gas of member icbc-sz in one block: limit 1000000", twice("icbc-sz-treasurer")...)
	})
	t.Run("over the gas of the block", func(t *testing.T) {
		var txs [][]byte
		for _, member := range []string{"icbc-sz", "abc-sz", "boc-sz", "ccb-sz"} {
			txs = append(txs, request(member+"-treasurer", "OVER-"+member))
		}
		n.requireRejected(t, liar, lie, "gas of the block: limit 3000000", txs...)
	})
	issuances, err := currency.NewQueryClient(n.conn(t)).Issuances(t.Context(), &currency.QueryIssuancesRequest{})
	require.NoError(t, err)
	require.Empty(t, issuances.Issuances)
	require.Equal(t, consortium.VALIDATOR_STATUS_ACTIVE, n.validator(t, liar).Status)
	n.requireOneChain(t)
}

// requireRejected lets the liar propose the transactions until some height was decided in a later round because the
// others rejected its block for the reason, and requires that no block has any of them.
func (n *network) requireRejected(t *testing.T, liar, lie, reason string, txs ...[]byte) {
	t.Helper()
	from := n.height(t) + 1
	lines := make([]string, len(txs))
	for i, tx := range txs {
		lines[i] = base64.StdEncoding.EncodeToString(tx)
	}
	// Renamed into place, so that the liar never reads half of it.
	require.NoError(t, os.WriteFile(lie+".new", []byte(strings.Join(lines, "\n")+"\n"), 0o600))
	require.NoError(t, os.Rename(lie+".new", lie))
	witness := others(liar)[0]
	await(t, "a rejected proposal", func() error { return n.rejected(t, witness, reason) })
	require.NoError(t, os.Remove(lie))
	n.awaitBlocks(t, 5)

	later := 0
	for height := from; height <= n.height(t); height++ {
		if n.round(t, height) > 0 {
			later++
		}
		for _, tx := range txs {
			require.Equal(t, -1, n.block(t, height).Txs.Index(cmttypes.Tx(tx)), "block %d has what the liar proposed", height)
		}
	}
	require.Positive(t, later, "heights decided in a later round")
}

// rejected looks in the log of an honest node for a proposal that it rejected for the reason.
func (n *network) rejected(t *testing.T, name, reason string) error {
	t.Helper()
	log, err := os.ReadFile(n.node(t, name).Log())
	require.NoError(t, err)
	for _, line := range strings.Split(string(log), "\n") {
		if strings.Contains(line, "rejecting proposal") && strings.Contains(line, reason) {
			return nil
		}
	}
	return differs("rejected for "+reason, true, false)
}
