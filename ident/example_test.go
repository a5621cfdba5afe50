package ident_test

import (
	"errors"
	"fmt"

	"github.com/dcep-consortium/dcepd/ident"
)

func Example() {
	drawee, err := ident.ParseLEI("5493001KJTIIGC8Y1R12")
	fmt.Println(drawee, err)

	_, err = ident.ParseLEI("5493001KJTIIGC8Y1R13")
	var failure *ident.Error
	if errors.As(err, &failure) {
		fmt.Println(failure.Type, failure.Rule)
	}
	// Output:
	// 5493001KJTIIGC8Y1R12 <nil>
	// LEI checksum
}

func ExampleParseUSCCLegacy() {
	_, err := ident.ParseUSCC("91110000625921626P")
	fmt.Println(err)

	company, err := ident.ParseUSCCLegacy("91110000625921626P")
	fmt.Println(company, company.HasValidCheck(), err)
	// Output:
	// USCC "91110000625921626P" breaks the checksum rule
	// 91110000625921626P false <nil>
}

func ExampleRegionCode_Contains() {
	shenzhen, err := ident.ParseRegionCode("440300")
	if err != nil {
		fmt.Println(err)
		return
	}
	futian, err := ident.ParseRegionCode("440304")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(shenzhen.Contains(futian), futian.Contains(shenzhen))
	// Output: true false
}
