package types_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

const (
	yuan = currencytypes.FenPerYuan

	provincial, municipal, hotel, clinic, landlord, treasurer, controller = 1, 2, 3, 4, 5, 6, 7
)

func address(n byte) sdk.AccAddress { return bytes.Repeat([]byte{n}, 20) }

func text(n byte) string { return consortiumtypes.FormatAddress(address(n)) }

func day(s string) types.Day {
	parsed, err := currencytypes.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return parsed
}

func reference(s string) ident.Reference {
	parsed, err := ident.ParseReference(s)
	if err != nil {
		panic(err)
	}
	return parsed
}

func officer(n byte) consortiumtypes.Officer { return consortiumtypes.Officer{Address: text(n)} }

// hainan are terms of two sponsors and two purposes, for the year 2020.
func hainan() types.ProgrammeTerms {
	return types.ProgrammeTerms{
		Name:      "Hainan fund",
		BudgetFen: 1_000 * yuan,
		Pledges:   []types.Pledge{{Wallet: text(provincial), AmountFen: 700 * yuan}, {Wallet: text(municipal), AmountFen: 300 * yuan}},
		Purposes: []types.Purpose{
			{
				Id: "housing", Description: "Rent of staff", BudgetFen: 600 * yuan,
				Scenarios: []currencytypes.Scenario{currencytypes.SCENARIO_HOUSING},
			},
			{
				Id: "tourism", Description: "Hotels and travel", BudgetFen: 400 * yuan, Sectors: []string{"H", "L"},
				Scenarios: []currencytypes.Scenario{currencytypes.SCENARIO_TOURISM, currencytypes.SCENARIO_TRANSPORT},
			},
		},
		Regions:              []string{"460000"},
		CapPerBeneficiaryFen: 250 * yuan,
		FirstDay:             "2020-01-01",
		LastDay:              "2020-12-31",
	}
}

const midYear = "2020-07-01"

// programme is one of the terms with everything paid in, as far as its status allows.
func programmeIn(status types.ProgrammeStatus) types.Programme {
	p := types.NewProgramme("hainan-finance", reference("HNFUND-1"), hainan(), address(treasurer))
	for i, pledge := range p.Terms.Pledges {
		p.Sponsors[i].PaidInFen = pledge.AmountFen
	}
	p.Status = status
	if status == types.PROGRAMME_STATUS_CLOSED || status == types.PROGRAMME_STATUS_FINISHED {
		p.ClosedOn = "2021-01-01"
		for i := range p.Sponsors {
			p.Sponsors[i].ReturnedFen = p.Sponsors[i].PaidInFen
		}
	}
	return p
}

func running() types.Programme { return programmeIn(types.PROGRAMME_STATUS_OPEN) }

func award(n byte, purpose, sector string, amount types.Fen) types.Award {
	return types.Award{Beneficiary: text(n), PurposeId: purpose, Sector: sector, AmountFen: uint64(amount)}
}

// requireMoves tries an action from every status there is and wants exactly the moves that are listed, and the given
// error, with the value unchanged, for all others.
func requireMoves[Status ~int32, Value any](
	t *testing.T, names map[int32]string, want map[Status]Status, refused error,
	in func(Status) Value, status func(Value) Status, act func(Value) (Value, error),
) {
	t.Helper()
	for number, name := range names {
		from := Status(number)
		before := in(from)
		after, err := act(before)
		to, allowed := want[from]
		if !allowed {
			require.ErrorIs(t, err, refused, name)
			require.Equal(t, before, after, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, to, status(after), name)
	}
}
