//! Before the illness: birth, examinations, vaccines, ordinary infections.

use crate::calendar::Day;
use crate::codes::document::{BIRTH, CHILD_EXAMINATION};
use crate::codes::vaccine::{
    HEXAVALENT, MENINGOCOCCUS_ACWY, MENINGOCOCCUS_B, MENINGOCOCCUS_C, MMR, PNEUMOCOCCUS_CHILD,
    ROTAVIRUS,
};
use crate::codes::{Vaccine, illness, vital};
use crate::staff::{LEROUX, ROCHE};
use crate::story::{By, Kind, Story};

/// Months after birth, weight, height, head and what the doctor wrote.
const EXAMINATIONS: &[(i64, f64, f64, f64, &str)] = &[
    (1, 4.1, 53.0, 36.8, "Bel éveil, suit du regard. Allaitement maternel, vit. D 2 gttes/j. RAS."),
    (2, 5.0, 56.5, 38.6, "Sourire-réponse +. Hanches stables. Vaccins M2 faits, bien tolérés."),
    (4, 6.3, 62.0, 41.0, "Tient sa tête. Diversification à commencer. Vaccins M4."),
    (6, 7.4, 66.0, 42.7, "Tient assise avec appui. Deux incisives. RAS."),
    (9, 8.5, 70.5, 44.3, "Rampe, pince pouce-index en cours. Examen du 9e mois : certificat fait."),
    (12, 9.3, 74.5, 45.4, "Debout avec appui. Dit « papa », « maman ». ROR 1."),
    (16, 10.2, 79.0, 46.3, "Marche acquise à 14 mois. ROR 2 ce jour. RAS."),
    (
        20,
        11.0,
        83.0,
        47.0,
        "Associe deux mots. Mange comme les grands. Croissance régulière, +0,5 DS.",
    ),
];

/// The law names meningococci A, C, W, Y for those vaccinated from then on
/// (décret n° 2024-694).
const ACWY_FROM: Day = Day(20_089);

pub(super) fn tell(story: &mut Story) {
    birth(story);
    examinations(story);
    vaccines(story);
    infections(story);
}

fn birth(story: &mut Story) {
    let when = story.person.born.at(14, 20);
    let by = By::alone(&LEROUX, when);
    story.note(
        by,
        &BIRTH,
        "Naissance",
        "Naissance à 39 SA + 4 j par voie basse, présentation céphalique, péridurale. Sexe \
         féminin, 3 240 g, 49,5 cm, PC 34 cm. Apgar 10/10/10. Peau à peau, première tétée à \
         40 min de vie. Vitamine K1 donnée. Déclaration conjointe des deux parents.",
    );
    story.vital(by, &vital::WEIGHT, 3.24);
    story.vital(by, &vital::HEIGHT, 49.5);
    story.vital(by, &vital::HEAD, 34.0);
}

fn examinations(story: &mut Story) {
    for (months, weight, height, head, text) in EXAMINATIONS {
        let when = story.hour(story.person.born.plus_months(*months).plus(3));
        let visit =
            story.visit(Kind::Consultation, &ROCHE, when, 20, "Examen systématique du nourrisson");
        let by = By::during(&ROCHE, when, &visit);
        story.vital(by, &vital::WEIGHT, *weight);
        story.vital(by, &vital::HEIGHT, *height);
        story.vital(by, &vital::HEAD, *head);
        story.note(by, &CHILD_EXAMINATION, &format!("Examen de {months} mois"), text);
    }
    let asked = story.person.born.plus_months(9).plus(3);
    story.no_allergy(&ROCHE, asked.working());
}

fn vaccines(story: &mut Story) {
    for vaccine in [&HEXAVALENT, &PNEUMOCOCCUS_CHILD, &ROTAVIRUS, &MENINGOCOCCUS_B, &MMR] {
        series(story, vaccine, vaccine.doses);
    }
    let late = story.person.born.plus_months(6) >= ACWY_FROM;
    if late {
        series(story, &MENINGOCOCCUS_ACWY, MENINGOCOCCUS_ACWY.doses);
    } else {
        series(story, &MENINGOCOCCUS_C, &[5, 12]);
    }
}

fn series(story: &mut Story, vaccine: &Vaccine, months: &[i64]) {
    for (dose, month) in (1..).zip(months) {
        let day = story.person.born.plus_months(*month).plus(3).working();
        story.vaccine(&ROCHE, vaccine, day, dose);
    }
}

fn infections(story: &mut Story) {
    let born = story.person.born;
    let day = born.plus_months(8).plus(11);
    story.problem(&ROCHE, &illness::BRONCHIOLITIS, day, Some(day.plus(10)));
    let when = story.hour(day);
    story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Toux et sifflements",
        "1re bronchiolite. SpO2 97 %, FR 42, mange 3/4 de ses biberons. DRP, fractionner, \
         consignes de surveillance données aux deux parents. Revoir si < 1/2 des rations.",
    );
    let day = born.plus_months(15).plus(4);
    story.problem(&ROCHE, &illness::OTITIS, day, Some(day.plus(10)));
    let when = story.hour(day);
    let visit = story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Fièvre et otalgie",
        "39,2 °C depuis hier. OMA purulente dte. Amoxicilline 10 j. Paracétamol si douleur.",
    );
    story.medicine(
        By::during(&ROCHE, when, &visit),
        &crate::codes::drug::AMOXICILLIN_CHILD,
        "1 dose de 10 kg matin, midi et soir pendant 10 jours",
        Some(when.day.plus(10)),
        "Otite moyenne aiguë purulente",
    );
}
