package bench

import (
	"fmt"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/crypto/keyring"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	txtypes "github.com/cosmos/cosmos-sdk/types/tx"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Account signs transactions, one after the other: a wallet's holder or an officer.
type Account struct {
	Address sdk.AccAddress
	// Number is that of an officer's account; wallets have 0.
	Number uint64
	// Sequence is the number of the next transaction. Sign counts it up.
	Sequence uint64

	publicKey *codectypes.Any
	sign      func([]byte) ([]byte, error)
}

// NewAccount returns the account of a private key.
func NewAccount(key cryptotypes.PrivKey) (*Account, error) {
	return newAccount(key.PubKey(), key.Sign)
}

// FromKeyring returns the account of a key in a keyring, which must be able to sign without asking anybody.
func FromKeyring(keys keyring.Keyring, name string) (*Account, error) {
	record, err := keys.Key(name)
	if err != nil {
		return nil, fmt.Errorf("key %q: %w", name, err)
	}
	public, err := record.GetPubKey()
	if err != nil {
		return nil, fmt.Errorf("key %q: %w", name, err)
	}
	return newAccount(public, func(message []byte) ([]byte, error) {
		signature, _, err := keys.Sign(name, message, signing.SignMode_SIGN_MODE_DIRECT)
		return signature, err
	})
}

func newAccount(public cryptotypes.PubKey, sign func([]byte) ([]byte, error)) (*Account, error) {
	packed, err := codectypes.NewAnyWithValue(public)
	if err != nil {
		return nil, err
	}
	return &Account{Address: sdk.AccAddress(public.Address()), publicKey: packed, sign: sign}, nil
}

// String is the address as messages carry it.
func (a *Account) String() string { return consortiumtypes.FormatAddress(a.Address) }

// Sign returns the account's next transaction, with its public key as every Cosmos client writes it. The gas is what
// the transaction declares.
func (a *Account) Sign(chainID string, gas uint64, messages ...sdk.Msg) ([]byte, error) {
	body := txtypes.TxBody{Messages: make([]*codectypes.Any, len(messages))}
	for i, message := range messages {
		packed, err := codectypes.NewAnyWithValue(message)
		if err != nil {
			return nil, err
		}
		body.Messages[i] = packed
	}
	auth := txtypes.AuthInfo{
		SignerInfos: []*txtypes.SignerInfo{{
			PublicKey: a.publicKey,
			ModeInfo: &txtypes.ModeInfo{Sum: &txtypes.ModeInfo_Single_{
				Single: &txtypes.ModeInfo_Single{Mode: signing.SignMode_SIGN_MODE_DIRECT},
			}},
			Sequence: a.Sequence,
		}},
		Fee: &txtypes.Fee{GasLimit: gas},
	}
	raw := txtypes.TxRaw{}
	var err error
	if raw.BodyBytes, err = body.Marshal(); err != nil {
		return nil, err
	}
	if raw.AuthInfoBytes, err = auth.Marshal(); err != nil {
		return nil, err
	}
	document := txtypes.SignDoc{
		BodyBytes: raw.BodyBytes, AuthInfoBytes: raw.AuthInfoBytes, ChainId: chainID, AccountNumber: a.Number,
	}
	toSign, err := document.Marshal()
	if err != nil {
		return nil, err
	}
	signature, err := a.sign(toSign)
	if err != nil {
		return nil, fmt.Errorf("sign as %s: %w", a, err)
	}
	raw.Signatures = [][]byte{signature}
	a.Sequence++
	return raw.Marshal()
}
