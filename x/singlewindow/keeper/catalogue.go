package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// Catalogue returns departments, document kinds and functions.
func (k *Keeper) Catalogue(ctx context.Context) (types.Catalogue, error) { return k.catalogue.Get(ctx) }

func (k *Keeper) setCatalogue(ctx context.Context, next types.Catalogue) error {
	catalogue, err := k.catalogue.Get(ctx)
	if err != nil {
		return err
	}
	if catalogue, err = catalogue.Replace(next); err != nil {
		return err
	}
	if err := k.catalogue.Set(ctx, catalogue); err != nil {
		return err
	}
	return emit(ctx, &types.EventCatalogue{
		Departments:   uint32(len(catalogue.Departments)),   //nolint:gosec // at most MaxDepartments
		DocumentKinds: uint32(len(catalogue.DocumentKinds)), //nolint:gosec // at most MaxDocumentKinds
		Functions:     uint32(len(catalogue.Functions)),     //nolint:gosec // at most MaxFunctions
	})
}
