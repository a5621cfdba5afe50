package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

func enterprise() singlewindowtypes.Enterprise {
	return singlewindowtypes.Enterprise{Wallet: line, Status: singlewindowtypes.ENTERPRISE_STATUS_VERIFIED}
}

func registered(t *testing.T) types.Carrier {
	t.Helper()
	carrier, err := types.Carrier{}.Register(enterprise(), maritime, trader, filing)
	require.NoError(t, err)
	return carrier
}

func TestCarrier(t *testing.T) {
	carrier := registered(t)
	require.Equal(t, types.Carrier{
		Wallet: line, Status: types.CARRIER_STATUS_REGISTERED, DepartmentId: maritime, Filing: filing, Officer: trader,
	}, carrier)
	require.NoError(t, carrier.CheckRegistered())
	_, err := carrier.Register(enterprise(), maritime, trader, filing)
	require.ErrorIs(t, err, types.ErrCarrierStatus)
	_, err = carrier.Strike("port-sz", trader, "expired")
	require.ErrorIs(t, err, types.ErrNotDepartment)
	require.ErrorContains(t, err, "of maritime-sz, not of port-sz")
	_, err = carrier.Strike(maritime, trader, "")
	require.ErrorIs(t, err, currencytypes.ErrReason)

	struck, err := carrier.Strike(maritime, controller, "expired")
	require.NoError(t, err)
	require.Equal(t, types.Carrier{
		Wallet: line, Status: types.CARRIER_STATUS_STRUCK, DepartmentId: maritime, Filing: filing, Officer: controller, Reason: "expired",
	}, struck)
	require.ErrorIs(t, struck.CheckRegistered(), types.ErrCarrierStatus)
	_, err = struck.Strike(maritime, trader, "again")
	require.ErrorIs(t, err, types.ErrCarrierStatus)
	_, err = struck.Register(enterprise(), "port-sz", trader, filing)
	require.ErrorIs(t, err, types.ErrNotDepartment)
	again, err := struck.Register(enterprise(), maritime, trader, "MOC-NV-00124")
	require.NoError(t, err)
	require.Equal(t, types.Carrier{
		Wallet: line, Status: types.CARRIER_STATUS_REGISTERED, DepartmentId: maritime, Filing: "MOC-NV-00124", Officer: trader,
	}, again)
}

func TestCarrierIsAnEnterprise(t *testing.T) {
	unverified := enterprise()
	unverified.Status = singlewindowtypes.ENTERPRISE_STATUS_REGISTERED
	_, err := types.Carrier{}.Register(unverified, maritime, trader, filing)
	require.ErrorIs(t, err, singlewindowtypes.ErrEnterpriseStatus)
	_, err = types.Carrier{}.Register(enterprise(), maritime, trader, "")
	require.ErrorIs(t, err, currencytypes.ErrIdentifier)
}
