package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
)

const ceremonyDescription = `
chain_id: dcep-test-1
genesis_time: 2019-12-01T09:00:00+08:00
members:
  - {id: pboc, legal_name: Central Bank, kind: central-bank, region: 110000, uscc: 91110000802100433B}
  - {id: icbc-sz, legal_name: Bank, kind: operator-bank, region: 440300, uscc: 9144030071526726XG}
`

// table is the room where the organisations meet; each has a home of its own.
type table struct {
	t   *testing.T
	dir string
}

func newTable(t *testing.T) table {
	t.Helper()
	t.Setenv("DCEPD_KEYRING_BACKEND", "test")
	table := table{t, t.TempDir()}
	require.NoError(t, os.WriteFile(table.file("consortium.yaml"), []byte(ceremonyDescription), 0o600))
	return table
}

func (c table) file(name string) string { return filepath.Join(c.dir, name) }

func (c table) must(args ...string) string {
	c.t.Helper()
	out, err := run(c.t, args...)
	require.NoError(c.t, err, out)
	return out
}

// join lets a member make its keys and write its request.
func (c table) join(member string, officers map[string]string, more ...string) {
	c.t.Helper()
	home := c.file(member)
	c.must("init", member, "--chain-id", "dcep-test-1", "--home", home)
	args := []string{
		"genesis", "join-request", "--home", home, "--member", member, "--sign-with", "wang",
		"--output-file", c.file(member + ".join.json"),
	}
	for name, roles := range officers {
		c.must("keys", "add", name, "--home", home)
		args = append(args, "--officer", name+"="+roles)
	}
	c.must(append(args, more...)...)
}

func (c table) build() (string, error) {
	return run(c.t, "genesis", "build", c.file("consortium.yaml"), c.file("pboc.join.json"), c.file("icbc-sz.join.json"),
		"--output-file", c.file("genesis.json"))
}

func centralBank() map[string]string {
	return map[string]string{"wang": "admin,governor", "li": "admin,node-operator", "chen": "issuer", "zhao": "controller"}
}

func operator() map[string]string {
	return map[string]string{"wang": "admin,governor", "li": "admin", "chen": "teller,treasurer"}
}

func TestCeremony(t *testing.T) {
	c := newTable(t)
	c.join("pboc", centralBank(), "--validator", "pboc-1", "--peer", "self@127.0.0.1:26656=validator")
	c.join("icbc-sz", operator(), "--peer", "self=full")
	built, err := c.build()
	require.NoError(t, err)

	hash := regexp.MustCompile(`sha256 +([0-9a-f]{64})`)
	require.Regexp(t, hash, built)
	for _, member := range []string{"pboc", "icbc-sz"} {
		request, err := genesis.ReadJoinRequest(c.file(member + ".join.json"))
		require.NoError(t, err)
		fingerprint, err := request.Fingerprint()
		require.NoError(t, err)
		require.Contains(t, built, fingerprint)

		checked := c.must("genesis", "validate", c.file("genesis.json"), "--join", c.file(member+".join.json"), "--home", c.file(member))
		require.Equal(t, hash.FindStringSubmatch(built)[1], hash.FindStringSubmatch(checked)[1])
		require.Contains(t, checked, "the request of "+member+" is in it unaltered")
	}
}

func TestValidateFindsAnotherGenesis(t *testing.T) {
	c := newTable(t)
	c.join("pboc", centralBank(), "--validator", "pboc-1")
	c.join("icbc-sz", operator())
	_, err := c.build()
	require.NoError(t, err)
	kept, err := os.ReadFile(c.file("icbc-sz.join.json"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(c.file("kept.join.json"), kept, 0o600))

	// The bank changes its mind, and somebody builds with the new request while the bank checks the old one.
	c.must("keys", "add", "sun", "--home", c.file("icbc-sz"))
	c.must("genesis", "join-request", "--home", c.file("icbc-sz"), "--member", "icbc-sz", "--sign-with", "wang",
		"--output-file", c.file("icbc-sz.join.json"), "--officer", "wang=admin,governor", "--officer", "sun=admin")
	_, err = c.build()
	require.NoError(t, err)
	_, err = run(t, "genesis", "validate", c.file("genesis.json"), "--join", c.file("kept.join.json"), "--home", c.file("pboc"))
	var refusal *genesis.FieldError
	require.ErrorAs(t, err, &refusal)
	require.Equal(t, "kept.join.json", refusal.File)
	require.Equal(t, "officers", refusal.Field)
}

// Only the running modules know which roles a kind of member may have.
func TestBuildTriesTheChain(t *testing.T) {
	c := newTable(t)
	c.join("pboc", centralBank(), "--validator", "pboc-1")
	c.join("icbc-sz", map[string]string{"wang": "admin,governor", "li": "admin", "chen": "issuer"})
	_, err := c.build()
	require.ErrorContains(t, err, "the chain would not start")
	require.ErrorContains(t, err, "ROLE_ISSUER")
	require.NoFileExists(t, c.file("genesis.json"))
}

func TestInitKeepsKeysAndRefusesHalfOfOne(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home")
	first, err := run(t, "init", "node", "--home", home)
	require.NoError(t, err)
	second, err := run(t, "init", "node", "--home", home)
	require.NoError(t, err)
	require.Equal(t, first, second)

	state := filepath.Join(home, "data", "priv_validator_state.json")
	require.NoError(t, os.Remove(state))
	_, err = run(t, "init", "node", "--home", home)
	require.ErrorContains(t, err, "not "+state+", which keeps it from signing twice")
}

func TestJoinRequestNamesTheWrongFlag(t *testing.T) {
	c := newTable(t)
	home := c.file("pboc")
	c.must("init", "pboc", "--chain-id", "dcep-test-1", "--home", home)
	c.must("keys", "add", "wang", "--home", home)
	for _, test := range []struct{ flag, value, want string }{
		{"--officer", "wang", "--officer wang: must look like wang=admin,governor"},
		{"--officer", "wang=king", `--officer wang=king: is unknown: role "king"`},
		{"--officer", "li=admin", "--officer li=admin: key li: li.info: key not found"},
		{"--peer", "self", "--peer self: must look like self@node1.icbc.example:26656=validator"},
		{"--peer", "self=spare", `--peer self=spare: is unknown: node kind "spare"`},
	} {
		_, err := run(t, "genesis", "join-request", "--home", home, "--member", "pboc", "--sign-with", "wang",
			"--officer", "wang=admin", test.flag, test.value)
		require.EqualError(t, err, test.want)
	}
}

// An officer may keep the key elsewhere and give only its public half.
func TestJoinRequestTakesAPublicKey(t *testing.T) {
	c := newTable(t)
	public := "02" + strings.Repeat("11", 32)
	officers := operator()
	c.join("icbc-sz", officers, "--officer", public+"=admin")
	request, err := genesis.ReadJoinRequest(c.file("icbc-sz.join.json"))
	require.NoError(t, err)
	require.Len(t, request.Officers, len(officers)+1)
	last := request.Officers[len(officers)]
	require.Equal(t, strings.ToUpper(public), last.PublicKey.String())
	require.Empty(t, last.Name)
}

func TestProveKey(t *testing.T) {
	c := newTable(t)
	home, key := c.file("pboc"), c.file("next.json")
	c.must("init", "pboc", "--chain-id", "dcep-test-1", "--home", home)
	made := c.must("validator-key", "new", key, "--home", home)
	proved := c.must("validator-key", "prove", "--validator-id", "pboc-2", "--key-file", key, "--home", home)
	public := regexp.MustCompile(`consensus key +([0-9a-f]{64})`)
	require.Regexp(t, public, made)
	require.Contains(t, proved, "register-validator pboc-2 ed25519 "+public.FindStringSubmatch(made)[1]+" ")

	_, err := run(t, "validator-key", "new", key, "--home", home)
	require.ErrorIs(t, err, os.ErrExist)
}
