package types

import (
	"bytes"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// rules has every kind of act.
var rules = map[ActKind]rule{
	ACT_KIND_ISSUE:                   {by: anybody, do: issue},
	ACT_KIND_NOMINATE:                {by: beneficiary, do: nominate},
	ACT_KIND_ENDORSE:                 {by: holder, do: endorse},
	ACT_KIND_TRANSFER:                {by: holder, do: transfer},
	ACT_KIND_REJECT:                  {by: recipient, do: reject},
	ACT_KIND_OFFER_PLEDGE:            {by: owner, do: offerPledge},
	ACT_KIND_ACCEPT_PLEDGE:           {by: offeree, do: acceptPledge},
	ACT_KIND_CONSENT:                 {by: pledgee, do: consent},
	ACT_KIND_RELEASE:                 {by: pledgee, do: release},
	ACT_KIND_SURRENDER_FOR_DELIVERY:  {by: owner, do: surrender},
	ACT_KIND_SURRENDER_FOR_AMENDMENT: {by: owner, do: surrenderForAmendment},
	ACT_KIND_SURRENDER_FOR_PAPER:     {by: owner, do: surrender},
	ACT_KIND_REFUSE_SURRENDER:        {by: carrier, do: refuseSurrender},
	ACT_KIND_ACCOMPLISH:              {by: carrier, do: endPledge},
	ACT_KIND_AMEND:                   {by: carrier, do: amend},
	ACT_KIND_CHANGE_TO_PAPER:         {by: carrier, do: changeToPaper},
	ACT_KIND_CHANGE_FROM_PAPER:       {by: carrier, do: changeFromPaper},
}

// Kind is the act by which a title is surrendered for the purpose (ErrPurpose).
func (p SurrenderPurpose) Kind() (ActKind, error) {
	switch p {
	case SURRENDER_PURPOSE_DELIVERY:
		return ACT_KIND_SURRENDER_FOR_DELIVERY, nil
	case SURRENDER_PURPOSE_AMENDMENT:
		return ACT_KIND_SURRENDER_FOR_AMENDMENT, nil
	case SURRENDER_PURPOSE_PAPER:
		return ACT_KIND_SURRENDER_FOR_PAPER, nil
	default:
		return 0, ErrPurpose.Wrapf("%s: a title is surrendered for delivery, amendment or paper", p)
	}
}

// check looks at the act alone.
func (a Act) check() error {
	if _, err := singlewindowtypes.ParseDocumentID(a.TitleId); err != nil {
		return err
	}
	if _, err := consortiumtypes.ParseAddress(a.By); err != nil {
		return err
	}
	for _, wallet := range []string{a.Holder, a.Beneficiary} {
		if wallet == "" {
			continue
		}
		if _, err := consortiumtypes.ParseAddress(wallet); err != nil {
			return err
		}
	}
	return nil
}

func anybody(Title, Act) error { return nil }

func carrier(t Title, a Act) error     { return mustBe("carrier", t.Carrier, t, a) }
func holder(t Title, a Act) error      { return mustBe("holder", t.Holder, t, a) }
func beneficiary(t Title, a Act) error { return mustBe("beneficiary", t.Beneficiary, t, a) }

// owner is who has the title for itself.
func owner(t Title, a Act) error {
	if err := holder(t, a); err != nil {
		return err
	}
	return beneficiary(t, a)
}

func mustBe(role, party string, t Title, a Act) error {
	if a.By != party {
		return ErrNotEntitled.Wrapf("%s: %s is for its %s, %s, not for %s", t.name(), a.Kind, role, party, a.By)
	}
	return nil
}

// recipient is who got something by the last act.
func recipient(t Title, a Act) error {
	if t.Before == nil {
		return ErrNothingToReject.Wrapf("%s, act %d", t.name(), t.Acts)
	}
	gotHold := t.Before.Holder != t.Holder && a.By == t.Holder
	gotBenefit := t.Before.Beneficiary != t.Beneficiary && a.By == t.Beneficiary
	if !gotHold && !gotBenefit {
		return ErrNotEntitled.Wrapf("%s: %s is for who became holder or beneficiary by act %d, not for %s", t.name(), a.Kind, t.Acts, a.By)
	}
	return nil
}

// offeree is the bank to which a pledge was offered by the last act.
func offeree(t Title, a Act) error {
	if t.Pledge == nil || t.IsPledged() {
		return ErrNotPledged.Wrapf("%s: the last act offered no pledge", t.name())
	}
	return mustActFor(t, a)
}

func pledgee(t Title, a Act) error {
	if !t.IsPledged() {
		return ErrNotPledged.Wrapf("%s has no pledge in force", t.name())
	}
	return mustActFor(t, a)
}

func mustActFor(t Title, a Act) error {
	if a.BankId != t.Pledge.BankId {
		return ErrNotEntitled.Wrapf("%s: %s is for %s, not for %s", t.name(), a.Kind, t.Pledge.BankId, a.BankId)
	}
	return nil
}

func issue(next *Title, _ Title, a Act) error {
	next.Id, next.Carrier, next.ContentCommitment, next.Version = a.TitleId, a.By, a.Commitment, 1
	if err := checkContent(a.Commitment); err != nil {
		return err
	}
	return next.place(a.Holder, a.Beneficiary)
}

// nominate is a wish: only the holder makes the nominee the beneficiary.
func nominate(next *Title, was Title, a Act) error {
	if a.Beneficiary == was.Carrier || a.Beneficiary == was.Beneficiary {
		return ErrParty.Wrapf("%s: nominee %s is its carrier, or its beneficiary already", was.name(), a.Beneficiary)
	}
	next.Nominee = a.Beneficiary
	return nil
}

func endorse(next *Title, was Title, a Act) error {
	if was.Nominee == "" || a.Beneficiary != was.Nominee {
		return ErrNominee.Wrapf("%s: its beneficiary nominates %q, asked %q", was.name(), was.Nominee, a.Beneficiary)
	}
	next.Before = was.control()
	return next.place(was.Holder, was.Nominee)
}

// transfer hands over, and the beneficiary's right along with it if that is the holder's own.
func transfer(next *Title, was Title, a Act) error {
	to := a.Beneficiary
	if to == "" {
		to = was.Beneficiary
	} else if err := beneficiary(was, a); err != nil {
		return err
	}
	if a.Holder == was.Holder && to == was.Beneficiary {
		return ErrParty.Wrapf("%s is with holder %s for beneficiary %s already", was.name(), a.Holder, to)
	}
	next.Before = was.control()
	return next.place(a.Holder, to)
}

func reject(next *Title, was Title, _ Act) error {
	next.Holder, next.Beneficiary, next.Nominee = was.Before.Holder, was.Before.Beneficiary, was.Before.Nominee
	return nil
}

// offerPledge needs no consent, because there is one pledgee at a time.
func offerPledge(next *Title, was Title, a Act) error {
	if was.IsPledged() {
		return ErrPledged.Wrapf("%s is pledged to %s already: it must release the title first", was.name(), was.Pledge.BankId)
	}
	if _, err := currencytypes.ParseMemberID(a.BankId); err != nil {
		return err
	}
	if _, err := currencytypes.ParseReference("reference", a.Reference); err != nil {
		return err
	}
	next.Pledge = &Pledge{BankId: a.BankId, Reference: a.Reference}
	return nil
}

func acceptPledge(next *Title, was Title, a Act) error {
	if a.Reference != was.Pledge.Reference {
		return ErrNotPledged.Wrapf("%s is offered under reference %s, asked %.40q", was.name(), was.Pledge.Reference, a.Reference)
	}
	next.Pledge = &Pledge{BankId: was.Pledge.BankId, Reference: was.Pledge.Reference, AcceptedBy: a.By}
	return nil
}

func consent(next *Title, was Title, a Act) error {
	if !moving[a.ConsentsTo] {
		return ErrConsent.Wrapf("%s: %s", was.name(), a.ConsentsTo)
	}
	next.Consent = &Consent{Kind: a.ConsentsTo, Holder: a.Holder, Beneficiary: a.Beneficiary, Commitment: a.Commitment}
	return nil
}

func release(next *Title, was Title, a Act) error {
	if err := currencytypes.CheckReason(a.Reason); err != nil {
		return err
	}
	return endPledge(next, was, a)
}

func endPledge(next *Title, _ Title, _ Act) error {
	next.Pledge = nil
	return nil
}

func surrender(*Title, Title, Act) error { return nil }

func surrenderForAmendment(next *Title, was Title, a Act) error {
	if err := checkContent(a.Commitment); err != nil {
		return err
	}
	if bytes.Equal(a.Commitment, was.ContentCommitment) {
		return ErrAmendment.Wrapf("%s: asked for the content that it has, version %d", was.name(), was.Version)
	}
	next.RequestedCommitment = a.Commitment
	return nil
}

func refuseSurrender(next *Title, _ Title, a Act) error {
	next.RequestedCommitment = nil
	return currencytypes.CheckReason(a.Reason)
}

func amend(next *Title, was Title, a Act) error {
	if !bytes.Equal(a.Commitment, was.RequestedCommitment) {
		return ErrAmendment.Wrapf("%s: asked for %X, not for %X; refuse the surrender instead", was.name(), was.RequestedCommitment, a.Commitment)
	}
	next.ContentCommitment, next.RequestedCommitment = a.Commitment, nil
	next.Version++
	return nil
}

// changeToPaper leaves nobody in control here (MLETR Art. 18).
func changeToPaper(next *Title, was Title, a Act) error {
	if err := singlewindowtypes.CheckCommitment("paper_commitment", a.Commitment); err != nil {
		return err
	}
	next.PaperCommitment = a.Commitment
	next.Holder, next.Beneficiary, next.Nominee = "", "", ""
	return endPledge(next, was, a)
}

// changeFromPaper begins anew with who gave the paper back (MLETR Art. 17).
func changeFromPaper(next *Title, _ Title, a Act) error {
	if err := checkContent(a.Commitment); err != nil {
		return err
	}
	next.ContentCommitment, next.PaperCommitment = a.Commitment, nil
	next.Version++
	return next.place(a.Holder, a.Beneficiary)
}
