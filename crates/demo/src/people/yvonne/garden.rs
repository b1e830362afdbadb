//! Three years in the Unité du Jardin.

use super::{MOVED_DAYS, autonomy, round, sample, then};
use crate::codes::{document, illness, lab, vital};
use crate::houses::GARDEN;
use crate::staff::{BESSON, BRUN, GIRARD, MERCIER, ROCHE, TRAORE};
use crate::story::{By, Kind, Story, Visit, heading, paragraph, points};

/// The day she came.
pub(super) fn moves_in(story: &mut Story) -> Visit {
    let when = story.today.plus(-MOVED_DAYS).at(14, 0);
    let reason = "Entrée en EHPAD, unité protégée";
    let home = story.stay(Kind::Accompaniment, &GARDEN, &MERCIER, (when, None), reason);
    let by = By::alone(&ROCHE, when.plus(-3 * 1440));
    let body = [
        paragraph("Chère Consœur,"),
        paragraph(
            "Vous accueillez Mme Yvonne Delmas, veuve, que je suis depuis plus de vingt ans. Le maintien à domicile n’est plus possible : sorties nocturnes en chemise, gaz laissé ouvert, fille épuisée.",
        ),
        heading("À savoir"),
        points(&[
            "Maladie d’Alzheimer, MMSE 15/30 il y a trois mois.",
            "FA anticoagulée, insuffisance cardiaque à FEVG préservée, hypothyroïdie substituée, PTH droite.",
            "Pas d’allergie connue. Poids 58 kg.",
            "Ancienne couturière. Déteste qu’on lui coupe la viande devant les autres.",
            "Directives anticipées écrites, sa fille Sylvie est personne de confiance. Mesure de tutelle demandée au juge.",
        ]),
        paragraph("Je continuerai à la suivre à la résidence. Bien confraternellement."),
    ];
    let title = "Lettre d’entrée en EHPAD";
    story.letter(by, &document::SOCIAL_ENTRY_LETTER, title, Some(&MERCIER), &body);
    autonomy(story, &MERCIER, when.day.plus(8), ("MED-341", 3));
    let by = then(story, &TRAORE, MOVED_DAYS - 1, (10, 20), &home);
    story.vital(by, &vital::WEIGHT, 58.0);
    story.vital(by, &vital::HEIGHT, 156.0);
    round(story, by, (134.0, 72.0), 64.0);
    let said = [
        "première nuit : s’est levée six fois, cherche « la clé du magasin », porte poussée jusqu’à 3 h.",
        "veilleuse laissée, tisane, chemisier à recoudre confié au matin. Photo du mari posée sur la table de nuit.",
        "a pris son petit-déjeuner à table, a demandé mon prénom deux fois.",
    ];
    story.transmission(by, "Adaptation à l’entrée", said);
    home
}

/// The first two years.
pub(super) fn first_years(story: &mut Story, home: &Visit) {
    let when = story.ago(MOVED_DAYS - 120);
    let body = [
        paragraph("Projet élaboré avec Mme Delmas, sa fille et l’équipe de l’Unité du Jardin."),
        heading("Ses mots"),
        paragraph(
            "« Moi je veux qu’on me laisse coudre. Et qu’on me dise quand Sylvie vient, pas cinq minutes avant. »",
        ),
        heading("Ce que nous faisons ensemble"),
        points(&[
            "Atelier couture le mardi et le jeudi, aiguilles à bout rond.",
            "Le nom du visiteur du jour écrit sur l’ardoise de sa chambre dès le lever.",
            "Viande coupée en cuisine, jamais à table.",
            "Toilette à dix heures, après le café. Soin remis si elle refuse, une autre personne repasse.",
            "Ni barrières ni contention : lit bas et tapis de sol. Décision d’équipe, accord de Mme Delmas recueilli.",
        ]),
        paragraph("Prochaine évaluation dans un an."),
    ];
    let by = By::during(&TRAORE, when, home);
    let title = "Projet personnalisé d’accompagnement";
    story.letter(by, &document::PERSONAL_PLAN, title, None, &body);

    let results = [
        (&lab::CREATININE_F, 96.0),
        (&lab::EGFR, 47.0),
        (&lab::POTASSIUM, 4.3),
        (&lab::SODIUM, 138.0),
        (&lab::ALBUMIN, 37.0),
        (&lab::HB_F, 12.2),
        (&lab::VITAMIN_D, 14.0),
        (&lab::TSH, 2.8),
    ];
    let said = "Carence en vitamine D. DFG en baisse modérée par rapport à l’antériorité.";
    sample(story, 2 * 365 + 210, "Bilan annuel", &results, said);
    let day = story.today.plus(-2 * 365 - 208);
    story.problem(&MERCIER, &illness::VITAMIN_D_LACK, day, None);
    story.problem(&ROCHE, &illness::CKD_3, day, None);

    let when = story.ago(2 * 365 + 300);
    let note = "Déclin sur un an : MMSE 11/30, ne reconnaît plus toujours son fils, repas stimulés. DFG 47. Mémantine ajoutée, palier sur 4 semaines jusqu’à 20 mg. À réduire à 10 mg si la clairance passe sous 30 mL/min. Revoir à 1 an.";
    let reason = "Consultation gériatrique de suivi";
    let visit = story.seen(Kind::Outpatient, &BESSON, when, reason, note);
    round(story, By::during(&BESSON, when, &visit), (130.0, 70.0), 58.0);

    let day = story.today.plus(-600);
    story.problem(&ROCHE, &illness::DEPRESSION, day.plus(-110), None);
    let when = story.ago(598);
    let note = "Pleure au lever, ne coud plus, mange la moitié. Mirtazapine sans effet, arrêtée. TA 13/7, pouls 56. Sertraline 50 le matin. Natrémie dans 1 mois.";
    let visit = story.seen(Kind::Home, &ROCHE, when, "Tristesse, perte d’appétit", note);
    round(story, By::during(&ROCHE, when, &visit), (132.0, 70.0), 56.0);
}

/// Kilograms by days ago: a fifth gone in three years.
const WEIGHTS: &[(i64, f64)] = &[
    (960, 57.4),
    (840, 56.6),
    (720, 55.8),
    (600, 54.1),
    (480, 53.3),
    (390, 52.6),
    (330, 51.8),
    (270, 51.0),
    (210, 50.2),
    (150, 49.3),
    (120, 48.9),
    (90, 48.0),
    (60, 47.4),
    (30, 46.9),
];

/// What the scales and the laboratory say of what she eats.
pub(super) fn weight(story: &mut Story, home: &Visit) {
    for (days, kilograms) in WEIGHTS {
        let by = then(story, &GIRARD, *days, (9, 40), home);
        story.vital(by, &vital::WEIGHT, *kilograms);
    }
    let common = |creatinine, egfr, potassium, sodium, albumin, blood| {
        [
            (&lab::CREATININE_F, creatinine),
            (&lab::EGFR, egfr),
            (&lab::POTASSIUM, potassium),
            (&lab::SODIUM, sodium),
            (&lab::ALBUMIN, albumin),
            (&lab::HB_F, blood),
        ]
    };
    let said = "Natrémie à surveiller sous IRS et diurétique.";
    sample(story, 560, "Bilan sous sertraline", &common(101.0, 44.0, 4.4, 135.0, 36.0, 12.0), said);
    let said = "Albumine sous 35 g/L, CRP non dosée.";
    sample(story, 290, "Bilan annuel", &common(105.0, 42.0, 4.5, 135.0, 33.0, 11.7), said);
    let said = "Kaliémie à la limite supérieure, trois semaines après la spironolactone. Supplément potassique en cours ?";
    sample(story, 239, "Contrôle", &common(109.0, 40.0, 5.0, 134.0, 32.0, 11.5), said);
    let said = "Hyperkaliémie modérée, prélèvement non hémolysé. Contrôle sous 15 jours souhaité.";
    sample(story, 118, "Contrôle", &common(115.0, 38.0, 5.3, 133.0, 31.0, 11.2), said);

    let since = story.today.plus(-117);
    let note = "Perte de 16 % depuis l’entrée, IMC 20, albumine 31 g/L.";
    story.problem_noted(&MERCIER, &illness::MALNUTRITION, since, None, note);
    let when = story.ago(114);
    let note = "Synthèse nutrition. 48,9 kg pour 1,56 m (IMC 20), – 16 % depuis l’entrée. Mange seule si l’assiette est colorée et le couvert déjà en main, s’arrête dès qu’on parle autour. Enrichir (poudre de lait, beurre), collation à 16 h et 21 h, deux compléments par jour à distance des repas, manger-mains le soir. Pesée hebdomadaire. Pas de sonde : cf. directives anticipées.";
    let by = By::during(&MERCIER, when, home);
    story.note(by, &document::EPISODE_SUMMARY, "Synthèse nutritionnelle", note);
}

/// Evenings that grew hard, and what was tried.
pub(super) fn behaviour(story: &mut Story, home: &Visit) {
    let by = then(story, &GIRARD, 172, (18, 50), home);
    let said = [
        "à 18 h 10 crie dans le couloir, veut « rentrer faire à manger aux petits ». Me gifle quand j’approche pour le change.",
        "me suis éloigné, lumière allumée, proposé de plier les serviettes avec elle. Change fait à 18 h 40 par Aminata.",
        "calme jusqu’au coucher.",
    ];
    story.transmission(by, "Agitation en fin de journée", said);

    let when = story.ago(165);
    let text = "Évaluation NPI-ES demandée par l’équipe : agitation 8/12, comportement moteur aberrant 6/12, dépression 4/12, sommeil 6/12. Les troubles surviennent entre 17 h et 19 h, au moment de la relève et du bruit des chariots, et lors des soins d’hygiène rapides. Mme Delmas se calme avec un travail des mains. Hypothèses : fatigue, inconfort (douleur de hanche non dite), sur-stimulation. Propositions : goûter calme au jardin d’hiver à 16 h 45, couture, échelle Algoplus avant tout soin difficile, un seul soignant à la fois. Le traitement médicamenteux ne devrait venir qu’ensuite.";
    let by = By::during(&BRUN, when, home);
    let title = "Troubles du comportement : évaluation";
    story.note(by, &document::PSYCHOLOGY, title, text);

    let when = story.ago(159);
    let note = "Appelée pour agressivité lors des soins, deux soignants griffés. Pas de globe, pas de fécalome, pas de fièvre. Rispéridone 1 mg le soir pour 6 semaines, information donnée à la fille et à la tutrice (risque d’AVC). À RÉÉVALUER, arrêt si possible.";
    let by = By::during(&MERCIER, when, home);
    story.note(by, &document::CONSULTATION, "Agressivité lors des soins", note);
    autonomy(story, &MERCIER, story.today.plus(-140), ("MED-340", 2));
    let text = "Grille AGGIR réévaluée en équipe. Cohérence C, orientation C, toilette C, habillage C, alimentation B, élimination C, transferts B, déplacements à l’intérieur A : se déplace seule et beaucoup. GIR 2 (GIR 3 à l’entrée).";
    let by = then(story, &TRAORE, 140, (15, 10), home);
    story.note(by, &document::SOCIAL_ASSESSMENT, "Grille AGGIR : GIR 2", text);

    let when = story.ago(96);
    let note = "VAD Glycines. Ne dort pas, déambule. TA 12/7, pouls 54. Zopiclone 3,75 pour 4 semaines. Renouvellement du reste 3 mois.";
    let visit = story.seen(Kind::Home, &ROCHE, when, "Insomnie, renouvellement", note);
    round(story, By::during(&ROCHE, when, &visit), (122.0, 68.0), 54.0);
    let since = when.day;
    story.problem(&ROCHE, &illness::INSOMNIA, since, None);

    let by = then(story, &TRAORE, 61, (11, 15), home);
    let said = [
        "la tutrice, Mme Le Gall, appelle : elle veut l’accord écrit de la fille avant tout changement de chambre. La fille, elle, dit n’avoir « rien à signer ».",
        "rappelé les rôles : la tutrice représente, la personne de confiance témoigne de ce que Mme Delmas voudrait. Rendez-vous à trois proposé.",
        "rendez-vous non fixé à ce jour.",
    ];
    story.transmission(by, "Relations avec la famille et la tutrice", said);
}
