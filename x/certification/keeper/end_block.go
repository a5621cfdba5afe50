package keeper

import (
	"context"
	"time"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/certification/types"
)

// EndBlock records what time did: steps of applications that lapsed, certificates that end soon, expired or were not
// remedied. What exceeds types.MaxStepsPerBlock waits for the next block, which changes no answer: every message and
// query asks the clock.
func (k *Keeper) EndBlock(ctx context.Context) error {
	left := types.MaxStepsPerBlock
	numbers, err := firstDue(ctx, k.certificates.Indexes.due, left)
	if err != nil {
		return err
	}
	for _, number := range numbers {
		if err := k.tick(ctx, number); err != nil {
			return err
		}
	}
	lapsed, err := firstDue(ctx, k.applications.Indexes.due, left-len(numbers))
	if err != nil {
		return err
	}
	for _, key := range lapsed {
		if err := k.lapse(ctx, key); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) tick(ctx context.Context, number string) error {
	certificate, err := k.Certificate(ctx, number)
	if err != nil {
		return err
	}
	certificate, ended := certificate.Tick(now(ctx))
	if ended {
		return k.saveCertificate(ctx, certificate)
	}
	if err := k.certificates.Set(ctx, number, certificate); err != nil {
		return err
	}
	return emit(ctx, &types.EventCertificateExpiring{Number: number, ExpiresAt: certificate.ExpiresAt})
}

func (k *Keeper) lapse(ctx context.Context, key applicationKey) error {
	application, err := k.application(ctx, key)
	if err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	before := application.Status
	application, due := application.Lapse(params, now(ctx))
	if !due {
		return nil
	}
	if application.Status == before {
		// Nobody appealed against the refusal, which stands.
		return k.applications.Set(ctx, key, application)
	}
	return k.saveApplication(ctx, application)
}

// firstDue returns what has been due longest, at most limit.
func firstDue[Key, Value any](
	ctx context.Context, due sparseIndex[collections.Pair[time.Time, Key], Key, Value], limit int,
) (keys []Key, err error) {
	if limit <= 0 {
		return nil, nil
	}
	untilNow := collections.NewPrefixUntilPairRange[time.Time, Key](now(ctx))
	err = due.Walk(ctx, untilNow, func(entry collections.Pair[time.Time, Key]) (bool, error) {
		keys = append(keys, entry.K2())
		return len(keys) == limit, nil
	})
	return keys, err
}
