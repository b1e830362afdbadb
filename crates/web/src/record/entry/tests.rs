use axum::http::StatusCode;
use hygie_gate::Role;
use hygie_testkit::{batch, delete, letter};

use crate::Lang;
use crate::page::promises::keep;
use crate::record::limits::{SERIES_ROWS, VERSION_ROWS};
use crate::record::tests::{creatinine, house, plain};
use crate::testing::House;

async fn text_of(house: &House, path: &str) -> String {
    let mut browser = house.logged_in(Role::Physician).await;
    let mut texts = Vec::new();
    for (lang, tag) in [(Lang::En, "en"), (Lang::Fr, "fr")] {
        browser.language = tag;
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        texts.push(plain(&keep(lang, &answer.html)));
    }
    texts.pop().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_result_says_its_value_its_range_and_where_it_stood() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let path = format!("/records/{record}/entries/Observation/creatinine-2026-11-18");
    let text = text_of(&house, &path).await;
    for part in [
        "Créatinine",
        "128 µmol/L",
        "élevé",
        "45 à 84",
        "18 nov. 2026",
        "Cabinet des Lilas",
        "2 valeurs sur 2",
        "98 µmol/L",
        "LOINC 14682-9",
        "import par l’exploitant",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let html = house.logged_in(Role::Physician).await.get(&path).await.html;
    assert!(html.contains("<polyline class=\"chart-line\""));
    assert!(html.contains("entries/Observation/creatinine-2026-05-14\" rel=\"next\""));
    assert!(html.contains("&#34;resourceType&#34;: &#34;Observation&#34;"));
}

#[tokio::test]
async fn each_version_has_its_page_and_an_old_one_says_so() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    house.write(&[&creatinine("2026-11-18", 131)], "jeanne").await;
    let path = format!("/records/{record}/entries/Observation/creatinine-2026-11-18");
    let now = text_of(&house, &path).await;
    assert!(now.contains("131 µmol/L") && now.contains("Version 2") && now.contains("Version 1"));
    let old = text_of(&house, &format!("{path}/versions/1")).await;
    assert!(old.contains("Ancienne version : la version 2 l’a remplacée."), "{old}");
    assert!(old.contains("128 µmol/L"));
}

#[tokio::test]
async fn what_is_no_fact_is_marked() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let at = |id: &str| format!("/records/{record}/entries/Condition/{id}");
    let text = text_of(&house, &at("error")).await;
    assert!(text.contains("Saisie par erreur : ne pas en tenir compte."), "{text}");
    let text = text_of(&house, &at("refuted")).await;
    assert!(text.contains("Ceci n’est pas un fait") && text.contains("écarté"), "{text}");
    let permit = house.app.gate.command_line("test");
    let gone = batch("lilas", vec![delete("Condition", "asthma")]);
    house.app.records.write(&permit, gone).await.unwrap();
    let text = text_of(&house, &at("asthma")).await;
    assert!(text.contains("Entrée supprimée") && !text.contains("Asthme"), "{text}");
    let text = text_of(&house, &format!("{}/versions/1", at("asthma"))).await;
    assert!(text.contains("Asthme") && text.contains("a été supprimée depuis"), "{text}");
}

#[tokio::test]
async fn entries_that_are_no_facts_for_people_are_readable() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let text = text_of(&house, &format!("/records/{record}/entries/Patient/jeanne")).await;
    assert!(
        text.contains("L’identité") && text.contains("Date de naissance 12 mars 1942"),
        "{text}"
    );
}

#[tokio::test]
async fn notes_are_read_as_they_were_written_and_other_content_is_offered() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let note = r#"{"resourceType":"DocumentReference","id":"note","status":"current","type":{"coding":[{"system":"http://loinc.org","code":"34117-2"}]},"subject":{"reference":"Patient/jeanne"},"content":[{"attachment":{"contentType":"text/plain","data":"w4l0w6kKPGI+"}}]}"#;
    let letter = letter("letter", "jeanne", "JVBERi0xLjQ=");
    house.write(&[note, &letter], "jeanne").await;
    let text = text_of(&house, &format!("/records/{record}/entries/DocumentReference/note")).await;
    assert!(text.contains("Été &#60;b&#62;") && text.contains("Antécédents et examen clinique"));
    let text =
        text_of(&house, &format!("/records/{record}/entries/DocumentReference/letter")).await;
    assert!(text.contains("Ouvrir le document (PDF)"), "{text}");
}

#[tokio::test]
async fn a_blood_pressure_is_two_lines_of_one_plot() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let pressure = |id: &str, day: &str, high: u32| {
        format!(
            r#"{{"resourceType":"Observation","id":"{id}","status":"final","category":[{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}}]}}],"code":{{"coding":[{{"system":"http://loinc.org","code":"85354-9"}}]}},"subject":{{"reference":"Patient/jeanne"}},"effectiveDateTime":"{day}","component":[{{"code":{{"coding":[{{"system":"http://loinc.org","code":"8480-6"}}]}},"valueQuantity":{{"value":{high},"unit":"mm[Hg]"}}}},{{"code":{{"coding":[{{"system":"http://loinc.org","code":"8462-4"}}]}},"valueQuantity":{{"value":80,"unit":"mm[Hg]"}}}}]}}"#
        )
    };
    house
        .write(&[&pressure("p1", "2026-01-02", 140), &pressure("p2", "2026-02-02", 150)], "jeanne")
        .await;
    let path = format!("/records/{record}/entries/Observation/p2");
    let text = text_of(&house, &path).await;
    assert!(text.contains("Pression systolique 150 mmHg, Pression diastolique 80 mmHg"), "{text}");
    let html = house.logged_in(Role::Physician).await.get(&path).await.html;
    assert_eq!(html.matches("<polyline").count(), 2);
    assert!(html.contains("chart-line is-second"));
}

#[tokio::test]
async fn long_series_and_histories_are_cut_and_say_so() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let day = |at: usize| format!("20{:02}-01-{:02}", at / 28, at % 28 + 1);
    let values: Vec<String> = (0..SERIES_ROWS - 1).map(|at| creatinine(&day(at), 70)).collect();
    house.write(&values.iter().map(String::as_str).collect::<Vec<_>>(), "jeanne").await;
    let path = format!("/records/{record}/entries/Observation/creatinine-2026-11-18");
    let text = text_of(&house, &path).await;
    assert!(text.contains(&format!("{SERIES_ROWS} valeurs sur {}", SERIES_ROWS + 1)), "{text}");
    let mut browser = house.logged_in(Role::Physician).await;
    for value in 0..VERSION_ROWS {
        let changed = creatinine("2026-11-18", 200 + u32::try_from(value).unwrap());
        house.write(&[&changed], "jeanne").await;
        let more = browser.get(&path).await.html.contains("1 version plus ancienne");
        assert_eq!(more, value + 2 > VERSION_ROWS, "{value}");
    }
}

#[tokio::test]
async fn who_wrote_and_who_keeps_have_names_and_no_bare_ids() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    house.foreign_account(Role::Nurse).await;
    house.account(Role::Person, Some(record)).await;
    let path = format!("/records/{record}/notes/new");
    let fields = [("kind", "11506-3"), ("date", "2026-11-21"), ("text", "Va mieux.")];
    let mut browser = house.logged_in(Role::Physician).await;
    let note = browser.submit(&path, &fields).await.to;
    house.write_for("tilleuls", &[&creatinine("2026-11-20", 99)]).await;
    house.write_for("tournesols", &[&creatinine("2026-11-21", 99)]).await;
    let result = |day: &str| format!("/records/{record}/entries/Observation/creatinine-{day}");
    let mut browser = house.logged_in(Role::Person).await;
    for (path, says, hides) in [
        (note, "Claire Vasseur", "compte "),
        (result("2026-11-20"), "Les Tilleuls", ">tilleuls<"),
        (result("2026-11-21"), "une autre organisation", "tournesols"),
    ] {
        let html = keep(Lang::Fr, &browser.get(&path).await.html);
        assert!(html.contains(says), "{says}: {}", plain(&html));
        assert!(!html.contains(hides), "{hides}: {}", plain(&html));
    }
}

#[tokio::test]
async fn a_visit_has_one_title_everywhere() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let visit = r#"{"resourceType":"Encounter","id":"visit","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"type":[{"text":"Fond d’œil"}],"subject":{"reference":"Patient/jeanne"},"period":{"start":"2026-11-20"}}"#;
    let during = creatinine("2026-11-20", 99)
        .replace(r#""status""#, r#""encounter":{"reference":"Encounter/visit"},"status""#);
    house.write(&[visit, &during], "jeanne").await;
    let mut browser = house.logged_in(Role::Physician).await;
    let timeline = browser.get(&format!("/records/{record}/timeline?kind=visits")).await.html;
    let base = format!("/records/{record}/entries");
    let entry = browser.get(&format!("{base}/Encounter/visit")).await.html;
    let result = browser.get(&format!("{base}/Observation/creatinine-2026-11-20")).await.html;
    for html in [timeline, entry, result] {
        assert!(html.contains("<bdi dir=\"auto\">Consultation</bdi>"), "{}", plain(&html));
    }
}
