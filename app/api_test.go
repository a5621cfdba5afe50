package app

import (
	"net/url"
	"testing"

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
