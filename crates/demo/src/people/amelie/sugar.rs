//! Gestational diabetes: found, then followed at home.

use super::{at, weeks};
use crate::codes::{document, illness, lab, vital};
use crate::staff::{BENALI, DUMONT, SIMON};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// Days that she has measured her glucose by now.
const MEASURED_DAYS: i64 = 14;
/// Days that the page of her notebook holds.
const SHEET_DAYS: usize = 6;

/// The test with glucose, and what the obstetrician said.
pub(super) fn screened(story: &mut Story) {
    let when = at(story, 26, 0).day.at(8, 15);
    let by = By::alone(&SIMON, when);
    let ids = [
        story.result(by, &lab::GLUCOSE_FASTING, 0.95),
        story.result(By::alone(&SIMON, when.plus(60)), &lab::GLUCOSE_1H, 1.86),
        story.result(By::alone(&SIMON, when.plus(120)), &lab::GLUCOSE_2H, 1.49),
    ];
    let said = "Diabète gestationnel : deux valeurs au-dessus des seuils (à jeun 0,92 ; 1 h 1,80 ; 2 h 1,53 g/L). Une seule suffit au diagnostic.";
    story.report(by, "HGPO 75 g", &ids, said);
    let by = By::alone(&SIMON, when.plus(180));
    let results =
        [(&lab::GLUCOSE_FASTING, 0.95), (&lab::GLUCOSE_1H, 1.86), (&lab::GLUCOSE_2H, 1.49)];
    story.biology(by, &DUMONT, "Hyperglycémie provoquée par voie orale", &results, said);

    let when = at(story, 26, 4);
    let note = format!(
        "Vue à la demande de Mme Leroux pour HGPO pathologique (0,95 – 1,86 – 1,49), {}. Asymptomatique. TA 11,4/7, pas d’œdème. Biométrie de débrouillage : PA au 55e percentile, liquide normal. Diabète gestationnel annoncé et expliqué : le plus souvent l’alimentation suffit. Avis diabéto rapide. Écho du 3e trimestre avec EPF. Accouchement selon équilibre.",
        weeks(story, when.day)
    );
    let title = "Avis obstétrical, diabète gestationnel";
    let visit = story.seen(Kind::Outpatient, &DUMONT, when, title, &note);
    let by = By::during(&DUMONT, when, &visit);
    story.problem(&DUMONT, &illness::GESTATIONAL_DIABETES, when.day, None);
    story.pressure(by, 114.0, 70.0);
    story.vital(by, &vital::WEIGHT, 77.6);
}

/// Diet, and glucose measured at home four times a day.
pub(super) fn followed(story: &mut Story) {
    let when = at(story, 27, 0);
    let visit =
        story.visit(Kind::Outpatient, &BENALI, when, 45, "Diabète gestationnel, première visite");
    let by = By::during(&BENALI, when.plus(40), &visit);
    let body = [
        paragraph("Chère Alice,"),
        paragraph(&format!(
            "Merci de m’avoir confié Mme Amélie Delaunay, 31 ans, à {}, pour un diabète gestationnel dépisté sur l’HGPO.",
            weeks(story, when.day)
        )),
        heading("Enquête alimentaire"),
        paragraph(
            "Petit déjeuner sucré (jus d’orange, céréales), déjeuner pris devant l’écran, goûter de biscuits, dîner copieux vers 21 h. Activité physique : marche jusqu’au tram.",
        ),
        heading("Ce que nous avons décidé ensemble"),
        points(&[
            "Trois repas et deux collations, environ 1 800 kcal par jour, féculents à chaque repas mais mesurés, plus de jus le matin.",
            "Marche 30 minutes par jour, de préférence après le dîner.",
            "Autosurveillance : à jeun, puis 2 heures après chaque repas. Objectifs : moins de 0,95 g/L à jeun, moins de 1,20 g/L à 2 heures.",
            "Insuline seulement si les objectifs ne sont pas tenus après dix jours de régime.",
        ]),
        paragraph(
            "Elle a compris le geste du lecteur dès le premier essai. Je la revois dans dix jours avec son carnet. Bien amicalement à toi.",
        ),
    ];
    let title = "Diabète gestationnel : mise en route du régime et de l’autosurveillance";
    story.cda_letter(by, &document::CONSULTATION, title, Some(&DUMONT), &body);
    story.pressure(By::during(&BENALI, when, &visit), 116.0, 72.0);
    let lines = at_home(story);
    let mut body = vec![heading("Mon carnet : à jeun, puis 2 h après chaque repas")];
    body.extend(lines.iter().take(SHEET_DAYS).map(|line| paragraph(line)));
    body.push(paragraph(
        "Le soir c’est plus dur. Mangé chez maman deux fois, gâteau de Louise : une demi-part.",
    ));
    let when = at(story, 28, 0);
    let title = "Carnet d’autosurveillance, première page";
    story.scanned(By::alone(&BENALI, when), &document::PARAMEDICAL_CARE, title, &body);
}

/// Writes the measurements; tells them as her notebook has them, line by line.
fn at_home(story: &mut Story) -> Vec<String> {
    let mut lines = Vec::new();
    for day in (1..=MEASURED_DAYS).rev() {
        let on = story.today.plus(-day);
        let step = f64::from(u8::try_from(day - 1).unwrap_or(0)) / 13.0;
        let times = [
            (7, 0.885 + 0.10 * step),
            (10, 1.06 + 0.18 * step),
            (15, 1.05 + 0.12 * step),
            (22, 1.25 + 0.08 * step),
        ];
        let mut line = on.short();
        for (hour, mean) in times {
            let value = story.draw.around(mean, 0.018);
            let minute = story.draw.between(0, 40);
            story.result(By::alone(&BENALI, on.at(hour, minute)), &lab::GLUCOSE_CAPILLARY, value);
            story.self_measured();
            line += &format!(" – {value:.2}").replace('.', ",");
        }
        lines.push(line);
    }
    lines
}
