package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// grantIn is the hotel's grant for tourism, of which a part is spent.
func grantIn(status types.GrantStatus) types.Grant {
	g := types.NewGrant(running(), award(hotel, "tourism", "H", 0))
	switch status {
	case types.GRANT_STATUS_OPEN:
		g.AwardedFen, g.SpentFen = 100*yuan, 30*yuan
	case types.GRANT_STATUS_RECALLED:
		g.AwardedFen, g.RecalledFen, g.SpentFen = 100*yuan, 70*yuan, 30*yuan
	default:
	}
	g.Status = status
	return g
}

func TestGrantTransitions(t *testing.T) {
	const none, open, recalled = types.GRANT_STATUS_UNSPECIFIED, types.GRANT_STATUS_OPEN, types.GRANT_STATUS_RECALLED
	type moves = map[types.GrantStatus]types.GrantStatus
	for name, test := range map[string]struct {
		want moves
		act  func(types.Grant) (types.Grant, error)
	}{
		"award": {moves{none: open, open: open, recalled: open}, func(g types.Grant) (types.Grant, error) {
			return g.Award(running(), award(hotel, "tourism", "H", 1))
		}},
		"spend": {moves{open: open}, func(g types.Grant) (types.Grant, error) { return g.Spend(1) }},
		"recall": {moves{open: recalled}, func(g types.Grant) (types.Grant, error) {
			g, _, err := g.Recall()
			return g, err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			requireMoves(t, types.GrantStatus_name, test.want, types.ErrGrantStatus, grantIn,
				func(g types.Grant) types.GrantStatus { return g.Status }, test.act)
		})
	}
}

func TestAward(t *testing.T) {
	g := grantIn(types.GRANT_STATUS_OPEN)
	full, err := g.Award(running(), award(hotel, "tourism", "H", 150*yuan))
	require.NoError(t, err)
	require.Equal(t, uint64(250*yuan), full.AwardedFen)
	_, err = full.Award(running(), award(hotel, "tourism", "H", 1))
	require.ErrorIs(t, err, types.ErrCapExceeded)
	require.ErrorContains(t, err, "limit 250.00 yuan, granted 250.00 yuan, asked 0.01 yuan")

	recalled, err := grantIn(types.GRANT_STATUS_RECALLED).Award(running(), award(hotel, "tourism", "H", 220*yuan))
	require.NoError(t, err, "what was recalled counts no more")
	require.Equal(t, types.Fen(220*yuan), recalled.UnspentFen())

	for _, other := range []types.Award{award(hotel, "housing", "H", 1), award(hotel, "tourism", "L", 1)} {
		_, err = g.Award(running(), other)
		require.ErrorIs(t, err, types.ErrPurposeChanged)
		require.ErrorContains(t, err, `purpose tourism, sector "H"`)
	}

	unlimited := running()
	unlimited.Terms.CapPerBeneficiaryFen = 0
	_, err = g.Award(unlimited, award(hotel, "tourism", "H", 1_000*yuan))
	require.NoError(t, err)
	_, err = g.Award(unlimited, award(hotel, "tourism", "H", 1<<64-1))
	require.ErrorIs(t, err, currencytypes.ErrOverflow)
}

func TestSpend(t *testing.T) {
	g := grantIn(types.GRANT_STATUS_OPEN)
	require.True(t, g.IsUnspent())
	_, err := g.Spend(70*yuan + 1)
	require.ErrorIs(t, err, types.ErrGrantExceeded)
	require.ErrorContains(t, err, "has 70.00 yuan, asked 70.01 yuan")
	spent, err := g.Spend(70 * yuan)
	require.NoError(t, err)
	require.Zero(t, spent.UnspentFen())
	require.False(t, spent.IsUnspent())
	_, err = spent.Spend(1)
	require.ErrorIs(t, err, types.ErrGrantExceeded)
}

func TestRecall(t *testing.T) {
	recalled, back, err := grantIn(types.GRANT_STATUS_OPEN).Recall()
	require.NoError(t, err)
	require.Equal(t, types.Fen(70*yuan), back)
	require.Equal(t, grantIn(types.GRANT_STATUS_RECALLED), recalled)
}

// A refund can be spent again only where the grant still can.
func TestRefundToAGrant(t *testing.T) {
	for name, test := range map[string]struct {
		status  types.GrantStatus
		running bool
		toFund  types.Fen
	}{
		"open":     {types.GRANT_STATUS_OPEN, true, 0},
		"over":     {types.GRANT_STATUS_OPEN, false, 30 * yuan},
		"recalled": {types.GRANT_STATUS_RECALLED, true, 30 * yuan},
		"both":     {types.GRANT_STATUS_RECALLED, false, 30 * yuan},
	} {
		t.Run(name, func(t *testing.T) {
			before := grantIn(test.status)
			after, toFund := before.Refund(30*yuan, test.running)
			require.Equal(t, test.toFund, toFund)
			require.Zero(t, after.SpentFen)
			require.Equal(t, before.UnspentFen()+30*yuan-toFund, after.UnspentFen())
			require.Equal(t, test.status, after.Status)
		})
	}
}

func TestCheckBeneficiary(t *testing.T) {
	wallet := currencytypes.Wallet{Address: text(hotel), Status: currencytypes.WALLET_STATUS_OPEN}
	require.NoError(t, types.CheckBeneficiary(wallet))
	wallet.Status = currencytypes.WALLET_STATUS_CLOSED
	require.ErrorIs(t, types.CheckBeneficiary(wallet), types.ErrBeneficiary)
}

func batchIn(status types.GrantBatchStatus) types.GrantBatch {
	batch, err := types.NewGrantBatch(running(), reference("BATCH-1"), []types.Award{
		award(hotel, "tourism", "H", 100*yuan), award(clinic, "housing", "Q", 50*yuan),
	}, officer(treasurer))
	if err != nil {
		panic(err)
	}
	batch.Status = status
	return batch
}

func TestGrantBatchTransitions(t *testing.T) {
	const proposed = types.GRANT_BATCH_STATUS_PROPOSED
	for name, test := range map[string]struct {
		to  types.GrantBatchStatus
		act func(types.GrantBatch) (types.GrantBatch, error)
	}{
		"confirm": {
			types.GRANT_BATCH_STATUS_CONFIRMED,
			func(b types.GrantBatch) (types.GrantBatch, error) { return b.Confirm(officer(controller)) },
		},
		"cancel": {
			types.GRANT_BATCH_STATUS_CANCELLED,
			func(b types.GrantBatch) (types.GrantBatch, error) { return b.Cancel(officer(treasurer), "mistake") },
		},
	} {
		t.Run(name, func(t *testing.T) {
			requireMoves(t, types.GrantBatchStatus_name, map[types.GrantBatchStatus]types.GrantBatchStatus{proposed: test.to},
				types.ErrBatchStatus, batchIn, func(b types.GrantBatch) types.GrantBatchStatus { return b.Status }, test.act)
		})
	}
}

func TestGrantBatchOutcomes(t *testing.T) {
	proposed := batchIn(types.GRANT_BATCH_STATUS_PROPOSED)
	require.Equal(t, uint64(150*yuan), proposed.TotalFen)
	require.Equal(t, text(treasurer), proposed.ProposedBy)
	confirmed, err := proposed.Confirm(officer(controller))
	require.NoError(t, err)
	require.Equal(t, text(controller), confirmed.DecidedBy)
	_, err = proposed.Confirm(officer(treasurer))
	require.ErrorIs(t, err, types.ErrSameOfficer)
	cancelled, err := proposed.Cancel(officer(controller), "mistake")
	require.NoError(t, err)
	require.Equal(t, "mistake", cancelled.Reason)
	require.Equal(t, text(controller), cancelled.DecidedBy)
	_, err = proposed.Cancel(officer(controller), "")
	require.ErrorIs(t, err, currencytypes.ErrReason)
}

func TestAwards(t *testing.T) {
	many := make([]types.Award, types.MaxAwards+1)
	for i := range many {
		many[i] = award(byte(i+1), "housing", "", 1)
	}
	for name, test := range map[string]struct {
		awards []types.Award
		says   string
	}{
		"none":           {nil, "0 awards, must be 1 to 100"},
		"too many":       {many, "101 awards"},
		"no address":     {[]types.Award{{Beneficiary: "hotel"}}, "awards[0]"},
		"same twice":     {[]types.Award{many[0], many[0]}, "awards[1]: " + text(1) + " is there twice"},
		"nothing":        {[]types.Award{award(1, "housing", "", 0)}, "more than 0.00 yuan"},
		"beyond 64 bits": {[]types.Award{award(1, "housing", "", 1<<64-1), award(2, "housing", "", 1)}, "awards[1]"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := types.NewGrantBatch(running(), reference("B"), test.awards, officer(treasurer))
			require.ErrorIs(t, err, types.ErrAwards)
			require.ErrorContains(t, err, test.says)
		})
	}
	batch, err := types.NewGrantBatch(running(), reference("B"), many[:types.MaxAwards], officer(treasurer))
	require.NoError(t, err)
	require.Equal(t, uint64(100), batch.TotalFen)
}
