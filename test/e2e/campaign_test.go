package e2e

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	supervision "github.com/dcep-consortium/dcepd/x/supervision/types"
)

const (
	bureau, police = "finance-sz", "police-sz"
	campaignID     = "SZ-2019"
	inspectionLaw  = "Notice on the inspection of virtual currencies"
	// entitiesOfActivity are inspected for each of the three activities: 39 in all.
	entitiesOfActivity = 13
)

var (
	activities = []supervision.Activity{
		supervision.ACTIVITY_TRADING_SERVICE, supervision.ACTIVITY_OVERSEAS_CHANNEL, supervision.ACTIVITY_TOKEN_FUNDRAISING,
	}
	// outcomes are those of the subjects, in turn.
	outcomes = []supervision.Outcome{
		supervision.OUTCOME_CLEARED, supervision.OUTCOME_RECTIFY, supervision.OUTCOME_SHUT_DOWN, supervision.OUTCOME_REFERRED,
	}
)

// inspection is a case about one activity.
type inspection struct {
	id         string
	identities []supervision.SubjectIdentity
}

// TestShenzhenInspection: four authorities inspect 39 entities for three activities until the next 25 November, from the
// opening to mixed outcomes. Meanwhile the money of one of them is held.
func TestShenzhenInspection(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	n.issue(t, "SUP-1", "10000.00")
	suspect, friend := n.openWallet(t, "suspect", "i"), n.openWallet(t, "friend", "i")
	n.fund(t, suspect, "5000.00", "SUP-OUT-1")
	deadline := nextTwentyFifthOfNovember(t, n.today(t))
	n.send(t, bureau+"-supervisor", "supervision", "open-campaign", campaignID, "--name=Virtual currencies in Shenzhen",
		"--joint-ids=pboc,police-sz,commerce-sz", "--activities=trading-service,overseas-channel,token-fundraising",
		"--deadline="+deadline, "--legal-basis="+inspectionLaw)
	cases := make([]inspection, len(activities))
	for i, activity := range activities {
		cases[i] = n.openInspection(t, i, activity, suspect, deadline)
	}

	n.holdSuspect(t, cases[0].id, suspect, friend)

	for _, each := range cases {
		n.inspect(t, each, deadline)
	}
	campaign := n.campaign(t)
	require.Equal(t, deadline, campaign.Deadline)
	// Of each thirteen: four cleared, and three of each other outcome.
	require.Equal(t, []uint32{39, 12, 9, 9, 9}, []uint32{campaign.Subjects, campaign.Cleared, campaign.Rectify, campaign.ShutDown, campaign.Referred})
	closing := []string{"supervision", "close-case", cases[0].id, "--reason=nothing left"}
	requireRefused(t, n.trySend(t, bureau+"-supervisor", closing...), "3 subjects must still rectify", "case cannot be closed")
	for number := range cases[0].identities {
		if outcomes[number%len(outcomes)] == supervision.OUTCOME_RECTIFY {
			n.send(t, bureau+"-supervisor", "supervision", "confirm-rectification", cases[0].id, fmt.Sprint(number+1), "--proof-hash="+digestText("proof"))
		}
	}
	n.send(t, bureau+"-supervisor", closing...)
	n.requireOneChain(t, founders...)
}

// nextTwentyFifthOfNovember is that of this year, or of the next when it is over.
func nextTwentyFifthOfNovember(t *testing.T, today string) string {
	t.Helper()
	now, err := time.Parse(time.DateOnly, today)
	require.NoError(t, err)
	deadline := time.Date(now.Year(), time.November, 25, 0, 0, 0, 0, time.UTC)
	if deadline.Before(now) {
		deadline = deadline.AddDate(1, 0, 0)
	}
	return deadline.Format(time.DateOnly)
}

// openInspection opens the case of an activity against thirteen sealed entities, of which the suspect is the first.
func (n *network) openInspection(t *testing.T, number int, activity supervision.Activity, suspect customer, deadline string) inspection {
	t.Helper()
	opened := inspection{id: fmt.Sprintf("%s-%d", campaignID, number+1)}
	var commitments [][]byte
	for i := range entitiesOfActivity {
		identity := supervision.SubjectIdentity{
			Kind: supervision.SUBJECT_KIND_ENTERPRISE, Id: testutil.USCC(500 + number*entitiesOfActivity + i), Activity: activity, Salt: randomSalt(t),
		}
		if number == 0 && i == 0 {
			identity.Kind, identity.Id = supervision.SUBJECT_KIND_WALLET, suspect.address
		}
		commitment, err := identity.Commitment()
		require.NoError(t, err)
		opened.identities, commitments = append(opened.identities, identity), append(commitments, commitment)
	}
	path := filepath.Join(t.TempDir(), "subjects.json")
	writeJSON(t, path, map[string]any{"commitments": commitments, "envelopes": []map[string]any{
		{"recipient_id": "pboc", "ciphertext": []byte("for the bank")}, {"recipient_id": police, "ciphertext": []byte("for the police")},
	}})
	n.send(t, bureau+"-supervisor", "supervision", "open-case", opened.id, path, "--campaign-lead-id="+bureau, "--campaign-id="+campaignID,
		"--joint-ids=pboc,police-sz,commerce-sz", "--deadline="+deadline, "--legal-basis="+inspectionLaw, "--gas=auto")
	n.send(t, "commerce-sz-inspector", "supervision", "record-step", bureau, opened.id, "inspection", "--legal-basis="+inspectionLaw)
	return opened
}

// inspect takes a case from the findings of all authorities to an outcome for each subject.
func (n *network) inspect(t *testing.T, c inspection, deadline string) {
	t.Helper()
	for _, authority := range []string{"pboc", police, "commerce-sz"} {
		n.send(t, authority+"-inspector", "supervision", "record-step", bureau, c.id, "evidence", "--legal-basis="+inspectionLaw,
			"--evidence-hashes="+digestText(authority))
	}
	n.send(t, bureau+"-inspector", "supervision", "record-step", bureau, c.id, "findings", "--legal-basis="+inspectionLaw)
	var serve, propose, decide []sdk.Msg
	for i, identity := range c.identities {
		number, outcome := uint32(i+1), outcomes[i%len(outcomes)]
		proposal := &supervision.MsgProposeOutcome{
			Inspector: n.address(t, bureau+"-inspector"), LeadId: bureau, CaseId: c.id, Number: number, Outcome: outcome, LegalBasis: inspectionLaw,
			DecisionHash: digest("decision"),
		}
		switch outcome {
		case supervision.OUTCOME_RECTIFY:
			proposal.RectifyBy = deadline
		case supervision.OUTCOME_REFERRED:
			proposal.ReferredTo = police
		default:
		}
		if outcome == supervision.OUTCOME_RECTIFY || outcome == supervision.OUTCOME_SHUT_DOWN {
			serve = append(serve, &supervision.MsgServeSubject{
				Inspector: n.address(t, police+"-inspector"), LeadId: bureau, CaseId: c.id, Number: number, Identity: identity,
				NoticeHash: digest("notice"), LegalBasis: inspectionLaw,
			})
		}
		propose = append(propose, proposal)
		decide = append(decide, &supervision.MsgDecideOutcome{Supervisor: n.address(t, bureau+"-supervisor"), CaseId: c.id, Number: number, Agree: true})
	}
	n.sendAll(t, police+"-inspector", serve)
	n.sendAll(t, bureau+"-inspector", propose)
	n.sendAll(t, bureau+"-supervisor", decide)
}

// sendAll sends messages of one officer, several in a transaction, and requires that all succeed.
func (n *network) sendAll(t *testing.T, key string, msgs []sdk.Msg) {
	t.Helper()
	signer, client := n.signerOf(t, key), n.rpc(t, n.anyNode(t).Name)
	var hashes [][]byte
	for some := range slices.Chunk(msgs, 5) {
		sent, err := client.BroadcastTxSync(t.Context(), signer.sign(t, some...))
		require.NoError(t, err)
		require.Zero(t, sent.Code, sent.Log)
		hashes = append(hashes, sent.Hash)
	}
	for _, hash := range hashes {
		await(t, "transaction "+hex.EncodeToString(hash), func() error {
			found, err := client.Tx(t.Context(), hash, false)
			if err == nil {
				require.Zero(t, found.TxResult.Code, found.TxResult.Log)
			}
			return err
		})
	}
}

// holdSuspect holds all that the suspect has: by an order of the police that is released, and by one of the central bank
// that ends by itself, exactly at its end.
func (n *network) holdSuspect(t *testing.T, caseID string, suspect, friend customer) {
	t.Helper()
	n.order(t, police, "F-1", caseID, suspect, n.now(t).Add(time.Hour))
	requireRefused(t, n.trySend(t, suspect.key, payArgs(friend, "1.00", "HELD-1")...), "hold F-1 of police-sz", "held")
	n.fund(t, suspect, "10.00", "SUP-OUT-2")
	n.fund(t, friend, "10.00", "SUP-OUT-3")
	n.send(t, friend.key, payArgs(suspect, "1.00", "CREDIT-1")...)
	n.send(t, police+"-inspector", "supervision", "propose-order-change", "F-1", "R-1", "release", "--legal-basis="+inspectionLaw)
	n.send(t, police+"-supervisor", "supervision", "decide-order-change", "F-1", "R-1", "--agree", "--gas=auto")
	n.send(t, suspect.key, payArgs(friend, "1.00", "FREE-1")...)

	end := n.now(t).Add(15 * time.Second).Truncate(time.Second)
	n.order(t, "pboc", "B-1", caseID, suspect, end)
	for number := 0; ; number++ {
		result := n.trySend(t, suspect.key, payArgs(friend, "1.00", fmt.Sprintf("LAPSE-%d", number))...)
		if result.code == exitOK {
			at := n.block(t, result.receipt(t).Height).Time
			require.False(t, at.Before(end), "%s is before %s", at, end)
			break
		}
		requireRefused(t, result, "hold B-1 of pboc", "held")
		height, err := heightIn(result.stderr)
		require.NoError(t, err)
		at := n.block(t, height).Time
		require.True(t, at.Before(end), "%s is not before %s", at, end)
	}
}

// order puts an order on everything in force, by two officers.
func (n *network) order(t *testing.T, authority, reference, caseID string, wallet customer, end time.Time) {
	t.Helper()
	terms := supervision.OrderTerms{Wallet: wallet.address, EndsAt: end.UTC().Truncate(time.Second), LegalBasis: inspectionLaw, Salt: randomSalt(t)}
	commitment, err := terms.Commitment(authority, reference)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "terms.json")
	writeJSON(t, path, map[string]any{
		"wallet": terms.Wallet, "ends_at": terms.EndsAt.Format(time.RFC3339), "legal_basis": terms.LegalBasis, "salt": terms.Salt,
	})
	n.send(t, authority+"-inspector", "supervision", "propose-order", reference, bureau, caseID, hex.EncodeToString(commitment))
	n.send(t, authority+"-supervisor", "supervision", "enforce-order", reference, path, "--gas=auto")
}

func (n *network) campaign(t *testing.T) supervision.Campaign {
	t.Helper()
	response, err := supervision.NewQueryClient(n.conn(t)).Campaign(t.Context(), &supervision.QueryCampaignRequest{LeadId: bureau, CampaignId: campaignID})
	require.NoError(t, err)
	return response.Campaign
}

// now is the time of the last block.
func (n *network) now(t *testing.T) time.Time {
	t.Helper()
	return n.block(t, n.height(t)).Time
}

func randomSalt(t *testing.T) []byte {
	t.Helper()
	salt := make([]byte, 32)
	_, err := rand.Read(salt)
	require.NoError(t, err)
	return salt
}

func digest(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

func digestText(text string) string { return hex.EncodeToString(digest(text)) }
