package types

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkText accepts 1 to maxBytes bytes of printable UTF-8 on one line, without spaces around it.
func checkText(s string, maxBytes int) error {
	switch {
	case s == "":
		return fmt.Errorf("is empty")
	case len(s) > maxBytes:
		return fmt.Errorf("has %d bytes, at most %d", len(s), maxBytes)
	case !utf8.ValidString(s):
		return fmt.Errorf("is not UTF-8")
	case strings.TrimSpace(s) != s:
		return fmt.Errorf("%q has spaces around it", s)
	case strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }):
		return fmt.Errorf("%q has unprintable characters", s)
	}
	return nil
}

// printable cuts s to maxBytes bytes of UTF-8.
func printable(s string, maxBytes int) string {
	if len(s) > maxBytes {
		s = s[:maxBytes]
	}
	return strings.ToValidUTF8(s, "")
}
