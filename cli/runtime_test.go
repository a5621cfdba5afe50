package cli

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func TestMemoryOf(t *testing.T) {
	const machine = "MemTotal:       24684084 kB\nMemFree:        23000000 kB\n"
	for name, test := range map[string]struct {
		files    map[string]string
		expected int64
	}{
		"nothing known":             {nil, 0},
		"a machine":                 {map[string]string{"proc/meminfo": machine}, 24684084 << 10},
		"a container without limit": {map[string]string{"proc/meminfo": machine, "sys/fs/cgroup/memory.max": "max\n"}, 24684084 << 10},
		"a container with a limit":  {map[string]string{"proc/meminfo": machine, "sys/fs/cgroup/memory.max": "1073741824\n"}, 1 << 30},
		"a limit above the machine": {map[string]string{"proc/meminfo": machine, "sys/fs/cgroup/memory.max": "99999999999999\n"}, 24684084 << 10},
		"only a limit":              {map[string]string{"sys/fs/cgroup/memory.max": "1073741824\n"}, 1 << 30},
		"no number":                 {map[string]string{"proc/meminfo": "MemTotal: lots kB\n", "sys/fs/cgroup/memory.max": "-1\n"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			system := fstest.MapFS{}
			for path, content := range test.files {
				system[path] = &fstest.MapFile{Data: []byte(content)}
			}
			require.Equal(t, test.expected, memoryOf(system))
		})
	}
}
