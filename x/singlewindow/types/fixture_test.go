package types_test

import (
	"bytes"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

const (
	firm, buyer, customsOfficer = 1, 2, 3

	customs, today = "customs-sz", "2019-12-02"
)

func address(n byte) sdk.AccAddress { return bytes.Repeat([]byte{n}, 20) }

func text(n byte) string { return consortiumtypes.FormatAddress(address(n)) }

func theDay() types.Day {
	parsed, err := currencytypes.ParseDay(today)
	if err != nil {
		panic(err)
	}
	return parsed
}

func usd(minor uint64) types.Money { return types.NewMoney("USD", minor) }

func commitment(n byte) []byte { return bytes.Repeat([]byte{n}, types.CommitmentBytes) }

func documentID(n byte) types.DocumentID { return types.DocumentID(commitment(n)) }

var ownerSalt = bytes.Repeat([]byte{7}, types.SaltBytes)

// catalogue has a route of two departments, of which one member acts for the first and nobody for the second.
func catalogue() types.Catalogue {
	return types.Catalogue{
		Departments: []types.Department{{Id: "inspection", Name: "Inspection", MemberId: customs}, {Id: "tax", Name: "Tax"}},
		DocumentKinds: []types.DocumentKind{
			{Id: "declaration", Name: "Declaration", Attested: true, Purposes: []string{"export-receivable"}},
			{Id: "invoice", Name: "Invoice", Purposes: []string{"receivable-discount"}},
		},
		Functions: []types.Function{
			{Id: "goods", Name: "Goods declaration", DocumentKinds: []string{"declaration"}, Route: []string{"inspection", "tax"}},
		},
	}
}

func attest() *types.MsgAttestDeclaration {
	return &types.MsgAttestDeclaration{
		Officer: text(customsOfficer), DocumentId: documentID(9).String(), Kind: "declaration", Direction: types.DIRECTION_EXPORT,
		Amount: usd(10_000_000), Month: "2019-12", ContentCommitment: commitment(1), OwnerCommitment: types.OwnerCommitment(ownerSalt, address(firm)),
		OwnerEnvelope: []byte("sealed"),
	}
}

func claim() *types.MsgClaimDocument {
	return &types.MsgClaimDocument{
		Holder: text(firm), DocumentId: documentID(8).String(), Kind: "invoice", Amount: usd(500_000), Month: "2019-11",
		ContentCommitment: commitment(2), Counterparty: text(buyer),
	}
}

func enterprise(n byte) types.Enterprise {
	return types.Enterprise{
		Wallet: text(n), UsccCommitment: commitment(n), Status: types.ENTERPRISE_STATUS_VERIFIED, VerifiedBy: text(customsOfficer),
	}
}

func declaration() types.Document {
	d, err := types.NewDeclaration(catalogue(), documentID(9), attest(), customs, theDay())
	if err != nil {
		panic(err)
	}
	return d
}

func invoice() types.Document {
	d, err := types.NewClaim(catalogue(), documentID(8), claim(), enterprise(firm), theDay())
	if err != nil {
		panic(err)
	}
	return d
}

func officer(n byte) consortiumtypes.Officer { return consortiumtypes.Officer{Address: text(n)} }
