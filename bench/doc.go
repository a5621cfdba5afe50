// Package bench loads a chain with real, signed payments and measures what becomes of them. The benchmark of this
// repository uses it, and dcepd bench offers it to operators for their own networks.
//
//	account.go    whoever signs transactions
//	wallets.go    wallets of mixed classes, whose keys come from one seed
//	payments.go   who pays whom
//	node.go       a node as a client sees it
//	prepare.go    a teller opens the wallets and funds them
//	load.go       payments are sent, followed into blocks, and counted
package bench
