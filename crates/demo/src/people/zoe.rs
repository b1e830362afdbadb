//! Zoé, sixteen, whose asthma everybody knows of and who has asked for something
//! in confidence (code de la santé publique, articles L. 1111-5 and L. 5134-1).

mod alone;
mod growing;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::Day;
use crate::houses::PRACTICE;
use crate::person::Person;
use crate::staff::{ROCHE, VASSEUR};
use crate::story::Story;
use crate::towns;
use crate::world::Record;

/// How visitors meet her.
pub const INTRODUCTION: Introduction = Introduction {
    key: "zoe",
    name: "Zoé Marchal",
    title: Said { fr: "Zoé, 16 ans", en: "Zoé, 16 years old" },
    situation: Said {
        fr: "Zoé joue au handball avec un asthme que ses parents connaissent bien ; elle est aussi \
             venue seule parler de contraception, et la loi lui garantit que cela reste entre elle \
             et ceux qui la soignent.",
        en: "Zoé plays handball with an asthma that her parents know well; she also came alone to \
             talk about contraception, and the law guarantees that this stays between her and \
             those who care for her.",
    },
};

/// Zoé.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    let mut draw = Draw::new(seed, "zoe");
    let born = today.years_ago(16).plus(-140);
    let mut zoe =
        Person::drawn(&mut draw, true, born).named(&["Zoé", "Camille"], "Marchal").known_as("zoe");
    zoe.town = towns::called("Montlouis-sur-Loire");
    zoe.street = "22 rue des Acacias".to_owned();
    zoe.doctor = Some(&VASSEUR);
    let (mother, father) = (towns::phone(&mut draw, true), towns::phone(&mut draw, true));
    let mut story = Story::new(zoe, today, Draw::new(seed, "zoe story"));
    growing::tell(&mut story);
    alone::tell(&mut story);
    story.relative(&PRACTICE, ("MTH", "Mère"), ("Stéphanie", "Marchal"), &mother);
    story.relative(&PRACTICE, ("FTH", "Père"), ("Laurent", "Marchal"), &father);
    story.team(&PRACTICE, "Suivi en ville", today.plus(-2200), &[&VASSEUR, &ROCHE]);
    vec![Record::of(story)]
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::people::tests::{of, values};

    const LABEL: &str = "INVISIBLE_REPRESENTANTS_LEGAUX";

    fn zoe() -> Record {
        records(5, Day::of(2026, 11, 26)).remove(0)
    }

    fn is_hidden(resource: &Value) -> bool {
        resource.pointer("/meta/security/0/code").and_then(Value::as_str) == Some(LABEL)
    }

    #[test]
    fn whatever_she_told_alone_is_hidden_from_her_parents() {
        let zoe = zoe();
        for entry in &zoe.entries {
            let text = entry.resource.to_string().to_lowercase();
            let secret = ["contracept", "lévonorgestrel", "chlamydia", "gonorrh"]
                .iter()
                .any(|word| text.contains(word));
            assert!(!secret || is_hidden(&entry.resource), "{}", entry.resource);
        }
    }

    #[test]
    fn documents_carry_the_label_that_the_national_record_reads() {
        let zoe = zoe();
        let labelled = of(&zoe, "DocumentReference")
            .filter(|one| one["securityLabel"].to_string().contains(LABEL))
            .count();
        assert!(labelled >= 4, "{labelled}");
        assert!(
            of(&zoe, "DocumentReference")
                .all(|one| { is_hidden(one) == one["securityLabel"].to_string().contains(LABEL) })
        );
    }

    #[test]
    fn her_asthma_is_no_secret() {
        let zoe = zoe();
        let asthma = of(&zoe, "Condition").find(|one| one.to_string().contains("J45.0"));
        assert!(asthma.is_some_and(|one| !is_hidden(one)));
        assert!(values(&zoe, "8302-2").is_sorted(), "she grows");
    }
}
