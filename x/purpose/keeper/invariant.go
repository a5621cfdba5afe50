package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// CheckEscrow fails with ErrEscrow, naming both sides, unless the ledger holds for each fund and grant exactly what its
// record promises, and the wallet of each sponsor who may get money back is open. It returns what the ledger holds in all.
// It reads the whole state: for tests, audits and imports, never for a block.
func (k *Keeper) CheckEscrow(ctx context.Context) (types.Fen, error) {
	var total types.Fen
	check := func(account string, promised types.Fen) error {
		held, err := k.escrow.Balance(ctx, account)
		if err != nil {
			return err
		}
		if held != promised {
			return types.ErrEscrow.Wrapf("account %s holds %s, the records promise %s", account, held, promised)
		}
		total, err = total.Add(held)
		return err
	}
	err := k.programmes.Walk(ctx, nil, func(key programmeKey, programme types.Programme) (bool, error) {
		if err := k.checkCreditors(ctx, key, programme); err != nil {
			return true, err
		}
		return false, check(fundAccount(key), programme.FundFen())
	})
	if err != nil {
		return 0, err
	}
	err = k.grants.Walk(ctx, nil, func(key grantKey, grant types.Grant) (bool, error) {
		return false, check(grantAccount(key), grant.UnspentFen())
	})
	return total, err
}

// checkCreditors fails with ErrEscrow unless every wallet to which the programme may give money back can take it.
func (k *Keeper) checkCreditors(ctx context.Context, key programmeKey, programme types.Programme) error {
	for _, sponsor := range programme.Creditors() {
		wallet, err := k.wallet(ctx, sponsor)
		if err == nil {
			err = wallet.CheckOpen()
		}
		if err != nil {
			return types.ErrEscrow.Wrapf("programme %s of %s: sponsor: %s", key.K2(), key.K1(), err)
		}
	}
	return nil
}
