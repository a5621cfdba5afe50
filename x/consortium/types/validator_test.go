package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestValidatorTransitions(t *testing.T) {
	type states = map[types.ValidatorStatus]types.ValidatorStatus
	const (
		candidate  = types.VALIDATOR_STATUS_CANDIDATE
		active     = types.VALIDATOR_STATUS_ACTIVE
		jailed     = types.VALIDATOR_STATUS_JAILED
		retired    = types.VALIDATOR_STATUS_RETIRED
		tombstoned = types.VALIDATOR_STATUS_TOMBSTONED
	)
	strict := types.DefaultParams()
	strict.MaxMissedBlocks = 0
	actions := []struct {
		name   string
		action func(types.Validator) (types.Validator, error)
		table  states
	}{
		{
			"set power", func(v types.Validator) (types.Validator, error) { return v.SetPower(5) },
			states{candidate: active, active: active, jailed: jailed},
		},
		{
			"rotate", func(v types.Validator) (types.Validator, error) {
				return v.RotateKey(types.KeyTypeEd25519, consensusKey("next").PubKey().Bytes())
			},
			states{candidate: candidate, active: active, jailed: jailed},
		},
		{
			"miss", func(v types.Validator) (types.Validator, error) { return v.Miss(7, now, types.DefaultParams()) },
			states{active: active},
		},
		{
			"miss too much", func(v types.Validator) (types.Validator, error) { return v.Miss(7, now, strict) },
			states{active: jailed},
		},
		{
			"unjail", func(v types.Validator) (types.Validator, error) { return v.Unjail(7, now) },
			states{jailed: active},
		},
		{
			"propose retirement", func(v types.Validator) (types.Validator, error) { return v.ProposeRetirement(person(1)) },
			states{candidate: candidate, active: active, jailed: jailed},
		},
		{"retire", types.Validator.Retire, states{candidate: retired, active: retired, jailed: retired}},
		{
			"tombstone", types.Validator.Tombstone,
			states{candidate: tombstoned, active: tombstoned, jailed: tombstoned, retired: tombstoned},
		},
	}
	for _, a := range actions {
		t.Run(a.name, func(t *testing.T) {
			requireMoves(t, types.ValidatorStatus_name, a.table, types.ErrValidatorStatus,
				func(s types.ValidatorStatus) types.Validator { return validator("icbc-sz-1", s) },
				func(v types.Validator) types.ValidatorStatus { return v.Status }, a.action,
				func(n int32) types.ValidatorStatus { return types.ValidatorStatus(n) })
		})
	}
}

func TestMissCountsInTumblingWindows(t *testing.T) {
	params := types.DefaultParams()
	params.MissedBlocksWindow, params.MaxMissedBlocks, params.JailDuration = 10, 2, time.Minute
	v := validator("icbc-sz-1", types.VALIDATOR_STATUS_ACTIVE)

	miss := func(height int64) {
		t.Helper()
		var err error
		v, err = v.Miss(height, now, params)
		require.NoError(t, err)
	}
	miss(100)
	require.Equal(t, [2]int64{100, 1}, [2]int64{v.WindowStart, int64(v.MissedBlocks)})
	miss(109)
	require.Equal(t, [2]int64{100, 2}, [2]int64{v.WindowStart, int64(v.MissedBlocks)})
	require.Equal(t, types.VALIDATOR_STATUS_ACTIVE, v.Status, "exactly the allowed number")
	miss(110)
	require.Equal(t, [2]int64{110, 1}, [2]int64{v.WindowStart, int64(v.MissedBlocks)})
	miss(111)
	miss(119)
	require.Equal(t, types.VALIDATOR_STATUS_JAILED, v.Status)
	require.Equal(t, now.Add(time.Minute), v.JailedUntil)
	require.Equal(t, uint32(3), v.MissedBlocks)
	require.Equal(t, int64(10), v.Power, "it comes back with its power")
}

func TestMissInAChainThatStartsAgainFromAnExport(t *testing.T) {
	v := validator("icbc-sz-1", types.VALIDATOR_STATUS_ACTIVE)
	v.WindowStart, v.MissedBlocks = 5000, 400
	v, err := v.Miss(3, now, types.DefaultParams())
	require.NoError(t, err)
	require.Equal(t, [2]int64{3, 1}, [2]int64{v.WindowStart, int64(v.MissedBlocks)})
}

func TestUnjailAtTheEndOfTheJailTime(t *testing.T) {
	v := validator("icbc-sz-1", types.VALIDATOR_STATUS_JAILED)
	v.JailedUntil, v.WindowStart, v.MissedBlocks = now.Add(time.Minute), 1, 501

	_, err := v.Unjail(50, now.Add(time.Minute-1))
	require.ErrorIs(t, err, types.ErrStillJailed)
	v, err = v.Unjail(50, now.Add(time.Minute))
	require.NoError(t, err)
	require.Equal(t, [2]int64{50, 0}, [2]int64{v.WindowStart, int64(v.MissedBlocks)})
}

func TestSetPowerBounds(t *testing.T) {
	v := validator("icbc-sz-1", types.VALIDATOR_STATUS_ACTIVE)
	for _, power := range []int64{-1, 0, types.MaxValidatorPower + 1} {
		_, err := v.SetPower(power)
		require.ErrorIs(t, err, types.ErrInvalidPower)
	}
	after, err := v.SetPower(types.MaxValidatorPower)
	require.NoError(t, err)
	require.Equal(t, int64(types.MaxValidatorPower), after.Power)
}

func TestRetirementNeedsTwoOfficers(t *testing.T) {
	v := validator("icbc-sz-1", types.VALIDATOR_STATUS_ACTIVE)
	_, err := v.ConfirmRetirement(person(2))
	require.ErrorIs(t, err, types.ErrRetirementNotProposed)

	v, err = v.ProposeRetirement(person(1))
	require.NoError(t, err)
	_, err = v.ConfirmRetirement(person(1))
	require.ErrorIs(t, err, types.ErrSecondOfficer)
	_, err = v.ProposeRetirement(person(1))
	require.ErrorIs(t, err, types.ErrProposalPending)

	taken, err := v.ProposeRetirement(person(3))
	require.NoError(t, err)
	require.Equal(t, person(3), taken.RetirementProposedBy)

	retired, err := v.ConfirmRetirement(person(2))
	require.NoError(t, err)
	require.Equal(t, validator("icbc-sz-1", types.VALIDATOR_STATUS_RETIRED), retired)
}

func TestRotateKeyKeepsWhatTheKeyDoesNotConcern(t *testing.T) {
	v := validator("icbc-sz-1", types.VALIDATOR_STATUS_ACTIVE)
	v.WindowStart, v.MissedBlocks = 100, 400
	next := consensusKey("next").PubKey().Bytes()
	rotated, err := v.RotateKey(types.KeyTypeEd25519, next)
	require.NoError(t, err)
	v.ConsensusKey = next
	require.Equal(t, v, rotated)

	_, err = v.RotateKey("secp256k1", next)
	require.ErrorIs(t, err, types.ErrInvalidConsensusKey)
}

func TestKeyProof(t *testing.T) {
	v := validator("icbc-sz-1", types.VALIDATOR_STATUS_CANDIDATE)
	sign := func(chainID, id, keyType string) []byte {
		proof, err := consensusKey("icbc-sz-1").Sign(types.KeyProofBytes(chainID, id, keyType, v.ConsensusKey))
		require.NoError(t, err)
		return proof
	}
	require.NoError(t, types.VerifyKeyProof("dcep-1", v, sign("dcep-1", v.Id, v.KeyType)))
	for name, proof := range map[string][]byte{
		"none":            nil,
		"other chain":     sign("dcep-2", v.Id, v.KeyType),
		"other validator": sign("dcep-1", "icbc-sz-2", v.KeyType),
		"shifted":         sign("dcep-1i", "cbc-sz-1", v.KeyType),
		"other type":      sign("dcep-1", v.Id, "secp256k1"),
	} {
		t.Run(name, func(t *testing.T) {
			require.ErrorIs(t, types.VerifyKeyProof("dcep-1", v, proof), types.ErrInvalidKeyProof)
		})
	}
}

// The bytes are a contract with signers outside of this program.
func TestKeyProofBytes(t *testing.T) {
	require.Equal(t,
		"\x00\x00\x00\x20dcep/consortium/v1/consensus-key"+"\x00\x00\x00\x06dcep-1"+"\x00\x00\x00\x06pboc-1"+
			"\x00\x00\x00\x07ed25519"+"\x00\x00\x00\x03key",
		string(types.KeyProofBytes("dcep-1", "pboc-1", "ed25519", []byte("key"))))
}

func TestValidatorValidate(t *testing.T) {
	for name, test := range map[string]struct {
		status  types.ValidatorStatus
		breakIt func(*types.Validator)
		err     error
	}{
		"id":                   {types.VALIDATOR_STATUS_ACTIVE, func(v *types.Validator) { v.Id = "A" }, types.ErrInvalidValidator},
		"status":               {types.VALIDATOR_STATUS_ACTIVE, func(v *types.Validator) { v.Status = 99 }, types.ErrInvalidValidator},
		"key length":           {types.VALIDATOR_STATUS_ACTIVE, func(v *types.Validator) { v.ConsensusKey = nil }, types.ErrInvalidConsensusKey},
		"active without power": {types.VALIDATOR_STATUS_ACTIVE, func(v *types.Validator) { v.Power = 0 }, types.ErrInvalidPower},
		"too much power": {
			types.VALIDATOR_STATUS_JAILED, func(v *types.Validator) { v.Power = types.MaxValidatorPower + 1 }, types.ErrInvalidPower,
		},
		"candidate with power": {types.VALIDATOR_STATUS_CANDIDATE, func(v *types.Validator) { v.Power = 1 }, types.ErrInvalidPower},
		"retirement by nobody": {
			types.VALIDATOR_STATUS_ACTIVE, func(v *types.Validator) { v.RetirementProposedBy = "x" }, types.ErrInvalidAddress,
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := validator("icbc-sz-1", test.status)
			require.NoError(t, v.Validate())
			test.breakIt(&v)
			require.ErrorIs(t, v.Validate(), test.err)
		})
	}
}
