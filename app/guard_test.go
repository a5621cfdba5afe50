package app_test

import (
	"strings"
	"testing"

	gogoproto "github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	msgv1 "cosmossdk.io/api/cosmos/msg/v1"

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

// Nobody is two persons by writing an address in two ways.
func TestASignerHasOneText(t *testing.T) {
	chain := testutil.New(t)
	for _, permission := range app.Permissions() {
		name := protoreflect.FullName(strings.TrimPrefix(permission.Message, "/"))
		found, err := gogoproto.HybridResolver.FindDescriptorByName(name)
		require.NoError(t, err)
		described := found.(protoreflect.MessageDescriptor)
		signer := proto.GetExtension(described.Options(), msgv1.E_Signer).([]string)[0]
		filled := dynamicpb.NewMessage(described)
		filled.Set(described.Fields().ByName(protoreflect.Name(signer)), protoreflect.ValueOfString(strings.ToUpper(testutil.NewActor("a").String())))
		raw, err := proto.Marshal(filled)
		require.NoError(t, err)
		msg, err := chain.App.InterfaceRegistry().Resolve(permission.Message)
		require.NoError(t, err)
		require.NoError(t, gogoproto.Unmarshal(raw, msg))

		_, err = chain.Send(msg)
		require.ErrorIs(t, err, app.ErrTxForm, name)
		require.ErrorContains(t, err, "must be written in lower case", name)
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
