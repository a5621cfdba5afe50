package types

import "context"

// Hooks is what the modules above the consortium answer it.
type Hooks interface {
	// Obligations lists, in words for people, what the member still has to settle before it may leave.
	Obligations(ctx context.Context, memberID string) ([]string, error)
	// IsWallet reports whether the address is or ever was a wallet. No wallet holder becomes an officer.
	IsWallet(ctx context.Context, address []byte) (bool, error)
	// CheckValidatorPlatform fails unless the member may validate on what it says it runs.
	CheckValidatorPlatform(ctx context.Context, memberID string) error
}
