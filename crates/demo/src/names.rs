//! Names that people in France bear, as their age and time would have it.

mod family;
mod men;
mod women;

use crate::Draw;

/// Share of people whose name is heard all over France.
const EVERYWHERE: f64 = 0.68;

/// Share of the others whose name belongs to a region of France.
const REGIONS: f64 = 0.42;

/// A family name.
pub fn family(draw: &mut Draw) -> &'static str {
    let names = if draw.chance(EVERYWHERE) {
        family::OF_EVERYWHERE
    } else if draw.chance(REGIONS) {
        family::OF_REGIONS
    } else {
        family::OF_ELSEWHERE
    };
    draw.of::<&str>(names)
}

/// A given name that a child born in this year was likely to get.
pub fn given(draw: &mut Draw, female: bool, born: i64) -> &'static str {
    let names = if female { of_women(born) } else { of_men(born) };
    draw.of::<&str>(names)
}

fn of_women(born: i64) -> &'static [&'static str] {
    match born {
        ..1935 => women::OF_1920S,
        1935..1950 => women::OF_1935S,
        1950..1965 => women::OF_1950S,
        1965..1980 => women::OF_1965S,
        1980..1995 => women::OF_1980S,
        1995..2010 => women::OF_1995S,
        2010.. => women::OF_2010S,
    }
}

fn of_men(born: i64) -> &'static [&'static str] {
    match born {
        ..1935 => men::OF_1920S,
        1935..1950 => men::OF_1935S,
        1950..1965 => men::OF_1950S,
        1965..1980 => men::OF_1965S,
        1980..1995 => men::OF_1980S,
        1995..2010 => men::OF_1995S,
        2010.. => men::OF_2010S,
    }
}

/// All family names.
#[cfg(test)]
pub(crate) fn families() -> impl Iterator<Item = &'static str> {
    [family::OF_EVERYWHERE, family::OF_REGIONS, family::OF_ELSEWHERE].into_iter().flatten().copied()
}

/// The lists of given names, one a sex and time.
#[cfg(test)]
pub(crate) fn givens() -> impl Iterator<Item = &'static [&'static str]> {
    let years = [1925, 1938, 1957, 1968, 1985, 2001, 2021];
    years.into_iter().flat_map(|born| [of_women(born), of_men(born)])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_family_name_stands_twice() {
        let all: Vec<_> = families().collect();
        assert!(all.len() >= 200);
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
    }

    #[test]
    fn every_time_has_its_given_names() {
        for names in givens() {
            assert!(names.len() >= 40, "{names:?}");
            assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
        }
    }

    #[test]
    fn names_tell_the_age() {
        assert!(of_women(1938).contains(&"Yvette") && !of_women(2021).contains(&"Yvette"));
        assert!(of_women(1968).contains(&"Nathalie") && !of_women(1930).contains(&"Nathalie"));
        assert!(of_women(2021).contains(&"Inaya") && !of_women(1968).contains(&"Inaya"));
        assert!(of_men(1985).contains(&"Kévin") && !of_men(1940).contains(&"Kévin"));
    }

    #[test]
    fn the_same_seed_names_the_same_person() {
        let name = || {
            let mut draw = Draw::new(7, "somebody");
            (family(&mut draw), given(&mut draw, true, 1968))
        };
        assert_eq!(name(), name());
    }
}
