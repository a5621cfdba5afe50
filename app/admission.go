package app

import (
	"bytes"
	"context"
	"math"

	errorsmod "cosmossdk.io/errors"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"

	"github.com/dcep-consortium/dcepd/mempool"
	consortiumkeeper "github.com/dcep-consortium/dcepd/x/consortium/keeper"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	// maxMemoBytes bounds the free text of a transaction.
	maxMemoBytes = 256
	// txFrameBytes is more than what a block adds to a transaction's own bytes.
	txFrameBytes = 8
)

// admission decides which transactions may be in a block. The mempool check, a
// proposer and everybody who checks a proposal ask the same question of the
// same committed state, so that an honest proposal is never rejected and a
// dishonest one always is. Nothing local to a node takes part in the answer.
type admission struct {
	principals principals
	consortium *consortiumkeeper.Keeper
}

// ticket is what an admitted transaction uses of its principal's quota and of the block.
type ticket struct {
	signer             principal
	signature          signing.SignatureV2
	gas, bytes         uint64
	laneGas, laneBytes uint64
}

// id names the transaction by signer and sequence.
func (t ticket) id() mempool.ID { return mempool.NewID(t.signer.address, t.signature.Sequence) }

// admit checks one transaction by itself. The cheap checks of form come before
// the signer's record is read, and nothing here verifies a signature.
func (a admission) admit(ctx context.Context, tx sdk.Tx, size uint64) (ticket, error) {
	params, err := a.consortium.Params(ctx)
	if err != nil {
		return ticket{}, err
	}
	signed, err := checkForm(tx, params, size)
	if err != nil {
		return ticket{}, err
	}
	signers, err := signed.GetSigners()
	if err != nil {
		return ticket{}, errorsmod.Wrapf(ErrTxForm, "signers: %s", err)
	}
	signatures, err := signed.GetSignaturesV2()
	if err != nil {
		return ticket{}, errorsmod.Wrapf(ErrTxForm, "signatures: %s", err)
	}
	if len(signers) != 1 || len(signatures) != 1 {
		return ticket{}, errorsmod.Wrapf(ErrTxLimit, "signers: limit 1, has %d with %d signatures", len(signers), len(signatures))
	}
	gas, err := checkFee(tx, signers[0], params.MaxTxGas)
	if err != nil {
		return ticket{}, err
	}
	signer, err := a.principals.find(ctx, signers[0])
	if err != nil {
		return ticket{}, err
	}
	result := ticket{
		signer:    signer,
		signature: signatures[0],
		gas:       gas,
		bytes:     size,
		laneGas:   params.MemberBlockGas,
		laneBytes: params.MemberBlockBytes,
	}
	if signer.wallet {
		result.laneGas, result.laneBytes = params.WalletBlockGas, params.WalletBlockBytes
	}
	return result, result.fitsLane(0, 0)
}

// extensibleTx is a transaction that may carry options which only some nodes understand.
type extensibleTx interface {
	GetExtensionOptions() []*codectypes.Any
	GetNonCriticalExtensionOptions() []*codectypes.Any
}

// checkForm checks what can be seen without reading any account.
func checkForm(tx sdk.Tx, params consortiumtypes.Params, size uint64) (authsigning.SigVerifiableTx, error) {
	signed, ok := tx.(authsigning.SigVerifiableTx)
	if !ok {
		return nil, errorsmod.Wrapf(ErrTxForm, "%T carries no signature", tx)
	}
	if size > params.MaxTxBytes {
		return nil, errorsmod.Wrapf(ErrTxLimit, "size: limit %d bytes, has %d", params.MaxTxBytes, size)
	}
	if count := len(tx.GetMsgs()); count == 0 || count > int(params.MaxTxMessages) {
		return nil, errorsmod.Wrapf(ErrTxLimit, "messages: 1 to %d, has %d", params.MaxTxMessages, count)
	}
	if memo, ok := tx.(sdk.TxWithMemo); ok && len(memo.GetMemo()) > maxMemoBytes {
		return nil, errorsmod.Wrapf(ErrTxLimit, "memo: limit %d bytes, has %d", maxMemoBytes, len(memo.GetMemo()))
	}
	if unordered, ok := tx.(sdk.TxWithUnordered); ok && unordered.GetUnordered() {
		return nil, errorsmod.Wrap(ErrTxForm, "unordered transactions are off")
	}
	if extended, ok := tx.(extensibleTx); ok &&
		len(extended.GetExtensionOptions())+len(extended.GetNonCriticalExtensionOptions()) > 0 {
		return nil, errorsmod.Wrap(ErrTxForm, "extension options are not taken")
	}
	return signed, nil
}

// checkFee refuses fees and whoever would pay them, and returns the gas that counts: what is known before, else what is declared, if that is
// within bounds.
func checkFee(tx sdk.Tx, signer []byte, maxGas uint64) (uint64, error) {
	feeTx, ok := tx.(sdk.FeeTx)
	if !ok {
		return 0, errorsmod.Wrapf(ErrTxForm, "%T declares no gas", tx)
	}
	if !feeTx.GetFee().IsZero() {
		return 0, errorsmod.Wrapf(ErrFee, "transaction offers %s; send it without --fees and --gas-prices", feeTx.GetFee())
	}
	if len(feeTx.FeeGranter()) > 0 || !bytes.Equal(feeTx.FeePayer(), signer) {
		return 0, errorsmod.Wrap(ErrFee, "transaction names a fee payer or granter")
	}
	gas := feeTx.GetGas()
	if gas == 0 || gas > maxGas {
		return 0, errorsmod.Wrapf(ErrTxLimit, "gas: 1 to %d, declared %d", maxGas, gas)
	}
	fixed, ok := FixedGas(tx.GetMsgs()...)
	if !ok {
		return gas, nil
	}
	if gas < fixed {
		return 0, errorsmod.Wrapf(ErrTxLimit, "gas: this payment takes %d, declared %d", fixed, gas)
	}
	return fixed, nil
}

// fitsLane checks the principal's quota after what its lane has used in the block already.
func (t ticket) fitsLane(usedGas, usedBytes uint64) error {
	if usedGas > t.laneGas || t.gas > t.laneGas-usedGas {
		return errorsmod.Wrapf(ErrQuota, "gas of %s in one block: limit %d, used %d, asked %d",
			t.signer.lane, t.laneGas, usedGas, t.gas)
	}
	if usedBytes > t.laneBytes || t.bytes > t.laneBytes-usedBytes {
		return errorsmod.Wrapf(ErrQuota, "bytes of %s in one block: limit %d, used %d, asked %d",
			t.signer.lane, t.laneBytes, usedBytes, t.bytes)
	}
	return nil
}

// blockBudget adds up what the transactions of one block use.
type blockBudget struct {
	gas, bytes       uint64
	maxGas, maxBytes uint64
	lanes            map[string]laneUse
}

type laneUse struct{ gas, bytes uint64 }

func newBlockBudget(maxGas int64, maxBytes int64) *blockBudget {
	return &blockBudget{maxGas: positive(maxGas), maxBytes: positive(maxBytes), lanes: map[string]laneUse{}}
}

// positive reads a consensus parameter in which -1 stands for no limit.
func positive(limit int64) uint64 {
	if limit < 0 {
		return math.MaxUint64
	}
	return uint64(limit)
}

// take books a transaction, or says which quota it would break.
func (b *blockBudget) take(t ticket) error {
	used := b.lanes[t.signer.lane]
	if err := t.fitsLane(used.gas, used.bytes); err != nil {
		return err
	}
	if t.gas > b.maxGas-b.gas {
		return errorsmod.Wrapf(ErrQuota, "gas of the block: limit %d, used %d, asked %d", b.maxGas, b.gas, t.gas)
	}
	framed := t.bytes + txFrameBytes
	if framed > b.maxBytes-b.bytes {
		return errorsmod.Wrapf(ErrQuota, "bytes of the block: limit %d, used %d, asked %d", b.maxBytes, b.bytes, framed)
	}
	b.gas += t.gas
	b.bytes += framed
	b.lanes[t.signer.lane] = laneUse{gas: used.gas + t.gas, bytes: used.bytes + t.bytes}
	return nil
}
