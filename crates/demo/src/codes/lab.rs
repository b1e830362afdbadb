//! Analyses of a French medical laboratory: LOINC codes, units as UCUM and as
//! printed in France, usual ranges of adults.
//!
//! Codes: LOINC (Regenstrief Institute). Ranges: those that French laboratories
//! commonly print; where men and women differ there are two, `_F` and `_M`.

/// One analysis.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Lab {
    /// LOINC code.
    pub loinc: &'static str,
    /// Name as a French laboratory prints it.
    pub name: &'static str,
    /// Name in a table or a letter.
    pub short: &'static str,
    /// Unit in UCUM; empty where the result is a word.
    pub unit: &'static str,
    /// Unit as printed in France; empty where there is none to print.
    pub shown: &'static str,
    /// Lowest usual value, in `unit`.
    pub low: Option<f64>,
    /// Highest usual value, in `unit`.
    pub high: Option<f64>,
    /// Digits behind the comma.
    pub decimals: usize,
}

impl Lab {
    /// Without decimals and without a range.
    const fn new(
        loinc: &'static str,
        name: &'static str,
        short: &'static str,
        unit: &'static str,
        shown: &'static str,
    ) -> Self {
        Self { loinc, name, short, unit, shown, low: None, high: None, decimals: 0 }
    }

    /// One whose result is a word.
    const fn word(loinc: &'static str, name: &'static str, short: &'static str) -> Self {
        Self::new(loinc, name, short, "", "")
    }

    const fn decimals(self, decimals: usize) -> Self {
        Self { decimals, ..self }
    }

    const fn range(self, low: f64, high: f64) -> Self {
        self.above(low).below(high)
    }

    const fn above(self, low: f64) -> Self {
        Self { low: Some(low), ..self }
    }

    const fn below(self, high: f64) -> Self {
        Self { high: Some(high), ..self }
    }
}

table! { Lab;
    // Sugar.

    /// Glycated haemoglobin.
    HBA1C = Lab::new("4548-4", "Hémoglobine glyquée (HbA1c)", "HbA1c", "%", "%").range(4.0, 6.0).decimals(1);
    /// Fasting glucose.
    GLUCOSE_FASTING = Lab::new("1558-6", "Glycémie à jeun", "Glycémie", "g/L", "g/L").range(0.70, 1.10).decimals(2);
    /// Glucose at any time.
    GLUCOSE = Lab::new("2345-7", "Glycémie", "Glycémie", "g/L", "g/L").range(0.70, 1.40).decimals(2);
    /// Capillary glucose by meter.
    GLUCOSE_CAPILLARY = Lab::new("41653-7", "Glycémie capillaire", "Dextro", "g/L", "g/L").range(0.70, 1.40).decimals(2);
    /// Glucose one hour after 75 g by mouth; the bound is that of pregnancy.
    GLUCOSE_1H = Lab::new("1507-3", "Glycémie 1 h après 75 g de glucose", "HGPO 1 h", "g/L", "g/L").below(1.80).decimals(2);
    /// Glucose two hours after 75 g by mouth; the bound is that of pregnancy.
    GLUCOSE_2H = Lab::new("1518-0", "Glycémie 2 h après 75 g de glucose", "HGPO 2 h", "g/L", "g/L").below(1.53).decimals(2);

    // Kidney and salts.

    /// Creatinine, women.
    CREATININE_F = Lab::new("14682-9", "Créatinine", "Créat.", "umol/L", "µmol/L").range(45.0, 84.0);
    /// Creatinine of small children.
    CREATININE_CHILD = Lab::new("14682-9", "Créatinine", "Créat.", "umol/L", "µmol/L").range(18.0, 38.0);
    /// Creatinine, men.
    CREATININE_M = Lab::new("14682-9", "Créatinine", "Créat.", "umol/L", "µmol/L").range(59.0, 104.0);
    /// Glomerular filtration, CKD-EPI 2009.
    EGFR = Lab::new("62238-1", "DFG estimé (CKD-EPI)", "DFG", "mL/min/{1.73_m2}", "mL/min/1,73 m²").above(60.0);
    /// Urea.
    UREA = Lab::new("22664-7", "Urée", "Urée", "mmol/L", "mmol/L").range(2.8, 8.1).decimals(1);
    /// Sodium.
    SODIUM = Lab::new("2951-2", "Sodium", "Na", "mmol/L", "mmol/L").range(136.0, 145.0);
    /// Potassium.
    POTASSIUM = Lab::new("2823-3", "Potassium", "K", "mmol/L", "mmol/L").range(3.5, 5.0).decimals(1);
    /// Chloride.
    CHLORIDE = Lab::new("2075-0", "Chlorures", "Cl", "mmol/L", "mmol/L").range(98.0, 107.0);
    /// Total carbon dioxide.
    BICARBONATE = Lab::new("2028-9", "Bicarbonates (CO₂ total)", "CO₂ total", "mmol/L", "mmol/L").range(22.0, 29.0);
    /// Calcium.
    CALCIUM = Lab::new("2000-8", "Calcium", "Ca", "mmol/L", "mmol/L").range(2.15, 2.55).decimals(2);
    /// Phosphate.
    PHOSPHATE = Lab::new("14879-1", "Phosphore", "P", "mmol/L", "mmol/L").range(0.81, 1.45).decimals(2);
    /// Magnesium.
    MAGNESIUM = Lab::new("2601-3", "Magnésium", "Mg", "mmol/L", "mmol/L").range(0.66, 1.07).decimals(2);
    /// Urate, women.
    URATE_F = Lab::new("14933-6", "Acide urique", "Uricémie", "umol/L", "µmol/L").range(150.0, 360.0);
    /// Urate, men.
    URATE_M = Lab::new("14933-6", "Acide urique", "Uricémie", "umol/L", "µmol/L").range(200.0, 420.0);

    // Proteins and inflammation.

    /// Total protein.
    PROTEIN = Lab::new("2885-2", "Protéines totales", "Protidémie", "g/L", "g/L").range(64.0, 83.0);
    /// Albumin.
    ALBUMIN = Lab::new("1751-7", "Albumine", "Albumine", "g/L", "g/L").range(35.0, 52.0);
    /// Prealbumin.
    PREALBUMIN = Lab::new("14338-8", "Préalbumine (transthyrétine)", "Préalbumine", "g/L", "g/L").range(0.20, 0.40).decimals(2);
    /// C-reactive protein.
    CRP = Lab::new("1988-5", "Protéine C réactive (CRP)", "CRP", "mg/L", "mg/L").below(5.0).decimals(1);
    /// Procalcitonin.
    PROCALCITONIN = Lab::new("33959-8", "Procalcitonine", "PCT", "ug/L", "µg/L").below(0.50).decimals(2);
    /// Erythrocyte sedimentation rate, first hour.
    ESR = Lab::new("30341-2", "Vitesse de sédimentation, 1re heure", "VS", "mm/h", "mm").below(20.0);

    // Blood count.

    /// Haemoglobin, women.
    HB_F = Lab::new("718-7", "Hémoglobine", "Hb", "g/dL", "g/dL").range(12.0, 16.0).decimals(1);
    /// Haemoglobin, men.
    HB_M = Lab::new("718-7", "Hémoglobine", "Hb", "g/dL", "g/dL").range(13.0, 17.0).decimals(1);
    /// Haematocrit, women.
    HAEMATOCRIT_F = Lab::new("4544-3", "Hématocrite", "Ht", "%", "%").range(35.0, 47.0).decimals(1);
    /// Haematocrit, men.
    HAEMATOCRIT_M = Lab::new("4544-3", "Hématocrite", "Ht", "%", "%").range(40.0, 52.0).decimals(1);
    /// Red cells, women.
    RED_CELLS_F = Lab::new("789-8", "Hématies", "GR", "10*12/L", "T/L").range(3.80, 5.30).decimals(2);
    /// Red cells, men.
    RED_CELLS_M = Lab::new("789-8", "Hématies", "GR", "10*12/L", "T/L").range(4.30, 5.90).decimals(2);
    /// Mean corpuscular volume.
    MCV = Lab::new("787-2", "Volume globulaire moyen (VGM)", "VGM", "fL", "fL").range(80.0, 100.0);
    /// Mean corpuscular haemoglobin.
    MCH = Lab::new("785-6", "Teneur corpusculaire moyenne en hémoglobine (TCMH)", "TCMH", "pg", "pg").range(27.0, 32.0).decimals(1);
    /// Mean corpuscular haemoglobin concentration.
    MCHC = Lab::new("786-4", "Concentration corpusculaire moyenne en hémoglobine (CCMH)", "CCMH", "g/dL", "g/dL").range(32.0, 36.0).decimals(1);
    /// Reticulocytes.
    RETICULOCYTES = Lab::new("14196-0", "Réticulocytes", "Rétic.", "10*9/L", "G/L").range(20.0, 120.0);
    /// White cells.
    LEUCOCYTES = Lab::new("6690-2", "Leucocytes", "GB", "10*9/L", "G/L").range(4.0, 10.0).decimals(1);
    /// Neutrophils.
    NEUTROPHILS = Lab::new("751-8", "Polynucléaires neutrophiles", "PNN", "10*9/L", "G/L").range(1.80, 7.50).decimals(2);
    /// Eosinophils.
    EOSINOPHILS = Lab::new("711-2", "Polynucléaires éosinophiles", "PNE", "10*9/L", "G/L").below(0.50).decimals(2);
    /// Basophils.
    BASOPHILS = Lab::new("704-7", "Polynucléaires basophiles", "PNB", "10*9/L", "G/L").below(0.20).decimals(2);
    /// Lymphocytes.
    LYMPHOCYTES = Lab::new("731-0", "Lymphocytes", "Lympho.", "10*9/L", "G/L").range(1.00, 4.00).decimals(2);
    /// Monocytes.
    MONOCYTES = Lab::new("742-7", "Monocytes", "Mono.", "10*9/L", "G/L").range(0.20, 1.00).decimals(2);
    /// Platelets.
    PLATELETS = Lab::new("777-3", "Plaquettes", "Plq", "10*9/L", "G/L").range(150.0, 400.0);

    // Iron and vitamins.

    /// Ferritin, women.
    FERRITIN_F = Lab::new("2276-4", "Ferritine", "Ferritine", "ug/L", "µg/L").range(15.0, 150.0);
    /// Ferritin, men.
    FERRITIN_M = Lab::new("2276-4", "Ferritine", "Ferritine", "ug/L", "µg/L").range(30.0, 400.0);
    /// Serum iron.
    IRON = Lab::new("14798-3", "Fer sérique", "Fer", "umol/L", "µmol/L").range(10.0, 30.0).decimals(1);
    /// Transferrin.
    TRANSFERRIN = Lab::new("3034-6", "Transferrine", "Transferrine", "g/L", "g/L").range(2.00, 3.60).decimals(2);
    /// Transferrin saturation.
    IRON_SATURATION = Lab::new("2502-3", "Coefficient de saturation de la transferrine", "CST", "%", "%").range(20.0, 45.0);
    /// Folates.
    FOLATE = Lab::new("14732-2", "Folates sériques (vitamine B9)", "Folates", "nmol/L", "nmol/L").range(8.8, 42.0).decimals(1);
    /// Vitamin B12.
    B12 = Lab::new("14685-2", "Vitamine B12", "B12", "pmol/L", "pmol/L").range(145.0, 569.0);
    /// Vitamin D.
    VITAMIN_D = Lab::new("62292-8", "25-hydroxyvitamine D (D2 + D3)", "Vitamine D", "ng/mL", "ng/mL").range(30.0, 60.0).decimals(1);

    // Hormones.

    /// Thyrotropin.
    TSH = Lab::new("3016-3", "TSH", "TSH", "m[IU]/L", "mUI/L").range(0.40, 4.00).decimals(2);
    /// Free thyroxine.
    FREE_T4 = Lab::new("14920-3", "T4 libre", "T4L", "pmol/L", "pmol/L").range(12.0, 22.0).decimals(1);
    /// Free triiodothyronine.
    FREE_T3 = Lab::new("14928-6", "T3 libre", "T3L", "pmol/L", "pmol/L").range(3.1, 6.8).decimals(1);
    /// Parathyroid hormone.
    PTH = Lab::new("2731-8", "Parathormone intacte (PTH)", "PTH", "ng/L", "ng/L").range(15.0, 65.0);
    /// Chorionic gonadotropin, beta.
    HCG = Lab::new("21198-7", "β-hCG", "β-hCG", "[IU]/L", "UI/L").below(5.0);

    // Lipids.

    /// Total cholesterol.
    CHOLESTEROL = Lab::new("2093-3", "Cholestérol total", "CT", "g/L", "g/L").below(2.00).decimals(2);
    /// LDL cholesterol, calculated. The aim depends on the risk of the patient.
    LDL = Lab::new("13457-7", "Cholestérol LDL (calculé)", "LDL", "g/L", "g/L").below(1.60).decimals(2);
    /// HDL cholesterol.
    HDL = Lab::new("2085-9", "Cholestérol HDL", "HDL", "g/L", "g/L").above(0.40).decimals(2);
    /// Triglycerides.
    TRIGLYCERIDES = Lab::new("2571-8", "Triglycérides", "TG", "g/L", "g/L").below(1.50).decimals(2);

    // Liver, pancreas, muscle.

    /// Aspartate aminotransferase.
    ASAT = Lab::new("1920-8", "ASAT (TGO)", "ASAT", "U/L", "UI/L").below(40.0);
    /// Alanine aminotransferase.
    ALAT = Lab::new("1742-6", "ALAT (TGP)", "ALAT", "U/L", "UI/L").below(45.0);
    /// Gamma-glutamyltransferase.
    GGT = Lab::new("2324-2", "Gamma-glutamyltransférase (GGT)", "GGT", "U/L", "UI/L").below(55.0);
    /// Alkaline phosphatase.
    ALP = Lab::new("6768-6", "Phosphatases alcalines", "PAL", "U/L", "UI/L").range(40.0, 130.0);
    /// Total bilirubin.
    BILIRUBIN = Lab::new("14631-6", "Bilirubine totale", "Bili. T", "umol/L", "µmol/L").below(21.0);
    /// Direct bilirubin.
    BILIRUBIN_DIRECT = Lab::new("14629-0", "Bilirubine conjuguée", "Bili. C", "umol/L", "µmol/L").below(5.0);
    /// Lipase.
    LIPASE = Lab::new("3040-3", "Lipase", "Lipase", "U/L", "UI/L").below(60.0);
    /// Creatine kinase.
    CK = Lab::new("2157-6", "Créatine kinase (CK)", "CPK", "U/L", "UI/L").below(190.0);
    /// Lactate dehydrogenase.
    LDH = Lab::new("2532-0", "Lactate déshydrogénase (LDH)", "LDH", "U/L", "UI/L").below(250.0);

    // Clotting.

    /// International normalised ratio.
    INR = Lab::new("6301-6", "INR", "INR", "{INR}", "").range(0.8, 1.2).decimals(1);
    /// Prothrombin time, share of normal.
    PROTHROMBIN = Lab::new("5894-1", "Taux de prothrombine (TP)", "TP", "%", "%").above(70.0);
    /// Activated partial thromboplastin time.
    APTT = Lab::new("14979-9", "Temps de céphaline avec activateur (TCA)", "TCA", "s", "s").range(25.0, 37.0).decimals(1);
    /// Fibrinogen.
    FIBRINOGEN = Lab::new("3255-7", "Fibrinogène", "Fibrinogène", "g/L", "g/L").range(2.0, 4.0).decimals(1);
    /// D-dimer, as fibrinogen equivalent.
    D_DIMER = Lab::new("48065-7", "D-dimères", "D-dimères", "ug/L", "µg/L").below(500.0);

    // Heart.

    /// BNP.
    BNP = Lab::new("30934-4", "Peptide natriurétique de type B (BNP)", "BNP", "ng/L", "ng/L").below(100.0);
    /// NT-proBNP.
    NT_PROBNP = Lab::new("33762-6", "NT-proBNP", "NT-proBNP", "ng/L", "ng/L").below(125.0);
    /// High-sensitivity troponin T.
    TROPONIN_T = Lab::new("67151-1", "Troponine T hypersensible", "Tropo. T hs", "ng/L", "ng/L").below(14.0);

    // Blood gases.

    /// Arterial pH.
    PH = Lab::new("2744-1", "pH artériel", "pH", "[pH]", "").range(7.38, 7.42).decimals(2);
    /// Arterial carbon dioxide pressure.
    PACO2 = Lab::new("2019-8", "Pression partielle artérielle en CO₂ (PaCO₂)", "PaCO₂", "mm[Hg]", "mmHg").range(35.0, 45.0);
    /// Arterial oxygen pressure.
    PAO2 = Lab::new("2703-7", "Pression partielle artérielle en O₂ (PaO₂)", "PaO₂", "mm[Hg]", "mmHg").range(80.0, 100.0);

    /// Arterial lactate.
    LACTATE = Lab::new("2518-9", "Lactate artériel", "Lactate", "mmol/L", "mmol/L").below(2.0).decimals(1);

    // Urine.

    /// Protein to creatinine ratio.
    URINE_PROTEIN_RATIO = Lab::new("2890-2", "Rapport protéinurie/créatininurie", "P/C u", "mg/g", "mg/g").below(150.0);
    /// Albumin to creatinine ratio.
    URINE_ALBUMIN_RATIO = Lab::new("14959-1", "Rapport albuminurie/créatininurie", "RAC", "mg/g", "mg/g").below(30.0);
    /// Protein of a day.
    URINE_PROTEIN_DAY = Lab::new("2889-4", "Protéinurie des 24 heures", "Protéinurie", "g/(24.h)", "g/24 h").below(0.15).decimals(2);
    /// Leucocytes under the microscope.
    URINE_LEUCOCYTES = Lab::new("30405-5", "ECBU : leucocytes", "Leuco. u", "/mL", "/mL").below(10_000.0);
    /// Bacteria by culture.
    URINE_CULTURE = Lab::word("630-4", "ECBU : culture", "ECBU");
    /// Protein by strip.
    DIPSTICK_PROTEIN = Lab::word("20454-5", "Bandelette urinaire : protéines", "BU protéines");
    /// Leucocytes by strip.
    DIPSTICK_LEUCOCYTES = Lab::word("5799-2", "Bandelette urinaire : leucocytes", "BU leucocytes");
    /// Nitrites by strip.
    DIPSTICK_NITRITE = Lab::word("5802-4", "Bandelette urinaire : nitrites", "BU nitrites");

    // Levels of medicines and markers.

    /// Alcohol in blood.
    ETHANOL = Lab::new("5643-2", "Éthanol sanguin", "Éthanol", "g/L", "g/L").below(0.10).decimals(2);
    /// Lithium before the next dose.
    LITHIUM = Lab::new("14334-7", "Lithiémie", "Lithium", "mmol/L", "mmol/L").range(0.50, 0.80).decimals(2);
    /// Valproate before the next dose.
    VALPROATE = Lab::new("4086-5", "Acide valproïque", "Valproate", "mg/L", "mg/L").range(50.0, 100.0);
    /// Tacrolimus before the next dose. The aim depends on the graft and its age.
    TACROLIMUS = Lab::new("11253-2", "Tacrolimus résiduel", "T0 tacrolimus", "ug/L", "µg/L").range(5.0, 10.0).decimals(1);
    /// Ciclosporin before the next dose. The aim depends on the graft and its age.
    CICLOSPORIN = Lab::new("3520-4", "Ciclosporine résiduelle", "T0 ciclosporine", "ug/L", "µg/L").range(100.0, 200.0);
    /// Prostate specific antigen.
    PSA = Lab::new("2857-1", "PSA total", "PSA", "ng/mL", "ng/mL").below(4.0).decimals(2);
    /// Blood in stool by immunoassay.
    STOOL_BLOOD = Lab::word("29771-3", "Test immunologique de recherche de sang dans les selles", "FIT");

    // Infections and pregnancy.

    /// Toxoplasmosis antibodies.
    TOXOPLASMA_IGG = Lab::new("5388-4", "Toxoplasmose : IgG", "Toxo IgG", "[IU]/mL", "UI/mL");
    /// Rubella antibodies.
    RUBELLA_IGG = Lab::new("5334-8", "Rubéole : IgG", "Rubéole IgG", "[IU]/mL", "UI/mL");
    /// Hepatitis B antigen.
    HBS_ANTIGEN = Lab::word("5196-1", "Antigène HBs", "Ag HBs");
    /// Hepatitis B antibodies.
    HBS_ANTIBODY = Lab::new("16935-9", "Anticorps anti-HBs", "Ac anti-HBs", "m[IU]/mL", "mUI/mL").above(10.0);
    /// Hepatitis C antibodies.
    HCV_ANTIBODY = Lab::word("13955-0", "Anticorps anti-VHC", "Ac anti-VHC");
    /// HIV, fourth generation.
    HIV = Lab::word("56888-1", "VIH 1 et 2 : dépistage combiné Ag/Ac", "VIH");
    /// Chickenpox antibodies.
    CHICKENPOX_IGG = Lab::word("15410-4", "Varicelle-zona : IgG", "VZV IgG");
    /// Chlamydia by PCR.
    CHLAMYDIA = Lab::word("21613-5", "Chlamydia trachomatis : PCR", "PCR Chlamydia");
    /// Gonococcus by PCR.
    GONOCOCCUS = Lab::word("24111-7", "Neisseria gonorrhoeae : PCR", "PCR gonocoque");
    /// Syphilis antibodies.
    SYPHILIS = Lab::word("22587-0", "Syphilis : sérologie", "Syphilis");
    /// SARS-CoV-2 by PCR.
    SARS_COV_2 = Lab::word("94500-6", "SARS-CoV-2 : RT-PCR", "PCR SARS-CoV-2");
    /// Blood group, ABO.
    ABO = Lab::word("883-9", "Groupe sanguin ABO", "ABO");
    /// Blood group, RhD.
    RHESUS = Lab::word("10331-7", "Rhésus (RH1)", "RH1");
    /// Irregular antibodies.
    ANTIBODY_SCREEN = Lab::word("890-4", "Recherche d’agglutinines irrégulières (RAI)", "RAI");
}
