package keeper_test

import (
	"errors"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/baseapp"
	"github.com/cosmos/cosmos-sdk/runtime"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/keeper"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// brokenRouter dispatches every message to one handler.
type brokenRouter struct{ handler baseapp.MsgServiceHandler }

func (r brokenRouter) Handler(sdk.Msg) baseapp.MsgServiceHandler { return r.handler }

func (r brokenRouter) HandlerByTypeURL(string) baseapp.MsgServiceHandler { return r.handler }

// What another module does wrong must neither stop the chain nor put words into the state that differ between nodes.
func TestExecutionSurvivesBrokenHandlers(t *testing.T) {
	for name, test := range map[string]struct {
		handler baseapp.MsgServiceHandler
		failure error
	}{
		"panic": {
			func(sdk.Context, sdk.Msg) (*sdk.Result, error) { panic(&struct{}{}) },
			types.ErrExecutionPanic.Wrap("message 0"),
		},
		"out of gas": {
			func(ctx sdk.Context, _ sdk.Msg) (*sdk.Result, error) {
				ctx.GasMeter().ConsumeGas(10_000_001, "a place")
				return &sdk.Result{}, nil
			},
			types.ErrExecutionGas.Wrap("message 0: limit 10000000"),
		},
		"unregistered error": {
			func(sdk.Context, sdk.Msg) (*sdk.Result, error) { return nil, errors.New("/home/node/data: no space") },
			types.ErrExecutionUnknown.Wrap("message 0"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.pass(1, suspendCcb())
			k := keeperOf(f, brokenRouter{test.handler})
			ctx, _ := f.Context().CacheContext()
			_, err := k.EndBlock(ctx)
			require.NoError(t, err)
			requireEvents(t,
				typed(closed(1, types.RESOLUTION_STATUS_FAILED, test.failure.Error())),
				testutil.TypedEvents(t, ctx.EventManager().ABCIEvents()))
		})
	}
}

func TestMessagesAreCheckedAgainAtExecution(t *testing.T) {
	f := newFixture(t)
	f.pass(1, suspendCcb())
	k := keeperOf(f, f.App.MsgServiceRouter())
	k.SetMessageCheck(func(sdk.Msg) error { return types.ErrMessageRefused.Wrap("by a newer application") })
	ctx, _ := f.Context().CacheContext()
	_, err := k.EndBlock(ctx)
	require.NoError(t, err)
	failure := "message 0: /dcep.consortium.v1.MsgSuspendMember: by a newer application: message refused"
	requireEvents(t, typed(closed(1, types.RESOLUTION_STATUS_FAILED, failure)),
		testutil.TypedEvents(t, ctx.EventManager().ABCIEvents()))
}

// keeperOf returns a keeper over the fixture's store that dispatches with the router.
func keeperOf(f fixture, router baseapp.MessageRouter) *keeper.Keeper {
	store := runtime.NewKVStoreService(f.App.StoreKeys()[types.StoreKey])
	return keeper.NewKeeper(f.App.AppCodec(), store, app.Accounts(f.App), router)
}

func typed(events ...proto.Message) []proto.Message { return events }
