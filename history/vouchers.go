package history

// Device is what the history needs to know of an offline device.
type Device struct {
	// Wallet is the address of its owner.
	Wallet []byte
	// OperatorID is the member that stands for it.
	OperatorID string
}

// device returns the owner of a device and the member that stands for it.
func (b *block) device(id string) (owner party, operator party, err error) {
	device, err := b.ledger.Device(b.ctx, id)
	if err != nil {
		return nil, nil, err
	}
	return walletParty(device.Wallet), append(party{memberTag}, device.OperatorID...), nil
}

func deviceLoaded(b *block, e *event) error {
	return b.move(e, Record{
		Kind: MOVEMENT_KIND_DEVICE_LOADED, From: e.wallet("wallet"), AmountFen: e.fen("amount_fen"), Reference: e.text("id"),
	})
}

// deviceSynced records what the owner unloaded.
func deviceSynced(b *block, e *event) error {
	id, fen := e.text("id"), e.fen("unloaded_fen")
	if e.err != nil || fen == 0 {
		return e.err
	}
	owner, _, err := b.device(id)
	if err != nil {
		return err
	}
	return b.move(e, Record{Kind: MOVEMENT_KIND_DEVICE_UNLOADED, To: owner, AmountFen: fen, Reference: id})
}

// deviceChanged records what a purse gave back when it was defunded.
func deviceChanged(b *block, e *event) error {
	fen := e.fen("returned_fen")
	if fen == 0 {
		return e.err
	}
	return b.move(e, Record{Kind: MOVEMENT_KIND_DEVICE_UNLOADED, To: e.wallet("wallet"), AmountFen: fen, Reference: e.text("id")})
}

// voucherSettled counts an offline payment whole, for the operator of the device's owner, and records what of it arrived
// at the payee, and what the operator that stands for it lost.
func voucherSettled(b *block, e *event) error {
	device, liable, voucher, payee := e.text("device_id"), e.text("liable_device_id"), e.text("voucher_id"), e.wallet("payee")
	fen, guarantee := e.fen("amount_fen"), e.fen("guarantee_fen")
	waiting := e.fen("claim_fen") + e.fen("unclaimed_fen")
	if e.err != nil {
		return e.err
	}
	owner, _, err := b.device(device)
	if err != nil {
		return err
	}
	scenario, err := b.countPayment(owner, payee, fen, func(row *ScoreboardRow) {
		row.OfflinePayments++
		row.OfflinePaidFen += fen
	})
	if err != nil {
		return err
	}
	err = b.move(e, Record{
		Kind: MOVEMENT_KIND_VOUCHER_SETTLED, To: payee, Concerned: owner, AmountFen: fen - waiting, Reference: voucher, Scenario: scenario,
	})
	if err != nil || guarantee == 0 {
		return err
	}
	_, operator, err := b.device(liable)
	if err != nil {
		return err
	}
	return b.move(e, Record{Kind: MOVEMENT_KIND_OFFLINE_LOSS, From: operator, AmountFen: guarantee, Reference: voucher})
}

func surplusClaimed(b *block, e *event) error {
	return b.move(e, Record{Kind: MOVEMENT_KIND_SURPLUS_CLAIMED, To: e.wallet("wallet"), AmountFen: e.fen("amount_fen")})
}

// claimPaid records what the operator lost, and what of it fitted into the wallet.
func claimPaid(b *block, e *event) error {
	voucher, fen := e.text("voucher_id"), e.fen("amount_fen")
	arrived := fen - e.fen("unclaimed_fen")
	err := b.move(e, Record{Kind: MOVEMENT_KIND_OFFLINE_LOSS, From: e.member("operator_id"), AmountFen: fen, Reference: voucher})
	if err != nil {
		return err
	}
	return b.move(e, Record{Kind: MOVEMENT_KIND_CLAIM_PAID, To: e.wallet("wallet"), AmountFen: arrived, Reference: voucher})
}
