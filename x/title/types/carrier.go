package types

import (
	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// CarrierAction is what can happen to a carrier.
type CarrierAction string

const (
	CarrierRegister CarrierAction = "register"
	CarrierStrike   CarrierAction = "strike"
)

// Registering again is for a carrier that was struck.
var carrierTransitions = lifecycle.Table[CarrierStatus, CarrierAction]{
	CARRIER_STATUS_UNSPECIFIED: {CarrierRegister: CARRIER_STATUS_REGISTERED},
	CARRIER_STATUS_REGISTERED:  {CarrierStrike: CARRIER_STATUS_STRUCK},
	CARRIER_STATUS_STRUCK:      {CarrierRegister: CARRIER_STATUS_REGISTERED},
}

// Register puts an enterprise on the register; the carrier is its entry, or the zero value (ErrCarrierStatus, ErrNotDepartment, the single
// window's ErrEnterpriseStatus, and the currency's ErrReference).
func (c Carrier) Register(enterprise singlewindowtypes.Enterprise, departmentID, officer, filing string) (Carrier, error) {
	if err := enterprise.CheckVerified(); err != nil {
		return c, err
	}
	c.Wallet = enterprise.Wallet
	if c.DepartmentId == "" {
		c.DepartmentId = departmentID
	}
	registered, err := c.decide(CarrierRegister, departmentID)
	if err != nil {
		return c, err
	}
	if _, err := currencytypes.ParseReference("filing", filing); err != nil {
		return c, err
	}
	registered.Filing, registered.Officer, registered.Reason = filing, officer, ""
	return registered, nil
}

// Strike takes a carrier off the register (ErrCarrierStatus, ErrNotDepartment, and the currency's ErrReason).
func (c Carrier) Strike(departmentID, officer, reason string) (Carrier, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return c, err
	}
	struck, err := c.decide(CarrierStrike, departmentID)
	if err != nil {
		return c, err
	}
	struck.Officer, struck.Reason = officer, reason
	return struck, nil
}

// CheckRegistered fails with ErrCarrierStatus unless the carrier may issue titles.
func (c Carrier) CheckRegistered() error {
	if c.Status != CARRIER_STATUS_REGISTERED {
		return ErrCarrierStatus.Wrapf("carrier %s is %s: cannot issue titles", c.Wallet, c.Status)
	}
	return nil
}

func (c Carrier) decide(action CarrierAction, departmentID string) (Carrier, error) {
	if c.DepartmentId != departmentID {
		return c, ErrNotDepartment.Wrapf("carrier %s is on the register of %s, not of %s", c.Wallet, c.DepartmentId, departmentID)
	}
	to, allowed := carrierTransitions.Next(c.Status, action)
	if !allowed {
		return c, ErrCarrierStatus.Wrapf("carrier %s is %s: cannot %s", c.Wallet, c.Status, action)
	}
	c.Status = to
	return c, nil
}

// check looks at an entry of a genesis.
func (c Carrier) check() error {
	for _, address := range []string{c.Wallet, c.Officer} {
		if _, err := consortiumtypes.ParseAddress(address); err != nil {
			return err
		}
	}
	if c.Status != CARRIER_STATUS_REGISTERED && c.Status != CARRIER_STATUS_STRUCK {
		return ErrCarrierStatus.Wrapf("carrier %s is %s", c.Wallet, c.Status)
	}
	if _, err := currencytypes.ParseMemberID(c.DepartmentId); err != nil {
		return err
	}
	if _, err := currencytypes.ParseReference("filing", c.Filing); err != nil {
		return err
	}
	if c.Status == CARRIER_STATUS_STRUCK {
		return currencytypes.CheckReason(c.Reason)
	}
	return nil
}
