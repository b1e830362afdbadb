//! Who is in the header: the patient with the strict traits of the INS, those
//! who wrote, keep, sign and receive.

use super::super::super::letter::Head;
use super::super::super::people::{Address, Organisation, Patient, Professional, Sex};
use super::super::xml::{Element, element};
use super::{at, code, day, id};
use crate::identity::{INS_OID, RPPS_OID, STRUCTURE_OID};

/// A FINESS number begins with the digit of its kind.
const FINESS: &str = "1";

pub(super) fn target(patient: &Patient) -> Element {
    let ins = patient.ins.as_deref();
    let ins = ins.map(|ins| element("id").with("root", INS_OID).with("extension", ins));
    let phone = patient.phone.as_deref();
    let role = element("patientRole")
        .holds(ins)
        .holds(patient.local.as_ref().map(id))
        .holds([address(&patient.address).with("use", "H")])
        .holds([telephone(phone, "H"), traits(patient)]);
    element("recordTarget").holds([role])
}

fn traits(patient: &Patient) -> Element {
    let (gender, label) = match patient.sex {
        Sex::Female => ("F", "Féminin"),
        Sex::Male => ("M", "Masculin"),
    };
    let gender = element("administrativeGenderCode")
        .with("code", gender)
        .with("displayName", label)
        .with("codeSystem", "2.16.840.1.113883.5.1");
    let birthplace = &patient.birthplace;
    let place = element("place").holds([element("addr").holds([
        element("county").says(&birthplace.insee),
        element("city").says(&birthplace.name),
    ])]);
    let birth = element("birthTime").with("value", day(patient.birth));
    let birthplace = element("birthplace").holds([place]);
    element("patient").holds([name_of(patient), gender, birth, birthplace])
}

fn name_of(patient: &Patient) -> Element {
    let first = patient.given.first().map_or("", String::as_str);
    element("name").holds([
        element("family").with("qualifier", "BR").says(&patient.birth_name),
        element("given").says(patient.given.join(" ")),
        element("given").with("qualifier", "BR").says(first),
        element("family").with("qualifier", "CL").says(patient.family()),
        element("given").with("qualifier", "CL").says(patient.first()),
    ])
}

pub(super) fn author(head: &Head) -> Element {
    let entity = element("assignedAuthor").holds(identified(&head.author)).holds([
        person("assignedPerson", &head.author),
        organisation("representedOrganization", &head.author.organisation),
    ]);
    element("author").holds([at("time", head.created), entity])
}

pub(super) fn custodian(house: &Organisation) -> Element {
    let keeper = organisation("representedCustodianOrganization", house);
    element("custodian").holds([element("assignedCustodian").holds([keeper])])
}

pub(super) fn recipient(to: &Professional) -> Element {
    let intended = element("intendedRecipient").holds([
        number(to),
        address(&to.organisation.address),
        telephone(Some(&to.organisation.phone), "WP"),
        person("informationRecipient", to),
        organisation("receivedOrganization", &to.organisation),
    ]);
    element("informationRecipient").holds([intended])
}

pub(super) fn authenticator(head: &Head) -> Element {
    let entity = element("assignedEntity").holds(identified(&head.author)).holds([
        person("assignedPerson", &head.author),
        settled("representedOrganization", &head.author.organisation),
    ]);
    let signed = element("signatureCode").with("code", "S");
    element("legalAuthenticator").holds([at("time", head.created), signed, entity])
}

/// Number, role, address and telephone of a professional.
pub(in super::super) fn identified(one: &Professional) -> [Element; 4] {
    let house = &one.organisation;
    [
        number(one),
        code("code", one.role),
        address(&house.address),
        telephone(Some(&house.phone), "WP"),
    ]
}

pub(in super::super) fn person(name: &'static str, one: &Professional) -> Element {
    let suffix = (!one.title.is_empty()).then(|| element("suffix").says(one.title.to_uppercase()));
    let parts = [
        element("prefix").says(one.civility),
        element("given").says(&one.given),
        element("family").says(one.family.to_uppercase()),
    ];
    element(name).holds([element("name").holds(parts).holds(suffix)])
}

pub(in super::super) fn organisation(name: &'static str, house: &Organisation) -> Element {
    element(name).holds([
        finess(house),
        element("name").says(&house.name),
        telephone(Some(&house.phone), "WP"),
        address(&house.address),
    ])
}

/// An organisation with its practice setting.
pub(super) fn settled(name: &'static str, house: &Organisation) -> Element {
    organisation(name, house).holds([code("standardIndustryClassCode", house.setting)])
}

pub(super) fn finess(house: &Organisation) -> Element {
    element("id").with("root", STRUCTURE_OID).with("extension", format!("{FINESS}{}", house.finess))
}

fn number(one: &Professional) -> Element {
    element("id").with("root", RPPS_OID).with("extension", &one.number)
}

pub(super) fn address(at: &Address) -> Element {
    element("addr").holds([
        element("streetAddressLine").says(&at.street),
        element("streetAddressLine").says(format!("{} {}", at.postcode, at.town)),
    ])
}

fn telephone(phone: Option<&str>, kind: &str) -> Element {
    let Some(phone) = phone else {
        return element("telecom").with("nullFlavor", "UNK");
    };
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    element("telecom").with("value", format!("tel:{digits}")).with("use", kind)
}
