//! Acts of doctors, surgeons and imaging (CCAM, Assurance maladie).

/// One act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Act {
    /// CCAM code, where the act has one.
    pub ccam: Option<&'static str>,
    /// Name in French, as doctors write it.
    pub name: &'static str,
}

const fn act(ccam: &'static str, name: &'static str) -> Act {
    Act { ccam: Some(ccam), name }
}

const fn uncoded(name: &'static str) -> Act {
    Act { ccam: None, name }
}

table! { Act;
    /// Electrocardiogram.
    ECG = act("DEQP003", "ECG 12 dérivations");
    /// Echocardiography.
    ECHOCARDIOGRAPHY = act("DZQM006", "Échocardiographie-Doppler transthoracique");
    /// Coronary angiography.
    CORONARY_ANGIOGRAPHY = act("DDQH009", "Coronarographie");
    /// Coronary stent.
    CORONARY_STENT = uncoded("Angioplastie coronaire avec pose d’un stent actif");
    /// Pacemaker.
    PACEMAKER = uncoded("Implantation d’un stimulateur cardiaque double chambre");
    /// Doppler of the neck arteries.
    NECK_DOPPLER = uncoded("Écho-Doppler des troncs supra-aortiques");
    /// Doppler of the leg veins.
    LEG_DOPPLER = uncoded("Écho-Doppler veineux des membres inférieurs");
    /// Chest X-ray.
    CHEST_XRAY = act("ZBQK002", "Radiographie du thorax");
    /// Knee X-ray.
    KNEE_XRAY = uncoded("Radiographie du genou");
    /// Hip and pelvis X-ray.
    PELVIS_XRAY = act("NAQK015", "Radiographie du bassin");
    /// Lumbar spine X-ray.
    SPINE_XRAY = uncoded("Radiographie du rachis lombaire");
    /// Head scan without contrast.
    HEAD_CT = act("ACQK001", "Scanner cérébral sans injection");
    /// Head scan with contrast.
    HEAD_CT_CONTRAST = act("ACQH003", "Scanner cérébral avec injection");
    /// Chest, abdomen and pelvis scan.
    BODY_CT = uncoded("Scanner thoraco-abdomino-pelvien avec injection");
    /// Brain MRI.
    BRAIN_MRI = act("ACQN001", "IRM cérébrale sans injection");
    /// Foot MRI.
    FOOT_MRI = uncoded("IRM du pied");
    /// Abdominal ultrasound.
    ABDOMEN_ULTRASOUND = uncoded("Échographie abdominale");
    /// Mammography.
    MAMMOGRAPHY = uncoded("Mammographie bilatérale");
    /// Bone density.
    BONE_DENSITY = act("PAQK007", "Ostéodensitométrie, rachis et hanche");
    /// Spirometry.
    SPIROMETRY = uncoded("Spirométrie avec test de réversibilité");
    /// Sleep study.
    SLEEP_STUDY = uncoded("Polygraphie ventilatoire nocturne");
    /// Electroencephalogram.
    EEG = uncoded("Électroencéphalogramme");
    /// Eye fundus.
    FUNDUS = act("BGQP002", "Fond d’œil");
    /// Gastroscopy.
    GASTROSCOPY = act("HEQE002", "Fibroscopie œso-gastro-duodénale");
    /// Colonoscopy.
    COLONOSCOPY = act("HHQE002", "Coloscopie totale");
    /// Hip replacement.
    HIP_REPLACEMENT = act("NEKA020", "Prothèse totale de hanche");
    /// Knee replacement.
    KNEE_REPLACEMENT = act("NFKA007", "Prothèse totale de genou");
    /// Nailing of a broken hip.
    HIP_NAIL = uncoded("Ostéosynthèse de fracture pertrochantérienne par clou gamma");
    /// Cataract.
    CATARACT = act("BFGA004", "Chirurgie de la cataracte par phacoémulsification, avec implant");
    /// Appendix, open.
    APPENDECTOMY = act("HHFA001", "Appendicectomie par voie de McBurney");
    /// Appendix, by laparoscopy.
    APPENDECTOMY_LAPAROSCOPIC = act("HHFA016", "Appendicectomie par cœlioscopie");
    /// Gall bladder.
    CHOLECYSTECTOMY = act("HMFC004", "Cholécystectomie par cœlioscopie");
    /// Tonsils.
    TONSILLECTOMY = uncoded("Amygdalectomie");
    /// Inguinal hernia.
    INGUINAL_HERNIA = uncoded("Cure de hernie inguinale avec prothèse");
    /// Prostate resection.
    PROSTATE_RESECTION = uncoded("Résection transurétrale de prostate");
    /// Breast lump.
    LUMPECTOMY = uncoded("Tumorectomie mammaire avec ganglion sentinelle");
    /// Kidney transplant.
    KIDNEY_TRANSPLANT = act("JAEA003", "Transplantation rénale");
    /// Haemodialysis.
    HAEMODIALYSIS = act("JVJF004", "Séance d’hémodialyse");
    /// Birth, first child.
    BIRTH_FIRST = act("JQGD010", "Accouchement par voie basse, primipare");
    /// Birth, later child.
    BIRTH_LATER = act("JQGD012", "Accouchement par voie basse, multipare");
    /// Planned caesarean.
    CAESAREAN = act("JQGA002", "Césarienne programmée");
    /// Caesarean during labour.
    CAESAREAN_LABOUR = act("JQGA003", "Césarienne en cours de travail");
    /// Ultrasound of the first trimester.
    OBSTETRIC_T1 = act("JQQM010", "Échographie obstétricale du 1er trimestre");
    /// Ultrasound of the second trimester.
    OBSTETRIC_T2 = act("JQQM018", "Échographie obstétricale du 2e trimestre");
    /// Ultrasound of the third trimester.
    OBSTETRIC_T3 = act("JQQM016", "Échographie obstétricale du 3e trimestre");
    /// Cervical smear.
    CERVICAL_SMEAR = act("JKHD001", "Frottis cervico-utérin");
    /// Intrauterine device.
    IUD = act("JKLD001", "Pose d’un dispositif intra-utérin");
    /// Contraceptive implant.
    IMPLANT = act("QZLA004", "Pose d’un implant contraceptif");
    /// Stitches.
    SUTURE = uncoded("Suture de plaie superficielle");
    /// Plaster cast.
    CAST = uncoded("Immobilisation plâtrée de l’avant-bras");
}
