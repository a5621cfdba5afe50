package history

import (
	"testing"

	"github.com/stretchr/testify/require"
)

type options map[string]any

func (o options) Get(key string) any { return o[key] }

func TestReadConfig(t *testing.T) {
	for name, test := range map[string]struct {
		options options
		want    Config
		problem string
	}{
		"nothing": {nil, Config{}, ""},
		"file": {
			options{"history.enable": true, "history.scoreboard": "*", "history.keep-days": int64(365)},
			Config{Enable: true, Scoreboard: AllRows, KeepDays: 365},
			"",
		},
		"environment": {
			options{"history.enable": "true", "history.scoreboard": "icbc-sz", "history.keep-days": "30"},
			Config{Enable: true, Scoreboard: "icbc-sz", KeepDays: 30},
			"",
		},
		"enable":     {options{"history.enable": "perhaps"}, Config{}, "enable: "},
		"keep-days":  {options{"history.keep-days": "-1"}, Config{}, "keep-days: "},
		"scoreboard": {options{"history.scoreboard": "ICBC"}, Config{}, "scoreboard: "},
	} {
		t.Run(name, func(t *testing.T) {
			config, err := ReadConfig(test.options)
			if test.problem != "" {
				require.ErrorIs(t, err, ErrConfig)
				require.ErrorContains(t, err, test.problem)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.want, config)
		})
	}
}
