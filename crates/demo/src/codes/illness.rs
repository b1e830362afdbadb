//! Illnesses of everyday care, with codes of CIM-10 (WHO; ATIH for the French names).

/// One illness.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Illness {
    /// CIM-10 code, with its dot.
    pub cim10: &'static str,
    /// Name in French, as doctors write it.
    pub name: &'static str,
    /// Whether it stays.
    pub chronic: bool,
}

const fn chronic(cim10: &'static str, name: &'static str) -> Illness {
    Illness { cim10, name, chronic: true }
}

const fn acute(cim10: &'static str, name: &'static str) -> Illness {
    Illness { cim10, name, chronic: false }
}

table! { Illness;
    // Heart and vessels.

    /// High blood pressure.
    HYPERTENSION = chronic("I10", "Hypertension artérielle");
    /// Chronic ischaemic heart disease.
    ISCHAEMIC_HEART = chronic("I25.9", "Cardiopathie ischémique chronique");
    /// Angina.
    ANGINA = chronic("I20.9", "Angor stable");
    /// Myocardial infarction.
    MYOCARDIAL_INFARCTION = acute("I21.9", "Infarctus du myocarde");
    /// Heart failure.
    HEART_FAILURE = chronic("I50.9", "Insuffisance cardiaque");
    /// Left heart failure.
    LEFT_HEART_FAILURE = chronic("I50.1", "Insuffisance cardiaque gauche");
    /// Atrial fibrillation.
    ATRIAL_FIBRILLATION = chronic("I48.9", "Fibrillation atriale");
    /// Aortic stenosis.
    AORTIC_STENOSIS = chronic("I35.0", "Rétrécissement aortique");
    /// Arteries of the legs.
    ARTERIAL_DISEASE = chronic("I70.2", "Artériopathie oblitérante des membres inférieurs");
    /// Ischaemic stroke.
    STROKE = acute("I63.9", "AVC ischémique");
    /// Traces of a stroke.
    STROKE_SEQUEL = chronic("I69.3", "Séquelles d’AVC ischémique");
    /// Transient ischaemic attack.
    TIA = acute("G45.9", "Accident ischémique transitoire");
    /// Pulmonary embolism.
    PULMONARY_EMBOLISM = acute("I26.9", "Embolie pulmonaire");
    /// Deep vein thrombosis.
    DEEP_VEIN_THROMBOSIS = acute("I80.2", "Thrombose veineuse profonde d’un membre inférieur");
    /// Varicose veins.
    VARICOSE_VEINS = chronic("I83.9", "Insuffisance veineuse des membres inférieurs");
    /// Orthostatic hypotension.
    ORTHOSTATIC_HYPOTENSION = chronic("I95.1", "Hypotension orthostatique");

    // Metabolism and glands.

    /// Type 1 diabetes.
    DIABETES_1 = chronic("E10.9", "Diabète de type 1");
    /// Type 2 diabetes.
    DIABETES_2 = chronic("E11.9", "Diabète de type 2");
    /// Type 2 diabetes that reaches the kidney.
    DIABETES_2_KIDNEY = chronic("E11.2", "Diabète de type 2 avec néphropathie");
    /// Wound of a foot that diabetes made numb.
    DIABETIC_FOOT = acute("E11.5", "Plaie du pied diabétique");
    /// Small vessels of the eye in diabetes.
    DIABETIC_RETINOPATHY = chronic("H36.0", "Rétinopathie diabétique non proliférante minime");
    /// Gestational diabetes.
    GESTATIONAL_DIABETES = acute("O24.4", "Diabète gestationnel");
    /// High cholesterol.
    HYPERCHOLESTEROLAEMIA = chronic("E78.0", "Hypercholestérolémie");
    /// Mixed dyslipidaemia.
    MIXED_DYSLIPIDAEMIA = chronic("E78.2", "Dyslipidémie mixte");
    /// Obesity.
    OBESITY = chronic("E66.9", "Obésité");
    /// Moderate malnutrition.
    MALNUTRITION = acute("E44.0", "Dénutrition modérée");
    /// Lack of vitamin D.
    VITAMIN_D_LACK = acute("E55.9", "Carence en vitamine D");
    /// Hypothyroidism.
    HYPOTHYROIDISM = chronic("E03.9", "Hypothyroïdie");
    /// Autoimmune thyroiditis.
    HASHIMOTO = chronic("E06.3", "Thyroïdite de Hashimoto");
    /// Hyperthyroidism of Graves.
    HYPERTHYROIDISM = chronic("E05.0", "Maladie de Basedow");
    /// Gout.
    GOUT = chronic("M10.9", "Goutte");
    /// Hypokalaemia.
    HYPOKALAEMIA = acute("E87.6", "Hypokaliémie");
    /// Hyponatraemia.
    HYPONATRAEMIA = acute("E87.1", "Hyponatrémie");
    /// Hyperkalaemia.
    HYPERKALAEMIA = acute("E87.5", "Hyperkaliémie");
    /// Dehydration.
    DEHYDRATION = acute("E86", "Déshydratation");

    // Lungs, nose, throat.

    /// Asthma.
    ASTHMA = chronic("J45.9", "Asthme");
    /// Allergic asthma.
    ALLERGIC_ASTHMA = chronic("J45.0", "Asthme allergique");
    /// COPD.
    COPD = chronic("J44.9", "BPCO");
    /// COPD, acute.
    COPD_EXACERBATION = acute("J44.1", "Exacerbation de BPCO");
    /// Pneumonia.
    PNEUMONIA = acute("J18.9", "Pneumopathie aiguë communautaire");
    /// Acute bronchitis.
    BRONCHITIS = acute("J20.9", "Bronchite aiguë");
    /// Bronchiolitis.
    BRONCHIOLITIS = acute("J21.9", "Bronchiolite aiguë");
    /// Influenza.
    INFLUENZA = acute("J11.1", "Grippe");
    /// COVID-19.
    COVID = acute("U07.1", "COVID-19");
    /// Common cold.
    COMMON_COLD = acute("J00", "Rhinopharyngite aiguë");
    /// Tonsillitis.
    TONSILLITIS = acute("J03.9", "Angine");
    /// Acute otitis media.
    OTITIS = acute("H66.9", "Otite moyenne aiguë");
    /// Acute maxillary sinusitis.
    SINUSITIS = acute("J01.0", "Sinusite maxillaire aiguë");
    /// Hay fever.
    ALLERGIC_RHINITIS = chronic("J30.1", "Rhinite allergique saisonnière");
    /// Sleep apnoea.
    SLEEP_APNOEA = chronic("G47.3", "Syndrome d’apnées du sommeil");
    /// Chronic respiratory failure.
    RESPIRATORY_FAILURE = chronic("J96.1", "Insuffisance respiratoire chronique");

    // Kidney and urine.

    /// Chronic kidney disease.
    CKD = chronic("N18.9", "Maladie rénale chronique");
    /// Chronic kidney disease, stage 3.
    CKD_3 = chronic("N18.3", "Maladie rénale chronique, stade 3");
    /// Chronic kidney disease, stage 5.
    CKD_5 = chronic("N18.5", "Insuffisance rénale chronique terminale");
    /// Acute kidney injury.
    ACUTE_KIDNEY_INJURY = acute("N17.9", "Insuffisance rénale aiguë");
    /// IgA nephropathy.
    IGA_NEPHROPATHY = chronic("N02.8", "Néphropathie à IgA (maladie de Berger)");
    /// Nephrotic syndrome of children.
    NEPHROTIC_SYNDROME = chronic("N04.9", "Syndrome néphrotique idiopathique");
    /// Transplanted kidney.
    KIDNEY_GRAFT = chronic("Z94.0", "Greffe rénale");
    /// Lives with dialysis.
    DIALYSIS = chronic("Z99.2", "Dialyse chronique");
    /// Acute cystitis.
    CYSTITIS = acute("N30.0", "Cystite aiguë");
    /// Acute pyelonephritis.
    PYELONEPHRITIS = acute("N10", "Pyélonéphrite aiguë");
    /// Renal colic.
    RENAL_COLIC = acute("N23", "Colique néphrétique");
    /// Kidney stone.
    KIDNEY_STONE = acute("N20.0", "Lithiase rénale");
    /// Prostatic hyperplasia.
    PROSTATE_HYPERPLASIA = chronic("N40", "Hypertrophie bénigne de la prostate");
    /// Urinary incontinence.
    INCONTINENCE = chronic("R32", "Incontinence urinaire");

    // Digestion.

    /// Gastro-oesophageal reflux.
    REFLUX = chronic("K21.9", "Reflux gastro-œsophagien");
    /// Gastroenteritis.
    GASTROENTERITIS = acute("A09.9", "Gastro-entérite aiguë");
    /// Appendicitis.
    APPENDICITIS = acute("K35.8", "Appendicite aiguë");
    /// Gallstones.
    GALLSTONES = acute("K80.2", "Lithiase vésiculaire");
    /// Cholecystitis with stones.
    CHOLECYSTITIS = acute("K80.0", "Cholécystite aiguë lithiasique");
    /// Inguinal hernia.
    INGUINAL_HERNIA = acute("K40.9", "Hernie inguinale");
    /// Diverticulosis.
    DIVERTICULOSIS = chronic("K57.3", "Diverticulose colique");
    /// Irritable bowel.
    IRRITABLE_BOWEL = chronic("K58.8", "Syndrome de l’intestin irritable");
    /// Crohn’s disease.
    CROHN = chronic("K50.9", "Maladie de Crohn");
    /// Coeliac disease.
    COELIAC = chronic("K90.0", "Maladie cœliaque");
    /// Constipation.
    CONSTIPATION = acute("K59.0", "Constipation");
    /// Fatty liver.
    FATTY_LIVER = chronic("K76.0", "Stéatose hépatique");
    /// Polyp of the colon.
    COLON_POLYP = acute("K63.5", "Polype du côlon");

    // Blood and tumours.

    /// Iron deficiency anaemia.
    IRON_ANAEMIA = acute("D50.9", "Anémie ferriprive");
    /// Anaemia of chronic disease.
    RENAL_ANAEMIA = chronic("D63.8", "Anémie de maladie chronique");
    /// Lack of vitamin B12.
    B12_LACK = acute("E53.8", "Carence en vitamine B12");
    /// Breast cancer.
    BREAST_CANCER = chronic("C50.9", "Cancer du sein");
    /// Prostate cancer.
    PROSTATE_CANCER = chronic("C61", "Cancer de la prostate");
    /// Colon cancer.
    COLON_CANCER = chronic("C18.9", "Cancer du côlon");
    /// Lung cancer.
    LUNG_CANCER = chronic("C34.9", "Cancer bronchique");
    /// Melanoma.
    MELANOMA = chronic("C43.9", "Mélanome");
    /// Basal cell carcinoma.
    SKIN_CARCINOMA = acute("C44.9", "Carcinome basocellulaire");

    // Mind and nerves.

    /// Alzheimer’s disease.
    ALZHEIMER = chronic("G30.9", "Maladie d’Alzheimer");
    /// Vascular dementia.
    VASCULAR_DEMENTIA = chronic("F01.9", "Démence vasculaire");
    /// Dementia.
    DEMENTIA = chronic("F03", "Trouble neurocognitif majeur");
    /// Delirium.
    DELIRIUM = acute("F05.9", "Syndrome confusionnel");
    /// Parkinson’s disease.
    PARKINSON = chronic("G20", "Maladie de Parkinson");
    /// Epilepsy.
    EPILEPSY = chronic("G40.9", "Épilepsie");
    /// Multiple sclerosis.
    MULTIPLE_SCLEROSIS = chronic("G35", "Sclérose en plaques");
    /// Migraine.
    MIGRAINE = chronic("G43.9", "Migraine");
    /// Carpal tunnel.
    CARPAL_TUNNEL = acute("G56.0", "Syndrome du canal carpien");
    /// Polyneuropathy.
    POLYNEUROPATHY = chronic("G62.9", "Polyneuropathie");
    /// Cerebral palsy.
    CEREBRAL_PALSY = chronic("G80.9", "Paralysie cérébrale");
    /// Depressive episode.
    DEPRESSION = acute("F32.1", "Épisode dépressif modéré");
    /// Recurrent depression.
    RECURRENT_DEPRESSION = chronic("F33.9", "Trouble dépressif récurrent");
    /// Generalised anxiety.
    ANXIETY = chronic("F41.1", "Anxiété généralisée");
    /// Insomnia.
    INSOMNIA = acute("G47.0", "Insomnie");
    /// Paranoid schizophrenia.
    SCHIZOPHRENIA = chronic("F20.0", "Schizophrénie paranoïde");
    /// Bipolar disorder.
    BIPOLAR = chronic("F31.9", "Trouble bipolaire");
    /// Autism.
    AUTISM = chronic("F84.0", "Trouble du spectre de l’autisme");
    /// Attention deficit.
    ADHD = chronic("F90.0", "Trouble du déficit de l’attention avec hyperactivité");
    /// Moderate intellectual disability.
    INTELLECTUAL_DISABILITY_MODERATE = chronic("F71.9", "Trouble du développement intellectuel moyen");
    /// Mild intellectual disability.
    INTELLECTUAL_DISABILITY = chronic("F70.9", "Trouble du développement intellectuel léger");
    /// Down syndrome.
    DOWN = chronic("Q90.9", "Trisomie 21");
    /// Tobacco dependence.
    TOBACCO = chronic("F17.2", "Dépendance au tabac");
    /// Alcohol dependence.
    ALCOHOL = chronic("F10.2", "Dépendance à l’alcool");

    // Bones and joints.

    /// Arthrosis of the hip.
    HIP_ARTHROSIS = chronic("M16.9", "Coxarthrose");
    /// Arthrosis of the knee.
    KNEE_ARTHROSIS = chronic("M17.9", "Gonarthrose");
    /// Low back pain.
    LOW_BACK_PAIN = acute("M54.5", "Lombalgie commune");
    /// Sciatica.
    SCIATICA = acute("M54.3", "Sciatique");
    /// Osteoporosis.
    OSTEOPOROSIS = chronic("M81.9", "Ostéoporose");
    /// Rheumatoid arthritis.
    RHEUMATOID_ARTHRITIS = chronic("M06.9", "Polyarthrite rhumatoïde");
    /// Polymyalgia rheumatica.
    POLYMYALGIA = chronic("M35.3", "Pseudopolyarthrite rhizomélique");
    /// Rotator cuff.
    SHOULDER = acute("M75.1", "Tendinopathie de la coiffe des rotateurs");
    /// Tends to fall.
    FALLS = chronic("R29.6", "Chutes à répétition");
    /// Fracture of the femoral neck.
    HIP_FRACTURE = acute("S72.0", "Fracture du col du fémur");
    /// Pertrochanteric fracture.
    TROCHANTER_FRACTURE = acute("S72.1", "Fracture pertrochantérienne");
    /// Fracture of the wrist.
    WRIST_FRACTURE = acute("S52.5", "Fracture de l’extrémité inférieure du radius");
    /// Sprained ankle.
    ANKLE_SPRAIN = acute("S93.4", "Entorse de cheville");
    /// Concussion.
    HEAD_INJURY = acute("S06.0", "Traumatisme crânien avec commotion");
    /// Burn of a hand.
    HAND_BURN = acute("T23.2", "Brûlure de la main du deuxième degré");
    /// Wound of a finger.
    HAND_WOUND = acute("S61.0", "Plaie d’un doigt");

    // Skin, eyes, ears.

    /// Atopic dermatitis.
    ECZEMA = chronic("L20.9", "Dermatite atopique");
    /// Psoriasis.
    PSORIASIS = chronic("L40.0", "Psoriasis en plaques");
    /// Shingles.
    SHINGLES = acute("B02.9", "Zona");
    /// Erysipelas.
    ERYSIPELAS = acute("A46", "Érysipèle");
    /// Pressure sore, stage II.
    PRESSURE_SORE = acute("L89.1", "Escarre de stade II");
    /// Venous ulcer.
    LEG_ULCER = chronic("I83.0", "Ulcère veineux de jambe");
    /// Cataract.
    CATARACT = acute("H25.9", "Cataracte sénile");
    /// Open-angle glaucoma.
    GLAUCOMA = chronic("H40.1", "Glaucome à angle ouvert");
    /// Macular degeneration.
    MACULAR_DEGENERATION = chronic("H35.3", "DMLA");
    /// Conjunctivitis.
    CONJUNCTIVITIS = acute("H10.9", "Conjonctivite");
    /// Deafness of age.
    DEAFNESS = chronic("H91.1", "Presbyacousie");
    /// Benign paroxysmal vertigo.
    VERTIGO = acute("H81.1", "Vertige positionnel paroxystique bénin");
    /// Chickenpox.
    CHICKENPOX = acute("B01.9", "Varicelle");

    // Women, pregnancy, birth.

    /// Normal pregnancy.
    PREGNANCY = acute("Z34.9", "Grossesse normale");
    /// Birth of one child.
    BIRTH = acute("O80.9", "Accouchement eutocique");
    /// Pre-eclampsia.
    PRE_ECLAMPSIA = acute("O14.9", "Prééclampsie");
    /// Miscarriage.
    MISCARRIAGE = acute("O03.9", "Fausse couche spontanée");
    /// Endometriosis.
    ENDOMETRIOSIS = chronic("N80.9", "Endométriose");
    /// Fibroid.
    FIBROID = chronic("D25.9", "Fibrome utérin");
    /// Born too early.
    PRETERM = acute("P07.3", "Prématurité");
    /// Jaundice of the newborn.
    NEWBORN_JAUNDICE = acute("P59.9", "Ictère néonatal");

    // Allergies and rare.

    /// Anaphylaxis by food.
    ANAPHYLAXIS = acute("T78.0", "Choc anaphylactique alimentaire");
    /// Urticaria.
    URTICARIA = acute("L50.9", "Urticaire");
    /// Cystic fibrosis.
    CYSTIC_FIBROSIS = chronic("E84.9", "Mucoviscidose");
}
