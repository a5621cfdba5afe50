// Package localnet runs a consortium on one machine: real dcepd processes on loopback, each with its own home, keys and
// ports, started from a genesis that went through the same ceremony as a real one.
//
// A network lives in one directory:
//
//	localnet.json   the nodes and their ports
//	activate        settings for a shell: source it and dcepd talks to this network
//	client/         the keyring of all people of the network, unprotected, for play only
//	ceremony/       consortium.yaml, each organisation's signed join request, the genesis
//	nodes/<name>/   the home of a node, with its log (node.log) and, while it runs, its process id (node.pid)
//
// Tests make one with [Init], run it with [Network.Start], and disturb it with [Network.StopNode], [Network.Kill] and
// [Network.AddNode]. Any program may [Open] a network that another started. One value must not be used by several
// goroutines at once.
package localnet
