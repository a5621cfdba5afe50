package types

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// ConsortiumKeeper knows who is in the consortium.
type ConsortiumKeeper interface {
	// ActingOfficer returns the officer and its member, if it may act now.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
	// Member fails with the consortium's ErrMemberNotFound.
	Member(ctx context.Context, id string) (consortiumtypes.Member, error)
}

// SingleWindow has the documents.
type SingleWindow interface {
	// Document fails with the single window's ErrDocumentNotFound.
	Document(ctx context.Context, id singlewindowtypes.DocumentID) (singlewindowtypes.Document, error)
	// Catalogue says what documents are financed as.
	Catalogue(ctx context.Context) (singlewindowtypes.Catalogue, error)
	// AssignPart puts a part of a receivable on record as a document of the recipient.
	AssignPart(
		ctx context.Context, parent, part singlewindowtypes.DocumentID, owner, recipient sdk.AccAddress, amount Money,
	) (singlewindowtypes.Document, error)
	// Enterprise fails with the single window's ErrEnterpriseNotFound.
	Enterprise(ctx context.Context, wallet sdk.AccAddress) (singlewindowtypes.Enterprise, error)
}

// BankingDays knows on which days banks work.
type BankingDays interface {
	// AddBankingDays returns the n-th banking day after the day.
	AddBankingDays(ctx context.Context, day Day, n int) (Day, error)
}

// Escrow is the part of the currency's ledger through which loans go from boxes to wallets and back.
type Escrow interface {
	// FromBox takes money out of a cash box as a movement of the type.
	FromBox(ctx context.Context, id, memberID string, movement currencytypes.MovementType, amount Fen) error
	// ToWallet pays money out by every rule of a receipt.
	ToWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount Fen) error
	// FromWallet takes money by every rule of a payment out.
	FromWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount Fen) error
	// ToBox puts money into a cash box as a movement of the type.
	ToBox(ctx context.Context, id, memberID string, movement currencytypes.MovementType, amount Fen) error
}
