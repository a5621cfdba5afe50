package app

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/types/known/anypb"

	errorsmod "cosmossdk.io/errors"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"
	txsigning "github.com/cosmos/cosmos-sdk/x/tx/signing"

	"github.com/dcep-consortium/dcepd/mempool"
)

// Gas that a transaction pays before its messages run.
const (
	gasPerTxByte storetypes.Gas = 2
	// gasPerTx pays for admission and the signature, which cost every transaction the same.
	gasPerTx storetypes.Gas = 5000
)

// simulationGas is what a simulation may use; it answers "how much gas", so its own declaration does not count.
const simulationGas = 10_000_000

// anteHandler checks a transaction of a block before its messages run: admission, then the
// signature, then the sequence. It is the whole chain of this application.
type anteHandler struct {
	admission  admission
	guard      *guard
	signModes  *txsigning.HandlerMap
	signatures *signatures
	// pool is told which transactions blocks have.
	pool *mempool.Pool
}

// Handle implements the SDK's AnteHandler.
func (h anteHandler) Handle(ctx sdk.Context, tx sdk.Tx, simulate bool) (sdk.Context, error) {
	gas := uint64(simulationGas)
	if feeTx, ok := tx.(sdk.FeeTx); ok && !simulate {
		gas = feeTx.GetGas()
	}
	newCtx := ctx.WithGasMeter(newGasMeter(tx, gas))
	if simulate {
		return newCtx, withinGas(gas, func() error { return h.simulate(newCtx, tx) })
	}
	err := withinGas(gas, func() error { return h.check(newCtx, tx) })
	// A proposer who lies may put a transaction before those that it follows, and must not take it out of the mempools by that.
	if err != nil && !errors.Is(err, mempool.ErrEarly) {
		h.pool.Refused(ctx.TxBytes())
	}
	return newCtx, err
}

// withinGas turns the SDK's panic into an error that says what to do.
func withinGas(limit uint64, do func() error) (err error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			outOfGas, ok := recovered.(storetypes.ErrorOutOfGas)
			if !ok {
				panic(recovered)
			}
			err = errorsmod.Wrapf(sdkerrors.ErrOutOfGas, "%s: limit %d; send it with more --gas", outOfGas.Descriptor, limit)
		}
	}()
	return do()
}

func (h anteHandler) check(ctx sdk.Context, tx sdk.Tx) error {
	admitted, err := h.admit(ctx, tx)
	if err != nil {
		return err
	}
	signer, sequence := admitted.signer, admitted.signature.Sequence
	switch {
	case sequence > signer.sequence:
		return errorsmod.Wrapf(mempool.ErrEarly, "%s: expected %d, got %d", signer.address, signer.sequence, sequence)
	case sequence < signer.sequence:
		return mempool.WrongSequence(signer.address, signer.sequence, sequence)
	}
	key, err := h.authenticate(ctx, tx, admitted)
	if err != nil {
		return err
	}
	if err := h.admission.principals.advance(unmetered(ctx), signer, key); err != nil {
		return err
	}
	h.pool.Executed(ctx.TxBytes(), admitted.id())
	// Under the names by which every Cosmos client looks for a transaction.
	ctx.EventManager().EmitEvent(sdk.NewEvent(sdk.EventTypeTx, sdk.NewAttribute(
		sdk.AttributeKeyAccountSequence, fmt.Sprintf("%s/%d", signer.address, sequence))))
	return nil
}

// admit asks what can be asked before the signature is verified, and takes the gas for both.
func (h anteHandler) admit(ctx sdk.Context, tx sdk.Tx) (ticket, error) {
	admitted, err := h.admission.admit(unmetered(ctx), tx, uint64(len(ctx.TxBytes())))
	if err != nil {
		return ticket{}, err
	}
	if err := checkTimeout(ctx, tx); err != nil {
		return ticket{}, err
	}
	consumeTxGas(ctx)
	return admitted, nil
}

// unmetered is for what gasPerTx has paid for.
func unmetered(ctx sdk.Context) sdk.Context {
	return ctx.WithGasMeter(storetypes.NewInfiniteGasMeter())
}

// simulate does what costs gas in a check, without gas limit, quota and signature.
func (h anteHandler) simulate(ctx sdk.Context, tx sdk.Tx) error {
	signed, ok := tx.(authsigning.SigVerifiableTx)
	if !ok {
		return errorsmod.Wrapf(ErrTxForm, "%T carries no signature", tx)
	}
	signers, err := signed.GetSigners()
	if err != nil || len(signers) != 1 {
		return errorsmod.Wrapf(ErrTxForm, "one signer is needed, has %d (%v)", len(signers), err)
	}
	if _, err := h.admission.principals.find(unmetered(ctx), signers[0]); err != nil {
		return err
	}
	consumeTxGas(ctx)
	return h.authorize(unmetered(ctx), tx)
}

func consumeTxGas(ctx sdk.Context) {
	ctx.GasMeter().ConsumeGas(gasPerTxByte*storetypes.Gas(len(ctx.TxBytes())), "bytes of the transaction")
	ctx.GasMeter().ConsumeGas(gasPerTx, "admission and signature")
}

func (h anteHandler) authorize(ctx sdk.Context, tx sdk.Tx) error {
	for _, msg := range tx.GetMsgs() {
		if err := h.guard.Authorize(ctx, msg); err != nil {
			return err
		}
	}
	return nil
}

// authenticate checks the signature, under the sequence that the transaction gives, and returns the key that signed.
func (h anteHandler) authenticate(ctx sdk.Context, tx sdk.Tx, admitted ticket) (cryptotypes.PubKey, error) {
	signer, signature := admitted.signer, admitted.signature
	key, err := signer.key(signature.PubKey)
	if err != nil {
		return nil, err
	}
	if err := h.verify(ctx, tx, signer, key, signature); err != nil {
		return nil, errorsmod.Wrapf(ErrSignature, "%s: check chain id (%s), account number (%d) and sequence (%d)",
			signer.address, ctx.ChainID(), signer.accountNumber, signature.Sequence)
	}
	return key, nil
}

// verify checks the signature of the key that must have signed.
func (h anteHandler) verify(ctx sdk.Context, tx sdk.Tx, signer principal, key cryptotypes.PubKey, signature signing.SignatureV2) error {
	if payment, ok := tx.(*paymentTx); ok {
		// Its key is the one that must have signed: signer.key has compared them.
		if !h.signatures.verify(payment, ctx.ChainID(), signer.accountNumber) {
			return ErrSignature
		}
		return nil
	}
	signable, ok := tx.(authsigning.V2AdaptableTx)
	if !ok {
		return errorsmod.Wrapf(ErrTxForm, "%T has no sign bytes", tx)
	}
	packed, err := codectypes.NewAnyWithValue(key)
	if err != nil {
		return errorsmod.Wrapf(ErrSignature, "public key: %s", err)
	}
	expected := txsigning.SignerData{
		Address:       signer.address.String(),
		ChainID:       ctx.ChainID(),
		AccountNumber: signer.accountNumber,
		Sequence:      signature.Sequence,
		PubKey:        &anypb.Any{TypeUrl: packed.TypeUrl, Value: packed.Value},
	}
	return authsigning.VerifySignature(ctx, key, expected, signature.Data, h.signModes, signable.GetSigningTxData())
}

// checkTimeout refuses a transaction whose signer no longer wants it.
func checkTimeout(ctx sdk.Context, tx sdk.Tx) error {
	if timed, ok := tx.(sdk.TxWithTimeoutHeight); ok {
		limit, height := timed.GetTimeoutHeight(), uint64(ctx.BlockHeight()) //nolint:gosec // heights are positive
		if limit > 0 && height > limit {
			return errorsmod.Wrapf(sdkerrors.ErrTxTimeoutHeight, "valid up to height %d, now %d", limit, height)
		}
	}
	if timed, ok := tx.(sdk.TxWithTimeoutTimeStamp); ok {
		limit := timed.GetTimeoutTimeStamp()
		if !limit.IsZero() && limit.Unix() != 0 && ctx.BlockTime().After(limit) {
			return errorsmod.Wrapf(sdkerrors.ErrTxTimeout, "valid up to %s, now %s", limit, ctx.BlockTime())
		}
	}
	return nil
}
