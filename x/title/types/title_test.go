package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

const (
	forDelivery  = types.ACT_KIND_SURRENDER_FOR_DELIVERY
	forAmendment = types.ACT_KIND_SURRENDER_FOR_AMENDMENT
	forPaper     = types.ACT_KIND_SURRENDER_FOR_PAPER
)

// TestEveryStatusAndAct has the table of the README: each act in each status, by who may do it, of a title that allows it otherwise.
func TestEveryStatusAndAct(t *testing.T) {
	const (
		none = types.TITLE_STATUS_UNSPECIFIED
		in   = types.TITLE_STATUS_ISSUED
		del  = types.TITLE_STATUS_SURRENDERED_FOR_DELIVERY
		amd  = types.TITLE_STATUS_SURRENDERED_FOR_AMENDMENT
		pap  = types.TITLE_STATUS_SURRENDERED_FOR_PAPER
		done = types.TITLE_STATUS_ACCOMPLISHED
		out  = types.TITLE_STATUS_PAPER
	)
	statuses := map[types.TitleStatus]func(*testing.T) *life{
		none: func(t *testing.T) *life { t.Helper(); return live(t) },
		in:   func(t *testing.T) *life { t.Helper(); return issued(t) },
		del:  func(t *testing.T) *life { t.Helper(); return issued(t, surrender(shipper, forDelivery)) },
		amd:  func(t *testing.T) *life { t.Helper(); return issued(t, surrender(shipper, forAmendment)) },
		pap:  func(t *testing.T) *life { t.Helper(); return issued(t, surrender(shipper, forPaper)) },
		done: func(t *testing.T) *life { t.Helper(); return issued(t, surrender(shipper, forDelivery), accomplish()) },
		out:  func(t *testing.T) *life { t.Helper(); return issued(t, surrender(shipper, forPaper), toPaper()) },
	}
	for _, test := range []struct {
		act types.Act
		to  map[types.TitleStatus]types.TitleStatus
	}{
		{issue(), map[types.TitleStatus]types.TitleStatus{none: in}},
		{nominate(shipper, buyer), map[types.TitleStatus]types.TitleStatus{in: in}},
		{transfer(shipper, buyer, buyer), map[types.TitleStatus]types.TitleStatus{in: in}},
		{offer(shipper), map[types.TitleStatus]types.TitleStatus{in: in}},
		{surrender(shipper, forDelivery), map[types.TitleStatus]types.TitleStatus{in: del}},
		{surrender(shipper, forAmendment), map[types.TitleStatus]types.TitleStatus{in: amd}},
		{surrender(shipper, forPaper), map[types.TitleStatus]types.TitleStatus{in: pap}},
		{refuseSurrender(), map[types.TitleStatus]types.TitleStatus{del: in, amd: in, pap: in}},
		{accomplish(), map[types.TitleStatus]types.TitleStatus{del: done}},
		{amend(), map[types.TitleStatus]types.TitleStatus{amd: in}},
		{toPaper(), map[types.TitleStatus]types.TitleStatus{pap: out}},
		{fromPaper(), map[types.TitleStatus]types.TitleStatus{out: in}},
		// These need more than a status; they are here for where they are refused.
		{endorse(shipper, buyer), map[types.TitleStatus]types.TitleStatus{in: none}},
		{reject(buyer), map[types.TitleStatus]types.TitleStatus{in: none}},
		{accept(), map[types.TitleStatus]types.TitleStatus{in: none}},
		{consent(transfer(shipper, buyer, "")), map[types.TitleStatus]types.TitleStatus{in: none}},
		{release(), map[types.TitleStatus]types.TitleStatus{in: none, del: none, amd: none, pap: none}},
		{types.Act{By: line}, nil},
	} {
		for from, at := range statuses {
			t.Run(test.act.Kind.String()+" "+from.String(), func(t *testing.T) {
				l := at(t)
				to, allowed := test.to[from]
				if !allowed {
					l.refuse(test.act, types.ErrTitleStatus, "cannot "+test.act.Kind.String())
					return
				}
				title, err := l.title.Apply(l.next(test.act))
				if to == none {
					require.NotErrorIs(t, err, types.ErrTitleStatus)
					return
				}
				require.NoError(t, err)
				require.Equal(t, to, title.Status)
				require.Equal(t, l.title.Acts+1, title.Acts)
			})
		}
	}
}

func TestIssue(t *testing.T) {
	l := issued(t)
	require.Equal(t, types.Title{
		Id: id, Carrier: line, Status: types.TITLE_STATUS_ISSUED, Holder: shipper, Beneficiary: shipper, ContentCommitment: commitment(1), Version: 1,
		Acts: 1,
	}, l.title)
	for name, test := range map[string]struct {
		change func(*types.Act)
		err    error
		says   string
	}{
		"commitment":     {func(a *types.Act) { a.Commitment = nil }, singlewindowtypes.ErrCommitment, "content_commitment has 0 bytes"},
		"no holder":      {func(a *types.Act) { a.Holder = "" }, types.ErrParty, "name a holder and a beneficiary"},
		"no beneficiary": {func(a *types.Act) { a.Beneficiary = "" }, types.ErrParty, "name a holder and a beneficiary"},
		"to itself":      {func(a *types.Act) { a.Holder = line }, types.ErrParty, "the carrier " + line + " gets it by surrender only"},
		"for itself":     {func(a *types.Act) { a.Beneficiary = line }, types.ErrParty, "by surrender only"},
		"holder":         {func(a *types.Act) { a.Holder = "x" }, consortiumtypes.ErrInvalidAddress, "x"},
		"beneficiary":    {func(a *types.Act) { a.Beneficiary = "x" }, consortiumtypes.ErrInvalidAddress, "x"},
		"by":             {func(a *types.Act) { a.By = "x" }, consortiumtypes.ErrInvalidAddress, "x"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := issue()
			test.change(&broken)
			live(t).refuse(broken, test.err, test.says)
		})
	}
}

func TestActsAreNumbered(t *testing.T) {
	l := issued(t)
	for _, number := range []uint32{0, 1, 3} {
		act := l.next(transfer(shipper, buyer, ""))
		act.Number = number
		_, err := l.title.Apply(act)
		require.ErrorIs(t, err, types.ErrAct)
		require.ErrorContains(t, err, "the next act is number 2")
	}
	act := l.next(transfer(shipper, buyer, ""))
	act.TitleId = "9"
	_, err := l.title.Apply(act)
	require.ErrorIs(t, err, singlewindowtypes.ErrDocumentID)
}

// TestStrangersDoNothing has each act by everybody for whom it is not.
func TestStrangersDoNothing(t *testing.T) {
	surrendered := func(kind types.ActKind) *life { return issued(t, surrender(shipper, kind)) }
	held := issued(t, transfer(shipper, agent, ""))
	for _, test := range []struct {
		at  *life
		act types.Act
		by  []string
	}{
		{held, nominate("", buyer), []string{shipper}},
		{issued(t, nominate(shipper, buyer), transfer(shipper, agent, "")), endorse("", buyer), []string{agent}},
		{held, transfer("", buyer, ""), []string{agent}},
		{held, transfer("", buyer, buyer), nil},
		{held, reject(""), []string{agent}},
		{held, offer(""), nil},
		{held, surrender("", forDelivery), nil},
		{held, surrender("", forAmendment), nil},
		{held, surrender("", forPaper), nil},
		{issued(t), surrender("", forPaper), []string{shipper}},
		{surrendered(forDelivery), refuseSurrender(), []string{line}},
		{surrendered(forDelivery), accomplish(), []string{line}},
		{surrendered(forAmendment), amend(), []string{line}},
		{surrendered(forPaper), toPaper(), []string{line}},
		{issued(t, surrender(shipper, forPaper), toPaper()), fromPaper(), []string{line}},
	} {
		for _, by := range []string{line, shipper, buyer, agent, trader} {
			act := test.act
			act.By = by
			if len(test.by) > 0 && test.by[0] == by {
				_, err := test.at.title.Apply(test.at.next(act))
				require.NoError(t, err, "%s by %s", act.Kind, by)
				continue
			}
			test.at.refuse(act, types.ErrNotEntitled, act.Kind.String())
		}
	}
	for _, act := range []types.Act{consent(transfer(shipper, buyer, "")), release()} {
		act.BankId = boc
		pledged(t).refuse(act, types.ErrNotEntitled, "is for icbc-sz, not for boc-sz")
	}
	act := accept()
	act.BankId = boc
	issued(t, offer(shipper)).refuse(act, types.ErrNotEntitled, "is for icbc-sz, not for boc-sz")
}

func TestHandsChange(t *testing.T) {
	l := issued(t)
	l.refuse(nominate(shipper, line), types.ErrParty, "its carrier")
	l.refuse(nominate(shipper, shipper), types.ErrParty, "its beneficiary already")
	l.refuse(endorse(shipper, buyer), types.ErrNominee, `nominates "", asked`)
	l.refuse(endorse(shipper, ""), types.ErrNominee, `nominates ""`)
	l.do(nominate(shipper, buyer))
	l.requireHands(shipper, shipper, buyer)
	l.refuse(endorse(shipper, agent), types.ErrNominee, agent)
	l.do(transfer(shipper, agent, ""))
	l.requireHands(agent, shipper, buyer)
	l.do(endorse(agent, buyer))
	l.requireHands(agent, buyer, "")
	l.do(nominate(buyer, shipper))
	l.do(nominate(buyer, ""))
	l.requireHands(agent, buyer, "")
	l.refuse(transfer(agent, agent, ""), types.ErrParty, "already")
	l.refuse(transfer(agent, line, ""), types.ErrParty, "by surrender only")
	l.refuse(transfer(agent, "", ""), types.ErrParty, "name a holder")
	l.do(transfer(agent, buyer, ""))
	l.requireHands(buyer, buyer, "")
	l.do(nominate(buyer, agent))
	l.refuse(transfer(buyer, shipper, line), types.ErrParty, "by surrender only")
	l.do(transfer(buyer, buyer, shipper))
	l.requireHands(buyer, shipper, "")
}

func TestRejectionIsTheVeryNextAct(t *testing.T) {
	l := issued(t, nominate(shipper, buyer))
	l.refuse(reject(shipper), types.ErrNothingToReject, "act 2")
	l.do(transfer(shipper, agent, agent))
	l.requireHands(agent, agent, "")
	l.do(reject(agent))
	l.requireHands(shipper, shipper, buyer)
	l.refuse(reject(shipper), types.ErrNothingToReject, "act 4")
	l.do(endorse(shipper, buyer))
	l.refuse(reject(shipper), types.ErrNotEntitled, "who became holder or beneficiary by act 5")
	l.do(reject(buyer))
	l.requireHands(shipper, shipper, buyer)
	l.do(transfer(shipper, agent, buyer))
	// Either of those to whom it was.
	for _, by := range []string{agent, buyer} {
		_, err := l.title.Apply(l.next(reject(by)))
		require.NoError(t, err)
	}
	l.do(nominate(buyer, shipper))
	l.refuse(reject(agent), types.ErrNothingToReject, "act 8")
}

func TestSurrender(t *testing.T) {
	t.Run("delivery", func(t *testing.T) {
		l := issued(t, surrender(shipper, forDelivery), refuseSurrender())
		require.True(t, l.title.IsLive())
		l.do(surrender(shipper, forDelivery))
		l.do(accomplish())
		require.False(t, l.title.IsLive())
		require.Empty(t, l.title.Parties())
		l.requireHands(shipper, shipper, "")
	})
	t.Run("amendment", func(t *testing.T) {
		l := issued(t)
		same, none, other := surrender(shipper, forAmendment), surrender(shipper, forAmendment), amend()
		same.Commitment, none.Commitment, other.Commitment = commitment(1), nil, commitment(3)
		l.refuse(same, types.ErrAmendment, "the content that it has, version 1")
		l.refuse(none, singlewindowtypes.ErrCommitment, "has 0 bytes")
		l.do(surrender(shipper, forAmendment))
		l.refuse(other, types.ErrAmendment, "refuse the surrender instead")
		l.do(refuseSurrender())
		require.Empty(t, l.title.RequestedCommitment)
		l.do(surrender(shipper, forAmendment))
		l.do(amend())
		require.Equal(t, types.Title{
			Id: id, Carrier: line, Status: types.TITLE_STATUS_ISSUED, Holder: shipper, Beneficiary: shipper, ContentCommitment: commitment(2), Version: 2,
			Acts: 5,
		}, l.title)
	})
	t.Run("paper and back", func(t *testing.T) {
		l := issued(t, nominate(shipper, buyer), surrender(shipper, forPaper))
		none := toPaper()
		none.Commitment = nil
		l.refuse(none, singlewindowtypes.ErrCommitment, "paper_commitment")
		l.do(toPaper())
		l.requireHands("", "", "")
		require.Equal(t, commitment(3), l.title.PaperCommitment)
		none = fromPaper()
		none.Commitment = nil
		l.refuse(none, singlewindowtypes.ErrCommitment, "content_commitment")
		l.do(fromPaper())
		require.Equal(t, types.Title{
			Id: id, Carrier: line, Status: types.TITLE_STATUS_ISSUED, Holder: agent, Beneficiary: buyer, ContentCommitment: commitment(4), Version: 2,
			Acts: 5,
		}, l.title)
	})
	mute := refuseSurrender()
	mute.Reason = ""
	issued(t, surrender(shipper, forPaper)).refuse(mute, currencytypes.ErrReason, "has 0 bytes")
	for purpose, kind := range map[types.SurrenderPurpose]types.ActKind{
		types.SURRENDER_PURPOSE_DELIVERY: forDelivery, types.SURRENDER_PURPOSE_AMENDMENT: forAmendment, types.SURRENDER_PURPOSE_PAPER: forPaper,
	} {
		got, err := purpose.Kind()
		require.NoError(t, err)
		require.Equal(t, kind, got)
	}
	_, err := types.SurrenderPurpose(0).Kind()
	require.ErrorIs(t, err, types.ErrPurpose)
}

func TestParties(t *testing.T) {
	require.Equal(t, []string{line, shipper}, issued(t).title.Parties())
	require.Equal(t, []string{line, shipper}, issued(t, offer(shipper)).title.Parties(), "an offer binds nobody")
	held := pledged(t, nominate(shipper, buyer), consent(transfer(shipper, agent, "")), transfer(shipper, agent, "")).title
	require.Equal(t, []string{line, agent, shipper, icbc}, held.Parties(), "a nominee is bound to nothing")
	require.Empty(t, issued(t, surrender(shipper, forPaper), toPaper()).title.Parties())
	before := issued(t)
	after := issued(t, transfer(shipper, agent, buyer))
	require.Equal(t, []string{agent, buyer}, after.title.Joined(before.title, after.acts[1]))
	wished := issued(t, nominate(shipper, buyer))
	require.Equal(t, []string{buyer}, wished.title.Joined(before.title, wished.acts[1]))
}
