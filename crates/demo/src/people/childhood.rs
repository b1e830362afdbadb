//! Vaccines of those who are young today, as the calendar of their time had them
//! (Calendriers vaccinaux 2008 to 2025, ministère de la Santé).

use crate::calendar::Day;
use crate::codes::Vaccine;
use crate::codes::vaccine::{
    DTCAP_CHILD, DTCAP_REDUCED, HEXAVALENT, HPV, MENINGOCOCCUS_C, MMR, PNEUMOCOCCUS_CHILD,
};
use crate::staff::Colleague;
use crate::story::Story;

/// Two doses and one to remember them took the place of three and one.
const SHORTER_SERIES: Day = Day(15_810);
/// Boys are vaccinated against papillomavirus since then.
const BOYS: Day = Day(18_628);

/// Everything up to the age of thirteen, given by one doctor.
pub(super) fn vaccines(story: &mut Story, who: &'static Colleague) {
    let shorter = story.person.born >= SHORTER_SERIES;
    let (six, pneumococcus): (&[i64], &[i64]) =
        if shorter { (&[2, 4, 11], &[2, 4, 11]) } else { (&[2, 3, 4, 17], &[2, 4, 12]) };
    series(story, who, &HEXAVALENT, six);
    series(story, who, &PNEUMOCOCCUS_CHILD, pneumococcus);
    series(story, who, &MENINGOCOCCUS_C, &[12]);
    series(story, who, &MMR, &[12, 18]);
    series(story, who, &DTCAP_CHILD, &[72]);
    series(story, who, &DTCAP_REDUCED, &[138]);
    if story.person.female || story.person.born.plus_months(132) >= BOYS {
        series(story, who, &HPV, &[138, 144]);
    }
}

fn series(story: &mut Story, who: &'static Colleague, vaccine: &Vaccine, months: &[i64]) {
    for (dose, month) in (1..).zip(months) {
        let day = story.person.born.plus_months(*month).plus(6).working();
        story.vaccine(who, vaccine, day, dose);
    }
}
