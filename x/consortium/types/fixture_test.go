package types_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/cometbft/cometbft/crypto/ed25519"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

var now = time.Date(2019, time.December, 2, 0, 0, 0, 0, time.UTC)

// person returns the address of a person by number.
func person(n byte) string {
	address := make([]byte, 20)
	address[19] = n
	return types.FormatAddress(address)
}

func consensusKey(name string) ed25519.PrivKey {
	return ed25519.GenPrivKeyFromSecret([]byte(name))
}

func bank(id string, weight uint32) types.Member {
	return types.Member{
		Id: id, LegalName: id + " Ltd", Kind: types.MEMBER_KIND_OPERATOR_BANK, Region: "440300",
		Uscc: "9144030071526726XG", Status: types.MEMBER_STATUS_ACTIVE, VotingWeight: weight, JoinedAt: now,
	}
}

func centralBank(id string, weight uint32) types.Member {
	member := bank(id, weight)
	member.Kind = types.MEMBER_KIND_CENTRAL_BANK
	return member
}

func validator(id string, status types.ValidatorStatus) types.Validator {
	v := types.Validator{
		Id: id, MemberId: "icbc-sz", KeyType: types.KeyTypeEd25519,
		ConsensusKey: consensusKey(id).PubKey().Bytes(), Status: status,
	}
	if v.IsElected() {
		v.Power = 10
	}
	return v
}

// requireMoves asserts where an action leads from each state: to the state in the table, or, where the table has none,
// to the sentinel and an unchanged record.
func requireMoves[R any, S interface {
	comparable
	fmt.Stringer
}](
	t *testing.T, states map[int32]string, table map[S]S, sentinel error,
	record func(S) R, state func(R) S, action func(R) (R, error), stateOf func(int32) S,
) {
	t.Helper()
	for number := range states {
		from := stateOf(number)
		t.Run(from.String(), func(t *testing.T) {
			before := record(from)
			after, err := action(before)
			to, allowed := table[from]
			if !allowed {
				require.ErrorIs(t, err, sentinel)
				require.Equal(t, before, after)
				return
			}
			require.NoError(t, err)
			require.Equal(t, to, state(after))
		})
	}
}
