//! Somebody whose record is made.

use serde_json::{Map, Value, json};

use crate::calendar::{Day, Moment};
use crate::identity::{INS_SYSTEM, nir};
use crate::staff::Colleague;
use crate::towns::{self, Town};
use crate::{Draw, names};

/// How sure an identity is (RNIV; `fr-core-cs-identity-status`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Identity {
    /// Neither papers nor the national service: provisional.
    Provisional,
    /// Papers were seen.
    Validated,
    /// The national service answered, no papers were seen.
    Recovered,
    /// Both.
    Qualified,
}

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Id of the Patient.
    pub id: String,
    /// Whether a woman or girl.
    pub female: bool,
    /// Family name at birth.
    pub family: String,
    /// Family name that is used, where it is another.
    pub used: Option<String>,
    /// Given names at birth, the first one first.
    pub given: Vec<String>,
    /// Day of birth.
    pub born: Day,
    /// Place of birth.
    pub birthplace: &'static Town,
    /// How sure that is.
    pub identity: Identity,
    /// Number in the order of births, in the block for tests.
    pub order: i64,
    /// Street and number.
    pub street: String,
    /// Town.
    pub town: &'static Town,
    /// Telephone; empty when none.
    pub phone: String,
    /// E-mail; empty when none.
    pub email: String,
    /// `M`, `S`, `D`, `W` of HL7 `v3-MaritalStatus`; empty when not known.
    pub marital: &'static str,
    /// Who follows them.
    pub doctor: Option<&'static Colleague>,
    /// When they died.
    pub died: Option<Moment>,
}

impl Person {
    /// Somebody drawn, born on a day.
    pub fn drawn(draw: &mut Draw, female: bool, born: Day) -> Self {
        let family = names::family(draw).to_owned();
        let year = born.civil().0;
        let given = names::given(draw, female, year).to_owned();
        let phone = towns::phone(draw, true);
        let adult = Day::of(2026, 6, 1).age(born) >= 15;
        let email = if adult { towns::email(&given, &family) } else { String::new() };
        Self {
            id: draw.uuid(),
            female,
            family,
            used: None,
            given: vec![given],
            born,
            birthplace: near(draw),
            identity: Identity::Qualified,
            order: draw.between(crate::identity::FIRST_ORDER, crate::identity::LAST_ORDER),
            street: towns::streets(draw),
            town: draw.of(towns::HOME),
            phone,
            email,
            marital: "",
            doctor: None,
            died: None,
        }
    }

    /// The same with the id that this key always has.
    pub fn known_as(mut self, key: &str) -> Self {
        self.id = crate::people::id_of(key);
        self
    }

    /// The same with these names.
    pub fn named(mut self, given: &[&str], family: &str) -> Self {
        self.given = given.iter().map(|given| (*given).to_owned()).collect();
        self.family = family.to_owned();
        let first = self.given.first().cloned().unwrap_or_default();
        if !self.email.is_empty() {
            self.email = towns::email(&first, family);
        }
        self
    }

    /// Name that is used, as letters write it: `Jeanne MOREL`.
    pub fn shown(&self) -> String {
        let given = self.given.first().map(String::as_str).unwrap_or_default();
        let family = self.used.as_deref().unwrap_or(&self.family).to_uppercase();
        format!("{given} {family}")
    }

    /// `M.` or `Mme`; children have their given name.
    pub fn civility(&self) -> &'static str {
        if self.female { "Mme" } else { "M." }
    }

    /// Age in years.
    pub fn age(&self, on: Day) -> i64 {
        on.age(self.born)
    }

    /// INS of the test range, of a qualified identity or one that was recovered.
    pub fn ins(&self) -> Option<String> {
        match self.identity {
            Identity::Qualified | Identity::Recovered => {
                nir(self.female, self.born.civil(), self.birthplace.insee, self.order)
            }
            Identity::Provisional | Identity::Validated => None,
        }
    }

    /// A reference to them.
    pub fn reference(&self) -> Value {
        json!({"reference": format!("Patient/{}", self.id), "display": self.shown()})
    }

    /// The Patient.
    pub fn resource(&self) -> Value {
        let mut patient = Map::new();
        let mut put = |name: &str, value: Value| drop(patient.insert(name.to_owned(), value));
        put("resourceType", json!("Patient"));
        put("id", json!(self.id));
        put("extension", json!([self.reliability(), birthplace(self.birthplace)]));
        if let Some(ins) = self.ins() {
            put("identifier", json!([ins_identifier(&ins)]));
        }
        put("active", json!(true));
        put("name", self.names());
        let mut telecom = Vec::new();
        if !self.phone.is_empty() {
            telecom.push(json!({"system": "phone", "value": self.phone, "use": "mobile"}));
        }
        if !self.email.is_empty() {
            telecom.push(json!({"system": "email", "value": self.email, "use": "home"}));
        }
        if !telecom.is_empty() {
            put("telecom", json!(telecom));
        }
        put("gender", json!(if self.female { "female" } else { "male" }));
        put("birthDate", json!(self.born.iso()));
        if let Some(died) = self.died {
            put("deceasedDateTime", json!(died.iso()));
        }
        if !self.street.is_empty() {
            let town = self.town;
            put(
                "address",
                json!([{
                    "use": "home",
                    "line": [self.street],
                    "city": town.name,
                    "postalCode": town.postcode,
                    "country": "FR",
                }]),
            );
        }
        if !self.marital.is_empty() {
            let system = "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus";
            put("maritalStatus", json!({"coding": [{"system": system, "code": self.marital}]}));
        }
        if let Some(doctor) = self.doctor {
            put("generalPractitioner", json!([doctor.reference()]));
        }
        Value::Object(patient)
    }

    fn names(&self) -> Value {
        let birth = json!({"use": "official", "family": self.family, "given": self.given});
        match &self.used {
            None => json!([birth]),
            Some(used) => {
                let given = self.given.first().into_iter().collect::<Vec<_>>();
                json!([birth, {"use": "usual", "family": used, "given": given}])
            }
        }
    }

    fn reliability(&self) -> Value {
        let code = match self.identity {
            Identity::Provisional => "PROV",
            Identity::Validated => "VALI",
            Identity::Recovered => "RECUP",
            Identity::Qualified => "QUAL",
        };
        json!({
            "url": "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability",
            "extension": [{
                "url": "identityStatus",
                "valueCoding": {
                    "system": "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-identity-status",
                    "code": code,
                },
            }],
        })
    }
}

/// A place of birth: most are born where they live.
fn near(draw: &mut Draw) -> &'static Town {
    let places = if draw.chance(0.6) { towns::HOME } else { towns::BIRTHPLACES };
    draw.of(places)
}

fn ins_identifier(ins: &str) -> Value {
    json!({
        "use": "official",
        "type": {"coding": [{
            "system": "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203",
            "code": "INS-NIR",
        }]},
        "system": INS_SYSTEM,
        "value": ins,
    })
}

fn birthplace(town: &Town) -> Value {
    let mut address = json!({
        "extension": [{
            "url": "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code",
            "valueCoding": {"system": "https://mos.esante.gouv.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM", "code": town.insee},
        }],
        "country": town.country,
    });
    if let (false, Some(object)) = (town.name.is_empty(), address.as_object_mut()) {
        object.insert("city".to_owned(), json!(town.name));
    }
    json!({"url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace", "valueAddress": address})
}
