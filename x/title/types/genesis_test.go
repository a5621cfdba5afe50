package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/title/types"
)

// genesisState has a pledged title that was handed on, amended and surrendered, and a struck carrier.
func genesisState(t *testing.T) *types.GenesisState {
	t.Helper()
	l := issued(t, surrender(shipper, forAmendment), amend(), transfer(shipper, buyer, buyer), offer(buyer), accept(),
		consent(surrender(buyer, forDelivery)), surrender(buyer, forDelivery))
	struck, err := registered(t).Strike(maritime, trader, "expired")
	require.NoError(t, err)
	struck.Wallet = agent
	return &types.GenesisState{Carriers: []types.Carrier{registered(t), struck}, Titles: []types.Title{l.title}, Acts: l.acts}
}

func TestGenesis(t *testing.T) {
	require.NoError(t, types.ValidateGenesis(types.DefaultGenesisState()))
	require.NoError(t, types.ValidateGenesis(genesisState(t)))
	type state = types.GenesisState
	for name, test := range map[string]struct {
		change func(*state)
		says   string
	}{
		"carrier":           {func(s *state) { s.Carriers[0].Wallet = "x" }, "carriers[0]"},
		"carrier's officer": {func(s *state) { s.Carriers[0].Officer = "" }, "carriers[0]"},
		"carrier's status":  {func(s *state) { s.Carriers[0].Status = 0 }, "carriers[0]"},
		"department":        {func(s *state) { s.Carriers[0].DepartmentId = "X" }, "carriers[0]"},
		"filing":            {func(s *state) { s.Carriers[0].Filing = "" }, "carriers[0]"},
		"struck for":        {func(s *state) { s.Carriers[1].Reason = "" }, "carriers[1]"},
		"carrier twice":     {func(s *state) { s.Carriers = append(s.Carriers, s.Carriers[0]) }, "carriers[2]: carrier " + line + " is there twice"},
		"no carrier":        {func(s *state) { s.Carriers = s.Carriers[1:] }, "is not on the register"},
		"act is missing":    {func(s *state) { s.Acts = s.Acts[1:] }, "acts[0]: title …: the next act is number 1, asked 2"},
		"act is forbidden":  {func(s *state) { s.Acts[3].By = buyer }, "acts[3]"},
		"act's member":      {func(s *state) { s.Acts[0].BankId = "X" }, "acts[0]"},
		"consent":           {func(s *state) { s.Acts[6].ConsentsTo = forPaper }, "acts[7]"},
		"last act":          {func(s *state) { s.Acts = s.Acts[:7] }, "titles[0]: title " + id[:16] + "… is not what its acts lead to"},
		"hands":             {func(s *state) { s.Titles[0].Holder = agent }, "is not what its acts lead to"},
		"pledge":            {func(s *state) { s.Titles[0].Pledge = nil }, "is not what its acts lead to"},
		"version":           {func(s *state) { s.Titles[0].Version = 1 }, "is not what its acts lead to"},
		"title twice":       {func(s *state) { s.Titles = append(s.Titles, s.Titles[0]) }, "titles[1]: title " + id[:16] + "… is there twice"},
		"no title":          {func(s *state) { s.Titles = nil }, "acts: of 1 titles that are not there"},
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
