//! This year: more fits, a new medicine, and a young man nobody recognises.

use super::{DOUBLED_DAYS, FITS, HARD_MOMENTS, NEW_DRUG_DAYS, counted, then};
use crate::codes::{act, document, drug, lab, vital};
use crate::staff::{CHEVALIER, GUERIN, HADDAD, MEUNIER, PEREIRA, SIMON, VASSEUR};
use crate::story::{By, Kind, Story, Visit, heading, paragraph, points};

/// Fits of the last months, by days ago.
const MONTHS: &[(i64, i64)] = &[
    (365, 0),
    (335, 1),
    (304, 1),
    (274, 1),
    (243, 2),
    (213, 2),
    (182, 3),
    (152, 3),
    (121, 4),
    (91, 4),
    (60, 2),
    (30, 0),
];

/// Hard moments of the last weeks, by days ago.
const WEEKS: &[(i64, i64)] = &[
    (110, 2),
    (103, 1),
    (96, 2),
    (89, 3),
    (82, 2),
    (68, 3),
    (61, 4),
    (54, 4),
    (47, 5),
    (33, 8),
    (26, 9),
    (19, 11),
    (12, 12),
    (5, 14),
];

/// What the nurse counts, and the sheet for an emergency.
pub(super) fn fits(story: &mut Story, home: &Visit) {
    for (days, count) in MONTHS {
        let by = then(story, &MEUNIER, *days, (17, 0), home);
        counted(story, by, FITS, *count);
    }
    let by = then(story, &CHEVALIER, 128, (20, 30), home);
    let text = "À 19 h 50, devant la télé, Théo est tombé du canapé. Tout raide, puis il a tremblé de partout. J’ai regardé ma montre : deux minutes vingt. Je l’ai mis sur le côté, j’ai écarté la table, Lilian est allé chercher Inês. Après il a dormi une heure. Il avait fait pipi, on l’a changé, il n’aime pas qu’on en parle devant les autres.";
    story.note(by, &document::SOCIAL, "Crise de ce soir", text);
    let when = story.ago(100);
    let body = [
        paragraph(
            "À appliquer par tout adulte présent, soignant ou non. Affiché à l’infirmerie et dans le bus.",
        ),
        heading("Si Théo fait une crise"),
        points(&[
            "Regarder l’heure. L’allonger sur le côté, écarter les objets, rien dans la bouche.",
            "Rester près de lui, parler peu, baisser la lumière.",
            "À 5 minutes : midazolam buccal 10 mg, toute la seringue lentement entre la gencive et la joue. Ne pas renouveler.",
            "Appeler le 15 si la crise dure encore à 10 minutes, si une seconde suit sans réveil, s’il est blessé ou respire mal.",
        ]),
        heading("Ensuite"),
        points(&[
            "Prévenir l’infirmière et les parents, noter durée et circonstances.",
            "Traitement du soir non pris ou recraché : le dire, une dose manquée suffit à une crise.",
        ]),
    ];
    let by = By::during(&MEUNIER, when, home);
    let title = "Protocole de crise d’épilepsie";
    story.letter(by, &document::CARE_PLAN, title, None, &body);
    let by = By::alone(&HADDAD, when.day.at(8, 30));
    let dosage = "Si besoin, crise de plus de 5 minutes : 1 seringue entre la gencive et la joue";
    story.medicine(by, &drug::MIDAZOLAM, dosage, None, "Crise convulsive prolongée");
    let since = when;
    let said = "Épilepsie : midazolam buccal 10 mg si crise de plus de 5 minutes (protocole). Ne parle pas : sa douleur se lit à sa main droite.";
    story.alert(&MEUNIER, since, said);
}

/// Levetiracetam.
pub(super) fn new_medicine(story: &mut Story, home: &Visit) {
    let when = story.ago(NEW_DRUG_DAYS);
    let level = story.today.plus(-NEW_DRUG_DAYS - 4).working().at(7, 45);
    let results = [(&lab::VALPROATE, 74.0), (&lab::PLATELETS, 158.0), (&lab::CREATININE_M, 76.0)];
    let by = By::alone(&SIMON, level.plus(150));
    story.panel(By::alone(&SIMON, level), "Avant adaptation", &results, "");
    story.biology(by, &HADDAD, "Dosage de valproate", &results, "Plaquettes en baisse lente.");
    let reason = "Épilepsie, crises plus fréquentes";
    let visit = story.visit(Kind::Outpatient, &HADDAD, when, 40, reason);
    let body = [
        paragraph("Chère Consœur,"),
        paragraph(
            "J’ai revu Théo, 19 ans, avec sa mère. Faute de neurologue pour adultes qui puisse le recevoir avant six mois, je poursuis le suivi jusqu’au relais. Quatre crises par mois depuis deux mois, brèves, malgré une valproatémie à 74 mg/L. Plaquettes à 158 G/L : je ne monte pas davantage le valproate.",
        ),
        heading("EEG du jour"),
        paragraph("Tracé de fond un peu lent, bouffées de pointes-ondes généralisées."),
        heading("Conduite"),
        points(&[
            "Ajout de lévétiracétam, 500 mg matin et soir, à doubler dans cinq semaines.",
            "Irritabilité ou agressivité possibles dans les semaines qui suivent : prévenir l’équipe de l’IME, me rappeler.",
            "Valproate chez l’homme : attestation d’information partagée à signer avec Théo et sa mère. Formulaire oublié ce jour, à faire à la prochaine visite.",
        ]),
        paragraph("Bien confraternellement."),
    ];
    let by = By::during(&HADDAD, when, &visit);
    let title = "Épilepsie : ajout de lévétiracétam";
    story.cda_letter(by, &document::CONSULTATION, title, Some(&VASSEUR), &body);
    story.act(by, &act::EEG, "Bouffées de pointes-ondes généralisées, fond un peu lent.");
    let doubled = story.today.plus(-DOUBLED_DAYS).working();
    let end = (doubled, "Palier suivant");
    let dosage = "1 comprimé matin et soir";
    let why = "Épilepsie généralisée, en association";
    story.stopped_medicine(by, &drug::LEVETIRACETAM, dosage, end, why);
    let by = By::alone(&HADDAD, doubled.at(12, 10));
    story.medicine(by, &drug::LEVETIRACETAM, "2 comprimés matin et soir", None, why);

    let by = By::during(&MEUNIER, doubled.at(18, 20), home);
    let said = [
        "appel du Dr Haddad : une seule crise depuis trois semaines. Palier de lévétiracétam à 1 000 mg matin et soir à partir de ce soir.",
        "pilulier refait, comprimés dans la compote. Parents prévenus. Courrier du pédiatre parti chez le médecin traitant, pas reçu ici.",
        "",
    ];
    story.transmission(by, "Changement de traitement", said);
}

/// What his educators see.
pub(super) fn changed(story: &mut Story, home: &Visit) {
    for (days, count) in WEEKS {
        let by = then(story, &CHEVALIER, *days, (19, 30), home);
        counted(story, by, HARD_MOMENTS, *count);
    }
    let told = [
        (
            62,
            &PEREIRA,
            "Petit déjeuner",
            "Théo a poussé son bol quand je me suis assise à côté. Ce n’est pas son genre. Il n’a pas voulu de compote, il a gardé les dents serrées.",
        ),
        (
            46,
            &CHEVALIER,
            "Retour de stage",
            "Il a jeté le râteau. Le chef d’équipe dit qu’il est « à cran » depuis deux semaines. Dans le bus il a donné des coups de pied dans le siège pendant tout le trajet. Rien n’a changé au stage, ni l’heure ni les gens.",
        ),
        (
            32,
            &PEREIRA,
            "Il n’est plus pareil",
            "Il crie dès qu’on ouvre sa porte, même avec la photo du bon adulte. Il a arraché les pages du classeur, celles du jardin. Il pleure d’un coup, sans rien avant, et il vient mettre ma main sur sa tête. On a cherché : pas de bruit nouveau, pas de changement de chambre, pas de visite ratée.",
        ),
        (
            20,
            &CHEVALIER,
            "Stage arrêté pour l’instant",
            "Il a tapé un collègue du stage avec le plat de la main. On arrête deux semaines pour ne pas tout abîmer. Il a compris, il a rendu le casque. Il ne dort plus avant deux heures.",
        ),
        (
            6,
            &PEREIRA,
            "Réunion d’équipe",
            "On est fatigués et lui aussi. Quatorze moments difficiles cette semaine, il y en avait deux il y a trois mois. Certains pensent que c’est l’idée de partir, les visites de foyers. Moi je pense que ça a commencé avant les visites.",
        ),
    ];
    for (days, who, title, text) in told {
        let by = then(story, who, days, (20, 15), home);
        story.note(by, &document::SOCIAL, title, text);
    }
    let by = then(story, &MEUNIER, 13, (15, 0), home);
    let said = [
        "morsures de la main droite reprises, griffures. Grille douleur 3/15, ventre souple, selle hier, oreilles et dents regardées : rien. Zéro crise depuis quatre semaines.",
        "pansement simple. Demande de rendez-vous avancé au Dr Renaud pour agitation, augmentation de rispéridone à discuter ?",
        "rendez-vous obtenu la semaine prochaine.",
    ];
    story.transmission(by, "Agitation sans douleur retrouvée", said);
}

/// New since yesterday.
pub(super) fn since_yesterday(story: &mut Story, home: &Visit) {
    let day = story.ago(1).day;
    let by = By::alone(&GUERIN, day.at(8, 40));
    let text = "Préparation de la quinzaine pour l’IME. Lévétiracétam, rispéridone, mélatonine, macrogol : délivrés. VALPROATE NON DÉLIVRÉ : attestation d’information partagée (homme en âge d’avoir des enfants) absente ou datée de plus d’un an. Message laissé au secrétariat du Dr Haddad. L’IME a du valproate pour six jours. Ne pas interrompre : risque d’état de mal.";
    story.note(by, &document::DISPENSATION, "Valproate : attestation manquante", text);

    let by = then(story, &PEREIRA, 1, (20, 10), home);
    let text = "Soir difficile. Il a recraché les comprimés deux fois, une partie était encore dans la serviette. J’ai noté l’heure, 19 h 40. Je n’ai pas insisté, il pleurait. J’ai laissé le mot pour la nuit.";
    story.note(by, &document::SOCIAL, "Les comprimés du soir", text);

    let by = then(story, &CHEVALIER, 0, (5, 40), home);
    let text = "À 4 h 55 j’ai entendu la clé taper contre le lit. Il était raide, puis il a tremblé. À cinq minutes j’ai donné la seringue dans la joue comme sur la feuille affichée. C’est passé à 5 h 02. Il respirait bien, il était rose. Il dort. J’ai appelé Valérie, elle vient plus tôt. Ses parents à sept heures.";
    story.note(by, &document::SOCIAL, "Crise de cette nuit", text);

    let by = then(story, &MEUNIER, 0, (7, 5), home);
    let said = [
        "crise généralisée à 4 h 55, 7 minutes, midazolam 10 mg à 5 minutes par l’éducateur de nuit. Première crise depuis plus de quatre semaines. Dort, se réveille à la voix, pupilles égales, pas de blessure.",
        "surveillance toutes les demi-heures jusqu’à 9 h, traitement du matin donné à 6 h 50 et avalé. Dr Vasseur à appeler dès l’ouverture.",
        "SpO₂ 97 %, FC 88. Doses du soir : je viens de lire qu’il les aurait recrachées.",
    ];
    story.transmission(by, "Crise prolongée", said);
    story.vital(by, &vital::SATURATION, 97.0);
    story.vital(by, &vital::HEART_RATE, 88.0);
    story.vital(by, &vital::TEMPERATURE, 36.8);
}
