//! Disorders before findings before circumstances, so that a life's jobs and
//! reviews do not drown its illnesses.

use crate::code::System;
use crate::fact::Fact;

/// What sort of problem, in the order to show.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum ProblemRank {
    /// An illness or injury; also what nothing tells to be less.
    Disorder,
    /// A symptom, a finding, a history of something.
    Finding,
    /// A social circumstance, an administrative fact.
    Circumstance,
}

impl ProblemRank {
    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disorder => "disorder",
            Self::Finding => "finding",
            Self::Circumstance => "circumstance",
        }
    }
}

/// SNOMED CT findings and situations of social or administrative life. A code
/// that is not here ranks by its tag.
const CIRCUMSTANCES: &[&str] = &[
    "105531004",     // housing unsatisfactory
    "160701002",     // food insecurity
    "160903007",     // full-time employment
    "160904001",     // part-time employment
    "160968000",     // risk activity involvement
    "224295006",     // only received primary school education
    "224299000",     // received higher education
    "224355006",     // served in armed forces
    "266934004",     // transport problem
    "266948004",     // has a criminal record
    "314529007",     // medication review due
    "32911000",      // homeless
    "361055000",     // misuses drugs
    "422650009",     // social isolation
    "423315002",     // limited social contact
    "424393004",     // reports of violence in the environment
    "446654005",     // refugee
    "473461003",     // educated to high school level
    "5251000175109", // received certificate of high school equivalency
    "706893006",     // victim of intimate partner abuse
    "713458007",     // lack of access to transportation
    "73438004",      // unemployed
    "73595000",      // stress
    "741062008",     // not in labor force
];

pub(super) fn of(fact: &Fact) -> ProblemRank {
    let coded = fact.code_of(&System::Snomed);
    if coded.is_some_and(|code| CIRCUMSTANCES.contains(&code)) {
        return ProblemRank::Circumstance;
    }
    match fact.tag() {
        Some("finding" | "situation" | "event" | "observable entity" | "procedure") => {
            return ProblemRank::Finding;
        }
        Some("person" | "social concept" | "occupation" | "environment") => {
            return ProblemRank::Circumstance;
        }
        _ => {}
    }
    let icd = fact.codes.iter().find(|code| code.system.is_icd10());
    icd.map_or(ProblemRank::Disorder, |code| chapter(&code.code))
}

/// By ICD-10's chapters: XVIII symptoms, XX external causes, XXI factors; within
/// the last, Z80 to Z99 tell histories and implants.
fn chapter(code: &str) -> ProblemRank {
    let mut letters = code.chars();
    match (letters.next(), letters.next()) {
        (Some('R' | 'V' | 'W' | 'X' | 'Y'), _) | (Some('Z'), Some('8' | '9')) => {
            ProblemRank::Finding
        }
        (Some('Z'), _) => ProblemRank::Circumstance,
        _ => ProblemRank::Disorder,
    }
}
