//! What she came to say alone. All of it is hidden from her parents.

use crate::codes::document::{CONSULTATION, DISPENSATION, WISHES};
use crate::codes::drug::{CONTRACEPTIVE_PILL, EMERGENCY_CONTRACEPTIVE};
use crate::codes::{lab, vital};
use crate::staff::{GUERIN, LEROUX, SIMON, VASSEUR};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// Days since she first came alone.
const FIRST: i64 = 212;
/// Days since the pill was prescribed.
const PILL: i64 = 58;

pub(super) fn tell(story: &mut Story) {
    let before = story.len();
    pharmacy(story);
    doctor(story);
    tests(story);
    midwife(story);
    lately(story);
    story.hide_from_parents(before);
}

fn pharmacy(story: &mut Story) {
    let when = story.ago(FIRST + 3);
    let by = By::alone(&GUERIN, when);
    story.medicine(
        by,
        &EMERGENCY_CONTRACEPTIVE,
        "1 comprimé en une prise, tout de suite",
        Some(when.day),
        "Contraception d’urgence",
    );
    story.note(
        by,
        &DISPENSATION,
        "Contraception d’urgence",
        "Mineure venue seule, préservatif déchiré la veille au soir (moins de 24 h). Délivrance \
         gratuite et confidentielle, inscrite au dossier avec son accord. Vomissements dans les 3 h : revenir. Test si retard de plus de 7 j. \
         Orientée vers son médecin ou la sage-femme, numéros donnés. Préservatifs remis.",
    );
}

fn doctor(story: &mut Story) {
    let when = story.ago(FIRST);
    let visit = story.visit(Kind::Consultation, &VASSEUR, when, 30, "Consultation à sa demande");
    let by = By::during(&VASSEUR, when, &visit);
    story.note(
        by,
        &CONSULTATION,
        "Consultation confidentielle",
        "Venue seule, à sa demande. Souhaite que ses parents n’en sachent rien : elle a essayé d’en \
         parler à sa mère, « ce n’est pas le moment ». Opposition à l’information des titulaires de \
         l’autorité parentale recueillie et notée (art. L. 1111-5). Essayé de la convaincre, sans \
         insister ; on en reparlera.\n\
         Un ami de son âge depuis 5 mois, relation choisie, se sent respectée. Pas de violence, pas \
         de pression : question posée directement. Contraception d’urgence prise il y a 3 j.\n\
         Veut « quelque chose de sûr » et un dépistage. Informée : pilule, implant, DIU, \
         préservatif. Adressée à Sophie Leroux, sage-femme, consultation gratuite.\n\
         Moral bon, lycée OK, hand OK. Félicitée pour sa démarche.",
    );
    story.pressure(by, 108.0, 64.0);
    story.note(
        by,
        &WISHES,
        "Choix de Zoé sur qui est informé",
        "« Je ne veux pas que mes parents voient ce qui concerne la contraception ni les tests. Pour \
         l’asthme, ils peuvent tout voir. Si j’ai un problème grave, je veux qu’on m’aide à leur \
         dire. » Écrit avec elle, relu par elle.",
    );
}

fn tests(story: &mut Story) {
    let when = story.ago(FIRST - 18).day.at(8, 40);
    let by = By::alone(&SIMON, when);
    let mut found = vec![story.result(by, &lab::HCG, 1.0)];
    for (one, said) in [
        (&lab::HIV, "Négatif"),
        (&lab::HBS_ANTIGEN, "Négatif"),
        (&lab::HCV_ANTIBODY, "Négatif"),
        (&lab::CHLAMYDIA, "Non détecté"),
        (&lab::GONOCOCCUS, "Non détecté"),
    ] {
        found.push(story.finding(by, one, said));
    }
    found.push(story.result(by, &lab::HBS_ANTIBODY, 84.0));
    story.report(
        by,
        "Dépistage",
        &found,
        "Dépistage négatif. Immunité vaccinale contre l’hépatite B. Résultats remis à la patiente \
         seule, sans envoi au domicile.",
    );
}

fn midwife(story: &mut Story) {
    let when = story.ago(PILL);
    let visit = story.visit(Kind::Outpatient, &LEROUX, when, 40, "Contraception");
    let by = By::during(&LEROUX, when, &visit);
    story.pressure(by, 106.0, 60.0);
    story.vital(by, &vital::WEIGHT, 55.0);
    story.cda_letter(
        by,
        &CONSULTATION,
        "Première consultation de contraception et de prévention",
        Some(&VASSEUR),
        &[
            paragraph("Chère Claire,"),
            paragraph(
                "J’ai reçu Zoé, seule, comme tu le lui avais proposé. Elle demande le secret \
                 vis-à-vis de ses parents ; ce courrier ne doit pas leur être visible.",
            ),
            heading("Interrogatoire"),
            points(&[
                "Pas de tabac, pas d’antécédent personnel ni familial de phlébite",
                "Asthme bien équilibré",
                "« Mal à la tête de temps en temps » : paracétamol, n’y attache pas d’importance",
                "TA 106/60, IMC 20,4",
            ]),
            heading("Conduite"),
            paragraph(
                "Après explications, elle choisit une pilule estroprogestative, 21 jours sur 28, \
                 associée au préservatif. Oubli et vomissements expliqués, fiche remise. Ordonnance \
                 protégée : prise en charge à 100 %, sans décompte envoyé aux parents.",
            ),
            paragraph("Je la revois à trois mois. Bien à toi,"),
        ],
    );
    story.medicine(
        by,
        &CONTRACEPTIVE_PILL,
        "1 comprimé par jour à heure fixe, 21 jours sur 28",
        None,
        "Contraception",
    );
    let given = story.ago(PILL - 2);
    story.note(
        By::alone(&GUERIN, given),
        &DISPENSATION,
        "Contraception, première délivrance",
        "3 plaquettes. Mention « contraception mineure » : secret, gratuité, pas de trace au nom des \
         parents. Conseils sur l’oubli. Interactions avec son traitement d’asthme : aucune.",
    );
}

fn lately(story: &mut Story) {
    let when = story.today.plus(-1).at(18, 5);
    let visit = story.visit(Kind::Remote, &VASSEUR, when, 10, "Question de Zoé");
    story.note(
        By::during(&VASSEUR, when, &visit),
        &CONSULTATION,
        "Message de Zoé et rappel",
        "Écrit : « depuis la pilule j’ai eu deux fois mes zigzags et mal à la tête après, c’est \
         normal ? ». Rappelée : pas de déficit, pas de céphalée ce soir. Je relis l’avis du Dr Roche : \
         migraine avec aura, que je n’avais pas en tête et que Sophie Leroux n’a pas pu lire. \
         Estroprogestatifs contre-indiqués (risque d’AVC). → arrêter la pilule dès ce soir, \
         préservatif, rendez-vous avancé pour désogestrel ou implant. Prévenir S. Leroux. \
         Faiblesse, trouble de la parole : le 15.",
    );
    let soon = story.hour(story.today.plus(2));
    story.appointment(&LEROUX, soon, 30, "booked", "Changer de contraception");
}
