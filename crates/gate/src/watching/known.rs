//! What is known of who came and of whose record it is.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use hygie_alerts::limits::{COUNTED, MAY_BE_ACTOR};
use hygie_alerts::{Actor, Address, Colleague, Counts, Names, Person, Ties};
use hygie_base::RecordNo;
use hygie_fhir::json::Json;
use hygie_fhir::search::normalise;
use hygie_trace::Actor as Came;

use super::Staff;
use crate::{Gate, GateError};

/// Codes by which a record is marked as a well-known person's (HL7 v3 ActCode `CEL`,
/// EncounterSpecialCourtesy `VIP`).
const WELL_KNOWN: [&str; 2] = ["CEL", "VIP"];

/// What was asked for already in this turn.
pub(super) struct Known<'a> {
    gate: &'a Gate,
    staff: Vec<(&'a Staff, Names)>,
    /// Places in the list, by organisation and family name.
    colleagues: HashMap<(&'a str, String), Vec<usize>>,
    actors: HashMap<(String, String, String), Arc<Actor>>,
    counted: HashMap<(String, String), u32>,
}

impl<'a> Known<'a> {
    pub(super) fn of(gate: &'a Gate, staff: &'a [Staff]) -> Self {
        let staff: Vec<(&Staff, Names)> =
            staff.iter().map(|one| (one, Names::of_account(&one.name))).collect();
        let mut colleagues: HashMap<(&str, String), Vec<usize>> = HashMap::new();
        for (at, (one, names)) in staff.iter().enumerate() {
            for (organisation, _) in &one.works {
                for family in names.families() {
                    let key = (organisation.as_str(), normalise(family));
                    colleagues.entry(key).or_default().push(at);
                }
            }
        }
        Self { gate, staff, colleagues, actors: HashMap::new(), counted: HashMap::new() }
    }

    /// Whose record it is; `None` for nobody's.
    pub(super) async fn person(&self, record: RecordNo) -> Result<Option<Arc<Person>>, GateError> {
        let patients = self.gate.records.patients_of(&self.gate.mint, record).await?;
        Ok((!patients.is_empty()).then(|| Arc::new(person(&patients))))
    }

    /// Who came, with where those live who bear their names.
    pub(super) async fn actor(&mut self, came: &Came) -> Result<Arc<Actor>, GateError> {
        let key = (came.id.clone(), came.role.clone(), came.organisation.clone());
        if let Some(found) = self.actors.get(&key) {
            return Ok(Arc::clone(found));
        }
        let names = Names::of_account(&came.name);
        let homes = self.homes(&names).await?;
        let actor = Arc::new(Actor {
            id: came.id.clone(),
            name: came.name.clone(),
            role: came.role.clone(),
            organisation: came.organisation.clone(),
            of: came.of.clone(),
            names,
            homes,
        });
        self.actors.insert(key, Arc::clone(&actor));
        Ok(actor)
    }

    async fn homes(&self, names: &Names) -> Result<Vec<Address>, GateError> {
        let words: Vec<&str> = names.families().chain(names.givens()).collect();
        if names.givens().next().is_none() {
            return Ok(Vec::new());
        }
        let most = usize::try_from(COUNTED).unwrap_or(usize::MAX);
        let found = self.gate.records.patients_named(&self.gate.mint, &words, most).await?;
        let mut records = BTreeSet::new();
        let mut homes = Vec::new();
        for (record, patient) in found.unwrap_or_default() {
            let one = person(&[patient]);
            if one.names.are_those_of(names) {
                records.insert(record);
                homes.extend(one.homes);
            }
        }
        let few = u32::try_from(records.len()).is_ok_and(|count| count <= MAY_BE_ACTOR);
        Ok(if few { homes } else { Vec::new() })
    }

    /// Whether another account of their organisation bears the person's names.
    pub(super) fn colleague(&self, came: &Came, person: &Person) -> Option<Colleague> {
        let mut nearest = None;
        for family in person.names.families() {
            let key = (came.organisation.as_str(), normalise(family));
            for at in self.colleagues.get(&key).into_iter().flatten() {
                let Some((one, names)) = self.staff.get(*at) else { continue };
                if one.account == came.id || !person.names.are_those_of(names) {
                    continue;
                }
                let beside = one.works.iter().any(|(organisation, wards)| {
                    *organisation == came.organisation
                        && wards.iter().any(|ward| came.wards.contains(ward))
                });
                let how = if beside { Colleague::OfWard } else { Colleague::OfHouse };
                nearest = nearest.into_iter().chain([how]).min();
            }
        }
        nearest
    }

    /// How many share what both share. Addresses have no index, so that who lives there is
    /// not counted.
    pub(super) async fn counts(
        &mut self,
        actor: &Actor,
        person: &Person,
        colleague: bool,
    ) -> Result<Counts, GateError> {
        let ties = Ties::of(actor, person);
        let mut counts = Counts::default();
        if let Some(family) = ties.family {
            counts.bearers = self.count(family, "").await?;
        }
        if colleague {
            for family in person.names.families() {
                for given in person.names.givens().take(1) {
                    counts.namesakes = counts.namesakes.max(self.count(family, given).await?);
                }
            }
        }
        Ok(counts)
    }

    /// Persons of this family name, and of this given name when it is not empty.
    async fn count(&mut self, family: &str, given: &str) -> Result<u32, GateError> {
        let key = (normalise(family), normalise(given));
        if let Some(found) = self.counted.get(&key) {
            return Ok(*found);
        }
        let most = usize::try_from(COUNTED).unwrap_or(usize::MAX);
        let words: Vec<&str> = [family, given].into_iter().filter(|it| !it.is_empty()).collect();
        let found = self.gate.records.patients_named(&self.gate.mint, &words, most).await?;
        let count = match found {
            None => COUNTED,
            Some(found) => {
                let wanted = Names::new([family], [given]);
                let bears = |(record, patient): (RecordNo, Json)| {
                    let names = person(&[patient]).names;
                    let shares = given.is_empty() || names.shares_given(&wanted);
                    (shares && names.shared_family(&wanted).is_some()).then_some(record)
                };
                let records: BTreeSet<RecordNo> = found.into_iter().filter_map(bears).collect();
                u32::try_from(records.len()).unwrap_or(COUNTED)
            }
        };
        self.counted.insert(key, count);
        Ok(count)
    }
}

/// What Patients say of one person.
fn person(patients: &[Json]) -> Person {
    let (mut families, mut givens, mut homes) = (Vec::new(), Vec::new(), Vec::new());
    let mut well_known = false;
    for patient in patients {
        for name in list(patient, "name") {
            families.extend(name.str("family"));
            givens.extend(list(name, "given").iter().filter_map(Json::as_str));
        }
        for address in list(patient, "address").iter().filter(|it| it.str("use") != Some("old")) {
            let lines = list(address, "line").iter().filter_map(Json::as_str);
            let line = lines.collect::<Vec<_>>().join(" ");
            let of = |name| address.str(name).unwrap_or_default();
            homes.push(Address::new(&line, of("postalCode"), of("city")));
        }
        let meta = patient.get("meta");
        let marks = ["security", "tag"].into_iter().filter_map(|it| Some(list(meta?, it)));
        well_known |= marks
            .flatten()
            .any(|mark| mark.str("code").is_some_and(|code| WELL_KNOWN.contains(&code)));
    }
    // Whoever has two given names in one text is called by the first.
    let givens = givens.into_iter().flat_map(|it| [it].into_iter().chain(it.split_whitespace()));
    Person { names: Names::new(families, givens), homes, well_known }
}

fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json.get(name).and_then(Json::as_array).unwrap_or_default()
}
