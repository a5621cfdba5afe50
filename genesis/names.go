package genesis

import (
	"strings"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// The enums of the chain under the names that people write in files and on the command line: lower case, with
// hyphens, without prefix ("node-operator", "central-bank").
type (
	// Role is a role of an officer.
	Role consortiumtypes.Role
	// NodeKind is what a node is for.
	NodeKind consortiumtypes.NodeKind
	// MemberKind is the part of an organisation.
	MemberKind consortiumtypes.MemberKind
)

func (r Role) String() string { return enumName(consortiumtypes.Role_name, "ROLE_", int32(r)) }
func (k NodeKind) String() string {
	return enumName(consortiumtypes.NodeKind_name, "NODE_KIND_", int32(k))
}

func (k MemberKind) String() string {
	return enumName(consortiumtypes.MemberKind_name, "MEMBER_KIND_", int32(k))
}

// MarshalText writes the name.
func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// MarshalText writes the name.
func (k NodeKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText accepts exactly the names that MarshalText writes.
func (r *Role) UnmarshalText(text []byte) error {
	value, err := parseEnum("role", consortiumtypes.Role_value, "ROLE_", string(text))
	*r = Role(value)
	return err
}

// UnmarshalText accepts exactly the names that MarshalText writes.
func (k *NodeKind) UnmarshalText(text []byte) error {
	value, err := parseEnum("node kind", consortiumtypes.NodeKind_value, "NODE_KIND_", string(text))
	*k = NodeKind(value)
	return err
}

func parseMemberKind(name string) (consortiumtypes.MemberKind, error) {
	value, err := parseEnum("member kind", consortiumtypes.MemberKind_value, "MEMBER_KIND_", name)
	return consortiumtypes.MemberKind(value), err
}

func parseWalletClass(name string) (currencytypes.WalletClass, error) {
	value, ok := currencytypes.WalletClass_value["WALLET_CLASS_"+name]
	if !ok || value == 0 {
		return 0, refuse(ErrUnknown, "wallet class %q (want I, II, III or IV)", name)
	}
	return currencytypes.WalletClass(value), nil
}

func enumName(names map[int32]string, prefix string, value int32) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(names[value], prefix)), "_", "-")
}

// parseEnum refuses the zero value, which only says that nothing was specified.
func parseEnum(what string, values map[string]int32, prefix, name string) (int32, error) {
	value, ok := values[prefix+strings.ReplaceAll(strings.ToUpper(name), "-", "_")]
	if !ok || value == 0 || name != strings.ToLower(name) || strings.Contains(name, "_") {
		return 0, refuse(ErrUnknown, "%s %q", what, name)
	}
	return value, nil
}
