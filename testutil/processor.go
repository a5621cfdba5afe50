package testutil

import (
	"runtime"
	"syscall"
	"testing"
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

// AwaitIdle collects garbage and returns when the process no longer works off what was left to do, such as a database that sorts
// what it was given.
func AwaitIdle(t testing.TB) {
	t.Helper()
	runtime.GC()
	const pause, idle = time.Second, 50 * time.Millisecond
	for range 600 {
		before := ProcessorTime()
		time.Sleep(pause)
		if ProcessorTime()-before < idle {
			return
		}
	}
	t.Fatal("the process did not come to rest in ten minutes")
}
