package types

import (
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// CheckSuccession fails unless the member may take over the wallets of a leaving operator: it is that one's receiver
// (ErrNotReceiver), and will not leave itself (ErrSuccession), because who serves a wallet is found by following
// successors, which must end.
func CheckSuccession(leaving, successor consortiumtypes.Member) error {
	if err := CheckReceiver(leaving, successor.Id); err != nil {
		return err
	}
	if successor.Status != consortiumtypes.MEMBER_STATUS_ACTIVE {
		return ErrSuccession.Wrapf("successor %s is %s, must be %s", successor.Id, successor.Status, consortiumtypes.MEMBER_STATUS_ACTIVE)
	}
	return nil
}
