// Package bench_test measures the chain: how fast payments are executed and committed in process, how fast they get
// through networks of real processes, and what the same machine could do at best.
//
// As part of the other tests it measures next to nothing, to show that the benchmark works, that money is conserved and
// that nodes agree. make bench gives it real sizes, and DCEPD_BINARY for the networks.
package bench_test
