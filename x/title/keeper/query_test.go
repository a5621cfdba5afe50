package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/testutil"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

// busy is a quay with a title that is pledged and consented to move, an accomplished one, one on paper, and a struck carrier.
func busy(t *testing.T) *quay {
	t.Helper()
	q := issued(t, transfer(2, shipper, agent), transfer(3, agent, shipper), offer(4, shipper), accept(5), consentToSale(6, buyer))
	q.do(issue(2))
	q.do(&types.MsgSurrenderTitle{Holder: shipper.String(), TitleId: titleID(2), Act: 2, Purpose: types.SURRENDER_PURPOSE_DELIVERY})
	q.do(&types.MsgAccomplishTitle{Carrier: line.String(), TitleId: titleID(2), Act: 3})
	q.do(issue(3))
	q.do(&types.MsgSurrenderTitle{Holder: shipper.String(), TitleId: titleID(3), Act: 2, Purpose: types.SURRENDER_PURPOSE_PAPER})
	q.do(&types.MsgChangeToPaper{Carrier: line.String(), TitleId: titleID(3), Act: 3, PaperCommitment: commitment(3)})
	q.do(&types.MsgRegisterCarrier{Officer: clerk.String(), Wallet: agent.String(), Filing: "MOC-NV-00124"})
	q.do(&types.MsgStrikeCarrier{Officer: clerk.String(), Wallet: agent.String(), Reason: "filing expired"})
	return q
}

func TestQueries(t *testing.T) {
	q := busy(t)
	ctx := q.Context()
	exported, err := q.keeper.ExportGenesis(ctx)
	require.NoError(t, err)
	require.Len(t, exported.Titles, 3)
	require.Equal(t, exported.Titles[0], q.title())

	acts, err := q.queries.Acts(ctx, &types.QueryActsRequest{TitleId: titleID(1)})
	require.NoError(t, err)
	require.Equal(t, exported.Acts[:6], acts.Acts)
	require.Equal(t, q.Time(), acts.Acts[5].At, "of its block")
	for party, want := range map[string][]types.Title{
		line.String(): exported.Titles[:1], shipper.String(): exported.Titles[:1], icbc: exported.Titles[:1], agent.String(): nil, boc: nil,
	} {
		titles, err := q.queries.Titles(ctx, &types.QueryTitlesRequest{Party: party})
		require.NoError(t, err)
		require.Equal(t, want, titles.Titles, party)
	}
	carriers, err := q.queries.Carriers(ctx, &types.QueryCarriersRequest{})
	require.NoError(t, err)
	require.Equal(t, exported.Carriers, carriers.Carriers)
	carrier, err := q.queries.Carrier(ctx, &types.QueryCarrierRequest{Wallet: line.String()})
	require.NoError(t, err)
	require.Equal(t, types.Carrier{
		Wallet: line.String(), Status: types.CARRIER_STATUS_REGISTERED, DepartmentId: maritime, Filing: filing, Officer: clerk.String(),
	}, carrier.Carrier)
}

func TestQueryErrors(t *testing.T) {
	q := newQuay(t)
	ctx := q.Context()
	for name, test := range map[string]struct {
		ask  func() error
		code codes.Code
		says string
	}{
		"no title": {func() error {
			_, err := q.queries.Title(ctx, &types.QueryTitleRequest{TitleId: titleID(1)})
			return err
		}, codes.NotFound, titleID(1)},
		"no id": {func() error {
			_, err := q.queries.Acts(ctx, &types.QueryActsRequest{TitleId: "x"})
			return err
		}, codes.InvalidArgument, "must be 64"},
		"no party": {func() error {
			_, err := q.queries.Titles(ctx, &types.QueryTitlesRequest{Party: "X"})
			return err
		}, codes.InvalidArgument, "X"},
		"no carrier": {func() error {
			_, err := q.queries.Carrier(ctx, &types.QueryCarrierRequest{Wallet: shipper.String()})
			return err
		}, codes.NotFound, types.ErrCarrierNotFound.Error()},
		"no wallet": {func() error {
			_, err := q.queries.Carrier(ctx, &types.QueryCarrierRequest{Wallet: "x"})
			return err
		}, codes.InvalidArgument, "x"},
		"pages": {func() error {
			_, err := q.queries.Carriers(ctx, &types.QueryCarriersRequest{Pagination: &query.PageRequest{CountTotal: true}})
			return err
		}, codes.InvalidArgument, queries.ErrPagination.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			err := test.ask()
			require.Equal(t, test.code, status.Code(err), "%v", err)
			require.ErrorContains(t, err, test.says)
		})
	}
}

func TestExportImportExport(t *testing.T) {
	q := busy(t)
	exported, err := q.keeper.ExportGenesis(q.Context())
	require.NoError(t, err)
	chain := testutil.Import(t, []byte(q.State()), q.Time(), q.Height()+1)
	chain.NextBlock()
	twin := quayOn(t, chain)
	again, err := twin.keeper.ExportGenesis(twin.Context())
	require.NoError(t, err)
	require.Equal(t, exported, again)
	require.Equal(t, q.records(), twin.records(), "every key and value is the same, indexes too")
	// What was open before goes on after: the consent, and then the right to reject.
	twin.do(sell(7, shipper, buyer))
	twin.do(reject(8, buyer))
}

// records reads the module's store whole.
func (q *quay) records() map[string]string {
	q.t.Helper()
	iterator := q.Context().KVStore(q.App.StoreKeys()[types.StoreKey]).Iterator(nil, nil)
	all := map[string]string{}
	for ; iterator.Valid(); iterator.Next() {
		all[string(iterator.Key())] = string(iterator.Value())
	}
	require.NoError(q.t, iterator.Close())
	return all
}

func TestInitGenesisValidates(t *testing.T) {
	q := busy(t)
	exported, err := q.keeper.ExportGenesis(q.Context())
	require.NoError(t, err)
	exported.Titles[0].Holder = buyer.String()
	require.ErrorIs(t, q.keeper.InitGenesis(q.Context(), exported), types.ErrInvalidGenesis)
	// Parties must be enterprises: on a chain without any, nothing of this can be.
	exported, err = q.keeper.ExportGenesis(q.Context())
	require.NoError(t, err)
	empty := quayOn(t, testutil.New(t))
	require.ErrorIs(t, empty.keeper.InitGenesis(empty.Context(), exported), singlewindowtypes.ErrEnterpriseNotFound)
	exported.Carriers, exported.Acts, exported.Titles = exported.Carriers[:1], nil, nil
	require.ErrorIs(t, empty.keeper.InitGenesis(empty.Context(), exported), singlewindowtypes.ErrEnterpriseNotFound)
}
