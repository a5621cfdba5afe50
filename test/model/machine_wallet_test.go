package model_test

import (
	"bytes"
	"time"

	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// subs are the names of sub-wallets; wallets are all names that may have one.
var (
	subs    = fair("sub 1", "sub 2", "sub 3")
	wallets = fair(names...)
	names   = []string{"alice", "bob", "carol", "dora", "emil", "sub 1", "sub 2", "sub 3", "firm", "backer", "shop", "kiosk"}
)

func (m *machine) openWallet(r *rapid.T) {
	m.open(r, members.Draw(r, "member"), holders.Draw(r, "holder"), classOf.Draw(r, "class"))
}

func (m *machine) open(r *rapid.T, member, holder string, class types.WalletClass) {
	m.send(r, &types.MsgOpenWallet{
		Teller: officer(member, "teller"), Address: address(holder), Class: class, Kind: types.WALLET_KIND_PERSONAL, Region: "440300",
		CustomerRef: customerRef(1), Carrier: types.CARRIER_SIM,
	}, m.model.openWallet(address(holder), member, class, 1, types.SCENARIO_UNSPECIFIED))
}

func (m *machine) openSubWallet(r *rapid.T) {
	parent, sub := testutil.NewActor(wallets.Draw(r, "parent")), testutil.NewActor(subs.Draw(r, "sub"))
	percent := fair(0, 1, 10, 25, 25, 50, 99, 100).Draw(r, "percent")
	m.send(r, testutil.OpenSubWallet(parent, sub, uint32(percent), types.CARRIER_IC_CARD), m.model.openSubWallet(parent.String(), sub.String(), percent))
}

// relatives draws a holder and one of its wallets, mostly.
func (m *machine) relatives(r *rapid.T) (holder, wallet string) {
	wallet = address(wallets.Draw(r, "wallet"))
	holder = address(wallets.Draw(r, "holder"))
	if w := m.model.wallets[wallet]; w != nil && fair(true, true, true, false).Draw(r, "own") {
		holder = wallet
		if w.parent != "" {
			holder = w.parent
		}
	}
	return holder, wallet
}

func (m *machine) closeWallet(r *rapid.T) {
	holder, wallet := m.relatives(r)
	m.send(r, &types.MsgCloseWallet{Holder: holder, Wallet: wallet}, m.model.closeWallet(holder, wallet))
}

func (m *machine) changeClass(r *rapid.T) {
	member, wallet, class := members.Draw(r, "member"), address(wallets.Draw(r, "wallet")), classOf.Draw(r, "class")
	m.send(r, &types.MsgChangeWalletClass{Teller: officer(member, "teller"), Wallet: wallet, Class: class},
		m.model.changeClass(member, wallet, class))
}

func (m *machine) setLimits(r *rapid.T) {
	l := limits{
		balance: inYuan(0, 0, 500).Draw(r, "balance"), single: inYuan(0, 0, 50, 100).Draw(r, "single"),
		day: inYuan(0, 0, 150).Draw(r, "day"), year: inYuan(0, 0, 300).Draw(r, "year"),
	}
	fen := types.Limits{BalanceFen: uint64(l.balance), SingleFen: uint64(l.single), DayFen: uint64(l.day), YearFen: uint64(l.year)}
	if rapid.Bool().Draw(r, "by the holder") {
		holder, wallet := m.relatives(r)
		m.send(r, &types.MsgSetOwnerLimits{Holder: holder, Wallet: wallet, Limits: fen}, m.model.setOwnerLimits(holder, wallet, l))
		return
	}
	member, wallet := members.Draw(r, "member"), address(wallets.Draw(r, "wallet"))
	m.send(r, &types.MsgSetOperatorLimits{Officer: officer(member, "compliance"), Wallet: wallet, Limits: fen},
		m.model.setOperatorLimits(member, wallet, l))
}

func (m *machine) placeHold(r *rapid.T) {
	key, wallet := named{members.Draw(r, "member"), references.Draw(r, "reference")}, address(wallets.Draw(r, "wallet"))
	h := hold{
		side:   fair(types.HOLD_SIDE_DEBIT, types.HOLD_SIDE_DEBIT, types.HOLD_SIDE_CREDIT).Draw(r, "side"),
		amount: inYuan(0, 0, 50, 100, 300).Draw(r, "amount"),
	}
	msg := &types.MsgPlaceHold{
		Officer: officer(key.owner, "compliance"), Wallet: wallet, Reference: key.name, Side: h.side, AmountFen: uint64(h.amount), Ground: "article 29",
	}
	if rapid.Bool().Draw(r, "ends") {
		h.ends = m.model.now.Add(fair(time.Minute, time.Hour, 24*time.Hour).Draw(r, "after"))
		msg.EndsAt = &h.ends
	}
	m.send(r, msg, m.model.placeHold(key, wallet, h))
}

func (m *machine) liftHold(r *rapid.T) {
	wallet, key := address(wallets.Draw(r, "wallet")), named{members.Draw(r, "member"), references.Draw(r, "reference")}
	if w := m.model.wallets[wallet]; w != nil {
		key = pick(r, w.holds, func(h *hold) bool { return !h.lifted }, key)
	}
	m.send(r, &types.MsgLiftHold{Officer: officer(key.owner, "compliance"), Wallet: wallet, Reference: key.name}, m.model.liftHold(key, wallet))
}

func (m *machine) proposeEstate(r *rapid.T) {
	member, heir := members.Draw(r, "member"), address(wallets.Draw(r, "heir"))
	key := named{address(wallets.Draw(r, "wallet")), references.Draw(r, "reference")}
	m.send(r, &types.MsgProposeEstate{
		Teller: officer(member, "teller"), Wallet: key.owner, Reference: key.name, Heir: heir, DocumentHash: bytes.Repeat([]byte{1}, 32),
	}, m.model.proposeEstate(member, key, heir))
}

func (m *machine) decideEstate(r *rapid.T) {
	key := pick(r, m.model.estates, func(e *estate) bool { return e.open }, named{address(wallets.Draw(r, "wallet")), references.Draw(r, "reference")})
	member := members.Draw(r, "member")
	if w := m.model.wallets[key.owner]; w != nil && fair(true, true, true, false).Draw(r, "own") {
		member = w.operator
	}
	by := officer(member, "compliance")
	if fair(true, true, false).Draw(r, "confirm") {
		m.send(r, &types.MsgConfirmEstate{Officer: by, Wallet: key.owner, Reference: key.name}, m.model.confirmEstate(member, key))
		return
	}
	m.send(r, &types.MsgCancelEstate{Officer: by, Wallet: key.owner, Reference: key.name}, m.model.cancelEstate(member, key))
}
