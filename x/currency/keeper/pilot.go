package keeper

import (
	"context"

	"cosmossdk.io/collections"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// setPhase changes the programme from the next message on. Every wallet is asked again whether it takes part.
func (k *Keeper) setPhase(ctx context.Context, phase types.Phase) error {
	pilot, err := k.pilot.Get(ctx)
	if err != nil {
		return err
	}
	if err := k.checkPhaseID(ctx, pilot, phase.Id); err != nil {
		return err
	}
	if pilot, err = pilot.Set(phase, momentOf(ctx).day); err != nil {
		return err
	}
	if err := k.checkOperators(ctx, phase); err != nil {
		return err
	}
	return k.savePilot(ctx, pilot, &types.EventPhaseChanged{PhaseId: phase.Id, Revision: pilot.Revision})
}

// checkPhaseID refuses a new phase under the id of a removed one to which customers were invited: they would be invited
// to the new one too.
func (k *Keeper) checkPhaseID(ctx context.Context, pilot types.Pilot, id string) error {
	if _, err := pilot.Of(id); err == nil {
		return nil
	}
	invited := false
	err := k.ledger.invitations.Walk(ctx, collections.NewPrefixedTripleRange[string, string, []byte](id), func(invitationKey) (bool, error) {
		invited = true
		return true, nil
	})
	if err == nil && invited {
		return types.ErrPhase.Wrapf("%s: customers were invited to a phase of this id that was removed: take another id", id)
	}
	return err
}

// checkOperators refuses to admit who is not in the consortium, or no operator in it: most likely a slip of the pen.
func (k *Keeper) checkOperators(ctx context.Context, phase types.Phase) error {
	for _, operator := range phase.Operators {
		member, err := k.consortium.Member(ctx, operator.MemberId)
		if err != nil {
			return err
		}
		switch member.Kind {
		case consortiumtypes.MEMBER_KIND_OPERATOR_BANK, consortiumtypes.MEMBER_KIND_OPERATOR_NON_BANK:
		default:
			return types.ErrPhase.Wrapf("%s: member %s is no operator but %s", phase.Id, member.Id, member.Kind)
		}
	}
	return nil
}

func (k *Keeper) removePhase(ctx context.Context, id string) error {
	pilot, err := k.pilot.Get(ctx)
	if err != nil {
		return err
	}
	if pilot, err = pilot.Remove(id, momentOf(ctx).day); err != nil {
		return err
	}
	return k.savePilot(ctx, pilot, &types.EventPhaseChanged{PhaseId: id, Revision: pilot.Revision, Removed: true})
}

func (k *Keeper) savePilot(ctx context.Context, pilot types.Pilot, event *types.EventPhaseChanged) error {
	if err := k.pilot.Set(ctx, pilot); err != nil {
		return err
	}
	return emit(ctx, event)
}

// inviteCustomers lets customers of the teller's member take part in a phase. To invite one again changes nothing.
func (k *Keeper) inviteCustomers(ctx context.Context, teller, phaseID string, customers [][]byte) error {
	_, member, err := k.actor(ctx, teller)
	if err != nil {
		return err
	}
	if err := types.CheckNewBusiness(member); err != nil {
		return err
	}
	pilot, err := k.pilot.Get(ctx)
	if err != nil {
		return err
	}
	phase, err := pilot.Of(phaseID)
	if err != nil {
		return err
	}
	if err := phase.CheckInvitation(member.Id, customers, momentOf(ctx).day); err != nil {
		return err
	}
	for _, reference := range customers {
		if err := k.ledger.invitations.Set(ctx, collections.Join3(phase.Id, member.Id, reference)); err != nil {
			return err
		}
	}
	return emit(ctx, &types.EventCustomersInvited{
		PhaseId: phase.Id, OperatorId: member.Id, Customers: uint32(len(customers)), //nolint:gosec // at most types.MaxInvitations
	})
}
