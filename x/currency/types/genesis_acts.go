package types

import "bytes"

func (s *genesisSums) checkHolds(g *GenesisState) error {
	type key struct{ wallet, member, reference string }
	seen, open := map[key]bool{}, map[string][]Hold{}
	for i, hold := range g.Holds {
		if err := s.checkWalletRef("wallet", hold.Wallet); err != nil {
			return inEntry("holds", i, err)
		}
		if err := hold.Check(); err != nil {
			return inEntry("holds", i, err)
		}
		key := key{hold.Wallet, hold.MemberId, hold.Reference}
		if seen[key] {
			return inEntry("holds", i, ErrHoldExists.Wrapf("%s of %s on %s", hold.Reference, hold.MemberId, hold.Wallet))
		}
		seen[key] = true
		if !hold.IsOpen() {
			continue
		}
		if err := hold.CheckRoom(open[hold.Wallet]); err != nil {
			return inEntry("holds", i, err)
		}
		open[hold.Wallet] = append(open[hold.Wallet], hold)
	}
	return nil
}

// checkKeyReplacements wants no key bound to two wallets, and at most one replacement of a wallet under way.
func (s *genesisSums) checkKeyReplacements(g *GenesisState) error {
	seen, open, bound := map[pair]bool{}, map[string]bool{}, map[string]bool{}
	for i, replacement := range g.KeyReplacements {
		if err := s.checkWalletRef("wallet", replacement.Wallet); err != nil {
			return inEntry("key_replacements", i, err)
		}
		if err := replacement.check(); err != nil {
			return inEntry("key_replacements", i, err)
		}
		key := pair{replacement.Wallet, replacement.Reference}
		if seen[key] || replacement.IsOpen() && open[replacement.Wallet] {
			return inEntry("key_replacements", i, ErrKeyReplacementExists.Wrapf("%s of %s, or another open one", replacement.Reference, replacement.Wallet))
		}
		seen[key] = true
		if replacement.IsOpen() {
			open[replacement.Wallet] = true
			if err := s.checkOpenWalletRef("wallet", replacement.Wallet); err != nil {
				return inEntry("key_replacements", i, err)
			}
		}
		if !replacement.BindsKey() {
			continue
		}
		address := name(replacement.KeyAddress())
		if _, exists := s.wallets[address]; exists || bound[address] {
			return inEntry("key_replacements", i, ErrWalletAddress.Wrapf("%s, of the new key, signs for another wallet", address))
		}
		bound[address] = true
	}
	return nil
}

// checkKeys wants each wallet to have the key its address is derived from, or one that replaced it.
func (s *genesisSums) checkKeys(g *GenesisState) error {
	replaced := map[string][][]byte{}
	for _, replacement := range g.KeyReplacements {
		if replacement.Status == KEY_REPLACEMENT_STATUS_COMPLETED {
			replaced[replacement.Wallet] = append(replaced[replacement.Wallet], replacement.NewPublicKey)
		}
	}
	for i, wallet := range g.Wallets {
		own := len(replaced[wallet.Address]) == 0 && (len(wallet.PublicKey) == 0 ||
			name(KeyReplacement{NewPublicKey: wallet.PublicKey}.KeyAddress()) == wallet.Address)
		for _, key := range replaced[wallet.Address] {
			own = own || bytes.Equal(key, wallet.PublicKey)
		}
		if !own {
			return inEntry("wallets", i, ErrWalletKey.Wrapf("%s has key %x", wallet.Address, wallet.PublicKey))
		}
	}
	return nil
}

// checkEstates wants at most one proposal for a wallet under way, and a wallet that was paid out to be closed.
func (s *genesisSums) checkEstates(g *GenesisState) error {
	seen, open := map[pair]bool{}, map[string]bool{}
	for i, estate := range g.Estates {
		if err := s.checkWalletRef("wallet", estate.Wallet); err != nil {
			return inEntry("estates", i, err)
		}
		if err := s.checkWalletRef("heir", estate.Heir); err != nil {
			return inEntry("estates", i, err)
		}
		if err := estate.check(); err != nil {
			return inEntry("estates", i, err)
		}
		key := pair{estate.Wallet, estate.Reference}
		if seen[key] || estate.IsOpen() && open[estate.Wallet] {
			return inEntry("estates", i, ErrEstateExists.Wrapf("%s of %s, or another open one", estate.Reference, estate.Wallet))
		}
		seen[key] = true
		open[estate.Wallet] = open[estate.Wallet] || estate.IsOpen()
		status := s.wallets[estate.Wallet]
		if estate.IsOpen() && status != WALLET_STATUS_OPEN || estate.Status == ESTATE_STATUS_PAID && status != WALLET_STATUS_CLOSED {
			return inEntry("estates", i, ErrEstateStatus.Wrapf("%s of a wallet that is %s", estate.Status, status))
		}
	}
	return nil
}
