package types

import (
	"context"
	"time"

	"github.com/cosmos/cosmos-sdk/types/query"

	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// ConsortiumKeeper knows who is in the consortium.
type ConsortiumKeeper interface {
	// ActingOfficer returns the officer and its member, if it may act now.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
}

// Register is the register of certified products.
type Register interface {
	// Certificate fails with the register's ErrCertificateNotFound.
	Certificate(ctx context.Context, number string) (certificationtypes.Certificate, error)
	// VendorOfWallet fails with the register's ErrVendorNotFound.
	VendorOfWallet(ctx context.Context, wallet string) (certificationtypes.Vendor, error)
	// Recognition fails with the register's ErrRecognitionNotFound for who never was recognised.
	Recognition(ctx context.Context, memberID string) (certificationtypes.Recognition, error)
	// Suspend and Withdraw act for the body's officer, by all rules of the register.
	Suspend(ctx context.Context, number, officer, reason string, remedyBy time.Time) error
	Withdraw(ctx context.Context, number, officer, reason string) error
	// PageCertificates shows one page of all certificates that there ever were, by number.
	PageCertificates(
		ctx context.Context, page *query.PageRequest, visit func(certificationtypes.Certificate) error,
	) (*query.PageResponse, error)
}
