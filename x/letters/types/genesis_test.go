package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// genesisState has a confirmed letter with a rejected amendment, and a paid, an open and a refused presentation.
func genesisState(t *testing.T) *types.GenesisState {
	t.Helper()
	letter, amendment := amended(t, confirmed(t), larger())
	letter, amendment, err := letter.AnswerAmendment(amendment, false, at(first))
	require.NoError(t, err)
	paid := accepted(t, presented(t, letter, first), false, first)
	paid, err = paid.Settle(text(tradeOfficer), at(first))
	require.NoError(t, err)
	second, err := paid.Letter.Present(nil, func() types.Presentation { p := documents(); p.AmountFen = 30_000 * yuan; return p }(),
		types.DefaultParams(), at(first))
	require.NoError(t, err)
	third, err := second.Letter.Present(nil, func() types.Presentation { p := documents(); p.AmountFen = 10_000 * yuan; return p }(),
		types.DefaultParams(), at(first))
	require.NoError(t, err)
	refused, err := third.Refuse(notice(types.DISCREPANCY_CODE_OTHER), types.DISPOSITION_RETURN, at(first))
	require.NoError(t, err)
	return &types.GenesisState{
		Params: types.DefaultParams(), Letters: []types.Letter{refused.Letter}, Amendments: []types.Amendment{amendment},
		Presentations: []types.Presentation{paid.Presentation, second.Presentation, refused.Presentation},
	}
}

func TestGenesis(t *testing.T) {
	require.NoError(t, types.ValidateGenesis(types.DefaultGenesisState()))
	require.NoError(t, types.ValidateGenesis(genesisState(t)))
	type state = types.GenesisState
	for name, test := range map[string]struct {
		change func(*state)
		says   string
	}{
		"params":             {func(s *state) { s.Params.ClosingMinute = 0 }, "params"},
		"letter":             {func(s *state) { s.Letters[0].Number = "" }, "letters[0]"},
		"twice":              {func(s *state) { s.Letters = append(s.Letters, s.Letters[0]) }, "letters[1]: letter LC2020001 of icbc-sz is there twice"},
		"status":             {func(s *state) { s.Letters[0].Status = types.LETTER_STATUS_EXPIRED }, "letters[0]"},
		"issued":             {func(s *state) { s.Letters[0].Issue.Second = "" }, "letters[0]"},
		"one officer":        {func(s *state) { s.Letters[0].Issue.Second = s.Letters[0].Issue.First }, "needs another officer"},
		"officer":            {func(s *state) { s.Letters[0].Issue.First = "x" }, "letters[0]"},
		"adviser":            {func(s *state) { s.Letters[0].AdvisedBy = "x" }, "letters[0]"},
		"date":               {func(s *state) { s.Letters[0].IssuedOn = "x" }, "letters[0]"},
		"reserved":           {func(s *state) { s.Letters[0].ReservedFen++ }, "its presentations make 30,000.00 yuan"},
		"drawn":              {func(s *state) { s.Letters[0].DrawnFen-- }, "letters[0]"},
		"not reimbursed":     {func(s *state) { s.Letters[0].UnreimbursedFen++ }, "not reimbursed 0.01 yuan, its presentations make"},
		"over too early":     {func(s *state) { s.Letters[0].Status = types.LETTER_STATUS_CLOSED }, "30,000.00 yuan presented and not settled"},
		"above the limit":    {func(s *state) { s.Letters[0].Terms.AmountFen = 80_000 * yuan }, "limit 84,000.00 yuan"},
		"examined":           {func(s *state) { s.Letters[0].ExaminedLimitFen = 1 }, "limit 0.01 yuan while a presentation under an amendment is examined"},
		"amendments":         {func(s *state) { s.Letters[0].Amendments++ }, "letters[0]: letter LC2020001 of icbc-sz counts 2 amendments"},
		"amendment of none":  {func(s *state) { s.Amendments[0].LetterNumber = "X" }, "amendments[0]: letter X of icbc-sz"},
		"amendment number":   {func(s *state) { s.Amendments[0].Number = 2 }, "amendments[0]"},
		"amendment status":   {func(s *state) { s.Amendments[0].Status = 0 }, "amendments[0]"},
		"amendment cancels":  {func(s *state) { s.Amendments[0].Cancels = true }, "amendments[0]"},
		"amendment terms":    {func(s *state) { s.Amendments[0].Terms.AmountFen = 0 }, "amendments[0]: 32B"},
		"amendment officer":  {func(s *state) { s.Amendments[0].Issue.First = "x" }, "amendments[0]"},
		"presented to none":  {func(s *state) { s.Presentations[0].LetterNumber = "X" }, "presentations[0]: letter X of icbc-sz"},
		"presentation":       {func(s *state) { s.Presentations[1].Number = 3 }, "presentations[1]"},
		"documents":          {func(s *state) { s.Presentations[1].Documents = nil }, "presentations[1]: 0 documents"},
		"presented terms":    {func(s *state) { s.Presentations[1].Terms.AmountFen = 0 }, "presentations[1]: 32B"},
		"presented status":   {func(s *state) { s.Presentations[1].Status = 0 }, "presentations[1]"},
		"presented bank":     {func(s *state) { s.Presentations[1].BankId = "abc-sz" }, "presentations[1]"},
		"presented under":    {func(s *state) { s.Presentations[1].Amendment = 2 }, "presentations[1]"},
		"forwards":           {func(s *state) { s.Presentations[1].Forwards = 2 }, "presentations[1]"},
		"closing":            {func(s *state) { s.Presentations[1].ClosingMinute = 0 }, "presentations[1]"},
		"notice":             {func(s *state) { s.Presentations[2].Discrepancies = nil }, "presentations[2]: 0 discrepancies"},
		"maturity":           {func(s *state) { s.Presentations[1].Maturity = "2020-03-01" }, "presentations[1]"},
		"maturity is no day": {func(s *state) { s.Presentations[0].Maturity = "x" }, "presentations[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := genesisState(t)
			test.change(broken)
			err := types.ValidateGenesis(broken)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, test.says)
		})
	}
}

// forwardedState has what the confirming bank paid and forwarded, and a presentation under an amendment.
func forwardedState(t *testing.T) *types.GenesisState {
	t.Helper()
	paid := accepted(t, presented(t, confirmed(t), first, func(p *types.Presentation) { p.BankId = boc }), false, first)
	paid, err := paid.Settle(text(bocTrade), at(first))
	require.NoError(t, err)
	paid, forwarded, err := paid.Forward(boc, types.DefaultParams(), at(first))
	require.NoError(t, err)
	letter, amendment := amended(t, paid.Letter, larger())
	under := documents()
	under.Amendment = amendment.Number
	examined, err := letter.Present(&amendment, under, types.DefaultParams(), at(first))
	require.NoError(t, err)
	return &types.GenesisState{
		Params: types.DefaultParams(), Letters: []types.Letter{examined.Letter}, Amendments: []types.Amendment{*examined.Amendment},
		Presentations: []types.Presentation{paid.Presentation, forwarded, examined.Presentation},
	}
}

func TestGenesisOfForwards(t *testing.T) {
	require.NoError(t, types.ValidateGenesis(forwardedState(t)))
	type state = types.GenesisState
	const mutual = "must name each other, with one amount"
	for name, test := range map[string]struct {
		change func(*state)
		says   string
	}{
		"twice": {func(s *state) {
			again := s.Presentations[1]
			again.Number = 4
			s.Presentations = append(s.Presentations, again)
			s.Letters[0].Presentations, s.Letters[0].UnreimbursedFen = 4, 2*again.AmountFen
		}, "presentation 4 under letter LC2020001 of icbc-sz: forwards 1, forwarded as 0: what"},
		"other amount":         {func(s *state) { s.Presentations[1].AmountFen++ }, mutual},
		"not forwarded":        {func(s *state) { s.Presentations[0].ForwardedAs = 0 }, mutual},
		"forwards none":        {func(s *state) { s.Presentations[1].Forwards = 0 }, mutual},
		"forwarded as another": {func(s *state) { s.Presentations[0].ForwardedAs = 3 }, mutual},
		"not accepted": {func(s *state) {
			s.Presentations[0].Status, s.Presentations[0].Maturity = types.PRESENTATION_STATUS_COMPLYING, ""
		}, mutual},
		"by the issuing bank": {func(s *state) { s.Presentations[0].BankId = icbc }, mutual},
		"not reimbursed":      {func(s *state) { s.Letters[0].UnreimbursedFen = 0 }, "not reimbursed 0.00 yuan, its presentations make"},
		"forwarded":           {func(s *state) { s.Letters[0].ForwardedFen-- }, "forwarded 59,999.99 yuan, its presentations make"},
		"no limit":            {func(s *state) { s.Letters[0].ExaminedLimitFen = 0 }, "the amendments make it 210,000.00 yuan"},
		"examined none":       {func(s *state) { s.Amendments[0].Presentation = 4 }, "presentation 4 is not examined under it"},
		"examined another":    {func(s *state) { s.Amendments[0].Presentation = 1 }, "presentation 1 is not examined under it"},
		"cancelling":          {func(s *state) { s.Amendments[0].Cancels, s.Amendments[0].Terms = true, nil }, "presentation 3 is examined under it"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := forwardedState(t)
			test.change(broken)
			err := types.ValidateGenesis(broken)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, test.says)
		})
	}
}

// Amounts that wrap around do not add up to little.
func TestGenesisOverflow(t *testing.T) {
	const half = 1 << 63
	for name, statuses := range map[string][2]types.PresentationStatus{
		"reserved":           {types.PRESENTATION_STATUS_PRESENTED, types.PRESENTATION_STATUS_COMPLYING},
		"drawn":              {types.PRESENTATION_STATUS_SETTLED, types.PRESENTATION_STATUS_SETTLED},
		"reserved and drawn": {types.PRESENTATION_STATUS_SETTLED, types.PRESENTATION_STATUS_PRESENTED},
	} {
		t.Run(name, func(t *testing.T) {
			broken := genesisState(t)
			letter := &broken.Letters[0]
			letter.ReservedFen, letter.DrawnFen = 0, 0
			for i, status := range statuses {
				p := &broken.Presentations[i]
				p.AmountFen, p.Status, p.Maturity = half, status, ""
				if status == types.PRESENTATION_STATUS_SETTLED {
					p.Maturity, letter.DrawnFen = first[:10], letter.DrawnFen+half
				} else {
					letter.ReservedFen += half
				}
			}
			err := types.ValidateGenesis(broken)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, "overflow")
		})
	}
}
