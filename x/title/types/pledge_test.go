package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

// movements are the acts that a pledge stops.
func movements() []types.Act {
	return []types.Act{
		endorse(shipper, buyer), transfer(shipper, buyer, buyer), transfer(shipper, agent, ""), surrender(shipper, forDelivery),
		surrender(shipper, forAmendment), surrender(shipper, forPaper),
	}
}

func TestOfferOfAPledge(t *testing.T) {
	l := issued(t)
	for _, change := range []func(*types.Act){func(a *types.Act) { a.BankId = "X" }, func(a *types.Act) { a.Reference = "" }} {
		broken := offer(shipper)
		change(&broken)
		l.refuse(broken, currencytypes.ErrIdentifier, "breaks the length rule")
	}
	l.refuse(accept(), types.ErrNotPledged, "the last act offered no pledge")
	l.do(offer(shipper))
	require.Equal(t, &types.Pledge{BankId: icbc, Reference: loan}, l.title.Pledge)
	require.False(t, l.title.IsPledged())
	other := accept()
	other.Reference = "LOAN-2"
	l.refuse(other, types.ErrNotPledged, `under reference LOAN-1, asked "LOAN-2"`)
	l.refuse(release(), types.ErrNotPledged, "has no pledge in force")
	// It stops nothing, and is over with the next act.
	l.do(nominate(shipper, buyer))
	require.Nil(t, l.title.Pledge)
	l.refuse(accept(), types.ErrNotPledged, "offered no pledge")
	l.do(offer(shipper))
	l.do(accept())
	require.Equal(t, &types.Pledge{BankId: icbc, Reference: loan, AcceptedBy: trader}, l.title.Pledge)
	require.Equal(t, icbc, l.title.Pledgee())
	l.refuse(offer(shipper), types.ErrPledged, "to icbc-sz already")
	l.refuse(accept(), types.ErrNotPledged, "offered no pledge")
}

func TestAPledgedTitleDoesNotMove(t *testing.T) {
	for _, act := range movements() {
		l := pledged(t, nominate(shipper, buyer))
		l.refuse(act, types.ErrPledged, "it must release the title, or consent to exactly this act")
		for _, other := range movements() {
			if other.Kind != act.Kind || other.Holder != act.Holder {
				consented := pledged(t, nominate(shipper, buyer), consent(other))
				consented.refuse(act, types.ErrPledged, "to icbc-sz")
			}
		}
		l.do(consent(act))
		l.do(act)
		require.True(t, l.title.IsPledged(), "%s leaves the pledge", act.Kind)
		free := pledged(t, nominate(shipper, buyer), release())
		require.Nil(t, free.title.Pledge)
		free.do(act)
	}
	mute := release()
	mute.Reason = ""
	pledged(t).refuse(mute, currencytypes.ErrReason, "has 0 bytes")
}

func TestConsentNamesTheActAndHoldsOnce(t *testing.T) {
	move := transfer(shipper, buyer, "")
	l := pledged(t, consent(move))
	for _, change := range []func(*types.Act){
		func(a *types.Act) { a.Holder = agent },
		func(a *types.Act) { a.Beneficiary = buyer },
		func(a *types.Act) { a.Commitment = commitment(7) },
	} {
		other := move
		change(&other)
		l.refuse(other, types.ErrPledged, "exactly this act")
	}
	l.do(nominate(shipper, agent))
	require.Nil(t, l.title.Consent)
	l.refuse(move, types.ErrPledged, "right before it")
	l.do(consent(move))
	l.do(move)
	l.refuse(transfer(buyer, shipper, ""), types.ErrPledged, "exactly this act")
	l.do(reject(buyer))
	l.requireHands(shipper, shipper, agent)
	require.True(t, l.title.IsPledged(), "a rejection undoes the transfer, not the pledge")
	for _, free := range []types.Act{nominate(shipper, buyer), offer(shipper), reject(buyer), accomplish(), {}} {
		l.refuse(consent(free), types.ErrConsent, free.Kind.String())
	}
}

func TestThePledgeEnds(t *testing.T) {
	delivered := pledged(t, consent(surrender(shipper, forDelivery)), surrender(shipper, forDelivery), accomplish())
	require.Nil(t, delivered.title.Pledge)
	paper := pledged(t, consent(surrender(shipper, forPaper)), surrender(shipper, forPaper), toPaper())
	require.Nil(t, paper.title.Pledge)
	amended := pledged(t, consent(surrender(shipper, forAmendment)), surrender(shipper, forAmendment), amend())
	require.True(t, amended.title.IsPledged())
	for _, kind := range []types.ActKind{forDelivery, forAmendment, forPaper} {
		surrendered := pledged(t, consent(surrender(shipper, kind)), surrender(shipper, kind))
		status := surrendered.title.Status
		surrendered.do(release())
		require.Equal(t, status, surrendered.title.Status)
		surrendered.do(refuseSurrender())
		surrendered.do(transfer(shipper, buyer, buyer))
	}
}
