package keeper_test

import (
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/keeper"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

const (
	yuan    = currencytypes.FenPerYuan
	million = 1_000_000 * yuan
	icbc    = "icbc-sz"
	manager = "hainan-finance"
	fund    = "HNFUND-1"
	// genesisDay is the business day on which the fixture's chains start, a day before the fund's first.
	genesisDay, firstDay, lastDay = "2019-12-02", "2019-12-03", "2019-12-31"
	sanya                         = "460200"
)

var (
	treasurer  = testutil.Officer(manager, "treasurer")
	controller = testutil.Officer(manager, "controller")
	teller     = testutil.Officer(icbc, "teller")

	province, city            = testutil.NewActor("province"), testutil.NewActor("city")
	hotel, clinic, trader     = testutil.NewActor("hotel"), testutil.NewActor("clinic"), testutil.NewActor("trader")
	landlord, airline, grocer = testutil.NewActor("landlord"), testutil.NewActor("airline"), testutil.NewActor("grocer")
)

// office is a chain on which the Hainan fund can be managed: a finance department, two sponsors with a billion yuan,
// firms, and merchants.
type office struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
}

func newOffice(t *testing.T) *office {
	t.Helper()
	chain := testutil.New(t, func(g *testutil.Genesis) {
		addManager(g)
		g.Currency.Params.SingleApprovalLimitFen = 2_000 * million
	})
	o := &office{Chain: chain, t: t, keeper: app.Purpose(chain.App), queries: keeper.NewQueryServer(app.Purpose(chain.App))}
	o.MustSend(&currencytypes.MsgRequestIssuance{
		Treasurer: testutil.Officer(icbc, "treasurer").String(), Id: "ISS-1", AmountFen: 1_100 * million, ReserveReference: "RTGS-1",
	})
	o.MustSend(&currencytypes.MsgApproveIssuance{Officer: testutil.Officer("pboc", "issuer").String(), MemberId: icbc, Id: "ISS-1"})
	o.wallet(province, 0, "460000", 700*million)
	o.wallet(city, 0, "460100", 301*million)
	for _, firm := range []testutil.Actor{hotel, clinic, trader} {
		o.wallet(firm, 0, sanya, 0)
	}
	o.wallet(landlord, currencytypes.SCENARIO_HOUSING, sanya, 0)
	o.wallet(airline, currencytypes.SCENARIO_TOURISM, sanya, 0)
	o.wallet(grocer, currencytypes.SCENARIO_RETAIL, sanya, 0)
	return o
}

// addManager admits the finance department with two admins and its money roles.
func addManager(g *testutil.Genesis) {
	g.Consortium.Members = append(g.Consortium.Members, consortiumtypes.Member{
		Id: manager, LegalName: "Hainan Department of Finance", Kind: consortiumtypes.MEMBER_KIND_GOVERNMENT_DEPARTMENT, Region: "460000",
		Uscc: testutil.USCC(100), Status: consortiumtypes.MEMBER_STATUS_ACTIVE, VotingWeight: 1, JoinedAt: testutil.GenesisTime,
	})
	for name, role := range map[string]consortiumtypes.Role{
		"admin": consortiumtypes.ROLE_ADMIN, "admin2": consortiumtypes.ROLE_ADMIN, "governor": consortiumtypes.ROLE_GOVERNOR,
		"treasurer": consortiumtypes.ROLE_TREASURER, "controller": consortiumtypes.ROLE_CONTROLLER,
	} {
		g.Consortium.Officers = append(g.Consortium.Officers, consortiumtypes.Officer{
			Address: testutil.Officer(manager, name).String(), MemberId: manager, Roles: []consortiumtypes.Role{role},
			Status: consortiumtypes.OFFICER_STATUS_ACTIVE, AppointedBy: []string{"genesis"},
		})
	}
}

// wallet opens a firm's wallet at icbc-sz, with coins if it needs any.
func (o *office) wallet(holder testutil.Actor, scenario currencytypes.Scenario, region string, amount types.Fen) {
	o.t.Helper()
	customer := sha256.Sum256(holder.Address)
	o.MustSend(&currencytypes.MsgOpenWallet{
		Teller: teller.String(), Address: holder.String(), Class: currencytypes.WALLET_CLASS_I, Kind: currencytypes.WALLET_KIND_CORPORATE,
		Region: region, CustomerRef: customer[:], Carrier: currencytypes.CARRIER_APP, MerchantScenario: scenario,
	})
	if amount > 0 {
		o.MustSend(&currencytypes.MsgExchangeOut{
			Teller: teller.String(), Wallet: holder.String(), AmountFen: uint64(amount), Reference: "OUT-" + holder.Name,
		})
	}
}

// do sends a message that must succeed, and returns the only event of this module that it must emit.
func (o *office) do(msg sdk.Msg) proto.Message {
	o.t.Helper()
	events := ours(o.MustSend(msg))
	require.Len(o.t, events, 1)
	o.audit()
	return events[0]
}

func ours(events []proto.Message) []proto.Message {
	var own []proto.Message
	for _, event := range events {
		if strings.HasPrefix(proto.MessageName(event), "dcep.purpose.") {
			own = append(own, event)
		}
	}
	return own
}

// audit compares the records with the ledger, and the whole ledger with the supply.
func (o *office) audit() {
	o.t.Helper()
	promised, err := o.keeper.CheckEscrow(o.Context())
	require.NoError(o.t, err)
	require.NoError(o.t, app.Currency(o.App).CheckSupply(o.Context()))
	state, err := app.Currency(o.App).ExportGenesis(o.Context())
	require.NoError(o.t, err)
	var held types.Fen
	for _, account := range state.EscrowAccounts {
		require.Equal(o.t, types.ModuleName, account.Module)
		held += types.Fen(account.BalanceFen)
	}
	require.Equal(o.t, promised, held, "the ledger holds nothing that no record promises")
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (o *office) refuse(msg sdk.Msg, want error, text string) {
	o.t.Helper()
	before := o.State()
	_, err := o.Send(msg)
	require.ErrorIs(o.t, err, want)
	require.ErrorContains(o.t, err, text)
	require.Equal(o.t, before, o.State())
}

// until lets time pass to the business day, into the first block of that day.
func (o *office) until(day string) {
	o.t.Helper()
	want, err := currencytypes.ParseDay(day)
	require.NoError(o.t, err)
	o.Advance(time.Duration(int64(want)-int64(currencytypes.DayOf(o.Time()))) * 24 * time.Hour)
}

// end runs the module's part of a block's end and returns its events.
func (o *office) end() []proto.Message {
	o.t.Helper()
	ctx := o.Context()
	require.NoError(o.t, o.keeper.EndBlock(ctx))
	o.audit()
	return testutil.TypedEvents(o.t, ctx.EventManager().ABCIEvents())
}

func (o *office) balance(of testutil.Actor) types.Fen {
	o.t.Helper()
	wallet, err := app.Currency(o.App).Wallet(o.Context(), of.Address)
	require.NoError(o.t, err)
	return types.Fen(wallet.BalanceFen)
}

func (o *office) programme() *types.QueryProgrammeResponse {
	o.t.Helper()
	response, err := o.queries.Programme(o.Context(), &types.QueryProgrammeRequest{ManagerId: manager, ProgrammeId: fund})
	require.NoError(o.t, err)
	return response
}

func (o *office) grant(of testutil.Actor) *types.QueryGrantResponse {
	o.t.Helper()
	response, err := o.queries.Grant(o.Context(), &types.QueryGrantRequest{ManagerId: manager, ProgrammeId: fund, Beneficiary: of.String()})
	require.NoError(o.t, err)
	return response
}

// terms are those of the fund: a billion yuan for two purposes.
func terms() types.ProgrammeTerms {
	return types.ProgrammeTerms{
		Name:      "Hainan fund",
		BudgetFen: 1_000 * million,
		Pledges:   []types.Pledge{{Wallet: province.String(), AmountFen: 700 * million}, {Wallet: city.String(), AmountFen: 300 * million}},
		Purposes: []types.Purpose{
			{Id: "housing", Description: "Homes for staff", BudgetFen: 600 * million, Scenarios: []currencytypes.Scenario{currencytypes.SCENARIO_HOUSING}},
			{
				Id: "tourism", Description: "Hotels and travel", BudgetFen: 400 * million, Sectors: []string{"G", "H"},
				Scenarios: []currencytypes.Scenario{currencytypes.SCENARIO_TOURISM},
			},
		},
		Regions: []string{"460000"}, CapPerBeneficiaryFen: 20 * million, FirstDay: firstDay, LastDay: lastDay,
	}
}

func create() *types.MsgCreateProgramme {
	return &types.MsgCreateProgramme{Treasurer: treasurer.String(), ProgrammeId: fund, Terms: terms()}
}

func payIn(sponsor testutil.Actor, amount types.Fen, reference string) *types.MsgFundProgramme {
	return &types.MsgFundProgramme{
		Sponsor: sponsor.String(), ManagerId: manager, ProgrammeId: fund, AmountFen: uint64(amount), Reference: reference,
	}
}

func award(to testutil.Actor, purpose, sector string, amount types.Fen) types.Award {
	return types.Award{Beneficiary: to.String(), PurposeId: purpose, Sector: sector, AmountFen: uint64(amount)}
}

func propose(reference string, awards ...types.Award) *types.MsgProposeGrants {
	return &types.MsgProposeGrants{Treasurer: treasurer.String(), ProgrammeId: fund, Reference: reference, Awards: types.Awards{Awards: awards}}
}

func confirm(reference string) *types.MsgConfirmGrants {
	return &types.MsgConfirmGrants{Controller: controller.String(), ProgrammeId: fund, Reference: reference}
}

func spend(from, to testutil.Actor, amount types.Fen, date, id string) *types.MsgSpendGrant {
	return &types.MsgSpendGrant{
		Beneficiary: from.String(), ManagerId: manager, ProgrammeId: fund, Payee: to.String(), AmountFen: uint64(amount),
		InstructionDate: date, EndToEndId: id,
	}
}

func giveBack(by, to testutil.Actor, id string, amount types.Fen, reference string) *types.MsgRefundSpending {
	return &types.MsgRefundSpending{
		Payee: by.String(), ManagerId: manager, ProgrammeId: fund, Beneficiary: to.String(), InstructionDate: firstDay, EndToEndId: id,
		AmountFen: uint64(amount), Reference: reference,
	}
}

func recall(of testutil.Actor) *types.MsgRecallGrant {
	return &types.MsgRecallGrant{Treasurer: treasurer.String(), ProgrammeId: fund, Beneficiary: of.String(), Reason: "moved away"}
}

func closeEarly() *types.MsgCloseProgramme {
	return &types.MsgCloseProgramme{Treasurer: treasurer.String(), ProgrammeId: fund, Reason: "replaced"}
}

// funded is an office whose programme has everything that was pledged.
func funded(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	o.do(create())
	o.do(payIn(province, 700*million, "PAY-1"))
	o.do(payIn(city, 300*million, "PAY-1"))
	return o
}

// granted is a funded one on its first day, of which the hotel and the clinic have grants.
func granted(t *testing.T) *office {
	t.Helper()
	o := funded(t)
	o.do(propose("BATCH-1", award(hotel, "tourism", "H", 10*million), award(clinic, "housing", "", 5*million)))
	o.do(confirm("BATCH-1"))
	o.until(firstDay)
	return o
}
