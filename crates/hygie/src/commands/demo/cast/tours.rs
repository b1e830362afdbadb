//! The guided tours: where each step is, and what it says in French and English.

mod call;
mod delegates;
mod officer;
mod support;

pub(super) use call::CALL;
pub(super) use delegates::{GUARDIAN, MOTHER, MOTHER_OF_TEENAGER};
pub(super) use officer::OFFICER;
pub(super) use support::{SUPPORT, TWO_HOUSES};

/// One step; `{record}` stands for the address of a record, `{closed}` for that of one
/// whose person nobody takes care of. In the text `{born}` stands for the day of birth of
/// the record's person.
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

const VISITS: Stop = Stop {
    path: "{record}/access",
    title: ("Qui a consulté ce dossier", "Who looked at this record"),
    text: (
        "Votre passage d’il y a un instant y figure déjà, et la personne le voit aussi. Entrez à \
         sa place pour le vérifier.",
        "Your visit of a moment ago is there already, and the person sees it too. Enter as them to \
         check.",
    ),
};

/// The night nurse's.
pub(super) const NIGHT: &[Stop] = &[
    Stop {
        path: "{record}#allergies",
        title: ("Deux minutes pour comprendre", "Two minutes to understand"),
        text: (
            "Âge, identité et allergies restent en haut de chaque page. La première ligne dit ce \
             qui est nouveau depuis votre dernière venue.",
            "Age, identity and allergies stay at the top of each page. The first line says what is \
             new since you last came.",
        ),
    },
    Stop {
        path: "{record}#treatments",
        title: ("Que prend-elle\u{a0}?", "What is she taking?"),
        text: (
            "Dix-sept lignes, les dernières d’abord, le reste à un clic. Regardez ce qui a été \
             ajouté avant la chute.",
            "Seventeen lines, the latest first, the rest one click away. Look at what was added \
             before the fall.",
        ),
    },
    Stop {
        path: "{record}/timeline",
        title: ("La nuit dernière", "Last night"),
        text: (
            "Transmissions, constantes et passage aux urgences, à leur date clinique, la plus \
             récente d’abord.",
            "Nursing notes, vital signs and the emergency visit, at their clinical date, the latest \
             first.",
        ),
    },
    WRITE,
    OWN_VISITS,
];

/// The general practitioner's.
pub(super) const GENERAL: &[Stop] = &[
    FIND,
    Stop {
        path: "{record}#treatments",
        title: ("Cinq minutes avant la consultation", "Five minutes before the appointment"),
        text: (
            "Problèmes, traitements et résultats sur un écran. Un même médicament à deux doses y \
             est montré, jamais tranché en silence.",
            "Problems, treatments and results on one screen. One medicine at two doses is shown, \
             never settled in silence.",
        ),
    },
    Stop {
        path: "{record}#results",
        title: ("Où vont les chiffres\u{a0}?", "Where are the numbers going?"),
        text: (
            "L’HbA1c tenait autour de 6,6\u{a0}%\u{a0}; suivez sa courbe jusqu’au dernier point. Chaque \
             valeur mène à dix ans de mesures.",
            "HbA1c had been steady around 6.6%: follow its line to the last point. Each value leads \
             to ten years of measurements.",
        ),
    },
    Stop {
        path: "{record}/timeline?kind=documents",
        title: ("Les lettres, à portée de main", "The letters, at hand"),
        text: (
            "Comptes rendus et lettres sont de vrais fichiers\u{a0}: ouvrez-en un, son PDF est à un \
             clic.",
            "Reports and letters are real files: open one, its PDF is one click away.",
        ),
    },
    WRITE,
    VISITS,
];

/// The emergency physician's.
pub(super) const EMERGENCY: &[Stop] = &[
    Stop {
        path: "{record}#allergies",
        title: ("Ce que l’on ne sait pas", "What is not known"),
        text: (
            "«\u{a0}Non renseigné\u{a0}» n’est jamais «\u{a0}aucune\u{a0}». L’identité est provisoire, et \
             elle est dite telle.",
            "“Not recorded” is never “none”. The identity is provisional, and is said to be.",
        ),
    },
    Stop {
        path: "{record}#results",
        title: ("Les premiers résultats", "The first results"),
        text: (
            "Ce qui sort des normes se reconnaît à une flèche et à un mot, pas à la couleur seule.",
            "What is out of range is told by an arrow and a word, not by colour alone.",
        ),
    },
    Stop {
        path: "{record}/timeline",
        title: ("De l’accueil au box", "From triage to the cubicle"),
        text: (
            "Motif, tri, examen, prélèvements\u{a0}: tout est daté à la minute et signé.",
            "Reason, triage, examination, samples: all timed to the minute and signed.",
        ),
    },
    Stop {
        path: "{closed}/emergency",
        title: ("Ouvrir un dossier en urgence", "Open a record in an emergency"),
        text: (
            "Zoé Marchal arrive sans connaissance\u{a0}; personne ici ne la prend en charge, son dossier \
             est fermé. Attestez, donnez un motif\u{a0}: il s’ouvre pour huit heures. Zoé le voit à sa \
             prochaine page, et Mathilde Aubert l’examine.",
            "Zoé Marchal comes in unconscious; nobody here takes care of her, so her record is closed. \
             State the conditions and give a reason: it opens for eight hours. Zoé sees it on her \
             next page, and Mathilde Aubert reviews it.",
        ),
    },
    WRITE,
];

/// The midwife's.
pub(super) const MIDWIFE: &[Stop] = &[
    Stop {
        path: "{record}#results",
        title: ("La tension des dernières visites", "The pressure of the last visits"),
        text: (
            "Prise seule, chaque mesure rassure. Les deux dernières, côte à côte, moins.",
            "Each measurement by itself is reassuring. The last two, side by side, less so.",
        ),
    },
    Stop {
        path: "{record}/timeline",
        title: ("Une grossesse, mois par mois", "A pregnancy, month by month"),
        text: (
            "Consultations, échographies et prises de sang se suivent à leur date clinique.",
            "Visits, scans and blood tests follow each other at their clinical date.",
        ),
    },
    Stop {
        path: "{record}/timeline?kind=vaccinations",
        title: ("Les vaccins de la grossesse", "Vaccinations in pregnancy"),
        text: (
            "Les liens de gauche ouvrent une partie du dossier. Ce qui manque se voit.",
            "The links on the left open one part of the record. What is missing shows.",
        ),
    },
    WRITE,
    OWN_VISITS,
];

/// That of the kidney specialist for children.
pub(super) const CHILD: &[Stop] = &[
    Stop {
        path: "{record}#problems",
        title: ("Une maladie, trois rechutes", "One illness, three relapses"),
        text: (
            "Le problème, son traitement et ce qui a changé depuis la dernière consultation tiennent \
             sur un écran.",
            "The problem, its treatment and what changed since the last visit fit one screen.",
        ),
    },
    Stop {
        path: "{record}/timeline?kind=results",
        title: ("Les protéines et l’albumine", "Proteins and albumin"),
        text: (
            "Ouvrez un rapport protéinurie/créatininurie, puis une albumine\u{a0}: quand l’un monte, \
             l’autre descend, et la cortisone les inverse.",
            "Open a protein/creatinine ratio, then an albumin: when one rises the other falls, and \
             steroids turn them round.",
        ),
    },
    Stop {
        path: "{record}/timeline?kind=documents",
        title: ("Pour la maternelle", "For the nursery school"),
        text: (
            "Le projet d’accueil individualisé est un PDF que l’école peut imprimer.",
            "The school’s care plan is a PDF that the school can print.",
        ),
    },
    VISITS,
];

/// The visiting nurse's.
pub(super) const VISITING: &[Stop] = &[
    Stop {
        path: "{record}#treatments",
        title: ("Deux listes, deux doses", "Two lists, two doses"),
        text: (
            "La lettre de sortie et le pilulier ne disent pas la même chose. Les deux sources sont \
             montrées, avec leur date.",
            "The discharge letter and the pill box do not say the same. Both sources are shown, with \
             their date.",
        ),
    },
    Stop {
        path: "{record}#results",
        title: ("Le poids parle le premier", "Weight speaks first"),
        text: (
            "Chez André, quelques kilos de plus annoncent l’essoufflement. La courbe le montre avant \
             lui.",
            "With André, a few kilos more announce breathlessness. The line shows it before he does.",
        ),
    },
    WRITE,
    OWN_VISITS,
];

/// The pharmacist's.
pub(super) const PHARMACIST: &[Stop] = &[
    Stop {
        path: "{record}#treatments",
        title: ("Dix-sept médicaments", "Seventeen medicines"),
        text: (
            "Posologie, prescripteur et date sur chaque ligne. Lesquels endorment\u{a0}? Lesquels \
             se cumulent\u{a0}?",
            "Dosage, prescriber and date on each line. Which ones make drowsy? Which ones add up?",
        ),
    },
    Stop {
        path: "{record}#allergies",
        title: ("Les allergies, en toutes lettres", "Allergies, in words"),
        text: (
            "Connues, aucune connue, ou non renseignées\u{a0}: trois états que rien ne confond.",
            "Known, none known, or not recorded: three states that nothing confuses.",
        ),
    },
    Stop {
        path: "{record}#results",
        title: ("Le rein décide de la dose", "The kidney decides the dose"),
        text: (
            "Le dernier débit de filtration et sa pente, à côté de la liste.",
            "The latest filtration rate and its slope, beside the list.",
        ),
    },
    WRITE,
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
            "Les comptes se gèrent ici, les jetons et les vérifications en ligne de commande. Aucun \
             dossier ne vous est ouvert, et c’est voulu.",
            "Accounts are managed here, tokens and checks at the command line. No record is open to \
             you, and that is intended.",
        ),
    },
    Stop {
        path: "/accounts",
        title: ("Qui peut entrer", "Who may come in"),
        text: (
            "Invité, à confirmer, actif, suspendu, fermé\u{a0}: chaque compte dit où il en est. \
             Suspendre ferme ses sessions aussitôt, et chaque geste laisse une trace.",
            "Invited, to be confirmed, active, suspended, closed: each account says where it stands. \
             Suspending ends its sessions at once, and each act leaves a trace.",
        ),
    },
    Stop {
        path: "/account",
        title: ("Vos sessions", "Your sessions"),
        text: (
            "Le second contrôle et les codes de secours se règlent ici. Une session que vous ne reconnaissez pas se ferme \
             d’ici.",
            "The second check and the recovery codes are set here. A session that you do not recognise is closed from here.",
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

/// The cook's.
pub(super) const COOK: &[Stop] = &[
    Stop {
        path: "{record}#latest",
        title: ("Votre dossier, en phrases", "Your record, in sentences"),
        text: (
            "Ce qui est nouveau vient en premier, dit avec des mots courants.",
            "What is new comes first, in everyday words.",
        ),
    },
    Stop {
        path: "{record}#results",
        title: ("Votre diabète, en dix ans", "Your diabetes, over ten years"),
        text: (
            "Le tracé montre si le sucre moyen monte ou descend. Ouvrez-le\u{a0}: on y lit le jour où \
             le traitement a changé.",
            "The line shows whether the average sugar rises or falls. Open it: one can read the day \
             on which the treatment changed.",
        ),
    },
    Stop {
        path: "{record}/timeline?kind=documents",
        title: ("Vos lettres et comptes rendus", "Your letters and reports"),
        text: (
            "Chaque document s’ouvre et s’imprime. C’est le même que celui de votre médecin.",
            "Each document can be opened and printed. It is the one that your doctor has.",
        ),
    },
    LOOKS,
];

/// That of a woman who expects a child.
pub(super) const EXPECTING: &[Stop] = &[
    Stop {
        path: "{record}#latest",
        title: ("Où en est la grossesse", "How the pregnancy is going"),
        text: (
            "Le dernier rendez-vous, le dernier résultat, le prochain examen.",
            "The last visit, the last result, the next examination.",
        ),
    },
    ALL,
    LOOKS,
];

/// A teenager's.
pub(super) const TEENAGER: &[Stop] = &[
    Stop {
        path: "{record}#latest",
        title: ("Ton dossier, à toi", "Your own record"),
        text: (
            "Tu lis ici tout ce qui te concerne. Ce que tu as demandé à garder pour toi porte une \
             étiquette\u{a0}: «\u{a0}invisible pour les représentants légaux\u{a0}».",
            "Here you read all that concerns you. What you asked to keep to yourself carries a \
             label: “invisible to legal representatives”.",
        ),
    },
    ALL,
    LOOKS,
];

/// That of a widower who reads badly.
pub(super) const WIDOWER: &[Stop] = &[
    Stop {
        path: "{record}#latest",
        title: ("De grands caractères, des phrases courtes", "Large letters, short sentences"),
        text: (
            "La page de la personne est plus grande et plus simple que celle des soignants. Elle \
             grossit encore sans rien perdre.",
            "The person’s page is larger and plainer than the professionals’. It grows further and \
             loses nothing.",
        ),
    },
    Stop {
        path: "{record}#results",
        title: ("Le poids de chaque matin", "Each morning’s weight"),
        text: (
            "Une ligne qui monte, c’est un appel à l’infirmière. Le dessin le dit mieux qu’un nombre.",
            "A line that rises means calling the nurse. The drawing says it better than a number.",
        ),
    },
    LOOKS,
];

const ALL: Stop = Stop {
    path: "{record}/timeline",
    title: ("Tout relire", "Read it all"),
    text: (
        "Consultations, résultats, traitements et documents, du plus récent au plus ancien.",
        "Visits, results, treatments and documents, the latest first.",
    ),
};

const LOOKS: Stop = Stop {
    path: "{record}/access",
    title: ("Qui a ouvert votre dossier", "Who opened your record"),
    text: (
        "Chaque passage est là, avec le nom, le rôle et l’heure. Les lectures automatiques sont à \
         part. L’un d’eux vous étonne\u{202f}? Contestez-le\u{a0}: on vous répond ici.",
        "Each visit is here, with name, role and time. Automatic reads stand apart. One of them \
         surprises you? Contest it: you are answered here.",
    ),
};

/// That of anybody who holds a record.
pub(super) const PERSON: &[Stop] = &[
    Stop {
        path: "{record}#latest",
        title: ("Votre dossier, en phrases", "Your record, in sentences"),
        text: (
            "Ce qui est nouveau vient en premier, dit avec des mots courants. Rien n’est à chercher.",
            "What is new comes first, in everyday words. There is nothing to search for.",
        ),
    },
    ALL,
    LOOKS,
];
