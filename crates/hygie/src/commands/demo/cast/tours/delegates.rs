//! The tours of those who act for somebody.

use super::Stop;

const ACTING: Stop = Stop {
    path: "{record}/acting",
    title: ("Ce qui vous est confié", "What is entrusted to you"),
    text: (
        "À quel titre, jusqu’à quand, et le moyen d’y renoncer. Chaque visite est notée à votre nom.",
        "In which capacity, until when, and the way to lay it down. Each visit is noted under your \
         name.",
    ),
};

/// That of the mother of a small child.
pub(in super::super) const MOTHER: &[Stop] = &[
    Stop {
        path: "{record}#latest",
        title: ("Le dossier de votre fille", "Your daughter’s record"),
        text: (
            "Vous l’ouvrez avec votre propre compte. Chaque page dit pour qui vous agissez, et à \
             quel titre.",
            "You open it with an account of your own. Each page says for whom you act, and in which \
             capacity.",
        ),
    },
    Stop {
        path: "{record}/timeline",
        title: ("Tout ce qui la suit", "All that follows her"),
        text: (
            "La même liste que chez l’autre parent et chez ceux qui la soignent, le même jour.",
            "The same list as in her other home and with those who care for her, on the same day.",
        ),
    },
    ACTING,
];

/// That of the mother of a teenager.
pub(in super::super) const MOTHER_OF_TEENAGER: &[Stop] = &[
    Stop {
        path: "{record}#latest",
        title: ("Le dossier d’une adolescente", "A teenager’s record"),
        text: (
            "Son asthme, ses vaccins, ses rendez-vous. Ce qu’elle garde pour elle n’est ni montré ni \
             compté : rien ne dit qu’il y a autre chose.",
            "Her asthma, her vaccines, her appointments. What she keeps to herself is neither shown \
             nor counted: nothing tells that there is more.",
        ),
    },
    Stop {
        path: "{record}/timeline",
        title: ("Comparez avec Zoé", "Compare with Zoé"),
        text: (
            "Entrez ensuite comme Zoé : sa liste est plus longue que celle-ci.",
            "Enter as Zoé next: her list is longer than this one.",
        ),
    },
    ACTING,
];

/// That of a guardian of property.
pub(in super::super) const GUARDIAN: &[Stop] = &[
    Stop {
        path: "{record}",
        title: (
            "Une tutelle des biens n’ouvre pas la santé",
            "A guardian of property sees no health",
        ),
        text: (
            "La mesure porte sur ses biens : le dossier reste fermé, et la page dit pourquoi. Yvonne \
             seule peut donner son accord.",
            "The measure is over her property: the record stays closed, and the page says why. \
             Yvonne alone can consent.",
        ),
    },
    Stop {
        path: "{record}/timeline",
        title: ("Aucun autre chemin", "No other way"),
        text: (
            "Toute page de ce dossier répond la même chose, sans dire ce qu’il contient.",
            "Each page of this record answers the same, and tells nothing of what it holds.",
        ),
    },
    Stop {
        path: "/account",
        title: ("Un compte à soi", "An account of one’s own"),
        text: (
            "On n’emprunte jamais le compte de la personne : chacun a le sien, et un code y ajoute \
             qui il représente.",
            "Nobody borrows the person’s account: each has their own, and a code adds whom they \
             represent.",
        ),
    },
];
