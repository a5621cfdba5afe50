package sim_test

import (
	"crypto/sha256"
	"time"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	offline "github.com/dcep-consortium/dcepd/x/offline/types"
)

// founding gives every run money, firms and devices, so that most of what follows is about something.
func (w *workload) founding() []signed {
	var sent []signed
	for _, member := range operators {
		treasurer, issuer := testutil.Officer(member, "treasurer"), testutil.Officer("pboc", "issuer")
		sent = append(sent, signed{treasurer, &currency.MsgRequestIssuance{
			Treasurer: treasurer.String(), Id: "FIRST", AmountFen: 5_000_000_00, ReserveReference: "FIRST-" + member,
		}}, signed{issuer, &currency.MsgApproveIssuance{Officer: issuer.String(), MemberId: member, Id: "FIRST"}})
	}
	teller, compliance := testutil.Officer(operators[0], "teller"), testutil.Officer(operators[0], "compliance")
	key := testutil.DeviceKey("issuer").Public()
	sent = append(sent, signed{compliance, &offline.MsgSetDeviceIssuer{Officer: compliance.String(), PublicKey: key[:]}})
	for i, firm := range w.firms {
		customer := sha256.Sum256(firm.Address)
		device := w.devices.devices[i]
		sent = append(sent, signed{teller, &currency.MsgOpenWallet{
			Teller: teller.String(), Address: firm.String(), Class: currency.WALLET_CLASS_I, Kind: currency.WALLET_KIND_CORPORATE, Region: "440300",
			CustomerRef: customer[:], Carrier: currency.CARRIER_APP, MerchantScenario: currency.SCENARIO_RETAIL,
		}}, signed{teller, &currency.MsgExchangeOut{
			Teller: teller.String(), Wallet: firm.String(), AmountFen: 300_000_00, Reference: "FIRST-" + firm.Name[5:],
		}}, signed{teller, device.Register(teller, testutil.DeviceKey("issuer"), device.Terms(deviceCaps, testutil.GenesisTime))})
	}
	return sent
}

// submit counts, so that votes know the number of a resolution.
func (w *workload) submit(governor testutil.Actor, msg sdk.Msg) *consortium.MsgSubmitResolution {
	packed, err := codectypes.NewAnyWithValue(msg)
	if err != nil {
		panic(err)
	}
	w.resolutions++
	return &consortium.MsgSubmitResolution{Governor: governor.String(), Messages: []*codectypes.Any{packed}, Reason: "drill"}
}

// decision is a resolution on which all agree at once, unless one of them was suspended meanwhile.
func (w *workload) decision(now time.Time) []signed {
	governor := testutil.Officer("pboc", "governor")
	sent := []signed{{governor, w.submit(governor, w.resolved(now))}}
	number := w.resolutions
	for _, member := range []string{"pboc", "icbc-sz", "boc-sz", "ccb-sz", "china-mobile", "china-telecom", "china-unicom"} {
		voter := testutil.Officer(member, "governor")
		sent = append(sent, signed{voter, &consortium.MsgVoteResolution{
			Governor: voter.String(), ResolutionId: number, Choice: consortium.VOTE_CHOICE_YES,
		}})
	}
	return sent
}

// resolved is what resolutions do to the pilot, the rules, and a member that leaves.
func (w *workload) resolved(now time.Time) sdk.Msg {
	today := currency.DayOf(now)
	first := today.AddDays(w.rand.Int63n(3))
	switch w.rand.Intn(6) {
	case 0, 1:
		phase := currency.Phase{
			Id: w.pick([]string{"P1", "P2"}), Name: "Micro pilot", FirstDay: first.String(), LastDay: first.AddDays(w.rand.Int63n(8)).String(),
			Regions: []string{"440300"}, Operators: []currency.PhaseOperator{{MemberId: "abc-sz"}, {MemberId: "icbc-sz", MaxWallets: 15}},
			Scenarios: []currency.Scenario{currency.SCENARIO_RETAIL}, ClassLimits: currency.DefaultParams().ClassLimits,
			InvitedOnly: w.rand.Intn(3) == 0,
		}
		return &currency.MsgSetPhase{Authority: consortium.Authority, Phase: phase}
	case 2:
		return &currency.MsgRemovePhase{Authority: consortium.Authority, PhaseId: w.pick([]string{"P1", "P2"})}
	case 3:
		return &consortium.MsgStartExit{Authority: consortium.Authority, MemberId: "china-mobile", ReceiverId: "icbc-sz"}
	case 4:
		params := offline.DefaultParams()
		params.MaxHandovers = uint32(1 + w.rand.Intn(5))
		return &offline.MsgUpdateParams{Authority: consortium.Authority, Params: params}
	default:
		params := currency.DefaultParams()
		params.InstructionDays, params.ObjectionPeriod = uint32(1+w.rand.Intn(35)), time.Duration(1+w.rand.Intn(60))*time.Second
		return &currency.MsgUpdateParams{Authority: consortium.Authority, Params: params}
	}
}
