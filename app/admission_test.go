package app_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/mempool"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// request is a message that its signer may send.
func request(id string) *currency.MsgRequestIssuance {
	return &currency.MsgRequestIssuance{
		Treasurer: testutil.Officer("icbc-sz", "treasurer").String(), Id: id, AmountFen: 100_00, ReserveReference: "RTGS-" + id,
	}
}

func gas(limit uint64) testutil.TxOption {
	return func(builder client.TxBuilder, _ *authsigning.SignerData) { builder.SetGasLimit(limit) }
}

func TestMempoolCheckRefusesAndChangesNothing(t *testing.T) {
	treasurer := testutil.Officer("icbc-sz", "treasurer")
	stranger := testutil.NewActor("stranger")
	cases := []struct {
		name    string
		actor   testutil.Actor
		msgs    []sdk.Msg
		options []testutil.TxOption
		want    *errorsmod.Error
		text    string
	}{
		{name: "fee", want: app.ErrFee, text: "5fen", options: []testutil.TxOption{
			func(b client.TxBuilder, _ *authsigning.SignerData) {
				b.SetFeeAmount(sdk.NewCoins(sdk.NewInt64Coin("fen", 5)))
			},
		}},
		{name: "fee granter", want: app.ErrFee, text: "granter", options: []testutil.TxOption{
			func(b client.TxBuilder, _ *authsigning.SignerData) { b.SetFeeGranter(stranger.Address) },
		}},
		{name: "no gas", want: app.ErrTxLimit, text: "declared 0", options: []testutil.TxOption{gas(0)}},
		{name: "too much gas", want: app.ErrTxLimit, text: "gas: 1 to 10000000", options: []testutil.TxOption{gas(10_000_001)}},
		{name: "too many messages", want: app.ErrTxLimit, text: "messages: 1 to 16, has 17", msgs: repeat(request("A"), 17)},
		{name: "memo", want: app.ErrTxLimit, text: "memo: limit 256 bytes, has 257", options: []testutil.TxOption{
			func(b client.TxBuilder, _ *authsigning.SignerData) { b.SetMemo(strings.Repeat("m", 257)) },
		}},
		{name: "oversized", want: app.ErrTxLimit, text: "size: limit 65536 bytes", msgs: []sdk.Msg{
			&currency.MsgRequestIssuance{Treasurer: treasurer.String(), Id: strings.Repeat("x", 66_000), AmountFen: 1},
		}},
		{name: "unordered", want: app.ErrTxForm, text: "unordered", options: []testutil.TxOption{
			func(b client.TxBuilder, _ *authsigning.SignerData) { b.SetUnordered(true) },
		}},
		{name: "stranger", actor: stranger, want: app.ErrUnknownPrincipal, text: stranger.String(), msgs: []sdk.Msg{
			&currency.MsgRequestIssuance{Treasurer: stranger.String(), Id: "A", AmountFen: 1, ReserveReference: "R"},
		}},
		{name: "wrong role", actor: testutil.Officer("icbc-sz", "teller"), want: app.ErrNotPermitted, text: "TREASURER", msgs: []sdk.Msg{
			&currency.MsgRequestIssuance{Treasurer: testutil.Officer("icbc-sz", "teller").String(), Id: "A", AmountFen: 1, ReserveReference: "R"},
		}},
		{name: "wrong kind", actor: testutil.Officer("pboc", "admin"), want: app.ErrNotPermitted, text: "OPERATOR_BANK", msgs: []sdk.Msg{
			&currency.MsgRequestIssuance{Treasurer: testutil.Officer("pboc", "admin").String(), Id: "A", AmountFen: 1, ReserveReference: "R"},
		}},
		{name: "wrong chain id", want: app.ErrSignature, text: testutil.ChainID, options: []testutil.TxOption{
			func(_ client.TxBuilder, d *authsigning.SignerData) { d.ChainID = "another-chain" },
		}},
		{name: "wrong sequence", want: sdkerrors.ErrWrongSequence, text: "expected 0, got 7", options: []testutil.TxOption{
			func(_ client.TxBuilder, d *authsigning.SignerData) { d.Sequence = 7 },
		}},
		{name: "two signers", want: app.ErrTxLimit, text: "signers: limit 1, has 2", msgs: []sdk.Msg{
			request("A"), &currency.MsgCancelIssuance{Treasurer: testutil.Officer("abc-sz", "treasurer").String(), Id: "A"},
		}},
	}
	chain := testutil.New(t)
	before := chain.State()
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			actor, msgs := test.actor, test.msgs
			if actor.Key == nil {
				actor = treasurer
			}
			if msgs == nil {
				msgs = []sdk.Msg{request("A")}
			}
			fresh := testutil.New(t)
			response := fresh.CheckTx(fresh.Sign(actor, msgs, test.options...))
			require.Equal(t, test.want.Codespace(), response.Codespace, response.Log)
			require.Equal(t, test.want.ABCICode(), response.Code, response.Log)
			require.Contains(t, response.Log, test.text)
			require.Equal(t, before, fresh.State())
		})
	}
}

func repeat(msg sdk.Msg, times int) []sdk.Msg {
	msgs := make([]sdk.Msg, times)
	for i := range msgs {
		msgs[i] = msg
	}
	return msgs
}

func TestSuspendedMemberIsRefused(t *testing.T) {
	chain := testutil.New(t)
	chain.MustSend(&consortium.MsgSuspendMember{Authority: consortium.Authority, MemberId: "icbc-sz"})
	chain.NextBlock()
	response := chain.CheckTx(chain.Sign(testutil.Officer("icbc-sz", "treasurer"), []sdk.Msg{request("A")}))
	require.Equal(t, consortium.ErrMemberCannotAct.ABCICode(), response.Code, response.Log)
	require.Contains(t, response.Log, "icbc-sz")
}

func TestAnAdmittedTransactionIsProposedAndExecuted(t *testing.T) {
	chain := testutil.New(t)
	raw := chain.Sign(testutil.Officer("icbc-sz", "treasurer"), []sdk.Msg{request("A")})
	require.Zero(t, chain.CheckTx(raw).Code)
	require.Equal(t, [][]byte{raw}, chain.Propose())
	require.True(t, chain.Judge(raw))
	result := chain.EndBlock(testutil.Block{Txs: [][]byte{raw}}).TxResults[0]
	require.Zero(t, result.Code, result.Log)
	require.Empty(t, chain.Propose(), "an executed transaction leaves the mempool")
}

func TestALyingProposerIsRejected(t *testing.T) {
	treasurer := testutil.Officer("icbc-sz", "treasurer")
	stranger := testutil.NewActor("stranger")
	full := gas(10_000_000)
	cases := map[string]func(*testutil.Chain) [][]byte{
		"a stranger's transaction": func(c *testutil.Chain) [][]byte {
			return [][]byte{c.Sign(stranger, []sdk.Msg{&currency.MsgCancelIssuance{Treasurer: stranger.String(), Id: "A"}})}
		},
		"over a member's gas quota": func(c *testutil.Chain) [][]byte {
			return [][]byte{
				c.Sign(treasurer, []sdk.Msg{request("A")}, full), c.Sign(treasurer, []sdk.Msg{request("B")}, full),
				c.Sign(treasurer, []sdk.Msg{request("C")}, gas(1)),
			}
		},
		"over the gas of the block": func(c *testutil.Chain) [][]byte {
			var txs [][]byte
			for _, member := range []string{"pboc", "icbc-sz", "abc-sz", "boc-sz", "ccb-sz", "china-mobile"} {
				admin := testutil.Officer(member, "admin")
				msg := &consortium.MsgCompleteExit{Admin: admin.String(), MemberId: member}
				txs = append(txs, c.Sign(admin, []sdk.Msg{msg}, full), c.Sign(admin, []sdk.Msg{msg}, full))
			}
			return txs
		},
		"bytes that are no transaction": func(*testutil.Chain) [][]byte { return [][]byte{[]byte("garbage")} },
		"a fee": func(c *testutil.Chain) [][]byte {
			return [][]byte{c.Sign(treasurer, []sdk.Msg{request("A")}, func(b client.TxBuilder, _ *authsigning.SignerData) {
				b.SetFeeAmount(sdk.NewCoins(sdk.NewInt64Coin("fen", 1)))
			})}
		},
	}
	for name, lie := range cases {
		t.Run(name, func(t *testing.T) {
			chain := testutil.New(t)
			txs := lie(chain)
			require.False(t, chain.Judge(txs...))
			require.True(t, chain.Judge(), "an empty proposal is accepted in the next round")
		})
	}
}

func TestQuotasAreExact(t *testing.T) {
	treasurer := testutil.Officer("icbc-sz", "treasurer")
	chain := testutil.New(t)
	txs := [][]byte{
		chain.Sign(treasurer, []sdk.Msg{request("A")}, gas(10_000_000)),
		chain.Sign(treasurer, []sdk.Msg{request("B")}, gas(10_000_000)),
	}
	require.True(t, chain.Judge(txs...), "exactly at the member's quota of 20,000,000")
}

// Members come first, in half of the block; what is left of theirs comes after the wallets'.
func TestMembersLeaveRoomForWallets(t *testing.T) {
	chain := testutil.New(t)
	payment := payer(chain, "alice", 1)[0]
	require.Zero(t, chain.CheckTx(payment).Code)
	for _, id := range []string{"icbc-sz", "abc-sz", "boc-sz", "ccb-sz", "pboc", "cert-bj"} {
		admin := testutil.Officer(id, "admin")
		for range 2 {
			raw := chain.Sign(admin, []sdk.Msg{&consortium.MsgProposeDismissal{Admin: admin.String(), Address: admin.String()}}, gas(10_000_000))
			require.Zero(t, chain.CheckTx(raw).Code)
		}
	}
	proposed := chain.Propose()
	require.NotContains(t, proposed[:5], payment, "half of 100,000,000 is the members'")
	require.Equal(t, payment, proposed[5])
	require.Len(t, proposed, 10, "99,980,000 gas are left for nine of their twelve")
	require.True(t, chain.Judge(proposed...))
}

func TestAFlooderStarvesOnlyItself(t *testing.T) {
	chain := testutil.New(t)
	flooder, other := testutil.Officer("icbc-sz", "treasurer"), testutil.Officer("abc-sz", "treasurer")
	accepted := 0
	var refused []byte
	for range 1001 {
		refused = chain.Sign(flooder, []sdk.Msg{request("A")}, gas(1_000_000))
		if chain.CheckTx(refused).Code == 0 {
			accepted++
		}
	}
	require.Equal(t, 1000, accepted)
	for range 2 {
		response := chain.CheckTx(refused)
		require.Equal(t, mempool.ErrFull.ABCICode(), response.Code, "a refusal does not use up the sequence: %s", response.Log)
		require.Contains(t, response.Log, "limit 1000; wait for a block and send it again")
	}
	msg := &currency.MsgRequestIssuance{Treasurer: other.String(), Id: "A", AmountFen: 1, ReserveReference: "R"}
	raw := chain.Sign(other, []sdk.Msg{msg})
	require.Zero(t, chain.CheckTx(raw).Code)
	proposed := chain.Propose()
	require.Contains(t, proposed[:2], raw, "lanes take turns")
	require.Len(t, proposed, 21, "the flooder's quota of 20 transactions of 1,000,000 gas, and the other one")
	require.True(t, chain.Judge(proposed...))
}
