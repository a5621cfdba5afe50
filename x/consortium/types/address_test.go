package types_test

import (
	"crypto/sha256"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	addresscodec "github.com/cosmos/cosmos-sdk/codec/address"
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
		"in capitals":   strings.ToUpper(person(1)),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := types.ParseAddress(s)
			require.ErrorIs(t, err, types.ErrInvalidAddress)
		})
	}
}

// The library says what an address is, if it is written in lower case.
func requireAsLibrary(t *testing.T, text string) {
	t.Helper()
	library := addresscodec.NewBech32Codec(types.AddressPrefix)
	expected, expectedErr := library.StringToBytes(text)
	if expectedErr == nil && types.FormatAddress(expected) != text {
		expectedErr = types.ErrInvalidAddress
	}
	bytes, err := types.AddressCodec.StringToBytes(text)
	require.Equal(t, expectedErr == nil, err == nil, text)
	if err == nil {
		require.Equal(t, expected, bytes, text)
	}
	address, err := types.ParseAddress(text)
	if expectedErr != nil || len(expected) != 20 {
		require.ErrorIs(t, err, types.ErrInvalidAddress, text)
		return
	}
	require.NoError(t, err, text)
	require.Equal(t, expected, []byte(address), text)
}

func TestAddressesAreThoseOfTheLibrary(t *testing.T) {
	for seed := range 50 {
		bytes := sha256.Sum256([]byte{byte(seed)})
		text := types.FormatAddress(bytes[:20])
		requireAsLibrary(t, text)
		requireAsLibrary(t, strings.ToUpper(text))
		for at := range text {
			for _, letter := range []byte("qpzry9x8gf2tvdw0s3jn54khce6mua7lQb1- \n\x00\xff") {
				requireAsLibrary(t, text[:at]+string([]byte{letter})+text[at+1:])
			}
			requireAsLibrary(t, text[:at]+text[at+1:])
			requireAsLibrary(t, text[:at]+"q"+text[at:])
		}
	}
}

func FuzzParseAddress(f *testing.F) {
	f.Add(person(1))
	f.Add(strings.ToUpper(person(2)))
	f.Add("dcep1")
	f.Fuzz(func(t *testing.T, s string) {
		requireAsLibrary(t, s)
		bytes := sha256.Sum256([]byte(s))
		requireAsLibrary(t, types.FormatAddress(bytes[:20]))
	})
}
