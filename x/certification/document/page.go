package document

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"rsc.io/qr"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{"moment": moment}).Parse(pageText))

// quiet is the empty edge of a QR code, in modules (ISO/IEC 18004).
const quiet = 4

// Page writes the document as one HTML file that needs no other. Its QR code leads to link, where readers ask the register
// itself: what is printed is only what was true once.
func (d Document) Page(w io.Writer, link string) error {
	code, err := drawn(link)
	if err != nil {
		return err
	}
	return page.Execute(w, struct {
		Document
		Lines []line
		Link  string
		Code  template.HTML
	}{d, d.lines(), link, code})
}

// drawn is a QR code as SVG, of one path.
func drawn(text string) (template.HTML, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", fmt.Errorf("QR code of %.100q: %w", text, err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	size := code.Size + 2*quiet
	return template.HTML(fmt.Sprintf( //nolint:gosec // numbers and a path of numbers
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path d="%s"/></svg>`, size, size, path.String())), nil
}
