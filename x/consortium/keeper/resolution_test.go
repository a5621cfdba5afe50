package keeper_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	voteYes = types.VOTE_CHOICE_YES
	voteNo  = types.VOTE_CHOICE_NO
)

func suspendCcb() *types.MsgSuspendMember {
	return &types.MsgSuspendMember{Authority: types.Authority, MemberId: ccb}
}

func closed(id uint64, status types.ResolutionStatus, failure string) proto.Message {
	return &types.EventResolutionClosed{ResolutionId: id, Status: status, Failure: failure}
}

func TestResolutionExecutesAtTheEndOfItsBlock(t *testing.T) {
	f := newFixture(t)
	submitted := f.Time()
	f.submit(pboc, 1, suspendCcb())
	f.vote(1, voteYes, icbc, abc)
	require.Equal(t, types.RESOLUTION_STATUS_OPEN, f.resolution(1).Status)
	f.NextBlock()
	f.vote(1, voteYes, boc)
	require.Equal(t, types.RESOLUTION_STATUS_PASSED, f.resolution(1).Status)
	require.Equal(t, types.MEMBER_STATUS_ACTIVE, f.member(ccb).Status)
	f.refuses(&types.MsgVoteResolution{Governor: governor(boc), ResolutionId: 1, Choice: voteNo}, types.ErrResolutionClosed)

	f.blockEmits(everybodySigned,
		&types.EventMemberSuspended{MemberId: ccb},
		closed(1, types.RESOLUTION_STATUS_EXECUTED, ""))
	require.Equal(t, types.MEMBER_STATUS_SUSPENDED, f.member(ccb).Status)

	r := f.resolution(1)
	require.Equal(t, types.Resolution{
		Id: 1, Proposer: governor(pboc), MemberId: pboc, Messages: r.Messages, Reason: "a test",
		SubmittedAt: submitted, ExpiresAt: submitted.Add(7 * 24 * time.Hour), Status: types.RESOLUTION_STATUS_EXECUTED,
		Votes: []types.Vote{
			{MemberId: pboc, Officer: governor(pboc), Choice: voteYes},
			{MemberId: icbc, Officer: governor(icbc), Choice: voteYes},
			{MemberId: abc, Officer: governor(abc), Choice: voteYes},
			{MemberId: boc, Officer: governor(boc), Choice: voteYes},
		},
		ExecutedHeight: f.Height(),
	}, r)
	f.blockEmits(everybodySigned)
}

func TestResolutionMovesPowerWithItsBlock(t *testing.T) {
	f := newFixture(t)
	f.pass(1, setPower(icbc, 7))
	require.Len(t, f.NextBlock().ValidatorUpdates, 1)
	require.Equal(t, []int64{7}, f.powers(icbc))
}

func TestSubmitResolutionRefusals(t *testing.T) {
	f := newFixture(t)
	other := suspendCcb()
	other.Authority = governor(icbc)
	payment := &currency.MsgPay{Payer: testutil.NewActor("victim").String(), Payee: address(icbc, "teller"), AmountFen: 1}
	nested := &types.MsgSubmitResolution{Governor: governor(icbc), Messages: messages(t, suspendCcb()), Reason: "nested"}
	badAddress := suspendCcb()
	badAddress.Authority = "x"
	for name, test := range map[string]struct {
		messages []*codectypes.Any
		err      error
	}{
		"no messages":        {nil, types.ErrInvalidResolution},
		"too many":           {messages(t, repeat(17)...), types.ErrInvalidResolution},
		"signed by another":  {messages(t, other), types.ErrMessageSigner},
		"for a victim":       {messages(t, payment), types.ErrMessageSigner},
		"nested resolution":  {messages(t, nested), types.ErrMessageSigner},
		"malformed signer":   {messages(t, badAddress), types.ErrMessageSigner},
		"second one refused": {messages(t, suspendCcb(), other), types.ErrMessageSigner},
		"unknown type":       {[]*codectypes.Any{{TypeUrl: "/dcep.Unknown"}}, types.ErrMessageUnknown},
		"no message at all":  {messages(t, &types.Params{}), types.ErrMessageUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			msg := &types.MsgSubmitResolution{Governor: governor(pboc), Messages: test.messages, Reason: "a test"}
			f.refuses(msg, test.err)
		})
	}
	f.refuses(&types.MsgSubmitResolution{Governor: governor(pboc), Messages: messages(t, suspendCcb())}, types.ErrInvalidResolution)
}

func repeat(n int) []proto.Message {
	msgs := make([]proto.Message, n)
	for i := range msgs {
		msgs[i] = suspendCcb()
	}
	return msgs
}

func TestWhoMayVote(t *testing.T) {
	f := newFixture(t, func(g *testutil.Genesis) { g.Consortium.Members[4].VotingWeight = 0 })
	ofCcb := &types.MsgSubmitResolution{Governor: governor(ccb), Messages: messages(t, suspendCcb()), Reason: "a test"}
	f.refuses(ofCcb, types.ErrMemberCannotVote)
	f.submit(pboc, 1, suspendCcb())
	vote := func(memberID string) *types.MsgVoteResolution {
		return &types.MsgVoteResolution{Governor: governor(memberID), ResolutionId: 1, Choice: voteYes}
	}
	f.refuses(vote(ccb), types.ErrMemberCannotVote)
	f.MustSend(&types.MsgStartExit{Authority: types.Authority, MemberId: icbc, ReceiverId: boc})
	f.refuses(vote(icbc), types.ErrMemberCannotVote)
	f.MustSend(&types.MsgSuspendMember{Authority: types.Authority, MemberId: abc})
	f.refuses(vote(abc), types.ErrMemberCannotAct)

	unclear := vote(boc)
	unclear.Choice = types.VOTE_CHOICE_UNSPECIFIED
	f.refuses(unclear, types.ErrInvalidVote)
	missing := vote(boc)
	missing.ResolutionId = 2
	f.refuses(missing, types.ErrResolutionNotFound)
}

func TestVotesAreWeighedAsMembersAreNow(t *testing.T) {
	f := newFixture(t)
	f.submit(pboc, 1, suspendCcb())
	f.vote(1, voteYes, icbc, abc)
	// Eight of fifteen so far. Without boc, thirteen vote, of which nine are two thirds.
	f.MustSend(&types.MsgSuspendMember{Authority: types.Authority, MemberId: boc})
	f.vote(1, voteYes, "china-mobile")
	require.Equal(t, types.RESOLUTION_STATUS_PASSED, f.resolution(1).Status)
}

func TestResolutionIsRejectedOnceItCannotPass(t *testing.T) {
	f := newFixture(t)
	f.submit(icbc, 1, suspendCcb())
	f.emits(&types.MsgVoteResolution{Governor: governor(pboc), ResolutionId: 1, Choice: voteNo},
		&types.EventResolutionVoted{ResolutionId: 1, MemberId: pboc, Choice: voteNo},
		closed(1, types.RESOLUTION_STATUS_REJECTED, ""))
	f.refuses(&types.MsgVoteResolution{Governor: governor(abc), ResolutionId: 1, Choice: voteYes}, types.ErrResolutionClosed)

	f.submit(pboc, 2, suspendCcb())
	f.vote(2, voteNo, icbc, abc)
	f.vote(2, voteYes, icbc)
	f.vote(2, voteNo, boc)
	f.emits(&types.MsgVoteResolution{Governor: governor(ccb), ResolutionId: 2, Choice: voteNo},
		&types.EventResolutionVoted{ResolutionId: 2, MemberId: ccb, Choice: voteNo},
		closed(2, types.RESOLUTION_STATUS_REJECTED, ""))
	f.blockEmits(everybodySigned)
	require.Equal(t, types.MEMBER_STATUS_ACTIVE, f.member(ccb).Status)
}

func TestResolutionExpires(t *testing.T) {
	f := newFixture(t)
	period := types.DefaultParams().ResolutionPeriod
	f.submit(pboc, 1, suspendCcb())
	f.vote(1, voteYes, icbc, abc)
	f.Advance(period - time.Second)
	f.submit(pboc, 2, suspendCcb())
	f.Advance(time.Second)
	require.Equal(t, f.resolution(1).ExpiresAt, f.Time())
	f.refuses(&types.MsgVoteResolution{Governor: governor(boc), ResolutionId: 1, Choice: voteYes}, types.ErrResolutionExpired)
	f.blockEmits(everybodySigned, closed(1, types.RESOLUTION_STATUS_EXPIRED, ""))
	f.refuses(&types.MsgVoteResolution{Governor: governor(boc), ResolutionId: 1, Choice: voteYes}, types.ErrResolutionClosed)
	require.Equal(t, types.RESOLUTION_STATUS_OPEN, f.resolution(2).Status)
}

func TestExpiryIsBoundedPerBlock(t *testing.T) {
	f := newFixture(t)
	for id := range uint64(types.MaxExpiriesPerBlock + 1) {
		f.submit(pboc, id+1, suspendCcb())
	}
	f.Advance(types.DefaultParams().ResolutionPeriod)
	var events []proto.Message
	for id := range uint64(types.MaxExpiriesPerBlock) {
		events = append(events, closed(id+1, types.RESOLUTION_STATUS_EXPIRED, ""))
	}
	f.blockEmits(everybodySigned, events...)
	f.blockEmits(everybodySigned, closed(types.MaxExpiriesPerBlock+1, types.RESOLUTION_STATUS_EXPIRED, ""))
	f.blockEmits(everybodySigned)
}

func TestExecutionsAreBoundedPerBlockAndInOrder(t *testing.T) {
	f := newFixture(t, withParams(func(p *types.Params) { p.MaxExecutionsPerBlock = 2 }))
	for id := uint64(1); id <= 3; id++ {
		f.submit(pboc, id, setPower(icbc, int64(id)))
	}
	for _, id := range []uint64{3, 2, 1} {
		f.vote(id, voteYes, icbc, abc, boc)
	}
	executed := func(id uint64) []proto.Message {
		return []proto.Message{
			&types.EventValidatorPowerSet{ValidatorId: icbc, Power: int64(id)}, closed(id, types.RESOLUTION_STATUS_EXECUTED, ""),
		}
	}
	f.blockEmits(everybodySigned, append(executed(1), executed(2)...)...)
	require.Equal(t, types.RESOLUTION_STATUS_PASSED, f.resolution(3).Status)
	f.blockEmits(everybodySigned, executed(3)...)
}

func TestFailureChangesNothingAndSaysWhy(t *testing.T) {
	f := newFixture(t)
	f.pass(1, suspendCcb(), &types.MsgReinstateMember{Authority: types.Authority, MemberId: icbc})
	failure := "message 1: cannot reinstate member icbc-sz: it is MEMBER_STATUS_ACTIVE: member status does not allow this"
	f.blockEmits(everybodySigned, closed(1, types.RESOLUTION_STATUS_FAILED, failure))
	require.Equal(t, types.MEMBER_STATUS_ACTIVE, f.member(ccb).Status)
	r := f.resolution(1)
	require.Equal(t, types.RESOLUTION_STATUS_FAILED, r.Status)
	require.Equal(t, failure, r.Failure)
	require.Equal(t, f.Height(), r.ExecutedHeight)
}

func TestExecutionHasItsOwnGas(t *testing.T) {
	f := newFixture(t, withParams(func(p *types.Params) { p.ResolutionGasLimit = 1_000_000 }))
	costly := admission()
	for i := len(costly.Officers); i < types.MaxInitialOfficers; i++ {
		costly.Officers = append(costly.Officers, types.InitialOfficer{
			Address: testutil.NewActor(fmt.Sprint("cmb ", i)).String(), Roles: tellers,
		})
	}
	f.pass(1, suspendCcb(), costly)
	f.blockEmits(everybodySigned,
		closed(1, types.RESOLUTION_STATUS_FAILED, types.ErrExecutionGas.Wrap("message 1: limit 1000000").Error()))
	require.Equal(t, types.MEMBER_STATUS_ACTIVE, f.member(ccb).Status)
}

func TestTheGuardStandsBeforeExecution(t *testing.T) {
	f := newFixture(t)
	// The only signer is the consortium, but no row of the permission table lets it vote.
	f.pass(1, &types.MsgVoteResolution{Governor: types.Authority, ResolutionId: 1, Choice: voteNo})
	f.NextBlock()
	require.Equal(t, types.RESOLUTION_STATUS_FAILED, f.resolution(1).Status)
}

func TestCentralBankAdminsAreReplacedByAllOthers(t *testing.T) {
	others := []string{abc, boc, ccb, "china-mobile", "china-telecom"}
	replace := &types.MsgReplaceAdmins{
		Authority: types.Authority, MemberId: pboc, Admins: []string{newcomer.String(), testutil.NewActor("second").String()},
	}
	f := newFixture(t)
	f.submit(icbc, 1, replace)
	f.vote(1, voteNo, pboc)
	f.vote(1, voteYes, others...)
	f.blockEmits(everybodySigned)
	f.vote(1, voteYes, "china-unicom")
	f.blockEmits(everybodySigned,
		&types.EventAdminsReplaced{MemberId: pboc, Admins: replace.Admins},
		closed(1, types.RESOLUTION_STATUS_EXECUTED, ""))

	f.submit(icbc, 2, replace, suspendCcb())
	f.vote(2, voteYes, others...)
	f.vote(2, voteYes, "china-unicom")
	require.Equal(t, types.RESOLUTION_STATUS_OPEN, f.resolution(2).Status, "a second message needs the central bank's consent")

	ofBank := *replace
	ofBank.MemberId = abc
	f.submit(icbc, 3, &ofBank)
	f.vote(3, voteYes, others...)
	f.vote(3, voteYes, "china-unicom")
	require.Equal(t, types.RESOLUTION_STATUS_OPEN, f.resolution(3).Status, "the admins of another member need it too")
}

func TestUpdateParams(t *testing.T) {
	f := newFixture(t)
	params := types.DefaultParams()
	params.JailDuration = time.Hour
	f.emits(&types.MsgUpdateParams{Authority: types.Authority, Params: params}, &types.EventParamsUpdated{})
	stored, err := f.keeper().Params(f.Context())
	require.NoError(t, err)
	require.Equal(t, params, stored)

	params.MaxTxGas = 0
	f.refuses(&types.MsgUpdateParams{Authority: types.Authority, Params: params}, types.ErrInvalidParams)
}
