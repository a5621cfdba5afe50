package types

import "slices"

// Route is what the departments before the endorsing one said, in the order of the function's route.
type Route []Outcome

// NewEndorsement is the word of a department on the current version of a document. said are the outcomes of the departments
// that come before it (ErrFunction, ErrNotDepartment, ErrDocumentStatus, ErrRoute, ErrOutcome, ErrCommitment).
func NewEndorsement(catalogue Catalogue, d Document, msg *MsgEndorseDocument, memberID string, said Route, height int64) (Endorsement, error) {
	if err := d.CheckStatus(DocumentEndorse); err != nil {
		return Endorsement{}, err
	}
	before, err := catalogue.Before(d, msg.Function, msg.Department)
	if err != nil {
		return Endorsement{}, err
	}
	department, _ := catalogue.Department(msg.Department)
	if department.MemberId == "" || department.MemberId != memberID {
		return Endorsement{}, ErrNotDepartment.Wrapf("%s acts for department %s, not %s", nobodyIf(department.MemberId), department.Id, memberID)
	}
	if msg.Outcome != OUTCOME_APPROVED && msg.Outcome != OUTCOME_REJECTED {
		return Endorsement{}, ErrOutcome.Wrapf("%s: a department approves or rejects", msg.Outcome)
	}
	for i, outcome := range said {
		if outcome != OUTCOME_APPROVED {
			return Endorsement{}, ErrRoute.Wrapf("%s, function %s: department %s comes before %s and said %s",
				d.name(), msg.Function, before[i], msg.Department, outcome)
		}
	}
	if len(msg.Commitment) > 0 {
		if err := CheckCommitment("commitment", msg.Commitment); err != nil {
			return Endorsement{}, err
		}
	}
	return Endorsement{
		DocumentId: d.Id, Version: d.Version, Function: msg.Function, Department: msg.Department, Outcome: msg.Outcome,
		Officer: msg.Officer, Commitment: msg.Commitment, Height: height,
	}, nil
}

// Before returns the departments that endorse such a document under the function before the given one (ErrFunction,
// ErrNotDepartment).
func (c Catalogue) Before(d Document, function, department string) ([]string, error) {
	found, exists := c.Function(function)
	if !exists {
		return nil, ErrFunction.Wrapf("%.60q is not in the catalogue", function)
	}
	if !slices.Contains(found.DocumentKinds, d.Kind) {
		return nil, ErrFunction.Wrapf("function %s is about %v, not %s", function, found.DocumentKinds, d.Kind)
	}
	at := slices.Index(found.Route, department)
	if at < 0 {
		return nil, ErrNotDepartment.Wrapf("department %.60q is not on the route of function %s: %v", department, function, found.Route)
	}
	return found.Route[:at], nil
}

func nobodyIf(memberID string) string {
	if memberID == "" {
		return "nobody"
	}
	return memberID
}
