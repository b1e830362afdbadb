use proptest::prelude::*;

use super::{Age, Beard, Clothes, Face, Hair, Hat, SIDE, portrait};
use crate::Draw;

/// Bytes of a portrait at most: a page shows dozens.
const BYTES: usize = 4_096;

fn drawn(seed: u64, years: u32, female: bool) -> Face {
    Face::drawn(&mut Draw::new(seed, "face"), years, female)
}

/// What every portrait promises.
fn keep(svg: &str) {
    assert!(
        svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.ends_with("</svg>")
    );
    assert!(svg.len() <= BYTES, "{} bytes", svg.len());
    assert_eq!(svg.matches("http").count(), 1, "nothing from elsewhere: {svg}");
    for banned in ["style", "<script", "href", " on", "NaN", "inf", "&"] {
        assert!(!svg.contains(banned), "{banned}: {svg}");
    }
    for id in svg.split("id=\"").skip(1) {
        let id = id.split('"').next().unwrap();
        assert!(svg.contains(&format!("url(#{id})")), "{id} is used");
    }
    let opened = svg.matches('<').count() - svg.matches("</").count();
    assert_eq!(opened, svg.matches("/>").count() + svg.matches("</").count(), "{svg}");
}

#[test]
fn every_way_to_look_is_drawn() {
    use Age::{Adult, Child, Old, Teenager, Toddler};
    use Hair::{
        Afro, Bald, Bob, Bun, Curly, Long, Parted, Plaits, Ponytail, Receding, Scarf, Short, Tuft,
    };
    let mut seen = std::collections::BTreeSet::new();
    let ages = [Toddler, Child, Teenager, Adult, Old];
    let hairs =
        [Afro, Bald, Bob, Bun, Curly, Long, Parted, Plaits, Ponytail, Receding, Scarf, Short, Tuft];
    for age in ages {
        for hair in hairs {
            for beard in [Beard::None, Beard::Stubble, Beard::Moustache, Beard::Full] {
                let svg = portrait(&Face { age, hair, beard, glasses: true, ..Face::default() });
                keep(&svg);
                assert!(seen.insert(svg), "{age:?} {hair:?} {beard:?} looks like another");
            }
        }
    }
    for clothes in [
        Clothes::Jumper,
        Clothes::Shirt,
        Clothes::Cardigan,
        Clothes::Hoodie,
        Clothes::Jacket,
        Clothes::Stripes,
        Clothes::Dungarees,
        Clothes::WhiteCoat,
        Clothes::Scrubs,
        Clothes::Cook,
        Clothes::Maternity,
    ] {
        for hat in [Hat::None, Hat::Toque, Hat::Beanie] {
            let svg = portrait(&Face { clothes, hat, stethoscope: true, ..Face::default() });
            keep(&svg);
            assert!(seen.insert(svg), "{clothes:?} {hat:?} looks like another");
        }
    }
    assert!(seen.iter().all(|svg| svg.contains(&format!("viewBox=\"0 0 {SIDE} {SIDE}\""))));
}

#[test]
fn ages_begin_with_their_birthday() {
    let check = |years, expect| assert_eq!(Age::of(years), expect, "{years}");
    check(0, Age::Toddler);
    check(4, Age::Toddler);
    check(5, Age::Child);
    check(11, Age::Child);
    check(12, Age::Teenager);
    check(19, Age::Teenager);
    check(20, Age::Adult);
    check(64, Age::Adult);
    check(65, Age::Old);
    check(120, Age::Old);
}

proptest! {
    #[test]
    fn a_face_is_the_same_for_the_same_chance(seed: u64, years in 0_u32..110, female: bool) {
        let face = drawn(seed, years, female);
        prop_assert_eq!(face, drawn(seed, years, female));
        prop_assert_eq!(face.age, Age::of(years));
        keep(&portrait(&face));
    }

    #[test]
    fn beards_are_for_grown_men(seed: u64, years in 0_u32..110, female: bool) {
        let face = drawn(seed, years, female);
        prop_assert!(face.beard == Beard::None || (!female && years >= 20), "{:?}", face);
    }
}
