package app

import (
	"context"

	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
)

// obligations is a module that a member may owe something.
type obligations interface {
	Obligations(ctx context.Context, memberID string) ([]string, error)
}

// memberHooks answers the consortium for all modules above it. The currency alone knows wallets.
type memberHooks struct {
	*currencykeeper.Keeper
	others []obligations
}

// Obligations joins what the modules say that the member must settle before it may leave.
func (h memberHooks) Obligations(ctx context.Context, memberID string) ([]string, error) {
	all, err := h.Keeper.Obligations(ctx, memberID)
	if err != nil {
		return nil, err
	}
	for _, module := range h.others {
		left, err := module.Obligations(ctx, memberID)
		if err != nil {
			return nil, err
		}
		all = append(all, left...)
	}
	return all, nil
}
