package history

import (
	"context"
	"fmt"

	"github.com/dcep-consortium/dcepd/ident"
)

// Scoreboard implements QueryServer. A node serves the rows that its setting names.
func (s queryServer) Scoreboard(
	_ context.Context, request *QueryScoreboardRequest,
) (response *QueryScoreboardResponse, err error) {
	defer failures.ToStatus(&err)
	store, head, err := s.begun()
	if err != nil {
		return nil, err
	}
	operator, err := s.servedOperator(request.OperatorId)
	if err != nil {
		return nil, err
	}
	rows, err := rowsOf(request)
	if err != nil {
		return nil, err
	}
	response = &QueryScoreboardResponse{FromHeight: head.FromHeight}
	response.Pagination, err = store.page(rows, request.Pagination, func(suffix, value []byte) (bool, error) {
		var row ScoreboardRow
		if err := decode(suffix, value, &row); err != nil {
			return false, err
		}
		if operator != "" && row.OperatorId != operator {
			return false, nil
		}
		response.Rows = append(response.Rows, row)
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	return response, nil
}

// servedOperator returns whose rows are wanted and served; empty is everybody's. It fails with ErrRowsNotServed.
func (s queryServer) servedOperator(wanted string) (string, error) {
	if wanted != "" {
		if _, err := ident.ParseMemberID(wanted); err != nil {
			return "", ErrArgument.Wrap(err.Error())
		}
	}
	switch served := s.recorder.config.Scoreboard; served {
	case AllRows, wanted:
		if served != "" {
			return wanted, nil
		}
		return "", ErrRowsNotServed.Wrap("scoreboard in [history] of the node's app.toml is empty")
	case "":
		return "", ErrRowsNotServed.Wrap("scoreboard in [history] of the node's app.toml is empty")
	default:
		if wanted == "" {
			return served, nil
		}
		return "", ErrRowsNotServed.Wrapf("of %s: this node serves those of %s", wanted, served)
	}
}

// rowsOf is where the rows of a request are.
func rowsOf(request *QueryScoreboardRequest) (list, error) {
	period := request.Period
	switch period {
	case PERIOD_UNSPECIFIED:
		period = PERIOD_DAY
	case PERIOD_DAY, PERIOD_MONTH:
	default:
		return list{}, ErrArgument.Wrapf("period %d", period)
	}
	from, to, err := filter{fromDay: request.FromDay, toDay: request.ToDay}.days()
	if err != nil {
		return list{}, err
	}
	rows := list{prefix: rowList(period)}
	if !from.IsZero() {
		rows.start = periodNumber(period, from)
	}
	if !to.IsZero() {
		// The key of a period has the operator behind it and so comes before the next number.
		rows.end = after(periodNumber(period, to))
	}
	return rows, nil
}

func hexadecimal(hash []byte) string { return fmt.Sprintf("%X", hash) }
