package types

import "unicode/utf8"

// Log appends an entry to the document's access log and returns both (ErrPurpose).
func (d Document) Log(kind AccessKind, recipient, actor, purpose string, height int64) (Document, Access, error) {
	if purpose == "" || len(purpose) > MaxPurposeBytes || !utf8.ValidString(purpose) {
		return d, Access{}, ErrPurpose.Wrapf("has %d bytes, must have 1 to %d of valid UTF-8", len(purpose), MaxPurposeBytes)
	}
	d.Accesses++
	return d, Access{
		DocumentId: d.Id, Number: d.Accesses, Kind: kind, Recipient: recipient, Actor: actor, Purpose: purpose, Height: height,
	}, nil
}
