package types

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/dcep-consortium/dcepd/lifecycle"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// titleTransitions is the life of a title. Of one with the zero status nothing is on record yet.
var titleTransitions = lifecycle.Table[TitleStatus, ActKind]{
	TITLE_STATUS_UNSPECIFIED: {ACT_KIND_ISSUE: TITLE_STATUS_ISSUED},
	TITLE_STATUS_ISSUED: {
		ACT_KIND_NOMINATE:                TITLE_STATUS_ISSUED,
		ACT_KIND_ENDORSE:                 TITLE_STATUS_ISSUED,
		ACT_KIND_TRANSFER:                TITLE_STATUS_ISSUED,
		ACT_KIND_REJECT:                  TITLE_STATUS_ISSUED,
		ACT_KIND_OFFER_PLEDGE:            TITLE_STATUS_ISSUED,
		ACT_KIND_ACCEPT_PLEDGE:           TITLE_STATUS_ISSUED,
		ACT_KIND_CONSENT:                 TITLE_STATUS_ISSUED,
		ACT_KIND_RELEASE:                 TITLE_STATUS_ISSUED,
		ACT_KIND_SURRENDER_FOR_DELIVERY:  TITLE_STATUS_SURRENDERED_FOR_DELIVERY,
		ACT_KIND_SURRENDER_FOR_AMENDMENT: TITLE_STATUS_SURRENDERED_FOR_AMENDMENT,
		ACT_KIND_SURRENDER_FOR_PAPER:     TITLE_STATUS_SURRENDERED_FOR_PAPER,
	},
	TITLE_STATUS_SURRENDERED_FOR_DELIVERY: {
		ACT_KIND_RELEASE:          TITLE_STATUS_SURRENDERED_FOR_DELIVERY,
		ACT_KIND_REFUSE_SURRENDER: TITLE_STATUS_ISSUED,
		ACT_KIND_ACCOMPLISH:       TITLE_STATUS_ACCOMPLISHED,
	},
	TITLE_STATUS_SURRENDERED_FOR_AMENDMENT: {
		ACT_KIND_RELEASE:          TITLE_STATUS_SURRENDERED_FOR_AMENDMENT,
		ACT_KIND_REFUSE_SURRENDER: TITLE_STATUS_ISSUED,
		ACT_KIND_AMEND:            TITLE_STATUS_ISSUED,
	},
	TITLE_STATUS_SURRENDERED_FOR_PAPER: {
		ACT_KIND_RELEASE:          TITLE_STATUS_SURRENDERED_FOR_PAPER,
		ACT_KIND_REFUSE_SURRENDER: TITLE_STATUS_ISSUED,
		ACT_KIND_CHANGE_TO_PAPER:  TITLE_STATUS_PAPER,
	},
	TITLE_STATUS_PAPER: {ACT_KIND_CHANGE_FROM_PAPER: TITLE_STATUS_ISSUED},
}

// rule is what holds of one kind of act beside the table of transitions.
type rule struct {
	// by fails unless the act is for who does it.
	by func(Title, Act) error
	// do changes the title that was.
	do func(next *Title, was Title, act Act) error
}

// moving are the acts by which control moves, or the content changes: those that a pledged title does not do without its pledgee.
var moving = map[ActKind]bool{
	ACT_KIND_ENDORSE: true, ACT_KIND_TRANSFER: true, ACT_KIND_SURRENDER_FOR_DELIVERY: true, ACT_KIND_SURRENDER_FOR_AMENDMENT: true,
	ACT_KIND_SURRENDER_FOR_PAPER: true,
}

// Apply does the next act. A title is what its acts, in their order, lead to; nothing else ever changes it (MLETR Art. 10, 11). It fails
// with ErrAct, ErrTitleStatus, ErrNotEntitled, ErrPledged, with what the kind of act needs, and with what is malformed in it.
func (t Title) Apply(act Act) (Title, error) {
	if err := act.check(); err != nil {
		return t, err
	}
	if act.Number != t.Acts+1 {
		return t, ErrAct.Wrapf("%s: the next act is number %d, asked %d; look at what was done and decide again", t.name(), t.Acts+1, act.Number)
	}
	to, allowed := titleTransitions.Next(t.Status, act.Kind)
	if !allowed {
		return t, ErrTitleStatus.Wrapf("%s is %s: cannot %s", t.name(), t.Status, act.Kind)
	}
	rule := rules[act.Kind]
	if err := rule.by(t, act); err != nil {
		return t, err
	}
	if moving[act.Kind] && t.IsPledged() && !t.Consent.isTo(act) {
		return t, ErrPledged.Wrapf("%s, to %s: it must release the title, or consent to exactly this act right before it", t.name(), t.Pledge.BankId)
	}
	next := t
	next.Status, next.Acts = to, act.Number
	// A consent and the right to reject are for the next act only, and so is the offer of a pledge.
	next.Consent, next.Before = nil, nil
	if !t.IsPledged() {
		next.Pledge = nil
	}
	if err := rule.do(&next, t, act); err != nil {
		return t, err
	}
	return next, nil
}

// IsPledged reports whether a bank has accepted it as security.
func (t Title) IsPledged() bool { return t.Pledge != nil && t.Pledge.AcceptedBy != "" }

// IsLive reports whether it stands for goods.
func (t Title) IsLive() bool {
	return t.Status != TITLE_STATUS_ACCOMPLISHED && t.Status != TITLE_STATUS_PAPER
}

// Pledgee is the bank whose pledge is in force, if there is one.
func (t Title) Pledgee() string {
	if !t.IsPledged() {
		return ""
	}
	return t.Pledge.BankId
}

// Parties are those without whom it cannot go on, each once: carrier, holder, beneficiary and pledgee. A title that is not live has none.
func (t Title) Parties() []string {
	if !t.IsLive() {
		return nil
	}
	var parties []string
	for _, party := range []string{t.Carrier, t.Holder, t.Beneficiary, t.Pledgee()} {
		if party != "" && !slices.Contains(parties, party) {
			parties = append(parties, party)
		}
	}
	return parties
}

// Joined are the wallets that the act made holder, beneficiary or nominee of the title that was.
func (t Title) Joined(was Title, act Act) []string {
	named := []string{t.Holder, t.Beneficiary}
	if act.Kind == ACT_KIND_NOMINATE {
		named = []string{t.Nominee}
	}
	return slices.DeleteFunc(named, func(wallet string) bool { return wallet == "" || wallet == was.Holder || wallet == was.Beneficiary })
}

func (t Title) control() *Control {
	return &Control{Holder: t.Holder, Beneficiary: t.Beneficiary, Nominee: t.Nominee}
}

// place gives control to a holder for a beneficiary. What was wished before is over (ErrParty).
func (t *Title) place(holder, beneficiary string) error {
	if holder == "" || beneficiary == "" {
		return ErrParty.Wrapf("%s: name a holder and a beneficiary", t.name())
	}
	if holder == t.Carrier || beneficiary == t.Carrier {
		return ErrParty.Wrapf("%s: the carrier %s gets it by surrender only", t.name(), t.Carrier)
	}
	if t.Beneficiary != beneficiary {
		t.Nominee = ""
	}
	t.Holder, t.Beneficiary = holder, beneficiary
	return nil
}

// isTo reports whether the pledgee consented to exactly this act.
func (c *Consent) isTo(act Act) bool {
	return c != nil && c.Kind == act.Kind && c.Holder == act.Holder && c.Beneficiary == act.Beneficiary && bytes.Equal(c.Commitment, act.Commitment)
}

// name is what errors call the title: enough of its id to find it.
func (t Title) name() string { return fmt.Sprintf("title %.16s…", t.Id) }

// EventOf is the event of what became of a title by an act.
func EventOf(t Title, act Act) *EventTitle {
	return &EventTitle{
		TitleId: t.Id, Act: act.Number, Kind: act.Kind, By: act.By, Status: t.Status, Holder: t.Holder, Beneficiary: t.Beneficiary,
		Nominee: t.Nominee, PledgeeId: t.Pledgee(), Version: t.Version,
	}
}

func checkContent(commitment []byte) error {
	return singlewindowtypes.CheckCommitment("content_commitment", commitment)
}
