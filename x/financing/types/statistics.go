package types

// Add books what a pledge did, by comparing it with what it was. amount is what was repaid, if anything.
func (s Statistics) Add(before, after Pledge, repaid Fen) Statistics {
	if before.Status != after.Status {
		switch after.Status {
		case PLEDGE_STATUS_REGISTERED:
			s.Registered++
			s.RegisteredMinor += after.Terms.Amount.Minor
		case PLEDGE_STATUS_DISBURSED:
			s.Disbursed++
			s.DisbursedFen += after.LoanFen
		case PLEDGE_STATUS_LAPSED:
			s.Lapsed++
		case PLEDGE_STATUS_OVERDUE:
			s.Overdue++
		case PLEDGE_STATUS_WRITTEN_OFF:
			s.WrittenOffFen += after.OutstandingFen
		default:
		}
	}
	s.RepaidFen += uint64(repaid)
	return s
}
