package history

import "cosmossdk.io/errors"

const codespace = "history"

var (
	// ErrDisabled is returned by the queries of a node that keeps no history.
	ErrDisabled = errors.Register(codespace, 2, "this node keeps no history")
	// ErrRowsNotServed is returned when the node's setting does not let it serve the rows that were asked for.
	ErrRowsNotServed = errors.Register(codespace, 3, "rows of the scoreboard are not served")
	// ErrArgument is returned when a query cannot be understood.
	ErrArgument = errors.Register(codespace, 4, "invalid argument")
	// ErrEvent is returned when an event does not have what its kind promises.
	ErrEvent = errors.Register(codespace, 5, "event cannot be read")
	// ErrStored is returned when the database has something that was never written.
	ErrStored = errors.Register(codespace, 6, "stored history cannot be read")
	// ErrOtherChain is returned when recorded blocks differ from the node's and are too old to be replaced.
	ErrOtherChain = errors.Register(codespace, 7, "history is of other blocks")
	// ErrConfig is returned when [history] of app.toml is wrong.
	ErrConfig = errors.Register(codespace, 8, "invalid [history] configuration")
)
