package types

import (
	"strings"
)

// swiftX is the character set x of SWIFT's FIN messages, without line breaks.
const swiftX = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ "

// CheckNumber fails with ErrNumber unless the text can be a documentary credit number (MT700 field 20, 16x): it begins
// and ends with no slash and has no two in a row.
func CheckNumber(number string) error {
	if !isSwiftText(number, maxNumberChars) || strings.HasPrefix(number, "/") || strings.HasSuffix(number, "/") || strings.Contains(number, "//") {
		return ErrNumber.Wrapf("%.40q must be 1 to %d characters of SWIFT's set x, without a slash at either end or two in a row (field 20)",
			number, maxNumberChars)
	}
	return nil
}

func isSwiftText(text string, limit int) bool {
	return text != "" && len(text) <= limit && strings.TrimSpace(text) == text && containsOnly(text, swiftX)
}

func containsOnly(text, alphabet string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune(alphabet, r) })
}
