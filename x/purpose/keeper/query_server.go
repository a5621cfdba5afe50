package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var failures = queries.Failures{
	NotFound: []error{
		types.ErrProgrammeNotFound, types.ErrBatchNotFound, types.ErrGrantNotFound, types.ErrSpendingNotFound,
	},
	InvalidArgument: []error{
		consortiumtypes.ErrInvalidAddress, currencytypes.ErrIdentifier, currencytypes.ErrDay,
	},
}

// existing reads the key of a programme that there is.
func (s queryServer) existing(ctx context.Context, managerID, programmeID string) (programmeKey, error) {
	key, err := parseProgrammeKey(managerID, programmeID)
	if err != nil {
		return key, err
	}
	_, err = s.keeper.programme(ctx, key)
	return key, err
}
