package ident

import "fmt"

// Rule names the requirement of a standard that a value breaks.
type Rule string

// The rules, in the order in which a parser checks them.
const (
	// RuleLength is the number of characters.
	RuleLength Rule = "length"
	// RuleAlphabet is the set of characters allowed at each position.
	RuleAlphabet Rule = "alphabet"
	// RuleCountry asks for an assigned ISO 3166-1 alpha-2 code.
	RuleCountry Rule = "country"
	// RuleCurrency asks for the ISO 4217 code of a legal tender.
	RuleCurrency Rule = "currency"
	// RuleProvince asks for a GB/T 2260 province between 11 and 82.
	RuleProvince Rule = "province"
	// RuleChapter asks for a Harmonized System chapter between 01 and 97.
	RuleChapter Rule = "chapter"
	// RuleCategory asks for an ISO 6346 equipment category U, J or Z.
	RuleCategory Rule = "category"
	// RuleYear asks for a year between 1990 and the current one.
	RuleYear Rule = "year"
	// RuleDirection asks for 1 (import) or 0 (export).
	RuleDirection Rule = "direction"
	// RuleChecksum asks for the check characters that the standard computes from the others.
	RuleChecksum Rule = "checksum"
)

// Error says which rule a value breaks. Every parser of this package fails with an *Error and nothing else.
type Error struct {
	// Type is the name of the Go type that was asked for, such as "LEI".
	Type string
	// Value is the rejected input, whole.
	Value string
	// Rule is the first rule that Value breaks.
	Rule Rule
}

// Error shows at most 64 characters of the value, so that a huge input does not become a huge log line.
func (e *Error) Error() string {
	return fmt.Sprintf("%s %.64q breaks the %s rule", e.Type, e.Value, e.Rule)
}

func invalid(typeName, value string, rule Rule) error {
	return &Error{Type: typeName, Value: value, Rule: rule}
}
