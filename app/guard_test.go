package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestTheRouterRefusesWhatTheTableDoesNotAllow(t *testing.T) {
	teller := testutil.Officer("icbc-sz", "teller")
	stranger := testutil.NewActor("stranger")
	cases := map[string]struct {
		msg  sdk.Msg
		want error
	}{
		"role": {
			&currency.MsgRequestIssuance{Treasurer: teller.String(), Id: "A", AmountFen: 1, ReserveReference: "R"}, app.ErrNotPermitted,
		},
		"kind": {
			&currency.MsgApproveIssuance{Officer: testutil.Officer("icbc-sz", "treasurer").String(), MemberId: "icbc-sz", Id: "A"},
			app.ErrNotPermitted,
		},
		"officer for a wallet holder": {
			&currency.MsgPay{Payer: teller.String(), Payee: stranger.String(), AmountFen: 1}, currency.ErrWalletNotFound,
		},
		"stranger for an officer": {
			&consortium.MsgSubmitResolution{Governor: stranger.String()}, consortium.ErrOfficerNotFound,
		},
		"officer for a resolution": {
			&consortium.MsgSuspendMember{Authority: testutil.Officer("pboc", "governor").String(), MemberId: "icbc-sz"}, app.ErrNotPermitted,
		},
	}
	chain := testutil.New(t)
	before := chain.State()
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := chain.Send(test.msg)
			require.ErrorIs(t, err, test.want)
			require.Equal(t, before, chain.State())
		})
	}
}

// A resolution cannot lend the consortium's voice to, or borrow the voice of, anybody else.
func TestAResolutionCannotSignForAVictim(t *testing.T) {
	chain := testutil.New(t)
	victim := testutil.Officer("icbc-sz", "treasurer")
	packed, err := codectypes.NewAnyWithValue(&currency.MsgRequestIssuance{
		Treasurer: victim.String(), Id: "A", AmountFen: 1, ReserveReference: "R",
	})
	require.NoError(t, err)
	before := chain.State()
	_, err = chain.Send(&consortium.MsgSubmitResolution{
		Governor: testutil.Officer("pboc", "governor").String(), Messages: []*codectypes.Any{packed}, Reason: "theft",
	})
	require.ErrorIs(t, err, consortium.ErrMessageSigner)
	require.Equal(t, before, chain.State())
}
