package keeper_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/offline"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
	purposetypes "github.com/dcep-consortium/dcepd/x/purpose/types"
)

const today = "2019-12-02"

// Every path by which money leaves a wallet, or by which its holder spends what is kept for it, stops in the block of the
// order and goes on from the very moment of its end; money that comes is not stopped.
func TestOrdersStopEveryPath(t *testing.T) {
	d := newDesk(t)
	device := d.device(alice)
	d.programme()
	named := pay(bob, alice, 10*yuan)
	named.EndToEndId, named.InstructionDate = "BOB-1", today
	d.MustSend(named)
	d.MustSend(&currencytypes.MsgExchangeIn{Holder: alice.String(), AmountFen: yuan, Reference: "IN-0"})

	paths := map[string]sdk.Msg{
		"payment": pay(alice, bob, yuan),
		"batch": &currencytypes.MsgPayBatch{
			Payer: alice.String(), Transfers: []currencytypes.Transfer{{Payee: bob.String(), AmountFen: yuan}},
		},
		"exchange in":  &currencytypes.MsgExchangeIn{Holder: alice.String(), AmountFen: yuan, Reference: "IN-1"},
		"offline load": &offlinetypes.MsgLoadDevice{Owner: alice.String(), DeviceId: device, AmountFen: yuan},
		"programme":    &purposetypes.MsgFundProgramme{Sponsor: alice.String(), ManagerId: icbc, ProgrammeId: "P-1", AmountFen: yuan, Reference: "PAY-2"},
		"grant": &purposetypes.MsgSpendGrant{
			Beneficiary: alice.String(), ManagerId: icbc, ProgrammeId: "P-1", Payee: bob.String(), AmountFen: yuan, EndToEndId: "G-1", InstructionDate: today,
		},
		"refund": &currencytypes.MsgRefund{
			Payee: alice.String(), Payer: bob.String(), EndToEndId: "BOB-1", InstructionDate: today, AmountFen: yuan, Reference: "BACK-1",
		},
	}
	terms := d.terms(hour)
	d.ordered(police, "F-1", terms)
	for name, msg := range paths {
		t.Run(name, func(t *testing.T) {
			d.t = t
			d.refuse(msg, currencytypes.ErrHeld, "hold F-1 of police-sz")
		})
	}
	d.t = t
	d.refuse(&currencytypes.MsgCloseWallet{Holder: alice.String(), Wallet: alice.String()}, currencytypes.ErrObligations, "holds are in force")

	before := d.balance(alice)
	d.MustSend(pay(bob, alice, yuan))
	d.MustSend(&currencytypes.MsgExchangeOut{Teller: teller.String(), Wallet: alice.String(), AmountFen: yuan, Reference: "OUT-2"})
	d.MustSend(&currencytypes.MsgReturnExchangeIn{Teller: teller.String(), Wallet: alice.String(), Reference: "IN-0", Reason: "held"})
	require.Equal(t, before+3*yuan, d.balance(alice))

	d.Advance(terms.EndsAt.Sub(d.Time()))
	for name, msg := range paths {
		t.Run(name+" afterwards", func(t *testing.T) {
			d.t = t
			d.MustSend(msg)
			d.audit()
		})
	}
}

// What is held of an amount does not reach a grant, which is not in the wallet.
func TestAnAmountDoesNotHoldGrants(t *testing.T) {
	d := newDesk(t)
	d.programme()
	terms := d.terms(hour)
	terms.AmountFen = 5_000 * yuan
	d.ordered(police, "F-1", terms)
	d.refuse(pay(alice, bob, 1), currencytypes.ErrHeld, "available 0.00 yuan")
	d.MustSend(&purposetypes.MsgSpendGrant{
		Beneficiary: alice.String(), ManagerId: icbc, ProgrammeId: "P-1", Payee: bob.String(), AmountFen: yuan, EndToEndId: "G-1", InstructionDate: today,
	})
}

// programme gives alice a grant of 5.00 yuan for what bob sells; she is its sponsor too.
func (d *desk) programme() {
	d.t.Helper()
	d.MustSend(&currencytypes.MsgUpdateWallet{
		Teller: teller.String(), Wallet: bob.String(), Region: "440300", Carrier: currencytypes.CARRIER_APP, MerchantScenario: currencytypes.SCENARIO_RETAIL,
	})
	d.MustSend(&purposetypes.MsgCreateProgramme{
		Treasurer: officer(icbc, "treasurer"), ProgrammeId: "P-1", Terms: purposetypes.ProgrammeTerms{
			Name: "fund", BudgetFen: 10 * yuan, Pledges: []purposetypes.Pledge{{Wallet: alice.String(), AmountFen: 10 * yuan}},
			Purposes: []purposetypes.Purpose{{
				Id: "food", Description: "food", BudgetFen: 10 * yuan, Scenarios: []currencytypes.Scenario{currencytypes.SCENARIO_RETAIL},
			}},
			FirstDay: today, LastDay: "2019-12-31",
		},
	})
	d.MustSend(&purposetypes.MsgFundProgramme{Sponsor: alice.String(), ManagerId: icbc, ProgrammeId: "P-1", AmountFen: 5 * yuan, Reference: "PAY-1"})
	d.MustSend(&purposetypes.MsgProposeGrants{
		Treasurer: officer(icbc, "treasurer"), ProgrammeId: "P-1", Reference: "B-1",
		Awards: purposetypes.Awards{Awards: []purposetypes.Award{{Beneficiary: alice.String(), PurposeId: "food", AmountFen: 5 * yuan}}},
	})
	d.MustSend(&purposetypes.MsgConfirmGrants{Controller: officer(icbc, "controller"), ProgrammeId: "P-1", Reference: "B-1"})
}

// device registers an offline device of the owner and returns its id.
func (d *desk) device(owner testutil.Actor) string {
	d.t.Helper()
	issuer, err := offline.GenerateKey()
	require.NoError(d.t, err)
	public := issuer.Public()
	d.MustSend(&offlinetypes.MsgSetDeviceIssuer{Officer: officer(icbc, "compliance"), PublicKey: public[:]})
	key, err := offline.GenerateKey()
	require.NoError(d.t, err)
	from := d.Time().UTC().Truncate(time.Second)
	certificate, err := offline.Issue(issuer, offline.Terms{
		Chain: offline.ChainHash(testutil.ChainID), Key: key.Public(), Wallet: offline.Address(owner.Address),
		Caps: offline.Caps{Purse: 200_00, Single: 100_00, Payments: 3, Hours: 48}, From: from, Until: from.AddDate(1, 0, 0),
	})
	require.NoError(d.t, err)
	sum := sha256.Sum256(certificate.Terms.Bytes())
	digest := sha256.Sum256(append([]byte("dcep/devproof/1\x00"), sum[:]...))
	secret, err := key.Bytes()
	require.NoError(d.t, err)
	private, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), secret)
	require.NoError(d.t, err)
	proof, err := ecdsa.SignASN1(rand.Reader, private, digest[:])
	require.NoError(d.t, err)
	d.MustSend(&offlinetypes.MsgRegisterDevice{Teller: teller.String(), Certificate: certificate.Bytes(), Proof: proof, ProductCertificate: "SE-1"})
	return key.Public().ID().String()
}
