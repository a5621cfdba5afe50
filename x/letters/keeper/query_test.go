package keeper_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// busy is a chain with something in every collection of the module, and one letter that is over.
func busy(t *testing.T) *office {
	t.Helper()
	o := confirmed(t)
	old := apply()
	old.Number = "LC2019000"
	o.do(old)
	o.do(&types.MsgDeclineLetter{Officer: trade.String(), Number: "LC2019000", Reason: "twice"})
	amended := terms()
	amended.Expiry = "2020-12-31"
	o.do(&types.MsgProposeAmendment{Officer: trade.String(), Number: number, Terms: &amended})
	o.do(&types.MsgIssueAmendment{Officer: examiner.String(), Number: number, Amendment: 1, Terms: &amended})
	o.do(present(boc, 10_000*yuan, start))
	o.do(comply(bocExamine, 1))
	o.do(accept(bocTrade, 1))
	o.do(&types.MsgForwardDocuments{Officer: bocTrade.String(), IssuingBankId: icbc, Number: number, Presentation: 1})
	o.do(present(icbc, 20_000*yuan, start))
	o.do(refuseDocuments(3, types.DISCREPANCY_CODE_OTHER))
	under := present(icbc, 30_000*yuan, start)
	under.Amendment = 1
	o.do(under)
	return o
}

func TestQueries(t *testing.T) {
	o := busy(t)
	ctx := o.Context()
	exported, err := o.keeper.ExportGenesis(ctx)
	require.NoError(t, err)
	require.Len(t, exported.Letters, 2)

	letters, err := o.queries.Letters(ctx, &types.QueryLettersRequest{IssuingBankId: icbc})
	require.NoError(t, err)
	require.Equal(t, exported.Letters, letters.Letters)
	for name, ask := range map[string]func(over bool) ([]types.Letter, error){
		"applicant": func(over bool) ([]types.Letter, error) {
			r, err := o.queries.LettersByApplicant(ctx, &types.QueryLettersByApplicantRequest{Wallet: importer.String(), Over: over})
			return r.Letters, err
		},
		"beneficiary": func(over bool) ([]types.Letter, error) {
			r, err := o.queries.LettersByBeneficiary(ctx, &types.QueryLettersByBeneficiaryRequest{Wallet: exporter.String(), Over: over})
			return r.Letters, err
		},
		"advising bank": func(over bool) ([]types.Letter, error) {
			r, err := o.queries.LettersByAdvisingBank(ctx, &types.QueryLettersByAdvisingBankRequest{AdvisingBankId: boc, Over: over})
			return r.Letters, err
		},
	} {
		over, err := ask(true)
		require.NoError(t, err, name)
		require.Equal(t, exported.Letters[:1], over, name)
		open, err := ask(false)
		require.NoError(t, err, name)
		require.Equal(t, exported.Letters[1:], open, name)
	}
	amendments, err := o.queries.Amendments(ctx, &types.QueryAmendmentsRequest{IssuingBankId: icbc, Number: number})
	require.NoError(t, err)
	require.Equal(t, exported.Amendments, amendments.Amendments)
	first, err := o.queries.Presentations(ctx, &types.QueryPresentationsRequest{IssuingBankId: icbc, Number: number, Pagination: &query.PageRequest{Limit: 3}})
	require.NoError(t, err)
	require.Equal(t, exported.Presentations[:3], first.Presentations)
	rest, err := o.queries.Presentations(ctx, &types.QueryPresentationsRequest{
		IssuingBankId: icbc, Number: number, Pagination: &query.PageRequest{Key: first.Pagination.NextKey},
	})
	require.NoError(t, err)
	require.Equal(t, exported.Presentations[3:], rest.Presentations)
}

func TestQueryErrors(t *testing.T) {
	o := newOffice(t)
	ctx := o.Context()
	for name, test := range map[string]struct {
		ask  func() error
		code codes.Code
		says string
	}{
		"letter": {func() error {
			_, err := o.queries.Letter(ctx, &types.QueryLetterRequest{IssuingBankId: icbc, Number: number})
			return err
		}, codes.NotFound, types.ErrLetterNotFound.Error()},
		"letters": {func() error {
			_, err := o.queries.Letters(ctx, &types.QueryLettersRequest{IssuingBankId: "X"})
			return err
		}, codes.InvalidArgument, "member id"},
		"wallet": {func() error {
			_, err := o.queries.LettersByApplicant(ctx, &types.QueryLettersByApplicantRequest{Wallet: "x"})
			return err
		}, codes.InvalidArgument, "x"},
		"presentation": {func() error {
			_, err := o.queries.Presentation(ctx, &types.QueryPresentationRequest{IssuingBankId: icbc, Number: number, Presentation: 1})
			return err
		}, codes.NotFound, types.ErrLetterNotFound.Error()},
		"pages": {func() error {
			_, err := o.queries.Letters(ctx, &types.QueryLettersRequest{IssuingBankId: icbc, Pagination: &query.PageRequest{CountTotal: true}})
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
	o := busy(t)
	exported, err := o.keeper.ExportGenesis(o.Context())
	require.NoError(t, err)
	chain := testutil.Import(t, []byte(o.State()), o.Time(), o.Height()+1)
	chain.NextBlock()
	twin := officeOn(t, chain)
	again, err := twin.keeper.ExportGenesis(twin.Context())
	require.NoError(t, err)
	require.Equal(t, exported, again)
	require.Equal(t, o.records(), twin.records(), "every key and value is the same, indexes too")
	// What was open before goes on after.
	twin.do(comply(examiner, 2))
	twin.do(waive(3))
	twin.do(comply(examiner, 4))
	require.Equal(t, "2020-12-31", twin.letter().LastDay)
}

// records reads the module's store whole.
func (o *office) records() map[string]string {
	o.t.Helper()
	iterator := o.Context().KVStore(o.App.StoreKeys()[types.StoreKey]).Iterator(nil, nil)
	all := map[string]string{}
	for ; iterator.Valid(); iterator.Next() {
		all[string(iterator.Key())] = string(iterator.Value())
	}
	require.NoError(o.t, iterator.Close())
	return all
}

func TestInitGenesisValidates(t *testing.T) {
	o := busy(t)
	exported, err := o.keeper.ExportGenesis(o.Context())
	require.NoError(t, err)
	encoded, err := json.Marshal(exported)
	require.NoError(t, err)
	var broken types.GenesisState
	require.NoError(t, json.Unmarshal(encoded, &broken))
	broken.Letters[1].ReservedFen++
	require.ErrorIs(t, o.keeper.InitGenesis(o.Context(), &broken), types.ErrInvalidGenesis)
}
