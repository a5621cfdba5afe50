// Package bulk carries out files of orders, one transaction each: payments, wallets to open. Every order has a name under
// which the chain lets it take effect once, so sending it again is always safe; what remains is to find out, after any
// interruption, which orders took effect, and never to call one failed that may still take effect.
//
// A journal next to the file remembers what was decided when the file was first taken, and every transaction before it is
// sent. It may lag behind, because the chain is asked first; it must not be lost together with a default that changes by
// the day, such as an instruction date.
package bulk
