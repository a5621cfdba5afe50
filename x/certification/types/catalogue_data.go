package types

import "slices"

// DefaultEditions are the two catalogues that the central bank and the market regulator published: the first batch of
// products in October 2019, and the second in 2022.
func DefaultEditions() []Edition {
	first := firstCategories()
	return []Edition{
		{
			Id: "2019", NameZh: "金融科技产品认证目录（第一批）", NameEn: "Catalogue of certified fintech products, first batch",
			FirstDay: "2019-10-16", Categories: first,
		},
		{
			Id: "2022", NameZh: "金融科技产品认证目录（第二批）", NameEn: "Catalogue of certified fintech products, second batch",
			FirstDay: "2022-01-30", Categories: append(slices.Clone(first), secondCategories()...),
		},
	}
}

var (
	// anywhere is surveillance of what can be bought.
	anywhere = []SurveillanceMode{
		SURVEILLANCE_MODE_FOLLOW_UP_INSPECTION, SURVEILLANCE_MODE_PRODUCTION_SAMPLING, SURVEILLANCE_MODE_MARKET_SAMPLING,
	}
	// onPremises is surveillance of what runs at its owner's.
	onPremises = []SurveillanceMode{SURVEILLANCE_MODE_FOLLOW_UP_INSPECTION}
)

func firstCategories() []Category {
	return []Category{
		{
			Code: 1, NameZh: "客户端软件", NameEn: "client software", Surveillance: anywhere,
			Standards: []string{"JR/T 0092-2019", "JR/T 0098.3-2012", "T/PCAC 0006"},
		},
		{
			Code: 2, NameZh: "安全芯片", NameEn: "security chip", Surveillance: anywhere, SiteInspection: true,
			Standards: []string{"JR/T 0098.2-2012"},
		},
		{
			Code: 3, NameZh: "安全载体", NameEn: "security carrier", Surveillance: anywhere, SiteInspection: true,
			Standards: []string{"JR/T 0089-2012", "JR/T 0098-2012"},
		},
		{
			Code: 4, NameZh: "嵌入式应用软件", NameEn: "embedded application software", Surveillance: anywhere,
			Standards: []string{"JR/T 0098.5-2012"},
		},
		{
			Code: 5, NameZh: "银行卡自动柜员机（ATM）终端", NameEn: "ATM terminal", Surveillance: anywhere, SiteInspection: true,
			Standards: []string{"JR/T 0002-2016"},
		},
		{
			Code: 6, NameZh: "支付销售点（POS）终端", NameEn: "POS terminal", Surveillance: anywhere, SiteInspection: true,
			Standards: []string{"JR/T 0001-2016"},
		},
		{
			Code: 7, NameZh: "移动终端可信执行环境（TEE）", NameEn: "trusted execution environment", Surveillance: anywhere,
			SiteInspection: true, Standards: []string{"JR/T 0156-2017"},
		},
		{
			Code: 8, NameZh: "可信应用程序（TA）", NameEn: "trusted application", Surveillance: anywhere,
			Standards: []string{"JR/T 0156-2017"},
		},
		{
			Code: 9, NameZh: "条码支付受理终端", NameEn: "barcode payment terminal", Surveillance: anywhere, SiteInspection: true,
			Standards: []string{"T/PCAC 0005"},
		},
		{
			Code: 10, NameZh: "声纹识别系统", NameEn: "voiceprint recognition system", Surveillance: onPremises,
			Standards: []string{"JR/T 0164-2018"},
		},
		{
			Code: 11, NameZh: "云计算平台", NameEn: "cloud computing platform", Surveillance: onPremises, SiteInspection: true,
			Standards: []string{"JR/T 0166-2018", "JR/T 0167-2018", "JR/T 0168-2018"},
		},
	}
}

func secondCategories() []Category {
	return []Category{
		{
			Code: 12, NameZh: "区块链技术产品", NameEn: "blockchain product", Surveillance: onPremises, SiteInspection: true,
			Standards: []string{"JR/T 0184-2020", "JR/T 0193-2020"},
		},
		{
			Code: 13, NameZh: "商业银行应用程序接口", NameEn: "commercial-bank API", Surveillance: onPremises, SiteInspection: true,
			Standards: []string{"JR/T 0185-2020"},
		},
		{
			Code: 14, NameZh: "多方安全计算金融应用", NameEn: "multi-party computation", Surveillance: onPremises, SiteInspection: true,
			Standards: []string{"JR/T 0196-2020"},
		},
	}
}
