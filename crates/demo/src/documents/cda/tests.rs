use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{cda_level_1, cda_level_3};
use crate::documents::samples;

/// What stands directly in the document, in the order of POCD_HD000040.
const LEVEL_1: &str = "realmCode typeId templateId templateId templateId id code title \
    effectiveTime confidentialityCode languageCode setId versionNumber recordTarget author \
    custodian informationRecipient legalAuthenticator documentationOf componentOf component";
const LEVEL_3: &str = "realmCode typeId templateId templateId templateId templateId id code title \
    effectiveTime confidentialityCode languageCode setId versionNumber recordTarget author \
    custodian informationRecipient legalAuthenticator participant documentationOf \
    documentationOf documentationOf componentOf component";
const HOSTILE: &str = "<&\">' ]]>\u{0}";

/// Elements at this depth, by name; the document is read to its end.
fn names(xml: &str, wanted: usize) -> Vec<String> {
    let (mut reader, mut depth, mut names) = (Reader::from_str(xml), 0_usize, Vec::new());
    loop {
        let event = reader.read_event().unwrap();
        if let Event::Start(start) | Event::Empty(start) = &event
            && depth == wanted
        {
            names.push(String::from_utf8(start.name().as_ref().to_vec()).unwrap());
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    names
}

#[test]
fn the_header_stands_in_the_order_of_the_schema() {
    let letter = cda_level_1(&samples::letter(), b"%PDF");
    assert_eq!(names(&letter, 1), LEVEL_1.split_whitespace().collect::<Vec<_>>());
    let report = cda_level_3(&samples::report());
    assert_eq!(names(&report, 1), LEVEL_3.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn the_header_says_who_by_national_numbers() {
    let xml = cda_level_1(&samples::letter(), b"%PDF");
    for part in [
        r#"<realmCode code="FR"/>"#,
        r#"extension="POCD_HD000040""#,
        r#"<templateId root="2.16.840.1.113883.2.8.2.1"/>"#,
        r#"<id root="1.2.250.1.213.1.4.10" extension="250032923200136"/>"#,
        r#"<family qualifier="BR">Kervella</family>"#,
        r#"<family qualifier="CL">Le Goff</family>"#,
        "<county>29232</county>",
        r#"<id root="1.2.250.1.71.4.2.1" extension="889900000017"/>"#,
        r#"<id root="1.2.250.1.71.4.2.2" extension="1990000016"/>"#,
        r#"<effectiveTime value="20261120150500+0100"/>"#,
        r#"<standardIndustryClassCode code="ETABLISSEMENT""#,
    ] {
        assert!(xml.contains(part), "{part}");
    }
}

#[test]
fn the_pdf_comes_back_out() {
    let xml = cda_level_1(&samples::letter(), b"%PDF-1.4 ...");
    let (_, rest) = xml.split_once(r#"representation="B64">"#).unwrap();
    let (text, _) = rest.split_once('<').unwrap();
    assert_eq!(STANDARD.decode(text).unwrap(), b"%PDF-1.4 ...");
}

#[test]
fn results_are_quantities_with_their_range() {
    let xml = cda_level_3(&samples::report());
    for part in [
        r#"<code code="2823-3""#,
        r#"<value value="5.3" unit="mmol/L" xsi:type="PQ"/>"#,
        r#"<low value="3.5" unit="mmol/L"/>"#,
        r#"<high value="5.0" unit="mmol/L"/>"#,
        r#"<interpretationCode code="H""#,
        r##"<reference value="#resultat-1-2"/>"##,
        r#"<content ID="resultat-1-2">Potassium</content>"#,
        "<td>5,3 mmol/L</td>",
        r#"<value xsi:type="ST">Culture stérile</value>"#,
    ] {
        assert!(xml.contains(part), "{part}");
    }
}

#[test]
fn hostile_names_stay_names() {
    let mut report = samples::report();
    report.head.patient.birth_name = HOSTILE.into();
    report.head.author.organisation.name = HOSTILE.into();
    report.head.id = HOSTILE.into();
    report.comment = Some(HOSTILE.into());
    let xml = cda_level_3(&report);
    assert_eq!(names(&xml, 1), LEVEL_3.split_whitespace().collect::<Vec<_>>());
    assert!(xml.contains("&lt;&amp;"));
    assert!(!xml.contains('\u{0}'));
}

#[test]
fn a_title_is_cut_at_its_limit() {
    let mut letter = samples::letter();
    let titled = |letter: &_, count: usize| {
        cda_level_1(letter, b"").contains(&format!("<title>{}</title>", "é".repeat(count)))
    };
    letter.head.title = "é".repeat(128);
    assert!(titled(&letter, 128));
    letter.head.title = "é".repeat(129);
    assert!(titled(&letter, 128));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(cda_level_3(&samples::report()), cda_level_3(&samples::report()));
}
