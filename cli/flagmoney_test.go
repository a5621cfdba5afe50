package cli

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"

	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func TestMoneyFlag(t *testing.T) {
	value := &moneyValue{types: messageTypes(t)}
	unset, err := value.Get(protoreflect.Value{})
	require.NoError(t, err)
	require.False(t, unset.IsValid())
	require.ErrorIs(t, value.Set("12.5USD"), singlewindowtypes.ErrMoney)
	require.NoError(t, value.Set("1234.50USD"))
	got, err := value.Get(protoreflect.Value{})
	require.NoError(t, err)
	require.Equal(t, "1,234.50 USD", moneyText(got.Message()))
	require.NoError(t, value.Set("150000JPY"))
	got, err = value.Get(protoreflect.Value{})
	require.NoError(t, err)
	require.Equal(t, "150,000 JPY", moneyText(got.Message()))
}
