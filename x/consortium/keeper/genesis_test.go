package keeper_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/keeper"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// lived returns a chain whose consortium has something in every collection.
func lived(t *testing.T) fixture {
	f := newFixture(t, shortWindow, withParams(func(p *types.Params) { p.MaxExecutionsPerBlock = 1 }))
	mute := admission()
	mute.VotingWeight = 0
	f.MustSend(mute)
	f.MustSend(&types.MsgStartExit{Authority: types.Authority, MemberId: "china-unicom", ReceiverId: boc, Expelled: true})
	f.MustSend(propose("admin", newcomer, tellers))
	f.MustSend(&types.MsgProposeDismissal{Admin: address(icbc, "admin"), Address: address(icbc, "teller")})
	f.MustSend(confirm("admin2", testutil.Officer(icbc, "teller"), nil))
	f.MustSend(registration())
	f.MustSend(rotation(testutil.ConsensusKey("next")))
	f.MustSend(&types.MsgProposeRetirement{Officer: operator(icbc), ValidatorId: icbc})
	f.submit(icbc, 1, suspendCcb())
	f.MustSend(&types.MsgVoteResolution{Governor: governor(pboc), ResolutionId: 1, Choice: voteNo})
	f.submit(abc, 2, suspendCcb())
	for id := uint64(3); id <= 5; id++ {
		f.pass(id, setPower(pboc, int64(id)))
	}
	for range 3 {
		f.EndBlock(testutil.Block{Missed: []string{abc}})
	}
	return f
}

func TestExportImportExport(t *testing.T) {
	f := lived(t)
	exported, err := f.keeper().ExportGenesis(f.Context())
	require.NoError(t, err)
	require.NoError(t, types.ValidateGenesis(exported))
	require.Equal(t, uint64(6), exported.NextResolutionId)

	copied, ctx := emptyKeeper(t, f)
	updates, err := copied.InitGenesis(ctx, exported)
	require.NoError(t, err)
	require.Equal(t, types.SetUpdates(nil, exported.ValidatorSet), updates)

	again, err := copied.ExportGenesis(ctx)
	require.NoError(t, err)
	codec := f.App.AppCodec()
	require.Equal(t, string(codec.MustMarshalJSON(exported)), string(codec.MustMarshalJSON(again)))
	requireSameStore(t, f.Context(), ctx, f.App.StoreKeys()[types.StoreKey])
}

// A block ended with a resolution still waiting must import as one too.
func TestImportKeepsWhatWaits(t *testing.T) {
	f := newFixture(t, withParams(func(p *types.Params) { p.MaxExecutionsPerBlock = 1 }))
	f.pass(1, setPower(icbc, 2))
	f.pass(2, setPower(icbc, 3))
	f.submit(pboc, 3, suspendCcb())
	f.NextBlock()
	exported, err := f.keeper().ExportGenesis(f.Context())
	require.NoError(t, err)

	copied, ctx := emptyKeeper(t, f)
	_, err = copied.InitGenesis(ctx, exported)
	require.NoError(t, err)
	requireSameStore(t, f.Context(), ctx, f.App.StoreKeys()[types.StoreKey])
	updates, err := copied.EndBlock(ctx)
	require.NoError(t, err)
	require.Equal(t, []int64{3}, []int64{updates[0].Power})
}

// emptyKeeper returns a keeper like the fixture's whose store is empty.
func emptyKeeper(t *testing.T, f fixture) (*keeper.Keeper, sdk.Context) {
	t.Helper()
	ctx, _ := f.Context().CacheContext()
	store := ctx.KVStore(f.App.StoreKeys()[types.StoreKey])
	for _, pair := range pairs(t, store) {
		store.Delete(pair[0])
	}
	k := keeperOf(f, f.App.MsgServiceRouter())
	k.SetPermissions(permissions(t, f))
	return k, ctx
}

func permissions(t *testing.T, f fixture) []types.Permission {
	t.Helper()
	response, err := keeper.NewQueryServer(f.keeper()).Permissions(f.Context(), &types.QueryPermissionsRequest{})
	require.NoError(t, err)
	return response.Permissions
}

func requireSameStore(t *testing.T, a, b sdk.Context, key storetypes.StoreKey) {
	t.Helper()
	want, got := pairs(t, a.KVStore(key)), pairs(t, b.KVStore(key))
	require.NotEmpty(t, want)
	require.Equal(t, want, got)
}

func pairs(t *testing.T, store storetypes.KVStore) [][2][]byte {
	t.Helper()
	var all [][2][]byte
	iterator := store.Iterator(nil, nil)
	defer func() { require.NoError(t, iterator.Close()) }()
	for ; iterator.Valid(); iterator.Next() {
		all = append(all, [2][]byte{bytes.Clone(iterator.Key()), bytes.Clone(iterator.Value())})
	}
	return all
}

func TestInitGenesisRefusals(t *testing.T) {
	f := newFixture(t)
	exported, err := f.keeper().ExportGenesis(f.Context())
	require.NoError(t, err)
	k, ctx := emptyKeeper(t, f)

	exported.Officers[0].Roles = []types.Role{types.ROLE_EXAMINER}
	_, err = k.InitGenesis(ctx, exported)
	require.ErrorIs(t, err, types.ErrInvalidGenesis)

	_, err = k.InitGenesis(ctx, types.DefaultGenesisState())
	require.ErrorIs(t, err, types.ErrInvalidGenesis)
}
