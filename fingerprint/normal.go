package fingerprint

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/dcep-consortium/dcepd/seal"
)

const (
	// allowedMarks are the punctuation of the normal form.
	allowedMarks = "-./,:&'\u00b7()_#"
	// allowedLetters are the letters of the normal form besides A to Z and Chinese characters: those of Latin script that are no letter of
	// A to Z with an accent, and the Chinese mark of repetition.
	allowedLetters = "\u00c6\u0152\u00d8\u0141\u0110\u3005"
	sharpS         = '\u00df'
	capitalSharpS  = '\u1e9e'
)

// alikes are characters that people take for each other, after the one that stands for all in the normal form. Their compatibility
// forms, such as full-width ones, are folded before. The last ones of dash, slash, comma and zero are Chinese characters.
var alikes = []string{
	"-\u2010\u2012\u2013\u2014\u2015\u2043\u2212\u4e00",
	"/\u2044\u2215\u4e3f",
	",\u3001\u4e36",
	"0\u3007",
	".\u3002",
	":\u2236",
	"'\u2018\u2019\u02bc\u2032",
	"\u00b7\u2022\u2027\u2219\u22c5\u30fb",
	"([{\u3008\u300a\u3010\u3014\u3016",
	")]}\u3009\u300b\u3011\u3015\u3017",
}

// normal is the normal form of a field: compatibility form and upper case, without spaces and accents, with one dash, one sort of
// brackets and one of everything that looks alike. Zeros in front stay. What is left must be a letter of A to Z, a Chinese character, a
// digit or listed punctuation: anything else is refused with ErrPaper, because it cannot be seen, or looks like something else, so
// that two different texts would look like one paper.
func normal(content seal.Content, name string) (string, error) {
	var out strings.Builder
	for _, typed := range norm.NFKC.String(content.Value(name)) {
		switch r := plain(typed); {
		case r == ' ':
		case r == sharpS, r == capitalSharpS:
			out.WriteString("SS")
		case isAllowed(r):
			out.WriteRune(r)
		default:
			return "", fmt.Errorf("%w: field %s has %#U, which is no letter of A to Z, Chinese character, digit or one of %s: "+
				"write letters of other scripts in A to Z, delete anything else", ErrPaper, name, typed, allowedMarks)
		}
	}
	if out.Len() == 0 {
		return "", fmt.Errorf("%w: field %s is missing", ErrPaper, name)
	}
	return out.String(), nil
}

// plain is the character without its accent, in upper case, or the one that stands for those that look like it.
func plain(r rune) rune {
	base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	for _, alike := range alikes {
		if strings.ContainsRune(alike, base) {
			first, _ := utf8.DecodeRuneInString(alike)
			return first
		}
	}
	return unicode.ToUpper(base)
}

func isAllowed(r rune) bool {
	return 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(allowedMarks+allowedLetters, r) ||
		unicode.Is(unicode.Han, r) && unicode.Is(unicode.Lo, r)
}
