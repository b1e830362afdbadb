//! Childhood: a boy who lines things up, then fits.

use crate::codes::{act, document, drug, illness, vaccine, vital};
use crate::houses::PRACTICE;
use crate::staff::{HADDAD, VASSEUR};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// Vaccinations as his book has them.
pub(super) fn vaccines(story: &mut Story) {
    let born = story.person.born;
    let doses = [
        (&vaccine::HEXAVALENT, 2, 1),
        (&vaccine::HEXAVALENT, 3, 2),
        (&vaccine::HEXAVALENT, 4, 3),
        (&vaccine::HEXAVALENT, 17, 4),
        (&vaccine::PNEUMOCOCCUS_CHILD, 2, 1),
        (&vaccine::PNEUMOCOCCUS_CHILD, 4, 2),
        (&vaccine::PNEUMOCOCCUS_CHILD, 12, 3),
        (&vaccine::MMR, 12, 1),
        (&vaccine::MMR, 18, 2),
        (&vaccine::DTCAP_CHILD, 73, 5),
        (&vaccine::DTCAP_REDUCED, 138, 6),
        (&vaccine::HPV, 170, 1),
        (&vaccine::HPV, 177, 2),
        (&vaccine::MENINGOCOCCUS_ACWY_YOUTH, 222, 1),
    ];
    for (what, months, dose) in doses {
        story.vaccine(&VASSEUR, what, born.plus_months(months).plus(6).working(), dose);
    }
    story.relative(
        &PRACTICE,
        ("MTH", "Mère, habilitation familiale"),
        ("Céline", "Lemoine"),
        "06 39 98 24 71",
    );
    story.relative(&PRACTICE, ("FTH", "Père"), ("Yann", "Lemoine"), "06 39 98 24 72");
    story.relative(&PRACTICE, ("SIS", "Sœur"), ("Manon", "Lemoine"), "");
}

/// The diagnosis at four.
pub(super) fn different(story: &mut Story) {
    let born = story.person.born;
    let when = born.plus_months(34).working().at(10, 15);
    let note = "2 ans 10 mois. 6 mots, plus de « maman » depuis trois mois. Ne pointe pas, aligne les voitures, se bouche les oreilles. Entend (audio OK). Signes d’alerte d’autisme. Adressé en pédiatrie. Les parents avaient compris.";
    let visit = story.seen(Kind::Consultation, &VASSEUR, when, "Retard de langage", note);
    let by = By::during(&VASSEUR, when, &visit);
    story.vital(by, &vital::WEIGHT, 13.8);
    story.vital(by, &vital::HEIGHT, 94.0);

    let when = born.plus_months(50).working().at(14, 0);
    let visit = story.visit(Kind::Outpatient, &HADDAD, when, 60, "Annonce d’un diagnostic");
    let body = [
        paragraph("Chère Consœur,"),
        paragraph(
            "J’ai revu Théo, 4 ans, avec ses parents au terme du bilan que vous aviez demandé.",
        ),
        heading("Évaluation"),
        points(&[
            "ADOS module 1 : score au-dessus du seuil d’autisme. ADI-R concordante.",
            "Vineland-II : communication équivalente à 16 mois, autonomie à 24 mois.",
            "Examen neurologique normal, PC + 0,5 DS. Audiométrie normale. Caryotype et puce ADN sans anomalie, X fragile exclu.",
        ]),
        heading("Conclusion"),
        paragraph(
            "Trouble du spectre de l’autisme avec trouble du développement intellectuel associé, dont le degré sera précisé. Dossier MDPH remis aux parents ce jour : AEEH, accompagnant à l’école, SESSAD. L’annonce a été faite en deux temps, avec le père puis avec la mère, qui souhaite vous revoir.",
        ),
        paragraph("Avec mes remerciements pour votre confiance, bien confraternellement."),
    ];
    let by = By::during(&HADDAD, when, &visit);
    let title = "Trouble du spectre de l’autisme : annonce";
    story.letter(by, &document::CONSULTATION, title, Some(&VASSEUR), &body);
    story.problem(&HADDAD, &illness::AUTISM, when.day, None);
    let when = born.plus_months(148).working();
    let note = "WNV à 12 ans, verbal très limité. Comprend les consignes simples en images.";
    story.problem_noted(&HADDAD, &illness::INTELLECTUAL_DISABILITY_MODERATE, when, None, note);
}

/// The first fits, at ten.
pub(super) fn epilepsy(story: &mut Story) {
    let when = story.person.born.plus_months(121).working().at(9, 30);
    let note = "10 ans. Deux crises tonico-cloniques en 3 semaines, 2 min, au réveil. EEG : pointes-ondes généralisées. IRM normale. Valproate progressif jusqu’à 30 mg/kg/j, contrôle hépatique et plaquettes. Protocole d’urgence remis à l’école. Bain surveillé, piscine avec un adulte dans l’eau.";
    let visit = story.seen(Kind::Outpatient, &HADDAD, when, "Crises convulsives", note);
    let by = By::during(&HADDAD, when, &visit);
    story.problem(&HADDAD, &illness::EPILEPSY, when.day, None);
    story.vital(by, &vital::WEIGHT, 34.0);
    story.act(by, &act::EEG, "Pointes-ondes généralisées, sommeil spontané non obtenu.");
    story.act(by, &act::BRAIN_MRI, "Pas d’anomalie.");
    let end = (story.person.born.plus_months(168).working(), "Dose adaptée au poids");
    let dosage = "1 comprimé matin et soir";
    story.stopped_medicine(by, &drug::VALPROATE, dosage, end, "Épilepsie généralisée");
    let by = By::alone(&HADDAD, end.0.at(11, 0));
    let dosage = "1 comprimé le matin et 2 comprimés le soir";
    story.medicine(by, &drug::VALPROATE, dosage, None, "Épilepsie généralisée");
}
