package types_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func TestDefaultCatalogue(t *testing.T) {
	c := types.DefaultCatalogue()
	require.NoError(t, c.Check())
	require.Len(t, c.Departments, 22)
	require.Len(t, c.Functions, 10)
	require.NoError(t, types.ValidateGenesis(types.DefaultGenesisState()))
}

func TestCatalogue(t *testing.T) {
	require.NoError(t, catalogue().Check())
	for name, test := range map[string]struct {
		change func(*types.Catalogue)
		says   string
	}{
		"id":             {func(c *types.Catalogue) { c.Departments[0].Id = "Tax" }, `departments[0]: id "Tax"`},
		"no name":        {func(c *types.Catalogue) { c.DocumentKinds[0].Name = "" }, "document_kinds[0]: name has 0 bytes"},
		"long name":      {func(c *types.Catalogue) { c.Functions[0].Name = strings.Repeat("x", 101) }, "functions[0]: name has 101 bytes"},
		"twice":          {func(c *types.Catalogue) { c.Departments[1].Id = "inspection" }, "departments[1]: inspection is there twice"},
		"member":         {func(c *types.Catalogue) { c.Departments[0].MemberId = "-" }, "departments[0]: member_id"},
		"purpose":        {func(c *types.Catalogue) { c.DocumentKinds[1].Purposes[0] = "A" }, `document_kinds[1]: purpose "A"`},
		"unknown kind":   {func(c *types.Catalogue) { c.Functions[0].DocumentKinds[0] = "poem" }, `functions[0]: goods: document kind "poem"`},
		"unknown office": {func(c *types.Catalogue) { c.Functions[0].Route[1] = "police" }, `department "police" is not in the catalogue`},
		"route twice":    {func(c *types.Catalogue) { c.Functions[0].Route[1] = "inspection" }, "on the route twice"},
		"no route":       {func(c *types.Catalogue) { c.Functions[0].Route = nil }, "needs a document kind and a department"},
		"too many":       {func(c *types.Catalogue) { c.Departments = make([]types.Department, 65) }, "65 departments, at most 64"},
	} {
		t.Run(name, func(t *testing.T) {
			changed := catalogue()
			test.change(&changed)
			require.ErrorIs(t, changed.Check(), types.ErrCatalogue)
			require.ErrorContains(t, changed.Check(), test.says)
			_, err := catalogue().Replace(changed)
			require.ErrorIs(t, err, types.ErrCatalogue)
		})
	}
}

func TestReplaceCatalogue(t *testing.T) {
	more := catalogue()
	more.Departments = append(more.Departments, types.Department{Id: "police", Name: "Police"})
	more.Functions[0].Route = []string{"police", "inspection"}
	replaced, err := catalogue().Replace(more)
	require.NoError(t, err)
	require.Equal(t, more, replaced)
	for name, change := range map[string]func(*types.Catalogue){
		"department goes": func(c *types.Catalogue) {
			c.Departments, c.Functions[0].Route = c.Departments[:1], c.Functions[0].Route[:1]
		},
		"kind goes":     func(c *types.Catalogue) { c.DocumentKinds = c.DocumentKinds[:1] },
		"kind changes":  func(c *types.Catalogue) { c.DocumentKinds[1].Attested = true },
		"function goes": func(c *types.Catalogue) { c.Functions = nil },
	} {
		t.Run(name, func(t *testing.T) {
			less := catalogue()
			change(&less)
			kept, err := catalogue().Replace(less)
			require.ErrorIs(t, err, types.ErrCatalogue)
			require.Equal(t, catalogue(), kept)
		})
	}
}

func TestMoney(t *testing.T) {
	for text, want := range map[string]types.Money{
		"1234.50USD":  usd(123_450),
		"1234.50 USD": usd(123_450),
		"0.01CNY":     types.NewMoney("CNY", 1),
		"150000JPY":   types.NewMoney("JPY", 150_000),
		"1.234KWD":    types.NewMoney("KWD", 1_234),
	} {
		money, err := types.ParseMoney(text)
		require.NoError(t, err, text)
		require.Equal(t, want, money, text)
		again, err := types.ParseMoney(strings.ReplaceAll(money.String(), ",", ""))
		require.NoError(t, err)
		require.Equal(t, money, again)
	}
	require.Equal(t, "1,234,567.89 USD", usd(123_456_789).String())
	for _, text := range []string{
		"", "USD", "1234USD", "1234.5USD", "1234.50", "1,234.50USD", "01.00USD", ".50USD", "1.00XYZ", "1.00JPY", "-1.00USD", "184467440737095516.16USD",
	} {
		_, err := types.ParseMoney(text)
		require.ErrorIs(t, err, types.ErrMoney, text)
	}
}

func FuzzParseMoney(f *testing.F) {
	f.Add("1234.50USD")
	f.Add("1JPY")
	f.Fuzz(func(t *testing.T, text string) {
		money, err := types.ParseMoney(text)
		if err != nil {
			require.ErrorIs(t, err, types.ErrMoney)
			return
		}
		again, err := types.ParseMoney(strings.ReplaceAll(money.String(), ",", ""))
		require.NoError(t, err)
		require.Equal(t, money, again)
	})
}

func TestDocumentID(t *testing.T) {
	id := documentID(9)
	parsed, err := types.ParseDocumentID(id.String())
	require.NoError(t, err)
	require.Equal(t, id, parsed)
	for _, text := range []string{"", "09", strings.ToUpper(documentID(0xaf).String()), strings.Repeat("g", 64), id.String() + "0"} {
		_, err := types.ParseDocumentID(text)
		require.ErrorIs(t, err, types.ErrDocumentID, text)
	}
}

func FuzzParseDocumentID(f *testing.F) {
	f.Add(documentID(9).String())
	f.Fuzz(func(t *testing.T, text string) {
		id, err := types.ParseDocumentID(text)
		if err != nil {
			require.ErrorIs(t, err, types.ErrDocumentID)
			return
		}
		require.Equal(t, text, id.String())
	})
}
