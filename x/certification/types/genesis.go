package types

import (
	"fmt"
	"slices"
)

// DefaultGenesisState has both editions of the catalogue, and nobody who works under them.
func DefaultGenesisState() *GenesisState {
	return &GenesisState{Params: DefaultParams(), Editions: DefaultEditions()}
}

// genesisNames collects what other records may refer to.
type genesisNames struct {
	editions, bodies, vendors, wallets, certificates map[string]bool
	codes                                            map[uint32]bool
}

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless the state is one that messages could have led
// to: everything is well formed, there once, and refers to what is there.
func ValidateGenesis(g *GenesisState) error {
	if err := g.Params.Validate(); err != nil {
		return ErrInvalidGenesis.Wrapf("params: %s", err)
	}
	names := genesisNames{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[uint32]bool{}}
	for _, check := range []func(*GenesisState) error{
		names.checkEditions, names.checkRecognitions, names.checkVendors, names.checkCertificates, names.checkApplications,
		names.checkSerials, names.checkDeployments,
	} {
		if err := check(g); err != nil {
			return err
		}
	}
	return nil
}

func (n genesisNames) checkEditions(g *GenesisState) error {
	if len(g.Editions) == 0 {
		return ErrInvalidGenesis.Wrap("editions: needs one")
	}
	for i, edition := range g.Editions {
		err := edition.Check()
		if err == nil && i > 0 && (edition.Id <= g.Editions[i-1].Id || edition.FirstDay <= g.Editions[i-1].FirstDay) {
			err = ErrEdition.Wrapf("%s after %s", edition.Id, g.Editions[i-1].Id)
		}
		if err != nil {
			return inEntry("editions", i, err)
		}
		n.editions[edition.Id] = true
	}
	return nil
}

func (n genesisNames) checkRecognitions(g *GenesisState) error {
	for i, recognition := range g.Recognitions {
		if err := recognition.Validate(); err != nil {
			return inEntry("recognitions", i, err)
		}
		if err := once(n.bodies, recognition.MemberId); err != nil {
			return inEntry("recognitions", i, err)
		}
		if n.codes[recognition.Code] {
			return inEntry("recognitions", i, fmt.Errorf("code %d is there twice", recognition.Code))
		}
		n.codes[recognition.Code] = true
	}
	return nil
}

func (n genesisNames) checkVendors(g *GenesisState) error {
	for i, vendor := range g.Vendors {
		err := vendor.Check()
		if err == nil {
			err = once(n.vendors, vendor.Uscc)
		}
		if err == nil {
			err = once(n.wallets, vendor.Wallet)
		}
		if err != nil {
			return inEntry("vendors", i, err)
		}
	}
	return nil
}

func (n genesisNames) checkCertificates(g *GenesisState) error {
	for i, certificate := range g.Certificates {
		err := certificate.Check()
		if err == nil {
			err = once(n.certificates, certificate.Number)
		}
		if err == nil {
			err = n.refer(certificate.Edition, certificate.Vendor, certificate.BodyId)
		}
		if err != nil {
			return inEntry("certificates", i, err)
		}
	}
	return nil
}

func (n genesisNames) checkApplications(g *GenesisState) error {
	references := map[string]bool{}
	for i, application := range g.Applications {
		err := application.check()
		if err == nil {
			err = once(references, application.Vendor+"/"+application.Reference)
		}
		if err == nil {
			err = n.refer(application.Edition, application.Vendor, application.BodyId)
		}
		for _, number := range []string{application.Certificate, application.Granted} {
			if err == nil && number != "" && !n.certificates[number] {
				err = ErrCertificateNotFound.Wrap(number)
			}
		}
		if err != nil {
			return inEntry("applications", i, err)
		}
	}
	return nil
}

func (n genesisNames) checkSerials(g *GenesisState) error {
	last := map[[2]uint32]uint32{}
	for i, serial := range g.Serials {
		key := [2]uint32{serial.BodyCode, serial.Year}
		if _, exists := last[key]; exists || !n.codes[serial.BodyCode] || serial.Last == 0 {
			return inEntry("serials", i, fmt.Errorf("body code %d, year %d, last %d", serial.BodyCode, serial.Year, serial.Last))
		}
		last[key] = serial.Last
	}
	for i, certificate := range g.Certificates {
		number, err := ParseNumber(certificate.Number)
		if err == nil && last[[2]uint32{number.Body(), number.Year()}] < number.Serial() {
			err = ErrSerials.Wrapf("%s is not counted in serials", certificate.Number)
		}
		if err != nil {
			return inEntry("certificates", i, err)
		}
	}
	return nil
}

func (n genesisNames) checkDeployments(g *GenesisState) error {
	seen := map[string]bool{}
	for i, deployment := range g.Deployments {
		err := deployment.check()
		if err == nil {
			err = once(seen, deployment.MemberId+"/"+deployment.Use.String())
		}
		if err == nil && !n.certificates[deployment.Certificate] {
			err = ErrCertificateNotFound.Wrap(deployment.Certificate)
		}
		if err != nil {
			return inEntry("deployments", i, err)
		}
	}
	return nil
}

func (n genesisNames) refer(edition, vendor, body string) error {
	switch {
	case !n.editions[edition]:
		return ErrEdition.Wrapf("%.40q is not there", edition)
	case !n.vendors[vendor]:
		return ErrVendorNotFound.Wrap(vendor)
	case !n.bodies[body]:
		return ErrRecognitionNotFound.Wrap(body)
	}
	return nil
}

// Check looks at the record alone: its last change says what it is, and its history is in order.
func (c Certificate) Check() error {
	number, err := ParseNumber(c.Number)
	if err != nil {
		return err
	}
	if number.Category() != c.Category {
		return ErrCategory.Wrapf("%s is not of category %d", c.Number, c.Category)
	}
	if len(c.Changes) == 0 || c.Changes[0].Cause != CAUSE_GRANTED || c.Changes[0].Unit == nil || c.Changes[0].BodyId == "" {
		return ErrCertificateStatus.Wrapf("%s: the history begins with the grant, its body and its unit", c.Number)
	}
	if !c.GrantedAt.Equal(c.Changes[0].At) || !c.ExpiresAt.Equal(ExpiryOf(c.GrantedAt)) || int(c.Warnings) > len(Warnings) {
		return ErrCertificateStatus.Wrapf("%s: granted_at %s, expires_at %s, warnings %d", c.Number, moment(&c.GrantedAt), moment(&c.ExpiresAt), c.Warnings)
	}
	replayed := Certificate{Number: c.Number, ExpiresAt: c.ExpiresAt}
	for i, change := range c.Changes {
		if i > 0 && change.At.Before(c.Changes[i-1].At) || !isKnown(CertificateStatus_name, change.Status) || !isKnown(Cause_name, change.Cause) ||
			(change.Status == CERTIFICATE_STATUS_SUSPENDED) != (change.RemedyBy != nil) {
			return ErrCertificateStatus.Wrapf("%s: changes[%d] at %s is %s", c.Number, i, moment(&change.At), change.Status)
		}
		if change.Unit != nil {
			if err := change.Unit.checkForm(); err != nil {
				return err
			}
		}
		replayed = replayed.add(change)
	}
	if replayed.Status != c.Status || replayed.BodyId != c.BodyId || !replayed.Unit.Equal(c.Unit) {
		return ErrCertificateStatus.Wrapf("%s: is %s of %s, its history says %s of %s, or another unit", c.Number,
			c.Status, c.BodyId, replayed.Status, replayed.BodyId)
	}
	return nil
}

// Equal reports whether two units are the same, part by part.
func (u Unit) Equal(other Unit) bool {
	return u.Name == other.Name && u.Model == other.Model && u.Specification == other.Specification &&
		slices.Equal(u.Versions, other.Versions) && slices.Equal(u.Components, other.Components) &&
		slices.Equal(u.ProductionSites, other.ProductionSites) && slices.Equal(u.Standards, other.Standards)
}

func (a Application) check() error {
	if _, err := ParseReference("reference", a.Reference); err != nil {
		return err
	}
	if err := a.Unit.checkForm(); err != nil {
		return err
	}
	kind := &MsgApply{Kind: a.Kind, Certificate: a.Certificate}
	if err := kind.CheckKind(); err != nil {
		return err
	}
	if len(a.Acts) == 0 || a.Acts[len(a.Acts)-1].Status != a.Status || !isKnown(ApplicationStatus_name, a.Status) {
		return ErrApplicationStatus.Wrapf("%s: is %s, its acts say otherwise", a.name(), a.Status)
	}
	if _, moves := applicationTransitions[a.Status]; !moves && a.StepEndsAt != nil || moves && a.StepEndsAt == nil && a.Status != APPLICATION_STATUS_REFUSED {
		return ErrApplicationStatus.Wrapf("%s: is %s with step_ends_at %s", a.name(), a.Status, moment(a.StepEndsAt))
	}
	if (a.Status == APPLICATION_STATUS_GRANTED) != (a.Granted != "") {
		return ErrApplicationStatus.Wrapf("%s: is %s with certificate %q", a.name(), a.Status, a.Granted)
	}
	return nil
}

func once(seen map[string]bool, name string) error {
	if seen[name] {
		return fmt.Errorf("%s is there twice", name)
	}
	seen[name] = true
	return nil
}

func inEntry(field string, i int, err error) error {
	return ErrInvalidGenesis.Wrapf("%s[%d]: %s", field, i, err)
}
