package keeper_test

import (
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/keeper"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// The sample consortium has the votes pboc 4, four banks 2 each and three telecoms 1 each: 15, of which 10 pass.
const (
	pboc = "pboc"
	icbc = "icbc-sz"
	abc  = "abc-sz"
	boc  = "boc-sz"
	ccb  = "ccb-sz"
)

// fixture is the whole application with the sample consortium: messages pass the real router and its guard.
type fixture struct {
	*testutil.Chain
	t *testing.T
}

func newFixture(t *testing.T, changes ...func(*testutil.Genesis)) fixture {
	t.Helper()
	return fixture{testutil.New(t, changes...), t}
}

func withParams(change func(*types.Params)) func(*testutil.Genesis) {
	return func(g *testutil.Genesis) { change(&g.Consortium.Params) }
}

func (f fixture) keeper() *keeper.Keeper { return app.Consortium(f.App) }

// refuses asserts that a message fails with the error and changes nothing.
func (f fixture) refuses(msg sdk.Msg, sentinel error) {
	f.t.Helper()
	before := f.State()
	_, err := f.Send(msg)
	require.ErrorIs(f.t, err, sentinel)
	require.Equal(f.t, before, f.State())
}

// emits asserts that a message succeeds with exactly these events.
func (f fixture) emits(msg sdk.Msg, events ...proto.Message) {
	f.t.Helper()
	emitted, err := f.Send(msg)
	require.NoError(f.t, err)
	requireEvents(f.t, events, emitted)
}

// blockEmits ends the block and asserts exactly these events of the block itself.
func (f fixture) blockEmits(block testutil.Block, events ...proto.Message) {
	f.t.Helper()
	requireEvents(f.t, events, testutil.TypedEvents(f.t, f.EndBlock(block).Events))
}

// requireEvents compares events as people read them, for which an empty list is no list.
func requireEvents(t *testing.T, want, got []proto.Message) {
	t.Helper()
	texts := func(events []proto.Message) []string {
		var texts []string
		for _, event := range events {
			texts = append(texts, proto.MessageName(event)+" "+event.String())
		}
		return texts
	}
	require.Equal(t, texts(want), texts(got))
}

func (f fixture) member(id string) types.Member {
	f.t.Helper()
	member, err := f.keeper().Member(f.Context(), id)
	require.NoError(f.t, err)
	return member
}

func (f fixture) officer(actor testutil.Actor) types.Officer {
	f.t.Helper()
	officer, err := f.keeper().Officer(f.Context(), actor.Address)
	require.NoError(f.t, err)
	return officer
}

func (f fixture) validator(id string) types.Validator {
	f.t.Helper()
	validator, err := f.keeper().Validator(f.Context(), id)
	require.NoError(f.t, err)
	return validator
}

func (f fixture) resolution(id uint64) types.Resolution {
	f.t.Helper()
	resolution, err := f.keeper().Resolution(f.Context(), id)
	require.NoError(f.t, err)
	return resolution
}

// powers returns the powers of the validators by id, as CometBFT will have them two blocks from now.
func (f fixture) powers(ids ...string) []int64 {
	powers := make([]int64, len(ids))
	for i, id := range ids {
		powers[i] = f.Validators()[testutil.ConsensusKey(id).PubKey().Address().String()]
	}
	return powers
}

func address(memberID, role string) string { return testutil.Officer(memberID, role).String() }

func governor(memberID string) string { return address(memberID, "governor") }

func operator(memberID string) string { return address(memberID, "node-operator") }

func messages(t *testing.T, msgs ...proto.Message) []*codectypes.Any {
	t.Helper()
	packed := make([]*codectypes.Any, len(msgs))
	for i, msg := range msgs {
		var err error
		packed[i], err = codectypes.NewAnyWithValue(msg)
		require.NoError(t, err)
	}
	return packed
}

// submit puts messages to the vote in the name of a member, as the resolution with this id.
func (f fixture) submit(memberID string, id uint64, msgs ...proto.Message) {
	f.t.Helper()
	f.emits(
		&types.MsgSubmitResolution{Governor: governor(memberID), Messages: messages(f.t, msgs...), Reason: "a test"},
		&types.EventResolutionSubmitted{ResolutionId: id, MemberId: memberID})
}

func (f fixture) vote(id uint64, choice types.VoteChoice, memberIDs ...string) {
	f.t.Helper()
	for _, memberID := range memberIDs {
		f.emits(&types.MsgVoteResolution{Governor: governor(memberID), ResolutionId: id, Choice: choice},
			&types.EventResolutionVoted{ResolutionId: id, MemberId: memberID, Choice: choice})
	}
}

// pass submits messages for pboc and lets just enough members agree.
func (f fixture) pass(id uint64, msgs ...proto.Message) {
	f.t.Helper()
	f.submit(pboc, id, msgs...)
	f.vote(id, types.VOTE_CHOICE_YES, icbc, abc, boc)
	require.Equal(f.t, types.RESOLUTION_STATUS_PASSED, f.resolution(id).Status)
}

// openWallet makes the holder a customer of icbc-sz, which gives that member an obligation.
func (f fixture) openWallet(holder testutil.Actor) {
	f.t.Helper()
	f.MustSend(&currency.MsgOpenWallet{
		Teller: address(icbc, "teller"), Address: holder.String(), Class: currency.WALLET_CLASS_I,
		Kind: currency.WALLET_KIND_PERSONAL, Region: "440300", CustomerRef: make([]byte, 32), Carrier: currency.CARRIER_APP,
	})
}
