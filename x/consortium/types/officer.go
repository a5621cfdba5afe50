package types

import (
	"slices"
	"time"

	"github.com/dcep-consortium/dcepd/lifecycle"
)

// Who appointed an officer, when it was not two admins.
const (
	AppointedByGenesis    = "genesis"
	AppointedByResolution = "resolution"
)

// exclusiveRoles are the money roles that a controller watches and therefore does not hold.
var exclusiveRoles = []Role{ROLE_TREASURER, ROLE_ISSUER, ROLE_TELLER}

type officerAction string

const (
	officerAppoint officerAction = "appoint"
	officerDismiss officerAction = "dismiss"
)

// The unspecified status is that of an address that never was an officer.
var officerTransitions = lifecycle.Table[OfficerStatus, officerAction]{
	OFFICER_STATUS_UNSPECIFIED: {
		officerAppoint: OFFICER_STATUS_ACTIVE,
	},
	OFFICER_STATUS_ACTIVE: {
		officerAppoint: OFFICER_STATUS_ACTIVE,
		officerDismiss: OFFICER_STATUS_DISMISSED,
	},
	OFFICER_STATUS_DISMISSED: {
		officerAppoint: OFFICER_STATUS_ACTIVE,
	},
}

// Has reports whether the officer is in office and holds the role.
func (o Officer) Has(role Role) bool {
	return o.Status == OFFICER_STATUS_ACTIVE && slices.Contains(o.Roles, role)
}

// Appoint gives the officer exactly these roles, which ParseRoles returned; by says who decided it.
func (o Officer) Appoint(roles []Role, by ...string) Officer {
	o.Status, _ = officerTransitions.Next(o.Status, officerAppoint)
	o.Roles = roles
	o.AppointedBy = by
	return o
}

// Dismiss takes all roles. The record stays: the address is never used for anything else.
func (o Officer) Dismiss() (Officer, error) {
	status, ok := officerTransitions.Next(o.Status, officerDismiss)
	if !ok {
		return o, ErrOfficerDismissed.Wrapf("officer %s", o.Address)
	}
	o.Status = status
	o.Roles = nil
	return o, nil
}

// Validate checks the record by itself.
func (o Officer) Validate() error {
	if err := checkCanonicalAddress(o.Address); err != nil {
		return err
	}
	if !isKnown(OfficerStatus_name, o.Status) {
		return ErrInvalidRoles.Wrapf("officer %s: status %d is unknown", o.Address, o.Status)
	}
	if o.Status == OFFICER_STATUS_DISMISSED {
		if len(o.Roles) > 0 {
			return ErrInvalidRoles.Wrapf("officer %s is dismissed and has roles", o.Address)
		}
		return nil
	}
	return checkCanonicalRoles(o.Address, o.Roles)
}

// ParseRoles returns the roles in their canonical order; it fails with ErrInvalidRoles when there are none, one is
// unknown or named twice, or they exclude each other.
func ParseRoles(roles []Role) ([]Role, error) {
	if len(roles) == 0 {
		return nil, ErrInvalidRoles.Wrap("an officer has at least one role")
	}
	for _, role := range roles {
		if !isKnown(Role_name, role) {
			return nil, ErrInvalidRoles.Wrapf("role %d is unknown", role)
		}
	}
	sorted := slices.Sorted(slices.Values(roles))
	if len(slices.Compact(slices.Clone(sorted))) != len(sorted) {
		return nil, ErrInvalidRoles.Wrapf("%v names a role twice", roles)
	}
	if slices.Contains(sorted, ROLE_CONTROLLER) {
		for _, role := range exclusiveRoles {
			if slices.Contains(sorted, role) {
				return nil, ErrInvalidRoles.Wrapf("one person cannot be %s and %s", ROLE_CONTROLLER, role)
			}
		}
	}
	return sorted, nil
}

// CheckRolesFor fails with ErrRoleNotAllowed when the permission table has no use for a role in a member of this kind.
func CheckRolesFor(permissions []Permission, kind MemberKind, roles []Role) error {
	for _, role := range roles {
		if !MayHold(permissions, kind, role) {
			return ErrRoleNotAllowed.Wrapf("%s in a member of kind %s", role, kind)
		}
	}
	return nil
}

// IsDismissal reports whether the proposal asks for a dismissal.
func (p OfficerProposal) IsDismissal() bool { return len(p.Roles) == 0 }

// HasExpired reports whether the proposal no longer waits.
func (p OfficerProposal) HasExpired(now time.Time) bool { return !now.Before(p.ExpiresAt) }

// CheckConfirm says whether the admin may be the second one of this proposal, for exactly these roles. It fails with
// ErrProposalExpired, ErrSecondOfficer or ErrProposalChanged.
func (p OfficerProposal) CheckConfirm(admin Officer, roles []Role, now time.Time) error {
	if p.HasExpired(now) {
		return ErrProposalExpired.Wrapf("for %s, on %s", p.Address, p.ExpiresAt.UTC().Format(time.RFC3339))
	}
	if admin.Address == p.ProposedBy {
		return ErrSecondOfficer.Wrapf("%s proposed it", admin.Address)
	}
	if admin.Address == p.Address {
		return ErrSecondOfficer.Wrapf("%s is concerned by it", admin.Address)
	}
	if confirmed := slices.Sorted(slices.Values(roles)); !slices.Equal(confirmed, p.Roles) {
		return ErrProposalChanged.Wrapf("proposed for %s: %v, confirmed: %v", p.Address, p.Roles, confirmed)
	}
	return nil
}

// Validate checks the record by itself.
func (p OfficerProposal) Validate() error {
	for _, address := range []string{p.Address, p.ProposedBy} {
		if err := checkCanonicalAddress(address); err != nil {
			return err
		}
	}
	if p.IsDismissal() {
		return nil
	}
	return checkCanonicalRoles(p.Address, p.Roles)
}

func checkCanonicalAddress(s string) error {
	address, err := ParseOfficerAddress(s)
	if err != nil {
		return err
	}
	if canonical := FormatAddress(address); canonical != s {
		return ErrInvalidAddress.Wrapf("%s must be written %s", s, canonical)
	}
	return nil
}

func checkCanonicalRoles(address string, roles []Role) error {
	sorted, err := ParseRoles(roles)
	if err != nil {
		return ErrInvalidRoles.Wrapf("officer %s: %s", address, err)
	}
	if !slices.Equal(sorted, roles) {
		return ErrInvalidRoles.Wrapf("officer %s: roles %v must be in the order %v", address, roles, sorted)
	}
	return nil
}
