package types

import (
	"github.com/cosmos/gogoproto/proto"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// DefaultGenesisState has no carrier and no title.
func DefaultGenesisState() *GenesisState { return &GenesisState{} }

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless every carrier is well formed and there once, and every
// title is exactly what its acts lead to.
func ValidateGenesis(g *GenesisState) error {
	carriers := map[string]bool{}
	for i, carrier := range g.Carriers {
		if err := carrier.check(); err != nil {
			return ErrInvalidGenesis.Wrapf("carriers[%d]: %s", i, err)
		}
		if carriers[carrier.Wallet] {
			return ErrInvalidGenesis.Wrapf("carriers[%d]: carrier %s is there twice", i, carrier.Wallet)
		}
		carriers[carrier.Wallet] = true
	}
	played := map[string]Title{}
	for i, act := range g.Acts {
		title, err := played[act.TitleId].Apply(act)
		if err == nil {
			err = act.checkMember()
		}
		if err != nil {
			return ErrInvalidGenesis.Wrapf("acts[%d]: %s", i, err)
		}
		played[act.TitleId] = title
	}
	for i, title := range g.Titles {
		want, exists := played[title.Id]
		if !exists {
			return ErrInvalidGenesis.Wrapf("titles[%d]: %s is there twice, or has no acts", i, title.name())
		}
		if !proto.Equal(&want, &title) {
			return ErrInvalidGenesis.Wrapf("titles[%d]: %s is not what its acts lead to", i, title.name())
		}
		if !carriers[title.Carrier] {
			return ErrInvalidGenesis.Wrapf("titles[%d]: carrier %s of %s is not on the register", i, title.Carrier, title.name())
		}
		delete(played, title.Id)
	}
	if len(played) > 0 {
		return ErrInvalidGenesis.Wrapf("acts: of %d titles that are not there", len(played))
	}
	return nil
}

// checkMember looks at the member on whose behalf an act is done, which messages take from the officer who signed.
func (a Act) checkMember() error {
	if a.BankId == "" {
		return nil
	}
	_, err := currencytypes.ParseMemberID(a.BankId)
	return err
}
