//! The houses that care for people here. All fictional; FINESS numbers are of a
//! block that is not assigned.

use serde_json::{Value, json};

use crate::identity::{STRUCTURE_SYSTEM, finess};
use crate::{Draw, towns};

/// An organisation that keeps what it writes.
#[derive(PartialEq, Eq, Debug)]
pub struct House {
    /// Short name, for files and addresses.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Code and label of its kind (JDV_J02, CI-SIS).
    pub kind: (&'static str, &'static str),
    /// Number of its FINESS in the fictional block.
    finess: i64,
    /// Where it stands.
    street: &'static str,
    /// Which of [`towns::HOME`].
    town: usize,
    /// A telephone number of the range for fiction (ARCEP).
    phone: &'static str,
}

/// A part of a house where people are received or stay.
#[derive(PartialEq, Eq, Debug)]
pub struct Ward {
    /// Short name.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Whose it is.
    pub house: &'static House,
    /// Beds; none where nobody stays.
    pub beds: i64,
}

macro_rules! houses {
    ($($name:ident: $key:literal, $said:literal, $kind:expr, $finess:literal, $street:literal, $town:literal, $phone:literal;)+) => {
        $(#[doc = $said] pub static $name: House = House {
            key: $key, name: $said, kind: $kind, finess: $finess, street: $street, town: $town,
            phone: $phone,
        };)+
        /// All of them.
        pub static HOUSES: &[&House] = &[$(&$name),+];
    };
}

houses! {
    HOSPITAL: "hopital", "Centre hospitalier des Tilleuls", ("SA01", "Etablissement public de santé"), 1, "2 avenue des Tilleuls", 5, "02 61 91 10 00";
    PRACTICE: "cabinet", "Maison de santé du Mail", ("SA08", "Cabinet de groupe"), 2, "18 place du Mail", 0, "02 61 91 20 00";
    DENTIST: "dentiste", "Cabinet dentaire des Halles", ("SA07", "Cabinet individuel"), 3, "7 rue des Halles", 0, "02 61 91 21 00";
    RESIDENCE: "residence", "Résidence Les Glycines", ("SA17", "Etablissement pour personnes âgées"), 4, "31 chemin des Vignes", 6, "02 61 91 30 00";
    IME: "ime", "IME La Passerelle", ("SA16", "Etablissement pour personnes handicapées"), 5, "5 allée du Pré", 4, "02 61 91 31 00";
    PHARMACY: "pharmacie", "Pharmacie du Marché", ("SA33", "Pharmacie d’officine"), 6, "3 place du Marché", 0, "02 61 91 22 00";
    SAMU: "samu", "SAMU – Centre 15 des Tilleuls", ("SA01", "Etablissement public de santé"), 8, "2 bis avenue des Tilleuls", 5, "02 61 91 15 00";
    NETWORK: "reseau", "Groupement numérique des Tilleuls", ("SA30", "Autre établissement sanitaire"), 7, "2 avenue des Tilleuls", 5, "02 61 91 40 00";
}

macro_rules! wards {
    ($($name:ident: $key:literal, $said:literal, $house:ident, $beds:literal;)+) => {
        $(#[doc = $said] pub static $name: Ward =
            Ward { key: $key, name: $said, house: &$house, beds: $beds };)+
        /// All of them.
        pub static WARDS: &[&Ward] = &[$(&$name),+];
    };
}

wards! {
    EMERGENCY: "urgences", "Urgences", HOSPITAL, 0;
    MEDICINE: "medecine", "Médecine polyvalente, 2e étage", HOSPITAL, 24;
    PAEDIATRICS: "pediatrie", "Pédiatrie, 1er étage", HOSPITAL, 14;
    MATERNITY: "maternite", "Consultations de maternité", HOSPITAL, 0;
    OUTPATIENTS: "consultations", "Consultations externes", HOSPITAL, 0;
    DIALYSIS: "dialyse", "Centre d’hémodialyse et de suivi des greffés", HOSPITAL, 0;
    LABORATORY: "laboratoire", "Laboratoire de biologie médicale", HOSPITAL, 0;
    IMAGING: "imagerie", "Imagerie médicale", HOSPITAL, 0;
    SURGERY: "generale", "Cabinet de médecine générale", PRACTICE, 0;
    CHAIR: "fauteuil", "Salle de soins dentaires", DENTIST, 0;
    GARDEN: "jardin", "Unité du Jardin", RESIDENCE, 14;
    PARK: "parc", "Unité du Parc", RESIDENCE, 42;
    GROUP: "oiseaux", "Groupe des Grands", IME, 12;
    CALLS: "regulation", "Salle de régulation médicale", SAMU, 0;
    COUNTER: "comptoir", "Officine", PHARMACY, 0;
}

/// A UUID that a name always has.
pub(crate) fn id_of(name: &str) -> String {
    Draw::new(0, name).uuid()
}

impl House {
    /// Who keeps what this house writes. The members of the group share one care
    /// record; an establishment of support keeps its own, and so does the regulation
    /// centre, which takes care of nobody for long.
    pub fn keeper(&'static self) -> &'static Self {
        if [IME.key, SAMU.key].contains(&self.key) { self } else { &NETWORK }
    }

    /// Id of its Organization.
    pub fn id(&self) -> String {
        id_of(&format!("house {}", self.key))
    }

    /// FINESS number.
    pub fn finess(&self) -> String {
        finess(self.finess)
    }

    /// Its telephone number.
    pub fn phone(&self) -> &'static str {
        self.phone
    }

    /// Street, postcode, town.
    pub fn place(&self) -> (&'static str, &'static str, &'static str) {
        let town = towns::HOME.get(self.town).map_or(("", ""), |town| (town.postcode, town.name));
        (self.street, town.0, town.1)
    }

    /// A reference to it.
    pub fn reference(&self) -> Value {
        json!({"reference": format!("Organization/{}", self.id()), "display": self.name})
    }

    /// Its Organization.
    pub fn resource(&self) -> Value {
        let (street, postcode, town) = self.place();
        let (code, label) = self.kind;
        json!({
            "resourceType": "Organization",
            "id": self.id(),
            "identifier": [{"system": STRUCTURE_SYSTEM, "value": format!("1{}", self.finess())}],
            "active": true,
            "type": [{"coding": [{
                "system": "urn:oid:1.2.250.1.71.4.2.4",
                "code": code,
                "display": label,
            }]}],
            "name": self.name,
            "telecom": [{"system": "phone", "value": self.phone, "use": "work"}],
            "address": [{"line": [street], "postalCode": postcode, "city": town, "country": "FR"}],
        })
    }
}

impl Ward {
    /// Id of its Location.
    pub fn id(&self) -> String {
        id_of(&format!("ward {}", self.key))
    }

    /// A reference to it.
    pub fn reference(&self) -> Value {
        json!({"reference": format!("Location/{}", self.id()), "display": self.name})
    }

    /// Its Location.
    pub fn resource(&self) -> Value {
        json!({
            "resourceType": "Location",
            "id": self.id(),
            "status": "active",
            "name": self.name,
            "mode": "instance",
            "managingOrganization": self.house.reference(),
        })
    }
}
