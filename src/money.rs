//! Prices: `free`, `10 EUR`, `12.50 GBP`.

use crate::diag::{Wrong, codes, nearest};

/// What something costs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Price {
    /// Nothing.
    Free,
    /// An amount.
    Amount {
        /// Digits with a dot before the decimals, as written: `12.50`.
        amount: String,
        /// The ISO 4217 code: `EUR`.
        currency: &'static str,
    },
}

impl Price {
    /// Reads `free` or an amount with a currency behind it.
    ///
    /// # Errors
    /// `BAD_PRICE`, with the line to write for `€10`, `10,50 EUR`, `EUR 10` and other usual forms.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("free") {
            return Ok(Self::Free);
        }
        match text.split_once(' ').and_then(|(amount, code)| Some((amount, known(code)?))) {
            Some((amount, currency)) if is_amount(amount) => Ok(Self::Amount { amount: amount.to_owned(), currency }),
            _ => Err(wrong(text)),
        }
    }

    /// Whether nothing has to be paid.
    pub fn is_free(&self) -> bool {
        match self {
            Self::Free => true,
            Self::Amount { amount, .. } => amount.bytes().all(|b| b == b'0' || b == b'.'),
        }
    }
}

impl std::fmt::Display for Price {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Free => f.write_str("free"),
            Self::Amount { amount, currency } => write!(f, "{amount} {currency}"),
        }
    }
}

/// Digits, or digits with up to three decimals behind a dot.
fn is_amount(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.len() <= 12 && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('.') {
        None => digits(text),
        Some((whole, decimals)) => digits(whole) && digits(decimals) && decimals.len() <= 3,
    }
}

fn known(code: &str) -> Option<&'static str> {
    CURRENCIES.split(' ').find(|known| *known == code)
}

fn wrong(text: &str) -> Wrong {
    if text.is_empty() {
        return Wrong::new(&codes::BAD_PRICE, "The price is empty.")
            .help("write `free`, or an amount such as `10 EUR`");
    }
    if ["gratis", "kostenlos", "gratuit", "no cost", "free of charge", "none"].contains(&text.to_lowercase().as_str())
        || text.to_lowercase().starts_with("free")
    {
        return Wrong::new(&codes::BAD_PRICE, format!("`{text}` is not how a price is written.")).help("write `free`");
    }
    let Some(amount) = amount_in(text) else {
        let wrong = Wrong::new(&codes::BAD_PRICE, format!("`{text}` has no amount."));
        return wrong.help("write `free`, or an amount with its currency such as `10 EUR`");
    };
    without_currency_or_form(text, &amount)
}

fn without_currency_or_form(text: &str, amount: &str) -> Wrong {
    let word = text.trim_matches(|c: char| c.is_ascii_digit() || ".,-' ".contains(c));
    if word.is_empty() {
        let wrong = Wrong::new(&codes::BAD_PRICE, format!("The price `{text}` has no currency."));
        return wrong.help(format!("write `{amount} EUR`, or the code of another currency"));
    }
    let wrong = Wrong::new(&codes::BAD_PRICE, format!("`{text}` cannot be read as a price."));
    match currency_meant(word) {
        Some(code) => wrong.help(format!("write `{amount} {code}`")),
        None => wrong.help(format!("write the amount and the three letters of its currency, such as `{amount} EUR`")),
    }
}

/// The amount in a text, with a dot before its decimals and nothing between thousands.
fn amount_in(text: &str) -> Option<String> {
    let part = |c: char| c.is_ascii_digit() || ".,'".contains(c);
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = text[start..].find(|c| !part(c)).map_or(text.len(), |at| start + at);
    let number = text[start..end].trim_end_matches(['.', ',', '\'']);
    let decimals = number.rfind(['.', ',']).filter(|at| number.len() - at <= 3);
    let digits = |text: &str| text.replace(['.', ',', '\''], "");
    Some(match decimals {
        Some(at) => format!("{}.{}", digits(&number[..at]), &number[at + 1..]),
        None => digits(number),
    })
}

/// The currency that a sign or a word means.
fn currency_meant(word: &str) -> Option<&'static str> {
    let lower = word.trim().to_lowercase();
    let sign = SIGNS.iter().find(|(sign, _)| *sign == lower).map(|(_, code)| *code);
    sign.or_else(|| known(&lower.to_uppercase())).or_else(|| {
        let near = nearest(&lower, CURRENCIES.split(' '));
        near.filter(|_| lower.len() == 3)
    })
}

const SIGNS: [(&str, &str); 22] = [
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("$", "USD"),
    ("us$", "USD"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("r$", "BRL"),
    ("£", "GBP"),
    ("pound", "GBP"),
    ("pounds", "GBP"),
    ("¥", "JPY"),
    ("yen", "JPY"),
    ("₹", "INR"),
    ("rs", "INR"),
    ("₦", "NGN"),
    ("₺", "TRY"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("fr", "CHF"),
];

/// ISO 4217, without funds and metals.
const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL \
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD \
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD \
    UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

#[cfg(test)]
mod tests {
    use super::*;

    fn help(text: &str) -> String {
        let wrong = Price::parse(text).unwrap_err();
        assert_eq!(wrong.code, &codes::BAD_PRICE);
        wrong.help.unwrap()
    }

    #[test]
    fn reads_prices() {
        assert_eq!(Price::parse("free"), Ok(Price::Free));
        assert_eq!(Price::parse("10 EUR").unwrap().to_string(), "10 EUR");
        assert_eq!(Price::parse("12.50 GBP").unwrap().to_string(), "12.50 GBP");
        assert!(Price::parse("0 EUR").unwrap().is_free());
        assert!(!Price::parse("0.50 EUR").unwrap().is_free());
    }

    #[test]
    fn says_what_to_write() {
        assert_eq!(Price::parse("10").unwrap_err().message, "The price `10` has no currency.");
        assert_eq!(help("10"), "write `10 EUR`, or the code of another currency");
        assert_eq!(help("€10"), "write `10 EUR`");
        assert_eq!(help("10€"), "write `10 EUR`");
        assert_eq!(help("$ 12,50"), "write `12.50 USD`");
        assert_eq!(help("EUR 1,000"), "write `1000 EUR`");
        assert_eq!(help("1.000,50 EUR"), "write `1000.50 EUR`");
        assert_eq!(help("10 eur"), "write `10 EUR`");
        assert_eq!(help("10 EURO"), "write `10 EUR`");
        assert_eq!(help("Free!"), "write `free`");
        assert!(help("cheap").starts_with("write `free`, or"));
        assert!(help("10 pizzas").contains("`10 EUR`"));
        assert!(help("").contains("free"));
        assert!(help("-5 EUR").contains("5 EUR"));
    }
}
