package testutil

import (
	"errors"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"
	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/client"
	clienttx "github.com/cosmos/cosmos-sdk/client/tx"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"

	"github.com/dcep-consortium/dcepd/app"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Block is what a test decides about the block under way before it ends.
type Block struct {
	// Txs are signed transactions.
	Txs [][]byte
	// Missed are validators' consensus keys that did not sign the block before.
	Missed []string
	// Misbehavior is the evidence in the block.
	Misbehavior []abci.Misbehavior
	// After is how much time passes until the next block; BlockInterval when zero.
	After time.Duration
	// BeforeCommit, if any, is what else happens between execution and commit.
	BeforeCommit func()
}

// NextBlock ends the block under way and begins another one.
func (c *Chain) NextBlock() *abci.ResponseFinalizeBlock { return c.EndBlock(Block{}) }

// Advance ends the block under way and begins one that much later.
func (c *Chain) Advance(after time.Duration) *abci.ResponseFinalizeBlock {
	return c.EndBlock(Block{After: after})
}

// EndBlock ends the block under way as the test wants it and begins another one.
func (c *Chain) EndBlock(block Block) *abci.ResponseFinalizeBlock {
	c.t.Helper()
	response := c.Finalize(block)
	if block.BeforeCommit != nil {
		block.BeforeCommit()
	}
	_, err := c.App.Commit()
	require.NoError(c.t, err)
	updates, err := cmttypes.PB2TM.ValidatorUpdates(response.ValidatorUpdates)
	require.NoError(c.t, err)
	c.set = c.next.Copy()
	if len(updates) > 0 {
		// The check that CometBFT makes: a wrong update would halt every node.
		require.NoError(c.t, c.next.UpdateWithChangeSet(updates))
	}
	c.height++
	c.appHash = response.AppHash
	clear(c.signed)
	c.begin(block.After)
	return response
}

// Finalize executes the block under way and does not commit it: a node that dies now executes it again.
func (c *Chain) Finalize(block Block) *abci.ResponseFinalizeBlock {
	c.t.Helper()
	response, err := c.App.FinalizeBlock(&abci.RequestFinalizeBlock{
		Height: c.height + 1, Time: c.time, Txs: block.Txs, DecidedLastCommit: c.lastCommit(block.Missed),
		Misbehavior: block.Misbehavior, NextValidatorsHash: c.next.Hash(), ProposerAddress: c.set.Validators[0].Address,
	})
	require.NoError(c.t, err)
	return response
}

func (c *Chain) begin(after time.Duration) {
	if after == 0 {
		after = BlockInterval
	}
	c.time = c.time.Add(after)
	c.App.NewNextBlockContext(cmtproto.Header{
		ChainID: ChainID, Height: c.height + 1, Time: c.time, ProposerAddress: c.set.Validators[0].Address,
		AppHash: c.appHash, NextValidatorsHash: c.next.Hash(),
	})
}

func (c *Chain) lastCommit(missed []string) abci.CommitInfo {
	var votes []abci.VoteInfo
	for _, validator := range c.set.Validators {
		flag := cmtproto.BlockIDFlagCommit
		for _, id := range missed {
			if ConsensusKey(id).PubKey().Address().String() == validator.Address.String() {
				flag = cmtproto.BlockIDFlagAbsent
			}
		}
		votes = append(votes, abci.VoteInfo{
			Validator:   abci.Validator{Address: validator.Address, Power: validator.VotingPower},
			BlockIdFlag: flag,
		})
	}
	return abci.CommitInfo{Votes: votes}
}

// Validators returns the set that CometBFT will use two blocks from now, by consensus address.
func (c *Chain) Validators() map[string]int64 {
	powers := map[string]int64{}
	for _, validator := range c.next.Validators {
		powers[validator.Address.String()] = validator.VotingPower
	}
	return powers
}

// TxOption changes a transaction before it is signed.
type TxOption func(client.TxBuilder, *authsigning.SignerData)

// txGas is what a fixture transaction declares when a test does not say.
const txGas = 300_000

// Sign returns a signed transaction of the actor with its next sequence.
func (c *Chain) Sign(actor Actor, msgs []sdk.Msg, options ...TxOption) []byte {
	c.t.Helper()
	config := c.App.TxConfig()
	builder := config.NewTxBuilder()
	require.NoError(c.t, builder.SetMsgs(msgs...))
	builder.SetGasLimit(txGas)
	data := authsigning.SignerData{
		Address: actor.String(), ChainID: ChainID, PubKey: actor.Key.PubKey(),
	}
	data.AccountNumber, data.Sequence = c.account(actor)
	data.Sequence += c.signed[actor.String()]
	for _, option := range options {
		option(builder, &data)
	}
	placeholder := signing.SignatureV2{
		PubKey: actor.Key.PubKey(), Sequence: data.Sequence,
		Data: &signing.SingleSignatureData{SignMode: signing.SignMode_SIGN_MODE_DIRECT},
	}
	require.NoError(c.t, builder.SetSignatures(placeholder))
	signature, err := clienttx.SignWithPrivKey(c.Context(), signing.SignMode_SIGN_MODE_DIRECT, data, builder,
		actor.Key, config, data.Sequence)
	require.NoError(c.t, err)
	require.NoError(c.t, builder.SetSignatures(signature))
	raw, err := config.TxEncoder()(builder.GetTx())
	require.NoError(c.t, err)
	c.signed[actor.String()]++
	return raw
}

// account returns the actor's account number and sequence in the block under way; zeros for a stranger.
func (c *Chain) account(actor Actor) (number, sequence uint64) {
	if account := app.Accounts(c.App).GetAccount(c.Context(), actor.Address); account != nil {
		return account.GetAccountNumber(), account.GetSequence()
	}
	wallet, err := app.Currency(c.App).Account(c.Context(), actor.Address)
	if errors.Is(err, currency.ErrWalletNotFound) {
		return 0, 0
	}
	require.NoError(c.t, err)
	return 0, wallet.Sequence
}

// Deliver puts one signed transaction through the mempool check and into a block of its own.
func (c *Chain) Deliver(actor Actor, msgs ...sdk.Msg) *abci.ExecTxResult {
	c.t.Helper()
	raw := c.Sign(actor, msgs)
	if check := c.CheckTx(raw); check.Code != 0 {
		c.signed[actor.String()]--
		return &abci.ExecTxResult{Code: check.Code, Codespace: check.Codespace, Log: check.Log}
	}
	return c.EndBlock(Block{Txs: [][]byte{raw}}).TxResults[0]
}

// CheckTx asks whether the mempool takes the transaction.
func (c *Chain) CheckTx(raw []byte) *abci.ResponseCheckTx {
	c.t.Helper()
	response, err := c.App.CheckTx(&abci.RequestCheckTx{Tx: raw, Type: abci.CheckTxType_New})
	require.NoError(c.t, err)
	return response
}

// Propose lets the application fill a proposal for the block under way.
func (c *Chain) Propose() [][]byte {
	c.t.Helper()
	response, err := c.App.PrepareProposal(&abci.RequestPrepareProposal{
		Height: c.height + 1, Time: c.time, MaxTxBytes: c.params.Block.MaxBytes, ProposerAddress: c.set.Validators[0].Address,
	})
	require.NoError(c.t, err)
	return response.Txs
}

// Judge asks whether the application accepts a proposal. It forgets what was sent
// in the block under way, as a node forgets a proposal that was not decided.
func (c *Chain) Judge(txs ...[]byte) bool {
	c.t.Helper()
	response, err := c.App.ProcessProposal(&abci.RequestProcessProposal{
		Height: c.height + 1, Time: c.time, Txs: txs, ProposerAddress: c.set.Validators[0].Address,
	})
	require.NoError(c.t, err)
	c.reopen()
	return response.Status == abci.ResponseProcessProposal_ACCEPT
}

// reopen opens the block under way anew; what messages had done in it is gone.
func (c *Chain) reopen() {
	c.time = c.time.Add(-BlockInterval)
	c.begin(BlockInterval)
}

// Restart replaces the application by a new one on the same database, as after a crash between blocks.
func (c *Chain) Restart() {
	c.t.Helper()
	c.App = newApp(c.DB, c.options)
	c.reopen()
}
