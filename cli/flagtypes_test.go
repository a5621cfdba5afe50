package cli

import (
	"context"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/crypto/hd"
	"github.com/cosmos/cosmos-sdk/crypto/keyring"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestYuanFlag(t *testing.T) {
	for text, fen := range map[string]uint64{"1234.50": 123_450, "1234.50yuan": 123_450, "0.01": 1} {
		value := new(yuanValue)
		require.NoError(t, value.Set(text))
		got, err := value.Get(protoreflect.Value{})
		require.NoError(t, err)
		require.Equal(t, fen, got.Uint())
		require.Equal(t, text, value.String())
	}
	for _, text := range []string{"1234", "1234.5", "1,234.50", "-1.00", "1.00fen", ""} {
		require.ErrorIs(t, new(yuanValue).Set(text), currencytypes.ErrAmount, text)
	}
}

func TestBusinessDayFlag(t *testing.T) {
	value := new(dayValue)
	require.NoError(t, value.Set("2019-12-02"))
	got, err := value.Get(protoreflect.Value{})
	require.NoError(t, err)
	require.Equal(t, "2019-12-02", got.String())
	for _, text := range []string{"2019-13-01", "2.12.2019", "today"} {
		require.ErrorIs(t, new(dayValue).Set(text), currencytypes.ErrDay, text)
	}
}

func TestCategoryFlag(t *testing.T) {
	value := new(categoryValue)
	require.NoError(t, value.Set("3"))
	got, err := value.Get(protoreflect.Value{})
	require.NoError(t, err)
	require.Equal(t, protoreflect.ValueOfUint32(3), got)
	for _, text := range []string{"1,3", "", "-1", "4294967296"} {
		require.ErrorContains(t, new(categoryValue).Set(text), "is no code of one category", text)
	}
}

func TestAddressFlagReadsAddressesAndKeyNames(t *testing.T) {
	keys := keyring.NewInMemory(testClientContext().Codec)
	record, _, err := keys.NewMnemonic("wang", keyring.English, "", keyring.DefaultBIP39Passphrase, hd.Secp256k1)
	require.NoError(t, err)
	account, err := record.GetAddress()
	require.NoError(t, err)
	address := consortiumtypes.FormatAddress(account)
	ctx := context.WithValue(context.Background(), client.ClientContextKey, &client.Context{Keyring: keys})

	for _, text := range []string{"wang", address} {
		value := &addressValue{ctx: &ctx}
		require.NoError(t, value.Set(text))
		got, err := value.Get(protoreflect.Value{})
		require.NoError(t, err)
		require.Equal(t, address, got.String())
	}
	value := &addressValue{ctx: &ctx}
	require.NoError(t, value.Set("li"))
	_, err = value.Get(protoreflect.Value{})
	require.EqualError(t, err, `"li" is neither an address (dcep1…) nor the name of a key in the keyring`)
}

func TestRepeatedFlagsTakeCommas(t *testing.T) {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	list := new(repeatedValue)
	flags.Var(list, "roles", "")
	splitLists(flags)
	require.NoError(t, flags.Parse([]string{"--roles", "issuer,teller", "--roles", "admin"}))
	require.Equal(t, []string{"issuer", "teller", "admin"}, list.texts)
}

type repeatedValue struct{ texts []string }

func (v *repeatedValue) Set(s string) error { v.texts = append(v.texts, s); return nil }
func (v *repeatedValue) String() string     { return "" }
func (v *repeatedValue) Type() string       { return "role (repeated)" }
