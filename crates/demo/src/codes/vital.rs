//! Vital signs (LOINC; HL7 FHIR vital signs profile).

/// One sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Vital {
    /// LOINC code.
    pub loinc: &'static str,
    /// Name in French.
    pub name: &'static str,
    /// Unit in UCUM; empty for a panel.
    pub unit: &'static str,
    /// Unit as printed in France.
    pub shown: &'static str,
    /// Digits behind the comma.
    pub decimals: usize,
}

/// Code of the FHIR category.
pub const CATEGORY: &str = "vital-signs";
/// System of [`CATEGORY`].
pub const CATEGORY_SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

const fn vital(
    loinc: &'static str,
    name: &'static str,
    unit: &'static str,
    shown: &'static str,
    decimals: usize,
) -> Vital {
    Vital { loinc, name, unit, shown, decimals }
}

table! { Vital;
    /// Weight.
    WEIGHT = vital("29463-7", "Poids", "kg", "kg", 1);
    /// Height.
    HEIGHT = vital("8302-2", "Taille", "cm", "cm", 0);
    /// Body mass index.
    BMI = vital("39156-5", "Indice de masse corporelle", "kg/m2", "kg/m²", 1);
    /// Head circumference.
    HEAD = vital("9843-4", "Périmètre crânien", "cm", "cm", 1);
    /// Blood pressure, the panel that holds both.
    BLOOD_PRESSURE = vital("85354-9", "Pression artérielle", "", "", 0);
    /// Systolic pressure.
    SYSTOLIC = vital("8480-6", "Pression artérielle systolique", "mm[Hg]", "mmHg", 0);
    /// Diastolic pressure.
    DIASTOLIC = vital("8462-4", "Pression artérielle diastolique", "mm[Hg]", "mmHg", 0);
    /// Heart rate.
    HEART_RATE = vital("8867-4", "Fréquence cardiaque", "/min", "bpm", 0);
    /// Respiratory rate.
    RESPIRATORY_RATE = vital("9279-1", "Fréquence respiratoire", "/min", "/min", 0);
    /// Temperature.
    TEMPERATURE = vital("8310-5", "Température", "Cel", "°C", 1);
    /// Oxygen saturation.
    SATURATION = vital("2708-6", "Saturation en oxygène", "%", "%", 0);
    /// Oxygen saturation by pulse oximetry, which goes with [`SATURATION`].
    SATURATION_PULSE = vital("59408-5", "Saturation en oxygène (SpO₂)", "%", "%", 0);
    /// Glasgow coma score, its three parts together.
    GLASGOW = vital("9269-2", "Score de Glasgow", "{score}", "/15", 0);
    /// Pain from 0 to 10, as told.
    PAIN = vital("72514-3", "Douleur (EN, 0 à 10)", "{score}", "/10", 0);
}
