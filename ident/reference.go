package ident

const referenceMaxLength = 35

// Reference is the name that a client gave to a payment or document in its own books (ISO 20022 Max35Text).
type Reference struct{ s string }

// ParseReference accepts 1 to 35 printable ASCII characters. A space may not come first or last, where it would make
// two references that look the same.
func ParseReference(s string) (Reference, error) {
	if s == "" || len(s) > referenceMaxLength {
		return Reference{}, invalid("Reference", s, RuleLength)
	}
	if !hasOnly(s, isPrintable) || s[0] == ' ' || s[len(s)-1] == ' ' {
		return Reference{}, invalid("Reference", s, RuleAlphabet)
	}
	return Reference{s}, nil
}

// String returns the reference as the client wrote it.
func (r Reference) String() string { return r.s }

// IsZero reports whether r is the zero value, which is no reference.
func (r Reference) IsZero() bool { return r == Reference{} }

func isPrintable(c byte) bool { return ' ' <= c && c <= '~' }
