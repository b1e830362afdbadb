//! The people and houses of this world as documents speak of them.

use super::people::{Address, Code, Organisation, Patient, Place, Professional, Sex};
use crate::houses::House;
use crate::person::{Identity, Person};
use crate::staff::{Colleague, Trade};

/// A public hospital (JDV_J02).
const HOSPITAL: &str = "SA01";

impl From<&Person> for Patient {
    fn from(one: &Person) -> Self {
        let town = one.birthplace;
        let name = if town.name.is_empty() { town.country } else { town.name };
        // The matricule leaves the house with a qualified identity only (RNIV).
        let ins = one.ins().filter(|_| one.identity == Identity::Qualified);
        Self {
            birth_name: one.family.clone(),
            used_name: one.used.clone(),
            given: one.given.clone(),
            used_given: None,
            birth: one.born,
            sex: if one.female { Sex::Female } else { Sex::Male },
            birthplace: Place { insee: town.insee.to_owned(), name: name.to_owned() },
            ins,
            local: None,
            address: address((&one.street, one.town.postcode, one.town.name)),
            phone: Some(one.phone.clone()).filter(|phone| !phone.is_empty()),
        }
    }
}

impl From<&Colleague> for Professional {
    fn from(one: &Colleague) -> Self {
        let number = match one.rpps() {
            Some(rpps) => format!("8{rpps}"),
            None => format!("3{}/{}", one.house.finess(), one.key),
        };
        let mut organisation = Organisation::from(one.house);
        // Elsewhere the house is its only unit.
        let hospital = organisation.facility.code == HOSPITAL;
        organisation.unit = one.ward.filter(|_| hospital).map(|ward| ward.name.to_owned());
        Self {
            civility: if one.female { "MME" } else { "M" },
            title: one.title,
            given: one.given.to_owned(),
            family: one.family.to_owned(),
            role: role(one.trade),
            trade: capital(one.function),
            number,
            organisation,
        }
    }
}

impl From<&House> for Organisation {
    fn from(one: &House) -> Self {
        let (code, display) = one.kind;
        Self {
            name: one.name.to_owned(),
            unit: None,
            finess: one.finess(),
            address: address(one.place()),
            phone: one.phone().to_owned(),
            setting: setting(code),
            facility: Code::facility(code, display),
        }
    }
}

fn address((street, postcode, town): (&str, &str, &str)) -> Address {
    Address { street: street.to_owned(), postcode: postcode.to_owned(), town: town.to_owned() }
}

/// The practice setting (JDV_J04) that goes with a kind of house (JDV_J02).
fn setting(facility: &str) -> Code {
    match facility {
        "SA07" | "SA08" | "SA25" | "SA33" => Code::setting("AMBULATOIRE", "Ambulatoire"),
        "SA16" | "SA17" => {
            Code::setting("ESSMS", "Etablissement ou Service Social ou Médico-Social")
        }
        _ => Code::setting("ETABLISSEMENT", "Etablissement de santé"),
    }
}

/// The author's specialty or profession (JDV_J01).
fn role(trade: Trade) -> Code {
    const SOCIAL_WORKERS: &str = "1.2.250.1.213.1.6.1.4";
    const PSYCHOLOGISTS: &str = "1.2.250.1.213.1.6.1.109";
    const OTHERS: &str = "1.2.250.1.213.1.6.1.107";
    const OFFICES: &str = "1.2.250.1.213.1.1.4.6";
    let other = |system, code, display| Code { system, code, display };
    match trade {
        Trade::Physician(code, display) => Code::role(code, display),
        Trade::Nurse => Code::role("G15_60", "Infirmier"),
        Trade::Midwife => Code::role("G15_50", "Sage-Femme"),
        Trade::Pharmacist => Code::role("G15_21", "Pharmacien"),
        Trade::Dentist => Code::role("G15_40", "Chirurgien-Dentiste"),
        Trade::CareAssistant => Code::role("G15_35", "Aide-soignant"),
        Trade::Physiotherapist => Code::role("G15_70", "Masseur-Kinésithérapeute"),
        Trade::SocialWorker => other(SOCIAL_WORKERS, "41", "Assistant de service social"),
        Trade::Psychologist => other(PSYCHOLOGISTS, "93", "Psychologue"),
        Trade::Educator => other(OTHERS, "326", "Educateur spécialisé"),
        Trade::Secretary
        | Trade::PrivacyOfficer
        | Trade::SecurityOfficer
        | Trade::Administrator => other(OFFICES, "SECRETARIAT_MEDICAL", "Secrétariat médical"),
    }
}

/// The first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::{Patient, Professional};
    use crate::Draw;
    use crate::calendar::Day;
    use crate::person::{Identity, Person};
    use crate::staff;

    #[test]
    fn only_a_qualified_identity_takes_its_matricule_along() {
        let mut one = Person::drawn(&mut Draw::new(1, "somebody"), true, Day::of(1950, 3, 12));
        assert_eq!(Patient::from(&one).ins, one.ins());
        one.identity = Identity::Recovered;
        assert!(one.ins().is_some());
        assert_eq!(Patient::from(&one).ins, None);
    }

    #[test]
    fn professionals_are_known_by_rpps_or_by_their_house() {
        let doctor = Professional::from(&staff::BESSON);
        assert_eq!(doctor.rpps(), staff::BESSON.rpps().as_deref());
        assert_eq!(
            (doctor.shown(), doctor.trade.as_str()),
            ("Dr Hélène BESSON".into(), "Gériatre")
        );
        assert_eq!(doctor.role.code, "G15_10/SM18");
        let secretary = Professional::from(&staff::LAMBERT);
        assert_eq!(secretary.rpps(), None);
        assert!(secretary.number.ends_with("/paul.lambert"));
    }
}
