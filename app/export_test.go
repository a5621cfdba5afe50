package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	upgradetypes "github.com/cosmos/cosmos-sdk/x/upgrade/types"

	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// A new chain would not know of an upgrade that the old one had planned.
func TestNoExportBeforeAnUpgrade(t *testing.T) {
	chain := testutil.New(t)
	plan := upgradetypes.Plan{Name: "v2", Height: chain.Height() + 100}
	chain.MustSend(&upgradetypes.MsgSoftwareUpgrade{Authority: consortium.Authority, Plan: plan})
	chain.NextBlock()
	_, err := chain.App.ExportAppStateAndValidators(false, nil, nil)
	require.ErrorContains(t, err, `the upgrade "v2" is planned at height`)
	chain.MustSend(&upgradetypes.MsgCancelUpgrade{Authority: consortium.Authority})
	chain.NextBlock()
	_, err = chain.App.ExportAppStateAndValidators(false, nil, nil)
	require.NoError(t, err)
}
