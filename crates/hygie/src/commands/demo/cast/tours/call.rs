//! The tour of who regulates a call to centre 15.

use super::Stop;

/// The regulating physician's.
pub(in super::super) const CALL: &[Stop] = &[
    Stop {
        path: "/people/regulation#family",
        title: ("Trouver qui appelle", "Find whom the call is about"),
        text: (
            "Nom de naissance\u{a0}: Lefèvre. Prénom\u{a0}: Marc. Né le {born}. Tout doit \
             correspondre\u{a0}; seule son identité s’affiche, et il en trouvera la trace.",
            "Name at birth: Lefèvre. Given name: Marc. Born on {born}. All of it must match; his \
             identity alone is shown, and he will find the trace of it.",
        ),
    },
    Stop {
        path: "{record}/regulation#reason",
        title: ("Ouvrir le dossier pour l’appel", "Open the record for the call"),
        text: (
            "Un numéro d’appel et une case à cocher. Le dossier partagé s’ouvre soixante minutes, \
             avec un bandeau sur chaque page. Qui s’y est opposé n’est ni trouvé ni ouvert.",
            "A number of the call and a box to tick. The shared record opens for sixty minutes, with \
             a banner on each page. Whoever opposed it is neither found nor opened.",
        ),
    },
    Stop {
        path: "{record}",
        title: ("Ce que les autres partagent", "What others share"),
        text: (
            "Une fois ouvert\u{a0}: allergies, traitements, résultats. Avant cela, la page dit \
             introuvable. Entrez ensuite comme Marc\u{a0}: il a été averti, avec votre nom.",
            "Once it is open: allergies, treatments, results. Before that, the page says not found. \
             Then enter as Marc: he was told, with your name.",
        ),
    },
];
