package types

// Check fails with ErrIdentifier or ErrText, naming the part.
func (v Vendor) Check() error {
	if _, err := ParseVendor(v.Uscc); err != nil {
		return err
	}
	if err := CheckName("legal_name", v.LegalName); err != nil {
		return err
	}
	if err := checkAddress(v.Wallet); err != nil {
		return err
	}
	_, err := ParseMemberID(v.RegisteredBy)
	return err
}
