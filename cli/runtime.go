package cli

import (
	"io/fs"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
)

const (
	// nodeGCPercent lets four times as much garbage gather as Go does by itself.
	nodeGCPercent = 400
	// nodeMemoryShare is the part of the machine's memory, one in so many, above which a node collects garbage more often.
	nodeMemoryShare = 2
)

// tuneRuntime trades memory for speed while there is memory. What the operator sets in the environment wins.
func tuneRuntime() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(nodeGCPercent)
	}
	if memory := memoryOf(os.DirFS("/")); memory > 0 && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory / nodeMemoryShare)
	}
}

// memoryOf returns how many bytes of memory the system lets this process have, 0 if it does not say: those of the
// machine, or those of a container if that has fewer.
func memoryOf(system fs.FS) int64 {
	memory := int64(0)
	if content, err := fs.ReadFile(system, "proc/meminfo"); err == nil {
		for line := range strings.Lines(string(content)) {
			if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "MemTotal:" {
				memory = parseBytes(fields[1]) * 1024
			}
		}
	}
	if content, err := fs.ReadFile(system, "sys/fs/cgroup/memory.max"); err == nil {
		if limit := parseBytes(strings.TrimSpace(string(content))); limit > 0 && (memory == 0 || limit < memory) {
			memory = limit
		}
	}
	return memory
}

// parseBytes reads a count; "max" and everything else that is none is 0.
func parseBytes(text string) int64 {
	count, err := strconv.ParseInt(text, 10, 64)
	if err != nil || count < 0 {
		return 0
	}
	return count
}
