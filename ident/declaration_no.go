package ident

import "strconv"

const (
	declarationNoLength = 18
	// declarationNoFirstYear is older than any declaration that can still be financed.
	declarationNoFirstYear = 1990
)

// DeclarationNo is the number of a Chinese customs declaration: four digits for the customs office, four for the year,
// one for the direction (1 import, 0 export) and nine for the serial number (General Administration of Customs).
type DeclarationNo struct{ s string }

// ParseDeclarationNo accepts 18 digits of a year from 1990 to the given one, which is the year of the block: a
// declaration cannot come from the future. What was accepted once is accepted in every later year.
func ParseDeclarationNo(s string, year int) (DeclarationNo, error) {
	if len(s) != declarationNoLength {
		return DeclarationNo{}, invalid("DeclarationNo", s, RuleLength)
	}
	if !hasOnly(s, isDigit) {
		return DeclarationNo{}, invalid("DeclarationNo", s, RuleAlphabet)
	}
	declared, err := strconv.Atoi(s[4:8])
	if err != nil || declared < declarationNoFirstYear || declared > year {
		return DeclarationNo{}, invalid("DeclarationNo", s, RuleYear)
	}
	if s[8] != '0' && s[8] != '1' {
		return DeclarationNo{}, invalid("DeclarationNo", s, RuleDirection)
	}
	return DeclarationNo{s}, nil
}

// String returns the 18 digits.
func (d DeclarationNo) String() string { return d.s }

// IsZero reports whether d is the zero value, which is no number.
func (d DeclarationNo) IsZero() bool { return d == DeclarationNo{} }

// IsImport reports whether the goods enter the country.
func (d DeclarationNo) IsImport() bool { return !d.IsZero() && d.s[8] == '1' }

// IsExport reports whether the goods leave the country.
func (d DeclarationNo) IsExport() bool { return !d.IsZero() && d.s[8] == '0' }
