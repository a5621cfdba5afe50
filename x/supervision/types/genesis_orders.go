package types

import (
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

func (s *genesisSums) checkOrders(g *GenesisState) error {
	for i, order := range g.Orders {
		c, _, err := s.inCase(order.LeadId, order.CaseId)
		if err != nil {
			return inEntry("orders", i, err)
		}
		if err := c.CheckAuthority(order.MemberId); err != nil {
			return inEntry("orders", i, err)
		}
		if err := order.check(); err != nil {
			return inEntry("orders", i, err)
		}
		key := ownID{order.MemberId, order.Reference}
		if _, exists := s.orders[key]; exists {
			return inEntry("orders", i, ErrOrderExists.Wrap(order.name()))
		}
		s.orders[key] = order
	}
	return nil
}

// check fails unless the record is one that an order can have, looked at alone.
func (o Order) check() error {
	if _, err := currencytypes.ParseReference("reference", o.Reference); err != nil {
		return err
	}
	if err := checkHash("commitment", o.Commitment); err != nil {
		return err
	}
	if err := checkAddress(o.ProposedBy); err != nil {
		return err
	}
	if !isKnown(OrderStatus_name, o.Status) {
		return ErrOrderStatus.Wrapf("%s: status %s", o.name(), o.Status)
	}
	enforced := o.Status != ORDER_STATUS_PROPOSED && o.Status != ORDER_STATUS_WITHDRAWN
	if enforced != (o.Terms != nil) || enforced != (o.EnforcedAt != nil) || enforced != (o.EnforcedBy != "") || o.EnforcedBy == o.ProposedBy {
		return ErrOrderStatus.Wrapf("%s is %s, enforced by %q, proposed by %q", o.name(), o.Status, o.EnforcedBy, o.ProposedBy)
	}
	if enforced {
		if err := o.checkTerms(); err != nil {
			return err
		}
	}
	if err := o.Service.check(); err != nil {
		return err
	}
	if err := o.Objection.check(); err != nil {
		return err
	}
	if o.Review != nil && o.Objection == nil {
		return ErrObjection.Wrapf("%s was reviewed, but nobody objected", o.name())
	}
	return o.Review.check()
}

// checkTerms compares the terms with what was committed to, as long as no extension moved the end.
func (o Order) checkTerms() error {
	commitment, err := o.Terms.Commitment(o.MemberId, o.Reference)
	if err != nil {
		return err
	}
	if o.Extensions == 0 && string(commitment) != string(o.Commitment) {
		return ErrCommitment.Wrap(o.name())
	}
	if !o.Terms.EndsAt.After(*o.EnforcedAt) {
		return ErrOrderTerms.Wrapf("%s ends at %s, before it began", o.name(), moment(o.Terms.EndsAt))
	}
	return nil
}

func (s *genesisSums) checkOrderWallets(g *GenesisState) error {
	count := map[ownID]int{}
	seen := map[OrderWallet]bool{}
	for i, entry := range g.OrderWallets {
		key := ownID{entry.MemberId, entry.Reference}
		order, exists := s.orders[key]
		if !exists || order.Status != ORDER_STATUS_IN_FORCE || seen[entry] {
			return inEntry("order_wallets", i, ErrOrderStatus.Wrapf("order %s of %s is not in force, or the wallet is there twice", entry.Reference, entry.MemberId))
		}
		if err := checkAddress(entry.Wallet); err != nil {
			return inEntry("order_wallets", i, err)
		}
		if order.Terms.Wallet != "" && order.Terms.Wallet != entry.Wallet {
			return inEntry("order_wallets", i, ErrOrderTerms.Wrapf("%s is on %s", order.name(), order.Terms.Wallet))
		}
		seen[entry] = true
		if count[key]++; count[key] > MaxOrderWallets {
			return inEntry("order_wallets", i, ErrOrderWallets.Wrapf("%s: limit %d", order.name(), MaxOrderWallets))
		}
	}
	return nil
}

func (s *genesisSums) checkOrderChanges(g *GenesisState) error {
	seen := map[[3]string]bool{}
	for i, change := range g.OrderChanges {
		if _, exists := s.orders[ownID{change.MemberId, change.OrderReference}]; !exists {
			return inEntry("order_changes", i, ErrOrderNotFound.Wrapf("order %s of %s", change.OrderReference, change.MemberId))
		}
		if err := change.Check(); err != nil {
			return inEntry("order_changes", i, err)
		}
		decided := change.Status != ORDER_CHANGE_STATUS_PROPOSED
		if !isKnown(OrderChangeStatus_name, change.Status) || decided != (change.DecidedBy != "") || change.DecidedBy == change.ProposedBy {
			return inEntry("order_changes", i, ErrOrderChangeStatus.Wrapf("%s is %s by %q", change.name(), change.Status, change.DecidedBy))
		}
		key := [3]string{change.MemberId, change.OrderReference, change.Reference}
		if seen[key] {
			return inEntry("order_changes", i, ErrOrderChangeExists.Wrap(change.name()))
		}
		seen[key] = true
	}
	return nil
}

func (s *genesisSums) checkFlagReviews(g *GenesisState) error {
	type flagKey struct {
		operator, customer, day string
		rule                    uint32
	}
	seen := map[flagKey]bool{}
	for i, review := range g.FlagReviews {
		if err := review.Flag.Check(); err != nil {
			return inEntry("flag_reviews", i, err)
		}
		decided := review.Status != FLAG_REVIEW_STATUS_ACKNOWLEDGED
		if !isKnown(FlagReviewStatus_name, review.Status) || decided != (review.DecidedBy != "") {
			return inEntry("flag_reviews", i, ErrFlagReview.Wrapf("%s is %s by %q", review.Flag.name(), review.Status, review.DecidedBy))
		}
		if attached := review.Status == FLAG_REVIEW_STATUS_ATTACHED; attached {
			if _, _, err := s.inCase(review.LeadId, review.CaseId); err != nil {
				return inEntry("flag_reviews", i, err)
			}
		}
		key := flagKey{review.Flag.OperatorId, string(review.Flag.CustomerRef), review.Flag.Day, review.Flag.Rule()}
		if seen[key] {
			return inEntry("flag_reviews", i, ErrFlagReview.Wrapf("%s is there twice", review.Flag.name()))
		}
		seen[key] = true
	}
	return nil
}
