//! Currencies: code, decimal places, sign, name. Where a sign would be letters only, the code stands in its place.

use crate::text::Text;

/// A currency as the screens offer and write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code, such as `CNY`.
    pub code: &'static str,
    /// Its sign, such as `¥`; empty where the code is written instead.
    pub sign: &'static str,
    /// Its name.
    pub name: Text,
}

/// Declares currencies with their names.
macro_rules! currencies {
    ($($code:ident $sign:literal: $zh:literal, $en:literal;)*) => {
        words! { $($code: $zh, $en;)* }

        /// The currencies on offer, the usual ones first.
        pub const CURRENCIES: &[Currency] =
            &[$(Currency { code: stringify!($code), sign: $sign, name: $code }),*];
    };
}

currencies! {
    CNY "¥": "人民币", "Chinese yuan";
    USD "$": "美元", "US dollar";
    EUR "€": "欧元", "Euro";
    GBP "£": "英镑", "Pound sterling";
    HKD "HK$": "港币", "Hong Kong dollar";
    TWD "NT$": "新台币", "New Taiwan dollar";
    MOP "MOP$": "澳门元", "Macanese pataca";
    JPY "JP¥": "日元", "Japanese yen";
    KRW "₩": "韩元", "South Korean won";
    SGD "S$": "新加坡元", "Singapore dollar";
    AUD "A$": "澳大利亚元", "Australian dollar";
    NZD "NZ$": "新西兰元", "New Zealand dollar";
    CAD "CA$": "加拿大元", "Canadian dollar";
    CHF "": "瑞士法郎", "Swiss franc";
    INR "₹": "印度卢比", "Indian rupee";
    THB "฿": "泰铢", "Thai baht";
    VND "₫": "越南盾", "Vietnamese dong";
    PHP "₱": "菲律宾比索", "Philippine peso";
    MYR "": "马来西亚林吉特", "Malaysian ringgit";
    IDR "": "印尼卢比", "Indonesian rupiah";
    RUB "₽": "俄罗斯卢布", "Russian rouble";
    TRY "₺": "土耳其里拉", "Turkish lira";
    BRL "R$": "巴西雷亚尔", "Brazilian real";
    MXN "MX$": "墨西哥比索", "Mexican peso";
    SEK "": "瑞典克朗", "Swedish krona";
    NOK "": "挪威克朗", "Norwegian krone";
    DKK "": "丹麦克朗", "Danish krone";
    PLN "": "波兰兹罗提", "Polish zloty";
    CZK "": "捷克克朗", "Czech koruna";
    HUF "": "匈牙利福林", "Hungarian forint";
    AED "": "阿联酋迪拉姆", "UAE dirham";
    SAR "": "沙特里亚尔", "Saudi riyal";
    ILS "₪": "以色列新谢克尔", "Israeli new shekel";
    ZAR "": "南非兰特", "South African rand";
    KWD "": "科威特第纳尔", "Kuwaiti dinar";
    BHD "": "巴林第纳尔", "Bahraini dinar";
    JOD "": "约旦第纳尔", "Jordanian dinar";
    OMR "": "阿曼里亚尔", "Omani rial";
    TND "": "突尼斯第纳尔", "Tunisian dinar";
    ISK "": "冰岛克朗", "Icelandic krona";
    CLP "": "智利比索", "Chilean peso";
}

/// The currency of a code; `None` if it is not on offer.
pub fn currency(code: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|currency| currency.code == code)
}
