package ident

const (
	memberIDMinLength = 2
	memberIDMaxLength = 32
)

// MemberID is the short name under which the consortium admitted a member, such as icbc-sz.
type MemberID struct{ s string }

// ParseMemberID accepts 2 to 32 lower-case letters, digits and hyphens that start with a letter.
func ParseMemberID(s string) (MemberID, error) {
	if len(s) < memberIDMinLength || len(s) > memberIDMaxLength {
		return MemberID{}, invalid("MemberID", s, RuleLength)
	}
	if !isLower(s[0]) || !hasOnly(s, isMemberIDCharacter) {
		return MemberID{}, invalid("MemberID", s, RuleAlphabet)
	}
	return MemberID{s}, nil
}

// String returns the name.
func (m MemberID) String() string { return m.s }

// IsZero reports whether m is the zero value, which is no member.
func (m MemberID) IsZero() bool { return m == MemberID{} }

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

func isMemberIDCharacter(c byte) bool { return isLower(c) || isDigit(c) || c == '-' }
