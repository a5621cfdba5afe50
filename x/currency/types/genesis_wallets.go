package types

import (
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// GenesisWallet is a wallet of a genesis state with its account as it is stored.
type GenesisWallet struct {
	Address sdk.AccAddress
	Account Account
	Profile WalletProfile
}

// ParseWallets joins each wallet with what other lists of the state say of it.
func ParseWallets(g *GenesisState) ([]GenesisWallet, error) {
	held, limited, shared := map[string]bool{}, map[string]bool{}, map[pair]bool{}
	for _, hold := range g.Holds {
		held[hold.Wallet] = held[hold.Wallet] || hold.IsOpen()
	}
	for _, limits := range g.WalletLimits {
		limited[limits.Wallet] = limits.Bounds()
	}
	for _, customer := range g.Customers {
		shared[pair{customer.OperatorId, string(customer.CustomerRef)}] = customer.Several
	}
	oldest := map[string]Day{}
	for _, payment := range g.Payments {
		date, err := ParseDay(payment.InstructionDate)
		if err != nil {
			return nil, err
		}
		if known, ok := oldest[payment.Payer]; !ok || date < known {
			oldest[payment.Payer] = date
		}
	}
	wallets := make([]GenesisWallet, len(g.Wallets))
	for i, wallet := range g.Wallets {
		address, account, err := wallet.Parse()
		if err != nil {
			return nil, err
		}
		account.OldestPayment = oldest[wallet.Address]
		account = account.mark(MarkHeld, held[wallet.Address])
		account = account.mark(MarkLimited, limited[wallet.Address])
		account = account.mark(MarkShared, shared[pair{wallet.Profile.OperatorId, string(wallet.Profile.CustomerRef)}])
		wallets[i] = GenesisWallet{Address: address, Account: account, Profile: wallet.Profile}
	}
	return wallets, nil
}
