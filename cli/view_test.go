package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/types/query"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func TestView(t *testing.T) {
	carried, err := codectypes.NewAnyWithValue(&consortiumtypes.MsgSuspendMember{Authority: "dcep1authority", MemberId: "abc-sz"})
	require.NoError(t, err)
	unknown := &codectypes.Any{TypeUrl: "/dcep.unknown.v9.MsgX", Value: []byte{1}}
	noon := time.Date(2019, 12, 2, 4, 0, 0, 0, time.UTC)

	for _, c := range []struct {
		name    string
		message proto.Message
		want    string
	}{
		{
			name: "one record is unwrapped, empty fields are left out",
			message: &consortiumtypes.QueryMemberResponse{Member: consortiumtypes.Member{
				Id: "pboc", LegalName: "中国人民银行", Kind: consortiumtypes.MEMBER_KIND_CENTRAL_BANK,
				Status: consortiumtypes.MEMBER_STATUS_ACTIVE, VotingWeight: 4, JoinedAt: noon,
			}},
			want: `
id             pboc
legal name     中国人民银行
kind           central-bank
status         active
voting weight  4
joined at      2019-12-02 12:00:00 +08:00
`,
		},
		{
			name: "amounts are yuan, inner records follow under their names, no limit is said",
			message: &currencytypes.QueryWalletResponse{
				Wallet: currencytypes.Wallet{
					Address: "dcep1alice", Class: currencytypes.WALLET_CLASS_II, Status: currencytypes.WALLET_STATUS_OPEN,
					BalanceFen: 123_456_789, Profile: currencytypes.WalletProfile{
						OperatorId: "icbc-sz", CustomerRef: []byte{0xab, 0xcd}, Carrier: currencytypes.CARRIER_IC_CARD,
					},
				},
				Limits: currencytypes.Limits{BalanceFen: 50_000_000},
			},
			want: `
available  0.00 yuan

wallet
address            dcep1alice
class              II
status             open
balance            1,234,567.89 yuan
day paid           0.00 yuan
year paid          0.00 yuan
sequence           0
day received       0.00 yuan
admitted revision  0

wallet profile
operator id   icbc-sz
customer ref  abcd
carrier       ic-card

limits
balance  500,000.00 yuan
single   no limit
day      no limit
year     no limit

wallet limits
share percent  0

wallet limits owner
balance  no limit
single   no limit
day      no limit
year     no limit

wallet limits operator
balance  no limit
single   no limit
day      no limit
year     no limit
`,
		},
		{
			name: "a list is a table of the columns that say something, numbers to the right",
			message: &currencytypes.QueryCashBoxesResponse{
				Boxes: []currencytypes.CashBox{
					{MemberId: "icbc-sz", BalanceFen: 100, OpenWallets: 12},
					{MemberId: "abc", BalanceFen: 123_456, OpenWallets: 3},
				},
				Pagination: &query.PageResponse{Total: 2},
			},
			want: `
MEMBER ID  BALANCE (YUAN)  OPEN WALLETS  ISSUED (YUAN)  REDEEMED (YUAN)
icbc-sz              1.00            12           0.00             0.00
abc              1,234.56             3           0.00             0.00
`,
		},
		{
			name: "a Chinese character takes two places",
			message: &consortiumtypes.QueryMembersResponse{Members: []consortiumtypes.Member{
				{Id: "pboc", LegalName: "人民银行", Region: "110000"},
				{Id: "icbc-sz", LegalName: "ICBC", Region: "440300"},
			}},
			want: `
ID       LEGAL NAME  REGION  VOTING WEIGHT
pboc     人民银行    110000              0
icbc-sz  ICBC        440300              0
`,
		},
		{
			name:    "an empty list says so",
			message: &currencytypes.QueryCashBoxesResponse{},
			want:    "\nno boxes\n",
		},
		{
			name: "enums in lists of a column",
			message: &consortiumtypes.QueryPermissionsResponse{Permissions: []consortiumtypes.Permission{
				{Message: "/dcep.currency.v1.MsgPay", WalletHolder: true},
				{
					Message: "/dcep.currency.v1.MsgOpenWallet",
					Kinds:   []consortiumtypes.MemberKind{consortiumtypes.MEMBER_KIND_OPERATOR_BANK, consortiumtypes.MEMBER_KIND_OPERATOR_NON_BANK},
					Roles:   []consortiumtypes.Role{consortiumtypes.ROLE_TELLER},
				},
			}},
			want: `
MESSAGE                          KINDS                             ROLES   WALLET HOLDER
/dcep.currency.v1.MsgPay                                                   yes
/dcep.currency.v1.MsgOpenWallet  operator-bank, operator-non-bank  teller
`,
		},
		{
			name: "messages of a resolution, known or not",
			message: &consortiumtypes.QueryResolutionResponse{Resolution: consortiumtypes.Resolution{
				Id: 7, Messages: []*codectypes.Any{carried, unknown}, Reason: "missed audits",
				Votes: []consortiumtypes.Vote{{MemberId: "pboc", Officer: "dcep1g", Choice: consortiumtypes.VOTE_CHOICE_YES}},
			}},
			want: `
id               7
reason           missed audits
executed height  0

MsgSuspendMember
authority  dcep1authority
member id  abc-sz

dcep.unknown.v9.MsgX

votes
MEMBER ID  OFFICER  CHOICE
pboc       dcep1g   yes
`,
		},
		{
			name:    "durations",
			message: &consortiumtypes.Params{ResolutionPeriod: 72 * time.Hour},
			want:    "resolution period           72h0m0s\n",
		},
		{
			name: "an event shows what other files declare: money and states",
			message: &singlewindowtypes.EventDocument{
				DocumentId: "ab", Status: singlewindowtypes.DOCUMENT_STATUS_REVOKED, Version: 2, Amount: singlewindowtypes.NewMoney("USD", 123_450),
			},
			want: `
document id  ab
status       revoked
version      2
amount       1,234.50 USD
`,
		},
		{
			name:    "bytes that are longer than a key are cut",
			message: &currencytypes.MsgPay{RemittanceCommitment: []byte(strings.Repeat("\xab", 33))},
			want: `
amount                 0.00 yuan
remittance commitment  abababababababababababababababab… (33 bytes)
`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			message, err := reflected(c.message)
			require.NoError(t, err)
			var out strings.Builder
			require.NoError(t, render(&out, view(message)))
			if strings.HasPrefix(c.want, "\n") {
				require.Equal(t, c.want, "\n"+out.String())
			} else {
				require.Contains(t, out.String(), c.want)
			}
		})
	}
}

func TestLongListsShowTheFirstColumns(t *testing.T) {
	message, err := reflected(&currencytypes.QueryWalletsByOperatorResponse{Wallets: []currencytypes.Wallet{{
		Address: "dcep1alice", Class: currencytypes.WALLET_CLASS_I, Status: currencytypes.WALLET_STATUS_OPEN,
		Day: "2019-12-02", Sequence: 3, KeyType: "secp256k1", PublicKey: []byte{1},
	}}})
	require.NoError(t, err)
	sections := view(message)
	require.Len(t, sections, 1)
	require.Equal(t, []string{
		"address", "class", "status", "balance (yuan)", "day", "day paid (yuan)", "year paid (yuan)", "sequence",
	}, sections[0].header)
}

// The limits of a class are a message inside of an entry.
func TestListShowsWhatIsInsideOfItsEntries(t *testing.T) {
	params, err := reflected(&currencytypes.Params{ClassLimits: []currencytypes.ClassLimits{{
		Class: currencytypes.WALLET_CLASS_IV, Limits: currencytypes.Limits{BalanceFen: 10_000_00}, WalletsPerCustomer: 1,
	}}})
	require.NoError(t, err)
	field := params.Descriptor().Fields().ByName("class_limits")
	require.Equal(t, section{
		title:  "class limits",
		header: []string{"class", "balance (yuan)", "single (yuan)", "day (yuan)", "year (yuan)", "wallets per customer"},
		rows:   [][]string{{"IV", "10,000.00", "no limit", "no limit", "no limit", "1"}},
	}, listSection(field, params.Get(field).List()))
}
