//! The tours of those who work where people are supported.

use super::{OWN_VISITS, Stop, WRITE};

/// That of a nurse in an establishment for young people.
pub(in super::super) const SUPPORT: &[Stop] = &[
    Stop {
        path: "{record}/timeline?kind=documents",
        title: ("Ce qu’ont vu les éducateurs", "What the educators saw"),
        text: (
            "Leurs observations sont écrites avec des mots de tous les jours, et signées. L’IME \
             garde son propre dossier\u{a0}: l’hôpital ne le lit pas.",
            "Their observations are in everyday words, and signed. The establishment keeps its own \
             record: the hospital does not read it.",
        ),
    },
    Stop {
        path: "{record}#treatments",
        title: ("Traitement et protocole de crise", "Treatment and seizure plan"),
        text: (
            "Ce qu’il prend chaque jour, et ce qu’il faut donner si une crise dure.",
            "What he takes each day, and what to give if a seizure lasts.",
        ),
    },
    WRITE,
    OWN_VISITS,
];

/// That of a physician who works in two houses.
pub(in super::super) const TWO_HOUSES: &[Stop] = &[
    Stop {
        path: "/activity",
        title: ("Pour qui travaillez-vous\u{a0}?", "For whom do you work?"),
        text: (
            "Un compte, deux activités. Chacune ne lit que ce que sa maison garde, et l’on passe de \
             l’une à l’autre sans se reconnecter. Restez à l’IME pour la suite de la visite.",
            "One account, two activities. Each reads only what its house keeps, and one goes from one \
             to the other without logging in again. Stay at the establishment for what follows.",
        ),
    },
    Stop {
        path: "{record}/timeline?kind=documents",
        title: ("Ce que garde l’IME", "What the establishment keeps"),
        text: (
            "Les observations des éducateurs de Théo sont ici. Au nom de l’hôpital, Pascal ne les \
             verrait pas\u{a0}: essayez, puis revenez.",
            "What Théo’s educators saw is here. On behalf of the hospital Pascal would not see it: \
             try, and come back.",
        ),
    },
    Stop {
        path: "/account#security",
        title: ("Sa connexion, ses appareils", "His log-in, his devices"),
        text: (
            "D’où il est connecté, avec quoi il prouve qui il est. Il peut tout fermer d’un geste.",
            "From where he is logged in, and by what he proves who he is. He can end everything at \
             once.",
        ),
    },
];
