package types_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

const (
	icbc, boc, maritime = "icbc-sz", "boc-sz", "maritime-sz"
	loan, filing        = "LOAN-1", "MOC-NV-00123"
)

var (
	line, shipper, buyer, agent = text(1), text(2), text(3), text(4)
	trader, controller          = text(5), text(6)
	id                          = singlewindowtypes.DocumentID(commitment(9)).String()
	loaded                      = time.Date(2020, 1, 13, 2, 0, 0, 0, time.UTC)
)

func text(n byte) string { return consortiumtypes.FormatAddress(bytes.Repeat([]byte{n}, 20)) }

func commitment(n byte) []byte { return bytes.Repeat([]byte{n}, singlewindowtypes.CommitmentBytes) }

// The acts, without their numbers.
func issue() types.Act {
	return types.Act{Kind: types.ACT_KIND_ISSUE, By: line, Holder: shipper, Beneficiary: shipper, Commitment: commitment(1)}
}

func nominate(by, nominee string) types.Act {
	return types.Act{Kind: types.ACT_KIND_NOMINATE, By: by, Beneficiary: nominee}
}

func endorse(by, nominee string) types.Act {
	return types.Act{Kind: types.ACT_KIND_ENDORSE, By: by, Beneficiary: nominee}
}

func transfer(by, holder, beneficiary string) types.Act {
	return types.Act{Kind: types.ACT_KIND_TRANSFER, By: by, Holder: holder, Beneficiary: beneficiary}
}

func reject(by string) types.Act { return types.Act{Kind: types.ACT_KIND_REJECT, By: by} }

func offer(by string) types.Act {
	return types.Act{Kind: types.ACT_KIND_OFFER_PLEDGE, By: by, BankId: icbc, Reference: loan}
}

func accept() types.Act {
	return types.Act{Kind: types.ACT_KIND_ACCEPT_PLEDGE, By: trader, BankId: icbc, Reference: loan}
}

// consent is the bank's to the act.
func consent(to types.Act) types.Act {
	return types.Act{
		Kind: types.ACT_KIND_CONSENT, By: controller, BankId: icbc, ConsentsTo: to.Kind, Holder: to.Holder, Beneficiary: to.Beneficiary,
		Commitment: to.Commitment,
	}
}

func release() types.Act {
	return types.Act{Kind: types.ACT_KIND_RELEASE, By: controller, BankId: icbc, Reason: "repaid"}
}

func surrender(by string, kind types.ActKind) types.Act {
	act := types.Act{Kind: kind, By: by}
	if kind == types.ACT_KIND_SURRENDER_FOR_AMENDMENT {
		act.Commitment = commitment(2)
	}
	return act
}

func refuseSurrender() types.Act {
	return types.Act{Kind: types.ACT_KIND_REFUSE_SURRENDER, By: line, Reason: "freight unpaid"}
}

func accomplish() types.Act { return types.Act{Kind: types.ACT_KIND_ACCOMPLISH, By: line} }

func amend() types.Act {
	return types.Act{Kind: types.ACT_KIND_AMEND, By: line, Commitment: commitment(2)}
}

func toPaper() types.Act {
	return types.Act{Kind: types.ACT_KIND_CHANGE_TO_PAPER, By: line, Commitment: commitment(3)}
}

func fromPaper() types.Act {
	return types.Act{Kind: types.ACT_KIND_CHANGE_FROM_PAPER, By: line, Holder: agent, Beneficiary: buyer, Commitment: commitment(4)}
}

// life is a title with all that was done to it.
type life struct {
	t     *testing.T
	title types.Title
	acts  []types.Act
}

func live(t *testing.T, acts ...types.Act) *life {
	t.Helper()
	l := &life{t: t}
	for _, act := range acts {
		l.do(act)
	}
	return l
}

// issued is a title in the hands of the shipper.
func issued(t *testing.T, acts ...types.Act) *life {
	t.Helper()
	return live(t, append([]types.Act{issue()}, acts...)...)
}

// pledged is one that the shipper pledged.
func pledged(t *testing.T, acts ...types.Act) *life {
	t.Helper()
	return issued(t, append([]types.Act{offer(shipper), accept()}, acts...)...)
}

// next gives an act the place that it would have.
func (l *life) next(act types.Act) types.Act {
	act.TitleId, act.Number, act.At = id, l.title.Acts+1, loaded.Add(time.Duration(l.title.Acts)*time.Hour)
	return act
}

func (l *life) do(act types.Act) {
	l.t.Helper()
	act = l.next(act)
	title, err := l.title.Apply(act)
	require.NoError(l.t, err)
	l.title, l.acts = title, append(l.acts, act)
}

// refuse wants the act to fail with the error, saying the text, and to change nothing.
func (l *life) refuse(act types.Act, want error, says string) {
	l.t.Helper()
	before := l.title
	title, err := l.title.Apply(l.next(act))
	require.ErrorIs(l.t, err, want)
	require.ErrorContains(l.t, err, says)
	require.Equal(l.t, before, title)
}

// requireHands wants the title to be with a holder, for a beneficiary, who nominates.
func (l *life) requireHands(holder, beneficiary, nominee string) {
	l.t.Helper()
	require.Equal(l.t, [3]string{holder, beneficiary, nominee}, [3]string{l.title.Holder, l.title.Beneficiary, l.title.Nominee})
}
