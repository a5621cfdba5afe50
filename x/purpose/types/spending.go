package types

import (
	"bytes"
	"slices"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// SpendingID is the beneficiary's own name for a spending, unique among those of its grant. It is never forgotten.
type SpendingID struct {
	Date       Day
	EndToEndID ident.Reference
}

// ParseSpendingID reads both parts (the currency's ErrIdentifier and ErrDay).
func ParseSpendingID(instructionDate, endToEndID string) (SpendingID, error) {
	id, err := currencytypes.ParseReference("end-to-end id", endToEndID)
	if err != nil {
		return SpendingID{}, err
	}
	date, err := currencytypes.ParseDay(instructionDate)
	return SpendingID{Date: date, EndToEndID: id}, err
}

// NewSpending is a payment out of a grant that the ledger is about to make.
func NewSpending(g Grant, id SpendingID, payee sdk.AccAddress, amount Fen, today Day, height int64) Spending {
	return Spending{
		ManagerId:       g.ManagerId,
		ProgrammeId:     g.ProgrammeId,
		Beneficiary:     g.Beneficiary,
		InstructionDate: id.Date.String(),
		EndToEndId:      id.EndToEndID.String(),
		Payee:           consortiumtypes.FormatAddress(payee),
		AmountFen:       uint64(amount),
		Day:             today.String(),
		Height:          height,
	}
}

// Duplicate is the refusal of a second spending under the same name.
func (s Spending) Duplicate() error {
	return ErrDuplicateSpending.Wrapf("wallet %s, end-to-end id %s of %s: %s to %s at height %d",
		s.Beneficiary, s.EndToEndId, s.InstructionDate, Fen(s.AmountFen), s.Payee, s.Height)
}

// CheckInstructionDate fails with ErrInstructionDate on a date in the future or before the programme's first day.
func (p Programme) CheckInstructionDate(date, today Day) error {
	if date > today {
		return ErrInstructionDate.Wrapf("%s is after the business day %s", date, today)
	}
	if date.String() < p.Terms.FirstDay {
		return ErrInstructionDate.Wrapf("%s is before %s, the first day of %s", date, p.Terms.FirstDay, p.name())
	}
	return nil
}

// CheckPayee fails unless all terms admit the payee for the purpose of the grant: it is not the beneficiary under
// another name (ErrPayeeNotAdmitted), it is a merchant in an admitted field of business (ErrScenarioNotAdmitted), in an
// admitted region (ErrRegionNotAdmitted), and named if the programme names payees (ErrPayeeNotAdmitted).
func (p Programme) CheckPayee(g Grant, beneficiary, payee currencytypes.Wallet) error {
	if isSameCustomer(beneficiary, payee) {
		return ErrPayeeNotAdmitted.Wrapf("%s: wallet %s is the beneficiary's own", g.name(), payee.Address)
	}
	purpose, err := p.Purpose(g.PurposeId)
	if err != nil {
		return err
	}
	if scenario := payee.Profile.MerchantScenario; !slices.Contains(purpose.Scenarios, scenario) {
		return ErrScenarioNotAdmitted.Wrapf("%s, purpose %s: merchant %s is in %s, admitted %v",
			p.name(), purpose.Id, payee.Address, scenario, purpose.Scenarios)
	}
	if err := p.checkRegion(payee); err != nil {
		return err
	}
	if len(p.Terms.Payees) > 0 && !slices.Contains(p.Terms.Payees, payee.Address) {
		return ErrPayeeNotAdmitted.Wrapf("%s names %d payees, %s is not one of them", p.name(), len(p.Terms.Payees), payee.Address)
	}
	return nil
}

// isSameCustomer knows a customer by the reference of its operator; one with two operators cannot be seen.
func isSameCustomer(a, b currencytypes.Wallet) bool {
	return a.Address == b.Address ||
		a.Profile.OperatorId == b.Profile.OperatorId && bytes.Equal(a.Profile.CustomerRef, b.Profile.CustomerRef)
}

func (p Programme) checkRegion(payee currencytypes.Wallet) error {
	if len(p.Terms.Regions) == 0 {
		return nil
	}
	at, err := ident.ParseRegionCode(payee.Profile.Region)
	if err != nil {
		return ErrRegionNotAdmitted.Wrapf("merchant %s: %s", payee.Address, err)
	}
	for _, text := range p.Terms.Regions {
		region, err := ident.ParseRegionCode(text)
		if err != nil {
			return ErrTerms.Wrapf("regions: %s", err)
		}
		if region.Contains(at) {
			return nil
		}
	}
	return ErrRegionNotAdmitted.Wrapf("%s: merchant %s is in %s, admitted %v", p.name(), payee.Address, at, p.Terms.Regions)
}

// Refund books what the payee gives back: in total at most what it received, within RefundDays (ErrNotPayee,
// ErrRefundPeriod, ErrRefundExceeded).
func (s Spending) Refund(payee sdk.AccAddress, amount Fen, today Day) (Spending, error) {
	if name := consortiumtypes.FormatAddress(payee); name != s.Payee {
		return s, ErrNotPayee.Wrapf("%s: paid to %s, not to %s", s.name(), s.Payee, name)
	}
	spent, err := currencytypes.ParseDay(s.Day)
	if err != nil {
		return s, err
	}
	if last := spent.AddDays(RefundDays); today > last {
		return s, ErrRefundPeriod.Wrapf("%s: spent on %s, until %s, today is %s", s.name(), spent, last, today)
	}
	if left := Fen(s.AmountFen) - Fen(s.RefundedFen); amount > left {
		return s, ErrRefundExceeded.Wrapf("%s: spent %s, given back %s, asked %s", s.name(), Fen(s.AmountFen), Fen(s.RefundedFen), amount)
	}
	s.RefundedFen += uint64(amount)
	return s, nil
}

// NewSpendingRefund is the record of one refund.
func NewSpendingRefund(s Spending, reference ident.Reference, amount Fen, height int64) SpendingRefund {
	return SpendingRefund{
		ManagerId:       s.ManagerId,
		ProgrammeId:     s.ProgrammeId,
		Beneficiary:     s.Beneficiary,
		InstructionDate: s.InstructionDate,
		EndToEndId:      s.EndToEndId,
		Reference:       reference.String(),
		AmountFen:       uint64(amount),
		Height:          height,
	}
}

// name is what errors call the spending.
func (s Spending) name() string {
	return "spending " + s.EndToEndId + " of " + s.InstructionDate + " by " + s.Beneficiary
}
