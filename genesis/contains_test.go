package genesis_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestContains(t *testing.T) {
	c := newCeremony(t)
	joins := c.sign()
	built, err := genesis.Build(c.consortium, joins)
	require.NoError(t, err)
	for _, join := range joins {
		require.NoError(t, genesis.Contains(built, join))
	}
}

// Each case is a genesis in which somebody put something else than the bank had asked for.
func TestContainsRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*ceremony)
		field  string
	}{
		{"officer replaced", func(c *ceremony) {
			c.icbcIn.Officers[1] = c.icbc.officer("other", consortiumtypes.ROLE_ADMIN)
		}, "officers"},
		{"officer added", func(c *ceremony) {
			c.icbcIn.Officers = append(c.icbcIn.Officers, c.icbc.officer("other", consortiumtypes.ROLE_ADMIN))
		}, "officers"},
		{"role added", func(c *ceremony) {
			c.icbcIn.Officers[2] = c.icbc.officer("teller", consortiumtypes.ROLE_TELLER, consortiumtypes.ROLE_TREASURER, consortiumtypes.ROLE_COMPLIANCE)
		}, "officers"},
		{"node replaced", func(c *ceremony) { c.icbcIn.Nodes[0].ID = strings.Repeat("c", 40) }, "nodes"},
		{"node dropped", func(c *ceremony) { c.icbcIn.Nodes = nil }, "nodes"},
		{"validator dropped", func(c *ceremony) { c.icbcIn.Validators = nil }, "validators"},
		{"validator replaced", func(c *ceremony) {
			c.icbcIn.Validators = []genesis.Validator{c.icbc.validator("icbc-sz-2")}
		}, "validators"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ceremony := newCeremony(t)
			asked := clone(t, ceremony.sign()[1])
			c.change(ceremony)
			built, err := genesis.Build(ceremony.consortium, ceremony.sign())
			require.NoError(t, err)
			requireRefused(t, genesis.Contains(built, asked), "join request of icbc-sz", c.field, genesis.ErrMismatch)
		})
	}
}

func TestContainsRefusesAnotherChain(t *testing.T) {
	c := newCeremony(t)
	joins := c.sign()
	built, err := genesis.Build(c.consortium, joins)
	require.NoError(t, err)

	built.ChainID = "dcep-test-2"
	requireRefused(t, genesis.Contains(built, joins[0]), "join request of pboc", "chain_id", genesis.ErrMismatch)

	built.ChainID = chainID
	stranger := newOrganisation(t, "boc")
	requireRefused(t, genesis.Contains(built, stranger.sign(stranger.request())), "join request of boc", "member_id", genesis.ErrMismatch)
}
