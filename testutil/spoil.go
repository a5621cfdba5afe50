package testutil

import (
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// CloseAccount closes a wallet past every rule: what was promised to it can no longer arrive.
func (c *Chain) CloseAccount(holder Actor) {
	c.t.Helper()
	store, key := c.Context().KVStore(c.App.StoreKeys()[types.StoreKey]), accountKey(holder)
	account, err := types.AccountValue.Decode(store.Get(key))
	require.NoError(c.t, err)
	account.Status, account.Balance = types.WALLET_STATUS_CLOSED, 0
	record, err := types.AccountValue.Encode(account)
	require.NoError(c.t, err)
	store.Set(key, record)
}

// LoseAccount removes a wallet from the ledger.
func (c *Chain) LoseAccount(holder Actor) {
	c.Context().KVStore(c.App.StoreKeys()[types.StoreKey]).Delete(accountKey(holder))
}

func accountKey(holder Actor) []byte { return append(types.AccountsKey.Bytes(), holder.Address...) }
