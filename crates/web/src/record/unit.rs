//! Units as people write them, from UCUM codes (<https://ucum.org/ucum>) and
//! from what sources write.

use crate::Lang;

/// Codes that no rule turns into what people write.
const WHOLE: &[(&str, &str, &str)] = &[
    ("Cel", "°C", "°C"),
    ("[degF]", "°F", "°F"),
    ("/min", "/min", "/min"),
    ("{score}", "", ""),
    ("{#}", "", ""),
    ("{INR}", "", ""),
    ("{nominal}", "", ""),
    ("{SG}", "", ""),
    ("{logmar}", "logMAR", "logMAR"),
    ("{T-score}", "", ""),
    ("{presence}", "", ""),
    ("[pH]", "", ""),
    ("pH", "", ""),
    ("1", "", ""),
    ("kg/m2", "kg/m²", "kg/m²"),
    ("mL/min/{1.73_m2}", "mL/min/1,73 m²", "mL/min/1.73 m²"),
    ("d", "j", "d"),
    ("a", "ans", "yr"),
    ("mo", "mois", "mo"),
    ("wk", "sem.", "wk"),
];

/// A unit for people; empty for what is a bare number.
pub(crate) fn unit(lang: Lang, unit: &str) -> String {
    let found = WHOLE.iter().find(|(code, ..)| *code == unit);
    if let Some((_, fr, en)) = found {
        return (*if lang == Lang::Fr { fr } else { en }).to_owned();
    }
    let mut text =
        unit.replace("mm[Hg]", "mmHg").replace("[IU]", if lang == Lang::Fr { "UI" } else { "IU" });
    for (power, written) in [("10*3", "10³"), ("10*6", "10⁶"), ("10*9", "10⁹"), ("10*12", "10¹²")]
    {
        text = text.replace(power, written);
    }
    // UCUM's ASCII micro, only where it begins a metric unit.
    for micro in ["umol", "ug", "uL", "um", "uU"] {
        if text.starts_with(micro) {
            text.replace_range(..1, "µ");
        }
        text = text
            .replace(&format!("/{micro}"), &format!("/µ{}", micro.get(1..).unwrap_or_default()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::unit;
    use crate::Lang;

    #[test]
    fn units_read_as_people_write_them() {
        let check = |code: &str, fr: &str, en: &str| {
            assert_eq!((unit(Lang::Fr, code).as_str(), unit(Lang::En, code).as_str()), (fr, en));
        };
        check("mm[Hg]", "mmHg", "mmHg");
        check("10*3/uL", "10³/µL", "10³/µL");
        check("umol/L", "µmol/L", "µmol/L");
        check("ug/L", "µg/L", "µg/L");
        check("m[IU]/L", "mUI/L", "mIU/L");
        check("mL/min/{1.73_m2}", "mL/min/1,73 m²", "mL/min/1.73 m²");
        check("{score}", "", "");
        check("kg", "kg", "kg");
        check("gouttes", "gouttes", "gouttes");
        check("", "", "");
        check("<b>", "<b>", "<b>");
    }
}
