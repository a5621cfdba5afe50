package cli

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"cosmossdk.io/client/v2/autocli/flag"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// messageTypes is what the commands' builder resolves messages with.
func messageTypes(t *testing.T) protoregistry.MessageTypeResolver {
	t.Helper()
	builder := &flag.Builder{TypeResolver: protoregistry.GlobalTypes, FileResolver: protoregistry.GlobalFiles}
	return builder.TypeResolver
}

func TestLimitsFlag(t *testing.T) {
	value := &limitsValue{types: messageTypes(t)}
	unset, err := value.Get(protoreflect.Value{})
	require.NoError(t, err)
	require.False(t, unset.IsValid())
	for text, want := range map[string]string{
		"monthly=1.00":             `"monthly": name one of balance, single, day, year`,
		"single=50":                "single: \"50\": write yuan with exactly two decimals",
		"single=1.00,single=2.00":  `"single" is there twice`,
		"":                         `"": name one of`,
		"single=50.00, day=200.00": `" day": name one of`,
	} {
		require.ErrorContains(t, value.Set(text), want, text)
	}
	require.NoError(t, value.Set("single=50.00,day=200.00"))
	got, err := value.Get(protoreflect.Value{})
	require.NoError(t, err)
	fields := got.Message().Descriptor().Fields()
	for field, fen := range map[protoreflect.Name]uint64{"balance_fen": 0, "single_fen": 5000, "day_fen": 20_000, "year_fen": 0} {
		require.Equal(t, fen, got.Message().Get(fields.ByName(field)).Uint(), field)
	}
}

func TestTransferFlag(t *testing.T) {
	value := &transferValue{types: messageTypes(t)}
	address := consortiumtypes.FormatAddress(make([]byte, 20))
	require.ErrorContains(t, value.Set(address), "write the payee's address and yuan, such as dcep1…=12.50")
	require.ErrorContains(t, value.Set("sun=12.50"), "payee: ")
	require.ErrorIs(t, value.Set(address+"=12"), currencytypes.ErrAmount)
	require.NoError(t, value.Set(address+"=12.50"))
	require.Equal(t, currencytypes.Fen(1250), value.fen)
	got, err := value.Get(protoreflect.Value{})
	require.NoError(t, err)
	fields := got.Message().Descriptor().Fields()
	require.Equal(t, address, got.Message().Get(fields.ByName("payee")).String())
	require.Equal(t, uint64(1250), got.Message().Get(fields.ByName("amount_fen")).Uint())
}
