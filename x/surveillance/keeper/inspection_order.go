package keeper

import (
	"context"
	"errors"
	"time"

	"cosmossdk.io/collections"

	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

func (k *Keeper) orderInspection(ctx context.Context, msg *types.MsgOrderInspection) error {
	certificate, err := k.register.Certificate(ctx, msg.Number)
	if err != nil {
		return err
	}
	snapshot := certificate.At(now(ctx))
	if !snapshot.InForce() {
		return certificationtypes.ErrCertificateStatus.Wrapf("certificate %s is %s: nothing to inspect", certificate.Number, snapshot.Status.Label())
	}
	waiting, waits, err := k.openOrder(ctx, msg.Number)
	if err != nil {
		return err
	}
	if waits {
		return types.ErrInspectionOrder.Wrapf("certificate %s is to be inspected by %s already", msg.Number,
			waiting.InspectBy.UTC().Format(time.RFC3339))
	}
	order, err := types.NewInspectionOrder(msg, now(ctx))
	if err != nil {
		return err
	}
	if err := k.saveOrder(ctx, order); err != nil {
		return err
	}
	return emit(ctx, &types.EventInspectionOrdered{
		Number: order.Number, BodyId: snapshot.BodyId, InspectBy: order.InspectBy, Reason: order.Reason, OrderedBy: order.OrderedBy,
	})
}

// openOrder is the order to inspect a certificate's product that waits, if there is one.
func (k *Keeper) openOrder(ctx context.Context, number string) (order types.InspectionOrder, waits bool, err error) {
	at, err := k.openOrders.Get(ctx, number)
	if errors.Is(err, collections.ErrNotFound) {
		return order, false, nil
	}
	if err != nil {
		return order, false, err
	}
	order, err = k.orders.Get(ctx, collections.Join(number, at))
	return order, true, err
}

// fulfil closes the order that waits for an inspection, if there is one.
func (k *Keeper) fulfil(ctx context.Context, inspection types.Inspection) error {
	order, waits, err := k.openOrder(ctx, inspection.Number)
	if err != nil || !waits {
		return err
	}
	order.InspectedAt = &inspection.At
	return k.saveOrder(ctx, order)
}

func (k *Keeper) saveOrder(ctx context.Context, order types.InspectionOrder) error {
	if err := k.orders.Set(ctx, collections.Join(order.Number, order.OrderedAt), order); err != nil {
		return err
	}
	if order.InspectedAt != nil {
		return k.openOrders.Remove(ctx, order.Number)
	}
	return k.openOrders.Set(ctx, order.Number, order.OrderedAt)
}
