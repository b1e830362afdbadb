//! Types of documents of the shared record, each with its class (ANS,
//! JDV_J07-XdsTypeCode-CISIS, and the classes that the DMP gives to types).

/// One type of document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Document {
    /// Code of the type: LOINC, or of the ANS where LOINC has none.
    pub code: &'static str,
    /// FHIR system of `code`.
    pub system: &'static str,
    /// Name of the type.
    pub display: &'static str,
    /// Its class.
    pub class: Class,
}

/// A class of documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Class {
    /// Code, in [`CLASS_SYSTEM`].
    pub code: &'static str,
    /// Name.
    pub display: &'static str,
}

/// FHIR system of the classes (ANS, TRE_A03).
pub const CLASS_SYSTEM: &str =
    "https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument";
/// FHIR system of types that LOINC has not (ANS, TRE_A05).
pub const TYPE_SYSTEM: &str = "https://mos.esante.gouv.fr/NOS/TRE_A05-TypeDocComplementaire/FHIR/TRE-A05-TypeDocComplementaire";

const REPORT: Class = Class { code: "10", display: "Compte rendu" };
const SYNTHESIS: Class = Class { code: "11", display: "Synthèse" };
const PICTURES: Class = Class { code: "31", display: "Imagerie médicale" };
const ORDER: Class = Class { code: "42", display: "Prescription" };
const DISPENSED: Class = Class { code: "43", display: "Dispensation" };
const PLAN: Class = Class { code: "44", display: "Plan / protocole de soins" };
const GIVEN: Class = Class { code: "45", display: "Traitement administré" };
const DECLARATION: Class = Class { code: "52", display: "Certificat, déclaration" };
const FROM_PATIENT: Class =
    Class { code: "90", display: "Autres documents déposés par le patient" };

const fn loinc(code: &'static str, display: &'static str, class: Class) -> Document {
    Document { code, system: super::LOINC, display, class }
}

const fn french(code: &'static str, display: &'static str, class: Class) -> Document {
    Document { code, system: TYPE_SYSTEM, display, class }
}

table! { Document;
    /// Consultation report.
    CONSULTATION = loinc("11488-4", "CR ou fiche de consultation ou de visite", REPORT);
    /// Laboratory report.
    LABORATORY = loinc("11502-2", "CR d’examens biologiques", REPORT);
    /// Letter at the end of a stay.
    DISCHARGE_LETTER = loinc("11490-0", "Lettre de liaison à la sortie d’un établissement de soins", REPORT);
    /// Report of the emergency department.
    EMERGENCY = loinc("15507-7", "CR de passage aux urgences", REPORT);
    /// Report of a stay in hospital.
    HOSPITAL = loinc("34112-3", "CR hospitalier (séjour)", REPORT);
    /// Operation report.
    OPERATION = loinc("34874-8", "CR opératoire", REPORT);
    /// Anaesthesia report.
    ANAESTHESIA = loinc("77436-4", "CR d’anesthésie", REPORT);
    /// Consultation before anaesthesia.
    PRE_ANAESTHESIA = loinc("34749-2", "CR de consultation pré-anesthésique", REPORT);
    /// Report of a birth.
    BIRTH = loinc("15508-5", "CR d’accouchement", REPORT);
    /// Pathology report.
    PATHOLOGY = loinc("60568-3", "CR d’anatomie et de cytologie pathologiques", REPORT);
    /// Report of a tumour board.
    TUMOUR_BOARD = loinc("34794-8", "CR de réunion de concertation pluridisciplinaire", REPORT);
    /// Report of a diagnostic act.
    DIAGNOSTIC_ACT = loinc("70004-7", "CR d’acte diagnostique (autre)", REPORT);
    /// Report of a therapeutic act.
    THERAPEUTIC_ACT = loinc("11505-5", "CR d’acte thérapeutique (autre)", REPORT);
    /// Functional assessment.
    FUNCTIONAL_REPORT = loinc("47420-5", "CR de bilan fonctionnel", REPORT);
    /// Follow-up by a nurse or another carer.
    PARAMEDICAL_CARE = loinc("11506-3", "CR ou fiche de suivi de soins par auxiliaire médical", REPORT);
    /// Report of the eye doctor.
    OPHTHALMOLOGY = loinc("78513-9", "CR de consultation en ophtalmologie", REPORT);
    /// Examination of a child.
    CHILD_EXAMINATION = loinc("59283-2", "CR d’examen de l’enfant", REPORT);
    /// Telemedicine report.
    TELEMEDICINE = loinc("85208-7", "CR de télémédecine", REPORT);
    /// Referral.
    REFERRAL = loinc("96349-6", "Lettre d’adressage", REPORT);
    /// Document of social care.
    SOCIAL = loinc("28653-4", "Document du secteur social / médico-social", REPORT);
    /// Imaging report.
    IMAGING = loinc("18748-4", "CR d’imagerie médicale", PICTURES);
    /// Volet de synthèse médicale (VSM).
    SUMMARY = loinc("60591-5", "Synthèse médicale", SYNTHESIS);
    /// Summary of an episode of care.
    EPISODE_SUMMARY = loinc("34133-9", "Synthèse d’épisode de soins", SYNTHESIS);
    /// Sheet for emergencies (DLU).
    EMERGENCY_LIAISON = loinc("74207-2", "Document de liaison d’urgence", SYNTHESIS);
    /// Assessment of needs.
    SOCIAL_ASSESSMENT = loinc("34842-5", "Grille d’évaluation médico-social", SYNTHESIS);
    /// Psychological assessment.
    PSYCHOLOGY = loinc("83901-9", "Bilan psychologique", SYNTHESIS);
    /// Medication review by a pharmacist.
    MEDICATION_REVIEW = loinc("56445-0", "Bilan médicamenteux (Officine)", SYNTHESIS);
    /// Letter at the entry into a home.
    SOCIAL_ENTRY_LETTER = loinc("88348-8", "Lettre de liaison d’entrée en structure sociale ou médico-sociale", SYNTHESIS);
    /// Letter on leaving a home.
    SOCIAL_DISCHARGE_LETTER = loinc("83981-1", "Lettre de liaison à la sortie d’une structure sociale ou médico-sociale", REPORT);
    /// Summary of the mother after birth.
    MOTHER_SUMMARY = loinc("89235-6", "Synthèse Suites de Couches Mère", SYNTHESIS);
    /// Summary of the newborn.
    NEWBORN_SUMMARY = loinc("78489-2", "Synthèse Enfant en Maternité", SYNTHESIS);
    /// Prescription of medicines.
    PRESCRIPTION = loinc("57833-6", "Prescription de produits de santé", ORDER);
    /// Prescription of care.
    CARE_PRESCRIPTION = loinc("57832-8", "Prescription de soins", ORDER);
    /// Request for imaging.
    IMAGING_REQUEST = loinc("55115-0", "Demande d’actes d’imagerie", ORDER);
    /// Prescription of analyses.
    LABORATORY_REQUEST = french("PRESC-BIO", "Prescription d’actes de biologie médicale", ORDER);
    /// Prescription of physiotherapy.
    PHYSIOTHERAPY_REQUEST = french("PRESC-KINE", "Prescription d’actes de kinésithérapie", ORDER);
    /// Medicines handed out.
    DISPENSATION = loinc("60593-1", "Dispensation médicamenteuse", DISPENSED);
    /// Plan of a person in social care.
    PERSONAL_PLAN = loinc("80788-3", "Projet personnalisé d’accompagnement", PLAN);
    /// Personal care plan (PPS).
    CARE_PLAN = loinc("18776-5", "Plan personnalisé de soins", PLAN);
    /// Plan for a child at school (PAI).
    SCHOOL_PLAN = loinc("80771-9", "Projet d’accueil individualisé", PLAN);
    /// Protocol of a long illness (ALD).
    ALD_PROTOCOL = french("PROT_ALD", "Protocole de soins ALD", PLAN);
    /// Medicines given.
    ADMINISTRATION = loinc("80565-5", "CR d’administration de médicaments", GIVEN);
    /// Medical certificate.
    CERTIFICATE = loinc("89601-9", "Certificat médical", DECLARATION);
    /// One vaccination.
    VACCINATION = loinc("87273-9", "Note de vaccination", DECLARATION);
    /// All vaccinations.
    VACCINATIONS = loinc("11369-6", "Historique des vaccinations", DECLARATION);
    /// Advance directives.
    DIRECTIVES = french("EXPPAT_3", "Directives anticipées", FROM_PATIENT);
    /// Wishes and rights of the patient.
    WISHES = french("EXPPAT_1", "Volontés et droits du patient", FROM_PATIENT);
}
