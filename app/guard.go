package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	gogogrpc "github.com/cosmos/gogoproto/grpc"
	"google.golang.org/grpc"

	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumkeeper "github.com/dcep-consortium/dcepd/x/consortium/keeper"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// guard decides who may send a message. It stands where the message router
// dispatches, so a message that a resolution executes, or any other message
// carries, passes it just as one that a transaction brings.
type guard struct {
	codec      codec.Codec
	rules      map[string]consortiumtypes.Permission
	consortium *consortiumkeeper.Keeper
	currency   *currencykeeper.Keeper
}

func newGuard(
	cdc codec.Codec,
	permissions []consortiumtypes.Permission,
	consortium *consortiumkeeper.Keeper,
	currency *currencykeeper.Keeper,
) *guard {
	rules := make(map[string]consortiumtypes.Permission, len(permissions))
	for _, permission := range permissions {
		rules[permission.Message] = permission
	}
	return &guard{codec: cdc, rules: rules, consortium: consortium, currency: currency}
}

// Authorize refuses a message that its only signer may not send. A message
// without a row in the permission table is refused whoever signs it.
func (g *guard) Authorize(ctx context.Context, msg sdk.Msg) error {
	name := sdk.MsgTypeURL(msg)
	rule, listed := g.rules[name]
	if !listed {
		return errorsmod.Wrapf(ErrNotPermitted, "%s is not in the permission table", name)
	}
	signer, err := g.signer(msg)
	if err != nil {
		return errorsmod.Wrapf(ErrTxForm, "signer of %s: %s", name, err)
	}
	switch {
	case rule.Resolution:
		return authorizeResolution(name, signer)
	case rule.WalletHolder:
		return g.authorizeWallet(ctx, name, signer)
	default:
		return g.authorizeOfficer(ctx, rule, signer)
	}
}

// signer returns who must sign a message: only one may.
func (g *guard) signer(msg sdk.Msg) (sdk.AccAddress, error) {
	if payment, ok := msg.(paymentMsg); ok {
		// The codec finds the same, but looks for it in the description of the message.
		return consortiumtypes.ParseAddress(payment.GetPayer())
	}
	signers, _, err := g.codec.GetMsgV1Signers(msg)
	if err != nil {
		return nil, err
	}
	if len(signers) != 1 {
		return nil, fmt.Errorf("it has %d, one is allowed", len(signers))
	}
	return signers[0], nil
}

func authorizeResolution(name string, signer sdk.AccAddress) error {
	if signer.String() != consortiumtypes.Authority {
		return errorsmod.Wrapf(ErrNotPermitted, "%s needs a passed resolution, %s signed it", name, signer)
	}
	return nil
}

func (g *guard) authorizeWallet(ctx context.Context, name string, signer sdk.AccAddress) error {
	account, err := g.currency.Account(ctx, signer)
	if err != nil {
		return errorsmod.Wrapf(err, "%s needs a wallet holder", name)
	}
	if account.Status != currencytypes.WALLET_STATUS_OPEN {
		return errorsmod.Wrapf(currencytypes.ErrWalletClosed, "%s: wallet %s", name, signer)
	}
	return nil
}

func (g *guard) authorizeOfficer(ctx context.Context, rule consortiumtypes.Permission, signer sdk.AccAddress) error {
	officer, member, err := g.consortium.ActingOfficer(ctx, signer)
	if err != nil {
		return errorsmod.Wrapf(err, "%s needs an officer", rule.Message)
	}
	if len(rule.Kinds) > 0 && !slices.Contains(rule.Kinds, member.Kind) {
		return errorsmod.Wrapf(ErrNotPermitted, "%s: member %s is %s, allowed: %s",
			rule.Message, member.Id, kindName(member.Kind), names(rule.Kinds, kindName))
	}
	for _, role := range officer.Roles {
		if slices.Contains(rule.Roles, role) {
			return nil
		}
	}
	return errorsmod.Wrapf(ErrNotPermitted, "%s: officer %s is %s, allowed: %s",
		rule.Message, signer, names(officer.Roles, roleName), names(rule.Roles, roleName))
}

func kindName(kind consortiumtypes.MemberKind) string {
	return strings.TrimPrefix(kind.String(), "MEMBER_KIND_")
}

func roleName(role consortiumtypes.Role) string { return strings.TrimPrefix(role.String(), "ROLE_") }

func names[T any](list []T, name func(T) string) string {
	text := make([]string, len(list))
	for i, item := range list {
		text[i] = name(item)
	}
	return strings.Join(text, ", ")
}

// guardedServer registers message services so that every handler asks the guard first.
type guardedServer struct {
	router gogogrpc.Server
	guard  *guard
}

// RegisterService implements the registration of a generated Msg service.
func (s guardedServer) RegisterService(desc *grpc.ServiceDesc, handler any) {
	guarded := *desc
	guarded.Methods = make([]grpc.MethodDesc, len(desc.Methods))
	for i, method := range desc.Methods {
		guarded.Methods[i] = grpc.MethodDesc{MethodName: method.MethodName, Handler: s.guardMethod(method.Handler)}
	}
	s.router.RegisterService(&guarded, handler)
}

// guardMethod puts the guard around the innermost handler: whatever
// interceptors the router uses, they run outside it and cannot step past it.
func (s guardedServer) guardMethod(method grpc.MethodHandler) grpc.MethodHandler {
	return func(srv any, ctx context.Context, decode func(any) error, outer grpc.UnaryServerInterceptor) (any, error) {
		return method(srv, ctx, decode,
			func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
				checked := func(ctx context.Context, req any) (any, error) {
					msg, ok := req.(sdk.Msg)
					if !ok {
						return nil, errorsmod.Wrapf(ErrTxForm, "%T is not a message", req)
					}
					if err := s.guard.Authorize(ctx, msg); err != nil {
						return nil, err
					}
					return handle(ctx, req)
				}
				if outer == nil {
					return checked(ctx, req)
				}
				return outer(ctx, req, info, checked)
			})
	}
}
