package types

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// ConsortiumKeeper knows who is in the consortium.
type ConsortiumKeeper interface {
	// Member fails with the consortium's ErrMemberNotFound.
	Member(ctx context.Context, id string) (consortiumtypes.Member, error)
	// Officer fails with the consortium's ErrOfficerNotFound for an address that never was one.
	Officer(ctx context.Context, address []byte) (consortiumtypes.Officer, error)
	// ActingOfficer returns the officer and its member, if it may act now.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
}

// AccountKeeper knows the accounts of the auth module, which wallets have nothing to do with.
type AccountKeeper interface {
	HasAccount(ctx context.Context, address sdk.AccAddress) bool
}
