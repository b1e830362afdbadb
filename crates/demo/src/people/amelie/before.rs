//! Before this pregnancy: a healthy youth, and Louise.

use crate::calendar::Day;
use crate::codes::{act, document, drug, illness, vaccine, vital};
use crate::staff::{DUMONT, LEBLANC, LEROUX, PICHON, ROUSSEL, VASSEUR};
use crate::story::{By, Kind, Story, heading, paragraph};

/// Years since Louise was born.
const LOUISE_YEARS: i64 = 4;

fn louise_born(story: &Story) -> Day {
    story.today.years_ago(LOUISE_YEARS).plus(-63)
}

/// Vaccinations as her book has them, written up by the family doctor.
pub(super) fn childhood(story: &mut Story) {
    let born = story.person.born;
    let doses = [
        (&vaccine::DTCAP_CHILD, 2, 1),
        (&vaccine::DTCAP_CHILD, 3, 2),
        (&vaccine::DTCAP_CHILD, 4, 3),
        (&vaccine::MMR, 12, 1),
        (&vaccine::DTCAP_CHILD, 18, 4),
        (&vaccine::MMR, 40, 2),
        (&vaccine::DTP, 74, 5),
        (&vaccine::HEPATITIS_B, 134, 1),
        (&vaccine::HEPATITIS_B, 140, 2),
        (&vaccine::DTP, 138, 6),
        (&vaccine::DTCAP_REDUCED, 302, 7),
    ];
    for (what, months, dose) in doses {
        story.vaccine(&VASSEUR, what, born.plus_months(months).plus(9), dose);
    }
    let chickenpox = born.plus_months(50);
    let over = Some(chickenpox.plus(12));
    let note = "Varicelle dans l’enfance, notée au carnet de santé.";
    story.problem_noted(&VASSEUR, &illness::CHICKENPOX, chickenpox, over, note);
}

/// Eight years of small things.
pub(super) fn youth(story: &mut Story) {
    let when = story.ago(365 * 8 + 40);
    let note = "Nouvelle patiente, arrive d’Angers pour son premier poste (graphiste). ATCD : appendicectomie à 11 ans. Père HTA, mère diabète de type 2. Non-fumeuse. Pilule bien tolérée, TA 11/7, 62 kg pour 1,64 m. Vaccins à jour, 2 doses de ROR. Renouvellement 1 an.";
    let visit = story.seen(Kind::Consultation, &VASSEUR, when, "Première consultation", note);
    let by = By::during(&VASSEUR, when, &visit);
    story.pressure(by, 112.0, 70.0);
    story.vital(by, &vital::HEIGHT, 164.0);
    story.vital(by, &vital::WEIGHT, 62.0);
    let until = louise_born(story).plus(-420);
    let pill = "1 comprimé par jour pendant 21 jours, arrêt 7 jours";
    story.medicine(by, &drug::CONTRACEPTIVE_PILL, pill, Some(until), "Contraception");

    let when = story.ago(365 * 7);
    let note = "Brûlures mictionnelles depuis 24 h, pas de fièvre, pas de douleur lombaire. BU : leuco +, nitrites +. Cystite simple. Fosfomycine monodose, boire.";
    let visit = story.seen(Kind::Consultation, &VASSEUR, when, "Brûlures urinaires", note);
    let day = when.day;
    story.problem(&VASSEUR, &illness::CYSTITIS, day, Some(day.plus(4)));
    let by = By::during(&VASSEUR, when, &visit);
    story.medicine(by, &drug::FOSFOMYCIN, "1 sachet en prise unique", Some(day.plus(1)), "Cystite");

    let when = story.ago(365 * 6 + 75);
    let note = "Frottis de dépistage (25 ans). Col sain, pas de leucorrhée. Résultat dans 15 jours par courrier. Prochain dans 1 an, puis tous les 3 ans si normal.";
    let visit = story.seen(Kind::Consultation, &VASSEUR, when, "Frottis de dépistage", note);
    let by = By::during(&VASSEUR, when, &visit);
    story.act(by, &act::CERVICAL_SMEAR, "Absence de lésion intra-épithéliale ou de malignité.");
    ankle(story);
}

fn ankle(story: &mut Story) {
    let when = story.ago(365 * 5 + 150).day.at(19, 35);
    let visit = story.visit(Kind::Emergency, &PICHON, when, 95, "Traumatisme de cheville droite");
    let note = "MOTIF : torsion de cheville droite en descendant d’un trottoir ce jour, 18 h 30.\n\
        ATCD : appendicectomie. Traitement : aucun. Pas de grossesse connue.\n\
        EXAMEN : EN 5/10. Œdème prémalléolaire externe, pas de déformation, pouls pédieux perçus. Appui 4 pas possible. Palpation osseuse indolore (bord postérieur et pointe des deux malléoles, base du 5e métatarsien, naviculaire).\n\
        CONDUITE : critères d’Ottawa négatifs, pas de radiographie. Entorse bénigne du LLE. Repos, glace, contention, antalgique de palier 1.\n\
        DEVENIR : retour à domicile. Revoir le médecin traitant à J5 si douleur persistante.";
    let by = By::during(&PICHON, when.plus(90), &visit);
    story.note(by, &document::EMERGENCY, "Entorse de cheville droite", note);
    let day = when.day;
    story.problem(&PICHON, &illness::ANKLE_SPRAIN, day, Some(day.plus(28)));
    let dose = "1 comprimé si douleur, sans dépasser 3 par jour";
    story.medicine(by, &drug::PARACETAMOL_1000, dose, Some(day.plus(5)), "Entorse");
}

/// The first pregnancy, birth and what followed.
pub(super) fn louise(story: &mut Story) {
    let birth = louise_born(story);
    story.problem(&LEROUX, &illness::PREGNANCY, birth.plus(-200), Some(birth));
    let when = birth.plus(-12).working().at(10, 30);
    let note = "38 SA passées. Tout va bien, bébé en position céphalique. TA 11/7, BU négative, col postérieur mi-long. Projet de naissance : péridurale si besoin, peau à peau, allaitement. Groupe O négatif : anti-D faite à 28 SA.";
    let visit = story.seen(Kind::Outpatient, &LEROUX, when, "Consultation du 9e mois", note);
    let by = By::during(&LEROUX, when, &visit);
    story.pressure(by, 114.0, 70.0);
    story.vital(by, &vital::WEIGHT, 76.4);

    story.problem(&DUMONT, &illness::BIRTH, birth, Some(birth));
    let by = By::alone(&DUMONT, birth.at(16, 10));
    let outcome = "Naissance à 40 SA + 3 j d’une fille, Louise, 3 480 g, Apgar 10/10.";
    story.act(by, &act::BIRTH_FIRST, outcome);
    let body = [
        paragraph("Chère Consœur,"),
        paragraph(
            "Mme Delaunay a accouché dans le service d’une fille prénommée Louise, à 40 SA + 3 j, après une mise en travail spontanée.",
        ),
        heading("Accouchement"),
        paragraph(
            "Voie basse spontanée sous péridurale, présentation céphalique. Périnée : déchirure du premier degré suturée. Délivrance naturelle complète, pertes estimées à 250 mL. Enfant : 3 480 g, Apgar 10/10 à 1 et 5 minutes, groupe A positif.",
        ),
        heading("Suites"),
        paragraph(
            "Suites simples, allaitement maternel bien installé. Mère O négatif, RAI négative : immunoglobulines anti-D 300 µg injectées à H18. Vaccination contre la coqueluche de l’entourage vérifiée.",
        ),
        paragraph(
            "Rééducation périnéale prescrite, visite postnatale prévue à six semaines. Avec mes remerciements pour votre confiance, je vous prie de croire, Chère Consœur, à mes sentiments les meilleurs.",
        ),
    ];
    let by = By::alone(&DUMONT, birth.plus(3).at(11, 20));
    let title = "Compte rendu d’accouchement";
    story.letter(by, &document::BIRTH, title, Some(&VASSEUR), &body);
    let by = By::alone(&DUMONT, birth.plus(1).at(10, 10));
    let dose = "300 µg, une injection dans les 72 heures";
    let why = "Mère RhD négatif, enfant RhD positif";
    story.medicine(by, &drug::ANTI_D, dose, Some(birth.plus(1)), why);

    let when = birth.plus(44).working().at(9, 45);
    let note = "Visite postnatale. Moral bon, nuits hachées, pas de signe de dépression (EPDS 6). Allaitement mixte. Périnée souple, testing 3/5. Contraception : désogestrel, puis DIU au cuivre envisagé. Rééducation à débuter.";
    let visit = story.seen(Kind::Outpatient, &LEROUX, when, "Visite postnatale", note);
    let by = By::during(&LEROUX, when, &visit);
    let until = Some(when.day.plus(120));
    story.medicine(
        by,
        &drug::DESOGESTREL,
        "1 comprimé par jour, en continu",
        until,
        "Contraception",
    );

    let when = birth.plus(150).working().at(17, 15);
    let note = "Bilan final de rééducation périnéale, 10 séances. Testing 4+/5, tenue 8 s. Plus de fuite à la course ni à l’éternuement. Auto-exercices remis, pas de reprise du trampoline avant 3 mois. Fin de prise en charge.";
    story.seen(Kind::Consultation, &LEBLANC, when, "Rééducation périnéale, bilan final", note);
}

/// Between the two.
pub(super) fn between(story: &mut Story) {
    let when = story.ago(365 * 3 + 200);
    let note = "Pose de DIU au cuivre sans difficulté, hystérométrie 7 cm. Contrôle dans 6 semaines. Fils coupés à 2 cm. Prévenir si fièvre ou douleur.";
    let visit = story.seen(Kind::Outpatient, &DUMONT, when, "Pose de DIU", note);
    story.act(By::during(&DUMONT, when, &visit), &act::IUD, "DIU au cuivre, pose simple.");

    let when = story.ago(365 * 2 + 30);
    let note = "Fatigue, règles abondantes depuis le DIU. Conjonctives pâles. TA 11/6, 69 kg. NFS + ferritine.";
    let visit = story.seen(Kind::Consultation, &VASSEUR, when, "Fatigue", note);
    let by = By::during(&VASSEUR, when, &visit);
    story.pressure(by, 110.0, 64.0);
    story.vital(by, &vital::WEIGHT, 69.0);
    let day = when.day;
    let over = Some(day.plus(130));
    story.problem(&VASSEUR, &illness::IRON_ANAEMIA, day.plus(3), over);
    let dose = "1 comprimé par jour, à distance du thé et du café";
    story.medicine(by, &drug::IRON, dose, Some(day.plus(95)), "Carence en fer");

    let when = story.ago(430);
    let note = "Désir de grossesse. DIU retiré sans difficulté. Acide folique 0,4 mg à commencer dès maintenant et jusqu’à 10 SA au moins. ROR : 2 doses. Toxo à refaire dès la grossesse. IMC 26,4 : parlé d’alimentation et de marche. Test HPV négatif du mois dernier.";
    let visit =
        story.seen(Kind::Outpatient, &DUMONT, when, "Consultation préconceptionnelle", note);
    let until = super::last_period(story).plus(12 * 7);
    let by = By::during(&DUMONT, when, &visit);
    let dose = "1 comprimé par jour";
    story.medicine(by, &drug::FOLIC_ACID_04, dose, Some(until), "Désir de grossesse, prévention");

    let when = story.ago(300);
    let note = "Angine, TROD négatif. Traitement symptomatique, pas d’antibiotique. Toujours sous acide folique. TA 11/7. RAS par ailleurs.";
    let visit = story.seen(Kind::Consultation, &VASSEUR, when, "Mal de gorge", note);
    story.pressure(By::during(&VASSEUR, when, &visit), 112.0, 70.0);
    let day = when.day;
    story.problem(&VASSEUR, &illness::TONSILLITIS, day, Some(day.plus(6)));

    let when = story.ago(265);
    let note = "Contrôle annuel, détartrage. 36 et 46 : composites étanches. Saignement au brossage en secteur 3. Conseil de brossage, revoir dans 1 an ou au 4e mois en cas de grossesse (examen pris en charge).";
    story.seen(Kind::Consultation, &ROUSSEL, when, "Contrôle annuel", note);
}
