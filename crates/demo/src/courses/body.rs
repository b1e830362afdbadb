//! The body: growth, weight, blood pressure and kidneys, as age has it.

use super::life::Life;
use crate::Draw;
use crate::calendar::Day;
use crate::codes::{Lab, lab};

/// Median weight in kg and height in cm by age in months, rounded, of both sexes
/// (WHO Child Growth Standards; courbes AFPA-CRESS/Inserm from five years on).
const GROWTH: &[(i64, f64, f64)] = &[
    (0, 3.3, 50.0),
    (1, 4.3, 54.0),
    (2, 5.3, 58.0),
    (4, 6.8, 63.0),
    (6, 7.7, 67.0),
    (9, 8.7, 71.5),
    (12, 9.5, 75.5),
    (18, 10.8, 82.0),
    (24, 12.1, 87.0),
    (36, 14.2, 96.0),
    (48, 16.3, 103.0),
    (72, 20.8, 116.5),
    (96, 26.0, 128.5),
    (120, 32.5, 139.5),
    (144, 41.0, 151.0),
    (168, 50.5, 161.0),
    (192, 57.5, 167.0),
    (216, 61.0, 169.5),
];
/// Age in months at which growth is over.
const GROWN: i64 = 216;
/// Systolic pressure in mmHg that nobody reaches who has no hypertension.
const HIGHEST: f64 = 134.0;
/// µmol/L of creatinine in 1 mg/dL.
const CREATININE_FACTOR: f64 = 88.4;

/// What a body measures.
#[derive(Debug)]
pub(super) struct Body {
    /// Height of the grown body, in cm.
    height: f64,
    /// Body mass index of the grown body.
    pub bmi: f64,
    /// How a child compares with the median.
    size: f64,
    /// Systolic pressure without treatment, in mmHg.
    pub systolic: f64,
    /// How much treatment has taken off it.
    pub relief: f64,
    /// Creatinine, in µmol/L.
    pub creatinine: f64,
    /// kg gained since the story began; negative when lost.
    pub gained: f64,
}

impl Body {
    /// One drawn for an age and a sex.
    pub fn drawn(draw: &mut Draw, female: bool, age: i64) -> Self {
        let years = age as f64;
        let shrunk = (years - 60.0).max(0.0) * 0.12;
        let mean = if female { 163.5 } else { 176.5 };
        let bmi = 22.0 + (years - 18.0).clamp(0.0, 40.0) * 0.11 - (years - 80.0).max(0.0) * 0.15;
        let creatinine = if female { 63.0 } else { 80.0 };
        Self {
            height: draw.around(mean, 6.3) - shrunk,
            bmi: draw.around(bmi, 4.0).clamp(17.0, 43.0),
            size: draw.around(1.0, 0.07).clamp(0.84, 1.2),
            systolic: draw.around(112.0 + (years - 20.0).max(0.0) * 0.3, 7.0).min(HIGHEST),
            relief: 0.0,
            creatinine: draw.around(creatinine + (years - 65.0).max(0.0) * 0.5, 8.0).max(42.0),
            gained: 0.0,
        }
    }
}

impl Life {
    /// Months of age on a day.
    pub fn months(&self, day: Day) -> i64 {
        let ((year, month, date), (y, m, d)) = (day.civil(), self.story.person.born.civil());
        (year - y) * 12 + month - m - i64::from(date < d)
    }

    /// Weight in kg on a day.
    pub fn weight(&mut self, day: Day) -> f64 {
        let months = self.months(day);
        let noise = self.story.draw.around(0.0, 0.5);
        if months >= GROWN {
            let metres = self.body.height / 100.0;
            return (self.body.bmi * metres * metres + self.body.gained + noise).max(36.0);
        }
        median(months).0 * self.body.size * (1.0 + noise * 0.02)
    }

    /// Height in cm on a day.
    pub fn height(&self, day: Day) -> f64 {
        let months = self.months(day);
        if months >= GROWN {
            return self.body.height;
        }
        let taller = if self.female() { 0.99 } else { 1.01 };
        median(months).1 * (1.0 + (self.body.size - 1.0) / 2.0) * taller
    }

    /// Systolic and diastolic pressure in mmHg, measured once.
    pub fn pressure(&mut self) -> (f64, f64) {
        let level = self.body.systolic - self.body.relief;
        let systolic = self.story.draw.around(level, 5.0).clamp(92.0, 215.0);
        let diastolic = self.story.draw.around(systolic * 0.42 + 22.0, 4.0);
        (systolic, diastolic.clamp(48.0, (systolic - 25.0).min(115.0)))
    }

    /// Creatinine in µmol/L with the filtration that goes with it.
    pub fn kidneys(&mut self, day: Day) -> [(&'static Lab, f64); 2] {
        let age = self.story.age(day) as f64;
        let creatinine = self.story.draw.around(self.body.creatinine, 3.0).max(40.0).round();
        let lab = if self.female() { &lab::CREATININE_F } else { &lab::CREATININE_M };
        [(lab, creatinine), (&lab::EGFR, filtration(self.female(), age, creatinine))]
    }
}

/// Between the ages of the table, in proportion.
fn median(months: i64) -> (f64, f64) {
    let (mut before, mut after) = ((0, 3.3, 50.0), (GROWN, 61.0, 169.5));
    for step in GROWTH {
        if step.0 <= months {
            before = *step;
        } else {
            after = *step;
            break;
        }
    }
    let span = (after.0 - before.0).max(1) as f64;
    let share = ((months - before.0) as f64 / span).clamp(0.0, 1.0);
    (before.1 + (after.1 - before.1) * share, before.2 + (after.2 - before.2) * share)
}

/// Estimated glomerular filtration in mL/min/1,73 m² (CKD-EPI 2009, without race).
fn filtration(female: bool, age: f64, creatinine: f64) -> f64 {
    let (kappa, alpha, factor): (f64, f64, f64) =
        if female { (0.7, -0.329, 1.018) } else { (0.9, -0.411, 1.0) };
    let ratio = creatinine / CREATININE_FACTOR / kappa;
    let (low, high) = (ratio.min(1.0), ratio.max(1.0));
    141.0 * low.powf(alpha) * high.powf(-1.209) * 0.993_f64.powf(age) * factor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filtration_falls_with_creatinine_and_age() {
        assert!((filtration(true, 60.0, 70.0) - 82.0).abs() < 3.0);
        assert!(filtration(false, 80.0, 160.0) < 40.0);
    }

    #[test]
    fn children_grow() {
        let weights: Vec<f64> = (0..216).map(|months| median(months).0).collect();
        assert!(weights.is_sorted());
    }
}
