//! La Passerelle: his plan, his words, ordinary days.

use serde_json::json;

use super::{ENTRY_DAYS, then};
use crate::codes::{document, vital};
use crate::houses::{GROUP, IME};
use crate::staff::{CHEVALIER, FONTAINE, MEUNIER, PEREIRA, RENAUD};
use crate::story::{By, Kind, Story, Visit, heading, paragraph, points};

/// The day he came.
pub(super) fn comes(story: &mut Story) -> Visit {
    let when = story.today.plus(-ENTRY_DAYS).working().at(9, 0);
    let reason = "Admission à l’IME, internat, un week-end sur deux à la maison";
    let home = story.stay(Kind::Accompaniment, &GROUP, &RENAUD, (when, None), reason);
    let by = By::during(&MEUNIER, when.plus(90), &home);
    let text = "Entretien infirmier d’admission avec la mère. Traitement : valproate matin et soir, avalé dans la compote. Dernière crise il y a huit mois. Pas d’allergie connue. Mange peu de choses : pâtes, jambon, compote de pomme, jamais mélangés. Ne dit pas qu’il a mal : se mord la main droite. Dort avec la lumière du couloir.";
    story.note(by, &document::PARAMEDICAL_CARE, "Entretien d’admission", text);
    story.no_allergy(&MEUNIER, when.day);
    story.vital(by, &vital::WEIGHT, 43.5);
    story.vital(by, &vital::HEIGHT, 151.0);
    let members = [&CHEVALIER, &PEREIRA, &MEUNIER, &RENAUD, &FONTAINE];
    story.team(&IME, "Équipe du Groupe des Grands", when.day, &members);
    let text = "Théo est arrivé avec son sac à dos et n’a pas voulu l’enlever de la matinée. Il a fait le tour de toutes les portes. À midi il a mangé seul à la petite table, ça lui allait. Sa maman est partie vite, c’est lui qui a fermé la porte derrière elle.";
    let by = By::during(&CHEVALIER, when.plus(480), &home);
    story.note(by, &document::SOCIAL, "Premier jour", text);
    home
}

/// What he needs, by SERAFIN-PH: code, label, what it means for him.
const NEEDS: &[(&str, &str, &str)] = &[
    (
        "1.1.1",
        "Besoins en matière de fonctions mentales, psychiques, cognitives et du système nerveux",
        "Épilepsie : protocole connu de tous, lumière du couloir la nuit.",
    ),
    (
        "1.1.3",
        "Besoins en matière de douleur",
        "Ne dit pas sa douleur : observer la main droite, la grille affichée à l’infirmerie.",
    ),
    (
        "1.2.1.2",
        "Besoins en lien avec les relations et les interactions avec autrui",
        "Classeur de pictogrammes et tablette, partout où il va.",
    ),
    (
        "1.2.1.4",
        "Besoins pour prendre des décisions adaptées et pour la sécurité",
        "Traverse sans regarder. Choix entre deux images, pas plus.",
    ),
    (
        "1.3.2.2",
        "Besoins pour accomplir les activités domestiques",
        "Met la table et lance sa machine seul. Apprend à préparer un repas froid.",
    ),
    (
        "1.3.3.2",
        "Besoins en lien avec le travail et l’emploi",
        "Stages aux espaces verts : deux demi-journées par semaine.",
    ),
];

/// His plan of this year, with his own words.
pub(super) fn plan(story: &mut Story, home: &Visit) {
    let when = story.ago(150);
    let body = [
        paragraph(
            "Réunion avec Théo, ses parents, Antoine Chevalier, Valérie Meunier et Julie Fontaine.",
        ),
        heading("Les mots de Théo"),
        paragraph(
            "Dits avec son classeur et sa tablette, notés tels quels : « Jardin oui. Tondeuse oui. Bruit non. Ma clé. Maman dimanche. Grand comme Manon. »",
        ),
        heading("Ce que disent ses parents"),
        paragraph(
            "« On voudrait qu’il ait un chez-lui avec un jardin, pas trop loin. Et que quelqu’un nous dise ce qui se passe après ses vingt ans. »",
        ),
        heading("Ce que nous faisons cette année"),
        points(&[
            "Une clé de sa chambre, à son cou. Depuis peu il ferme et il ouvre seul.",
            "Stage aux espaces verts avec casque antibruit, le mardi et le jeudi matin.",
            "Le prénom de l’adulte de nuit affiché chaque soir avec la photo.",
            "Préparer l’après : visites de deux foyers de vie avec Julie.",
            "Repas : un aliment nouveau par semaine, à côté, jamais dans la même assiette.",
        ]),
        heading("Accord"),
        paragraph("Théo a posé sa gommette verte. Ses parents ont signé. Bilan dans un an."),
    ];
    let by = By::during(&CHEVALIER, when, home);
    let title = "Projet personnalisé d’accompagnement";
    story.letter(by, &document::PERSONAL_PLAN, title, None, &body);
    let activities: Vec<_> = NEEDS
        .iter()
        .map(|need| {
            let id = asked(story, &when.iso(), *need);
            json!({"reference": {"reference": format!("ServiceRequest/{id}")}})
        })
        .collect();
    let care_plan = json!({
        "resourceType": "CarePlan",
        "status": "active",
        "intent": "plan",
        "title": title,
        "description": "Vivre dans un lieu à lui avec un jardin ; être compris sans parler.",
        "subject": story.person.reference(),
        "period": {"start": when.day.iso()},
        "created": when.iso(),
        "author": CHEVALIER.reference(),
        "activity": activities,
    });
    story.put(&IME, care_plan);
}

fn asked(story: &mut Story, when: &str, (code, label, said): (&str, &str, &str)) -> String {
    let need = json!({
        "resourceType": "ServiceRequest",
        "status": "active",
        "intent": "plan",
        "code": {
            "coding": [{
                "system": "urn:oid:1.2.250.1.213.3.3.60",
                "code": code,
                "display": label,
            }],
            "text": label,
        },
        "subject": story.person.reference(),
        "authoredOn": when,
        "requester": CHEVALIER.reference(),
        "note": [{"text": said}],
    });
    story.put(&IME, need)
}

/// Ordinary days, as those who share them tell.
pub(super) fn days(story: &mut Story, home: &Visit) {
    let told = [
        (
            1580,
            &PEREIRA,
            "Piscine",
            "Théo est resté vingt minutes dans le petit bain, dos au mur. Quand les autres ont sauté il a mis ses mains sur ses oreilles et il est sorti tout seul, il a pris sa serviette. Il sait dire stop. J’étais dans l’eau avec lui tout le temps, comme c’est demandé.",
        ),
        (
            1130,
            &CHEVALIER,
            "Le classeur",
            "Bilan du classeur avec l’orthophoniste qui vient le mercredi : il a maintenant 74 images et en utilise 31 de lui-même. Il assemble deux images (« veux » + « compote »). Il va chercher le classeur quand on ne le comprend pas, avant il criait. On garde la même photo pour la même chose, à la maison aussi. Prochaine étape : la tablette.",
        ),
        (
            720,
            &PEREIRA,
            "La machine à laver",
            "Il a lancé sa machine sans moi. Il a trié les chaussettes par taille, pas par couleur, ça marche aussi. Très fier, il m’a pris la main pour me montrer le hublot.",
        ),
        (
            410,
            &CHEVALIER,
            "Premier jour de stage",
            "Espaces verts de la commune, avec le casque. Il a ramassé les feuilles une heure quinze sans s’arrêter. Le chef d’équipe lui a serré la main, il a regardé sa main longtemps après. Il veut la tondeuse.",
        ),
        (
            175,
            &PEREIRA,
            "Sa clé",
            "Théo a sa clé. Il l’a mise autour du cou et il a fermé et ouvert la porte onze fois. Il a dormi avec.",
        ),
        (
            112,
            &CHEVALIER,
            "Une belle semaine",
            "Deux matins de stage entiers. Il a partagé le banc avec Lilian au goûter sans qu’on demande. Il rit beaucoup le soir devant ses vidéos de tondeuses.",
        ),
    ];
    for (days, who, title, text) in told {
        let when = story.ago(days);
        story.note(By::during(who, when, home), &document::SOCIAL, title, text);
    }
    let by = then(story, &MEUNIER, 398, (11, 0), home);
    let said = [
        "se mord la main droite depuis hier, refuse le pain, joue gauche gonflée. Grille douleur 9/15. 37,9 °C.",
        "paracétamol 1 g à 11 h, dentiste appelé, rendez-vous demain. Aliments mous et froids.",
        "à 13 h ne se mord plus, a mangé deux compotes.",
    ];
    story.transmission(by, "Douleur non dite", said);
}
