package history

import (
	"github.com/cosmos/gogoproto/proto"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
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
}

func name(event proto.Message) string { return proto.MessageName(event) }
