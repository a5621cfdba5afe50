package currency

import "github.com/dcep-consortium/dcepd/commands"

func cashCommands() commands.List {
	return commands.List{
		commands.Of("RequestIssuance", "request-issuance [id] [amount]", "Ask the central bank for new digital yuan against reserve (treasurer)",
			"tx currency request-issuance ISS-1 50000000.00 --reserve-reference RTGS-20191202-0001 --from icbc-sz-treasurer", "id", "amount_fen"),
		commands.Of("ApproveIssuance", "approve-issuance [member-id] [id]", "Approve an issuance (issuer, then controller above the limit)",
			"tx currency approve-issuance icbc-sz ISS-1 --from pboc-issuer", "member_id", "id"),
		commands.Of("RejectIssuance", "reject-issuance [member-id] [id]", "Refuse an issuance (issuer or controller)",
			"tx currency reject-issuance icbc-sz ISS-1 --reason 'reserve did not arrive' --from pboc-issuer", "member_id", "id"),
		commands.Of("CancelIssuance", "cancel-issuance [id]", "Withdraw a request that is not issued (treasurer)",
			"tx currency cancel-issuance ISS-1 --from icbc-sz-treasurer", "id"),
		commands.Of("ReturnReserve", "return-reserve [reserve-reference]", "Record that the reserve of a failed issuance was sent back (issuer)",
			"tx currency return-reserve RTGS-20191202-0001 --from pboc-issuer", "reserve_reference"),

		commands.Of("RequestRedemption", "request-redemption [id] [amount]", "Turn digital yuan of the cash box back into reserve (treasurer)",
			"tx currency request-redemption RED-1 1000000.00 --from icbc-sz-treasurer", "id", "amount_fen"),
		commands.Of("AcceptRedemption", "accept-redemption [member-id] [id]", "Record that the RTGS transfer was sent (issuer)",
			"tx currency accept-redemption icbc-sz RED-1 --from pboc-issuer", "member_id", "id"),
		commands.Of("SettleRedemption", "settle-redemption [member-id] [id]", "Burn the coins of an accepted redemption (controller)",
			"tx currency settle-redemption icbc-sz RED-1 --credit-reference RTGS-20191202-0002 --from pboc-controller", "member_id", "id"),
		commands.Of("RejectRedemption", "reject-redemption [member-id] [id]", "Refuse a redemption; after acceptance only a controller may",
			"tx currency reject-redemption icbc-sz RED-1 --reason 'transfer came back' --from pboc-controller", "member_id", "id"),
		commands.Of("CancelRedemption", "cancel-redemption [id]", "Withdraw a redemption that was not accepted (treasurer)",
			"tx currency cancel-redemption RED-1 --from icbc-sz-treasurer", "id"),

		commands.Of("AllocateCash", "allocate-cash [cooperating-bank-id] [amount]", "Hand digital yuan to a cooperating bank (treasurer)",
			"tx currency allocate-cash szrcb 500000.00 --reference CASH-1 --from icbc-sz-treasurer", "cooperating_bank_id", "amount_fen"),
		commands.Of("ReturnCash", "return-cash [operator-id] [amount]", "Hand allocated digital yuan back (treasurer of the cooperating bank)",
			"tx currency return-cash icbc-sz 100000.00 --reference BACK-1 --from szrcb-treasurer", "operator_id", "amount_fen"),
	}
}

func walletCommands() commands.List {
	return commands.List{
		commands.Of("OpenWallet", "open-wallet [address]", "Open a wallet for a customer (teller)",
			"tx currency open-wallet "+exampleWallet+" --class iii --kind personal --region 440300 --carrier app --customer-ref "+
				exampleCustomer+" --from icbc-sz-teller", "address"),
		commands.Of("OpenSubWallet", "open-sub-wallet [address] [share-percent]", "Open a wallet with a share of the own limits (holder)",
			"tx currency open-sub-wallet "+exampleWallet+" 20 --carrier ic-card --from alice", "address", "share_percent"),
		commands.Of("UpdateWallet", "update-wallet [wallet]", "Replace region, carrier and merchant of a wallet (teller)",
			"tx currency update-wallet "+exampleWallet+" --region 440300 --carrier app --merchant-scenario retail --terminal-id T-7 --from icbc-sz-teller",
			"wallet"),
		commands.Of("ChangeWalletClass", "change-class [wallet] [class]", "Move a wallet and its sub-wallets to another class (teller)",
			"tx currency change-class "+exampleWallet+" ii --from icbc-sz-teller", "wallet", "class"),
		commands.Of("SetOwnerLimits", "set-owner-limits", "Limit the own wallet, or a sub-wallet (holder)",
			"tx currency set-owner-limits --limits single=50.00,day=200.00 --from alice"),
		commands.Of("SetOperatorLimits", "set-operator-limits [wallet]", "Limit a wallet (compliance)",
			"tx currency set-operator-limits "+exampleWallet+" --limits day=1000.00 --from icbc-sz-compliance", "wallet"),
		commands.Of("PlaceHold", "place-hold [wallet] [reference]", "Stop money at a wallet on the operator's own grounds (compliance)",
			"tx currency place-hold "+exampleWallet+" HOLD-1 --side debit --amount 500.00 --ground 'contract, article 9' --from icbc-sz-compliance",
			"wallet", "reference"),
		commands.Of("LiftHold", "lift-hold [wallet] [reference]", "End a hold of the own member (compliance)",
			"tx currency lift-hold "+exampleWallet+" HOLD-1 --from icbc-sz-compliance", "wallet", "reference"),
		commands.Of("CloseWallet", "close-wallet", "Close the own empty wallet, or a sub-wallet, for ever (holder)",
			"tx currency close-wallet --from alice"),
		commands.Of("TransferWallets", "transfer-wallets [operator-id]", "Take the wallets of a leaving operator over (treasurer of its receiver)",
			"tx currency transfer-wallets boc-sz --from icbc-sz-treasurer", "operator_id"),
		commands.Of("InviteCustomers", "invite-customers [phase-id]", "Let customers take part in a phase of the pilot (teller)",
			"tx currency invite-customers phase-1 --customer-refs "+exampleCustomer+" --from icbc-sz-teller", "phase_id"),
	}
}

func keyAndEstateCommands() commands.List {
	return commands.List{
		commands.Of("ProposeKeyReplacement", "propose-key [wallet] [reference]", "Ask for a new key of a wallet whose holder lost the old one (teller)",
			"tx currency propose-key "+exampleWallet+" KEY-1 --new-public-key "+exampleKey+" --proof "+exampleProof+" --from icbc-sz-teller",
			"wallet", "reference"),
		commands.Of("ConfirmKeyReplacement", "confirm-key [wallet] [reference]", "Consent to a new key; the old one may object from now on (compliance)",
			"tx currency confirm-key "+exampleWallet+" KEY-1 --from icbc-sz-compliance", "wallet", "reference"),
		commands.Of("ObjectKeyReplacement", "object-key [reference]", "Stop a replacement with the old key (holder)",
			"tx currency object-key KEY-1 --from alice", "reference"),
		commands.Of("CancelKeyReplacement", "cancel-key [wallet] [reference]", "Stop a replacement (teller or compliance)",
			"tx currency cancel-key "+exampleWallet+" KEY-1 --from icbc-sz-teller", "wallet", "reference"),
		commands.Of("CompleteKeyReplacement", "complete-key [wallet] [reference]", "Put the new key in force after the objection period (teller or compliance)",
			"tx currency complete-key "+exampleWallet+" KEY-1 --from icbc-sz-teller", "wallet", "reference"),
		commands.Of("ProposeEstate", "propose-estate [wallet] [reference] [heir]", "Ask to pay out the wallet of a dead or vanished holder (teller)",
			"tx currency propose-estate "+exampleWallet+" ESTATE-1 "+exampleWallet+" --document-hash "+exampleCustomer+" --from icbc-sz-teller",
			"wallet", "reference", "heir"),
		commands.Of("ConfirmEstate", "confirm-estate [wallet] [reference]", "Consent: pay the balance to the heir and close the wallet (compliance)",
			"tx currency confirm-estate "+exampleWallet+" ESTATE-1 --from icbc-sz-compliance", "wallet", "reference"),
		commands.Of("CancelEstate", "cancel-estate [wallet] [reference]", "Take the proposal back (teller or compliance)",
			"tx currency cancel-estate "+exampleWallet+" ESTATE-1 --from icbc-sz-teller", "wallet", "reference"),
	}
}

func exchangeCommands() commands.List {
	return commands.List{
		commands.Of("ExchangeOut", "exchange-out [wallet] [amount]", "Hand digital yuan from the cash box to a wallet (teller)",
			"tx currency exchange-out "+exampleWallet+" 1000.00 --reference OUT-1 --from icbc-sz-teller", "wallet", "amount_fen"),
		commands.Of("ExchangeIn", "exchange-in [amount]", "Send digital yuan to the own bank account (holder)",
			"tx currency exchange-in 200.00 --reference IN-1 --from alice", "amount_fen"),
		commands.Of("AcceptExchangeIn", "accept-exchange-in [wallet] [reference]", "Take in what was credited to the holder's bank account (teller)",
			"tx currency accept-exchange-in "+exampleWallet+" IN-1 --bank-reference BANK-1 --from icbc-sz-teller", "wallet", "reference"),
		commands.Of("ReturnExchangeIn", "return-exchange-in [wallet] [reference]", "Give an exchange in back to the wallet (teller)",
			"tx currency return-exchange-in "+exampleWallet+" IN-1 --reason 'account closed' --from icbc-sz-teller", "wallet", "reference"),
		commands.Of("ReclaimExchangeIn", "reclaim-exchange-in [reference]", "Take back what the operator left lying for a business day (holder)",
			"tx currency reclaim-exchange-in IN-1 --from alice", "reference"),
	}
}

func paymentCommands() commands.List {
	return commands.List{
		commands.Of("Pay", "pay [payee] [amount]", "Pay from the own wallet; with the same id and date it never pays twice (holder)",
			"tx currency pay "+exampleWallet+" 12.50 --end-to-end-id PAY-1 --instruction-date 2019-12-02 --from alice", "payee", "amount_fen"),
		commands.Of("PayBatch", "pay-batch", "Pay several payees at once, all or none (holder)",
			"tx currency pay-batch --transfers "+exampleWallet+"=12.50 --end-to-end-id RUN-1 --instruction-date 2019-12-02 --from alice"),
		commands.Of("Refund", "refund [payer] [instruction-date] [end-to-end-id] [amount]", "Give back what a payment brought, or a part of it (payee)",
			"tx currency refund "+exampleWallet+" 2019-12-02 PAY-1 12.50 --reference REFUND-1 --from shop",
			"payer", "instruction_date", "end_to_end_id", "amount_fen"),
		commands.Of("OpenDispute", "open-dispute [payee] [instruction-date] [end-to-end-id]", "Complain about a payment (payer)",
			"tx currency open-dispute "+exampleWallet+" 2019-12-02 PAY-1 --ground not-received --from alice", "payee", "instruction_date", "end_to_end_id"),
		commands.Of("WithdrawDispute", "withdraw-dispute [payee] [instruction-date] [end-to-end-id]", "Take a complaint back (payer)",
			"tx currency withdraw-dispute "+exampleWallet+" 2019-12-02 PAY-1 --from alice", "payee", "instruction_date", "end_to_end_id"),
		commands.Of("AnswerDispute", "answer-dispute [payer] [instruction-date] [end-to-end-id]", "Answer a complaint (payee)",
			"tx currency answer-dispute "+exampleWallet+" 2019-12-02 PAY-1 --answer-commitment "+exampleCustomer+" --from shop",
			"payer", "instruction_date", "end_to_end_id"),
		commands.Of("DecideDispute", "decide-dispute [payer] [payee] [instruction-date] [end-to-end-id]", "Decide a complaint; moves no money (compliance)",
			"tx currency decide-dispute "+exampleWallet+" "+exampleWallet+" 2019-12-02 PAY-1 --upheld --decision-commitment "+exampleCustomer+" --from pboc-compliance",
			"payer", "payee", "instruction_date", "end_to_end_id"),
	}
}
