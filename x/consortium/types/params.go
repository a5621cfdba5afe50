package types

import "time"

// DefaultParams returns the parameters of a new chain.
func DefaultParams() Params {
	return Params{
		ThresholdNumerator:      2,
		ThresholdDenominator:    3,
		ResolutionPeriod:        7 * 24 * time.Hour,
		MaxResolutionMessages:   16,
		MaxExecutionsPerBlock:   4,
		ResolutionGasLimit:      10_000_000,
		OfficerProposalPeriod:   7 * 24 * time.Hour,
		MissedBlocksWindow:      1000,
		MaxMissedBlocks:         500,
		JailDuration:            10 * time.Minute,
		PowerBoundNumerator:     1,
		PowerBoundDenominator:   3,
		PowerBoundMinValidators: 5,
		MaxTxBytes:              64 << 10,
		MaxTxMessages:           16,
		MaxTxGas:                10_000_000,
		MemberBlockGas:          20_000_000,
		MemberBlockBytes:        1 << 20,
		WalletBlockGas:          2_000_000,
		WalletBlockBytes:        64 << 10,
	}
}

const (
	maxPeriod    = 365 * 24 * time.Hour
	maxGas       = 1_000_000_000
	maxBytes     = 16 << 20
	minTxGas     = 1_000_000
	minTxBytes   = 16 << 10
	minWalletGas = 200_000
	minWalletTx  = 4 << 10
)

// bound is one parameter with the least and the greatest value that it may have.
type bound struct {
	name            string
	value, min, max uint64
}

// Threshold is the share of the voting weight that passes a resolution.
func (p Params) Threshold() Share { return Share{p.ThresholdNumerator, p.ThresholdDenominator} }

// PowerBound is the share of the voting power that no member may reach.
func (p Params) PowerBound() Share { return Share{p.PowerBoundNumerator, p.PowerBoundDenominator} }

// Validate fails with ErrInvalidParams, naming the parameter. Its lower bounds keep a resolution from shutting out the
// resolution that would repair it.
func (p Params) Validate() error {
	if !p.Threshold().isMajority() {
		return ErrInvalidParams.Wrapf("threshold %d/%d must be more than one half and at most the whole",
			p.ThresholdNumerator, p.ThresholdDenominator)
	}
	if !p.PowerBound().isFraction() {
		return ErrInvalidParams.Wrapf("power_bound %d/%d must be more than nothing and at most the whole",
			p.PowerBoundNumerator, p.PowerBoundDenominator)
	}
	if err := p.validatePeriods(); err != nil {
		return err
	}
	for _, b := range p.bounds() {
		if b.value < b.min || b.value > b.max {
			return ErrInvalidParams.Wrapf("%s is %d, must be %d to %d", b.name, b.value, b.min, b.max)
		}
	}
	return nil
}

func (p Params) validatePeriods() error {
	periods := []struct {
		name  string
		value time.Duration
	}{
		{"resolution_period", p.ResolutionPeriod},
		{"officer_proposal_period", p.OfficerProposalPeriod},
		{"jail_duration", p.JailDuration},
	}
	for _, period := range periods {
		if period.value <= 0 || period.value > maxPeriod {
			return ErrInvalidParams.Wrapf("%s is %s, must be positive and at most %s",
				period.name, period.value, maxPeriod)
		}
	}
	if p.MissedBlocksWindow <= 0 {
		return ErrInvalidParams.Wrapf("missed_blocks_window is %d, must be positive", p.MissedBlocksWindow)
	}
	return nil
}

func (p Params) bounds() []bound {
	window := uint64(p.MissedBlocksWindow) //nolint:gosec // validatePeriods found it positive
	return []bound{
		{"max_resolution_messages", uint64(p.MaxResolutionMessages), 1, 100},
		{"max_executions_per_block", uint64(p.MaxExecutionsPerBlock), 1, 100},
		{"resolution_gas_limit", p.ResolutionGasLimit, minTxGas, maxGas},
		{"missed_blocks_window", window, 1, 1_000_000},
		{"max_missed_blocks", uint64(p.MaxMissedBlocks), 0, window - 1},
		{"power_bound_min_validators", uint64(p.PowerBoundMinValidators), 2, MaxValidators},
		{"max_tx_bytes", p.MaxTxBytes, minTxBytes, maxBytes},
		{"max_tx_messages", uint64(p.MaxTxMessages), 1, 1000},
		{"max_tx_gas", p.MaxTxGas, minTxGas, maxGas},
		{"member_block_gas", p.MemberBlockGas, p.MaxTxGas, maxGas},
		{"member_block_bytes", p.MemberBlockBytes, p.MaxTxBytes, maxBytes},
		{"wallet_block_gas", p.WalletBlockGas, minWalletGas, maxGas},
		{"wallet_block_bytes", p.WalletBlockBytes, minWalletTx, maxBytes},
	}
}
