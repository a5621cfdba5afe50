// Package document shows a certificate to people: as text, as a page to print with a QR code, and, being a plain value, as
// JSON.
package document

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/dcep-consortium/dcepd/x/certification/types"
)

// shanghai is the clock of dates on certificates.
var shanghai = time.FixedZone("UTC+8", 8*60*60)

// Document is a certificate as it stands at a moment.
type Document struct {
	Number string `json:"number"`
	// Status holds at At, since Since.
	Status string    `json:"status"`
	Valid  bool      `json:"valid"`
	At     time.Time `json:"at"`
	Since  time.Time `json:"since"`
	// RemedyBy is until when a suspension must be remedied.
	RemedyBy *time.Time `json:"remedy_by,omitempty"`

	Edition    string `json:"edition"`
	Category   uint32 `json:"category"`
	CategoryZh string `json:"category_zh,omitempty"`
	CategoryEn string `json:"category_en,omitempty"`
	BodyID     string `json:"body_id"`
	// Vendor is the credit code, and LegalName what the body read on the licence.
	Vendor    string `json:"vendor"`
	LegalName string `json:"legal_name,omitempty"`

	Product         string   `json:"product"`
	Model           string   `json:"model"`
	Specification   string   `json:"specification"`
	Versions        []string `json:"versions"`
	Components      []string `json:"components,omitempty"`
	ProductionSites []string `json:"production_sites,omitempty"`
	Standards       []string `json:"standards"`

	GrantedAt   time.Time `json:"granted_at"`
	ExpiresAt   time.Time `json:"expires_at"`
	Predecessor string    `json:"predecessor,omitempty"`
	Successor   string    `json:"successor,omitempty"`
	History     []Entry   `json:"history"`
}

// Entry is one change of the certificate.
type Entry struct {
	At     time.Time `json:"at"`
	Status string    `json:"status"`
	Cause  string    `json:"cause"`
	BodyID string    `json:"body_id,omitempty"`
	Reason string    `json:"reason,omitempty"`
}

// New shows a certificate as it was at a moment, or is now. The category's names are left out when its edition is none of
// the editions, and the vendor's when legalName is empty.
func New(c types.Certificate, legalName string, editions []types.Edition, at time.Time) Document {
	s := c.At(at)
	d := Document{
		Number: c.Number, Status: s.Status.Label(), Valid: s.Status == types.CERTIFICATE_STATUS_VALID, At: at, Since: s.Since, RemedyBy: s.RemedyBy,
		Edition: c.Edition, Category: c.Category, BodyID: s.BodyId, Vendor: c.Vendor, LegalName: legalName,
		Product: s.Unit.Name, Model: s.Unit.Model, Specification: s.Unit.Specification, Versions: s.Unit.Versions,
		Components: s.Unit.Components, ProductionSites: s.Unit.ProductionSites, Standards: s.Unit.Standards,
		GrantedAt: c.GrantedAt, ExpiresAt: c.ExpiresAt, Predecessor: c.Predecessor, Successor: c.Successor,
	}
	for _, edition := range editions {
		for _, category := range edition.Categories {
			if edition.Id == c.Edition && category.Code == c.Category {
				d.CategoryZh, d.CategoryEn = category.NameZh, category.NameEn
			}
		}
	}
	for _, change := range c.Changes {
		if !change.At.After(at) {
			d.History = append(d.History, Entry{change.At, change.Status.Label(), change.Cause.Label(), change.BodyId, change.Reason})
		}
	}
	return d
}

// line is a title in two languages and what it says.
type line struct{ Zh, En, Text string }

// lines are what text and page show, without what there is not.
func (d Document) lines() []line {
	status := fmt.Sprintf("%s since %s", d.Status, moment(d.Since))
	if d.RemedyBy != nil {
		status += ", to be remedied by " + moment(*d.RemedyBy)
	}
	var shown []line
	for _, l := range []line{
		{"证书编号", "Certificate", d.Number},
		{"状态", "Status", status},
		{"委托人", "Vendor", strings.TrimSpace(d.LegalName + " " + d.Vendor)},
		{"产品名称", "Product", d.Product},
		{"型号", "Model", d.Model},
		{"规格", "Specification", d.Specification},
		{"版本", "Versions", strings.Join(d.Versions, ", ")},
		{"关键部件", "Key components", strings.Join(d.Components, ", ")},
		{"生产企业（场所）", "Production sites", strings.Join(d.ProductionSites, ", ")},
		{"产品类别", "Category", strings.TrimSpace(fmt.Sprintf("%d %s %s", d.Category, d.CategoryZh, d.CategoryEn))},
		{"认证依据", "Standards", strings.Join(d.Standards, ", ")},
		{"认证机构", "Certification body", d.BodyID},
		{"颁发日期", "Granted", moment(d.GrantedAt)},
		{"有效期至", "Valid until", moment(d.ExpiresAt)},
		{"换发自", "Renews", d.Predecessor},
		{"换发为", "Renewed by", d.Successor},
	} {
		if l.Text != "" {
			shown = append(shown, l)
		}
	}
	return shown
}

// Text writes the document for a terminal.
func (d Document) Text(w io.Writer) error {
	var text strings.Builder
	fmt.Fprintf(&text, "金融科技产品认证证书  Certificate of a fintech product, as of %s\n\n", moment(d.At))
	for _, l := range d.lines() {
		fmt.Fprintf(&text, "%-20s %s\n", l.En, l.Text)
	}
	text.WriteString("\n")
	for _, entry := range d.History {
		fmt.Fprintf(&text, "%s  %s\n", moment(entry.At), entry)
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// String says what happened, on one line.
func (e Entry) String() string {
	said := []string{e.Cause}
	if e.BodyID != "" {
		said = append(said, "by "+e.BodyID)
	}
	if e.Reason != "" {
		said = append(said, "("+e.Reason+")")
	}
	return strings.Join(said, " ")
}

// moment writes a time by Shanghai's clock, to the second.
func moment(t time.Time) string { return t.In(shanghai).Format("2006-01-02 15:04:05") }
