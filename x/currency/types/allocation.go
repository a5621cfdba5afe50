package types

import (
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// CheckCooperatingBank fails with ErrAllocation unless the member is a cooperating bank at work: what is allocated to one
// that is suspended or leaving would reach no customer.
func CheckCooperatingBank(member consortiumtypes.Member) error {
	if member.Kind != consortiumtypes.MEMBER_KIND_COOPERATING_BANK || member.Status != consortiumtypes.MEMBER_STATUS_ACTIVE {
		return ErrAllocation.Wrapf("member %s is %s, %s: must be an active cooperating bank", member.Id, member.Kind, member.Status)
	}
	return nil
}

// CheckRedeems refuses to redeem for a cooperating bank, whose coins belong to the operators that allocated them
// (ErrAllocation).
func CheckRedeems(member consortiumtypes.Member) error {
	if member.Kind == consortiumtypes.MEMBER_KIND_COOPERATING_BANK {
		return ErrAllocation.Wrapf("member %s is a cooperating bank: its coins go back to the operators that allocated them", member.Id)
	}
	return nil
}

// Allocate returns what the bank has of the operator after it got more (ErrOverflow).
func (a Allocation) Allocate(amount Fen) (Allocation, error) {
	outstanding, err := Fen(a.OutstandingFen).Add(amount)
	if err != nil {
		return a, err
	}
	a.OutstandingFen = uint64(outstanding)
	return a, nil
}

// Use returns what the bank has left of the operator after it handed some back, or to the operator's customers
// (ErrAllocation).
func (a Allocation) Use(amount Fen) (Allocation, error) {
	if outstanding := Fen(a.OutstandingFen); amount > outstanding {
		return a, ErrAllocation.Wrapf("%s has %s of %s, asked %s", a.CooperatingBankId, outstanding, a.OperatorId, amount)
	}
	a.OutstandingFen -= uint64(amount)
	return a, nil
}
