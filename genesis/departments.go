package genesis

import (
	"maps"
	"slices"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// parseDepartments reads which member acts for which department of the single window. A department that is not named has
// nobody, until the members decide it by resolution.
func parseDepartments(actsFor map[string]string, members []consortiumtypes.Member) (singlewindowtypes.Catalogue, error) {
	catalogue := singlewindowtypes.DefaultCatalogue()
	for _, id := range slices.Sorted(maps.Keys(actsFor)) {
		department := slices.IndexFunc(catalogue.Departments, func(d singlewindowtypes.Department) bool { return d.Id == id })
		if department < 0 {
			return catalogue, at(id, refuse(ErrUnknown, "no department of the single window"))
		}
		memberID := actsFor[id]
		if !slices.ContainsFunc(members, func(m consortiumtypes.Member) bool { return m.Id == memberID }) {
			return catalogue, at(id, refuse(ErrUnknown, "%q is no member", memberID))
		}
		catalogue.Departments[department].MemberId = memberID
	}
	return catalogue, nil
}
