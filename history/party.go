package history

import (
	"github.com/dcep-consortium/dcepd/ident"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// party is who a movement is about, as it is stored: a wallet or the member of a cash box. The zero value is nobody.
type party []byte

const (
	walletTag = 'w'
	memberTag = 'm'
)

func walletParty(address []byte) party { return append(party{walletTag}, address...) }

func memberParty(id ident.MemberID) party { return append(party{memberTag}, id.String()...) }

// wallet returns the address of a wallet, or nil when it is none.
func (p party) wallet() []byte {
	if len(p) == 0 || p[0] != walletTag {
		return nil
	}
	return p[1:]
}

// String writes a wallet as its address and a member as its id.
func (p party) String() string {
	if len(p) == 0 {
		return ""
	}
	if p[0] == walletTag {
		return consortium.FormatAddress(p[1:])
	}
	return string(p[1:])
}
