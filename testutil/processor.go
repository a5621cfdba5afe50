package testutil

import (
	"syscall"
	"time"
)

// ProcessorTime is what this process has taken of all cores until now. Benchmarks compare it, because the clock on the wall also
// counts what others do on the machine.
func ProcessorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
