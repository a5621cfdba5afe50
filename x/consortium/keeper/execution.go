package keeper

import (
	"context"

	errorsmod "cosmossdk.io/errors"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func (k *Keeper) unpack(message *codectypes.Any) (sdk.Msg, error) {
	var msg sdk.Msg
	if err := k.cdc.UnpackAny(message, &msg); err != nil {
		return nil, types.ErrMessageUnknown.Wrapf("%.100q: %s", message.GetTypeUrl(), err)
	}
	return msg, nil
}

// checkedMessage returns a message of a resolution after the checks that do not depend on the state. The consortium must
// be its only signer: nobody signed for a resolution, so it could speak for a victim otherwise.
func (k *Keeper) checkedMessage(message *codectypes.Any) (sdk.Msg, error) {
	msg, err := k.unpack(message)
	if err != nil {
		return nil, err
	}
	if k.router.Handler(msg) == nil {
		return nil, types.ErrMessageUnknown.Wrapf("%s has no handler", message.TypeUrl)
	}
	signers, _, err := k.cdc.GetMsgV1Signers(msg)
	if err != nil {
		return nil, types.ErrMessageSigner.Wrapf("%s: %s", message.TypeUrl, err)
	}
	if len(signers) != 1 || types.FormatAddress(signers[0]) != types.Authority {
		return nil, types.ErrMessageSigner.Wrapf("%s must be signed by %s alone", message.TypeUrl, types.Authority)
	}
	if m, ok := msg.(sdk.HasValidateBasic); ok {
		if err := m.ValidateBasic(); err != nil {
			return nil, types.ErrMessageRefused.Wrapf("%s: %s", message.TypeUrl, err)
		}
	}
	if k.checkMessage != nil {
		if err := k.checkMessage(msg); err != nil {
			return nil, errorsmod.Wrap(err, message.TypeUrl)
		}
	}
	return msg, nil
}

// executeResolutions executes passed resolutions in the order of their ids, a bounded number in each block.
func (k *Keeper) executeResolutions(ctx sdk.Context) error {
	ids, err := k.passedIDs(ctx)
	if err != nil || len(ids) == 0 {
		return err
	}
	params, err := k.Params(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids[:min(len(ids), int(params.MaxExecutionsPerBlock))] {
		resolution, err := k.Resolution(ctx, id)
		if err != nil {
			return err
		}
		if failure := k.executeAtomically(ctx, resolution, params.ResolutionGasLimit); failure != nil {
			resolution, err = resolution.Fail(ctx.BlockHeight(), failure.Error())
		} else {
			resolution, err = resolution.Execute(ctx.BlockHeight())
		}
		if err != nil {
			return err
		}
		if err := k.close(ctx, resolution); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) passedIDs(ctx context.Context) ([]uint64, error) {
	iterator, err := k.passed.Iterate(ctx, nil)
	if err != nil {
		return nil, err
	}
	return iterator.Keys()
}

// executeAtomically executes all messages of a resolution within the gas limit, or changes nothing and says why, in
// words that are the same on every node.
func (k *Keeper) executeAtomically(ctx sdk.Context, resolution types.Resolution, gasLimit uint64) (failure error) {
	cached, write := ctx.CacheContext()
	cached = cached.WithGasMeter(storetypes.NewGasMeter(gasLimit))
	current := 0
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case storetypes.ErrorOutOfGas:
			failure = types.ErrExecutionGas.Wrapf("message %d: limit %d", current, gasLimit)
		default:
			ctx.Logger().Error("a resolution panicked", "resolution", resolution.Id, "message", current, "cause", cause)
			failure = types.ErrExecutionPanic.Wrapf("message %d", current)
		}
	}()
	for i, message := range resolution.Messages {
		current = i
		err := k.executeMessage(cached, message)
		if codespace, _, _ := errorsmod.ABCIInfo(err, false); codespace == errorsmod.UndefinedCodespace {
			ctx.Logger().Error("a resolution failed", "resolution", resolution.Id, "message", i, "cause", err)
			return types.ErrExecutionUnknown.Wrapf("message %d", i)
		}
		if err != nil {
			return errorsmod.Wrapf(err, "message %d", i)
		}
	}
	write()
	return nil
}

func (k *Keeper) executeMessage(ctx sdk.Context, message *codectypes.Any) error {
	msg, err := k.checkedMessage(message)
	if err != nil {
		return err
	}
	result, err := k.router.Handler(msg)(ctx, msg)
	if err != nil {
		return err
	}
	ctx.EventManager().EmitEvents(result.GetEvents())
	return nil
}
