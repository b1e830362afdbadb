//! Before the home: a heart, a hip, a memory, and what she wished.

use super::{round, sample};
use crate::codes::{act, document, illness, lab, vaccine, vital};
use crate::houses::{PRACTICE, RESIDENCE};
use crate::staff::{BESSON, BRUN, GIRARD, LEGRAND, MERCIER, ROCHE, TRAORE};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// Her family doctor's years.
pub(super) fn illnesses(story: &mut Story) {
    let day = |years: i64, more: i64| story.today.plus(-years * 365 - more);
    let (thyroid, pressure, hip) = (day(14, 0), day(12, 30), day(9, 120));
    let (rhythm, heart) = (day(7, 20), day(4, 60));
    story.problem(&ROCHE, &illness::HYPOTHYROIDISM, thyroid, None);
    story.problem(&ROCHE, &illness::HYPERTENSION, pressure, None);
    let note = "Coxarthrose droite, prothèse totale. Suites simples, marche sans canne à 3 mois.";
    story.problem_noted(&ROCHE, &illness::HIP_ARTHROSIS, hip.plus(-700), Some(hip), note);
    story.problem(&LEGRAND, &illness::ATRIAL_FIBRILLATION, rhythm, None);
    let note = "FEVG préservée (55 %). Épisodes d’œdèmes des membres inférieurs.";
    story.problem_noted(&LEGRAND, &illness::HEART_FAILURE, heart, None, note);
    story.no_allergy(&ROCHE, pressure);

    let when = story.ago(7 * 365 + 34);
    let note = "Essoufflée au marché, palpitations. Pouls irrégulier à 118, TA 15/8. Pas d’OMI. ECG : FA. Bilan, avis cardio rapide. Arrêt aspirine quand AOD débuté.";
    let visit = story.seen(Kind::Consultation, &ROCHE, when, "Palpitations", note);
    let by = By::during(&ROCHE, when, &visit);
    round(story, by, (152.0, 82.0), 118.0);
    story.vital(by, &vital::WEIGHT, 64.2);
    story.vital(by, &vital::HEIGHT, 158.0);
    story.act(by, &act::ECG, "Fibrillation atriale, fréquence ventriculaire 118/min.");
    let results = [
        (&lab::CREATININE_F, 78.0),
        (&lab::EGFR, 63.0),
        (&lab::POTASSIUM, 4.2),
        (&lab::SODIUM, 139.0),
        (&lab::TSH, 2.1),
        (&lab::HB_F, 12.8),
        (&lab::ALBUMIN, 40.0),
    ];
    sample(story, 7 * 365 + 28, "Bilan d’une fibrillation atriale", &results, "");
    heart_letter(story);
}

fn heart_letter(story: &mut Story) {
    let when = story.ago(7 * 365 + 20);
    let reason = "Fibrillation atriale, première consultation";
    let visit = story.visit(Kind::Outpatient, &LEGRAND, when, 30, reason);
    let body = [
        paragraph("Cher Confrère,"),
        paragraph(
            "Merci de m’avoir adressé Mme Delmas, 77 ans, chez qui vous avez découvert une fibrillation atriale. CHA₂DS₂-VASc à 4 (âge, hypertension, sexe féminin).",
        ),
        heading("Examen"),
        paragraph(
            "PA 146/80 mmHg, pouls 104/min irrégulier, poids 64 kg. Échographie : FEVG 60 %, oreillette gauche dilatée, pas de valvulopathie significative. DFG 63 mL/min/1,73 m².",
        ),
        heading("Conclusion"),
        points(&[
            "Apixaban 5 mg matin et soir : aucun critère de réduction à ce jour. Passer à 2,5 mg matin et soir dès que deux sont réunis : 80 ans, poids de 60 kg ou moins, créatinine à 133 µmol/L ou plus.",
            "Bisoprolol 2,5 mg le matin. Arrêt de l’aspirine.",
        ]),
        paragraph("Bien confraternellement."),
    ];
    let title = "Consultation de cardiologie";
    let by = By::during(&LEGRAND, when, &visit);
    story.letter(by, &document::CONSULTATION, title, Some(&ROCHE), &body);
    let said = "FEVG 60 %, oreillette gauche dilatée, pas de valvulopathie significative.";
    story.act(by, &act::ECHOCARDIOGRAPHY, said);
}

/// How her memory went.
pub(super) fn memory(story: &mut Story) {
    let when = story.ago(5 * 365 + 200);
    let note = "Vient avec sa fille. Se perd en voiture, redemande l’heure, deux casseroles brûlées. MMSE 22/30 (rappel 0/3). Pas de plainte. Bilan + avis gériatrique. Ne conduit plus.";
    let visit = story.seen(Kind::Consultation, &ROCHE, when, "Troubles de la mémoire", note);
    let by = By::during(&ROCHE, when, &visit);
    round(story, by, (138.0, 76.0), 72.0);
    story.vital(by, &vital::WEIGHT, 62.8);

    let when = story.ago(5 * 365 + 90);
    let since = when.day;
    story.problem(&BESSON, &illness::ALZHEIMER, since, None);
    let reason = "Consultation mémoire";
    let visit = story.visit(Kind::Outpatient, &BESSON, when, 60, reason);
    let body = [
        paragraph("Cher Confrère,"),
        paragraph(
            "J’ai reçu Mme Delmas, accompagnée de sa fille Sylvie, pour des troubles de la mémoire qui évoluent depuis deux ans environ.",
        ),
        heading("Évaluation"),
        points(&[
            "MMSE 21/30, épreuve des 5 mots 4/10, indiçage peu efficace, horloge 3/7.",
            "IADL 2/4 : téléphone et transports encore possibles, médicaments et budget assurés par la fille.",
            "IRM : atrophie hippocampique bilatérale (Scheltens 3), leucopathie modérée.",
            "B12, TSH et calcium normaux.",
        ]),
        heading("Conclusion"),
        paragraph(
            "Maladie d’Alzheimer au stade léger, annoncée à la patiente et à sa fille. Donépézil débuté à petite dose puis 10 mg, sous surveillance du pouls avec le bisoprolol. Je leur ai proposé de rédiger des directives anticipées tant que Mme Delmas peut dire ce qu’elle souhaite.",
        ),
        paragraph("Je vous prie de croire, Cher Confrère, à mes sentiments les meilleurs."),
    ];
    let by = By::during(&BESSON, when, &visit);
    let title = "Consultation mémoire : diagnostic";
    story.cda_letter(by, &document::CONSULTATION, title, Some(&ROCHE), &body);
    story.act(by, &act::BRAIN_MRI, "Atrophie hippocampique bilatérale, leucopathie modérée.");

    let when = story.ago(4 * 365 + 60);
    let note = "OMI à mi-mollets, +3 kg. BNP 310. FEVG 55 %. Furosémide 40. Iono à 1 semaine.";
    let reason = "Œdèmes des membres inférieurs";
    let visit = story.seen(Kind::Outpatient, &LEGRAND, when, reason, note);
    let by = By::during(&LEGRAND, when, &visit);
    round(story, by, (142.0, 74.0), 70.0);
    story.vital(by, &vital::WEIGHT, 61.4);
    let results = [
        (&lab::POTASSIUM, 3.2),
        (&lab::SODIUM, 138.0),
        (&lab::CREATININE_F, 88.0),
        (&lab::EGFR, 54.0),
    ];
    let said = "Hypokaliémie sous diurétique de l’anse.";
    sample(story, 4 * 365 + 40, "Ionogramme de contrôle", &results, said);
    let day = story.today.plus(-4 * 365 - 30);
    story.problem(&ROCHE, &illness::HYPOKALAEMIA, day, Some(day.plus(60)));
}

/// What she wrote while she could, and who speaks for her.
pub(super) fn wishes(story: &mut Story) {
    let when = story.ago(5 * 365 + 10);
    let body = [
        paragraph(
            "Copie versée au dossier par le médecin traitant, l’original reste chez Mme Delmas.",
        ),
        paragraph("Je soussignée Yvonne Delmas, née Garnier, saine d’esprit, écris ceci moi-même."),
        points(&[
            "Si un jour je ne reconnais plus mes enfants, je ne veux pas être réanimée.",
            "Je ne veux pas de sonde pour me nourrir.",
            "Je veux qu’on calme mes douleurs, même si cela doit abréger ma vie.",
            "Je ne veux pas être attachée.",
            "Ma personne de confiance est ma fille Sylvie.",
        ]),
        paragraph("Lu et approuvé. Y. Delmas"),
    ];
    let by = By::alone(&ROCHE, when);
    story.scanned(by, &document::DIRECTIVES, "Directives anticipées", &body);
    let daughter = ("DAUC", "Fille, personne de confiance");
    story.relative(&PRACTICE, daughter, ("Sylvie", "Delmas"), "06 39 98 41 17");
    story.relative(&RESIDENCE, ("SONC", "Fils"), ("Philippe", "Delmas"), "06 39 98 52 60");
    let guardian = "Tutrice (mandataire judiciaire à la protection des majeurs)";
    let name = ("Catherine", "Le Gall");
    story.representative(&RESIDENCE, ("TUTEUR", guardian), name, "02 61 91 33 08");
    let since = story.today.plus(-super::MOVED_DAYS);
    let members = [&MERCIER, &TRAORE, &GIRARD, &BRUN];
    story.team(&RESIDENCE, "Équipe de l’Unité du Jardin", since, &members);
}

/// Vaccinations of her age; nobody has thought of shingles.
pub(super) fn vaccines(story: &mut Story) {
    let born = story.person.born;
    story.vaccine(&ROCHE, &vaccine::DTP, born.plus_months(780).plus(30), 7);
    story.vaccine(&ROCHE, &vaccine::DTP, born.plus_months(901).plus(12), 8);
    let autumn = story.today.autumn();
    for years in 4..7 {
        story.vaccine(&ROCHE, &vaccine::INFLUENZA, autumn.years_ago(years).plus(9).working(), 1);
    }
    for years in 1..3 {
        let day = autumn.years_ago(years).plus(6).working();
        story.vaccine(&TRAORE, &vaccine::INFLUENZA, day, 1);
        story.vaccine(&TRAORE, &vaccine::COVID, day, 1);
    }
    let year_ago = story.today.plus(-410).working();
    story.vaccine(&TRAORE, &vaccine::PNEUMOCOCCUS_ADULT, year_ago, 1);
    story.vaccine(&TRAORE, &vaccine::RSV, autumn.years_ago(1).plus(20), 1);
}
