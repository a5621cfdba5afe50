package cli

import (
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestParseResolution(t *testing.T) {
	resolution, err := parseResolution(testClientContext().Codec, []byte(`{
		"reason": "audit",
		"messages": [
			{"@type": "/dcep.consortium.v1.MsgSuspendMember", "member_id": "abc-sz"},
			{"@type": "/dcep.consortium.v1.MsgSetValidatorPower", "authority": "`+consortiumtypes.Authority+`", "validator_id": "abc-1", "power": "20"},
			{"@type": "/dcep.currency.v1.MsgUpdateParams", "params": {"single_approval_limit_fen": "100"}}
		]}`))
	require.NoError(t, err)
	require.Equal(t, "audit", resolution.Reason)
	require.Empty(t, resolution.Governor)
	require.Len(t, resolution.Messages, 3)
	for i, want := range []any{
		&consortiumtypes.MsgSuspendMember{Authority: consortiumtypes.Authority, MemberId: "abc-sz"},
		&consortiumtypes.MsgSetValidatorPower{Authority: consortiumtypes.Authority, ValidatorId: "abc-1", Power: 20},
		&currencytypes.MsgUpdateParams{Authority: consortiumtypes.Authority, Params: currencytypes.Params{SingleApprovalLimitFen: 100}},
	} {
		require.Equal(t, want, resolution.Messages[i].GetCachedValue())
	}
}

func TestParseResolutionRefuses(t *testing.T) {
	const suspend = `{"@type": "/dcep.consortium.v1.MsgSuspendMember", "member_id": "abc-sz"}`
	for _, c := range []struct{ name, content, want string }{
		{"not JSON", `reason: x`, "invalid character"},
		{"unknown field", `{"reason": "x", "title": "y"}`, `unknown field "title"`},
		{"two objects", `{"reason": "x", "messages": [` + suspend + `]}{}`, "something follows"},
		{"no reason", `{"messages": [` + suspend + `]}`, "reason is required"},
		{"no messages", `{"reason": "x"}`, "messages is required"},
		{"no type", `{"reason": "x", "messages": [{"member_id": "y"}]}`, `messages[0]: "@type" is required`},
		{"unknown type", `{"reason": "x", "messages": [` + suspend + `, {"@type": "/x.MsgY"}]}`, "messages[1]: "},
		{
			"unknown field of a message",
			`{"reason": "x", "messages": [{"@type": "/dcep.consortium.v1.MsgSuspendMember", "member": "y"}]}`,
			`unknown field "member"`,
		},
		{
			"message of a person",
			`{"reason": "x", "messages": [{"@type": "/dcep.currency.v1.MsgPay", "payer": "` + consortiumtypes.Authority + `"}]}`,
			"/dcep.currency.v1.MsgPay is not signed by the consortium alone",
		},
		{
			"another authority",
			`{"reason": "x", "messages": [{"@type": "/dcep.consortium.v1.MsgSuspendMember", "authority": "dcep1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqe2aa6k"}]}`,
			"messages[0]: ",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parseResolution(testClientContext().Codec, []byte(c.content))
			require.ErrorIs(t, err, errResolution)
			require.ErrorContains(t, err, c.want)
		})
	}
}
