package types

func (s *genesisSums) checkExchangesOut(g *GenesisState) error {
	seen := map[pair]bool{}
	for i, exchange := range g.ExchangesOut {
		if err := s.checkExchangeOut(exchange); err != nil {
			return inEntry("exchanges_out", i, err)
		}
		key := pair{exchange.MemberId, exchange.Reference}
		if seen[key] {
			return inEntry("exchanges_out", i, ErrExchangeExists.Wrapf("%s of %s", exchange.Reference, exchange.MemberId))
		}
		seen[key] = true
	}
	return nil
}

func (s *genesisSums) checkExchangeOut(exchange ExchangeOut) error {
	if _, err := ParseMemberID(exchange.MemberId); err != nil {
		return err
	}
	if _, err := ParseReference("reference", exchange.Reference); err != nil {
		return err
	}
	if err := s.checkWalletRef("wallet", exchange.Wallet); err != nil {
		return err
	}
	if exchange.Height < 0 {
		return ErrRecord.Wrapf("height %d", exchange.Height)
	}
	_, err := ParseAmount(exchange.AmountFen)
	return err
}

func (s *genesisSums) checkExchangesIn(g *GenesisState) error {
	seen := map[pair]bool{}
	for i, exchange := range g.ExchangesIn {
		if err := s.checkExchangeIn(exchange); err != nil {
			return inEntry("exchanges_in", i, err)
		}
		key := pair{exchange.Wallet, exchange.Reference}
		if seen[key] {
			return inEntry("exchanges_in", i, ErrExchangeExists.Wrapf("%s of %s", exchange.Reference, exchange.Wallet))
		}
		seen[key] = true
		if exchange.IsOpen() {
			s.escrow.Add(s.escrow, wide(exchange.AmountFen))
		}
	}
	return nil
}

func (s *genesisSums) checkExchangeIn(exchange ExchangeIn) error {
	if err := s.checkWalletRef("wallet", exchange.Wallet); err != nil {
		return err
	}
	if _, err := ParseReference("reference", exchange.Reference); err != nil {
		return err
	}
	if openedBy := s.holders[exchange.Wallet].Profile.OperatorId; !s.served(exchange.MemberId, openedBy) {
		return ErrNotOperator.Wrapf("member_id %q: wallet %s was opened by %s", exchange.MemberId, exchange.Wallet, openedBy)
	}
	if _, err := ParseAmount(exchange.AmountFen); err != nil {
		return err
	}
	if !isKnown(ExchangeInStatus_name, exchange.Status) {
		return ErrRecord.Wrapf("status %d", exchange.Status)
	}
	if _, err := ParseDay(exchange.Day); err != nil {
		return err
	}
	if exchange.IsOpen() && s.wallets[exchange.Wallet] != WALLET_STATUS_OPEN {
		return ErrWalletClosed.Wrapf("%s has %s in escrow", exchange.Wallet, Fen(exchange.AmountFen))
	}
	if accepted := exchange.Status == EXCHANGE_IN_STATUS_ACCEPTED; accepted != (exchange.BankReference != "") {
		return ErrRecord.Wrapf("%s with bank_reference %q", exchange.Status, exchange.BankReference)
	}
	return checkOutcomeReason(exchange.Reason, exchange.Status == EXCHANGE_IN_STATUS_RETURNED)
}

func (s *genesisSums) checkPayments(g *GenesisState) error {
	type key struct{ payer, date, id string }
	seen := map[key]bool{}
	for i, payment := range g.Payments {
		if err := s.checkPayment(payment); err != nil {
			return inEntry("payments", i, err)
		}
		key := key{payment.Payer, payment.InstructionDate, payment.EndToEndId}
		if seen[key] {
			return inEntry("payments", i, ErrDuplicatePayment.Wrapf("%s of %s on %s", payment.EndToEndId, payment.Payer, payment.InstructionDate))
		}
		seen[key] = true
	}
	return nil
}

func (s *genesisSums) checkPayment(payment Payment) error {
	if err := s.checkWalletRef("payer", payment.Payer); err != nil {
		return err
	}
	key, record, err := payment.Parse()
	if err != nil {
		return err
	}
	if key.ID.IsZero() {
		return ErrRecord.Wrap("payment without a name")
	}
	for _, transfer := range payment.Transfers {
		if err := s.checkWalletRef("payee", transfer.Payee); err != nil {
			return err
		}
		if transfer.Payee == payment.Payer {
			return ErrPaymentToSelf.Wrapf("%s", payment.Payer)
		}
	}
	return record.Check()
}
