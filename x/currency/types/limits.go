package types

import (
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// wholeShare is the share, in percent, of a wallet that gave nothing to sub-wallets.
const wholeShare = 100

// NewWalletLimits are those of a wallet that nobody limited.
func NewWalletLimits(wallet sdk.AccAddress) WalletLimits {
	return WalletLimits{Wallet: name(wallet), SharePercent: wholeShare}
}

// Bounds reports whether the wallet has any limit below those of its class.
func (w WalletLimits) Bounds() bool {
	return w.SharePercent != wholeShare || w.Owner != Limits{} || w.Operator != Limits{}
}

// Within returns the lowest of all limits: the wallet's share of its class's, its holder's and its operator's.
func (w WalletLimits) Within(class Limits) Limits {
	return class.share(w.SharePercent).lowest(w.Owner).lowest(w.Operator)
}

// share returns a part of the limits that add up. The single limit is each wallet's in full. Class limits are whole
// yuan, so percents of them are exact.
func (l Limits) share(percent uint32) Limits {
	of := func(fen uint64) uint64 { return fen / wholeShare * uint64(percent) }
	return Limits{BalanceFen: of(l.BalanceFen), SingleFen: l.SingleFen, DayFen: of(l.DayFen), YearFen: of(l.YearFen)}
}

func (l Limits) lowest(other Limits) Limits {
	lower := func(a, b uint64) uint64 {
		if a == 0 || b != 0 && b < a {
			return b
		}
		return a
	}
	return Limits{
		BalanceFen: lower(l.BalanceFen, other.BalanceFen),
		SingleFen:  lower(l.SingleFen, other.SingleFen),
		DayFen:     lower(l.DayFen, other.DayFen),
		YearFen:    lower(l.YearFen, other.YearFen),
	}
}

// Check finds limits that are not whole yuan (their shares would not add up), or that could never be reached, which
// are slips of whoever typed them. It fails with ErrLimits.
func (l Limits) Check() error {
	steps := []struct {
		name string
		fen  uint64
	}{{"single_fen", l.SingleFen}, {"day_fen", l.DayFen}, {"year_fen", l.YearFen}}
	lower := steps[0]
	for _, step := range steps {
		if step.fen == 0 {
			continue
		}
		if lower.fen > step.fen {
			return ErrLimits.Wrapf("%s is %s, above %s of %s", lower.name, Fen(lower.fen), step.name, Fen(step.fen))
		}
		lower = step
	}
	for _, limit := range append(steps, struct {
		name string
		fen  uint64
	}{"balance_fen", l.BalanceFen}) {
		if limit.fen%FenPerYuan != 0 {
			return ErrLimits.Wrapf("%s is %s, must be whole yuan", limit.name, Fen(limit.fen))
		}
	}
	return nil
}
