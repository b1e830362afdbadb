//! The rest of a cook's life: burns, teeth, vaccines, a back.

use crate::codes::document::{CERTIFICATE, EMERGENCY};
use crate::codes::vaccine::{COVID, DTP, INFLUENZA};
use crate::codes::{act, illness};
use crate::staff::{COLIN, DIALLO, GUERIN, LEBLANC, ROCHE, ROUSSEL};
use crate::story::{By, Kind, Story, paragraph, points};

pub(super) fn tell(story: &mut Story) {
    let asked = story.today.plus_months(-132).working();
    story.no_allergy(&ROCHE, asked);
    vaccines(story);
    burns(story);
    teeth(story);
    back(story);
}

/// Autumns in which he was vaccinated; he forgot the others.
const AUTUMNS: &[i64] = &[9, 8, 7, 6, 4, 3, 2];

fn vaccines(story: &mut Story) {
    let day = story.person.born.plus_months(545).working();
    story.vaccine(&ROCHE, &DTP, day, 1);
    let autumn = story.today.autumn();
    for (dose, years) in (1..).zip(AUTUMNS) {
        let who = if *years > 4 { &COLIN } else { &GUERIN };
        story.vaccine(who, &INFLUENZA, autumn.years_ago(*years).plus(12).working(), dose);
    }
    for (dose, years) in (1..).zip([4, 3]) {
        story.vaccine(&GUERIN, &COVID, autumn.years_ago(years).plus(12).working(), dose);
    }
}

fn burns(story: &mut Story) {
    let when = story.today.plus(-1980).at(22, 5);
    let visit = story.visit(Kind::Emergency, &DIALLO, when, 95, "Brûlure de la main gauche");
    story.problem(&DIALLO, &illness::HAND_BURN, when.day, Some(when.day.plus(21)));
    story.note(
        By::during(&DIALLO, when.plus(80), &visit),
        &EMERGENCY,
        "Compte rendu de passage aux urgences",
        "Motif : brûlure thermique, main gauche.\n\
         Histoire : huile de friteuse, pendant le service, refroidie 15 min à l’eau.\n\
         Examen : 2e degré superficiel, dos de la main, 1 % de surface. Mobilité et sensibilité \
         normales. EN 6/10 → 2/10.\n\
         Prise en charge : phlyctènes excisées, tulle gras, paracétamol. VAT à jour.\n\
         Conclusion : retour à domicile, pansement à 48 h, accident du travail.",
    );
    story.scanned(
        By::during(&DIALLO, when.plus(90), &visit),
        &CERTIFICATE,
        "Certificat médical initial, accident du travail",
        &[
            paragraph("Brûlure du deuxième degré superficiel de la main gauche par huile chaude."),
            points(&[
                "Arrêt de travail de dix jours, sauf complication",
                "Soins jusqu’à cicatrisation",
                "Sorties autorisées",
            ]),
        ],
    );
    let when = story.ago(530);
    story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Brûlure de l’avant-bras au four",
        "Barre de 6 cm, 1er degré, avant-bras dt. N’a presque rien senti sur le moment. Tulle, RAS.",
    );
}

fn teeth(story: &mut Story) {
    for (days, text) in [
        (2650, "Gencives qui saignent. Parodontite débutante. Détartrage, brossettes."),
        (1720, "Poches 4-5 mm, 16 et 26. Surfaçage en 2 séances. HbA1c 7,8 : le lui ai expliqué."),
        (1180, "Nette amélioration, poches 3 mm. HbA1c 6,7. Maintenance tous les 6 mois."),
        (610, "Stable. Fracture cuspide 46, composite."),
        (
            70,
            "Saigne de nouveau au sondage, poches 5 mm. Halitose. Glycémie ? À signaler au médecin.",
        ),
    ] {
        let when = story.ago(days);
        story.seen(Kind::Consultation, &ROUSSEL, when, "Soins dentaires", text);
    }
}

fn back(story: &mut Story) {
    let when = story.ago(1400);
    story.problem(&ROCHE, &illness::SCIATICA, when.day, Some(when.day.plus(60)));
    let visit = story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Sciatique droite",
        "S1 dte, Lasègue 40°, pas de déficit. Pas d’AINS (rein, IEC). Paracétamol, kiné. Pas de \
         corticoïde (diabète).",
    );
    story.act(By::during(&ROCHE, when, &visit), &act::SPINE_XRAY, "Pincement L5-S1");
    for days in [1388, 1374, 1352] {
        let when = story.ago(days);
        story.seen(
            Kind::Consultation,
            &LEBLANC,
            when,
            "Kinésithérapie du dos",
            "Étirements, verrouillage lombaire, porter les marmites près du corps. Progresse.",
        );
    }
}
