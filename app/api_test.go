package app

import (
	"net/url"
	"testing"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/grpc-ecosystem/grpc-gateway/runtime"
	"github.com/grpc-ecosystem/grpc-gateway/utilities"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/history"
)

// A parameter of a REST path may name an enum's value as JSON does.
func TestGatewayReadsEnumsByName(t *testing.T) {
	t.Parallel()
	nameEnums()
	var request history.QueryScoreboardRequest
	none := utilities.NewDoubleArray(nil)
	require.NoError(t, runtime.PopulateQueryParameters(&request, url.Values{"period": {"PERIOD_MONTH"}}, none))
	require.Equal(t, history.PERIOD_MONTH, request.Period)
	err := runtime.PopulateQueryParameters(&request, url.Values{"period": {"PERIOD_CENTURY"}}, none)
	require.ErrorContains(t, err, "PERIOD_CENTURY is not a valid")
}

// Nobody gets all records of a store with one question.
func TestStoresAnswerForSingleRecords(t *testing.T) {
	instance := newTestApp()
	for _, path := range []string{"/store/currency/subspace", "store/currency/subspace", "/store"} {
		answer, err := instance.Query(t.Context(), &abci.RequestQuery{Path: path, Data: []byte{1}})
		require.NoError(t, err)
		require.Contains(t, answer.Log, "only /store/NAME/key is answered", path)
	}
	answer, err := instance.Query(t.Context(), &abci.RequestQuery{Path: "/store/currency/key", Data: []byte{1}})
	require.NoError(t, err)
	require.NotContains(t, answer.Log, "only /store/NAME/key is answered")
}
