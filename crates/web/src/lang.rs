//! The two languages of the pages: French first, English complete.

/// A language of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English, as written in the United Kingdom.
    En,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: &[Self] = &[Self::Fr, Self::En];

    /// BCP 47 tag, also the value kept in the cookie.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language of that tag, its region ignored.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        Self::ALL.iter().copied().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }

    /// The best language for an `Accept-Language` header (RFC 9110, 12.5.4):
    /// the highest weight wins, the first named among equals; French when none
    /// of ours is accepted.
    pub fn accepted(header: &str) -> Self {
        let mut best: Option<(u16, Self)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let Some(lang) = parts.next().and_then(Self::from_tag) else { continue };
            let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1000, thousandths);
            if weight > best.map_or(0, |(most, _)| most) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang).unwrap_or_default()
    }
}

/// A weight of 0 to 1 with at most three decimals, in thousandths; 0 when malformed.
fn thousandths(weight: &str) -> u16 {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    if decimals.len() > 3 || !matches!(whole, "0" | "1") {
        return 0;
    }
    format!("{whole}{decimals:0<3}").parse().unwrap_or(0).min(1000)
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_heaviest_known_language_wins() {
        let check = |header: &str, expect| assert_eq!(Lang::accepted(header), expect, "{header}");
        check("", Lang::Fr);
        check("en", Lang::En);
        check("en-GB,en;q=0.9,fr;q=0.8", Lang::En);
        check("fr;q=0.8, en;q=0.9", Lang::En);
        check("fr-CA, en", Lang::Fr);
        check("de, it;q=0.5", Lang::Fr);
        check("en;q=0, fr;q=0", Lang::Fr);
        check("en;q=0.001", Lang::En);
        check("en;q=banana, fr;q=0.1", Lang::Fr);
        check("EN-us", Lang::En);
        check(&",;".repeat(10_000), Lang::Fr);
    }
}
