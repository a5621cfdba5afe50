package sim_test

import (
	"time"

	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	purpose "github.com/dcep-consortium/dcepd/x/purpose/types"
)

// manager runs programmes for whoever sponsors them.
const manager = "finance-sz"

// programmes are few, so that what is done about them meets.
var programmes = []string{"HOMES", "TRAVEL"}

// purposes is what sponsors, a manager, beneficiaries and merchants do about programmes.
func (w *workload) purposes(now time.Time) signed {
	id := w.pick(programmes)
	holder, other := w.firms[w.rand.Intn(len(w.firms))], w.firms[w.rand.Intn(len(w.firms))]
	reference := w.pick([]string{"1", "2", "3", "4", "5"})
	date := currency.DayOf(now).AddDays(-w.rand.Int63n(2)).String()
	switch w.rand.Intn(9) {
	case 0, 1:
		return signed{holder, &purpose.MsgFundProgramme{
			Sponsor: holder.String(), ManagerId: manager, ProgrammeId: id, AmountFen: w.amount() / 10, Reference: w.id(),
		}}
	case 2, 3, 4:
		return signed{holder, &purpose.MsgSpendGrant{
			Beneficiary: holder.String(), ManagerId: manager, ProgrammeId: id, Payee: other.String(), AmountFen: w.amount() / 1000,
			EndToEndId: reference, InstructionDate: date,
		}}
	case 5:
		return signed{holder, &purpose.MsgRefundSpending{
			Payee: holder.String(), ManagerId: manager, ProgrammeId: id, Beneficiary: other.String(), InstructionDate: date, EndToEndId: reference,
			AmountFen: w.amount() / 10_000, Reference: w.id(),
		}}
	default:
		return w.manage(id, reference, now)
	}
}

func (w *workload) manage(id, reference string, now time.Time) signed {
	treasurer, controller := testutil.Officer(manager, "treasurer"), testutil.Officer(manager, "controller")
	beneficiary := w.firms[w.rand.Intn(len(w.firms))].String()
	switch w.rand.Intn(10) {
	case 0, 1:
		return signed{treasurer, &purpose.MsgCreateProgramme{Treasurer: treasurer.String(), ProgrammeId: id, Terms: w.terms(now)}}
	case 2, 3, 4:
		return signed{treasurer, &purpose.MsgProposeGrants{
			Treasurer: treasurer.String(), ProgrammeId: id, Reference: reference, Awards: purpose.Awards{Awards: []purpose.Award{
				{Beneficiary: beneficiary, PurposeId: "all", AmountFen: w.amount() / 100},
			}},
		}}
	case 5, 6, 7:
		return signed{controller, &purpose.MsgConfirmGrants{Controller: controller.String(), ProgrammeId: id, Reference: reference}}
	case 8:
		return signed{treasurer, &purpose.MsgRecallGrant{Treasurer: treasurer.String(), ProgrammeId: id, Beneficiary: beneficiary, Reason: "moved"}}
	default:
		if w.rand.Intn(4) == 0 {
			return signed{treasurer, &purpose.MsgCloseProgramme{Treasurer: treasurer.String(), ProgrammeId: id, Reason: "replaced"}}
		}
		return signed{treasurer, &purpose.MsgCancelGrants{Officer: treasurer.String(), ProgrammeId: id, Reference: reference, Reason: "wrong"}}
	}
}

// terms end within the run of most seeds, so that sponsors get their rests.
func (w *workload) terms(now time.Time) purpose.ProgrammeTerms {
	today := currency.DayOf(now)
	const pledge = 100_000_00
	terms := purpose.ProgrammeTerms{
		Name: "Fund", BudgetFen: 2 * pledge, FirstDay: today.String(), LastDay: today.AddDays(1 + w.rand.Int63n(10)).String(),
		Purposes: []purpose.Purpose{{
			Id: "all", Description: "All", BudgetFen: 2 * pledge, Scenarios: []currency.Scenario{currency.SCENARIO_RETAIL, currency.SCENARIO_HOUSING},
		}},
	}
	for _, sponsor := range w.firms[:2] {
		terms.Pledges = append(terms.Pledges, purpose.Pledge{Wallet: sponsor.String(), AmountFen: pledge})
	}
	return terms
}
