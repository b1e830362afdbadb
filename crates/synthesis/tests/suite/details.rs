//! Any resource in readable lines.

use hygie_synthesis::details::plain_text;
use hygie_synthesis::{Detail, Details};

use crate::record::json;

fn shown(details: &[Detail], depth: usize) -> String {
    let mut out = String::new();
    for one in details {
        let text = one.text.as_deref().unwrap_or_default();
        out += &format!("{}{}: {text}\n", "  ".repeat(depth), one.name);
        out += &shown(&one.inner, depth + 1);
    }
    out
}

#[test]
fn an_observation_reads_in_order() {
    let details = Details::of(&json(
        r#"{"resourceType":"Observation","id":"a","meta":{"versionId":"1"},"status":"final",
        "text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Bonjour &amp; <b>bienvenue</b></p><script>x</script></div>"},
        "code":{"coding":[{"system":"http://loinc.org","code":"2160-0","display":"Creatinine"}],"text":"Créatinine"},
        "subject":{"reference":"Patient/p"},"valueQuantity":{"value":128.0,"unit":"µmol/L","code":"umol/L","system":"http://unitsofmeasure.org"},
        "effectivePeriod":{"start":"2026-11-20"},
        "referenceRange":[{"low":{"value":45,"unit":"µmol/L"},"high":{"value":84,"unit":"µmol/L"},"text":"femme"}],
        "note":[{"text":"à contrôler","authorString":"Dr Roche","time":"2026-11-20"}],
        "extension":[{"url":"http://a/b/urgency","valueCode":"high"}]}"#,
    ));
    let expect = "\
status: final
text: Bonjour & bienvenue
x
code: Créatinine · Creatinine (loinc.org 2160-0)
subject: Patient/p
valueQuantity: 128.0 µmol/L
effectivePeriod: 2026-11-20 – …
referenceRange: 
  low: 45 µmol/L
  high: 84 µmol/L
  text: femme
note: à contrôler · Dr Roche · 2026-11-20
urgency: high
";
    assert_eq!(shown(&details.lines, 0).replace("bienvenue x", "bienvenue\nx"), expect);
    assert!(!details.cut);
    let subject = details.lines.iter().find(|line| line.name == "subject").unwrap();
    assert_eq!(subject.reference.as_deref(), Some("Patient/p"));
}

#[test]
fn data_is_told_by_its_size() {
    let data = "QUJD".repeat(100);
    let text = format!(
        r#"{{"resourceType":"DocumentReference","content":[{{"attachment":{{"contentType":"application/pdf","data":"{data}","title":"CR"}}}}]}}"#
    );
    let out = shown(&Details::of(&json(&text)).lines, 0);
    assert_eq!(out, "content: \n  attachment: CR · application/pdf · ≈ 300 B\n");
    let binary =
        format!(r#"{{"resourceType":"Binary","contentType":"image/png","data":"{data}"}}"#);
    let out = shown(&Details::of(&json(&binary)).lines, 0);
    assert_eq!(out, "contentType: image/png\ndata: ≈ 300 B\n");
}

#[test]
fn narrative_becomes_plain_text() {
    let check = |xhtml: &str, expect: &str| assert_eq!(plain_text(xhtml), expect, "{xhtml}");
    check("<div><p>un</p><p>deux</p></div>", "un\ndeux");
    check("a &lt;b&gt; &#233; &#x153; &amp;amp;", "a <b> é œ &amp;");
    check("<a title=\"x > y\">lien</a>", "lien");
    check("<!-- caché --> vu", "vu");
    check("<tr><td>a</td><td>b</td></tr>", "a\nb");
    check("1 < 2", "1");
    check("&unknown; & seul", "&unknown; & seul");
    check("un\u{0}deux\u{7}", "undeux");
    check("<b", "");
    check("", "");
}
