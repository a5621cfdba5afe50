package keeper_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// require makes a certificate of the uses required.
func (r *register) require(uses ...types.ProductUse) {
	r.t.Helper()
	params := types.DefaultParams()
	params.RequiredUses = uses
	r.do(&types.MsgUpdateParams{Authority: consortiumtypes.Authority, Params: params})
}

func simWallet(name, number string) *currencytypes.MsgOpenWallet {
	msg := openWallet(testutil.NewActor(name), currencytypes.WALLET_KIND_PERSONAL)
	msg.Carrier, msg.ProductCertificate = currencytypes.CARRIER_SIM, number
	return msg
}

func TestCarriersAreCertified(t *testing.T) {
	r := newRegister(t)
	number := r.sim("APP-1")
	r.MustSend(simWallet("ann", number))
	r.MustSend(simWallet("ben", ""))
	r.MustSend(simWallet("cao", "SE-2018-1"))
	app := simWallet("dai", number)
	app.Carrier = currencytypes.CARRIER_APP
	r.refuse(app, types.ErrProductUse, "is of category 3, must be of [1]")
	r.refuse(simWallet("dai", "03-001-2019-000009-83"), types.ErrCertificateNotFound, "000009")
	r.refuse(simWallet("dai", "03-001-2019-000001-11"), types.ErrIdentifier, "checksum")

	remedy := r.Time().Add(30 * day)
	r.do(suspend(number, remedy))
	r.refuse(simWallet("dai", number), types.ErrProductNotValid, "is suspended since")
	response, err := r.currencyWallet("ann")
	require.NoError(t, err)
	require.Equal(t, "suspended", response.ProductStatus, "it shows on wallets that are there")
	r.do(reinstate(certifier, number))
	r.MustSend(simWallet("dai", number))

	r.require(types.PRODUCT_USE_CARRIER)
	r.refuse(simWallet("ed", ""), types.ErrProductRequired, "carrier")
	r.refuse(simWallet("ed", "SE-2018-1"), types.ErrProductRequired, `certificate "SE-2018-1": name one of this register`)
	response, err = r.currencyWallet("cao")
	require.NoError(t, err)
	require.Equal(t, "not in this register", response.ProductStatus)
}

func (r *register) currencyWallet(name string) (*currencytypes.QueryWalletResponse, error) {
	return r.wallets().Wallet(r.Context(), &currencytypes.QueryWalletRequest{Address: testutil.NewActor(name).String()})
}

func TestTerminalsAreCertified(t *testing.T) {
	r := newRegister(t)
	unit := simCard()
	unit.Model, unit.Standards = "POS-1", []string{"JR/T 0001-2016"}
	number := r.certified("APP-1", 6, unit)
	shop := openWallet(testutil.NewActor("shop"), currencytypes.WALLET_KIND_CORPORATE)
	shop.MerchantScenario, shop.TerminalId, shop.TerminalCertificate = currencytypes.SCENARIO_RETAIL, "T-1", number
	r.MustSend(shop)
	other := *shop
	other.Address, other.TerminalCertificate = testutil.NewActor("stall").String(), r.sim("APP-2")
	r.refuse(&other, types.ErrProductUse, "is of category 3, must be of [5 6 9]")
	r.do(withdraw(number))
	other.TerminalCertificate = number
	r.refuse(&other, types.ErrProductNotValid, "is withdrawn since")

	// What is on record may stay, while everything else is put right.
	r.MustSend(&currencytypes.MsgUpdateWallet{
		Teller: teller.String(), Wallet: shop.Address, Region: "440300", Carrier: currencytypes.CARRIER_APP,
		MerchantScenario: currencytypes.SCENARIO_MEDICAL, TerminalId: "T-1", TerminalCertificate: number,
	})
}

func TestClientSoftwareAndPlatformOfOperators(t *testing.T) {
	r := newRegister(t)
	unit := simCard()
	unit.Model, unit.Standards = "APP-7", []string{"JR/T 0092-2019"}
	software := r.certified("APP-1", 1, unit)
	unit.Model, unit.Standards = "CLOUD-1", []string{"JR/T 0166-2018"}
	cloud := r.certified("APP-2", 11, unit)
	operator := testutil.Officer("icbc-sz", "node-operator")
	deploy := func(use types.ProductUse, number string) *types.MsgDeployProduct {
		return &types.MsgDeployProduct{Officer: operator.String(), Use: use, Certificate: number}
	}
	wallet := func(name string) *currencytypes.MsgOpenWallet {
		return openWallet(testutil.NewActor(name), currencytypes.WALLET_KIND_PERSONAL)
	}
	r.require(types.PRODUCT_USE_CLIENT_SOFTWARE, types.PRODUCT_USE_CLOUD_PLATFORM)
	r.refuse(wallet("ann"), types.ErrProductRequired, "cloud platform of icbc-sz: deploy one")
	r.refuse(deploy(types.PRODUCT_USE_CLOUD_PLATFORM, software), types.ErrProductUse, "is of category 1, must be of [11]")
	r.refuse(deploy(types.PRODUCT_USE_CARRIER, software), types.ErrProductUse, "a member deploys")
	require.Equal(t, &types.EventProductDeployed{
		MemberId: "icbc-sz", Use: types.PRODUCT_USE_CLOUD_PLATFORM, Certificate: cloud, Officer: operator.String(),
	}, r.one(deploy(types.PRODUCT_USE_CLOUD_PLATFORM, cloud)))
	r.refuse(wallet("ann"), types.ErrProductRequired, "client software of icbc-sz: deploy one")
	r.do(deploy(types.PRODUCT_USE_CLIENT_SOFTWARE, software))
	r.MustSend(wallet("ann"))

	// Suspended, both stop new wallets.
	r.do(suspend(software, r.Time().Add(day)))
	r.refuse(wallet("ben"), types.ErrProductNotValid, software+" is suspended")
	r.do(reinstate(certifier, software))
	r.do(withdraw(cloud))
	r.refuse(wallet("ben"), types.ErrProductNotValid, cloud+" is withdrawn")
	response, err := r.queries.Deployments(r.Context(), &types.QueryDeploymentsRequest{})
	require.NoError(t, err)
	require.Len(t, response.Deployments, 2)
}

func TestValidatorsRunOnAnAttestedPlatform(t *testing.T) {
	r := newRegister(t)
	r.Advance(3 * 365 * day)
	unit := simCard()
	unit.Model, unit.Standards = "CHAIN-1", []string{"JR/T 0193-2020"}
	platform := r.certified("APP-1", 12, unit)
	unit.Model, unit.Standards = "TEE-1", []string{"JR/T 0156-2017"}
	tee := r.certified("APP-2", 7, unit)
	r.require(types.PRODUCT_USE_VALIDATOR_PLATFORM)

	operator := testutil.Officer("ccb-sz", "node-operator")
	key := testutil.ConsensusKey("ccb-sz")
	r.MustSend(&consortiumtypes.MsgRegisterValidator{
		Operator: operator.String(), ValidatorId: "ccb-sz", KeyType: "ed25519", ConsensusKey: key.PubKey().Bytes(), Proof: testutil.KeyProof(key, "ccb-sz"),
	})
	power := &consortiumtypes.MsgSetValidatorPower{Authority: consortiumtypes.Authority, ValidatorId: "ccb-sz", Power: 10}
	r.refuse(power, types.ErrProductRequired, "validator platform of ccb-sz: deploy one")

	hash := bytes.Repeat([]byte{7}, 32)
	deploy := &types.MsgDeployProduct{Officer: operator.String(), Use: types.PRODUCT_USE_VALIDATOR_PLATFORM, Certificate: platform}
	r.refuse(deploy, types.ErrAttestation, "a validator's platform, and nothing else, has an attestation")
	deploy.Attestation = &types.Attestation{TeeCertificate: platform, Measurement: hash, EvidenceHash: hash, AttestedAt: r.Time()}
	r.refuse(deploy, types.ErrProductUse, "is of category 12, must be of [7]")
	deploy.Attestation.TeeCertificate, deploy.Attestation.Measurement = tee, hash[1:]
	r.refuse(deploy, types.ErrAttestation, "measurement has 31 bytes")
	deploy.Attestation.Measurement, deploy.Attestation.AttestedAt = hash, r.Time().Add(1)
	r.refuse(deploy, types.ErrAttestation, "must not be in the future")
	deploy.Attestation.AttestedAt = r.Time()
	r.do(deploy)
	r.MustSend(power)

	// An attestation grows old.
	r.MustSend(&consortiumtypes.MsgSetValidatorPower{Authority: consortiumtypes.Authority, ValidatorId: "ccb-sz", Power: 11})
	r.Advance(365 * day)
	require.ErrorIs(t, r.keeper.CheckDeployed(r.Context(), "ccb-sz", types.PRODUCT_USE_VALIDATOR_PLATFORM), types.ErrAttestation)
}
