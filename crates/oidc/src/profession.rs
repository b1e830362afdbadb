//! Professions, by the codes of the Agence du numérique en santé, and which role
//! each has here. A profession that is known and has no role yet is refused by its
//! name; a code that is not in the table is refused as unknown.

use hygie_gate::Role;

/// A profession.
#[derive(PartialEq, Eq, Debug)]
pub struct Profession {
    /// Its code.
    pub code: &'static str,
    /// Its French name, as the value sets have it.
    pub name: &'static str,
    /// What it is here.
    pub role: Option<Role>,
}

impl Profession {
    /// The profession of a code.
    pub fn of(code: &str) -> Option<&'static Self> {
        TABLE.iter().find(|one| one.code == code)
    }

    /// Every profession that is known.
    pub const fn all() -> &'static [Self] {
        TABLE
    }
}

const fn row(code: &'static str, name: &'static str, role: Option<Role>) -> Profession {
    Profession { code, name, role }
}

/// Health professions (CSP, part 4), then JDV_J48-ProfessionNonPS-CISIS.
const TABLE: &[Profession] = &[
    row("10", "Médecin", Some(Role::Physician)),
    row("21", "Pharmacien", Some(Role::Pharmacist)),
    row("35", "Aide-soignant", None),
    row("40", "Chirurgien-dentiste", Some(Role::Dentist)),
    row("50", "Sage-femme", Some(Role::Midwife)),
    row("60", "Infirmier", Some(Role::Nurse)),
    row("69", "Infirmier psychiatrique", Some(Role::Nurse)),
    row("70", "Masseur-kinésithérapeute", None),
    row("80", "Pédicure-podologue", None),
    row("91", "Orthophoniste", None),
    row("92", "Orthoptiste", None),
    row("94", "Ergothérapeute", None),
    row("95", "Diététicien", None),
    row("96", "Psychomotricien", None),
    row("98", "Manipulateur d'électroradiologie médicale", None),
    row("71", "Ostéopathe", None),
    row("72", "Psychothérapeute", None),
    row("73", "Chiropracteur", None),
    row("93", "Psychologue", None),
    row("97", "Conseiller en génétique", None),
    row("41", "Assistant de service social", None),
    row("42", "Auxiliaire de vie sociale", None),
    row("43", "Technicien de l'intervention sociale et familiale", None),
    row("44", "Conseiller en économie sociale et familiale", None),
    row("45", "Médiateur familial", None),
    row("46", "Assistant familial", None),
    row("47", "Aide médico-psychologique (AMP)", None),
    row("48", "Moniteur éducateur", None),
    row("49", "Educateur de jeunes enfants", None),
    row("51", "Educateur spécialisé", None),
    row("52", "Educateur technique spécialisé", None),
    row("53", "Accompagnant éducatif et social", None),
    row("313", "Aide-soignant", None),
    row("314", "Ambulancier", None),
    row("315", "Auxiliaire de puériculture", None),
    row("316", "Préparateur en pharmacie hospitalière", None),
    row("317", "Préparateur en pharmacie (officine)", None),
    row("331", "Secrétaire médicale", Some(Role::Secretary)),
    row("332", "Assistant médical", None),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_code_is_one_profession() {
        let codes: HashSet<_> = Profession::all().iter().map(|one| one.code).collect();
        assert_eq!(codes.len(), Profession::all().len());
    }

    #[test]
    fn codes_have_the_roles_of_the_gate() {
        let role = |code: &str| Profession::of(code).and_then(|one| one.role);
        for (code, expect) in [
            ("10", Role::Physician),
            ("21", Role::Pharmacist),
            ("40", Role::Dentist),
            ("50", Role::Midwife),
            ("60", Role::Nurse),
            ("69", Role::Nurse),
            ("331", Role::Secretary),
        ] {
            assert_eq!(role(code), Some(expect), "{code}");
        }
        for one in Profession::all() {
            assert!(one.role.is_none_or(Role::is_of_an_organisation), "{}", one.code);
        }
        assert_eq!(Profession::of("010"), None);
        assert_eq!(Profession::of("999"), None);
    }
}
