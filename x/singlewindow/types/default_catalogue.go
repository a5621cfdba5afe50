package types

// DefaultCatalogue is the single window that a new chain begins with: 22 departments of a port city, the papers they ask for,
// and 10 functions. It is data: members replace it by resolution, and no code refers to any of its ids.
func DefaultCatalogue() Catalogue {
	return Catalogue{Departments: defaultDepartments(), DocumentKinds: defaultDocumentKinds(), Functions: defaultFunctions()}
}

func defaultDepartments() []Department {
	return []Department{
		{Id: "customs", Name: "Customs"},
		{Id: "inspection", Name: "Inspection and Quarantine"},
		{Id: "maritime", Name: "Maritime Safety Administration"},
		{Id: "border-control", Name: "Immigration Inspection"},
		{Id: "port-office", Name: "Port Services Office"},
		{Id: "port-authority", Name: "Port Authority"},
		{Id: "commerce", Name: "Commission of Commerce"},
		{Id: "foreign-exchange", Name: "Administration of Foreign Exchange"},
		{Id: "central-bank", Name: "Central Bank"},
		{Id: "tax", Name: "Tax Service"},
		{Id: "finance", Name: "Finance Bureau"},
		{Id: "market-regulation", Name: "Administration for Market Regulation"},
		{Id: "transport", Name: "Transport Commission"},
		{Id: "civil-aviation", Name: "Civil Aviation Administration"},
		{Id: "railway", Name: "Railway Administration"},
		{Id: "industry", Name: "Commission of Economy and Informatization"},
		{Id: "agriculture", Name: "Agriculture and Rural Affairs"},
		{Id: "forestry", Name: "Forestry Administration"},
		{Id: "environment", Name: "Ecology and Environment Bureau"},
		{Id: "medical-products", Name: "Medical Products Administration"},
		{Id: "trade-promotion", Name: "Council for the Promotion of International Trade"},
		{Id: "public-security", Name: "Public Security Bureau"},
	}
}

// The purposes as which documents are financed.
const (
	purposeExport     = "export-receivable"
	purposeImport     = "import-payment"
	purposeOrder      = "order"
	purposeWarehouse  = "warehouse-receipt"
	purposeReceivable = "receivable-discount"
)

func defaultDocumentKinds() []DocumentKind {
	return []DocumentKind{
		{Id: "customs-declaration", Name: "Customs declaration", Attested: true, Purposes: []string{purposeExport, purposeImport}},
		{Id: "invoice", Name: "Commercial invoice", Purposes: []string{purposeReceivable}},
		{Id: "purchase-order", Name: "Purchase order", Purposes: []string{purposeOrder}},
		{Id: "warehouse-receipt", Name: "Warehouse receipt", Purposes: []string{purposeWarehouse}},
		{Id: "bill-of-lading", Name: "Bill of lading"},
		{Id: "insurance-policy", Name: "Cargo insurance policy"},
		{Id: "manifest", Name: "Cargo manifest"},
		{Id: "licence", Name: "Import or export licence"},
		{Id: "certificate-of-origin", Name: "Certificate of origin"},
		{Id: "quarantine-certificate", Name: "Quarantine certificate"},
		{Id: "tax-refund-claim", Name: "Export tax refund claim"},
		{Id: "exchange-settlement", Name: "Foreign-exchange settlement form"},
		{Id: "qualification", Name: "Enterprise qualification"},
		{Id: "payment-order", Name: "Payment order for duties and fees"},
	}
}

func defaultFunctions() []Function {
	return []Function{
		{Id: "goods-declaration", Name: "Goods declaration", DocumentKinds: []string{"customs-declaration"}, Route: []string{"inspection", "customs"}},
		{Id: "manifest", Name: "Manifest", DocumentKinds: []string{"manifest", "bill-of-lading"}, Route: []string{"port-authority", "maritime", "customs"}},
		{Id: "licence", Name: "Licence", DocumentKinds: []string{"licence"}, Route: []string{"commerce", "customs"}},
		{Id: "origin", Name: "Certificate of origin", DocumentKinds: []string{"certificate-of-origin"}, Route: []string{"trade-promotion", "customs"}},
		{Id: "quarantine", Name: "Quarantine", DocumentKinds: []string{"quarantine-certificate"}, Route: []string{"agriculture", "inspection"}},
		{Id: "tax", Name: "Tax", DocumentKinds: []string{"tax-refund-claim", "customs-declaration"}, Route: []string{"tax"}},
		{
			Id: "exchange-settlement", Name: "Foreign-exchange settlement",
			DocumentKinds: []string{"exchange-settlement", "customs-declaration"}, Route: []string{"foreign-exchange"},
		},
		{Id: "shipping", Name: "Shipping", DocumentKinds: []string{"bill-of-lading", "manifest"}, Route: []string{"maritime", "border-control"}},
		{Id: "qualification", Name: "Enterprise qualification", DocumentKinds: []string{"qualification"}, Route: []string{"market-regulation", "commerce"}},
		{Id: "payment", Name: "Payment", DocumentKinds: []string{"payment-order"}, Route: []string{"central-bank", "tax", "customs"}},
	}
}
