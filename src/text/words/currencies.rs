//! Currencies: code, decimal places, sign, name. Where a sign would be letters only, the code stands in its place.

use crate::text::Text;

/// A currency as the screens offer and write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code, such as `CNY`.
    pub code: &'static str,
    /// Decimal places of its minor unit: 2 for most, 0 for the yen, 3 for some dinars.
    pub digits: u32,
    /// Its sign, such as `¥`; empty where the code is written instead.
    pub sign: &'static str,
    /// Its name.
    pub name: Text,
}

/// Declares currencies with their names.
macro_rules! currencies {
    ($($code:ident $digits:literal $sign:literal: $zh:literal, $en:literal;)*) => {
        words! { $($code: $zh, $en;)* }

        /// The currencies on offer, the usual ones first.
        pub const CURRENCIES: &[Currency] =
            &[$(Currency { code: stringify!($code), digits: $digits, sign: $sign, name: $code }),*];
    };
}

currencies! {
    CNY 2 "¥": "人民币", "Chinese yuan";
    USD 2 "$": "美元", "US dollar";
    EUR 2 "€": "欧元", "Euro";
    GBP 2 "£": "英镑", "Pound sterling";
    HKD 2 "HK$": "港币", "Hong Kong dollar";
    TWD 2 "NT$": "新台币", "New Taiwan dollar";
    MOP 2 "MOP$": "澳门元", "Macanese pataca";
    JPY 0 "JP¥": "日元", "Japanese yen";
    KRW 0 "₩": "韩元", "South Korean won";
    SGD 2 "S$": "新加坡元", "Singapore dollar";
    AUD 2 "A$": "澳大利亚元", "Australian dollar";
    NZD 2 "NZ$": "新西兰元", "New Zealand dollar";
    CAD 2 "CA$": "加拿大元", "Canadian dollar";
    CHF 2 "": "瑞士法郎", "Swiss franc";
    INR 2 "₹": "印度卢比", "Indian rupee";
    THB 2 "฿": "泰铢", "Thai baht";
    VND 0 "₫": "越南盾", "Vietnamese dong";
    PHP 2 "₱": "菲律宾比索", "Philippine peso";
    MYR 2 "": "马来西亚林吉特", "Malaysian ringgit";
    IDR 2 "": "印尼卢比", "Indonesian rupiah";
    RUB 2 "₽": "俄罗斯卢布", "Russian rouble";
    TRY 2 "₺": "土耳其里拉", "Turkish lira";
    BRL 2 "R$": "巴西雷亚尔", "Brazilian real";
    MXN 2 "MX$": "墨西哥比索", "Mexican peso";
    SEK 2 "": "瑞典克朗", "Swedish krona";
    NOK 2 "": "挪威克朗", "Norwegian krone";
    DKK 2 "": "丹麦克朗", "Danish krone";
    PLN 2 "": "波兰兹罗提", "Polish zloty";
    CZK 2 "": "捷克克朗", "Czech koruna";
    HUF 2 "": "匈牙利福林", "Hungarian forint";
    AED 2 "": "阿联酋迪拉姆", "UAE dirham";
    SAR 2 "": "沙特里亚尔", "Saudi riyal";
    ILS 2 "₪": "以色列新谢克尔", "Israeli new shekel";
    ZAR 2 "": "南非兰特", "South African rand";
    KWD 3 "": "科威特第纳尔", "Kuwaiti dinar";
    BHD 3 "": "巴林第纳尔", "Bahraini dinar";
    JOD 3 "": "约旦第纳尔", "Jordanian dinar";
    OMR 3 "": "阿曼里亚尔", "Omani rial";
    TND 3 "": "突尼斯第纳尔", "Tunisian dinar";
    ISK 0 "": "冰岛克朗", "Icelandic krona";
    CLP 0 "": "智利比索", "Chilean peso";
}

/// The currency of a code; `None` if it is not on offer.
pub fn currency(code: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|currency| currency.code == code)
}
