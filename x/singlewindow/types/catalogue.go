package types

import (
	"slices"
	"unicode/utf8"

	"github.com/dcep-consortium/dcepd/ident"
)

// Check fails with ErrCatalogue, naming the entry that breaks its rule.
func (c Catalogue) Check() error {
	for _, list := range []struct {
		name       string
		size, most int
	}{
		{"departments", len(c.Departments), MaxDepartments},
		{"document_kinds", len(c.DocumentKinds), MaxDocumentKinds},
		{"functions", len(c.Functions), MaxFunctions},
	} {
		if list.size > list.most {
			return ErrCatalogue.Wrapf("%d %s, at most %d are allowed", list.size, list.name, list.most)
		}
	}
	for i, department := range c.Departments {
		if err := checkEntry("departments", i, c.Departments[:i], department, Department.identity, department.Name); err != nil {
			return err
		}
		if department.MemberId == "" {
			continue
		}
		if _, err := ident.ParseMemberID(department.MemberId); err != nil {
			return ErrCatalogue.Wrapf("departments[%d]: member_id: %s", i, err)
		}
	}
	for i, kind := range c.DocumentKinds {
		if err := checkEntry("document_kinds", i, c.DocumentKinds[:i], kind, DocumentKind.identity, kind.Name); err != nil {
			return err
		}
		if at := slices.IndexFunc(kind.Purposes, func(purpose string) bool { return !isSlug(purpose) }); at >= 0 {
			return ErrCatalogue.Wrapf("document_kinds[%d]: purpose %.60q must be lower-case letters, digits and hyphens", i, kind.Purposes[at])
		}
	}
	for i, function := range c.Functions {
		if err := checkEntry("functions", i, c.Functions[:i], function, Function.identity, function.Name); err != nil {
			return err
		}
		if err := c.checkFunction(function); err != nil {
			return ErrCatalogue.Wrapf("functions[%d]: %s", i, err)
		}
	}
	return nil
}

func (d Department) identity() string   { return d.Id }
func (k DocumentKind) identity() string { return k.Id }
func (f Function) identity() string     { return f.Id }

func checkEntry[Entry any](list string, i int, before []Entry, entry Entry, id func(Entry) string, name string) error {
	switch {
	case !isSlug(id(entry)):
		return ErrCatalogue.Wrapf("%s[%d]: id %.60q must be 1 to %d lower-case letters, digits and hyphens", list, i, id(entry), maxSlugBytes)
	case name == "" || len(name) > maxNameBytes || !utf8.ValidString(name):
		return ErrCatalogue.Wrapf("%s[%d]: name has %d bytes, must have 1 to %d of valid UTF-8", list, i, len(name), maxNameBytes)
	case slices.ContainsFunc(before, func(other Entry) bool { return id(other) == id(entry) }):
		return ErrCatalogue.Wrapf("%s[%d]: %s is there twice", list, i, id(entry))
	}
	return nil
}

func (c Catalogue) checkFunction(f Function) error {
	if len(f.DocumentKinds) == 0 || len(f.Route) == 0 {
		return ErrCatalogue.Wrapf("%s needs a document kind and a department", f.Id)
	}
	for _, kind := range f.DocumentKinds {
		if _, exists := c.Kind(kind); !exists {
			return ErrCatalogue.Wrapf("%s: document kind %.60q is not in the catalogue", f.Id, kind)
		}
	}
	for i, department := range f.Route {
		if _, exists := c.Department(department); !exists {
			return ErrCatalogue.Wrapf("%s: department %.60q is not in the catalogue", f.Id, department)
		}
		if slices.Contains(f.Route[:i], department) {
			return ErrCatalogue.Wrapf("%s: department %s is on the route twice", f.Id, department)
		}
	}
	return nil
}

// Replace returns the catalogue that a resolution puts in this one's place. Nothing that papers on record may refer to goes
// away, and no kind changes who answers for it (ErrCatalogue).
func (c Catalogue) Replace(next Catalogue) (Catalogue, error) {
	if err := next.Check(); err != nil {
		return c, err
	}
	for _, department := range c.Departments {
		if _, stays := next.Department(department.Id); !stays {
			return c, ErrCatalogue.Wrapf("department %s cannot go: papers may carry its word", department.Id)
		}
	}
	for _, kind := range c.DocumentKinds {
		same, stays := next.Kind(kind.Id)
		if !stays || same.Attested != kind.Attested {
			return c, ErrCatalogue.Wrapf("document kind %s cannot go, nor change who answers for it: papers of it may be on record", kind.Id)
		}
	}
	for _, function := range c.Functions {
		if _, stays := next.Function(function.Id); !stays {
			return c, ErrCatalogue.Wrapf("function %s cannot go: papers may be endorsed under it", function.Id)
		}
	}
	return next, nil
}

// Department finds a department.
func (c Catalogue) Department(id string) (Department, bool) {
	return entry(c.Departments, id, Department.identity)
}

// Kind finds a document kind.
func (c Catalogue) Kind(id string) (DocumentKind, bool) {
	return entry(c.DocumentKinds, id, DocumentKind.identity)
}

// Function finds a function.
func (c Catalogue) Function(id string) (Function, bool) {
	return entry(c.Functions, id, Function.identity)
}

func entry[Entry any](list []Entry, id string, identity func(Entry) string) (found Entry, exists bool) {
	at := slices.IndexFunc(list, func(e Entry) bool { return identity(e) == id })
	if at < 0 {
		return found, false
	}
	return list[at], true
}

// kind fails with ErrDocumentKind unless the catalogue has it, and it is or is not for customs to put on record.
func (c Catalogue) kind(id string, attested bool) error {
	kind, exists := c.Kind(id)
	switch {
	case !exists:
		return ErrDocumentKind.Wrapf("%.60q is not in the catalogue", id)
	case kind.Attested && !attested:
		return ErrDocumentKind.Wrapf("%s is put on record by customs only", id)
	case !kind.Attested && attested:
		return ErrDocumentKind.Wrapf("%s is claimed by enterprises, not attested", id)
	}
	return nil
}
