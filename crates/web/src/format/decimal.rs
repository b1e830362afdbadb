//! Decimal numbers, digit for digit.

use crate::lang::Lang;

/// A decimal as FHIR or Rust writes it (`-1284.50`), as people write it: its
/// digits are kept and grouped by three. What is no plain decimal comes back
/// as it is.
pub fn decimal(lang: Lang, number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", number),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !fraction.is_none_or(all_digits) {
        return number.to_owned();
    }
    let (group, point) = match lang {
        Lang::Fr => ('\u{202f}', ','),
        Lang::En => (',', '.'),
    };
    let mut text = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::decimal;
    use crate::lang::Lang;

    #[test]
    fn digits_are_kept_and_grouped() {
        let check = |number: &str, fr: &str, en: &str| {
            assert_eq!(decimal(Lang::Fr, number), fr);
            assert_eq!(decimal(Lang::En, number), en);
        };
        check("0", "0", "0");
        check("128", "128", "128");
        check("1284", "1\u{202f}284", "1,284");
        check("100000.50", "100\u{202f}000,50", "100,000.50");
        check("-3.1", "\u{2212}3,1", "\u{2212}3.1");
        check("0.010", "0,010", "0.010");
        check("1e3", "1e3", "1e3");
        check("", "", "");
        check("1.", "1.", "1.");
        check("-", "-", "-");
    }
}
