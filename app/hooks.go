package app

import (
	"context"

	certificationkeeper "github.com/dcep-consortium/dcepd/x/certification/keeper"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
)

// obligations is a module that a member may owe something.
type obligations interface {
	Obligations(ctx context.Context, memberID string) ([]string, error)
}

var _ consortiumtypes.Hooks = memberHooks{}

// memberHooks answers the consortium for all modules above it. The currency alone knows wallets.
type memberHooks struct {
	*currencykeeper.Keeper
	others        []obligations
	certification *certificationkeeper.Keeper
}

// CheckValidatorPlatform fails unless the member may validate on what it says it runs.
func (h memberHooks) CheckValidatorPlatform(ctx context.Context, memberID string) error {
	return h.certification.CheckDeployed(ctx, memberID, certificationtypes.PRODUCT_USE_VALIDATOR_PLATFORM)
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
