package types

import (
	"time"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
)

const maxLegalNameBytes = 200

type memberAction string

const (
	memberSuspend   memberAction = "suspend"
	memberReinstate memberAction = "reinstate"
	memberStartExit memberAction = "start the exit of"
	memberResign    memberAction = "complete the resignation of"
	memberExpel     memberAction = "complete the expulsion of"
)

// An exit may start again while it lasts: it then names another receiver, or becomes an expulsion.
var memberTransitions = lifecycle.Table[MemberStatus, memberAction]{
	MEMBER_STATUS_ACTIVE: {
		memberSuspend:   MEMBER_STATUS_SUSPENDED,
		memberStartExit: MEMBER_STATUS_LEAVING,
	},
	MEMBER_STATUS_SUSPENDED: {
		memberReinstate: MEMBER_STATUS_ACTIVE,
		memberStartExit: MEMBER_STATUS_LEAVING,
	},
	MEMBER_STATUS_LEAVING: {
		memberStartExit: MEMBER_STATUS_LEAVING,
		memberResign:    MEMBER_STATUS_RESIGNED,
		memberExpel:     MEMBER_STATUS_EXPELLED,
	},
}

// CanAct reports whether the member's officers may act and its validators have power: while it is active, and while it
// resigns. A member on its way to expulsion cannot: its receiver settles for it.
func (m Member) CanAct() bool {
	return m.Status == MEMBER_STATUS_ACTIVE || m.Status == MEMBER_STATUS_LEAVING && !m.Expelled
}

// CanVote reports whether the member votes on resolutions.
func (m Member) CanVote() bool { return m.Status == MEMBER_STATUS_ACTIVE && m.VotingWeight > 0 }

// CanConsent reports whether a yes of the member is the consent of the central bank.
func (m Member) CanConsent() bool { return m.CanVote() && m.Kind == MEMBER_KIND_CENTRAL_BANK }

// Suspend stops the member's officers and takes the power of its validators.
func (m Member) Suspend() (Member, error) { return m.move(memberSuspend) }

// Reinstate ends a suspension.
func (m Member) Reinstate() (Member, error) { return m.move(memberReinstate) }

// StartExit begins, or redirects, a resignation or an expulsion. The receiver settles what is left.
func (m Member) StartExit(receiver Member, expelled bool) (Member, error) {
	if receiver.Id == m.Id {
		return m, ErrInvalidReceiver.Wrapf("member %s cannot settle for itself", m.Id)
	}
	if receiver.Status != MEMBER_STATUS_ACTIVE {
		return m, ErrInvalidReceiver.Wrapf("member %s is %s, must be %s",
			receiver.Id, receiver.Status, MEMBER_STATUS_ACTIVE)
	}
	moved, err := m.move(memberStartExit)
	if err != nil {
		return m, err
	}
	moved.ReceiverId = receiver.Id
	moved.Expelled = expelled
	return moved, nil
}

// CompleteExit ends the membership. The receiver stays on record.
func (m Member) CompleteExit() (Member, error) {
	if m.Expelled {
		return m.move(memberExpel)
	}
	return m.move(memberResign)
}

func (m Member) move(action memberAction) (Member, error) {
	status, ok := memberTransitions.Next(m.Status, action)
	if !ok {
		return m, ErrMemberStatus.Wrapf("cannot %s member %s: it is %s", action, m.Id, m.Status)
	}
	m.Status = status
	return m, nil
}

// NewMember returns an active member that was described in a resolution; it fails with ErrInvalidMember.
func NewMember(msg *MsgAdmitMember, joinedAt time.Time) (Member, error) {
	m := Member{
		Id:           msg.MemberId,
		LegalName:    msg.LegalName,
		Kind:         msg.Kind,
		Region:       msg.Region,
		Uscc:         msg.Uscc,
		Lei:          msg.Lei,
		Cnaps:        msg.Cnaps,
		Status:       MEMBER_STATUS_ACTIVE,
		VotingWeight: msg.VotingWeight,
		JoinedAt:     joinedAt,
	}
	return m, m.Validate()
}

// Describe returns the member with a new description and weight; it fails with ErrInvalidMember, or with
// ErrMemberStatus once the member has left.
func (m Member) Describe(msg *MsgUpdateMember) (Member, error) {
	if err := m.CheckMembership(); err != nil {
		return m, err
	}
	m.LegalName = msg.LegalName
	m.Region = msg.Region
	m.Uscc = msg.Uscc
	m.Lei = msg.Lei
	m.Cnaps = msg.Cnaps
	m.VotingWeight = msg.VotingWeight
	return m, m.Validate()
}

// CheckMembership fails with ErrMemberStatus once the member has left for good.
func (m Member) CheckMembership() error {
	if m.Status == MEMBER_STATUS_RESIGNED || m.Status == MEMBER_STATUS_EXPELLED {
		return ErrMemberStatus.Wrapf("member %s is %s", m.Id, m.Status)
	}
	return nil
}

// Validate checks the record by itself and fails with ErrInvalidMember, naming the field.
func (m Member) Validate() error {
	if _, err := ident.ParseMemberID(m.Id); err != nil {
		return ErrInvalidMember.Wrapf("id: %s", err)
	}
	if err := checkText(m.LegalName, maxLegalNameBytes); err != nil {
		return ErrInvalidMember.Wrapf("%s: legal_name %s", m.Id, err)
	}
	if !isKnown(MemberKind_name, m.Kind) {
		return ErrInvalidMember.Wrapf("%s: kind %d is unknown", m.Id, m.Kind)
	}
	if !isKnown(MemberStatus_name, m.Status) {
		return ErrInvalidMember.Wrapf("%s: status %d is unknown", m.Id, m.Status)
	}
	return m.validateIdentifiers()
}

func (m Member) validateIdentifiers() error {
	if _, err := ident.ParseRegionCode(m.Region); err != nil {
		return ErrInvalidMember.Wrapf("%s: region: %s", m.Id, err)
	}
	if _, err := ident.ParseUSCC(m.Uscc); err != nil {
		return ErrInvalidMember.Wrapf("%s: uscc: %s", m.Id, err)
	}
	if m.Lei != "" {
		if _, err := ident.ParseLEI(m.Lei); err != nil {
			return ErrInvalidMember.Wrapf("%s: lei: %s", m.Id, err)
		}
	}
	if m.Cnaps != "" {
		if _, err := ident.ParseCNAPS(m.Cnaps); err != nil {
			return ErrInvalidMember.Wrapf("%s: cnaps: %s", m.Id, err)
		}
	}
	return nil
}

// isKnown reports whether the value of a protobuf enum is defined and not its UNSPECIFIED zero.
func isKnown[E ~int32](names map[int32]string, value E) bool {
	_, ok := names[int32(value)]
	return ok && value != 0
}
