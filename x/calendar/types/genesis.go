package types

import (
	"fmt"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// DefaultGenesisState has no calendar: banks work from Monday to Friday.
func DefaultGenesisState() *GenesisState { return &GenesisState{} }

// NewGenesisState publishes calendars with the genesis.
func NewGenesisState(calendars ...YearCalendar) *GenesisState {
	g := &GenesisState{}
	for _, calendar := range calendars {
		g.Editions = append(g.Editions, Edition{Calendar: calendar, Number: 1})
	}
	return g
}

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless the state is one that messages could have led to.
func ValidateGenesis(g *GenesisState) error {
	var previous Edition
	for i, edition := range g.Editions {
		if err := edition.checkAfter(previous); err != nil {
			return ErrInvalidGenesis.Wrapf("editions[%d]: %s", i, err)
		}
		previous = edition
	}
	year := uint32(0)
	for i, proposal := range g.Proposals {
		if proposal.Calendar.Year <= year {
			return ErrInvalidGenesis.Wrapf("proposals[%d]: year %d after %d", i, proposal.Calendar.Year, year)
		}
		year = proposal.Calendar.Year
		if err := proposal.Calendar.Check(); err != nil {
			return ErrInvalidGenesis.Wrapf("proposals[%d]: %s", i, err)
		}
		if err := checkOfficers(proposal.ProposedBy); err != nil {
			return ErrInvalidGenesis.Wrapf("proposals[%d]: %s", i, err)
		}
	}
	return nil
}

// checkAfter wants the editions in order of years, and numbered without a gap within each.
func (e Edition) checkAfter(previous Edition) error {
	if err := e.Calendar.Check(); err != nil {
		return err
	}
	sameYear := previous.Number > 0 && previous.Calendar.Year == e.Calendar.Year
	switch {
	case sameYear && e.Number != previous.Number+1, !sameYear && e.Number != 1:
		return ErrCalendar.Wrapf("edition %d of %d after edition %d of %d", e.Number, e.Calendar.Year, previous.Number, previous.Calendar.Year)
	case !sameYear && e.Calendar.Year <= previous.Calendar.Year:
		return ErrCalendar.Wrapf("year %d after %d", e.Calendar.Year, previous.Calendar.Year)
	case sameYear && (e.Height == 0 || e.Height < previous.Height):
		return ErrCalendar.Wrapf("edition %d of %d: height %d after %d", e.Number, e.Calendar.Year, e.Height, previous.Height)
	}
	if e.Height == 0 {
		if e.ProposedBy != "" || e.ConfirmedBy != "" || e.PublishedOn != "" {
			return ErrCalendar.Wrap("an edition of the genesis has no officers and no day")
		}
		return nil
	}
	return e.checkPublished(previous, sameYear)
}

func (e Edition) checkPublished(previous Edition, sameYear bool) error {
	published, err := currencytypes.ParseDay(e.PublishedOn)
	if err != nil {
		return fmt.Errorf("published_on: %w", err)
	}
	if err := checkOfficers(e.ProposedBy, e.ConfirmedBy); err != nil {
		return err
	}
	if e.ProposedBy == e.ConfirmedBy {
		return ErrSameOfficer.Wrap(e.ConfirmedBy)
	}
	if !sameYear {
		previous = Edition{}
	}
	return previous.CheckPublication(e.Calendar, published)
}

func checkOfficers(addresses ...string) error {
	for _, text := range addresses {
		address, err := consortiumtypes.ParseAddress(text)
		if err != nil {
			return err
		}
		if canonical := consortiumtypes.FormatAddress(address); canonical != text {
			return consortiumtypes.ErrInvalidAddress.Wrapf("%s must be written %s", text, canonical)
		}
	}
	return nil
}
