package history

import (
	"github.com/cosmos/gogoproto/proto"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	financing "github.com/dcep-consortium/dcepd/x/financing/types"
	offline "github.com/dcep-consortium/dcepd/x/offline/types"
	purpose "github.com/dcep-consortium/dcepd/x/purpose/types"
	supervision "github.com/dcep-consortium/dcepd/x/supervision/types"
)

// handlers turn events into entries, by the name of the event. Others are no part of the history.
var handlers = map[string]func(*block, *event) error{
	name(&currency.EventPaid{}):            paid,
	name(&currency.EventBatchPaid{}):       batchPaid,
	name(&currency.EventRefunded{}):        refunded,
	name(&currency.EventExchangedOut{}):    exchangedOut,
	name(&currency.EventExchangeIn{}):      exchangeIn,
	name(&currency.EventIssuance{}):        issuance,
	name(&currency.EventRedemption{}):      redemption,
	name(&currency.EventCashTransferred{}): cashTransferred,

	name(&currency.EventWalletOpened{}):       walletOpened,
	name(&currency.EventWalletUpdated{}):      walletUpdated,
	name(&currency.EventWalletClassChanged{}): walletReclassed,
	name(&currency.EventWalletClosed{}):       walletClosed,
	name(&currency.EventEstate{}):             estate,
	name(&currency.EventWalletsTransferred{}): walletsTransferred,

	name(&purpose.EventProgramme{}):        returned,
	name(&purpose.EventProgrammeFunded{}):  programmeFunded,
	name(&purpose.EventGrantBatch{}):       grantBatch,
	name(&purpose.EventGrantRecalled{}):    grantRecalled,
	name(&purpose.EventGrantSpent{}):       grantSpent,
	name(&purpose.EventSpendingRefunded{}): spendingRefunded,

	name(&financing.EventLoanDisbursed{}): loanDisbursed,
	name(&financing.EventLoanRepaid{}):    loanRepaid,

	name(&offline.EventDevice{}):         deviceChanged,
	name(&offline.EventDeviceLoaded{}):   deviceLoaded,
	name(&offline.EventDeviceSynced{}):   deviceSynced,
	name(&offline.EventVoucherSettled{}): voucherSettled,
	name(&offline.EventSurplusClaimed{}): surplusClaimed,
	name(&offline.EventClaimPaid{}):      claimPaid,

	name(&supervision.EventOrderChange{}): orderChanged,
}

func name(event proto.Message) string { return proto.MessageName(event) }
