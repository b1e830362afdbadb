//! A professional, with the activities to choose among, as Pro Santé Connect gives
//! them (scope `scope_all`).

use hygie_gate::Role;
use serde_json::Value;

use super::ClaimsFault;
use super::reader::Reader;
use crate::Profession;
use crate::limits::{
    ACTIVITIES, CODE_CHARS, EXERCISES, SUBJECT_ROLES, TECHNICAL_CHARS, TEXT_BYTES,
};

/// A professional.
#[derive(Clone, PartialEq, Eq)]
pub struct Professional {
    /// National identifier (`SubjectNameID`): 8, then the eleven digits of the RPPS.
    pub national_id: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Whether they regulate medical calls (`Acces_Regulation_Medicale`, `VRAI` or `FAUX`).
    pub regulates: bool,
    /// What they may act as here; the professional chooses one.
    pub activities: Vec<Activity>,
    /// What else the provider names, and why it cannot be used.
    pub refused: Vec<Refused>,
}

impl Professional {
    /// The eleven digits of the RPPS.
    pub fn rpps(&self) -> &str {
        self.national_id.get(1..).unwrap_or_default()
    }
}

/// One profession at one place.
#[derive(Clone, PartialEq, Eq)]
pub struct Activity {
    /// The profession.
    pub profession: &'static Profession,
    /// What it is here.
    pub role: Role,
    /// Specialty (`codeSavoirFaire`).
    pub specialty: Option<String>,
    /// How they work there (`codeModeExercice`): L for their own account, S employed.
    pub mode: Option<String>,
    /// Sector (`codeSecteurDactivite`).
    pub sector: Option<String>,
    /// Where.
    pub organisation: Organisation,
}

/// A place of work. At least one of its identifiers is there.
#[derive(Clone, PartialEq, Eq)]
pub struct Organisation {
    /// FINESS of the site.
    pub finess: Option<String>,
    /// SIRET of the site.
    pub siret: Option<String>,
    /// Technical identifier of the structure.
    pub technical: Option<String>,
    /// Name.
    pub name: Option<String>,
}

/// An exercise or activity that cannot be used.
#[derive(Clone, PartialEq, Eq)]
pub struct Refused {
    /// Name of the place, where there is one.
    pub place: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// Says why and not where: the name of a practice is often its owner's.
impl std::fmt::Debug for Refused {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "Refused({})", self.reason)
    }
}

/// Why an activity cannot be used here.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Reason {
    /// No profession has this code.
    #[error("the profession code {0} is not known here")]
    UnknownProfession(String),
    /// The profession has no role here yet.
    #[error("the profession {} ({}) has no role here yet", .0.code, .0.name)]
    NoRole(&'static Profession),
    /// The exercise names a profession that the subject's roles do not.
    #[error("the profession {} ({}) is not among the roles of SubjectRole", .0.code, .0.name)]
    NotARole(&'static Profession),
    /// The exercise has no activity.
    #[error("the profession {} ({}) is exercised nowhere", .0.code, .0.name)]
    Nowhere(&'static Profession),
    /// The activity names no place.
    #[error("an activity names no place: neither FINESS, SIRET nor technical identifier")]
    NoOrganisation,
    /// Something is not as it must be.
    #[error("{0}")]
    Claim(Box<ClaimsFault>),
}

impl Professional {
    pub(super) fn read(claims: Reader<'_>) -> Result<Self, ClaimsFault> {
        let national_id = claims
            .formed("SubjectNameID", "8 and the eleven digits of an RPPS number", is_national)?
            .ok_or(ClaimsFault::Missing("SubjectNameID"))?;
        let regulates = claims.formed("Acces_Regulation_Medicale", "VRAI or FAUX", is_yes_or_no)?;
        let roles = subject_roles(claims)?;
        let exercises = claims.object("SubjectRefPro")?.objects("exercices", EXERCISES)?;
        let (mut activities, mut refused, mut seen) = (Vec::new(), Vec::new(), 0);
        for exercise in exercises {
            let places = exercise.objects("activities", ACTIVITIES)?;
            seen += places.len();
            if seen > ACTIVITIES {
                return Err(ClaimsFault::TooMany { claim: "activities", most: ACTIVITIES });
            }
            match exercised(exercise, &roles) {
                Err(reason) => refused.push(Refused { place: None, reason }),
                Ok((profession, _)) if places.is_empty() => {
                    refused.push(Refused { place: None, reason: Reason::Nowhere(profession) });
                }
                Ok((profession, role)) => {
                    for place in places {
                        match activity(exercise, place, profession, role) {
                            Ok(activity) => activities.push(activity),
                            Err(reason) => refused.push(Refused { place: name(place), reason }),
                        }
                    }
                }
            }
        }
        if activities.is_empty() {
            return Err(ClaimsFault::NoActivity(refused));
        }
        Ok(Self {
            national_id: national_id.to_owned(),
            family_name: claims.needed("family_name")?.to_owned(),
            given_name: claims.needed("given_name")?.to_owned(),
            regulates: regulates == Some(YES),
            activities,
            refused,
        })
    }
}

const YES: &str = "VRAI";

fn is_yes_or_no(text: &str) -> bool {
    text == YES || text == "FAUX"
}

fn is_national(text: &str) -> bool {
    text.len() == 12 && text.starts_with('8') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The codes of `SubjectRole`, whose entries are `code^system`: professions, and
/// specialties, which are no profession's code.
fn subject_roles<'a>(claims: Reader<'a>) -> Result<Vec<&'a str>, ClaimsFault> {
    const CLAIM: &str = "SubjectRole";
    let malformed = ClaimsFault::Malformed { claim: CLAIM, expected: "a list of short texts" };
    let code = |value: &'a Value| match value {
        Value::String(text) if text.len() <= TEXT_BYTES => {
            Ok(text.split('^').next().unwrap_or_default())
        }
        _ => Err(malformed.clone()),
    };
    let roles: Vec<_> =
        claims.list(CLAIM, SUBJECT_ROLES)?.iter().map(code).collect::<Result<_, _>>()?;
    if roles.is_empty() { Err(ClaimsFault::Missing(CLAIM)) } else { Ok(roles) }
}

/// The profession of an exercise and its role. Both the exercise and the roles of the
/// subject must name it: what only one of them says is not enough to open records.
fn exercised(exercise: Reader<'_>, roles: &[&str]) -> Result<(&'static Profession, Role), Reason> {
    const CODE: &str = "codeProfession";
    let code = exercise.formed(CODE, "a code of letters and digits", is_code).map_err(claim)?;
    let code = code.ok_or(ClaimsFault::Missing(CODE)).map_err(claim)?;
    let profession =
        Profession::of(code).ok_or_else(|| Reason::UnknownProfession(code.to_owned()))?;
    let role = profession.role.ok_or(Reason::NoRole(profession))?;
    if roles.contains(&code) { Ok((profession, role)) } else { Err(Reason::NotARole(profession)) }
}

fn activity(
    exercise: Reader<'_>,
    place: Reader<'_>,
    profession: &'static Profession,
    role: Role,
) -> Result<Activity, Reason> {
    let code = |reader: Reader<'_>, name| {
        let read = reader.formed(name, "a code of letters and digits", is_code);
        read.map(|text| text.map(str::to_owned)).map_err(claim)
    };
    Ok(Activity {
        profession,
        role,
        specialty: code(exercise, "codeSavoirFaire")?,
        mode: code(place, "codeModeExercice")?,
        sector: code(place, "codeSecteurDactivite")?,
        organisation: organisation(place)?,
    })
}

fn organisation(place: Reader<'_>) -> Result<Organisation, Reason> {
    let formed = |name, expected, is: fn(&str) -> bool| {
        let read = place.formed(name, expected, is);
        read.map(|text| text.map(str::to_owned)).map_err(claim)
    };
    let organisation = Organisation {
        finess: formed("numeroFinessSite", "nine characters of a FINESS number", is_finess)?,
        siret: formed("numeroSiretSite", "the fourteen digits of a SIRET number", is_siret)?,
        technical: formed(
            "identifiantTechniqueDeLaStructure",
            "an identifier of letters and digits",
            is_technical,
        )?,
        name: name(place),
    };
    let Organisation { finess, siret, technical, .. } = &organisation;
    if finess.is_none() && siret.is_none() && technical.is_none() {
        return Err(Reason::NoOrganisation);
    }
    Ok(organisation)
}

fn name(place: Reader<'_>) -> Option<String> {
    place.text("raisonSocialeSite").ok().flatten().map(str::to_owned)
}

fn claim(fault: ClaimsFault) -> Reason {
    Reason::Claim(Box::new(fault))
}

fn is_code(text: &str) -> bool {
    text.len() <= CODE_CHARS && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_finess(text: &str) -> bool {
    text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit() || b"AB".contains(&byte))
}

fn is_siret(text: &str) -> bool {
    text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_technical(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    text.len() <= TECHNICAL_CHARS && text.bytes().all(plain)
}
