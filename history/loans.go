package history

// loanDisbursed records money that a bank lent on a trade document.
func loanDisbursed(b *block, e *event) error {
	return b.move(e, Record{
		Kind: MOVEMENT_KIND_LOAN_DISBURSED, From: e.member("bank_id"), To: e.wallet("wallet"), AmountFen: e.fen("amount_fen"),
		Reference: e.text("reference"),
	})
}

// loanRepaid is under the borrower's own reference; the bank finds it by its box.
func loanRepaid(b *block, e *event) error {
	return b.move(e, Record{
		Kind: MOVEMENT_KIND_LOAN_REPAID, From: e.wallet("wallet"), To: e.member("bank_id"), AmountFen: e.fen("amount_fen"),
		Reference: e.text("reference"),
	})
}
