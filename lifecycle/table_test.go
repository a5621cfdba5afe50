package lifecycle_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/lifecycle"
)

func TestNext(t *testing.T) {
	door := lifecycle.Table[string, string]{"open": {"close": "shut"}, "shut": {"open": "open"}}
	to, allowed := door.Next("open", "close")
	require.True(t, allowed)
	require.Equal(t, "shut", to)
	for _, refused := range [][2]string{{"open", "open"}, {"shut", "lock"}, {"painted", "open"}} {
		_, allowed = door.Next(refused[0], refused[1])
		require.False(t, allowed, refused)
	}
}
