package keeper_test

import (
	"fmt"
	"testing"

	"github.com/cometbft/cometbft/crypto/ed25519"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// registration registers ccb-1 with the consensus key of that name.
func registration() *types.MsgRegisterValidator {
	key := testutil.ConsensusKey("ccb-1")
	return &types.MsgRegisterValidator{
		Operator: operator(ccb), ValidatorId: "ccb-1", KeyType: types.KeyTypeEd25519,
		ConsensusKey: key.PubKey().Bytes(), Proof: testutil.KeyProof(key, "ccb-1"),
	}
}

func rotation(key ed25519.PrivKey) *types.MsgRotateValidatorKey {
	return &types.MsgRotateValidatorKey{
		Operator: operator(icbc), ValidatorId: icbc, KeyType: types.KeyTypeEd25519,
		ConsensusKey: key.PubKey().Bytes(), Proof: testutil.KeyProof(key, icbc),
	}
}

func setPower(id string, power int64) *types.MsgSetValidatorPower {
	return &types.MsgSetValidatorPower{Authority: types.Authority, ValidatorId: id, Power: power}
}

func TestRegisterAndActivateValidator(t *testing.T) {
	f := newFixture(t)
	f.emits(registration(), &types.EventValidatorRegistered{
		ValidatorId: "ccb-1", MemberId: ccb, ConsensusAddress: testutil.ConsensusKey("ccb-1").PubKey().Address(),
	})
	require.Equal(t, types.Validator{
		Id: "ccb-1", MemberId: ccb, KeyType: types.KeyTypeEd25519, Status: types.VALIDATOR_STATUS_CANDIDATE,
		ConsensusKey: testutil.ConsensusKey("ccb-1").PubKey().Bytes(), JailedUntil: f.validator("ccb-1").JailedUntil,
	}, f.validator("ccb-1"))
	f.NextBlock()
	require.Equal(t, []int64{0}, f.powers("ccb-1"))

	f.emits(setPower("ccb-1", 10), &types.EventValidatorPowerSet{ValidatorId: "ccb-1", Power: 10})
	f.NextBlock()
	require.Equal(t, []int64{10, 10, 10, 10, 10}, f.powers("ccb-1", pboc, icbc, abc, boc))
}

func TestRegisterValidatorRefusals(t *testing.T) {
	f := newFixture(t)
	for name, test := range map[string]struct {
		breakIt func(*types.MsgRegisterValidator)
		err     error
	}{
		"taken id":       {func(m *types.MsgRegisterValidator) { m.ValidatorId = icbc }, types.ErrValidatorExists},
		"malformed id":   {func(m *types.MsgRegisterValidator) { m.ValidatorId = "CCB 1" }, types.ErrInvalidValidator},
		"other key type": {func(m *types.MsgRegisterValidator) { m.KeyType = "secp256k1" }, types.ErrInvalidConsensusKey},
		"short key":      {func(m *types.MsgRegisterValidator) { m.ConsensusKey = m.ConsensusKey[1:] }, types.ErrInvalidConsensusKey},
		"no proof":       {func(m *types.MsgRegisterValidator) { m.Proof = nil }, types.ErrInvalidKeyProof},
		"proof for another id": {
			func(m *types.MsgRegisterValidator) { m.ValidatorId = "ccb-2" }, types.ErrInvalidKeyProof,
		},
		"used key": {func(m *types.MsgRegisterValidator) {
			key := testutil.ConsensusKey(icbc)
			m.ConsensusKey, m.Proof = key.PubKey().Bytes(), testutil.KeyProof(key, m.ValidatorId)
		}, types.ErrConsensusKeyUsed},
	} {
		t.Run(name, func(t *testing.T) {
			msg := registration()
			test.breakIt(msg)
			f.refuses(msg, test.err)
		})
	}
}

func TestKeyTypeMustBeInTheConsensusParameters(t *testing.T) {
	f := newFixture(t)
	ctx := f.Context()
	params := ctx.ConsensusParams()
	validators := *params.Validator
	validators.PubKeyTypes = []string{"secp256k1"}
	params.Validator = &validators
	ccbOperator := f.officer(testutil.Officer(ccb, "node-operator"))
	err := f.keeper().RegisterValidator(ctx.WithConsensusParams(params), ccbOperator, registration())
	require.ErrorIs(t, err, types.ErrInvalidConsensusKey)
}

func TestValidatorsOfAMemberAreBounded(t *testing.T) {
	f := newFixture(t)
	register := func(i int) *types.MsgRegisterValidator {
		id := fmt.Sprintf("ccb-%d", i)
		key := testutil.ConsensusKey(id)
		return &types.MsgRegisterValidator{
			Operator: operator(ccb), ValidatorId: id, KeyType: types.KeyTypeEd25519,
			ConsensusKey: key.PubKey().Bytes(), Proof: testutil.KeyProof(key, id),
		}
	}
	for i := range types.MaxMemberValidators {
		f.MustSend(register(i))
	}
	f.refuses(register(types.MaxMemberValidators), types.ErrLimitReached)
	f.MustSend(&types.MsgProposeRetirement{Officer: operator(ccb), ValidatorId: "ccb-0"})
	f.MustSend(&types.MsgConfirmRetirement{Officer: address(ccb, "admin"), ValidatorId: "ccb-0"})
	f.MustSend(register(types.MaxMemberValidators))
}

func TestSetValidatorPower(t *testing.T) {
	f := newFixture(t)
	f.emits(setPower(icbc, 7), &types.EventValidatorPowerSet{ValidatorId: icbc, Power: 7})
	f.refuses(setPower(icbc, 0), types.ErrInvalidPower)
	f.refuses(setPower(icbc, types.MaxValidatorPower+1), types.ErrInvalidPower)
	f.refuses(setPower("nobody", 1), types.ErrValidatorNotFound)
	f.NextBlock()
	require.Equal(t, []int64{7, 10, 10, 10}, f.powers(icbc, pboc, abc, boc))
}

func TestPowerBoundAppliesFromFiveValidators(t *testing.T) {
	f := newFixture(t)
	f.MustSend(setPower(icbc, 1000))
	f.MustSend(setPower(icbc, 10))
	f.MustSend(registration())
	f.refuses(setPower("ccb-1", 20), types.ErrPowerBound)
	f.MustSend(setPower("ccb-1", 19))
	f.refuses(setPower(icbc, 25), types.ErrPowerBound)

	f.MustSend(setPower(icbc, 9))
	f.MustSend(setPower(pboc, 1))
	f.MustSend(setPower(abc, 1))
	f.MustSend(setPower("ccb-1", 18))
	require.Equal(t, int64(18), f.validator("ccb-1").Power, "who already has too much may go down")
}

// What a member gets back by itself counts as if it had it.
func TestPowerBoundCountsTheJailed(t *testing.T) {
	f := newFixture(t, shortWindow)
	f.MustSend(registration())
	f.MustSend(setPower("ccb-1", 10))
	for range 3 {
		f.EndBlock(icbcMissed)
	}
	require.Equal(t, types.VALIDATOR_STATUS_JAILED, f.validator(icbc).Status)
	second := testutil.ConsensusKey("icbc-2")
	f.MustSend(&types.MsgRegisterValidator{
		Operator: operator(icbc), ValidatorId: "icbc-2", KeyType: "ed25519", ConsensusKey: second.PubKey().Bytes(),
		Proof: testutil.KeyProof(second, "icbc-2"),
	})
	f.refuses(setPower("icbc-2", 10), types.ErrPowerBound)
	f.MustSend(setPower("icbc-2", 9))

	f.MustSend(setPower(icbc, 1))
	require.Equal(t, types.VALIDATOR_STATUS_JAILED, f.validator(icbc).Status)
	f.MustSend(setPower("icbc-2", 18))
	f.refuses(setPower(icbc, 3), types.ErrPowerBound)
}

func TestRotateValidatorKey(t *testing.T) {
	f := newFixture(t)
	next := testutil.ConsensusKey("icbc-sz next")
	old := f.validator(icbc)
	f.emits(rotation(next), &types.EventValidatorKeyRotated{
		ValidatorId: icbc, OldConsensusAddress: testutil.ConsensusKey(icbc).PubKey().Address(),
		NewConsensusAddress: next.PubKey().Address(),
	})
	old.ConsensusKey = next.PubKey().Bytes()
	require.Equal(t, old, f.validator(icbc))
	f.NextBlock()
	require.Equal(t, []int64{0, 10, 10, 10, 10}, f.powers(icbc, "icbc-sz next", pboc, abc, boc))

	f.refuses(rotation(testutil.ConsensusKey(icbc)), types.ErrConsensusKeyUsed)
	f.refuses(rotation(next), types.ErrConsensusKeyUsed)
	stolen := rotation(testutil.ConsensusKey("another"))
	stolen.Operator = operator(boc)
	f.refuses(stolen, types.ErrNotOwnMember)
	unproven := rotation(testutil.ConsensusKey("another"))
	unproven.Proof = nil
	f.refuses(unproven, types.ErrInvalidKeyProof)
	missing := rotation(testutil.ConsensusKey("another"))
	missing.ValidatorId = "nobody"
	f.refuses(missing, types.ErrValidatorNotFound)
}

func TestTwoRotationsInOneBlock(t *testing.T) {
	f := newFixture(t)
	f.MustSend(rotation(testutil.ConsensusKey("first")))
	f.MustSend(rotation(testutil.ConsensusKey("second")))
	f.NextBlock()
	require.Equal(t, []int64{0, 0, 10}, f.powers(icbc, "first", "second"))
}

func TestRetirementByTwoOfficers(t *testing.T) {
	f := newFixture(t)
	ask := &types.MsgProposeRetirement{Officer: operator(icbc), ValidatorId: icbc}
	agree := func(role string) *types.MsgConfirmRetirement {
		return &types.MsgConfirmRetirement{Officer: address(icbc, role), ValidatorId: icbc}
	}
	f.refuses(agree("admin"), types.ErrRetirementNotProposed)
	f.emits(ask, &types.EventRetirementProposed{ValidatorId: icbc, Officer: operator(icbc)})
	f.refuses(ask, types.ErrProposalPending)
	f.refuses(agree("node-operator"), types.ErrSecondOfficer)
	f.refuses(&types.MsgConfirmRetirement{Officer: address(boc, "admin"), ValidatorId: icbc}, types.ErrNotOwnMember)
	f.refuses(&types.MsgProposeRetirement{Officer: address(boc, "admin"), ValidatorId: icbc}, types.ErrNotOwnMember)
	f.emits(agree("admin"), &types.EventValidatorRetired{ValidatorId: icbc})
	f.refuses(ask, types.ErrValidatorStatus)
	f.NextBlock()
	require.Equal(t, []int64{0, 10, 10, 10}, f.powers(icbc, pboc, abc, boc))
}

func TestRetirementProposedByADismissedOfficerIsStale(t *testing.T) {
	f := newFixture(t)
	f.MustSend(&types.MsgProposeRetirement{Officer: operator(icbc), ValidatorId: icbc})
	nodeOperator := testutil.Officer(icbc, "node-operator")
	f.MustSend(&types.MsgProposeDismissal{Admin: address(icbc, "admin"), Address: nodeOperator.String()})
	f.MustSend(confirm("admin2", nodeOperator, nil))
	agree := &types.MsgConfirmRetirement{Officer: address(icbc, "admin"), ValidatorId: icbc}
	f.refuses(agree, types.ErrProposalStale)

	f.MustSend(&types.MsgProposeRetirement{Officer: address(icbc, "admin2"), ValidatorId: icbc})
	f.MustSend(agree)
}

func TestRetirementProposedByWhoLostTheRoleIsStale(t *testing.T) {
	f := newFixture(t)
	f.MustSend(&types.MsgProposeRetirement{Officer: operator(icbc), ValidatorId: icbc})
	nodeOperator, roles := testutil.Officer(icbc, "node-operator"), []types.Role{types.ROLE_TELLER}
	f.MustSend(&types.MsgProposeOfficer{Admin: address(icbc, "admin"), Address: nodeOperator.String(), Roles: roles})
	f.MustSend(confirm("admin2", nodeOperator, roles))
	f.refuses(&types.MsgConfirmRetirement{Officer: address(icbc, "admin"), ValidatorId: icbc}, types.ErrProposalStale)
}
