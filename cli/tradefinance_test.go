package cli

import (
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/fingerprint"
	"github.com/dcep-consortium/dcepd/seal"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func TestCheckOpened(t *testing.T) {
	content := func(kind, number string) seal.Content {
		return seal.Content{Kind: kind, Fields: []seal.Field{
			{Name: "issuer", Value: "914403001922038216"}, {Name: "number", Value: number}, {Name: "date", Value: "2019-11-20"},
		}}
	}
	p := sealedPackage{ContentCommitment: hex.EncodeToString([]byte("commitment"))}
	document := singlewindowtypes.Document{
		Kind: "invoice", Trust: singlewindowtypes.TRUST_CLAIMED, Version: 1, ContentCommitment: []byte("commitment"),
	}
	require.NoError(t, checkOpened(p, content("invoice", "INV-7"), document))
	require.ErrorContains(t, checkOpened(p, content("purchase-order", "INV-7"), document), `kind "purchase-order", the document has invoice`)
	require.ErrorContains(t, checkOpened(sealedPackage{}, content("invoice", "INV-7"), document), "version 1 of the document has")

	unseen := content("invoice", "INV-\u200b7")
	require.ErrorIs(t, checkOpened(p, unseen, document), fingerprint.ErrPaper)
	document.Trust = singlewindowtypes.TRUST_ACKNOWLEDGED
	require.ErrorIs(t, checkOpened(p, unseen, document), fingerprint.ErrPaper)
	document.Trust = singlewindowtypes.TRUST_ATTESTED
	require.NoError(t, checkOpened(p, content("invoice", ""), document), "a declaration is known by its number alone")
}

func TestIdentifyRefusesPaperWithoutFingerprint(t *testing.T) {
	cmd := sealCommand()
	require.NoError(t, cmd.ParseFlags([]string{"--document-id=1f76bf94b7b9573c7bd1132e287f24e4e4f33393c696aebb0f20e7946b022fc9"}))
	_, _, err := identify(cmd, seal.Content{Kind: "invoice"})
	require.ErrorIs(t, err, fingerprint.ErrPaper)
}
