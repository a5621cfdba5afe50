package types

import "slices"

// checkSuccessions makes sure that following successors ends.
func (s *genesisSums) checkSuccessions(g *GenesisState) error {
	for i, succession := range g.Successions {
		for _, id := range []string{succession.OperatorId, succession.SuccessorId} {
			if _, err := ParseMemberID(id); err != nil {
				return inEntry("successions", i, err)
			}
		}
		if known, exists := s.successors[succession.OperatorId]; exists {
			return inEntry("successions", i, ErrSuccession.Wrapf("the wallets of %s were taken over by %s", succession.OperatorId, known))
		}
		if s.operator(succession.SuccessorId) == succession.OperatorId {
			return inEntry("successions", i, ErrSuccession.Wrapf("%s would be a successor of itself", succession.OperatorId))
		}
		s.successors[succession.OperatorId] = succession.SuccessorId
	}
	return nil
}

// served reports whether the member serves or served the wallets that another opened.
func (s *genesisSums) served(member, openedBy string) bool {
	for exists := true; exists; openedBy, exists = s.successors[openedBy] {
		if openedBy == member {
			return true
		}
	}
	return false
}

// operator returns who serves the wallets that the member opened.
func (s *genesisSums) operator(openedBy string) string {
	for {
		successor, exists := s.successors[openedBy]
		if !exists {
			return openedBy
		}
		openedBy = successor
	}
}

// checkOpenWalletRef fails unless the address is that of an open wallet in the state.
func (s *genesisSums) checkOpenWalletRef(what, address string) error {
	if err := s.checkWalletRef(what, address); err != nil {
		return err
	}
	if s.wallets[address] != WALLET_STATUS_OPEN {
		return ErrWalletClosed.Wrapf("%s %s", what, address)
	}
	return nil
}

func (s *genesisSums) checkWalletLimits(g *GenesisState) error {
	seen := map[string]bool{}
	for i, limits := range g.WalletLimits {
		if err := s.checkLimits(limits); err != nil {
			return inEntry("wallet_limits", i, err)
		}
		if seen[limits.Wallet] {
			return inEntry("wallet_limits", i, ErrRecord.Wrapf("%s is there twice", limits.Wallet))
		}
		seen[limits.Wallet] = true
	}
	return nil
}

func (s *genesisSums) checkLimits(limits WalletLimits) error {
	if err := s.checkOpenWalletRef("wallet", limits.Wallet); err != nil {
		return err
	}
	if err := limits.Owner.Check(); err != nil {
		return err
	}
	if err := limits.Operator.Check(); err != nil {
		return err
	}
	if limits.SharePercent == 0 || limits.SharePercent > wholeShare || !limits.Bounds() {
		return ErrLimits.Wrapf("%s with share of %d %%, owner's %v and operator's %v", limits.Wallet, limits.SharePercent, limits.Owner, limits.Operator)
	}
	return nil
}

// checkSubWallets adds the shares of open wallets and their open sub-wallets up.
func (s *genesisSums) checkSubWallets(g *GenesisState) error {
	shares, subs := map[string]uint32{}, map[string]int{}
	for _, limits := range g.WalletLimits {
		shares[limits.Wallet] = limits.SharePercent
	}
	total := map[string]uint32{}
	for i, wallet := range g.Wallets {
		share, limited := shares[wallet.Address]
		if !limited {
			share = wholeShare
		}
		if wallet.Profile.Kind != WALLET_KIND_SUB {
			total[wallet.Address] += share
			continue
		}
		if err := s.checkSubWallet(wallet); err != nil {
			return inEntry("wallets", i, err)
		}
		if wallet.Status == WALLET_STATUS_OPEN {
			total[wallet.Profile.Parent] += share
			subs[wallet.Profile.Parent]++
		}
	}
	for i, wallet := range g.Wallets {
		if wallet.Profile.Kind == WALLET_KIND_SUB || wallet.Status == WALLET_STATUS_CLOSED {
			continue
		}
		if total[wallet.Address] != wholeShare || subs[wallet.Address] > MaxSubWallets {
			return inEntry("wallets", i, ErrSubWallet.Wrapf("%s and its %d sub-wallets have %d %% of its limits",
				wallet.Address, subs[wallet.Address], total[wallet.Address]))
		}
	}
	return nil
}

func (s *genesisSums) checkSubWallet(sub Wallet) error {
	parent, exists := s.holders[sub.Profile.Parent]
	switch {
	case !exists:
		return ErrWalletNotFound.Wrapf("parent %.100q", sub.Profile.Parent)
	case parent.Profile.Kind == WALLET_KIND_SUB:
		return ErrSubWallet.Wrapf("parent %s is a sub-wallet itself", parent.Address)
	case parent.Profile.OperatorId != sub.Profile.OperatorId || !slices.Equal(parent.Profile.CustomerRef, sub.Profile.CustomerRef):
		return ErrSubWallet.Wrapf("parent %s is of another customer", parent.Address)
	case sub.Status == WALLET_STATUS_OPEN && (parent.Status != WALLET_STATUS_OPEN || parent.Class != sub.Class):
		return ErrSubWallet.Wrapf("of class %s, its parent %s of class %s is %s",
			className(sub.Class), parent.Address, className(parent.Class), parent.Status)
	}
	return nil
}

// checkCustomers counts the wallets of each customer.
func (s *genesisSums) checkCustomers(g *GenesisState) error {
	counted, ever := map[pair]Customer{}, map[pair]int{}
	for _, wallet := range g.Wallets {
		key := customerOf(wallet)
		customer, exists := counted[key]
		if !exists {
			customer = NewCustomer(wallet.Profile.OperatorId, wallet.Profile.CustomerRef)
		}
		if wallet.Status == WALLET_STATUS_OPEN && wallet.Profile.Kind != WALLET_KIND_SUB {
			customer.Wallets[wallet.Class-1]++
		}
		counted[key] = customer
		ever[key]++
	}
	seen := map[pair]bool{}
	for i, customer := range g.Customers {
		key := pair{customer.OperatorId, string(customer.CustomerRef)}
		if seen[key] || ever[key] == 0 {
			return inEntry("customers", i, ErrRecord.Wrapf("%x of %s has no wallet, or is there twice", customer.CustomerRef, customer.OperatorId))
		}
		seen[key] = true
		if want := counted[key].Wallets; !slices.Equal(customer.Wallets, want) {
			return inEntry("customers", i, ErrRecord.Wrapf("wallets is %v, wallets has %v", customer.Wallets, want))
		}
		if first, exists := s.holders[customer.FirstWallet]; !exists || customerOf(first) != key {
			return inEntry("customers", i, ErrWalletNotFound.Wrapf("first_wallet %.100q", customer.FirstWallet))
		}
		if err := customer.checkSums(ever[key] > 1); err != nil {
			return inEntry("customers", i, err)
		}
	}
	if len(seen) != len(ever) {
		return inField("customers", ErrCustomerNotFound.Wrapf("has %d, wallets are of %d", len(seen), len(ever)))
	}
	return nil
}

func customerOf(wallet Wallet) pair {
	return pair{wallet.Profile.OperatorId, string(wallet.Profile.CustomerRef)}
}

// checkSums wants no sums without a day, nor any of payments that only the account of the customer's one wallet knows.
func (c Customer) checkSums(several bool) error {
	if c.Several != several {
		return ErrRecord.Wrapf("several is %t", c.Several)
	}
	if _, err := ParseOptionalDay(c.Day); err != nil {
		return err
	}
	payments := c.PaidFen | c.ReceivedFen
	others := c.PaidAbroadFen | c.ReceivedFromAbroadFen | c.CashInFen | c.CashOutFen
	if !several && payments != 0 || c.Day == "" && payments|others != 0 {
		return ErrRecord.Wrapf("sums of day %q with several %t", c.Day, several)
	}
	return nil
}
