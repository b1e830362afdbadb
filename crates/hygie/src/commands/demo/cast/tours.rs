//! The guided tours: where each step is, and what it says in French and English.

/// One step; `{record}` stands for the address of a record.
pub(super) struct Stop {
    pub(super) path: &'static str,
    pub(super) title: (&'static str, &'static str),
    pub(super) text: (&'static str, &'static str),
}

const FIND: Stop = Stop {
    path: "/people#q",
    title: ("Trouver la bonne personne", "Find the right person"),
    text: (
        "Nom, prénom, date de naissance ou numéro, dans n’importe quel ordre. Une faute de frappe \
         est pardonnée, et ce qui est cherché ne s’écrit jamais dans l’adresse de la page.",
        "Name, date of birth or number, in any order. A misspelling is forgiven, and what you look \
         for is never written into the address of the page.",
    ),
};

const WRITE: Stop = Stop {
    path: "{record}/notes/new",
    title: ("Écrire une note", "Write a note"),
    text: (
        "La note rejoint le dossier aussitôt, sous votre nom. Rien n’est jamais écrasé\u{a0}: une \
         correction s’ajoute et l’ancienne version reste lisible.",
        "The note joins the record at once, under your name. Nothing is ever overwritten: a \
         correction is added, and the former version can still be read.",
    ),
};

const OWN_VISITS: Stop = Stop {
    path: "{record}/access",
    title: ("Vos passages laissent une trace", "Your visits leave a trace"),
    text: (
        "Chaque ouverture est notée avant que la page ne s’affiche. Vous voyez ici vos propres \
         passages\u{a0}; la personne, elle, voit ceux de tout le monde.",
        "Each opening is noted before the page appears. Here you see your own visits; the person \
         sees everybody’s.",
    ),
};

/// A physician's.
pub(super) const PHYSICIAN: &[Stop] = &[
    FIND,
    Stop {
        path: "{record}#allergies",
        title: ("L’essentiel reste en vue", "What matters stays in view"),
        text: (
            "Identité et allergies accompagnent chaque page du dossier. «\u{a0}Non renseigné\u{a0}» n’est \
             jamais confondu avec «\u{a0}aucune allergie connue\u{a0}».",
            "Identity and allergies go with each page of the record. “Not recorded” is never \
             mistaken for “no known allergy”.",
        ),
    },
    Stop {
        path: "{record}#treatments",
        title: ("Une synthèse d’un seul écran", "A summary on one screen"),
        text: (
            "Problèmes, traitements et résultats clés, sans rien ouvrir. Chaque ligne mène à \
             l’entrée d’origine, avec son auteur et sa date.",
            "Problems, treatments and key results, with nothing to open. Each line leads to the \
             entry it comes from, with its author and date.",
        ),
    },
    Stop {
        path: "{record}/timeline",
        title: ("Toute l’histoire", "The whole story"),
        text: (
            "Les événements sont rangés à leur date clinique, regroupés par venue. Les filtres \
             gardent un type d’entrée ou une année.",
            "Events stand at their clinical date, grouped by visit. The filters keep one kind of \
             entry, or one year.",
        ),
    },
    WRITE,
    Stop {
        path: "{record}/access",
        title: ("Qui a consulté ce dossier", "Who looked at this record"),
        text: (
            "Votre passage d’il y a un instant y figure déjà, et la personne le voit aussi. Entrez \
             à sa place pour le vérifier.",
            "Your visit of a moment ago is there already, and the person sees it too. Enter as them \
             to check.",
        ),
    },
];

/// A nurse's.
pub(super) const NURSE: &[Stop] = &[
    Stop {
        path: "{record}#results",
        title: ("Les derniers résultats", "The latest results"),
        text: (
            "Chaque valeur porte sa date, son unité et sa tendance. Ce qui sort des normes se \
             reconnaît à une flèche, pas à la couleur seule.",
            "Each value has its date, its unit and its trend. What is out of range is told by an \
             arrow, not by colour alone.",
        ),
    },
    Stop {
        path: "{record}/timeline?kind=vaccinations",
        title: ("Les vaccins, d’un geste", "Vaccinations, at once"),
        text: (
            "Les liens de gauche ouvrent une partie du dossier. Ce qui n’a pas été fait est dit en \
             toutes lettres.",
            "The links on the left open one part of the record. What was not done is said in words.",
        ),
    },
    WRITE,
    OWN_VISITS,
];

/// A secretary's.
pub(super) const SECRETARY: &[Stop] = &[
    FIND,
    Stop {
        path: "{record}",
        title: ("Identité et rendez-vous, rien d’autre", "Identity and appointments, nothing else"),
        text: (
            "Le même dossier, vu de l’accueil\u{a0}: de quoi reconnaître la personne et tenir son \
             agenda. Les données de santé ne vous sont pas ouvertes.",
            "The same record, seen from the front desk: enough to recognise the person and to keep \
             their appointments. Health data is not open to you.",
        ),
    },
    Stop {
        path: "{record}/timeline",
        title: ("Une chronologie qui sait se taire", "A timeline that keeps silent"),
        text: (
            "Seules les venues et les rendez-vous y paraissent. Ce qui est caché ne se devine ni \
             aux nombres ni aux blancs.",
            "Only visits and appointments appear. What is hidden cannot be guessed, neither from \
             counts nor from gaps.",
        ),
    },
    OWN_VISITS,
];

/// An administrator's.
pub(super) const ADMINISTRATOR: &[Stop] = &[
    Stop {
        path: "/",
        title: ("Faire fonctionner sans voir", "Run it without seeing"),
        text: (
            "Les comptes, les jetons et les vérifications passent par la ligne de commande. Aucun \
             dossier ne vous est ouvert, et c’est voulu.",
            "Accounts, tokens and checks go through the command line. No record is open to you, and \
             that is intended.",
        ),
    },
    Stop {
        path: "/account",
        title: ("Vos sessions", "Your sessions"),
        text: (
            "Chaque session ouverte est listée. Une session que vous ne reconnaissez pas se ferme \
             d’ici.",
            "Each open session is listed. One that you do not recognise is closed from here.",
        ),
    },
    Stop {
        path: "/password",
        title: ("Un mot de passe qui tient", "A password that holds"),
        text: (
            "Sa longueur et sa rareté comptent, pas ses symboles. En changer ferme les autres \
             sessions. Dans la démonstration, mieux vaut le laisser\u{a0}: il change à chaque démarrage.",
            "Its length and rarity count, not its symbols. Changing it closes the other sessions. In \
             the demonstration it is best left alone: it changes at each start.",
        ),
    },
];

/// That of who holds a record.
pub(super) const PERSON: &[Stop] = &[
    Stop {
        path: "{record}#latest",
        title: ("Votre dossier, en phrases", "Your record, in sentences"),
        text: (
            "Ce qui est nouveau vient en premier, dit avec des mots courants. Rien n’est à chercher.",
            "What is new comes first, in everyday words. There is nothing to search for.",
        ),
    },
    Stop {
        path: "{record}#results",
        title: ("Vos résultats, expliqués", "Your results, explained"),
        text: (
            "Chaque valeur est comparée à la précédente et aux valeurs habituelles. Le tracé montre \
             si elle monte ou descend.",
            "Each value is compared with the one before and with the usual range. The line shows \
             whether it rises or falls.",
        ),
    },
    Stop {
        path: "{record}/timeline",
        title: ("Tout relire", "Read it all"),
        text: (
            "Consultations, résultats, traitements et documents, du plus récent au plus ancien.",
            "Visits, results, treatments and documents, the latest first.",
        ),
    },
    Stop {
        path: "{record}/access",
        title: ("Qui a ouvert votre dossier", "Who opened your record"),
        text: (
            "Chaque passage est là, avec le nom, le rôle et l’heure. Les lectures automatiques sont \
             à part.",
            "Each visit is here, with name, role and time. Automatic reads stand apart.",
        ),
    },
];
