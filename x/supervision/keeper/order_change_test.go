package keeper_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

func extension(member, order, reference string, until time.Time) *types.MsgProposeOrderChange {
	msg := change(member, order, reference, types.ORDER_CHANGE_KIND_EXTENSION)
	msg.EndsAt = &until
	return msg
}

func transfer(member, order, reference string, amount types.Fen) *types.MsgProposeOrderChange {
	msg := change(member, order, reference, types.ORDER_CHANGE_KIND_TRANSFER)
	msg.AmountFen = uint64(amount)
	return msg
}

// extended moves the end of order F-1 by two officers.
func (d *desk) extended(member, reference string, until time.Time) {
	d.t.Helper()
	d.do(extension(member, "F-1", reference, until))
	d.do(decideChange(member, "F-1", reference, true))
}

func TestExtensionsWithinThePowers(t *testing.T) {
	d := newDesk(t)
	for _, authority := range []string{pboc, tax, police, court} {
		terms := d.terms(48 * hour)
		d.ordered(authority, "F-1", terms)
		until := terms.EndsAt.Add(30 * day)
		switch authority {
		case pboc:
			d.refuse(extension(pboc, "F-1", "E-1", until), types.ErrPower, "MEMBER_KIND_CENTRAL_BANK: limit 0 extensions, had 0")
		case tax:
			d.refuse(extension(tax, "F-1", "E-1", until.Add(time.Second)), types.ErrPower, "limit 720h0m0s")
			d.extended(tax, "E-1", until)
			d.refuse(extension(tax, "F-1", "E-2", until.Add(day)), types.ErrPower, "limit 1 extensions, had 1")
		case police:
			d.refuse(extension(police, "F-1", "E-1", terms.EndsAt.Add(181*day+time.Second)), types.ErrPower, "limit 4344h0m0s")
			d.extended(police, "E-1", terms.EndsAt.Add(181*day))
			d.extended(police, "E-2", terms.EndsAt.Add(362*day))
		default:
			d.extended(court, "E-1", terms.EndsAt.Add(3650*day))
		}
	}
	long := d.terms(365 * day)
	long.Complex = true
	d.ordered(police, "F-2", long)
	d.Advance(49 * hour)
	require.Equal(t, []string{"LAPSED"}, statuses(d.end()), "only the one that was not extended")
	d.refuse(pay(alice, bob, 1), currencytypes.ErrHeld, "available 0.00 yuan")
}

func TestChangeRefusals(t *testing.T) {
	d := newDesk(t)
	terms := d.terms(10 * day)
	d.do(proposeOrder(police, "F-1", terms))
	until := terms.EndsAt.Add(day)
	d.refuse(extension(police, "F-1", "E-1", until), types.ErrOrderStatus, "ORDER_STATUS_PROPOSED: cannot extend")
	d.do(enforce(police, "F-1", terms))
	d.do(extension(police, "F-1", "E-1", until))
	d.refuse(extension(police, "F-1", "E-1", until), types.ErrOrderChangeExists, "change E-1 of order F-1 of police-sz")
	d.refuse(extension(police, "F-1", "E-2", terms.EndsAt), types.ErrOrderChange, "must be after")
	d.refuse(extension(police, "F-2", "E-2", until), types.ErrOrderNotFound, "order F-2 of police-sz")
	d.refuse(change(police, "F-1", "E-2", types.ORDER_CHANGE_KIND_EXTENSION), types.ErrOrderChange, "only an extension has one")
	d.refuse(change(police, "F-1", "E-2", types.ORDER_CHANGE_KIND_TRANSFER), types.ErrOrderChange, "only a transfer has one")
	d.refuse(change(police, "F-1", "E-2", 0), types.ErrOrderChange, "kind ORDER_CHANGE_KIND_UNSPECIFIED")
	d.refuse(transfer(police, "F-1", "T-1", 1), types.ErrPower, "MEMBER_KIND_PUBLIC_SECURITY may not transfer")
	d.refuse(decideChange(police, "F-1", "E-9", true), types.ErrOrderChangeNotFound, "change E-9")

	rejected := d.do(decideChange(police, "F-1", "E-1", false)).(*types.EventOrderChange)
	require.Equal(t, types.ORDER_CHANGE_STATUS_REJECTED, rejected.Status)
	d.refuse(decideChange(police, "F-1", "E-1", true), types.ErrOrderChangeStatus, "ORDER_CHANGE_STATUS_REJECTED")
	noReason := decideChange(police, "F-1", "E-1", false)
	noReason.Reason = ""
	d.refuse(noReason, currencytypes.ErrReason, "has 0 bytes")

	d.do(extension(police, "F-1", "E-3", until))
	d.Advance(types.ProposalPeriod)
	d.refuse(decideChange(police, "F-1", "E-3", true), types.ErrProposalExpired, "change E-3")
	d.Advance(3 * day)
	d.refuse(extension(police, "F-1", "E-4", until), types.ErrOrderStatus, "lapsed at "+terms.EndsAt.Format(time.RFC3339))
	require.Equal(t, &types.EventOrderChange{
		MemberId: police, OrderReference: "F-1", Reference: "E-1", Kind: types.ORDER_CHANGE_KIND_EXTENSION, Status: types.ORDER_CHANGE_STATUS_REJECTED,
		EndsAt: &until, Officer: officer(police, "supervisor"),
	}, rejected)
}

// setChest names the court's wallet, as a resolution does.
func (d *desk) setChest(member string, wallet testutil.Actor) {
	d.t.Helper()
	d.do(&types.MsgSetAuthorityWallet{Authority: consortiumtypes.Authority, MemberId: member, Wallet: wallet.String()})
}

func TestTransfer(t *testing.T) {
	d := newDesk(t)
	terms := d.terms(10 * day)
	terms.AmountFen = 400 * yuan
	d.ordered(court, "F-1", terms)
	d.do(transfer(court, "F-1", "T-1", 400*yuan))
	d.refuse(decideChange(court, "F-1", "T-1", true), types.ErrAuthorityWallet, "court-sz has none")
	d.wallet(chest, chest, 0)
	d.setChest(court, chest)
	d.refuse(transfer(court, "F-1", "T-2", 400*yuan+1), types.ErrOrderChange, "holds 400.00 yuan, asked 400.01 yuan")
	require.Equal(t, &types.EventOrderChange{
		MemberId: court, OrderReference: "F-1", Reference: "T-1", Kind: types.ORDER_CHANGE_KIND_TRANSFER, Status: types.ORDER_CHANGE_STATUS_CONFIRMED,
		AmountFen: 400 * yuan, From: alice.String(), To: chest.String(), Officer: officer(court, "supervisor"),
	}, d.do(decideChange(court, "F-1", "T-1", true)))
	require.Equal(t, types.Fen(400*yuan), d.balance(chest))
	require.Equal(t, types.Fen(600*yuan), d.balance(alice))
	require.Equal(t, uint64(400*yuan), d.order(court, "F-1").Order.TransferredFen)
	d.MustSend(pay(alice, bob, 600*yuan))
	d.refuse(decideChange(court, "F-1", "T-1", true), types.ErrOrderChangeStatus, "ORDER_CHANGE_STATUS_CONFIRMED")
	d.refuse(transfer(court, "F-1", "T-3", 1), types.ErrOrderStatus, "ORDER_STATUS_TRANSFERRED")
}

// Of two orders, the earlier has its money first; the later takes what is left, or all once the earlier has ended. An
// operator's own hold stands in nobody's way.
func TestTransferWaitsForEarlierOrders(t *testing.T) {
	d := newDesk(t)
	d.wallet(chest, chest, 0)
	d.setChest(court, chest)
	d.setChest(tax, chest)
	first := d.terms(10 * day)
	first.AmountFen = 700 * yuan
	d.ordered(tax, "X-1", first)
	d.Advance(time.Second)
	d.ordered(court, "F-1", d.terms(30*day))
	d.MustSend(&currencytypes.MsgPlaceHold{
		Officer: officer(icbc, "compliance"), Wallet: alice.String(), Reference: "OWN", Side: currencytypes.HOLD_SIDE_DEBIT, Ground: "terms",
	})
	d.do(transfer(court, "F-1", "T-1", 300*yuan+1))
	d.refuse(decideChange(court, "F-1", "T-1", true), currencytypes.ErrHeld, "hold X-1 of tax-sz: has 1,000.00 yuan, available 300.00 yuan")
	d.do(transfer(tax, "X-1", "T-1", 700*yuan))
	d.do(decideChange(tax, "X-1", "T-1", true))
	d.refuse(decideChange(court, "F-1", "T-1", true), currencytypes.ErrInsufficientFunds, "has 300.00 yuan, asked 300.01 yuan")
	d.do(transfer(court, "F-1", "T-2", 300*yuan))
	d.do(decideChange(court, "F-1", "T-2", true))
	require.Zero(t, d.balance(alice))
	require.Equal(t, types.Fen(1_000*yuan), d.balance(chest))
}

func TestSetAuthorityWalletRefusals(t *testing.T) {
	d := newDesk(t)
	set := func(member, wallet string) *types.MsgSetAuthorityWallet {
		return &types.MsgSetAuthorityWallet{Authority: consortiumtypes.Authority, MemberId: member, Wallet: wallet}
	}
	d.refuse(set("nobody", alice.String()), consortiumtypes.ErrMemberNotFound, "nobody")
	d.refuse(set(icbc, alice.String()), types.ErrAuthority, "MEMBER_KIND_OPERATOR_BANK")
	d.refuse(set(court, chest.String()), currencytypes.ErrWalletNotFound, chest.String())
	person := openWallet(chest, chest)
	person.Kind = currencytypes.WALLET_KIND_PERSONAL
	d.MustSend(person)
	d.refuse(set(court, chest.String()), types.ErrAuthorityWallet, "must be open and corporate")
	d.setChest(court, alice)
	d.ordered(court, "F-1", d.terms(day))
	d.do(transfer(court, "F-1", "T-1", 1))
	d.refuse(decideChange(court, "F-1", "T-1", true), currencytypes.ErrPaymentToSelf, alice.String())
}

// An order on a customer holds all wallets, also those opened later, and lets all go.
func TestOrderOnACustomer(t *testing.T) {
	d := newDesk(t)
	second, third := testutil.NewActor("alice's second"), testutil.NewActor("alice's third")
	d.wallet(second, alice, 50*yuan)
	terms := types.OrderTerms{
		OperatorId: icbc, CustomerRef: hash(string(alice.Address)), EndsAt: d.Time().Add(day).Truncate(time.Second), LegalBasis: basis, Salt: salt(9),
	}
	partial := terms
	partial.AmountFen = 1
	_, err := partial.Commitment(police, "F-1")
	require.ErrorIs(t, err, types.ErrOrderTerms)
	d.ordered(police, "F-1", terms)
	d.refuse(pay(alice, bob, 1), currencytypes.ErrHeld, "hold F-1 of police-sz")
	d.refuse(pay(second, bob, 1), currencytypes.ErrHeld, "hold F-1 of police-sz")
	d.wallet(third, alice, 50*yuan)
	d.refuse(pay(third, bob, 1), currencytypes.ErrHeld, "hold F-1 of police-sz")
	sub := testutil.NewActor("alice's card")
	d.MustSend(testutil.OpenSubWallet(third, sub, 10, currencytypes.CARRIER_IC_CARD))
	d.MustSend(pay(bob, sub, 1))
	d.refuse(pay(sub, bob, 1), currencytypes.ErrHeld, "hold F-1 of police-sz")
	wallets, err := d.queries.OrderWallets(d.Context(), &types.QueryOrderWalletsRequest{MemberId: police, Reference: "F-1"})
	require.NoError(t, err)
	require.Len(t, wallets.Wallets, 4)
	d.do(&types.MsgObjectOrder{Holder: third.String(), MemberId: police, Reference: "F-1", StatementHash: hash("no")})
	d.refuse(transfer(police, "F-1", "T-1", 1), types.ErrPower, "may not transfer")

	d.extended(police, "E-1", terms.EndsAt.Add(day))
	d.Advance(day)
	d.refuse(pay(second, bob, 1), currencytypes.ErrHeld, "hold F-1 of police-sz")
	d.released(police, "F-1")
	for _, wallet := range []testutil.Actor{alice, second, third, sub} {
		d.MustSend(pay(wallet, bob, 1))
	}
	d.wallet(testutil.NewActor("alice's last"), alice, 0)
	d.MustSend(&currencytypes.MsgExchangeOut{Teller: teller.String(), Wallet: testutil.NewActor("alice's last").String(), AmountFen: 1, Reference: "LAST"})
	d.MustSend(pay(testutil.NewActor("alice's last"), bob, 1))

	d.ordered(court, "F-1", d.fromNow(terms))
	d.refuse(transfer(court, "F-1", "T-1", 1), types.ErrOrderChange, "is on a customer")
}

// fromNow are the same terms from now on.
func (d *desk) fromNow(terms types.OrderTerms) types.OrderTerms {
	terms.EndsAt = d.Time().Add(day).Truncate(time.Second)
	return terms
}

func TestOrderOnACustomerIsBounded(t *testing.T) {
	d := newDesk(t)
	firm := testutil.NewActor("firm")
	for i := range types.MaxOrderWallets {
		d.MustSend(openWallet(testutil.NewActor(fmt.Sprintf("firm %d", i)), firm))
	}
	terms := types.OrderTerms{
		OperatorId: icbc, CustomerRef: hash(string(firm.Address)), EndsAt: d.Time().Add(day).Truncate(time.Second), LegalBasis: basis, Salt: salt(9),
	}
	d.ordered(police, "F-1", terms)
	d.refuse(openWallet(testutil.NewActor("one more"), firm), types.ErrOrderWallets, "order F-1 of police-sz: limit 100 wallets")
	d.Advance(day)
	// 101 marks take two blocks, and change no answer.
	require.Empty(t, d.end())
	d.MustSend(openWallet(testutil.NewActor("one more"), firm))
	require.Equal(t, []string{"LAPSED"}, statuses(d.end()))

	d.do(proposeOrder(police, "F-2", d.fromNow(terms)))
	d.refuse(enforce(police, "F-2", d.fromNow(terms)), types.ErrOrderWallets, "limit 100 wallets, has more")
	few := d.fromNow(terms)
	few.CustomerRef = hash(string(alice.Address))
	for i := range types.MaxCustomerOrders {
		d.ordered(court, fmt.Sprintf("C-%d", i), few)
	}
	d.do(proposeOrder(court, "LAST", few))
	d.refuse(enforce(court, "LAST", few), types.ErrOrderWallets, "limit 16 orders on all wallets, has 16")
}
