package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// shortWindow jails after a few missed blocks and for a few seconds.
func shortWindow(c *genesis.Consortium) {
	c.Params.MissedBlocksWindow = 20
	c.Params.MaxMissedBlocks = 5
	c.Params.JailDuration = 20 * time.Second
}

// TestJailing: a validator that is away too long is jailed and loses its power; back again, and after the jail time, its
// operator unjails it. Jailed a second time, two officers of its member retire it for good.
func TestJailing(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, shortWindow)
	const id = "boc-sz-1"
	address := n.consensusAddress(t, id)
	power := n.power(t, address)
	require.Positive(t, power)

	n.stop(t, id)
	jailed := n.awaitValidator(t, id, consortium.VALIDATOR_STATUS_JAILED)
	await(t, "a set without the validator", func() error { return differs("power", 0, n.power(t, address)) })
	n.start(t, id)
	requireRefused(t, n.trySend(t, n.officer(t, id, "node-operator"), "consortium", "unjail-validator", id),
		"still jailed", jailed.JailedUntil.UTC().Format(time.DateOnly+"T"+time.TimeOnly))

	await(t, "the end of the jail time", func() error {
		now := n.block(t, n.height(t)).Time
		return differs("jail time is over", true, !now.Before(jailed.JailedUntil))
	})
	n.send(t, n.officer(t, id, "node-operator"), "consortium", "unjail-validator", id)
	require.Equal(t, consortium.VALIDATOR_STATUS_ACTIVE, n.validator(t, id).Status)
	n.awaitSigning(t, address)
	require.Equal(t, power, n.power(t, address))

	n.stop(t, id)
	n.awaitValidator(t, id, consortium.VALIDATOR_STATUS_JAILED)
	n.send(t, n.officer(t, id, "node-operator"), "consortium", "propose-retirement", id)
	requireRefused(t, n.trySend(t, n.officer(t, id, "node-operator"), "consortium", "confirm-retirement", id), id)
	require.Equal(t, consortium.VALIDATOR_STATUS_JAILED, n.validator(t, id).Status)
	n.send(t, n.officer(t, id, "admin-1"), "consortium", "confirm-retirement", id)
	require.Equal(t, consortium.VALIDATOR_STATUS_RETIRED, n.validator(t, id).Status)
	n.awaitBlocks(t, 3)
	n.requireOneChain(t)
}

// TestKeyRotation: the validator keeps its id and signs with its new key; the old one is never taken again.
func TestKeyRotation(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	const id = "abc-sz-1"
	operator := n.officer(t, id, "node-operator")
	oldFile := n.node(t, id).Config("priv_validator_key.json")
	oldAddress := n.consensusAddress(t, id)
	reuse := n.keyArgs(t, "rotate-validator-key", id, oldFile)
	requireRefused(t, n.trySend(t, operator, reuse...), "consensus key was used before", id)

	newFile := filepath.Join(t.TempDir(), "next_key.json")
	n.do(t, "validator-key", "new", newFile, "--home="+n.node(t, id).Home)
	n.send(t, operator, n.keyArgs(t, "rotate-validator-key", id, newFile)...)
	n.stop(t, id)
	require.NoError(t, os.Rename(newFile, oldFile))
	n.start(t, id)

	newAddress := n.consensusAddress(t, id)
	require.NotEqual(t, oldAddress, newAddress)
	n.awaitSigning(t, newAddress)
	require.Zero(t, n.power(t, oldAddress), "power of the old key")
	require.Equal(t, consortium.VALIDATOR_STATUS_ACTIVE, n.validator(t, id).Status)
	requireRefused(t, n.trySend(t, operator, reuse...), "consensus key was used before", id)
	n.requireOneChain(t, founders...)
}

// keyArgs is the command that gives a validator the consensus key of a file, with the proof that somebody has it.
func (n *network) keyArgs(t testing.TB, command, id, file string) []string {
	t.Helper()
	var proven struct {
		KeyType      string `json:"key_type"`
		ConsensusKey string `json:"consensus_key"`
		Proof        string `json:"proof"`
	}
	output := n.do(t, "validator-key", "prove", "--validator-id="+id, "--key-file="+file, "--chain-id="+n.ChainID,
		"--home="+n.anyNode(t).Home, "--output=json")
	require.NoError(t, json.Unmarshal([]byte(output), &proven))
	return []string{"consortium", command, id, proven.KeyType, proven.ConsensusKey, proven.Proof}
}

// TestDoubleSigning: the key of a validator is used in a second home at the same time. The evidence comes into a block,
// the validator is tombstoned, and the others go on.
func TestDoubleSigning(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	const id, twin = "boc-sz-1", "boc-sz-twin"
	address := n.consensusAddress(t, id)
	from := n.height(t)
	node, err := n.AddNode(t.Context(), twin, n.node(t, id).Member, false)
	require.NoError(t, err)
	n.send(t, n.officer(t, id, "node-operator"), "consortium", "register-node", node.ID, "full")
	key, err := os.ReadFile(n.node(t, id).Config("priv_validator_key.json"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(node.Config("priv_validator_key.json"), key, 0o600))
	n.start(t, twin)

	n.awaitValidator(t, id, consortium.VALIDATOR_STATUS_TOMBSTONED)
	await(t, "a set without the validator", func() error { return differs("power", 0, n.power(t, address)) })
	n.stop(t, id, twin)
	n.awaitBlocks(t, 3)
	require.Positive(t, n.evidence(t, from, address), "pieces of evidence against the validator")
	requireRefused(t, n.trySend(t, n.officer(t, id, "node-operator"), "consortium", "unjail-validator", id), id, "TOMBSTONED")
	n.requireOneChain(t)
}

// evidence counts what the blocks since a height hold to prove that the key voted for two blocks at once.
func (n *network) evidence(t testing.TB, from int64, address []byte) int {
	t.Helper()
	found := 0
	for height := from; height <= n.height(t); height++ {
		for _, proof := range n.block(t, height).Evidence.Evidence {
			duplicate, ok := proof.(*cmttypes.DuplicateVoteEvidence)
			require.True(t, ok, "evidence of type %T at %d", proof, height)
			require.Equal(t, address, []byte(duplicate.VoteA.ValidatorAddress))
			found++
		}
	}
	return found
}
