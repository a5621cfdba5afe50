package history

import (
	"github.com/spf13/cast"

	servertypes "github.com/cosmos/cosmos-sdk/server/types"

	"github.com/dcep-consortium/dcepd/ident"
)

// AllRows as the scoreboard setting serves the rows of every operator.
const AllRows = "*"

// Config is [history] of app.toml.
type Config struct {
	// Enable keeps a history from the next block on.
	Enable bool `mapstructure:"enable"`
	// Scoreboard says whose rows the node serves: those of one member, of everybody ([AllRows]), or nobody's (empty).
	Scoreboard string `mapstructure:"scoreboard"`
	// KeepDays is after how many days movements are forgotten; 0 is never.
	KeepDays uint32 `mapstructure:"keep-days"`
}

// ConfigTemplate is what app.toml has about the history.
const ConfigTemplate = `
###############################################################################
###                                 History                                 ###
###############################################################################

[history]

# Keep an index of what happened (payments by wallet and reference, scoreboard) in data/history.db, beside the state.
# It begins with the next block. A validator does not need it.
enable = {{ .History.Enable }}

# Whose rows of the scoreboard this node serves: the id of a member, "*" for all, or empty for none.
scoreboard = "{{ .History.Scoreboard }}"

# Forget movements after so many days; 0 keeps them for ever. The scoreboard is always kept.
keep-days = {{ .History.KeepDays }}
`

// ReadConfig reads the settings of a node; without any, there is no history. It fails with ErrConfig.
func ReadConfig(options servertypes.AppOptions) (Config, error) {
	enable, err := cast.ToBoolE(orZero(options.Get("history.enable"), false))
	if err != nil {
		return Config{}, ErrConfig.Wrapf("enable: %s", err)
	}
	keepDays, err := cast.ToUint32E(orZero(options.Get("history.keep-days"), 0))
	if err != nil {
		return Config{}, ErrConfig.Wrapf("keep-days: %s", err)
	}
	config := Config{Enable: enable, Scoreboard: cast.ToString(options.Get("history.scoreboard")), KeepDays: keepDays}
	if config.Scoreboard != "" && config.Scoreboard != AllRows {
		if _, err := ident.ParseMemberID(config.Scoreboard); err != nil {
			return Config{}, ErrConfig.Wrapf("scoreboard: %s", err)
		}
	}
	return config, nil
}

// orZero stands in for a setting that is not there.
func orZero(value, zero any) any {
	if value == nil {
		return zero
	}
	return value
}
