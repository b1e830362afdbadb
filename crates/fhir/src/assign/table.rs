//! The reviewed table: one row for each of R4's concrete resource types, in
//! alphabetical order. Read with the design, "Which record a resource belongs
//! to". It is deliberately not the CompartmentDefinition for Patient, which
//! omits Device, Task, Binary and Bundle and admits mere authors and payors.

use super::Absent::{Registry as REGISTRY, Unassigned as UNASSIGNED};
use super::{Absent, Row, Rule};

/// Resource types of R4 that can exist by themselves.
pub const TYPES: usize = 146;

/// Dotted paths of the elements that name subjects, or what is followed.
type Paths = &'static [&'static str];

const fn row(kind: &'static str, rule: Rule, reason: &'static str) -> Row {
    Row { kind, rule, reason }
}

/// Concerns no person.
const fn registry(kind: &'static str, reason: &'static str) -> Row {
    row(kind, Rule::Registry, reason)
}

/// Concerns a person; one who is not named is to be found by the desk.
const fn person(kind: &'static str, subjects: Paths, reason: &'static str) -> Row {
    follower(kind, subjects, &[], UNASSIGNED, reason)
}

/// Concerns a person when it names one, else none.
const fn maybe(kind: &'static str, subjects: Paths, reason: &'static str) -> Row {
    follower(kind, subjects, &[], REGISTRY, reason)
}

/// Concerns the person it names, else goes with what it refers to.
const fn follower(
    kind: &'static str,
    subjects: Paths,
    follows: Paths,
    absent: Absent,
    reason: &'static str,
) -> Row {
    row(kind, Rule::Person { subjects, follows, absent, impersonal: REGISTRY }, reason)
}

/// Concerns the patients among those who take part; without one, the desk looks.
const fn actors(kind: &'static str, subjects: Paths, follows: Paths, reason: &'static str) -> Row {
    let rule = Rule::Person { subjects, follows, absent: UNASSIGNED, impersonal: UNASSIGNED };
    row(kind, rule, reason)
}

/// Rows sorted by type.
pub(super) static TABLE: [Row; TYPES] = [
    person("Account", &["subject"], "the person whose costs it gathers; guarantors only index"),
    registry("ActivityDefinition", "a definition or knowledge, of no person"),
    person("AdverseEvent", &["subject"], "what befell the subject; the recorder only indexes"),
    person("AllergyIntolerance", &["patient"], "the patient; asserter and recorder only index"),
    actors(
        "Appointment",
        &["participant.actor"],
        &[],
        "each patient who takes part; other actors only index",
    ),
    actors(
        "AppointmentResponse",
        &["actor"],
        &["appointment"],
        "the patient who answers; another actor's answer goes with the appointment",
    ),
    maybe("AuditEvent", &["entity.what"], "whom or what was accessed; the agent only indexes"),
    person("Basic", &["subject"], "its subject, whatever it is"),
    person(
        "Binary",
        &["securityContext"],
        "its security context, else the document that refers to it",
    ),
    maybe(
        "BiologicallyDerivedProduct",
        &["collection.source"],
        "the donor: it is that person's tissue",
    ),
    person("BodyStructure", &["patient"], "the patient whose body it is"),
    row("Bundle", Rule::Document, "a document goes with its Composition's subject"),
    registry("CapabilityStatement", "a definition of FHIR's own kind"),
    person("CarePlan", &["subject"], "its subject; author and performers only index"),
    maybe(
        "CareTeam",
        &["subject"],
        "its subject; a standing team without one is part of the house",
    ),
    registry("CatalogEntry", "a catalogue"),
    person("ChargeItem", &["subject"], "its subject; performers only index"),
    registry("ChargeItemDefinition", "a definition or knowledge, of no person"),
    person("Claim", &["patient"], "its patient; the payee only indexes"),
    person("ClaimResponse", &["patient"], "its patient; insurers only index"),
    person("ClinicalImpression", &["subject"], "its subject"),
    registry("CodeSystem", "a definition of FHIR's own kind"),
    person("Communication", &["subject"], "its subject; sender and recipients only index"),
    person("CommunicationRequest", &["subject"], "its subject; sender and recipients only index"),
    registry("CompartmentDefinition", "a definition of FHIR's own kind"),
    person("Composition", &["subject"], "the subject of the document"),
    registry("ConceptMap", "a definition of FHIR's own kind"),
    person("Condition", &["subject"], "its subject"),
    person("Consent", &["patient"], "the patient whose will it states; performers only index"),
    maybe("Contract", &["subject"], "its subjects; without one it binds organisations"),
    person("Coverage", &["beneficiary"], "who is covered; subscriber and payors only index"),
    person("CoverageEligibilityRequest", &["patient"], "its patient; insurers only index"),
    person("CoverageEligibilityResponse", &["patient"], "its patient; insurers only index"),
    person("DetectedIssue", &["patient"], "its patient"),
    maybe("Device", &["patient"], "the patient it is fixed to; otherwise it is equipment"),
    registry("DeviceDefinition", "a definition or knowledge, of no person"),
    follower(
        "DeviceMetric",
        &[],
        &["source", "parent"],
        REGISTRY,
        "goes with the device it measures for",
    ),
    person("DeviceRequest", &["subject"], "its subject; requester and performers only index"),
    person("DeviceUseStatement", &["subject"], "its subject; the source only indexes"),
    person("DiagnosticReport", &["subject"], "its subject; focus and performers only index"),
    person("DocumentManifest", &["subject"], "its subject; author and recipients only index"),
    person("DocumentReference", &["subject"], "its subject; author and recipients only index"),
    registry("EffectEvidenceSynthesis", "a definition or knowledge, of no person"),
    person("Encounter", &["subject"], "its subject"),
    registry("Endpoint", "a technical address"),
    person("EnrollmentRequest", &["candidate"], "the candidate, who would be covered"),
    follower(
        "EnrollmentResponse",
        &[],
        &["request"],
        UNASSIGNED,
        "goes with the request it answers",
    ),
    person("EpisodeOfCare", &["patient"], "its patient"),
    registry("EventDefinition", "a definition or knowledge, of no person"),
    registry("Evidence", "a definition or knowledge, of no person"),
    registry("EvidenceVariable", "a definition or knowledge, of no person"),
    registry("ExampleScenario", "a definition or knowledge, of no person"),
    person("ExplanationOfBenefit", &["patient"], "its patient; the payee only indexes"),
    person("FamilyMemberHistory", &["patient"], "its patient"),
    person("Flag", &["subject"], "its subject; the author only indexes"),
    person("Goal", &["subject"], "its subject; who expressed it only indexes"),
    registry("GraphDefinition", "a definition of FHIR's own kind"),
    registry("Group", "gathers many persons: for desks and system clients"),
    person("GuidanceResponse", &["subject"], "its subject"),
    registry("HealthcareService", "a service on offer"),
    person("ImagingStudy", &["subject"], "its subject"),
    person("Immunization", &["patient"], "its patient"),
    person("ImmunizationEvaluation", &["patient"], "its patient"),
    person("ImmunizationRecommendation", &["patient"], "its patient"),
    registry("ImplementationGuide", "a definition of FHIR's own kind"),
    registry("InsurancePlan", "an offer of insurance"),
    follower(
        "Invoice",
        &["subject"],
        &["account"],
        UNASSIGNED,
        "its subject; the recipient only indexes",
    ),
    registry("Library", "knowledge"),
    registry("Linkage", "links records: for desks and system clients"),
    person("List", &["subject"], "its subject; the source only indexes"),
    registry("Location", "a place"),
    registry("Measure", "knowledge"),
    maybe("MeasureReport", &["subject"], "its subject; a report without one counts a population"),
    person("Media", &["subject"], "its subject; the operator only indexes"),
    registry("Medication", "a product; who takes it is said elsewhere"),
    person(
        "MedicationAdministration",
        &["subject"],
        "its subject; performers and receivers only index",
    ),
    person("MedicationDispense", &["subject"], "its subject; performers and receivers only index"),
    registry("MedicationKnowledge", "knowledge of a product"),
    person("MedicationRequest", &["subject"], "its subject; performers and receivers only index"),
    person("MedicationStatement", &["subject"], "its subject; the source only indexes"),
    registry("MedicinalProduct", "regulation of a product"),
    registry("MedicinalProductAuthorization", "regulation of a product"),
    registry("MedicinalProductContraindication", "regulation of a product"),
    registry("MedicinalProductIndication", "regulation of a product"),
    registry("MedicinalProductIngredient", "regulation of a product"),
    registry("MedicinalProductInteraction", "regulation of a product"),
    registry("MedicinalProductManufactured", "regulation of a product"),
    registry("MedicinalProductPackaged", "regulation of a product"),
    registry("MedicinalProductPharmaceutical", "regulation of a product"),
    registry("MedicinalProductUndesirableEffect", "regulation of a product"),
    registry("MessageDefinition", "a definition of FHIR's own kind"),
    person("MessageHeader", &[], "an envelope, not content; its focus only indexes"),
    follower(
        "MolecularSequence",
        &["patient"],
        &["specimen"],
        UNASSIGNED,
        "its patient, else the specimen's: a genome names a person",
    ),
    registry("NamingSystem", "a definition of FHIR's own kind"),
    person("NutritionOrder", &["patient"], "its patient"),
    person("Observation", &["subject"], "its subject; focus and performers only index"),
    registry("ObservationDefinition", "a definition or knowledge, of no person"),
    registry("OperationDefinition", "a definition of FHIR's own kind"),
    person("OperationOutcome", &[], "an answer, not content; may speak of anyone"),
    registry("Organization", "an organisation"),
    registry("OrganizationAffiliation", "ties organisations"),
    person("Parameters", &[], "a vehicle, not content; may carry anyone's"),
    row("Patient", Rule::Patient, "its own record"),
    follower("PaymentNotice", &[], &["request", "response"], UNASSIGNED, "goes with what is paid"),
    follower(
        "PaymentReconciliation",
        &[],
        &["detail.request", "detail.response"],
        UNASSIGNED,
        "goes with the claims it settles",
    ),
    registry("Person", "links identities: for desks and system clients"),
    registry("PlanDefinition", "a definition or knowledge, of no person"),
    registry("Practitioner", "a professional, known to all"),
    registry("PractitionerRole", "a professional's role"),
    person("Procedure", &["subject"], "its subject"),
    person("Provenance", &["target"], "goes with what it vouches for; agents only index"),
    registry("Questionnaire", "a form, without answers"),
    person("QuestionnaireResponse", &["subject"], "its subject; author and source only index"),
    person("RelatedPerson", &["patient"], "the patient to whom this person is related"),
    person("RequestGroup", &["subject"], "its subject; participants only index"),
    registry("ResearchDefinition", "a definition or knowledge, of no person"),
    registry("ResearchElementDefinition", "a definition or knowledge, of no person"),
    registry("ResearchStudy", "a study; who takes part is said by ResearchSubject"),
    person("ResearchSubject", &["individual"], "the individual who takes part"),
    person("RiskAssessment", &["subject"], "its subject"),
    registry("RiskEvidenceSynthesis", "a definition or knowledge, of no person"),
    maybe("Schedule", &["actor"], "a patient's own timetable; every other is the house's"),
    registry("SearchParameter", "a definition of FHIR's own kind"),
    person("ServiceRequest", &["subject"], "its subject; requester and performers only index"),
    follower("Slot", &[], &["schedule"], REGISTRY, "goes with its schedule"),
    follower(
        "Specimen",
        &["subject"],
        &["parent"],
        UNASSIGNED,
        "its subject, else that of the specimen it was taken from",
    ),
    registry("SpecimenDefinition", "a definition or knowledge, of no person"),
    registry("StructureDefinition", "a definition of FHIR's own kind"),
    registry("StructureMap", "a definition of FHIR's own kind"),
    registry("Subscription", "what a system client asked to be told"),
    registry("Substance", "a substance"),
    registry("SubstanceNucleicAcid", "description of a substance"),
    registry("SubstancePolymer", "description of a substance"),
    registry("SubstanceProtein", "description of a substance"),
    registry("SubstanceReferenceInformation", "description of a substance"),
    registry("SubstanceSourceMaterial", "description of a substance"),
    registry("SubstanceSpecification", "description of a substance"),
    maybe("SupplyDelivery", &["patient"], "the patient it is for; otherwise it is stock"),
    maybe("SupplyRequest", &["deliverTo"], "the patient it is delivered to; otherwise it is stock"),
    person("Task", &["for"], "whom it is for; focus, requester and owner only index"),
    registry("TerminologyCapabilities", "a definition of FHIR's own kind"),
    registry("TestReport", "tests of software"),
    registry("TestScript", "tests of software"),
    registry("ValueSet", "a definition of FHIR's own kind"),
    maybe("VerificationResult", &["target"], "goes with what was verified"),
    person("VisionPrescription", &["patient"], "its patient"),
];
