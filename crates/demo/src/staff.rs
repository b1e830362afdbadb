//! Who works here: professionals of health and of support, and those who keep
//! the houses running. All fictional; RPPS numbers are of the block for tests.

mod shift;

use serde_json::{Value, json};

pub use self::shift::Shift;

use crate::houses::{
    CALLS, CHAIR, COUNTER, DENTIST, DIALYSIS, EMERGENCY, GARDEN, GROUP, HOSPITAL, House, IMAGING,
    IME, LABORATORY, MATERNITY, MEDICINE, NETWORK, OUTPATIENTS, PAEDIATRICS, PARK, PHARMACY,
    PRACTICE, RESIDENCE, SAMU, SURGERY, Ward, id_of,
};
use crate::identity::{RPPS_SYSTEM, rpps};

/// What somebody's trade is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trade {
    /// Médecin, with the code and label of a specialty (JDV_J01).
    Physician(&'static str, &'static str),
    /// Infirmier or infirmière.
    Nurse,
    /// Sage-femme.
    Midwife,
    /// Pharmacien.
    Pharmacist,
    /// Chirurgien-dentiste.
    Dentist,
    /// Aide-soignant.
    CareAssistant,
    /// Éducateur spécialisé.
    Educator,
    /// Psychologue.
    Psychologist,
    /// Kinésithérapeute.
    Physiotherapist,
    /// Assistant de service social.
    SocialWorker,
    /// Secrétaire médicale.
    Secretary,
    /// Delegate for the protection of data (GDPR, article 37).
    PrivacyOfficer,
    /// Responsable de la sécurité des systèmes d’information.
    SecurityOfficer,
    /// Runs the machines.
    Administrator,
}

/// Somebody who works in a house.
#[derive(PartialEq, Eq, Debug)]
pub struct Colleague {
    /// Short name, for addresses: `claire.vasseur`.
    pub key: &'static str,
    /// `Dr`, or empty.
    pub title: &'static str,
    /// Given name.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// Whether a woman.
    pub female: bool,
    /// Year of birth, for the portrait.
    pub born: i64,
    /// Trade.
    pub trade: Trade,
    /// What they do here, as a door plate says it.
    pub function: &'static str,
    /// For which house.
    pub house: &'static House,
    /// In which part of it.
    pub ward: Option<&'static Ward>,
    /// Number in the block of RPPS for tests; none for those who have none.
    rpps: Option<i64>,
}

macro_rules! staff {
    ($($name:ident: $key:literal, $title:literal, $given:literal $family:literal, $sex:ident $born:literal, $trade:expr, $function:literal, $house:ident, $ward:expr, $rpps:expr;)+) => {
        $(#[doc = concat!($given, " ", $family, ", ", $function)]
        pub static $name: Colleague = Colleague {
            key: $key, title: $title, given: $given, family: $family,
            female: staff!(@ $sex), born: $born, trade: $trade, function: $function,
            house: &$house, ward: $ward, rpps: $rpps,
        };)+
        /// All of them.
        pub static STAFF: &[&Colleague] = &[$(&$name),+];
    };
    (@ f) => { true };
    (@ m) => { false };
}

const GENERAL: Trade = Trade::Physician("G15_10/SM54", "Médecin - Médecine Générale (SM)");
const URGENT: Trade = Trade::Physician("G15_10/SM59", "Médecin - Médecine d'urgence (SM)");
const PAEDIATRIC: Trade = Trade::Physician("G15_10/SM40", "Médecin - Pédiatrie (SM)");
const RENAL: Trade = Trade::Physician("G15_10/SM30", "Médecin - Néphrologie (SM)");
const AGEING: Trade = Trade::Physician("G15_10/SM18", "Médecin - Gériatrie (SM)");
const DIABETES: Trade =
    Trade::Physician("G15_10/SM62", "Médecin - Endocrinologie, diabétologie, nutrition (SM)");
const HEART: Trade =
    Trade::Physician("G15_10/SM04", "Médecin - Cardiologie et maladies vasculaires (SM)");
const BIOLOGY: Trade = Trade::Physician("G15_10/SM03", "Médecin - Biologie médicale (SM)");
const RADIOLOGY: Trade = Trade::Physician("G15_10/SM44", "Médecin - Radio-diagnostic (SM)");
const WOMEN: Trade = Trade::Physician("G15_10/SM20", "Médecin - Gynécologie-obstétrique (SM)");
const MIND: Trade = Trade::Physician("G15_10/SM42", "Médecin - Psychiatrie (SM)");

staff! {
    ROCHE: "nicolas.roche", "Dr", "Nicolas" "Roche", m 1971, GENERAL, "médecin généraliste", PRACTICE, Some(&SURGERY), Some(1);
    VASSEUR: "claire.vasseur", "Dr", "Claire" "Vasseur", f 1984, GENERAL, "médecin généraliste", PRACTICE, Some(&SURGERY), Some(2);
    COLIN: "ines.colin", "", "Inès" "Colin", f 1990, Trade::Nurse, "infirmière libérale", PRACTICE, Some(&SURGERY), Some(3);
    LAMBERT: "paul.lambert", "", "Paul" "Lambert", m 1979, Trade::Secretary, "secrétaire médical", PRACTICE, Some(&SURGERY), None;
    DIALLO: "mamadou.diallo", "Dr", "Mamadou" "Diallo", m 1982, URGENT, "médecin urgentiste", HOSPITAL, Some(&EMERGENCY), Some(4);
    PICHON: "lea.pichon", "Dr", "Léa" "Pichon", f 1989, URGENT, "médecin urgentiste", HOSPITAL, Some(&EMERGENCY), Some(5);
    GARCIA: "marc.garcia", "", "Marc" "Garcia", m 1986, Trade::Nurse, "infirmier d’accueil et d’orientation", HOSPITAL, Some(&EMERGENCY), Some(6);
    BESSON: "helene.besson", "Dr", "Hélène" "Besson", f 1968, AGEING, "gériatre", HOSPITAL, Some(&MEDICINE), Some(7);
    NGUYEN: "thi-lan.nguyen", "", "Thi Lan" "Nguyen", f 1993, Trade::Nurse, "infirmière de nuit", HOSPITAL, Some(&MEDICINE), Some(8);
    FAURE: "julien.faure", "", "Julien" "Faure", m 1995, Trade::Nurse, "infirmier de jour", HOSPITAL, Some(&MEDICINE), Some(9);
    PETIT: "sabrina.petit", "", "Sabrina" "Petit", f 1997, Trade::CareAssistant, "aide-soignante", HOSPITAL, Some(&MEDICINE), None;
    HADDAD: "karim.haddad", "Dr", "Karim" "Haddad", m 1975, PAEDIATRIC, "pédiatre", HOSPITAL, Some(&PAEDIATRICS), Some(10);
    WEBER: "anne.weber", "Dr", "Anne" "Weber", f 1970, RENAL, "néphrologue pédiatre", HOSPITAL, Some(&PAEDIATRICS), Some(11);
    MOREAU: "camille.moreau", "", "Camille" "Moreau", f 1988, Trade::Nurse, "puéricultrice", HOSPITAL, Some(&PAEDIATRICS), Some(12);
    LEROUX: "sophie.leroux", "", "Sophie" "Leroux", f 1985, Trade::Midwife, "sage-femme", HOSPITAL, Some(&MATERNITY), Some(13);
    DUMONT: "alice.dumont", "Dr", "Alice" "Dumont", f 1978, WOMEN, "gynécologue-obstétricienne", HOSPITAL, Some(&MATERNITY), Some(14);
    BENALI: "yasmine.benali", "Dr", "Yasmine" "Benali", f 1980, DIABETES, "diabétologue", HOSPITAL, Some(&OUTPATIENTS), Some(15);
    LEGRAND: "bernard.legrand", "Dr", "Bernard" "Legrand", m 1966, HEART, "cardiologue", HOSPITAL, Some(&OUTPATIENTS), Some(16);
    LACROIX: "etienne.lacroix", "Dr", "Étienne" "Lacroix", m 1969, RENAL, "néphrologue", HOSPITAL, Some(&DIALYSIS), Some(26);
    FERRY: "carole.ferry", "", "Carole" "Ferry", f 1976, Trade::Nurse, "infirmière de dialyse", HOSPITAL, Some(&DIALYSIS), Some(27);
    SIMON: "eric.simon", "Dr", "Éric" "Simon", m 1972, BIOLOGY, "biologiste", HOSPITAL, Some(&LABORATORY), Some(17);
    COSTA: "maria.costa", "Dr", "Maria" "Costa", f 1981, RADIOLOGY, "radiologue", HOSPITAL, Some(&IMAGING), Some(18);
    MARCHAND: "odile.marchand", "", "Odile" "Marchand", f 1969, Trade::Secretary, "secrétaire, bureau des identités", HOSPITAL, Some(&EMERGENCY), None;
    ROUSSEL: "thomas.roussel", "Dr", "Thomas" "Roussel", m 1987, Trade::Dentist, "chirurgien-dentiste", DENTIST, Some(&CHAIR), Some(19);
    MERCIER: "francoise.mercier", "Dr", "Françoise" "Mercier", f 1963, AGEING, "médecin coordonnateur", RESIDENCE, Some(&PARK), Some(20);
    TRAORE: "aminata.traore", "", "Aminata" "Traoré", f 1983, Trade::Nurse, "infirmière coordinatrice", RESIDENCE, Some(&GARDEN), Some(21);
    GIRARD: "lucas.girard", "", "Lucas" "Girard", m 1999, Trade::CareAssistant, "aide-soignant", RESIDENCE, Some(&GARDEN), None;
    BRUN: "nadia.brun", "", "Nadia" "Brun", f 1991, Trade::Psychologist, "psychologue", RESIDENCE, Some(&GARDEN), None;
    CHEVALIER: "antoine.chevalier", "", "Antoine" "Chevalier", m 1987, Trade::Educator, "éducateur spécialisé", IME, Some(&GROUP), None;
    PEREIRA: "ines.pereira", "", "Inês" "Pereira", f 1994, Trade::Educator, "éducatrice spécialisée", IME, Some(&GROUP), None;
    MEUNIER: "valerie.meunier", "", "Valérie" "Meunier", f 1974, Trade::Nurse, "infirmière", IME, Some(&GROUP), Some(22);
    RENAUD: "pascal.renaud", "Dr", "Pascal" "Renaud", m 1964, MIND, "psychiatre", IME, Some(&GROUP), Some(23);
    FONTAINE: "julie.fontaine", "", "Julie" "Fontaine", f 1986, Trade::SocialWorker, "assistante de service social", IME, Some(&GROUP), None;
    LEBLANC: "hugo.leblanc", "", "Hugo" "Leblanc", m 1992, Trade::Physiotherapist, "masseur-kinésithérapeute", PRACTICE, Some(&SURGERY), Some(24);
    GUERIN: "isabelle.guerin", "Dr", "Isabelle" "Guérin", f 1973, Trade::Pharmacist, "pharmacienne", PHARMACY, Some(&COUNTER), Some(25);
    KERBRAT: "gaelle.kerbrat", "Dr", "Gaëlle" "Kerbrat", f 1979, URGENT, "médecin régulatrice", SAMU, Some(&CALLS), Some(28);
    AUBERT: "mathilde.aubert", "", "Mathilde" "Aubert", f 1982, Trade::PrivacyOfficer, "déléguée à la protection des données", NETWORK, None, None;
    KELLER: "olivier.keller", "", "Olivier" "Keller", m 1977, Trade::SecurityOfficer, "responsable de la sécurité", NETWORK, None, None;
    MARTIN: "alex.martin", "", "Alex" "Martin", m 1994, Trade::Administrator, "administrateur", NETWORK, None, None;
}

impl Trade {
    /// Code, system and label of the profession: the directory of health
    /// professions (TRE_G15), JDV_J48 for the others; none for offices.
    pub const fn code(self) -> Option<(&'static str, &'static str, &'static str)> {
        const HEALTH: &str = "urn:oid:1.2.250.1.71.1.2.7";
        const SOCIAL: &str = "urn:oid:1.2.250.1.213.1.6.1.4";
        Some(match self {
            Self::Physician(..) => ("10", HEALTH, "Médecin"),
            Self::Nurse => ("60", HEALTH, "Infirmier"),
            Self::Midwife => ("50", HEALTH, "Sage-femme"),
            Self::Pharmacist => ("21", HEALTH, "Pharmacien"),
            Self::Dentist => ("40", HEALTH, "Chirurgien-dentiste"),
            Self::Physiotherapist => ("70", HEALTH, "Masseur-kinésithérapeute"),
            Self::CareAssistant => ("35", HEALTH, "Aide-soignant"),
            Self::Educator => ("51", SOCIAL, "Educateur spécialisé"),
            Self::SocialWorker => ("41", SOCIAL, "Assistant de service social"),
            Self::Psychologist => ("93", "urn:oid:1.2.250.1.213.1.6.1.109", "Psychologue"),
            Self::Secretary => ("331", "urn:oid:1.2.250.1.213.1.6.1.107", "Secrétaire médicale"),
            Self::PrivacyOfficer | Self::SecurityOfficer | Self::Administrator => return None,
        })
    }
}

impl Colleague {
    /// `Dr Claire Vasseur`
    pub fn name(&self) -> String {
        let name = format!("{} {}", self.given, self.family);
        if self.title.is_empty() { name } else { format!("{} {name}", self.title) }
    }

    /// Id of their Practitioner.
    pub fn id(&self) -> String {
        id_of(&format!("staff {}", self.key))
    }

    /// RPPS number, of those who have one.
    pub fn rpps(&self) -> Option<String> {
        self.rpps.map(rpps)
    }

    /// A reference to them.
    pub fn reference(&self) -> Value {
        json!({"reference": format!("Practitioner/{}", self.id()), "display": self.name()})
    }

    /// Their Practitioner.
    pub fn practitioner(&self) -> Value {
        let mut name = json!({"use": "official", "family": self.family, "given": [self.given]});
        if !self.title.is_empty()
            && let Some(name) = name.as_object_mut()
        {
            name.insert("prefix".to_owned(), json!([self.title]));
        }
        let mut resource = json!({
            "resourceType": "Practitioner",
            "id": self.id(),
            "active": true,
            "name": [name],
            "telecom": [{
                "system": "email",
                "value": format!("{}@{}.example.org", self.key, self.house.key),
                "use": "work",
            }],
            "gender": if self.female { "female" } else { "male" },
        });
        if let (Some(rpps), Some(resource)) = (self.rpps(), resource.as_object_mut()) {
            let identifier = json!([{"system": RPPS_SYSTEM, "value": format!("8{rpps}")}]);
            resource.insert("identifier".to_owned(), identifier);
        }
        resource
    }

    /// When they work.
    pub fn shift(&self) -> Shift {
        let ward = self.ward.map_or("", |ward| ward.key);
        match self.trade {
            Trade::Physician(..) if [EMERGENCY.key, CALLS.key].contains(&ward) => Shift::Guard,
            Trade::Nurse if self.function.contains("nuit") => Shift::Night,
            Trade::Nurse if self.house == &PRACTICE => Shift::Rounds,
            Trade::Nurse if self.house == &HOSPITAL => Shift::Early,
            Trade::CareAssistant if self.house == &HOSPITAL => Shift::Late,
            Trade::CareAssistant | Trade::Educator => Shift::Early,
            _ => Shift::Office,
        }
    }

    /// What they do in their house, and when: their PractitionerRole.
    pub fn role(&self) -> Value {
        let mut resource = json!({
            "resourceType": "PractitionerRole",
            "id": id_of(&format!("role {}", self.key)),
            "active": true,
            "practitioner": self.reference(),
            "organization": self.house.reference(),
            "code": [{"text": self.function}],
            "availableTime": self.shift().available_time(),
        });
        let Some(object) = resource.as_object_mut() else { return resource };
        if let Some((code, system, label)) = self.trade.code() {
            let coding = json!([{"system": system, "code": code, "display": label}]);
            object.insert("code".to_owned(), json!([{"coding": coding, "text": self.function}]));
        }
        if let Trade::Physician(code, label) = self.trade {
            let system = "urn:oid:1.2.250.1.213.1.1.4.5";
            let coding = json!([{"system": system, "code": code, "display": label}]);
            object.insert("specialty".to_owned(), json!([{"coding": coding}]));
        }
        if let Some(ward) = self.ward {
            object.insert("location".to_owned(), json!([ward.reference()]));
        }
        resource
    }
}
