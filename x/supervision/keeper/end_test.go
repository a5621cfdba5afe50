package keeper_test

import (
	"fmt"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// Ten thousand orders end at one moment: all hold nothing from then on, and are marked over the next two hundred blocks.
func TestTenThousandOrdersEndAtOnce(t *testing.T) {
	d := newDesk(t)
	const count = 10_000
	terms := d.terms(hour)
	terms.AmountFen = 1
	var holder testutil.Actor
	for i := range count {
		// Spread over wallets, because one has room for 32.
		if i%currencytypes.MaxOpenHolds == 0 {
			d.NextBlock()
			holder = testutil.NewActor(fmt.Sprintf("holder %d", i))
			d.MustSend(openWallet(holder, holder))
		}
		order := terms
		order.Wallet = holder.String()
		reference := fmt.Sprintf("F-%d", i)
		d.MustSend(proposeOrder(police, reference, order))
		d.MustSend(enforce(police, reference, order))
	}
	d.audit()
	d.Advance(terms.EndsAt.Sub(d.Time()))
	last, err := app.Currency(d.App).Hold(d.Context(), holder.Address, police, fmt.Sprintf("F-%d", count-1))
	require.NoError(t, err)
	require.False(t, last.IsInForce(d.Time()))
	require.False(t, d.order(police, "F-0").InForce)
	ended := func() []proto.Message { return ours(testutil.TypedEvents(t, d.NextBlock().Events)) }
	for range count / (types.MaxStepsPerBlock / 2) {
		require.Len(t, ended(), types.MaxStepsPerBlock/2, "a hold and its order are two marks")
	}
	require.Empty(t, ended())
}
