package types

import (
	"time"

	"github.com/dcep-consortium/dcepd/offline"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	day  = 24 * time.Hour
	yuan = currencytypes.FenPerYuan

	// The ends of what parameters may say.
	maxValidity     = 10 * 366 * day
	maxReturnPeriod = 366 * day
)

// DefaultParams are careful: what an operator may guarantee without a network is small.
func DefaultParams() Params {
	return Params{
		MaxCaps:      Caps{PurseFen: 1_000 * yuan, SingleFen: 500 * yuan, Payments: 100, Hours: 30 * 24},
		MaxValidity:  3 * 366 * day,
		MaxHandovers: 5,
		ReturnPeriod: 30 * day,
	}
}

// Check fails with ErrInvalidParams, naming the parameter.
func (p Params) Check() error {
	if err := p.MaxCaps.check(); err != nil {
		return ErrInvalidParams.Wrapf("max_caps: %s", err)
	}
	if p.MaxValidity <= 0 || p.MaxValidity > maxValidity {
		return ErrInvalidParams.Wrapf("max_validity: is %s, must be more than 0 and at most %s", p.MaxValidity, maxValidity)
	}
	if p.MaxHandovers > offline.MaxHandovers {
		return ErrInvalidParams.Wrapf("max_handovers: is %d, must be at most %d", p.MaxHandovers, offline.MaxHandovers)
	}
	if p.ReturnPeriod <= 0 || p.ReturnPeriod > maxReturnPeriod {
		return ErrInvalidParams.Wrapf("return_period: is %s, must be more than 0 and at most %s", p.ReturnPeriod, maxReturnPeriod)
	}
	return nil
}

func (c Caps) check() error {
	if c.PurseFen == 0 || c.SingleFen == 0 || c.Payments == 0 || c.Hours == 0 {
		return ErrCaps.Wrap("every cap must be more than 0")
	}
	if c.SingleFen > c.PurseFen {
		return ErrCaps.Wrapf("single_fen %s is above purse_fen %s", currencytypes.Fen(c.SingleFen), currencytypes.Fen(c.PurseFen))
	}
	return nil
}

// within fails with ErrCaps, naming the first cap above the limit.
func (c Caps) within(limit Caps) error {
	for _, cap := range []struct {
		name       string
		has, limit uint64
	}{
		{"purse_fen", c.PurseFen, limit.PurseFen},
		{"single_fen", c.SingleFen, limit.SingleFen},
		{"payments", uint64(c.Payments), uint64(limit.Payments)},
		{"hours", uint64(c.Hours), uint64(limit.Hours)},
	} {
		if cap.has > cap.limit {
			return ErrCaps.Wrapf("%s: certified %d, the limit is %d", cap.name, cap.has, cap.limit)
		}
	}
	return nil
}
