package types

import "slices"

// MayHold reports whether a member of the kind may have officers with the role: whether the table lets some officer of
// that kind and role send some message.
func MayHold(permissions []Permission, kind MemberKind, role Role) bool {
	return slices.ContainsFunc(permissions, func(p Permission) bool {
		return slices.Contains(p.Roles, role) && (len(p.Kinds) == 0 || slices.Contains(p.Kinds, kind))
	})
}
