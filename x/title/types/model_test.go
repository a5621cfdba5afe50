package types_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/x/title/types"
)

// anyAct is by anybody, of any kind, naming anything: most are refused.
func anyAct(t *rapid.T, _ types.Title) types.Act {
	wallets := []string{"", line, shipper, buyer, agent}
	draw := func(name string, from []string) string { return rapid.SampledFrom(from).Draw(t, name) }
	return types.Act{
		Kind: types.ActKind(rapid.IntRange(1, len(types.ActKind_name)).Draw(t, "kind")),
		By:   draw("by", append(slices.Clone(wallets[1:]), trader)), Holder: draw("holder", wallets), Beneficiary: draw("beneficiary", wallets),
		BankId: draw("bank", []string{icbc, icbc, boc}), Reference: loan, Reason: "drill",
		Commitment: commitment(byte(rapid.IntRange(1, 2).Draw(t, "commitment"))), ConsentsTo: types.ActKind(rapid.IntRange(1, 16).Draw(t, "consents to")),
	}
}

// likely is an act that a party could want now, so that long lives come about; what it names may still be wrong.
func likely(t *rapid.T, title types.Title) types.Act {
	wallet := func(name string) string { return rapid.SampledFrom([]string{shipper, buyer, agent}).Draw(t, name) }
	one := func(acts ...types.Act) types.Act { return acts[rapid.IntRange(0, len(acts)-1).Draw(t, "act")] }
	switch title.Status {
	case types.TITLE_STATUS_ISSUED:
	case types.TITLE_STATUS_PAPER:
		back := fromPaper()
		back.Holder, back.Beneficiary = wallet("holder"), wallet("beneficiary")
		return back
	default:
		asked := amend()
		asked.Commitment = title.RequestedCommitment
		return one(refuseSurrender(), asked, toPaper(), release(), refuseSurrender(), asked, toPaper(), accomplish())
	}
	wanted := surrender(title.Holder, forAmendment)
	wanted.Commitment = commitment(byte(rapid.IntRange(1, 2).Draw(t, "content")))
	moves := []types.Act{
		transfer(title.Holder, wallet("to"), ""), transfer(title.Holder, wallet("to"), wallet("for")), endorse(title.Holder, title.Nominee), wanted,
		surrender(title.Holder, forPaper), surrender(title.Holder, forDelivery),
	}
	if c := title.Consent; c != nil && rapid.IntRange(0, 3).Draw(t, "as consented") > 0 {
		return types.Act{Kind: c.Kind, By: title.Holder, Holder: c.Holder, Beneficiary: c.Beneficiary, Commitment: c.Commitment}
	}
	if title.Pledge != nil && !title.IsPledged() {
		return one(accept(), accept(), accept(), nominate(title.Beneficiary, wallet("nominee")))
	}
	return one(append(moves, nominate(title.Beneficiary, wallet("nominee")), reject(title.Holder), reject(title.Beneficiary), offer(title.Holder),
		offer(title.Holder), release(), consent(one(moves...)), consent(one(moves...)))...)
}

// TestModel does random acts, and after each compares what became of the title with the invariants of the README.
func TestModel(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		l := issued(t)
		for range rapid.IntRange(20, 60).Draw(r, "acts") {
			was, draw := l.title, likely
			if rapid.IntRange(0, 4).Draw(r, "how") == 0 {
				draw = anyAct
			}
			act := l.next(draw(r, was))
			title, err := was.Apply(act)
			if err != nil {
				require.Equal(r, was, title, "what is refused changes nothing")
				continue
			}
			requireSound(r, was, title, act)
			l.title, l.acts = title, append(l.acts, act)
		}
		state := &types.GenesisState{Carriers: []types.Carrier{registered(t)}, Titles: []types.Title{l.title}, Acts: l.acts}
		require.NoError(r, types.ValidateGenesis(state), "a title is what its acts lead to")
	})
}

func requireSound(t require.TestingT, was, title types.Title, act types.Act) {
	paper := title.Status == types.TITLE_STATUS_PAPER
	require.Equal(t, paper, title.Holder == "", "one holder, or paper")
	require.Equal(t, paper, title.Beneficiary == "", "one beneficiary, or paper")
	require.NotEqual(t, line, title.Holder, "never the carrier")
	require.NotEqual(t, line, title.Beneficiary, "never the carrier")

	moved := was.Holder != title.Holder || was.Beneficiary != title.Beneficiary
	restored := was.Before != nil && *was.Before == types.Control{Holder: title.Holder, Beneficiary: title.Beneficiary, Nominee: title.Nominee}
	media := paper || was.Status == types.TITLE_STATUS_PAPER
	if moved {
		require.True(t, act.By == was.Holder || restored || media, "only the holder moves it: %v", act)
	}
	surrendered := was.Status == types.TITLE_STATUS_ISSUED && title.Status != types.TITLE_STATUS_ISSUED
	if was.Pledgee() != "" && (moved || surrendered) {
		require.True(t, was.Consent != nil && was.Consent.Kind == act.Kind || restored || paper, "not without the pledgee: %v", act)
	}
	if string(was.ContentCommitment) != string(title.ContentCommitment) {
		require.Equal(t, line, act.By, "only the carrier changes what it says")
		require.Equal(t, was.Version+1, title.Version)
	}
	if was.Pledgee() != "" && title.Pledgee() == "" {
		ends := []types.ActKind{types.ACT_KIND_RELEASE, types.ACT_KIND_ACCOMPLISH, types.ACT_KIND_CHANGE_TO_PAPER}
		require.Contains(t, ends, act.Kind)
	}
}
