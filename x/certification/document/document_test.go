package document_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/x/certification/document"
	"github.com/dcep-consortium/dcepd/x/certification/types"
)

// granted is 2 December 2019, 9:00 in Shanghai.
var granted = time.Date(2019, 12, 2, 1, 0, 0, 0, time.UTC)

func certificate(t *testing.T) types.Certificate {
	t.Helper()
	number, err := ident.NewCertificateNo(3, 1, 2019, 1)
	require.NoError(t, err)
	c := types.NewCertificate(number, types.Application{
		Category: 3, Edition: "2019", Vendor: "91440300100001X10N", BodyId: "cert-bj", Unit: types.Unit{
			Name: "SIM <card>", Model: "SIM-8", Specification: "8 Mbit", Versions: []string{"1.0", "1.1"}, Standards: []string{"JR/T 0089-2012"},
		},
	}, "", granted)
	until := granted.Add(30 * 24 * time.Hour)
	suspended := types.CertificateChange{
		At: granted.Add(time.Hour), Status: types.CERTIFICATE_STATUS_SUSPENDED, Cause: types.CAUSE_SUSPENDED, Reason: "keys leaked", RemedyBy: &until,
	}
	c.Changes, c.Status = append(c.Changes, suspended), suspended.Status
	return c
}

func TestText(t *testing.T) {
	var text bytes.Buffer
	require.NoError(t, document.New(certificate(t), "Card Maker", types.DefaultEditions(), granted.Add(2*time.Hour)).Text(&text))
	require.Equal(t, `金融科技产品认证证书  Certificate of a fintech product, as of 2019-12-02 11:00:00

Certificate          03-001-2019-000001-10
Status               suspended since 2019-12-02 10:00:00, to be remedied by 2020-01-01 09:00:00
Vendor               Card Maker 91440300100001X10N
Product              SIM <card>
Model                SIM-8
Specification        8 Mbit
Versions             1.0, 1.1
Category             3 安全载体 security carrier
Standards            JR/T 0089-2012
Certification body   cert-bj
Granted              2019-12-02 09:00:00
Valid until          2022-12-02 09:00:00

2019-12-02 09:00:00  granted by cert-bj
2019-12-02 10:00:00  suspended (keys leaked)
`, text.String())
}

// What it was at a moment does not show what came later.
func TestPast(t *testing.T) {
	then := document.New(certificate(t), "", nil, granted.Add(time.Minute))
	require.True(t, then.Valid)
	require.Equal(t, "valid", then.Status)
	require.Len(t, then.History, 1)
	require.Empty(t, then.CategoryEn)
}

func TestPage(t *testing.T) {
	shown := document.New(certificate(t), "Card Maker", types.DefaultEditions(), granted.Add(2*time.Hour))
	var page bytes.Buffer
	link := "https://dcep.example.cn/dcep/certification/v1/certificates/03-001-2019-000001-10"
	require.NoError(t, shown.Page(&page, link))
	text := page.String()
	for _, part := range []string{
		"SIM &lt;card&gt;", link, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 45 45"`, "This certificate is suspended", "安全载体 security carrier",
		// The corner of the finder pattern, behind the quiet zone.
		`<path d="M4 4h1v1h-1z`,
	} {
		require.Contains(t, text, part)
	}
	valid := document.New(certificate(t), "Card Maker", types.DefaultEditions(), granted)
	page.Reset()
	require.NoError(t, valid.Page(&page, link))
	require.NotContains(t, page.String(), "This certificate is")
	require.ErrorContains(t, valid.Page(&page, string(make([]byte, 5000))), "QR code")
}
