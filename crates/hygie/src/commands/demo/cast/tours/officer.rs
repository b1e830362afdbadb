//! The tour of the privacy officer.

use super::Stop;

/// Theirs.
pub(in super::super) const OFFICER: &[Stop] = &[
    Stop {
        path: "/",
        title: ("Veiller sans voir", "Watch without seeing"),
        text: (
            "Aucun dossier ne vous est ouvert. Ce qui vous attend est ici\u{a0}: les dossiers ouverts \
             en urgence, que vous examinez tous, et les accès que des personnes contestent.",
            "No record is open to you. What waits for you is here: the records that were opened in an \
             emergency, all of which you review, and the accesses that persons contest.",
        ),
    },
    Stop {
        path: "/reviews",
        title: ("Urgences et contestations", "Emergencies and contests"),
        text: (
            "Vide\u{a0}? Entrez comme Mamadou Diallo, ouvrez le dossier de Zoé en urgence, mettez-y fin, \
             puis contestez-le comme Zoé, et revenez ici\u{a0}: qui, quand, pourquoi, et combien de \
             choses ont été lues, jamais lesquelles.",
            "Empty? Enter as Mamadou Diallo, open Zoé’s record in an emergency, end it, contest it as \
             Zoé, and come back here: who, when, why, and how many things were read, never which.",
        ),
    },
    Stop {
        path: "/account",
        title: ("Ce qui s’est passé sur votre compte", "What happened to your account"),
        text: (
            "Les personnes dont le dossier a été ouvert en urgence l’apprennent au même endroit, dans \
             leur propre compte.",
            "Whoever’s record was opened in an emergency learns it in the same place, in their own \
             account.",
        ),
    },
];
