package types

import (
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// DefaultGenesisState has no letter.
func DefaultGenesisState() *GenesisState { return &GenesisState{Params: DefaultParams()} }

// genesisLetter is a letter with what its amendments and presentations add up to.
type genesisLetter struct {
	letter                        Letter
	amendments, presentations     uint32
	all                           []Presentation
	reserved, drawn, unreimbursed Fen
	forwarded                     Fen
	// examined is the amendment under which a presentation is being examined.
	examined *Amendment
}

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless everything is well formed, there once, refers to
// what is there, and adds up.
func ValidateGenesis(g *GenesisState) error {
	if err := g.Params.Check(); err != nil {
		return ErrInvalidGenesis.Wrapf("params: %s", err)
	}
	letters := map[[2]string]*genesisLetter{}
	for i, letter := range g.Letters {
		key := [2]string{letter.IssuingBankId, letter.Number}
		if _, exists := letters[key]; exists {
			return ErrInvalidGenesis.Wrapf("letters[%d]: %s is there twice", i, letter.name())
		}
		if err := letter.check(); err != nil {
			return ErrInvalidGenesis.Wrapf("letters[%d]: %s", i, err)
		}
		letters[key] = &genesisLetter{letter: letter}
	}
	for i, amendment := range g.Amendments {
		if err := letters[[2]string{amendment.IssuingBankId, amendment.LetterNumber}].addAmendment(amendment); err != nil {
			return ErrInvalidGenesis.Wrapf("amendments[%d]: %s", i, err)
		}
	}
	for i, p := range g.Presentations {
		if err := letters[[2]string{p.IssuingBankId, p.LetterNumber}].addPresentation(p); err != nil {
			return ErrInvalidGenesis.Wrapf("presentations[%d]: %s", i, err)
		}
	}
	for i, letter := range g.Letters {
		if err := letters[[2]string{letter.IssuingBankId, letter.Number}].checkSums(); err != nil {
			return ErrInvalidGenesis.Wrapf("letters[%d]: %s", i, err)
		}
	}
	return nil
}

// check looks at the record alone.
func (l Letter) check() error {
	if err := l.CheckApplication(); err != nil {
		return err
	}
	switch l.Status {
	case LETTER_STATUS_APPLIED, LETTER_STATUS_CANCELLED, LETTER_STATUS_CLOSED, LETTER_STATUS_ISSUED:
	default:
		return ErrLetterStatus.Wrapf("%s is %s", l.name(), l.Status)
	}
	if _, err := currencytypes.ParseOptionalDay(l.IssuedOn); err != nil {
		return err
	}
	bound := l.Status == LETTER_STATUS_ISSUED || l.Status == LETTER_STATUS_CLOSED
	if bound && !l.Issue.isComplete() || l.Issue.isComplete() != (l.IssuedOn != "") {
		return ErrLetterStatus.Wrapf("%s is %s, issued on %q by %q and %q", l.name(), l.Status, l.IssuedOn, l.Issue.First, l.Issue.Second)
	}
	for _, approval := range []Approval{l.Issue, l.Confirmation} {
		if err := approval.check(); err != nil {
			return err
		}
	}
	if l.AdvisedBy != "" {
		return checkAddress(l.AdvisedBy)
	}
	return nil
}

func (a Approval) check() error {
	if a.First == "" && a.Second == "" {
		return nil
	}
	if err := checkAddress(a.First); err != nil {
		return err
	}
	if a.Second == "" {
		return nil
	}
	if a.First == a.Second {
		return ErrSameOfficer.Wrap(a.First)
	}
	return checkAddress(a.Second)
}

func (g *genesisLetter) addAmendment(a Amendment) error {
	if g == nil {
		return ErrLetterNotFound.Wrapf("letter %s of %s", a.LetterNumber, a.IssuingBankId)
	}
	if g.amendments++; a.Number != g.amendments {
		return ErrAmendmentNotFound.Wrapf("%s after amendment %d", a.name(), g.amendments-1)
	}
	_, known := AmendmentStatus_name[int32(a.Status)]
	if !known || a.Status == AMENDMENT_STATUS_UNSPECIFIED || a.Cancels != (a.Terms == nil) || a.IsOpen() && a.Number != g.letter.Amendments {
		return ErrAmendmentStatus.Wrapf("%s is %s", a.name(), a.Status)
	}
	if a.Terms != nil {
		if err := a.Terms.Check(); err != nil {
			return err
		}
	}
	if a.Status == AMENDMENT_STATUS_ISSUED && a.Presentation != 0 {
		if a.Cancels {
			return ErrAmendmentStatus.Wrapf("%s cancels, and presentation %d is examined under it", a.name(), a.Presentation)
		}
		g.examined = &a
	}
	if err := a.Issue.check(); err != nil {
		return err
	}
	return a.Confirmation.check()
}

func (g *genesisLetter) addPresentation(p Presentation) error {
	if g == nil {
		return ErrLetterNotFound.Wrapf("letter %s of %s", p.LetterNumber, p.IssuingBankId)
	}
	if g.presentations++; p.Number != g.presentations {
		return ErrPresentationNotFound.Wrapf("%s after presentation %d", p.name(), g.presentations-1)
	}
	if err := p.check(g.letter); err != nil {
		return err
	}
	g.all = append(g.all, p)
	return g.addAmount(p)
}

func (g *genesisLetter) addAmount(p Presentation) error {
	amount := Fen(p.AmountFen)
	open := p.Status != PRESENTATION_STATUS_REFUSED && p.Status != PRESENTATION_STATUS_RETURNED && p.Status != PRESENTATION_STATUS_SETTLED
	toForward := p.isAccepted() && p.BankId != p.IssuingBankId && p.ForwardedAs == 0
	var err error
	if toForward || p.Forwards != 0 && open {
		if g.unreimbursed, err = g.unreimbursed.Add(amount); err != nil {
			return err
		}
	}
	switch {
	case p.Forwards != 0 && open:
		g.forwarded, err = g.forwarded.Add(amount)
	case p.Forwards != 0:
	case p.Status == PRESENTATION_STATUS_SETTLED:
		g.drawn, err = g.drawn.Add(amount)
	case open:
		g.reserved, err = g.reserved.Add(amount)
	}
	return err
}

// checkForwards wants what was forwarded and what forwards it to name each other: nothing is reimbursed twice.
func (g *genesisLetter) checkForwards() error {
	for _, p := range g.all {
		if p.ForwardedAs != 0 && !g.all[p.ForwardedAs-1].isForwardOf(p) || p.Forwards != 0 && !p.isForwardOf(g.all[p.Forwards-1]) {
			return ErrForward.Wrapf("%s: forwards %d, forwarded as %d: what the confirming bank accepted and its forward must name each other, with one amount",
				p.name(), p.Forwards, p.ForwardedAs)
		}
	}
	return nil
}

func (p Presentation) isForwardOf(other Presentation) bool {
	return p.Forwards == other.Number && p.Number == other.ForwardedAs && p.AmountFen == other.AmountFen &&
		other.BankId != other.IssuingBankId && other.isAccepted()
}

// checkExamined wants an amendment that waits for its presentation to have one.
func (g *genesisLetter) checkExamined() error {
	a := g.examined
	if a == nil {
		return nil
	}
	if a.Presentation > g.presentations || g.all[a.Presentation-1].Amendment != a.Number ||
		g.all[a.Presentation-1].Status != PRESENTATION_STATUS_PRESENTED {
		return ErrAmendmentStatus.Wrapf("%s: presentation %d is not examined under it", a.name(), a.Presentation)
	}
	return nil
}

func (p Presentation) check(l Letter) error {
	if err := p.checkDocuments(); err != nil {
		return err
	}
	if err := p.Terms.Check(); err != nil {
		return err
	}
	_, known := PresentationStatus_name[int32(p.Status)]
	if !known || p.Status == PRESENTATION_STATUS_UNSPECIFIED {
		return ErrPresentationStatus.Wrapf("%s is %s", p.name(), p.Status)
	}
	if p.BankId != l.IssuingBankId && (p.BankId != l.AdvisingBankId || p.Forwards != 0) {
		return ErrBank.Wrapf("%s is with %s", p.name(), p.BankId)
	}
	if p.Amendment > l.Amendments || p.Forwards >= p.Number || p.ForwardedAs > l.Presentations {
		return ErrForward.Wrapf("%s: amendment %d, forwards %d, forwarded as %d", p.name(), p.Amendment, p.Forwards, p.ForwardedAs)
	}
	if err := (Params{ClosingMinute: p.ClosingMinute}).Check(); err != nil {
		return err
	}
	if p.Status == PRESENTATION_STATUS_REFUSED {
		if err := checkNotice(p.Discrepancies, p.Disposition); err != nil {
			return err
		}
	}
	if p.isAccepted() != (p.Maturity != "") {
		return ErrPresentationStatus.Wrapf("%s is %s with maturity %q", p.name(), p.Status, p.Maturity)
	}
	for _, day := range []string{p.ShipmentDate, p.RefusedOn, p.WaivedOn, p.Maturity, p.SettledOn} {
		if _, err := currencytypes.ParseOptionalDay(day); err != nil {
			return err
		}
	}
	return nil
}

// checkSums compares a letter with its parts. More than the letter's maximum can only be presented under an amendment.
func (g *genesisLetter) checkSums() error {
	l := g.letter
	if g.amendments != l.Amendments || g.presentations != l.Presentations {
		return ErrPresentationNotFound.Wrapf("%s counts %d amendments and %d presentations, there are %d and %d",
			l.name(), l.Amendments, l.Presentations, g.amendments, g.presentations)
	}
	for _, check := range []func() error{g.checkForwards, g.checkExamined} {
		if err := check(); err != nil {
			return err
		}
	}
	for _, sum := range []struct {
		name            string
		recorded, found Fen
	}{
		{"presented", Fen(l.ReservedFen), g.reserved},
		{"drawn", Fen(l.DrawnFen), g.drawn},
		{"not reimbursed", Fen(l.UnreimbursedFen), g.unreimbursed},
		{"forwarded", Fen(l.ForwardedFen), g.forwarded},
	} {
		if sum.recorded != sum.found {
			return ErrAmountExceeded.Wrapf("%s: %s %s, its presentations make %s", l.name(), sum.name, sum.recorded, sum.found)
		}
	}
	if l.Status == LETTER_STATUS_CANCELLED || l.IsOver() && (l.ReservedFen > 0 || l.ForwardedFen > 0) {
		if err := l.checkSettled(); err != nil {
			return err
		}
	}
	maximum, err := l.Terms.maximum()
	var examined Fen
	if g.examined != nil {
		maximum, err = g.examined.Terms.maximum()
		examined = maximum
	}
	if err != nil {
		return err
	}
	if Fen(l.ExaminedLimitFen) != examined {
		return ErrAmountExceeded.Wrapf("%s: limit %s while a presentation under an amendment is examined, the amendments make it %s",
			l.name(), Fen(l.ExaminedLimitFen), examined)
	}
	used, err := g.reserved.Add(g.drawn)
	if err != nil {
		return err
	}
	if used > maximum {
		return ErrAmountExceeded.Wrapf("%s: presented and drawn %s, limit %s", l.name(), used, maximum)
	}
	return nil
}
