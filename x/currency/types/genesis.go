package types

import (
	"math/big"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// DefaultGenesisState is a currency of which nothing has been issued.
func DefaultGenesisState() *GenesisState {
	return &GenesisState{Params: DefaultParams()}
}

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless the state is one that messages could have led
// to: everything is well formed, there once, refers to what is there, and adds up.
func ValidateGenesis(g *GenesisState) error {
	if err := g.Params.Check(); err != nil {
		return inField("params", err)
	}
	sums := &genesisSums{
		wallets: map[string]WalletStatus{}, holders: map[string]Wallet{},
		openWallets: map[string]uint64{}, successors: map[string]string{},
		issued: new(big.Int), burned: new(big.Int), boxes: new(big.Int), inWallets: new(big.Int), escrow: new(big.Int),
	}
	for _, check := range []func(*GenesisState) error{
		sums.checkSuccessions, sums.checkWallets, sums.checkBoxes, checkStatements,
		sums.checkWalletLimits, sums.checkSubWallets, sums.checkCustomers,
		sums.checkHolds, sums.checkKeyReplacements, sums.checkKeys, sums.checkEstates,
		sums.checkIssuances, checkReserves, checkSingleApprovals,
		sums.checkRedemptions, checkReturnable, checkCreditReferences, checkBoxTotals,
		sums.checkExchangesOut, sums.checkExchangesIn, sums.checkPayments, sums.checkEscrow,
		sums.checkRefunds, sums.checkDisputes, checkCashTransfers, checkAllocations,
		checkPilot, checkInvitations, checkFlags,
		sums.checkSupply,
	} {
		if err := check(g); err != nil {
			return err
		}
	}
	return nil
}

// genesisSums collects what has to agree across fields. Sums are wide, so that no overflow can hide a difference.
type genesisSums struct {
	wallets map[string]WalletStatus
	// holders are the wallets by address.
	holders map[string]Wallet
	// openWallets are counted by who serves them.
	openWallets map[string]uint64
	successors  map[string]string

	issued, burned, boxes, inWallets, escrow *big.Int
}

func (s *genesisSums) checkWallets(g *GenesisState) error {
	for i, wallet := range g.Wallets {
		if err := s.checkWallet(wallet); err != nil {
			return inEntry("wallets", i, err)
		}
	}
	return nil
}

func (s *genesisSums) checkWallet(wallet Wallet) error {
	address, account, err := wallet.Parse()
	if err != nil {
		return err
	}
	if name(address) != wallet.Address {
		return ErrRecord.Wrapf("address %s must be written %s", wallet.Address, name(address))
	}
	if err := CheckWalletAddress(address); err != nil {
		return err
	}
	if err := wallet.Profile.Check(); err != nil {
		return err
	}
	if _, exists := s.wallets[wallet.Address]; exists {
		return ErrWalletExists.Wrapf("%s", wallet.Address)
	}
	if closed := account.Status == WALLET_STATUS_CLOSED; closed != (wallet.Profile.ClosedAt != nil) {
		return ErrRecord.Wrapf("%s with closed_at %s", account.Status, wallet.Profile.ClosedAt)
	}
	s.wallets[wallet.Address], s.holders[wallet.Address] = account.Status, wallet
	if account.Status == WALLET_STATUS_OPEN {
		s.openWallets[s.operator(wallet.Profile.OperatorId)]++
	}
	s.inWallets.Add(s.inWallets, wide(wallet.BalanceFen))
	return nil
}

func (s *genesisSums) checkBoxes(g *GenesisState) error {
	seen := map[string]bool{}
	for i, box := range g.Boxes {
		if _, err := ParseMemberID(box.MemberId); err != nil {
			return inEntry("boxes", i, err)
		}
		if seen[box.MemberId] {
			return inEntry("boxes", i, ErrRecord.Wrapf("second box of %s", box.MemberId))
		}
		seen[box.MemberId] = true
		if open := s.openWallets[box.MemberId]; open != box.OpenWallets {
			return inEntry("boxes", i, ErrRecord.Wrapf("open_wallets of %s is %d, wallets has %d", box.MemberId, box.OpenWallets, open))
		}
		s.boxes.Add(s.boxes, wide(box.BalanceFen))
	}
	for i, wallet := range g.Wallets {
		if operator := s.operator(wallet.Profile.OperatorId); !seen[operator] {
			return inEntry("wallets", i, ErrRecord.Wrapf("operator %s has no box", operator))
		}
	}
	return nil
}

// checkStatements follows each box from nothing, day by day, to its balance.
func checkStatements(g *GenesisState) error {
	closing := map[string]uint64{}
	boxes := map[string]bool{}
	for _, box := range g.Boxes {
		boxes[box.MemberId] = true
	}
	var previous DayStatement
	for i, statement := range g.Statements {
		if !boxes[statement.MemberId] {
			return inEntry("statements", i, ErrStatement.Wrapf("member %q has no box", statement.MemberId))
		}
		if _, err := ParseDay(statement.Day); err != nil {
			return inEntry("statements", i, err)
		}
		// Dates of four-digit years sort as text.
		if statement.MemberId < previous.MemberId || statement.MemberId == previous.MemberId && statement.Day <= previous.Day {
			return inEntry("statements", i, ErrStatement.Wrapf("%s of %s after %s of %s: must be in order of member and day",
				statement.Day, statement.MemberId, previous.Day, previous.MemberId))
		}
		if statement.OpeningFen != closing[statement.MemberId] {
			return inEntry("statements", i, ErrStatement.Wrapf("%s of %s: opening %s, the day before closed with %s",
				statement.Day, statement.MemberId, Fen(statement.OpeningFen), Fen(closing[statement.MemberId])))
		}
		if err := statement.Check(); err != nil {
			return inEntry("statements", i, err)
		}
		closing[statement.MemberId] = statement.ClosingFen
		previous = statement
	}
	for i, box := range g.Boxes {
		if box.BalanceFen != closing[box.MemberId] {
			return inEntry("boxes", i, ErrStatement.Wrapf("balance of %s is %s, its last day closed with %s",
				box.MemberId, Fen(box.BalanceFen), Fen(closing[box.MemberId])))
		}
	}
	return nil
}

// checkEscrow wants each account once, in the order of its key, with money in it.
func (s *genesisSums) checkEscrow(g *GenesisState) error {
	var previous EscrowAccount
	for i, account := range g.EscrowAccounts {
		ordered := previous.Module < account.Module || previous.Module == account.Module && previous.Id < account.Id
		if !ordered || account.Module == "" || account.Id == "" || account.BalanceFen == 0 {
			return inEntry("escrow_accounts", i, ErrRecord.Wrapf("%q of %q with %s after %q of %q",
				account.Id, account.Module, Fen(account.BalanceFen), previous.Id, previous.Module))
		}
		s.escrow.Add(s.escrow, wide(account.BalanceFen))
		previous = account
	}
	return nil
}

func (s *genesisSums) checkSupply(g *GenesisState) error {
	if issued := wide(g.Supply.IssuedFen); issued.Cmp(s.issued) != 0 {
		return inField("supply.issued_fen", ErrSupply.Wrapf("is %s fen, issuances make %s fen", issued, s.issued))
	}
	if burned := wide(g.Supply.BurnedFen); burned.Cmp(s.burned) != 0 {
		return inField("supply.burned_fen", ErrSupply.Wrapf("is %s fen, redemptions make %s fen", burned, s.burned))
	}
	circulating := new(big.Int).Sub(s.issued, s.burned)
	held := new(big.Int).Add(s.boxes, s.inWallets)
	held.Add(held, s.escrow)
	if circulating.Cmp(held) != 0 {
		return inField("supply", ErrSupply.Wrapf("issued less burned is %s fen; boxes %s, wallets %s and escrow %s make %s fen",
			circulating, s.boxes, s.inWallets, s.escrow, held))
	}
	return nil
}

// checkWalletRef fails unless the address is that of a wallet in the state, in its canonical text.
func (s *genesisSums) checkWalletRef(what, address string) error {
	if _, exists := s.wallets[address]; !exists {
		return ErrWalletNotFound.Wrapf("%s %.100q", what, address)
	}
	return nil
}

func checkOptionalOfficer(what, address string) error {
	if address == "" {
		return nil
	}
	return checkOfficer(what, address)
}

// checkOfficer wants canonical text, because records compare officers as text.
func checkOfficer(what, address string) error {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return ErrRecord.Wrapf("%s: %s", what, err)
	}
	if name(parsed) != address {
		return ErrRecord.Wrapf("%s: %s must be written %s", what, address, name(parsed))
	}
	return nil
}

func inField(field string, err error) error { return ErrInvalidGenesis.Wrapf("%s: %s", field, err) }

func inEntry(field string, i int, err error) error {
	return ErrInvalidGenesis.Wrapf("%s[%d]: %s", field, i, err)
}
