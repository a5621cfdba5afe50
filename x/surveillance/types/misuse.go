package types

import (
	"bytes"
	"encoding/hex"
	"strings"
	"time"

	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
)

// ParseSeal reads a seal in hexadecimal. It fails with ErrSeal.
func ParseSeal(s string) ([]byte, error) {
	seal, err := hex.DecodeString(s)
	if err != nil || len(seal) != seedBytes {
		return nil, ErrSeal.Wrapf("%.80q must be %d bytes in hexadecimal", s, seedBytes)
	}
	return seal, nil
}

// NewMisuseReport is a sealed report (ErrSeal).
func NewMisuseReport(bodyID, reporter string, seal []byte, params Params, now time.Time) (MisuseReport, error) {
	if len(seal) != seedBytes {
		return MisuseReport{}, ErrSeal.Wrapf("seal has %d bytes, must have %d", len(seal), seedBytes)
	}
	return MisuseReport{
		Seal: seal, BodyId: bodyID, Reporter: reporter, ReportedAt: now, AnswerBy: now.Add(params.AnswerPeriod), Status: MISUSE_STATUS_SEALED,
	}, nil
}

// Open fails with ErrSeal unless the opening is what the seal covers and well formed.
func (m MisuseReport) Open(chainID string, o Opening) (MisuseReport, error) {
	if _, err := certificationtypes.ParseNumber(o.Number); err != nil {
		return m, ErrSeal.Wrap(err.Error())
	}
	_, known := MisuseKind_name[int32(o.Kind)]
	if !known || o.Kind == MISUSE_KIND_UNSPECIFIED || len(o.EvidenceHash) != seedBytes || len(o.Salt) != seedBytes {
		return m, ErrSeal.Wrapf("kind %s, evidence_hash of %d and salt of %d bytes: needs a kind and %d bytes each", o.Kind,
			len(o.EvidenceHash), len(o.Salt), seedBytes)
	}
	if !bytes.Equal(o.Seal(chainID, m.BodyId), m.Seal) {
		return m, ErrSeal.Wrapf("report %X", m.Seal)
	}
	m.Opening = &o
	return m, nil
}

// Answer is the holder's, in time, and opens the report (ErrMisuseStatus, ErrSeal).
func (m MisuseReport) Answer(chainID string, o Opening, answerHash []byte, now time.Time) (MisuseReport, error) {
	if m.Status != MISUSE_STATUS_SEALED || !now.Before(m.AnswerBy) {
		return m, ErrMisuseStatus.Wrapf("report %X is %s, to be answered before %s: cannot answer", m.Seal, m.Status.Label(), moment(m.AnswerBy))
	}
	if len(answerHash) != seedBytes {
		return m, ErrSeal.Wrapf("answer_hash has %d bytes, must have %d", len(answerHash), seedBytes)
	}
	answered, err := m.Open(chainID, o)
	if err != nil {
		return m, err
	}
	answered.Status, answered.AnswerHash = MISUSE_STATUS_ANSWERED, answerHash
	return answered, nil
}

// Judge is the body's: of an answered report, or of one that nobody answered in time, which it opens itself
// (ErrMisuseStatus, ErrSeal, ErrJudgement).
func (m MisuseReport) Judge(chainID string, opening *Opening, msg *MsgJudgeMisuse, params Params, now time.Time) (MisuseReport, error) {
	judged := m
	switch {
	case m.Status == MISUSE_STATUS_ANSWERED && opening == nil:
	case m.Status == MISUSE_STATUS_SEALED && !now.Before(m.AnswerBy) && opening != nil:
		var err error
		if judged, err = m.Open(chainID, *opening); err != nil {
			return m, err
		}
	default:
		return m, ErrMisuseStatus.Wrapf("report %X is %s, opened with the judgement %t: a sealed one is judged from %s on, and opened by it",
			m.Seal, m.Status.Label(), opening != nil, moment(m.AnswerBy))
	}
	if err := checkJudgement(judged.Opening.Kind, msg, params); err != nil {
		return m, err
	}
	judged.Status, judged.Judgement, judged.JudgedBy, judged.Reason = MISUSE_STATUS_JUDGED, msg.Judgement, msg.Officer, msg.Reason
	return judged, nil
}

func checkJudgement(kind MisuseKind, msg *MsgJudgeMisuse, params Params) error {
	if err := certificationtypes.CheckReason(msg.Reason); err != nil {
		return err
	}
	if _, known := Judgement_name[int32(msg.Judgement)]; !known || msg.Judgement == JUDGEMENT_UNSPECIFIED {
		return ErrJudgement.Wrapf("%d must be unfounded, warning, suspension or withdrawal", msg.Judgement)
	}
	if kind == MISUSE_KIND_DIRECT_PROMOTION && msg.Judgement > params.DirectPromotion {
		return ErrJudgement.Wrapf("%s for direct promotion: %s at most", msg.Judgement, params.DirectPromotion)
	}
	if (msg.Judgement == JUDGEMENT_SUSPENSION) != (msg.RemedyBy != nil) {
		return ErrJudgement.Wrap("remedy_by: a suspension, and nothing else, has a deadline for its remedy")
	}
	return nil
}

// Label is the status for people, such as "sealed".
func (s MisuseStatus) Label() string {
	return strings.ToLower(strings.TrimPrefix(s.String(), "MISUSE_STATUS_"))
}
