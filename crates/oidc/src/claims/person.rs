//! A person, with the traits of their identity as FranceConnect gives them
//! (identité pivot). They help a secretary to find the record at the desk; they bind
//! nothing.

use super::ClaimsFault;
use super::reader::Reader;
use crate::limits::BIRTH_YEARS;

/// A person.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Birth name.
    pub family_name: String,
    /// Given names, in their order, with blanks between.
    pub given_names: String,
    /// Name in use, where it differs.
    pub used_name: Option<String>,
    /// Birth date.
    pub birth_date: BirthDate,
    /// Sex at the civil registry.
    pub gender: Gender,
    /// INSEE code of the town of birth; none for who was born abroad.
    pub birth_place: Option<String>,
    /// INSEE code of the country of birth; 99100 is France.
    pub birth_country: String,
}

/// A birth date, whose day, or day and month, may be unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BirthDate {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day, 1 to 31.
    pub day: Option<u8>,
}

/// Sex, as the registry has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// `female`.
    Female,
    /// `male`.
    Male,
}

impl Person {
    pub(super) fn read(claims: Reader<'_>) -> Result<Self, ClaimsFault> {
        let date = claims.needed("birthdate")?;
        let malformed = |claim, expected| ClaimsFault::Malformed { claim, expected };
        let gender = match claims.needed("gender")? {
            "female" => Gender::Female,
            "male" => Gender::Male,
            _ => return Err(malformed("gender", "female or male")),
        };
        let country = claims.formed("birthcountry", "an INSEE code", is_insee)?;
        Ok(Self {
            family_name: claims.needed("family_name")?.to_owned(),
            given_names: claims.needed("given_name")?.to_owned(),
            used_name: claims.text("preferred_username")?.map(str::to_owned),
            birth_date: BirthDate::parse(date)
                .ok_or(malformed("birthdate", "a date as year, month and day"))?,
            gender,
            birth_place: claims.formed("birthplace", "an INSEE code", is_insee)?.map(str::to_owned),
            birth_country: country.ok_or(ClaimsFault::Missing("birthcountry"))?.to_owned(),
        })
    }
}

/// Five characters: digits, and the letter of Corsica's departments.
fn is_insee(text: &str) -> bool {
    let letter = |(place, byte): (usize, u8)| {
        byte.is_ascii_digit() || (place == 1 && matches!(byte, b'A' | b'B'))
    };
    text.len() == 5 && text.bytes().enumerate().all(letter)
}

impl BirthDate {
    /// `YYYY-MM-DD`, where `00` is a month or day that nobody knows.
    fn parse(text: &str) -> Option<Self> {
        let digits = |text: &str, count: usize| {
            let good = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
            good.then(|| text.parse::<u16>().ok()).flatten()
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4).filter(|year| BIRTH_YEARS.contains(year))?;
        let month = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let day = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let known = |number: u8| (number != 0).then_some(number);
        let date = Self { year, month: known(month), day: known(day) };
        (parts.next().is_none() && date.exists()).then_some(date)
    }

    fn exists(self) -> bool {
        use hygie_base::calendar::{civil, days};
        let Some(month) = self.month else { return self.day.is_none() };
        let (year, month) = (i64::from(self.year), i64::from(month));
        let day = i64::from(self.day.unwrap_or(1));
        civil(days(year, month, day)) == (year, month, day)
    }
}
