package genesis

import (
	"bytes"
	"os"
	"path/filepath"
	"time"

	"go.yaml.in/yaml/v3"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// ReadMember reads the description of one member, in the form that members have in consortium.yaml. A wrong one is refused with
// a [FieldError].
func ReadMember(path string) (consortiumtypes.Member, error) {
	content, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return consortiumtypes.Member{}, err
	}
	file := filepath.Base(path)
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	var doc memberDocument
	if err := decoder.Decode(&doc); err != nil {
		return consortiumtypes.Member{}, in(file, readableYAMLError(err))
	}
	// When the member joins is decided by the block that admits it.
	member, err := doc.member(time.Unix(0, 0).UTC())
	return member, in(file, err)
}

// Admission is the message that admits the organisation to a running chain with the officers of its join request. The request
// must be the member's own (ErrMismatch), and for this chain, if it is known (ErrMismatch).
func (r JoinRequest) Admission(member consortiumtypes.Member, chainID string) (*consortiumtypes.MsgAdmitMember, error) {
	if r.MemberID != member.Id {
		return nil, in(r.name(), at("member_id", refuse(ErrMismatch, "%q, the description is of %q", r.MemberID, member.Id)))
	}
	if chainID != "" && r.ChainID != chainID {
		return nil, in(r.name(), at("chain_id", refuse(ErrMismatch, "%q, this chain is %q", r.ChainID, chainID)))
	}
	admission := &consortiumtypes.MsgAdmitMember{
		Authority: consortiumtypes.Authority, MemberId: member.Id, LegalName: member.LegalName, Kind: member.Kind, Region: member.Region,
		Uscc: member.Uscc, Lei: member.Lei, Cnaps: member.Cnaps, VotingWeight: member.VotingWeight,
	}
	for _, officer := range r.Officers {
		admission.Officers = append(admission.Officers, consortiumtypes.InitialOfficer{Address: officer.Address, Roles: officer.roles()})
	}
	return admission, nil
}
