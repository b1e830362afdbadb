//! Contrast of the palette, by WCAG 2.2 (1.4.3, 1.4.11), in both themes.

use std::collections::BTreeMap;

const CSS: &str = include_str!("../../assets/hygie.css");

/// Text on its ground: at least 4.5 to 1.
const TEXTS: &[(&str, &[&str])] = &[
    ("ink", &["paper", "card", "sunk", "teal-ground", "rust-ground", "amber-ground", "band"]),
    ("soft", &["paper", "card", "sunk"]),
    ("teal", &["paper", "card", "sunk", "teal-ground"]),
    ("rust", &["paper", "card", "rust-ground"]),
    ("amber", &["paper", "card", "amber-ground"]),
    ("blue", &["paper", "card", "sunk", "amber-ground", "teal-ground"]),
    ("top-ink", &["top"]),
    ("on-action", &["action", "action-over"]),
];
/// Edges of controls, lines of charts and the focus: at least 3 to 1.
const SHAPES: &[(&str, &[&str])] = &[
    ("edge", &["paper", "card"]),
    ("pen", &["card", "band"]),
    ("teal", &["band"]),
    ("rust", &["band"]),
    ("focus", &["paper", "card"]),
];

/// The colours of the rule that begins with this text.
fn tokens(rule: &str) -> BTreeMap<&'static str, &'static str> {
    let (_, rest) = CSS.split_once(rule).unwrap();
    let (body, _) = rest.split_once('}').unwrap();
    let lines = body.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
    lines.map(|(name, value)| (name, value.trim_end_matches(';'))).collect()
}

fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').unwrap();
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn both_themes_can_be_read() {
    for rule in [":root {", ":root[data-theme=\"dark\"] {"] {
        let tokens = tokens(rule);
        for (pairs, least) in [(TEXTS, 4.5), (SHAPES, 3.0)] {
            for (front, grounds) in pairs {
                for ground in *grounds {
                    let found = contrast(tokens[front], tokens[ground]);
                    assert!(found >= least, "{rule} {front} on {ground}: {found:.2}");
                }
            }
        }
    }
}

#[test]
fn dark_is_the_same_whoever_asks_for_it() {
    let asked = tokens(":root[data-theme=\"dark\"] {");
    let preferred = tokens(":root:not([data-theme=\"light\"]) {");
    assert!(asked.len() > 20);
    assert_eq!(asked, preferred);
}

#[test]
fn the_measure_is_the_standards() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
}
