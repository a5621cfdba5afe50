// Package history is a node's own index of what happened: the movements of digital yuan by wallet, member and reference,
// and the scoreboard of the operators. It is no part of the state: a node may keep it or not, and no block depends on it.
//
// [Recorder] listens to the blocks that the node executes and turns the events of successful transactions into entries of
// a database beside the node's others. All entries of a block are one synced write, made before the application commits
// the block. A block that comes again, because the node stopped in between, is recognised by its height and app hash.
//
// To record another kind of event, write a function that reads it and enter it into the table in events.go.
package history
