package types_test

import (
	"bytes"
	"time"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

const (
	chain = "dcep-test"
	body  = "cert-bj"
	day   = 24 * time.Hour
)

var (
	start  = time.Date(2019, 12, 2, 1, 0, 0, 0, time.UTC)
	params = types.DefaultParams()
)

func text(n byte) string {
	return consortiumtypes.FormatAddress(sdk.AccAddress(bytes.Repeat([]byte{n}, 20)))
}

func seed(n byte) []byte { return bytes.Repeat([]byte{n}, 32) }

func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}

func openRound() *types.MsgOpenRound {
	return &types.MsgOpenRound{
		Officer: text(1), BodyId: body, RoundId: "2019-H2", RatePermille: 100, InspectBy: start.Add(60 * day),
		Commitment: types.Commitment(chain, body, "2019-H2", "pboc", seed(1)),
	}
}

func round() types.Round { return must(types.NewRound("pboc", openRound(), params, start)) }

func committed() types.Round {
	return must(round().Commit(types.Commitment(chain, body, "2019-H2", body, seed(2)), start))
}
