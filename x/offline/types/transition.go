package types

import "github.com/dcep-consortium/dcepd/lifecycle"

// DeviceAction is what can happen to a device.
type DeviceAction string

// The actions of the table.
const (
	DeviceLoad    DeviceAction = "load"
	DeviceSettle  DeviceAction = "settle"
	DeviceSync    DeviceAction = "sync"
	DeviceUnload  DeviceAction = "unload"
	DeviceRetire  DeviceAction = "retire"
	DeviceSuspend DeviceAction = "suspend"
	DeviceResume  DeviceAction = "resume"
	DeviceRevoke  DeviceAction = "revoke"
	DeviceConvict DeviceAction = "convict"
	DeviceDefund  DeviceAction = "defund"
)

// deviceTransitions is the life of a device.
// Settling is allowed wherever a purse is left: goods were delivered, whatever became of the device since.
var deviceTransitions = lifecycle.Table[DeviceStatus, DeviceAction]{
	DEVICE_STATUS_PROVISIONED: {
		DeviceLoad: DEVICE_STATUS_FUNDED,
		// A device needs no load to hand over what its owner received, and may spend that twice.
		DeviceSettle:  DEVICE_STATUS_ACTIVE,
		DeviceRetire:  DEVICE_STATUS_REVOKED,
		DeviceRevoke:  DEVICE_STATUS_REVOKED,
		DeviceConvict: DEVICE_STATUS_REVOKED,
	},
	DEVICE_STATUS_FUNDED: {
		DeviceLoad:    DEVICE_STATUS_FUNDED,
		DeviceSettle:  DEVICE_STATUS_ACTIVE,
		DeviceSync:    DEVICE_STATUS_FUNDED,
		DeviceUnload:  DEVICE_STATUS_FUNDED,
		DeviceRetire:  DEVICE_STATUS_REVOKED,
		DeviceSuspend: DEVICE_STATUS_SUSPENDED,
		DeviceRevoke:  DEVICE_STATUS_REVOKED,
		DeviceConvict: DEVICE_STATUS_REVOKED,
	},
	DEVICE_STATUS_ACTIVE: {
		DeviceLoad:    DEVICE_STATUS_ACTIVE,
		DeviceSettle:  DEVICE_STATUS_ACTIVE,
		DeviceSync:    DEVICE_STATUS_ACTIVE,
		DeviceUnload:  DEVICE_STATUS_ACTIVE,
		DeviceRetire:  DEVICE_STATUS_REVOKED,
		DeviceSuspend: DEVICE_STATUS_SUSPENDED,
		DeviceRevoke:  DEVICE_STATUS_REVOKED,
		DeviceConvict: DEVICE_STATUS_REVOKED,
	},
	DEVICE_STATUS_NEEDS_SYNC: {
		DeviceSettle: DEVICE_STATUS_NEEDS_SYNC,
		DeviceSync:   DEVICE_STATUS_ACTIVE,
		// The statement that unloads is a sync too.
		DeviceUnload:  DEVICE_STATUS_ACTIVE,
		DeviceRetire:  DEVICE_STATUS_REVOKED,
		DeviceSuspend: DEVICE_STATUS_SUSPENDED,
		DeviceRevoke:  DEVICE_STATUS_REVOKED,
		DeviceConvict: DEVICE_STATUS_REVOKED,
	},
	DEVICE_STATUS_SUSPENDED: {
		DeviceSettle:  DEVICE_STATUS_SUSPENDED,
		DeviceResume:  DEVICE_STATUS_ACTIVE,
		DeviceRevoke:  DEVICE_STATUS_REVOKED,
		DeviceConvict: DEVICE_STATUS_REVOKED,
	},
	DEVICE_STATUS_REVOKED: {
		DeviceSettle:  DEVICE_STATUS_REVOKED,
		DeviceConvict: DEVICE_STATUS_REVOKED,
		DeviceDefund:  DEVICE_STATUS_DEFUNDED,
	},
	DEVICE_STATUS_DEFUNDED: {},
}
