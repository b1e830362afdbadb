//! Those around somebody: relatives, representatives, the team.

use serde_json::{Value, json};

use super::{Story, concept, set, status};
use crate::calendar::Day;
use crate::houses::House;
use crate::person::Person;
use crate::staff::Colleague;

/// System of roles around a person (ANS, JDV_J11-RelationPatient-CISIS).
const ROLES: &str = "urn:oid:1.2.250.1.213.1.1.4.327";

impl Story {
    /// Somebody close who has no record here, or one of their own: relation
    /// (HL7 `v3-RoleCode` code and words), name, telephone. Tells the id.
    pub fn relative(
        &mut self,
        house: &'static House,
        (code, relation): (&str, &str),
        (given, family): (&str, &str),
        phone: &str,
    ) -> String {
        let mut relative = self.about("RelatedPerson", "patient");
        set(&mut relative, "active", json!(true));
        let mut concept = status("v3-RoleCode", code);
        if let Some(concept) = concept.as_object_mut() {
            concept.insert("text".to_owned(), json!(relation));
        }
        set(&mut relative, "relationship", json!([concept]));
        set(&mut relative, "name", json!([{"use": "usual", "family": family, "given": [given]}]));
        if !phone.is_empty() {
            set(&mut relative, "telecom", json!([{"system": "phone", "value": phone}]));
        }
        self.write(house, relative)
    }

    /// Somebody who represents the person before the law: role (JDV_J11, `TUTEUR`,
    /// and words), name, telephone.
    pub fn representative(
        &mut self,
        house: &'static House,
        (code, role): (&str, &str),
        (given, family): (&str, &str),
        phone: &str,
    ) -> String {
        let mut relative = self.about("RelatedPerson", "patient");
        set(&mut relative, "active", json!(true));
        set(&mut relative, "relationship", json!([concept(ROLES, code, role)]));
        set(&mut relative, "name", json!([{"use": "usual", "family": family, "given": [given]}]));
        set(&mut relative, "telecom", json!([{"system": "phone", "value": phone}]));
        self.write(house, relative)
    }

    /// A relative who is a person of this world.
    pub fn relative_of(
        &mut self,
        house: &'static House,
        relation: (&str, &str),
        person: &Person,
    ) -> String {
        let given = person.given.first().map(String::as_str).unwrap_or_default().to_owned();
        let family = person.used.as_deref().unwrap_or(&person.family).to_owned();
        self.relative(house, relation, (&given, &family), &person.phone)
    }

    /// Who looks after the person in a house, since a day.
    pub fn team(
        &mut self,
        house: &'static House,
        name: &str,
        since: Day,
        members: &[&'static Colleague],
    ) {
        let mut team = self.about("CareTeam", "subject");
        set(&mut team, "status", json!("active"));
        set(&mut team, "name", json!(name));
        set(&mut team, "period", json!({"start": since.iso()}));
        let participants: Vec<Value> = members
            .iter()
            .map(|who| json!({"role": [{"text": who.function}], "member": who.reference()}))
            .collect();
        set(&mut team, "participant", json!(participants));
        set(&mut team, "managingOrganization", json!([house.reference()]));
        self.write(house, team);
    }
}
