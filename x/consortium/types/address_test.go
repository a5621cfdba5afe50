package types_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestAuthorityIsTheModuleAccount(t *testing.T) {
	address, err := types.ParseAddress(types.Authority)
	require.NoError(t, err)
	require.Equal(t, authtypes.NewModuleAddress("consortium"), address)
	require.True(t, strings.HasPrefix(types.Authority, "dcep1"), types.Authority)

	_, err = types.ParseOfficerAddress(types.Authority)
	require.ErrorIs(t, err, types.ErrInvalidAddress)
}

func TestParseAddress(t *testing.T) {
	for name, s := range map[string]string{
		"empty":         "",
		"other chain":   "cosmos1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnrql8a",
		"bad checksum":  person(1)[:len(person(1))-1] + "q",
		"module length": types.FormatAddress(make([]byte, 32)),
		"no bech32":     "icbc-sz",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := types.ParseAddress(s)
			require.ErrorIs(t, err, types.ErrInvalidAddress)
		})
	}
}

func FuzzParseAddress(f *testing.F) {
	f.Add(person(1))
	f.Add(strings.ToUpper(person(2)))
	f.Add("dcep1")
	f.Fuzz(func(t *testing.T, s string) {
		address, err := types.ParseAddress(s)
		if err != nil {
			require.ErrorIs(t, err, types.ErrInvalidAddress)
			return
		}
		again, err := types.ParseAddress(types.FormatAddress(address))
		require.NoError(t, err)
		require.Equal(t, address, again)
	})
}
