package genesis

import (
	"os"
	"path/filepath"
	"time"

	cmttypes "github.com/cometbft/cometbft/types"

	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

const (
	defaultValidatorPower = 10
	defaultBlockMaxBytes  = 2 << 20
	defaultBlockMaxGas    = 100_000_000
	// Evidence stays punishable for two weeks, so that a long weekend hides nothing.
	defaultEvidenceMaxAge      = 14 * 24 * time.Hour
	defaultEvidenceMaxAgeBlock = int64(defaultEvidenceMaxAge / time.Second)
	defaultEvidenceMaxBytes    = 128 << 10
)

// Consortium is what the founding organisations agreed on in words: who is a member and by which rules the chain
// starts. Keys are not part of it; each organisation adds its own with a [JoinRequest].
type Consortium struct {
	ChainID string
	// GenesisTime is the time of the first block, in UTC.
	GenesisTime time.Time
	// Members are active from genesis, in the order of consortium.yaml.
	Members []consortiumtypes.Member
	Params  consortiumtypes.Params
	// Currency holds the class limits and the approval rules.
	Currency currencytypes.Params
	// Pilot holds the phases of the pilot programme; without any, everybody takes part.
	Pilot currencytypes.Pilot
	// Calendars are the banking days of years, in their order; of other years, Monday to Friday.
	Calendars []calendartypes.YearCalendar
	// SingleWindow is the standard catalogue, with the members that act for departments.
	SingleWindow singlewindowtypes.Catalogue
	Consensus    cmttypes.ConsensusParams
	// ValidatorPower is the voting power of every validator at genesis.
	ValidatorPower int64
}

// ReadConsortium reads consortium.yaml. Every wrong value is refused with a [FieldError] that has the field's path.
func ReadConsortium(path string) (Consortium, error) {
	content, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return Consortium{}, err
	}
	consortium, err := ParseConsortium(content)
	return consortium, in(filepath.Base(path), err)
}

func defaultConsensus() cmttypes.ConsensusParams {
	params := *cmttypes.DefaultConsensusParams()
	params.Block = cmttypes.BlockParams{MaxBytes: defaultBlockMaxBytes, MaxGas: defaultBlockMaxGas}
	params.Evidence = cmttypes.EvidenceParams{
		MaxAgeNumBlocks: defaultEvidenceMaxAgeBlock,
		MaxAgeDuration:  defaultEvidenceMaxAge,
		MaxBytes:        defaultEvidenceMaxBytes,
	}
	params.Validator = cmttypes.ValidatorParams{PubKeyTypes: []string{cmttypes.ABCIPubKeyTypeEd25519}}
	return params
}
