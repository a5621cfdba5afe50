package types

import (
	"slices"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// GrantBatchAction is what can happen to a batch of grants.
type GrantBatchAction string

const (
	GrantBatchConfirm GrantBatchAction = "confirm"
	GrantBatchCancel  GrantBatchAction = "cancel"
)

var grantBatchTransitions = lifecycle.Table[GrantBatchStatus, GrantBatchAction]{
	GRANT_BATCH_STATUS_PROPOSED: {
		GrantBatchConfirm: GRANT_BATCH_STATUS_CONFIRMED,
		GrantBatchCancel:  GRANT_BATCH_STATUS_CANCELLED,
	},
}

// CheckSector fails with ErrSectorNotAdmitted unless the purpose admits the beneficiary's sector.
func (p Purpose) CheckSector(award Award) error {
	if award.Sector != "" && !isSector(award.Sector) {
		return ErrSectorNotAdmitted.Wrapf("beneficiary %s: sector %.40q is not one of A to T (GB/T 4754)", award.Beneficiary, award.Sector)
	}
	if len(p.Sectors) > 0 && !slices.Contains(p.Sectors, award.Sector) {
		return ErrSectorNotAdmitted.Wrapf("purpose %s, beneficiary %s: sector %q, admitted %v", p.Id, award.Beneficiary, award.Sector, p.Sectors)
	}
	return nil
}

// NewGrantBatch is a proposal. It fails with ErrAwards on a list that no programme could grant.
func NewGrantBatch(p Programme, reference ident.Reference, awards []Award, officer consortiumtypes.Officer) (GrantBatch, error) {
	total, err := checkAwards(awards)
	if err != nil {
		return GrantBatch{}, err
	}
	return GrantBatch{
		ManagerId:   p.ManagerId,
		ProgrammeId: p.Id,
		Reference:   reference.String(),
		Awards:      awards,
		TotalFen:    uint64(total),
		Status:      GRANT_BATCH_STATUS_PROPOSED,
		ProposedBy:  officer.Address,
	}, nil
}

func checkAwards(awards []Award) (Fen, error) {
	if len(awards) == 0 || len(awards) > MaxAwards {
		return 0, ErrAwards.Wrapf("%d awards, must be 1 to %d", len(awards), MaxAwards)
	}
	var total Fen
	seen := map[string]bool{}
	for i, award := range awards {
		if err := checkAddress(award.Beneficiary); err != nil {
			return 0, ErrAwards.Wrapf("awards[%d]: %s", i, err)
		}
		if seen[award.Beneficiary] {
			return 0, ErrAwards.Wrapf("awards[%d]: %s is there twice", i, award.Beneficiary)
		}
		seen[award.Beneficiary] = true
		if err := addAmount(&total, award.AmountFen); err != nil {
			return 0, ErrAwards.Wrapf("awards[%d]: %s", i, err)
		}
	}
	return total, nil
}

// Confirm is the consent of another officer than the proposer (ErrBatchStatus, ErrSameOfficer).
func (b GrantBatch) Confirm(officer consortiumtypes.Officer) (GrantBatch, error) {
	confirmed, err := b.decide(GrantBatchConfirm, officer)
	if err != nil {
		return b, err
	}
	if officer.Address == b.ProposedBy {
		return b, ErrSameOfficer.Wrapf("batch %s was proposed by %s", b.Reference, b.ProposedBy)
	}
	return confirmed, nil
}

// Cancel drops the proposal with a reason (ErrBatchStatus, and the currency's ErrReason).
func (b GrantBatch) Cancel(officer consortiumtypes.Officer, reason string) (GrantBatch, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return b, err
	}
	cancelled, err := b.decide(GrantBatchCancel, officer)
	if err != nil {
		return b, err
	}
	cancelled.Reason = reason
	return cancelled, nil
}

func (b GrantBatch) decide(action GrantBatchAction, officer consortiumtypes.Officer) (GrantBatch, error) {
	to, allowed := grantBatchTransitions.Next(b.Status, action)
	if !allowed {
		return b, ErrBatchStatus.Wrapf("batch %s of programme %s of %s is %s: cannot %s", b.Reference, b.ProgrammeId, b.ManagerId, b.Status, action)
	}
	b.Status = to
	b.DecidedBy = officer.Address
	return b, nil
}
