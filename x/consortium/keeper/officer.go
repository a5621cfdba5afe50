package keeper

import (
	"bytes"
	"context"
	"slices"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Officer returns the officer with the address, whether in office or dismissed, or ErrOfficerNotFound.
func (k *Keeper) Officer(ctx context.Context, address []byte) (types.Officer, error) {
	officer, err := k.officers.Get(ctx, address)
	if err != nil {
		return officer, found(err, types.ErrOfficerNotFound, types.FormatAddress(address))
	}
	return officer, nil
}

// ActingOfficer returns the officer with the address and its member if it may act now; otherwise it fails with
// ErrOfficerNotFound, ErrOfficerDismissed or ErrMemberCannotAct.
func (k *Keeper) ActingOfficer(ctx context.Context, address []byte) (types.Officer, types.Member, error) {
	officer, err := k.Officer(ctx, address)
	if err != nil {
		return types.Officer{}, types.Member{}, err
	}
	if officer.Status != types.OFFICER_STATUS_ACTIVE {
		return types.Officer{}, types.Member{}, types.ErrOfficerDismissed.Wrap(officer.Address)
	}
	member, err := k.Member(ctx, officer.MemberId)
	if err != nil {
		return types.Officer{}, types.Member{}, err
	}
	if !member.CanAct() {
		return types.Officer{}, types.Member{}, types.ErrMemberCannotAct.Wrapf("member %s of officer %s is %s",
			member.Id, officer.Address, member.Status)
	}
	return officer, member, nil
}

// admins returns the addresses of a member's admins in office.
func (k *Keeper) admins(ctx context.Context, memberID string) ([]sdk.AccAddress, error) {
	iterator, err := k.officers.Indexes.Admin.MatchExact(ctx, collections.Join(memberID, true))
	if err != nil {
		return nil, err
	}
	return iterator.PrimaryKeys()
}

// appoint gives the address exactly these roles in the member, and an account to sign with. by says who decided it.
func (k *Keeper) appoint(
	ctx context.Context, member types.Member, address sdk.AccAddress, roles []types.Role, by ...string,
) error {
	officer, err := k.candidate(ctx, member, address)
	if err != nil {
		return err
	}
	roles, err = types.ParseRoles(roles)
	if err != nil {
		return err
	}
	if err := types.CheckRolesFor(k.permissions, member.Kind, roles); err != nil {
		return err
	}
	if err := k.officers.Set(ctx, address, officer.Appoint(roles, by...)); err != nil {
		return err
	}
	if !k.accounts.HasAccount(ctx, address) {
		k.accounts.SetAccount(ctx, k.accounts.NewAccountWithAddress(ctx, address))
	}
	return nil
}

// candidate returns the record of an address that may become, or is, an officer of the member. It fails with
// ErrAddressTaken when the address belongs to another member or to a wallet.
func (k *Keeper) candidate(ctx context.Context, member types.Member, address sdk.AccAddress) (types.Officer, error) {
	isOfficer, err := k.officers.Has(ctx, address)
	if err != nil {
		return types.Officer{}, err
	}
	if isOfficer {
		officer, err := k.Officer(ctx, address)
		if err == nil && officer.MemberId != member.Id {
			err = types.ErrAddressTaken.Wrapf("%s is or was an officer of member %s", officer.Address, officer.MemberId)
		}
		return officer, err
	}
	officer := types.Officer{Address: types.FormatAddress(address), MemberId: member.Id}
	if k.hooks == nil {
		return officer, nil
	}
	isWallet, err := k.hooks.IsWallet(ctx, address)
	if err == nil && isWallet {
		err = types.ErrAddressTaken.Wrapf("%s is or was a wallet", officer.Address)
	}
	return officer, err
}

// dismiss takes all roles of an officer.
func (k *Keeper) dismiss(ctx context.Context, address sdk.AccAddress) error {
	officer, err := k.Officer(ctx, address)
	if err != nil {
		return err
	}
	officer, err = officer.Dismiss()
	if err != nil {
		return err
	}
	return k.officers.Set(ctx, address, officer)
}

// ReplaceAdmins dismisses every admin of the member who is not named, and makes those who are named admins; officers
// among them keep their other roles.
func (k *Keeper) ReplaceAdmins(ctx context.Context, memberID string, addresses []sdk.AccAddress) error {
	member, err := k.Member(ctx, memberID)
	if err != nil {
		return err
	}
	if err := member.CheckMembership(); err != nil {
		return err
	}
	present, err := k.admins(ctx, memberID)
	if err != nil {
		return err
	}
	for _, address := range addresses {
		if err := k.makeAdmin(ctx, member, address); err != nil {
			return err
		}
	}
	for _, address := range present {
		isNamed := func(named sdk.AccAddress) bool { return bytes.Equal(named, address) }
		if slices.ContainsFunc(addresses, isNamed) {
			continue
		}
		if err := k.dismiss(ctx, address); err != nil {
			return err
		}
	}
	admins, err := k.admins(ctx, memberID)
	if err != nil {
		return err
	}
	if err := types.CheckAdmins(memberID, len(admins)); err != nil {
		return err
	}
	event := &types.EventAdminsReplaced{MemberId: memberID}
	for _, address := range addresses {
		event.Admins = append(event.Admins, types.FormatAddress(address))
	}
	return emit(ctx, event)
}

// makeAdmin adds the role of admin to those that the address has in the member.
func (k *Keeper) makeAdmin(ctx context.Context, member types.Member, address sdk.AccAddress) error {
	officer, err := k.candidate(ctx, member, address)
	if err != nil {
		return err
	}
	if officer.Has(types.ROLE_ADMIN) {
		return nil
	}
	roles := append([]types.Role{types.ROLE_ADMIN}, officer.Roles...)
	return k.appoint(ctx, member, address, roles, types.AppointedByResolution)
}
