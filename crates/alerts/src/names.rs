//! Family and given names, and how those of an account are told apart.

use hygie_fhir::search::normalise;

/// What stands before names and is none.
const TITLES: &[&str] = &["dr", "docteur", "pr", "professeur", "m", "mr", "mme", "mlle", "me"];

/// Family and given names, as they are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    families: Vec<Written>,
    givens: Vec<Written>,
}

/// A name as it is written, and as it is compared.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Written {
    text: String,
    plain: String,
}

impl Names {
    /// Of family names, at birth, used and of marriage, and of given names, each apart.
    pub fn new<'a>(
        families: impl IntoIterator<Item = &'a str>,
        givens: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let of = |text: &str| Written { text: text.to_owned(), plain: normalise(text) };
        let some = |it: &Written| !it.plain.is_empty();
        let families = families.into_iter().map(of).filter(some).collect();
        Self { families, givens: givens.into_iter().map(of).filter(some).collect() }
    }

    /// Those of an account, which has one text: words in capitals are the family name;
    /// where none is, or all are, it is what follows the first word. Titles are passed over.
    pub fn of_account(name: &str) -> Self {
        let words: Vec<&str> = name.split_whitespace().filter(|word| !is_title(word)).collect();
        let capitals = words.iter().filter(|word| is_capital(word)).count();
        let (families, givens): (Vec<&str>, Vec<&str>) = if (1..words.len()).contains(&capitals) {
            words.iter().partition(|word| is_capital(word))
        } else {
            match &*words {
                [] => (Vec::new(), Vec::new()),
                [only] => (vec![*only], Vec::new()),
                [given, family @ ..] => (family.to_vec(), vec![*given]),
            }
        };
        Self::new([&*families.join(" ")], givens)
    }

    /// The family names, as they are written.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.families.iter().map(|it| &*it.text)
    }

    /// The given names.
    pub fn givens(&self) -> impl Iterator<Item = &str> {
        self.givens.iter().map(|it| &*it.text)
    }

    /// The first family name of theirs that the others bear too.
    pub fn shared_family(&self, others: &Self) -> Option<&str> {
        shared(&self.families, &others.families)
    }

    /// Whether a given name is the same.
    pub fn shares_given(&self, others: &Self) -> bool {
        shared(&self.givens, &others.givens).is_some()
    }

    /// Whether both bear a family name and a given name of the other.
    pub fn are_those_of(&self, others: &Self) -> bool {
        self.shared_family(others).is_some() && self.shares_given(others)
    }
}

fn shared<'a>(ours: &'a [Written], theirs: &[Written]) -> Option<&'a str> {
    let is = |one: &&Written| theirs.iter().any(|it| it.plain == one.plain);
    ours.iter().find(is).map(|it| &*it.text)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&&*normalise(word))
}

/// Two letters or more, all of them capitals.
fn is_capital(word: &str) -> bool {
    let letters = || word.chars().filter(|letter| letter.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_of_accounts_are_told_apart() {
        let check = |name: &str, families: &[&str], givens: &[&str]| {
            let names = Names::of_account(name);
            assert_eq!(names.families().collect::<Vec<_>>(), families, "{name}");
            assert_eq!(names.givens().collect::<Vec<_>>(), givens, "{name}");
        };
        check("Dr Anne Le Goff", &["Le Goff"], &["Anne"]);
        check("LE GOFF Anne", &["LE GOFF"], &["Anne"]);
        check("Anne KERBRAT", &["KERBRAT"], &["Anne"]);
        check("ANNE KERBRAT", &["KERBRAT"], &["ANNE"]);
        check("Mme Kerbrat", &["Kerbrat"], &[]);
        check("Pr.", &[], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn accents_and_case_do_not_matter_and_a_given_name_is_no_family_name() {
        let account = Names::of_account("Martin LEFÈVRE");
        let person = |family: &'static str, given: &'static str| Names::new([family], [given]);
        assert_eq!(person("Lefevre", "Anne").shared_family(&account), Some("Lefevre"));
        assert_eq!(person("Martin", "Anne").shared_family(&account), None);
        assert!(person("Roux", "MARTIN").shares_given(&account));
        assert_eq!(person("", "").shared_family(&Names::default()), None);
    }
}
