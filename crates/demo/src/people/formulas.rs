//! What laboratories compute from what they measure.

/// Creatinine of a milligram per decilitre, in µmol/L.
const MICROMOLES: f64 = 88.4;

/// Estimated glomerular filtration in mL/min/1.73 m² of a creatinine in µmol/L
/// (CKD-EPI 2009 without the term for ethnicity, as the HAS has it).
pub(super) fn egfr(creatinine: f64, age: i64, female: bool) -> f64 {
    let (kappa, alpha, sex) = if female { (0.7, -0.329, 1.018) } else { (0.9, -0.411, 1.0) };
    let ratio = creatinine / MICROMOLES / kappa;
    let years = i32::try_from(age).unwrap_or(0);
    141.0 * sex * ratio.min(1.0).powf(alpha) * ratio.max(1.0).powf(-1.209) * 0.993_f64.powi(years)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filtration_falls_with_creatinine_and_age() {
        assert_eq!(egfr(80.0, 58, false).round(), 93.0);
        assert_eq!(egfr(110.0, 84, true).round(), 40.0);
        assert!(egfr(96.0, 58, false) < egfr(80.0, 48, false));
    }
}
