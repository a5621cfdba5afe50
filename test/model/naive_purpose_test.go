package model_test

import (
	"slices"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// The terms of every programme of the model.
var (
	pledges  = map[string]int{"firm": 600 * yuan, "backer": 400 * yuan}
	sponsors = []string{"firm", "backer"}
	purposes = map[string]purpose{
		"homes": {budget: 700 * yuan, scenario: currency.SCENARIO_HOUSING},
		"food":  {budget: 300 * yuan, scenario: currency.SCENARIO_RETAIL, sector: "H"},
	}
)

// grantCap is what one beneficiary may have been granted, less what was recalled.
const grantCap = 350 * yuan

type (
	purpose struct {
		budget   int
		scenario currency.Scenario
		// sector is the only one admitted, "" admits all.
		sector string
	}
	programme struct {
		status         types.ProgrammeStatus
		first, last    string
		closedOn       string
		paid, returned map[string]int
		contributions  map[named]bool
		batches        map[string]*batch
		grants         map[string]*grant
		spendings      map[payment]*spending
	}
	award struct {
		to, purpose, sector string
		amount              int
	}
	batch struct {
		awards []award
		status types.GrantBatchStatus
	}
	grant struct {
		purpose, sector          string
		awarded, recalled, spent int
		open                     bool
	}
	spending struct {
		payee            string
		amount, refunded int
		day              string
		refunds          map[string]bool
	}
)

func (g *grant) rest() int { return g.awarded - g.recalled - g.spent }

// fund is what sponsors paid in, and neither got back nor gave to anybody.
func (p *programme) fund() int {
	fund := 0
	for _, sponsor := range sponsors {
		fund += p.paid[sponsor] - p.returned[sponsor]
	}
	for _, g := range p.grants {
		fund -= g.awarded - g.recalled
	}
	return fund
}

func (p *programme) granted(purpose string) (total int) {
	for _, g := range p.grants {
		if g.purpose == purpose {
			total += g.awarded - g.recalled
		}
	}
	return total
}

// running fails unless the programme is open and today is not after its last day.
func (n *naive) running(p *programme) error {
	switch {
	case p.status != types.PROGRAMME_STATUS_OPEN:
		return types.ErrProgrammeStatus
	case n.date(0) > p.last:
		return types.ErrOutsidePeriod
	}
	return nil
}

func (n *naive) createProgramme(id, first, last string) error {
	if n.programmes[id] != nil {
		return types.ErrProgrammeExists
	}
	for _, sponsor := range sponsors {
		if n.wallets[address(sponsor)].closed {
			return types.ErrSponsor
		}
	}
	n.programmes[id] = &programme{
		status: types.PROGRAMME_STATUS_OPEN, first: first, last: last, paid: map[string]int{}, returned: map[string]int{},
		contributions: map[named]bool{}, batches: map[string]*batch{}, grants: map[string]*grant{}, spendings: map[payment]*spending{},
	}
	return nil
}

func (n *naive) fundProgramme(id, sponsor, reference string, amount int) error {
	from, err := n.holder(address(sponsor))
	if err != nil {
		return err
	}
	p := n.programmes[id]
	switch {
	case amount == 0:
		return currency.ErrAmount
	case p == nil:
		return types.ErrProgrammeNotFound
	case p.contributions[named{sponsor, reference}]:
		return types.ErrContributionExists
	}
	if err := n.running(p); err != nil {
		return err
	}
	if pledges[sponsor] == 0 {
		return types.ErrNotSponsor
	}
	if p.paid[sponsor]+amount > pledges[sponsor] {
		return types.ErrPledgeExceeded
	}
	if err := n.payOut(from, amount); err != nil {
		return err
	}
	p.paid[sponsor] += amount
	p.contributions[named{sponsor, reference}] = true
	return nil
}

// grantable tries awards one after another, and makes them if they are confirmed.
func (n *naive) grantable(p *programme, awards []award, confirmed bool) error {
	fund, granted := p.fund(), map[string]int{}
	for _, a := range awards {
		to := n.wallets[address(a.to)]
		use, exists := purposes[a.purpose]
		g := p.grants[a.to]
		switch {
		case to == nil:
			return currency.ErrWalletNotFound
		case to.closed:
			return types.ErrBeneficiary
		case n.running(p) != nil:
			return n.running(p)
		case !exists:
			return types.ErrPurposeNotFound
		case use.sector != "" && a.sector != use.sector:
			return types.ErrSectorNotAdmitted
		case p.granted(a.purpose)+granted[a.purpose]+a.amount > use.budget:
			return types.ErrBudgetExceeded
		case a.amount > fund:
			return types.ErrFundExceeded
		case g != nil && (g.purpose != a.purpose || g.sector != a.sector):
			return types.ErrPurposeChanged
		case g == nil && a.amount > grantCap, g != nil && g.awarded-g.recalled+a.amount > grantCap:
			return types.ErrCapExceeded
		}
		fund -= a.amount
		granted[a.purpose] += a.amount
	}
	for _, a := range awards {
		if !confirmed {
			break
		}
		if p.grants[a.to] == nil {
			p.grants[a.to] = &grant{purpose: a.purpose, sector: a.sector}
		}
		p.grants[a.to].awarded += a.amount
		p.grants[a.to].open = true
	}
	return nil
}

func (n *naive) proposeGrants(id, reference string, awards []award) error {
	p := n.programmes[id]
	switch {
	case p == nil:
		return types.ErrProgrammeNotFound
	case p.batches[reference] != nil:
		return types.ErrBatchExists
	case slices.ContainsFunc(awards, func(a award) bool { return a.amount == 0 }), len(awards) == 2 && awards[0].to == awards[1].to:
		return types.ErrAwards
	}
	if err := n.grantable(p, awards, false); err != nil {
		return err
	}
	p.batches[reference] = &batch{awards: awards, status: types.GRANT_BATCH_STATUS_PROPOSED}
	return nil
}

// proposed returns a batch that waits for a decision.
func (n *naive) proposed(id, reference string) (*programme, *batch, error) {
	p := n.programmes[id]
	switch {
	case p == nil:
		return nil, nil, types.ErrProgrammeNotFound
	case p.batches[reference] == nil:
		return nil, nil, types.ErrBatchNotFound
	case p.batches[reference].status != types.GRANT_BATCH_STATUS_PROPOSED:
		return nil, nil, types.ErrBatchStatus
	}
	return p, p.batches[reference], nil
}

func (n *naive) confirmGrants(id, reference string) error {
	p, b, err := n.proposed(id, reference)
	if err != nil {
		return err
	}
	if err := n.grantable(p, b.awards, true); err != nil {
		return err
	}
	b.status = types.GRANT_BATCH_STATUS_CONFIRMED
	return nil
}

func (n *naive) cancelGrants(id, reference string) error {
	if n.programmes[id] == nil {
		return types.ErrBatchNotFound
	}
	_, b, err := n.proposed(id, reference)
	if err == nil {
		b.status = types.GRANT_BATCH_STATUS_CANCELLED
	}
	return err
}

func (n *naive) spendGrant(id string, key payment, payee string, amount int) error {
	if _, err := n.holder(key.payer); err != nil {
		return err
	}
	if amount == 0 {
		return currency.ErrAmount
	}
	p := n.programmes[id]
	if p == nil {
		return types.ErrProgrammeNotFound
	}
	if p.spendings[key] != nil {
		return types.ErrDuplicateSpending
	}
	if err := n.running(p); err != nil {
		return err
	}
	g, from, to := p.grants[n.nameOf(key.payer)], n.wallets[key.payer], n.wallets[payee]
	switch {
	case n.date(0) < p.first:
		return types.ErrOutsidePeriod
	case key.date > n.date(0), key.date < p.first:
		return types.ErrInstructionDate
	case g == nil:
		return types.ErrGrantNotFound
	case to == nil:
		return currency.ErrWalletNotFound
	case from == to || from.operator == to.operator && from.customer == to.customer:
		return types.ErrPayeeNotAdmitted
	case to.scenario != purposes[g.purpose].scenario:
		return types.ErrScenarioNotAdmitted
	case !g.open:
		return types.ErrGrantStatus
	case amount > g.rest():
		return types.ErrGrantExceeded
	}
	if err := n.canReceive(to, amount); err != nil {
		return err
	}
	to.balance += amount
	g.spent += amount
	p.spendings[key] = &spending{payee: payee, amount: amount, day: n.date(0), refunds: map[string]bool{}}
	return nil
}

func (n *naive) refundSpending(id string, key payment, by, reference string, amount int) error {
	from, err := n.holder(by)
	switch {
	case err != nil:
		return err
	case amount == 0:
		return currency.ErrAmount
	case n.programmes[id] == nil || n.programmes[id].spendings[key] == nil:
		return types.ErrSpendingNotFound
	}
	p := n.programmes[id]
	s := p.spendings[key]
	switch {
	case s.refunds[reference]:
		return types.ErrRefundExists
	case s.payee != by:
		return types.ErrNotPayee
	case s.day < n.date(-types.RefundDays):
		return types.ErrRefundPeriod
	case s.refunded+amount > s.amount:
		return types.ErrRefundExceeded
	}
	if err := n.canWithdraw(from, amount); err != nil {
		return err
	}
	from.balance -= amount
	s.refunded += amount
	s.refunds[reference] = true
	g := p.grants[n.nameOf(key.payer)]
	g.spent -= amount
	if !g.open || n.running(p) != nil {
		g.recalled += amount
		if p.status == types.PROGRAMME_STATUS_CLOSED {
			n.returnFund(p)
		}
	}
	return nil
}

func (n *naive) recallGrant(id, beneficiary string) error {
	p := n.programmes[id]
	if p == nil {
		return types.ErrProgrammeNotFound
	}
	if err := n.running(p); err != nil {
		return err
	}
	g := p.grants[beneficiary]
	switch {
	case g == nil:
		return types.ErrGrantNotFound
	case !g.open:
		return types.ErrGrantStatus
	}
	g.recalled += g.rest()
	g.open = false
	return nil
}

func (n *naive) closeProgramme(id string) error {
	p := n.programmes[id]
	if p == nil {
		return types.ErrProgrammeNotFound
	}
	if err := n.running(p); err != nil {
		return err
	}
	p.status = types.PROGRAMME_STATUS_CLOSING
	return nil
}

// endProgrammes is what the end of a block does.
func (n *naive) endProgrammes() {
	for _, p := range n.programmes {
		if p.status == types.PROGRAMME_STATUS_OPEN && n.date(0) > p.last {
			p.status = types.PROGRAMME_STATUS_CLOSING
		}
		if p.status == types.PROGRAMME_STATUS_CLOSING {
			for _, g := range p.grants {
				if g.open && g.rest() > 0 {
					g.recalled += g.rest()
					g.open = false
				}
			}
			n.returnFund(p)
			p.status, p.closedOn = types.PROGRAMME_STATUS_CLOSED, n.date(0)
		}
		if p.status == types.PROGRAMME_STATUS_CLOSED && p.closedOn < n.date(-types.RefundDays) {
			p.status = types.PROGRAMME_STATUS_FINISHED
		}
	}
}

// returnFund gives the sponsors the fund in proportion to what each is still owed; fen that are left go to the largest
// remainders, of equal ones to the sponsor named first.
func (n *naive) returnFund(p *programme) {
	fund, owed := p.fund(), 0
	for _, sponsor := range sponsors {
		owed += p.paid[sponsor] - p.returned[sponsor]
	}
	if owed == 0 {
		return
	}
	parts, remainders, left := map[string]int{}, map[string]int{}, fund
	for _, sponsor := range sponsors {
		share := fund * (p.paid[sponsor] - p.returned[sponsor])
		parts[sponsor], remainders[sponsor] = share/owed, share%owed
		left -= parts[sponsor]
	}
	for ; left > 0; left-- {
		best := sponsors[0]
		for _, sponsor := range sponsors {
			if remainders[sponsor] > remainders[best] {
				best = sponsor
			}
		}
		parts[best]++
		remainders[best] = -1
	}
	for _, sponsor := range sponsors {
		p.returned[sponsor] += parts[sponsor]
		n.wallets[address(sponsor)].balance += parts[sponsor]
	}
}

// bound reports whether a programme keeps the wallet from closing.
func (n *naive) bound(wallet string) bool {
	name := n.nameOf(wallet)
	for _, p := range n.programmes {
		if pledges[name] != 0 && p.status != types.PROGRAMME_STATUS_FINISHED {
			return true
		}
		if g := p.grants[name]; g != nil && g.open && g.rest() > 0 && n.running(p) == nil {
			return true
		}
	}
	return false
}
