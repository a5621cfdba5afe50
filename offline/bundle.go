package offline

import (
	"bytes"
	"encoding/pem"
	"fmt"
)

// The types of the PEM blocks (RFC 7468) in which vouchers and certificates travel as text.
const (
	voucherBlock     = "DCEP VOUCHER"
	certificateBlock = "DCEP DEVICE CERTIFICATE"
)

// maxBundle bounds what a payee's device reads.
const maxBundle = 64 << 10

// Bundle is what goes from device to device: a voucher, and the certificates of the devices that signed it.
type Bundle struct {
	Voucher      Voucher
	Certificates []Certificate
}

// Text writes the bundle as PEM blocks, the voucher first.
func (b Bundle) Text() []byte {
	var text bytes.Buffer
	write := func(kind string, content []byte) {
		text.Write(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}))
	}
	write(voucherBlock, b.Voucher.Bytes())
	for _, certificate := range b.Certificates {
		write(certificateBlock, certificate.Bytes())
	}
	return text.Bytes()
}

// ParseBundle reads what Text wrote, or the bare bytes of a voucher (ErrFormat).
func ParseBundle(text []byte) (Bundle, error) {
	if len(text) > maxBundle {
		return Bundle{}, fmt.Errorf("%w: has %d bytes, at most %d are read", ErrFormat, len(text), maxBundle)
	}
	if bytes.HasPrefix(text, newLayout(paymentTag)) {
		voucher, err := ParseVoucher(text)
		return Bundle{Voucher: voucher}, err
	}
	var bundle Bundle
	for i := 0; ; i++ {
		block, rest := pem.Decode(text)
		text = rest
		var err error
		switch {
		case block == nil && i == 0:
			return bundle, fmt.Errorf("%w: there is no block %q", ErrFormat, voucherBlock)
		case block == nil && len(bytes.TrimSpace(rest)) > 0:
			return bundle, fmt.Errorf("%w: something follows the last block", ErrFormat)
		case block == nil:
			return bundle, nil
		case i == 0 && block.Type == voucherBlock:
			bundle.Voucher, err = ParseVoucher(block.Bytes)
		case i > 0 && block.Type == certificateBlock:
			var certificate Certificate
			certificate, err = ParseCertificate(block.Bytes)
			bundle.Certificates = append(bundle.Certificates, certificate)
		default:
			err = fmt.Errorf("%w: block %d is %q", ErrFormat, i, block.Type)
		}
		if err != nil {
			return bundle, err
		}
	}
}

// CertificateText writes a certificate as a PEM block.
func CertificateText(c Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: certificateBlock, Bytes: c.Bytes()})
}

// ParseCertificateText reads what CertificateText wrote, or the bare bytes of a certificate (ErrFormat, ErrKey).
func ParseCertificateText(text []byte) (Certificate, error) {
	if bytes.HasPrefix(text, newLayout(certificateTag)) {
		return ParseCertificate(text)
	}
	block, rest := pem.Decode(text)
	if block == nil || block.Type != certificateBlock || len(bytes.TrimSpace(rest)) > 0 {
		return Certificate{}, fmt.Errorf("%w: must be one block %q", ErrFormat, certificateBlock)
	}
	return ParseCertificate(block.Bytes)
}

// certificate finds that of a device.
func (b Bundle) certificate(device KeyID) (Certificate, error) {
	for _, certificate := range b.Certificates {
		if certificate.Device() == device {
			return certificate, nil
		}
	}
	return Certificate{}, fmt.Errorf("%w: there is no certificate of device %s", ErrUntrusted, device)
}
