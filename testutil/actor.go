package testutil

import (
	"fmt"
	"strings"

	"github.com/cometbft/cometbft/crypto/ed25519"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/ident"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// ChainID is the chain that all fixtures run.
const ChainID = "dcep-test"

// Tests name actors before any application sets the prefix, and the SDK remembers how an address was written first.
func init() { app.SetBech32Prefix() }

// Actor is somebody with a key: an officer or a wallet holder.
type Actor struct {
	Name    string
	Address sdk.AccAddress
	Key     *secp256k1.PrivKey
}

// String returns the actor's address as messages carry it.
func (a Actor) String() string { return a.Address.String() }

// NewActor returns the actor of a name; the same name has the same key in every test.
func NewActor(name string) Actor {
	key := secp256k1.GenPrivKeyFromSecret([]byte("dcepd test actor " + name))
	return Actor{Name: name, Address: sdk.AccAddress(key.PubKey().Address()), Key: key}
}

// Officer returns the officer of the sample consortium who holds a role, for
// example Officer("icbc-sz", "teller"). Every member has "admin", "admin2" and
// one officer for each other role that members of its kind have a use for.
func Officer(memberID, role string) Actor { return NewActor(memberID + "/" + role) }

// ConsensusKey returns the consensus key of a validator id.
func ConsensusKey(validatorID string) ed25519.PrivKey {
	return ed25519.GenPrivKeyFromSecret([]byte("dcepd test validator " + validatorID))
}

// NodeID returns the id of a node by name.
func NodeID(name string) string {
	return strings.ToLower(ConsensusKey("node " + name).PubKey().Address().String())
}

// KeyProof returns the proof of possession for a registration or rotation.
func KeyProof(key ed25519.PrivKey, validatorID string) []byte {
	proof, err := key.Sign(consortium.KeyProofBytes(ChainID, validatorID, ed25519.KeyType, key.PubKey().Bytes()))
	if err != nil {
		panic(err)
	}
	return proof
}

// OpenSubWallet is a holder's message that opens a sub-wallet, with the proof of its key.
func OpenSubWallet(holder, sub Actor, percent uint32, carrier currency.Carrier) *currency.MsgOpenSubWallet {
	key := sub.Key.PubKey().Bytes()
	proof, err := sub.Key.Sign(currency.SubWalletProofBytes(ChainID, holder.Address, key))
	if err != nil {
		panic(err)
	}
	return &currency.MsgOpenSubWallet{
		Holder: holder.String(), Address: sub.String(), SharePercent: percent, Carrier: carrier, PublicKey: key, Proof: proof,
	}
}

// USCC returns a valid unified social credit code for a number.
func USCC(number int) string {
	body := fmt.Sprintf("91440300%09d", number)
	for _, check := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if code, err := ident.ParseUSCC(body + string(check)); err == nil {
			return code.String()
		}
	}
	panic("no check character for " + body)
}
