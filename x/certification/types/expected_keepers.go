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
	// ActingOfficer returns the officer and its member, if it may act now.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
}

// Surveillance knows what inspections found since a certificate was granted; a module above keeps it.
type Surveillance interface {
	// CheckRenewal fails unless what was found allows a renewal.
	CheckRenewal(ctx context.Context, certificate Certificate) error
}

// Wallets knows the wallets, which a module above keeps.
type Wallets interface {
	// IsOpenCorporate reports whether the address is an open wallet of a firm.
	IsOpenCorporate(ctx context.Context, address sdk.AccAddress) (bool, error)
}
