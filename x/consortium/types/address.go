package types

import (
	"bytes"
	"fmt"
	"strings"

	"cosmossdk.io/core/address"

	addresscodec "github.com/cosmos/cosmos-sdk/codec/address"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/bech32"
)

// addressBytes is the length of an address that belongs to a key.
const addressBytes = 20

// addresses knows the prefix of this chain, whatever the process has configured globally.
var addresses = addresscodec.NewBech32Codec(AddressPrefix)

// AddressCodec reads and writes the addresses of this chain for the SDK. An address has one text only: bech32 may also be written in
// capitals, and who is compared by text would be two persons.
var AddressCodec address.Codec = lowerCaseCodec{addresses}

type lowerCaseCodec struct{ address.Codec }

// StringToBytes implements address.Codec.
func (c lowerCaseCodec) StringToBytes(s string) ([]byte, error) {
	if err := checkLowerCase(s); err != nil {
		return nil, err
	}
	return c.Codec.StringToBytes(s)
}

func checkLowerCase(s string) error {
	if s != strings.ToLower(s) {
		return ErrInvalidAddress.Wrapf("%.100q: must be written in lower case", s)
	}
	return nil
}

// ParseAddress accepts the bech32 text of a 20-byte address of this chain, in lower case, and fails with ErrInvalidAddress. It reads what
// AddressCodec reads, which also looks for a global rule about addresses, behind a lock.
func ParseAddress(s string) (sdk.AccAddress, error) {
	if err := checkLowerCase(s); err != nil {
		return nil, err
	}
	prefix, address, err := bech32.DecodeAndConvert(s)
	if err != nil {
		return nil, ErrInvalidAddress.Wrapf("%.100q: %s", s, err)
	}
	if prefix != AddressPrefix {
		return nil, ErrInvalidAddress.Wrapf("%.100q: has the prefix %.20q, must have %q", s, prefix, AddressPrefix)
	}
	if len(address) != addressBytes {
		return nil, ErrInvalidAddress.Wrapf("%.100q: has %d bytes, must have %d", s, len(address), addressBytes)
	}
	return address, nil
}

// FormatAddress returns the canonical text of an address of this chain. The library has no bytes for which it fails.
func FormatAddress(address []byte) string {
	s, err := addresses.BytesToString(address)
	if err != nil {
		panic(fmt.Errorf("address %x: %w", address, err))
	}
	return s
}

// ParseOfficerAddress accepts the address of a person: not the consortium's own, for which nobody signs.
func ParseOfficerAddress(s string) (sdk.AccAddress, error) {
	address, err := ParseAddress(s)
	if err != nil {
		return nil, err
	}
	if authority, err := ParseAddress(Authority); err != nil || bytes.Equal(address, authority) {
		return nil, ErrInvalidAddress.Wrapf("%s is the consortium's own account", s)
	}
	return address, nil
}
