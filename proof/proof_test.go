package proof_test

import (
	"context"
	"testing"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/cometbft/cometbft/crypto/ed25519"
	cmtbytes "github.com/cometbft/cometbft/libs/bytes"
	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"
	cmtversion "github.com/cometbft/cometbft/proto/tendermint/version"
	rpcclient "github.com/cometbft/cometbft/rpc/client"
	coretypes "github.com/cometbft/cometbft/rpc/core/types"
	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/cometbft/cometbft/version"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/proof"
	"github.com/dcep-consortium/dcepd/testutil"
	certification "github.com/dcep-consortium/dcepd/x/certification/types"
)

const store = certification.StoreKey

// key is of a record that every chain has.
var key = certification.ParamsKey.Bytes()

// node answers for the application, and signs its blocks with the keys of four validators of power one.
type node struct {
	rpcclient.ABCIClient
	t     *testing.T
	chain *testutil.Chain
	keys  []ed25519.PrivKey
	// votes are what the validators signed: the block, no block, or nothing.
	votes []cmttypes.BlockIDFlag
	// missing is how often the block is not there yet.
	missing int
}

func newNode(t *testing.T) *node {
	t.Helper()
	n := &node{t: t, chain: testutil.New(t)}
	for range 4 {
		n.keys = append(n.keys, ed25519.GenPrivKey())
		n.votes = append(n.votes, cmttypes.BlockIDFlagCommit)
	}
	n.chain.NextBlock()
	return n
}

func (n *node) validators() *cmttypes.ValidatorSet {
	var validators []*cmttypes.Validator
	for _, private := range n.keys {
		validators = append(validators, cmttypes.NewValidator(private.PubKey(), 1))
	}
	return cmttypes.NewValidatorSet(validators)
}

func (n *node) ABCIQueryWithOptions(
	ctx context.Context, path string, data cmtbytes.HexBytes, options rpcclient.ABCIQueryOptions,
) (*coretypes.ResultABCIQuery, error) {
	response, err := n.chain.App.Query(ctx, &abci.RequestQuery{Path: path, Data: data, Height: options.Height, Prove: options.Prove})
	if err != nil {
		return nil, err
	}
	return &coretypes.ResultABCIQuery{Response: *response}, nil
}

func (n *node) Commit(_ context.Context, height *int64) (*coretypes.ResultCommit, error) {
	if n.missing > 0 {
		n.missing--
		return nil, context.DeadlineExceeded
	}
	set, at := n.validators(), time.Date(2019, 12, 3, 0, 0, 0, 0, time.UTC)
	header := &cmttypes.Header{
		Version: cmtversion.Consensus{Block: version.BlockProtocol}, ChainID: testutil.ChainID, Height: *height, Time: at,
		LastBlockID:    cmttypes.BlockID{Hash: make([]byte, 32), PartSetHeader: cmttypes.PartSetHeader{Total: 1, Hash: make([]byte, 32)}},
		ValidatorsHash: set.Hash(), NextValidatorsHash: set.Hash(), AppHash: n.chain.App.LastCommitID().Hash,
		LastCommitHash: make([]byte, 32), DataHash: make([]byte, 32), ConsensusHash: make([]byte, 32), LastResultsHash: make([]byte, 32),
		EvidenceHash: make([]byte, 32), ProposerAddress: set.Validators[0].Address,
	}
	id := cmttypes.BlockID{Hash: header.Hash(), PartSetHeader: cmttypes.PartSetHeader{Total: 1, Hash: make([]byte, 32)}}
	commit := &cmttypes.Commit{Height: *height, BlockID: id}
	for i, private := range n.keys {
		vote := &cmttypes.Vote{Type: cmtproto.PrecommitType, Height: *height, Timestamp: at, ValidatorAddress: private.PubKey().Address()}
		if n.votes[i] == cmttypes.BlockIDFlagCommit {
			vote.BlockID = id
		}
		signature, err := private.Sign(cmttypes.VoteSignBytes(testutil.ChainID, vote.ToProto()))
		require.NoError(n.t, err)
		signed := cmttypes.CommitSig{BlockIDFlag: n.votes[i], ValidatorAddress: vote.ValidatorAddress, Timestamp: at, Signature: signature}
		if n.votes[i] == cmttypes.BlockIDFlagAbsent {
			signed = cmttypes.NewCommitSigAbsent()
		}
		commit.Signatures = append(commit.Signatures, signed)
	}
	return &coretypes.ResultCommit{SignedHeader: cmttypes.SignedHeader{Header: header, Commit: commit}}, nil
}

func (n *node) fetch() proof.Proof {
	n.t.Helper()
	made, err := proof.Fetch(n.t.Context(), n, store, key)
	require.NoError(n.t, err)
	return made
}

func TestProof(t *testing.T) {
	n := newNode(t)
	n.missing = 2
	made := n.fetch()
	require.NoError(t, made.Verify(testutil.ChainID, n.validators()))

	encoded, err := made.Encode()
	require.NoError(t, err)
	read, err := proof.Parse(encoded)
	require.NoError(t, err)
	require.NoError(t, read.Verify(testutil.ChainID, n.validators()))
	var params certification.Params
	require.NoError(t, params.Unmarshal(read.Value))
	require.Equal(t, certification.DefaultParams(), params)
}

// Whatever byte of the file is another one, the proof is refused.
func TestEveryByteCounts(t *testing.T) {
	n := newNode(t)
	n.votes[3] = cmttypes.BlockIDFlagNil
	encoded, err := n.fetch().Encode()
	require.NoError(t, err)
	for i := range encoded {
		changed := append([]byte{}, encoded...)
		changed[i] ^= 1
		read, err := proof.Parse(changed)
		if err == nil {
			err = read.Verify(testutil.ChainID, n.validators())
		}
		require.ErrorIs(t, err, proof.ErrProof, "byte %d, %q", i, encoded[max(0, i-20):min(len(encoded), i+20)])
	}
}

func TestVerifyRefuses(t *testing.T) {
	n := newNode(t)
	for name, test := range map[string]struct {
		spoil   func(*proof.Proof)
		chainID string
		trusted *cmttypes.ValidatorSet
		says    string
	}{
		"chain":      {chainID: "other", says: "header"},
		"validators": {trusted: newNode(t).validators(), says: "signatures"},
		"value":      {spoil: func(p *proof.Proof) { p.Value = append(p.Value, 0) }, says: "record"},
		"key":        {spoil: func(p *proof.Proof) { p.Key = []byte{1} }, says: "record"},
		"store":      {spoil: func(p *proof.Proof) { p.Store = "currency" }, says: "record"},
		"state":      {spoil: func(p *proof.Proof) { p.Header.AppHash = make([]byte, 32) }, says: "header"},
		"signature":  {spoil: func(p *proof.Proof) { p.Commit.Signatures[3].Signature[0]++ }, says: "signatures"},
		"no block":   {spoil: func(p *proof.Proof) { p.Commit.Signatures[3].BlockIDFlag = cmttypes.BlockIDFlagNil }, says: "signature 3 is for no block"},
		"no header":  {spoil: func(p *proof.Proof) { p.Header = nil }, says: "no header"},
	} {
		t.Run(name, func(t *testing.T) {
			made := n.fetch()
			require.NoError(t, made.Verify(testutil.ChainID, n.validators()))
			if test.spoil != nil {
				test.spoil(&made)
			}
			if test.chainID == "" {
				test.chainID = testutil.ChainID
			}
			if test.trusted == nil {
				test.trusted = n.validators()
			}
			err := made.Verify(test.chainID, test.trusted)
			require.ErrorIs(t, err, proof.ErrProof)
			require.ErrorContains(t, err, test.says)
		})
	}
}

// Three of four are more than two thirds, two are not; nor are three of five.
func TestTwoThirdsOfTheTrustedPower(t *testing.T) {
	n := newNode(t)
	n.votes[0] = cmttypes.BlockIDFlagAbsent
	require.NoError(t, n.fetch().Verify(testutil.ChainID, n.validators()))
	larger := n.validators()
	require.NoError(t, larger.UpdateWithChangeSet([]*cmttypes.Validator{cmttypes.NewValidator(ed25519.GenPrivKey().PubKey(), 1)}))
	require.ErrorIs(t, n.fetch().Verify(testutil.ChainID, larger), proof.ErrProof)
	n.votes[1] = cmttypes.BlockIDFlagNil
	require.ErrorContains(t, n.fetch().Verify(testutil.ChainID, n.validators()), "signatures")
}

func TestFetchFails(t *testing.T) {
	n := newNode(t)
	_, err := proof.Fetch(t.Context(), n, store, []byte("nothing"))
	require.ErrorContains(t, err, "no record")
	_, err = proof.Fetch(t.Context(), n, "nowhere", key)
	require.ErrorContains(t, err, "no proof")
	n.missing = 1 << 30
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = proof.Fetch(ctx, n, store, key)
	require.ErrorContains(t, err, "which seals the state, did not come")
}
