package types_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

const yuan = types.FenPerYuan

// noon is 12:00 in Shanghai on 2019-12-02.
var noon = time.Date(2019, time.December, 2, 4, 0, 0, 0, time.UTC)

func address(n byte) sdk.AccAddress { return bytes.Repeat([]byte{n}, types.WalletAddressBytes) }

func text(n byte) string { return consortiumtypes.FormatAddress(address(n)) }

func key(secret string) *secp256k1.PubKey {
	return secp256k1.GenPrivKeyFromSecret([]byte(secret)).PubKey().(*secp256k1.PubKey)
}

func reference(s string) ident.Reference {
	parsed, err := ident.ParseReference(s)
	if err != nil {
		panic(err)
	}
	return parsed
}

func officer(n byte, roles ...consortiumtypes.Role) consortiumtypes.Officer {
	return consortiumtypes.Officer{Address: text(n), MemberId: "pboc", Roles: roles, Status: consortiumtypes.OFFICER_STATUS_ACTIVE}
}

// requireMoves tries an action from every status there is and wants exactly the moves that are listed, and the given
// error, with the value unchanged, for all others.
func requireMoves[Status ~int32, Value any](
	t *testing.T, names map[int32]string, want map[Status]Status, refused error,
	in func(Status) Value, status func(Value) Status, act func(Value) (Value, error),
) {
	t.Helper()
	for number, name := range names {
		from := Status(number)
		before := in(from)
		after, err := act(before)
		to, allowed := want[from]
		if !allowed {
			require.ErrorIs(t, err, refused, name)
			require.Equal(t, before, after, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, to, status(after), name)
	}
}
