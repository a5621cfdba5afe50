package lookup

import sdk "github.com/cosmos/cosmos-sdk/types"

// MomentKey encodes times in keys, in their order, to the nanosecond.
var MomentKey = sdk.TimeKey //nolint:staticcheck // deprecated for a codec that collections does not have yet
