//! Vaccines of the French calendar (ministère de la Santé, Calendrier des
//! vaccinations 2025), with ATC codes (WHO).

/// One vaccine and when it is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Vaccine {
    /// ATC code.
    pub atc: &'static str,
    /// Name, as a vaccination book writes it.
    pub name: &'static str,
    /// What it protects from.
    pub valences: &'static str,
    /// Ages of the doses, in months; empty where no age calls for it.
    pub doses: &'static [i64],
    /// Months from one dose to the next once `doses` are given; `None` when it is over.
    pub again: Option<i64>,
}

impl Vaccine {
    const fn new(
        atc: &'static str,
        name: &'static str,
        valences: &'static str,
        doses: &'static [i64],
    ) -> Self {
        Self { atc, name, valences, doses, again: None }
    }

    const fn again(self, months: i64) -> Self {
        Self { again: Some(months), ..self }
    }
}

table! { Vaccine;
    // Infants.

    /// Six in one.
    HEXAVALENT = Vaccine::new("J07CA09", "Vaccin hexavalent (DTCaP-Hib-HepB)", "Diphtérie, tétanos, coqueluche, poliomyélite, Haemophilus influenzae b, hépatite B", &[2, 4, 11]);
    /// Pneumococcus of children.
    PNEUMOCOCCUS_CHILD = Vaccine::new("J07AL02", "Vaccin pneumococcique conjugué", "Pneumocoque", &[2, 4, 11]);
    /// Rotavirus.
    ROTAVIRUS = Vaccine::new("J07BH01", "Vaccin rotavirus monovalent", "Rotavirus", &[2, 3]);
    /// Meningococcus B.
    MENINGOCOCCUS_B = Vaccine::new("J07AH09", "Vaccin méningococcique B", "Méningocoque B", &[3, 5, 12]);
    /// Meningococcus A, C, W, Y.
    MENINGOCOCCUS_ACWY = Vaccine::new("J07AH08", "Vaccin méningococcique ACWY", "Méningocoques A, C, W, Y", &[6, 12]);
    /// Measles, mumps, rubella.
    MMR = Vaccine::new("J07BD52", "ROR", "Rougeole, oreillons, rubéole", &[12, 16]);

    // Children, youth, adults.

    /// Tetravalent of six years.
    DTCAP_CHILD = Vaccine::new("J07CA02", "DTCaP", "Diphtérie, tétanos, coqueluche, poliomyélite", &[72]);
    /// Tetravalent with reduced doses: 11 and 25 years, and each pregnancy.
    DTCAP_REDUCED = Vaccine::new("J07CA02", "dTcaP", "Diphtérie, tétanos, coqueluche (doses réduites), poliomyélite", &[132, 300]);
    /// Diphtheria, tetanus, polio: 45 and 65 years, then every ten.
    DTP = Vaccine::new("J07CA01", "dTP", "Diphtérie (dose réduite), tétanos, poliomyélite", &[540, 780]).again(120);
    /// Papillomavirus.
    HPV = Vaccine::new("J07BM03", "Vaccin HPV nonavalent", "Papillomavirus humains", &[132, 138]);
    /// Meningococcus A, C, W, Y of youth.
    MENINGOCOCCUS_ACWY_YOUTH = Vaccine::new("J07AH08", "Vaccin méningococcique ACWY (adolescent)", "Méningocoques A, C, W, Y", &[144]);

    // From 65 years on.

    /// Influenza.
    INFLUENZA = Vaccine::new("J07BB02", "Vaccin grippe saisonnière", "Grippe", &[780]).again(12);
    /// COVID-19.
    COVID = Vaccine::new("J07BN01", "Vaccin COVID-19 à ARNm", "COVID-19", &[780]).again(12);
    /// Pneumococcus of the elderly.
    PNEUMOCOCCUS_ADULT = Vaccine::new("J07AL02", "Vaccin pneumococcique conjugué 20-valent", "Pneumocoque", &[780]);
    /// Shingles.
    SHINGLES = Vaccine::new("J07BK03", "Vaccin zona recombinant", "Zona", &[780, 782]);
    /// Respiratory syncytial virus.
    RSV = Vaccine::new("J07BX05", "Vaccin VRS", "Virus respiratoire syncytial", &[900]);

    // Called for by work, travel or illness.

    /// Hepatitis B of adults.
    HEPATITIS_B = Vaccine::new("J07BC01", "Vaccin hépatite B", "Hépatite B", &[]);
    /// Hepatitis A.
    HEPATITIS_A = Vaccine::new("J07BC02", "Vaccin hépatite A", "Hépatite A", &[]);
    /// Meningococcus C, which infants had until 2024.
    MENINGOCOCCUS_C = Vaccine::new("J07AH07", "Vaccin méningococcique C", "Méningocoque C", &[]);
    /// Pneumococcus of those at risk.
    PNEUMOCOCCUS_23 = Vaccine::new("J07AL01", "Vaccin pneumococcique polyosidique 23-valent", "Pneumocoque", &[]);
    /// Chickenpox.
    CHICKENPOX = Vaccine::new("J07BK01", "Vaccin varicelle", "Varicelle", &[]);
    /// Yellow fever.
    YELLOW_FEVER = Vaccine::new("J07BL01", "Vaccin fièvre jaune", "Fièvre jaune", &[]);
    /// Tuberculosis.
    BCG = Vaccine::new("J07AN01", "BCG", "Tuberculose", &[]);
}
