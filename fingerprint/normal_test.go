package fingerprint

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/seal"
)

func paper(kind, issuer, number, date string) seal.Content {
	return seal.Content{Kind: kind, Fields: []seal.Field{
		{Name: issuerField, Value: issuer}, {Name: numberField, Value: number}, {Name: dateField, Value: date},
	}}
}

// What people read as the same is the same.
func TestNormalForm(t *testing.T) {
	for want, all := range map[string][]string{
		"INV-7": {
			"INV-7", " inv-7 ", "INV - 7", "I N\u00a0V-7", "INV\u3000-7", "ＩＮＶ－７", "Inv\u20107", "INV\u20117", "INV\u20127", "INV\u20137", "INV\u20147",
			"INV\u20157", "INV\u22127", "INV\ufe637", "INV\u4e007", "\u0131NV-7", "Ínv-7", "I\u0301nv-7",
		},
		"粤税(2019)077号": {
			"粤税〔2019〕077号", "粤税[2019]077号", "粤税(2019)077号", "粤税（２０１９）077号", "粤税［2019］077号", "粤税【2019】077号", "粤税﹝2019﹞077号",
			"粤税〖2019〗\u3000077号", "粤税（2\u3007１9）077号",
		},
		"(购销合同)12/3,4": {"《购销合同》12/3,4", "〈购销合同〉12／3，4", "（购销合同）12\u22153、4"},
		"阿里·买买提":       {"阿里·买买提", "阿里・买买提", "阿里•买买提", "阿里‧买买提"},
		"O'BRIEN&CO.":  {"O'Brien & Co.", "O\u2019Brien ＆ Co．", "O\u02bcBrien & Co。"},
		"STRASSE":      {"Straße", "STRAẞE", "strasse"},
		"ØSTEDLODZ":    {"Østed Lodz", "ØSTED LÓDŹ"},
		"立":            {"立", "\u2f74"},
		"007":          {"007", "００７"},
	} {
		for _, value := range all {
			normalised, err := normal(paper("invoice", "issuer", value, ""), numberField)
			require.NoError(t, err, "%q", value)
			require.Equal(t, want, normalised, "%q", value)
		}
	}
}

// What people read as two stays two.
func TestNormalFormKeepsWhatDiffers(t *testing.T) {
	seen := map[string]string{}
	for _, value := range []string{"7", "07", "007", "INV-7", "INV7", "INV/7", "INV.7", "INV-7-1", "INV-71", "(INV)7", "1-11", "11-1", "号7", "號7"} {
		normalised, err := normal(paper("invoice", "issuer", value, ""), numberField)
		require.NoError(t, err)
		require.Empty(t, seen[normalised], value)
		seen[normalised] = value
	}
}

func TestCheck(t *testing.T) {
	require.NoError(t, Check(paper("invoice", "深圳某某（集团）有限公司", "INV-7", "2019-12-01")))
	for says, wrong := range map[string]seal.Content{
		"field number has U+200B, which is no letter": paper("invoice", "A", "INV-\u200b7", "2019-12-01"),
		"field number has U+00AD":                     paper("invoice", "A", "INV-\u00ad7", "2019-12-01"),
		"field number has U+FEFF":                     paper("invoice", "A", "\ufeffINV-7", "2019-12-01"),
		"field number has U+2060":                     paper("invoice", "A", "INV-7\u2060", "2019-12-01"),
		"field number has U+FE0F":                     paper("invoice", "A", "INV-7\ufe0f", "2019-12-01"),
		"field number has U+E0100":                    paper("invoice", "A", "号\U000e0100", "2019-12-01"),
		"field number has U+202E":                     paper("invoice", "A", "\u202e7", "2019-12-01"),
		"field number has U+1160":                     paper("invoice", "A", "7\u3164", "2019-12-01"),
		"field number has U+2800":                     paper("invoice", "A", "7\u2800", "2019-12-01"),
		"field number has U+0009":                     paper("invoice", "A", "7\t", "2019-12-01"),
		"field number has U+0000":                     paper("invoice", "A", "7\x00", "2019-12-01"),
		"field number has U+FFFD":                     paper("invoice", "A", "7\xff", "2019-12-01"),
		"field number has U+0301":                     paper("invoice", "A", "7\u0301", "2019-12-01"),
		"field number has U+034F":                     paper("invoice", "A", "e\u034f\u0301", "2019-12-01"),
		"field number has U+0661":                     paper("invoice", "A", "INV-\u0661", "2019-12-01"),
		"field number has U+01C0":                     paper("invoice", "A", "INV-\u01c0", "2019-12-01"),
		"field number has U+0274":                     paper("invoice", "A", "I\u0274V-7", "2019-12-01"),
		"field number has U+003C":                     paper("invoice", "A", "<7>", "2019-12-01"),
		"field issuer has U+0410 'А'":                 paper("invoice", "\u0410CME", "INV-7", "2019-12-01"),
		"field issuer has U+039F 'Ο'":                 paper("invoice", "C\u039f", "INV-7", "2019-12-01"),
		"field issuer has U+30A2 'ア'":                 paper("invoice", "\uff71", "INV-7", "2019-12-01"),
		"field issuer is missing":                     paper("invoice", " ", "INV-7", "2019-12-01"),
		"field number is missing":                     paper("invoice", "A", "", "2019-12-01"),
		`field date is "2019-12-1", must be`:          paper("invoice", "A", "INV-7", "2019-12-1"),
		`field date is "20191201"`:                    paper("invoice", "A", "INV-7", "20191201"),
		`field date is "2019-02-29"`:                  paper("invoice", "A", "INV-7", "2019-02-29"),
		`field date is " 2019-12-01"`:                 paper("invoice", "A", "INV-7", " 2019-12-01"),
		`field date is "2019\u201012-01"`:             paper("invoice", "A", "INV-7", "2019\u201012-01"),
		`field date is ""`:                            paper("invoice", "A", "INV-7", ""),
		`kind "Invoice" must be`:                      paper("Invoice", "A", "INV-7", "2019-12-01"),
		`kind "invoice\u200b"`:                        paper("invoice\u200b", "A", "INV-7", "2019-12-01"),
		`kind ""`:                                     paper("", "A", "INV-7", "2019-12-01"),
	} {
		err := Check(wrong)
		require.ErrorIs(t, err, ErrPaper, says)
		require.ErrorContains(t, err, says)
	}
}

// Of all characters only those that can be seen are taken, and no other scripts.
func TestEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if _, err := normal(paper("invoice", "A", "7"+string(r), ""), numberField); err != nil {
			continue
		}
		require.True(t, unicode.IsGraphic(r), "%#U", r)
		require.False(t, unicode.In(r, unicode.M), "%#U", r)
		require.True(t, unicode.In(r, unicode.Latin, unicode.Han, unicode.Common), "%#U", r)
	}
}

// The normal form of the normal form is itself, and nothing unseen hides in what is taken.
func FuzzNormal(f *testing.F) {
	for _, seed := range []string{"INV-7", "粤税〔2019〕077号", "Straße", "ŉ", "e\u0301", "\u1e9b\u0323", "7\u200b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		once, err := normal(paper("invoice", "A", value, ""), numberField)
		if err != nil {
			require.ErrorIs(t, err, ErrPaper)
			return
		}
		require.False(t, strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsGraphic(r) }), "%q", value)
		again, err := normal(paper("invoice", "A", once, ""), numberField)
		require.NoError(t, err)
		require.Equal(t, once, again)
		_, err = normal(paper("invoice", "A", value+"\u200b", ""), numberField)
		require.ErrorIs(t, err, ErrPaper)
	})
}
