//! How his kidneys failed.

use super::{first_monday, grafted};
use crate::codes::{Lab, act, allergen, document, drug, illness, lab, vaccine, vital};
use crate::houses::HOSPITAL;
use crate::staff::{COLIN, FERRY, LACROIX, ROCHE, SIMON};
use crate::story::{By, Kind, Story, heading, paragraph};

/// Creatinine in µmol/L and filtration in mL/min, so many years before dialysis.
const DECLINE: &[(i64, f64, f64)] = &[
    (14, 112.0, 70.0),
    (11, 134.0, 55.0),
    (8, 168.0, 41.0),
    (6, 214.0, 30.0),
    (4, 268.0, 22.0),
    (3, 326.0, 17.0),
    (2, 402.0, 14.0),
    (1, 514.0, 10.0),
];

/// From the first biopsy to the last year without a machine.
pub(super) fn fails(story: &mut Story) {
    let start = first_monday(story);
    let graft = grafted(story);
    let since = start.years_ago(15);
    let note =
        "Prouvée par biopsie : dépôts mésangiaux d’IgA, classification d’Oxford M1 E0 S1 T1 C0.";
    story.problem_noted(&LACROIX, &illness::IGA_NEPHROPATHY, since, None, note);
    story.problem(&ROCHE, &illness::HYPERTENSION, since.plus(30), None);
    story.problem(&LACROIX, &illness::CKD_5, start.plus(-200), Some(graft));
    story.problem(&LACROIX, &illness::DIALYSIS, start, Some(graft));
    story.problem(&LACROIX, &illness::RENAL_ANAEMIA, start.plus(-150), Some(graft.plus(120)));
    let since = start.years_ago(5);
    let reaction = ("Exanthème fébrile au 8e jour de cotrimoxazole", "moderate");
    story.allergy(&ROCHE, &allergen::SULFONAMIDES, since, reaction);
    declined(story);
    found(story);
    around(story);
}

fn declined(story: &mut Story) {
    let start = first_monday(story);
    for (years, creatinine, filtration) in DECLINE {
        let when = start.years_ago(*years).plus(40).working().at(8, 10);
        let protein = story.draw.around(1_150.0, 120.0);
        let results: [(&Lab, f64); 3] = [
            (&lab::CREATININE_M, *creatinine),
            (&lab::EGFR, *filtration),
            (&lab::URINE_PROTEIN_RATIO, protein),
        ];
        story.panel(By::alone(&SIMON, when), "Fonction rénale", &results, "");
        let note = format!(
            "DFG {filtration:.0}. Pas d’œdème. Sel 6 g/j, IEC poursuivi, pas d’AINS. Revoir dans {}.",
            if *years > 3 { "6 mois" } else { "3 mois" }
        );
        let when = when.plus(1440 * 6);
        let title = "Consultation de néphrologie";
        let visit = story.seen(Kind::Outpatient, &LACROIX, when, title, &note);
        let pressure = story.draw.around(138.0, 5.0);
        story.pressure(By::during(&LACROIX, when, &visit), pressure, 82.0);
    }
}

fn found(story: &mut Story) {
    let start = first_monday(story);
    let body = [
        paragraph("Cher Confrère,"),
        paragraph(
            "Je vous remercie d’avoir adressé Monsieur Didier Carpentier pour une hématurie microscopique avec protéinurie à 1,2 g/24 h.",
        ),
        heading("Conclusion"),
        paragraph(
            "Néphropathie à IgA, avec déjà des lésions chroniques. Blocage du système rénine-angiotensine, cible tensionnelle inférieure à 130/80 mmHg, sel limité à 6 g par jour. Je le reverrai tous les six mois et lui ai expliqué que sa fonction rénale baisserait sans doute, lentement. Bien confraternellement.",
        ),
    ];
    let by = By::alone(&LACROIX, start.years_ago(14).plus(-200).working().at(16, 0));
    let title = "Néphropathie à IgA, première consultation";
    story.letter(by, &document::CONSULTATION, title, Some(&ROCHE), &body);
    let by = By::alone(&ROCHE, start.years_ago(14).working().at(9, 0));
    let until = (start, "Mise en dialyse, hypotensions en séance");
    story.stopped_medicine(by, &drug::RAMIPRIL, "1 comprimé le matin", until, "Néphropathie à IgA");
}

fn around(story: &mut Story) {
    let (start, graft) = (first_monday(story), grafted(story));
    story.relative(&HOSPITAL, ("WIFE", "épouse"), ("Brigitte", "Carpentier"), "06 39 98 62 18");
    story.relative(&HOSPITAL, ("SON", "fils"), ("Kévin", "Carpentier"), "06 39 98 62 19");
    story.team(&HOSPITAL, "Greffe rénale", graft, &[&LACROIX, &FERRY]);
    let by = By::alone(&LACROIX, start.plus(-170).working().at(11, 0));
    let outcome = "Fistule artérioveineuse radio-céphalique gauche, thrill bien perçu à un mois.";
    story.put(
        &HOSPITAL,
        serde_json::json!({
            "resourceType": "Procedure",
            "status": "completed",
            "subject": story.person.reference(),
            "code": {"text": "Création d’une fistule artérioveineuse radio-céphalique"},
            "performedDateTime": by.when.iso(),
            "performer": [{"actor": by.who.reference()}],
            "note": [{"text": outcome}],
        }),
    );
    story.act(
        By::alone(&LACROIX, start.plus(-30).at(10, 0)),
        &act::ECHOCARDIOGRAPHY,
        "HVG concentrique, FEVG 60 %.",
    );
    story.vital(By::alone(&LACROIX, start.plus(-30).at(10, 0)), &vital::HEIGHT, 174.0);
}

/// The calendar of those without kidneys.
pub(super) fn vaccinated(story: &mut Story) {
    let start = first_monday(story);
    for (days, dose) in [(-190, 1), (-160, 2), (-130, 3), (-10, 4)] {
        story.vaccine(&FERRY, &vaccine::HEPATITIS_B, start.plus(days), dose);
    }
    let season = story.today.autumn();
    for year in (0..10).rev() {
        story.vaccine(&COLIN, &vaccine::INFLUENZA, season.years_ago(year), 10 - year);
    }
    for year in (0..5).rev() {
        story.vaccine(&COLIN, &vaccine::COVID, season.years_ago(year), 5 - year);
    }
    let graft = grafted(story);
    story.vaccine(&ROCHE, &vaccine::PNEUMOCOCCUS_23, start.plus(70), 1);
    story.vaccine(&ROCHE, &vaccine::PNEUMOCOCCUS_ADULT, graft.plus(1500), 1);
    story.vaccine(&ROCHE, &vaccine::SHINGLES, graft.plus(1560), 1);
    story.vaccine(&ROCHE, &vaccine::SHINGLES, graft.plus(1620), 2);
    story.vaccine(&ROCHE, &vaccine::DTP, story.person.born.plus_months(541), 1);
}
