package model_test

import (
	"slices"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

type (
	phase struct {
		id, first, last string
		// operators is how many wallets each may have open, 0 for any number; quotas how much it may have been issued.
		operators, quotas map[string]int
		scenarios         []types.Scenario
		cap               int
		invitedOnly       bool
		classes           map[types.WalletClass]limits
	}
	invitation struct {
		phase, member string
		customer      byte
	}
)

// phase returns that of today, nil before the pilot has begun.
func (n *naive) phase() (*phase, error) {
	begun := false
	for _, p := range n.phases {
		begun = begun || p.first <= n.date(0)
		if p.first <= n.date(0) && n.date(0) <= p.last {
			return p, nil
		}
	}
	if begun {
		return nil, types.ErrNoPhase
	}
	return nil, nil //nolint:nilnil // there is no pilot, which is no error
}

// limitsOf are those of a class today.
func (n *naive) limitsOf(class types.WalletClass) limits {
	if p, err := n.phase(); err == nil && p != nil {
		return p.classes[class]
	}
	return classes[class]
}

// admitted fails unless the wallet takes part in the pilot today.
func (n *naive) admitted(w *wallet) error {
	p, err := n.phase()
	if err != nil || p == nil {
		return err
	}
	if _, takesPart := p.operators[w.operator]; !takesPart {
		return types.ErrNotAdmitted
	}
	if w.scenario != 0 && !slices.Contains(p.scenarios, w.scenario) {
		return types.ErrNotAdmitted
	}
	if p.invitedOnly && !n.invited[invitation{p.id, w.operator, w.customer}] {
		return types.ErrNotAdmitted
	}
	return nil
}

// canOpen asks whether a wallet may be opened today.
func (n *naive) canOpen(w *wallet) error {
	p, err := n.phase()
	if err != nil || p == nil {
		return err
	}
	if err := n.admitted(w); err != nil {
		return err
	}
	open := 0
	for _, other := range n.wallets {
		if other.operator == w.operator && !other.closed {
			open++
		}
	}
	if limit := p.operators[w.operator]; limit != 0 && open >= limit {
		return types.ErrWalletCount
	}
	return nil
}

// canIssue asks the pilot before coins are created.
func (n *naive) canIssue(member string, amount int) error {
	p, err := n.phase()
	if err != nil || p == nil {
		return err
	}
	outstanding := 0
	for key, issuance := range n.issuances {
		if key.owner == member && issuance.status == types.ISSUANCE_STATUS_ISSUED {
			outstanding += issuance.amount
		}
	}
	for key, redemption := range n.redemptions {
		if key.owner == member && redemption.status == types.REDEMPTION_STATUS_SETTLED {
			outstanding -= redemption.amount
		}
	}
	_, takesPart := p.operators[member]
	switch {
	case !takesPart:
		return types.ErrNotAdmitted
	case isAbove(n.issued-n.burned+amount, p.cap):
		return types.ErrCirculationCap
	case isAbove(outstanding+amount, p.quotas[member]):
		return types.ErrQuota
	}
	return nil
}

func (n *naive) setPhase(p *phase) error {
	today, old := n.date(0), n.phases[p.id]
	switch {
	case p.last < p.first:
		return types.ErrPhase
	case old != nil && old.last < today:
		return types.ErrPhase
	case (old == nil || old.first > today) && p.first < today:
		return types.ErrPhase
	case old != nil && old.first <= today && (p.first != old.first || p.last < today):
		return types.ErrPhase
	}
	for by := range n.invited {
		if old == nil && by.phase == p.id {
			return types.ErrPhase
		}
	}
	for id, other := range n.phases {
		if id != p.id && p.first <= other.last && other.first <= p.last {
			return types.ErrPhase
		}
	}
	n.phases[p.id] = p
	return nil
}

func (n *naive) removePhase(id string) error {
	switch p := n.phases[id]; {
	case p == nil:
		return types.ErrPhaseNotFound
	case p.first <= n.date(0):
		return types.ErrPhase
	}
	delete(n.phases, id)
	return nil
}

func (n *naive) invite(by invitation) error {
	p := n.phases[by.phase]
	if p == nil {
		return types.ErrPhaseNotFound
	}
	if _, takesPart := p.operators[by.member]; !takesPart {
		return types.ErrNotAdmitted
	}
	if p.last < n.date(0) {
		return types.ErrPhase
	}
	n.invited[by] = true
	return nil
}
