package app_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

var write = flag.Bool("write", false, "write docs/permissions.md")

// routed lists the messages of all services that the router dispatches.
func routed(t *testing.T) []string {
	t.Helper()
	instance := testutil.NewApp(dbm.NewMemDB())
	var messages []string
	for _, name := range instance.InterfaceRegistry().ListImplementations(sdk.MsgInterfaceProtoName) {
		if instance.MsgServiceRouter().HandlerByTypeURL(name) != nil {
			messages = append(messages, name)
		}
	}
	require.NotEmpty(t, messages)
	slices.Sort(messages)
	return messages
}

func TestEveryMessageHasExactlyOneRow(t *testing.T) {
	var rows []string
	for _, permission := range app.Permissions() {
		rows = append(rows, permission.Message)
	}
	slices.Sort(rows)
	require.Equal(t, routed(t), rows)
}

func TestEveryRowNamesOneWay(t *testing.T) {
	for _, permission := range app.Permissions() {
		ways := 0
		for _, way := range []bool{permission.WalletHolder, permission.Resolution, len(permission.Roles) > 0} {
			if way {
				ways++
			}
		}
		require.Equal(t, 1, ways, permission.Message)
	}
}

func TestPermissionsDoc(t *testing.T) {
	path := filepath.Join("..", "docs", "permissions.md")
	want := permissionsDoc()
	if *write {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o600))
	}
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, want, string(got), "run: make generate")
}

func permissionsDoc() string {
	var doc strings.Builder
	doc.WriteString(`# Who may send what

Generated from the permission table in ` + "`app/permissions.go`" + ` by ` + "`make generate`" + `; do not edit.
A message that is not listed is refused. The guard applies the table to every message, also to
those that a resolution executes. Rights over one object (one's own member, one's own wallet,
never one's own request) are checked by the module.
`)
	section := ""
	for _, permission := range app.Permissions() {
		name := strings.TrimPrefix(permission.Message, "/")
		dot := strings.LastIndex(name, ".")
		if name[:dot] != section {
			section = name[:dot]
			fmt.Fprintf(&doc, "\n## %s\n\n| message | who | of |\n|---|---|---|\n", section)
		}
		fmt.Fprintf(&doc, "| `%s` | %s | %s |\n", name[dot+1:], who(permission), of(permission))
	}
	return doc.String()
}

func who(permission consortium.Permission) string {
	switch {
	case permission.Resolution:
		return "a passed resolution"
	case permission.WalletHolder:
		return "the holder"
	}
	names := make([]string, len(permission.Roles))
	for i, role := range permission.Roles {
		names[i] = words(role.String(), "ROLE_")
	}
	return strings.Join(names, " or ")
}

func of(permission consortium.Permission) string {
	switch {
	case permission.Resolution:
		return "the consortium"
	case permission.WalletHolder:
		return "an open wallet"
	case len(permission.Kinds) == 0:
		return "any member"
	}
	names := make([]string, len(permission.Kinds))
	for i, kind := range permission.Kinds {
		names[i] = words(kind.String(), "MEMBER_KIND_")
	}
	return strings.Join(names, " or ")
}

func words(constant, prefix string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(constant, prefix)), "_", " ")
}
