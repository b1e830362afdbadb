//! Medicines of French practice, by their common names (ANSM, Répertoire des
//! groupes génériques), with ATC codes (WHO).

/// One medicine at one strength.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drug {
    /// UCD code of thirteen digits; told only where it is certain.
    pub ucd: Option<&'static str>,
    /// CIS code of eight digits; told only where it is certain. A common name has none.
    pub cis: Option<&'static str>,
    /// Name, strength and form, as a prescription writes them.
    pub name: &'static str,
    /// Substance.
    pub substance: &'static str,
    /// ATC code.
    pub atc: &'static str,
    /// How it is given.
    pub route: Route,
    /// What a dose counts: `comprimé`, in the singular.
    pub form_unit: &'static str,
}

/// How a medicine is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Route {
    /// By mouth.
    Oral,
    /// Under the tongue.
    Sublingual,
    /// Between gum and cheek.
    Buccal,
    /// Breathed in.
    Inhaled,
    /// Into the nose.
    Nasal,
    /// Into the eye.
    Ophthalmic,
    /// On the skin.
    Cutaneous,
    /// Through the skin, from a patch.
    Transdermal,
    /// Into the vagina.
    Vaginal,
    /// Under the skin.
    Subcutaneous,
    /// Into a muscle.
    Intramuscular,
    /// Into a vein.
    Intravenous,
}

impl Route {
    /// As a French prescription says it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Oral => "voie orale",
            Self::Sublingual => "voie sublinguale",
            Self::Buccal => "voie buccale",
            Self::Inhaled => "voie inhalée",
            Self::Nasal => "voie nasale",
            Self::Ophthalmic => "voie ophtalmique",
            Self::Cutaneous => "voie cutanée",
            Self::Transdermal => "voie transdermique",
            Self::Vaginal => "voie vaginale",
            Self::Subcutaneous => "voie sous-cutanée",
            Self::Intramuscular => "voie intramusculaire",
            Self::Intravenous => "voie intraveineuse",
        }
    }
}

const fn new(
    name: &'static str,
    substance: &'static str,
    atc: &'static str,
    route: Route,
    form_unit: &'static str,
) -> Drug {
    Drug { ucd: None, cis: None, name, substance, atc, route, form_unit }
}

table! { Drug;
    // Diabetes.

    /// Metformin 500 mg.
    METFORMIN_500 = new("Metformine 500 mg, comprimé pelliculé", "metformine", "A10BA02", Route::Oral, "comprimé");
    /// Metformin 1 g.
    METFORMIN_1000 = new("Metformine 1 000 mg, comprimé pelliculé", "metformine", "A10BA02", Route::Oral, "comprimé");
    /// Gliclazide 30 mg, slow.
    GLICLAZIDE = new("Gliclazide 30 mg, comprimé à libération modifiée", "gliclazide", "A10BB09", Route::Oral, "comprimé");
    /// Sitagliptin.
    SITAGLIPTIN = new("Sitagliptine 100 mg, comprimé pelliculé", "sitagliptine", "A10BH01", Route::Oral, "comprimé");
    /// Dapagliflozin, also for heart and kidney.
    DAPAGLIFLOZIN = new("Dapagliflozine 10 mg, comprimé pelliculé", "dapagliflozine", "A10BK01", Route::Oral, "comprimé");
    /// Empagliflozin.
    EMPAGLIFLOZIN = new("Empagliflozine 10 mg, comprimé pelliculé", "empagliflozine", "A10BK03", Route::Oral, "comprimé");
    /// Semaglutide, once a week.
    SEMAGLUTIDE = new("Sémaglutide 0,5 mg, solution injectable en stylo prérempli", "sémaglutide", "A10BJ06", Route::Subcutaneous, "injection");
    /// Insulin glargine.
    INSULIN_GLARGINE = new("Insuline glargine 100 unités/mL, solution injectable en stylo prérempli", "insuline glargine", "A10AE04", Route::Subcutaneous, "unité");
    /// Insulin aspart.
    INSULIN_ASPART = new("Insuline asparte 100 unités/mL, solution injectable en stylo prérempli", "insuline asparte", "A10AB05", Route::Subcutaneous, "unité");

    // Heart and vessels.

    /// Atorvastatin.
    ATORVASTATIN = new("Atorvastatine 40 mg, comprimé pelliculé", "atorvastatine", "C10AA05", Route::Oral, "comprimé");
    /// Rosuvastatin.
    ROSUVASTATIN = new("Rosuvastatine 10 mg, comprimé pelliculé", "rosuvastatine", "C10AA07", Route::Oral, "comprimé");
    /// Ezetimibe.
    EZETIMIBE = new("Ézétimibe 10 mg, comprimé", "ézétimibe", "C10AX09", Route::Oral, "comprimé");
    /// Ramipril.
    RAMIPRIL = new("Ramipril 5 mg, comprimé sécable", "ramipril", "C09AA05", Route::Oral, "comprimé");
    /// Perindopril.
    PERINDOPRIL = new("Périndopril 4 mg, comprimé sécable", "périndopril", "C09AA04", Route::Oral, "comprimé");
    /// Candesartan.
    CANDESARTAN = new("Candésartan 8 mg, comprimé sécable", "candésartan", "C09CA06", Route::Oral, "comprimé");
    /// Irbesartan.
    IRBESARTAN = new("Irbésartan 150 mg, comprimé", "irbésartan", "C09CA04", Route::Oral, "comprimé");
    /// Sacubitril with valsartan.
    SACUBITRIL_VALSARTAN = new("Sacubitril/valsartan 49 mg/51 mg, comprimé pelliculé", "sacubitril et valsartan", "C09DX04", Route::Oral, "comprimé");
    /// Amlodipine.
    AMLODIPINE = new("Amlodipine 5 mg, gélule", "amlodipine", "C08CA01", Route::Oral, "gélule");
    /// Lercanidipine.
    LERCANIDIPINE = new("Lercanidipine 10 mg, comprimé pelliculé sécable", "lercanidipine", "C08CA13", Route::Oral, "comprimé");
    /// Bisoprolol.
    BISOPROLOL = new("Bisoprolol 2,5 mg, comprimé pelliculé sécable", "bisoprolol", "C07AB07", Route::Oral, "comprimé");
    /// Nebivolol.
    NEBIVOLOL = new("Nébivolol 5 mg, comprimé quadrisécable", "nébivolol", "C07AB12", Route::Oral, "comprimé");
    /// Furosemide.
    FUROSEMIDE = new("Furosémide 40 mg, comprimé sécable", "furosémide", "C03CA01", Route::Oral, "comprimé");
    /// Spironolactone.
    SPIRONOLACTONE = new("Spironolactone 25 mg, comprimé pelliculé sécable", "spironolactone", "C03DA01", Route::Oral, "comprimé");
    /// Indapamide, slow.
    INDAPAMIDE = new("Indapamide 1,5 mg, comprimé pelliculé à libération prolongée", "indapamide", "C03BA11", Route::Oral, "comprimé");
    /// Hydrochlorothiazide.
    HYDROCHLOROTHIAZIDE = new("Hydrochlorothiazide 25 mg, comprimé sécable", "hydrochlorothiazide", "C03AA03", Route::Oral, "comprimé");
    /// Amiodarone.
    AMIODARONE = new("Amiodarone 200 mg, comprimé sécable", "amiodarone", "C01BD01", Route::Oral, "comprimé");
    /// Glyceryl trinitrate, spray.
    TRINITRINE = new("Trinitrine 0,15 mg/dose, solution pour pulvérisation buccale", "trinitrine", "C01DA02", Route::Sublingual, "pulvérisation");
    /// Apixaban.
    APIXABAN = new("Apixaban 5 mg, comprimé pelliculé", "apixaban", "B01AF02", Route::Oral, "comprimé");
    /// Rivaroxaban.
    RIVAROXABAN = new("Rivaroxaban 20 mg, comprimé pelliculé", "rivaroxaban", "B01AF01", Route::Oral, "comprimé");
    /// Warfarin.
    WARFARIN = new("Warfarine 5 mg, comprimé sécable", "warfarine", "B01AA03", Route::Oral, "comprimé");
    /// Enoxaparin.
    ENOXAPARIN = new("Énoxaparine 4 000 UI/0,4 mL, solution injectable en seringue préremplie", "énoxaparine", "B01AB05", Route::Subcutaneous, "injection");
    /// Aspirin for the vessels.
    ASPIRIN_75 = new("Acide acétylsalicylique 75 mg, poudre pour solution buvable en sachet", "acide acétylsalicylique", "B01AC06", Route::Oral, "sachet");
    /// Clopidogrel.
    CLOPIDOGREL = new("Clopidogrel 75 mg, comprimé pelliculé", "clopidogrel", "B01AC04", Route::Oral, "comprimé");
    /// Ticagrelor.
    TICAGRELOR = new("Ticagrélor 90 mg, comprimé pelliculé", "ticagrélor", "B01AC24", Route::Oral, "comprimé");

    // Digestion, hormones, vitamins.

    /// Pantoprazole.
    PANTOPRAZOLE = new("Pantoprazole 20 mg, comprimé gastrorésistant", "pantoprazole", "A02BC02", Route::Oral, "comprimé");
    /// Esomeprazole.
    ESOMEPRAZOLE = new("Ésoméprazole 20 mg, gélule gastrorésistante", "ésoméprazole", "A02BC05", Route::Oral, "gélule");
    /// Macrogol.
    MACROGOL = new("Macrogol 4000 10 g, poudre pour solution buvable en sachet", "macrogol", "A06AD15", Route::Oral, "sachet");
    /// Domperidone.
    DOMPERIDONE = new("Dompéridone 10 mg, comprimé pelliculé", "dompéridone", "A03FA03", Route::Oral, "comprimé");
    /// Ondansetron.
    ONDANSETRON = new("Ondansétron 4 mg, comprimé orodispersible", "ondansétron", "A04AA01", Route::Oral, "comprimé");
    /// Phloroglucinol.
    PHLOROGLUCINOL = new("Phloroglucinol 80 mg, comprimé orodispersible", "phloroglucinol", "A03AX12", Route::Oral, "comprimé");
    /// Diosmectite.
    DIOSMECTITE = new("Diosmectite 3 g, poudre pour suspension buvable en sachet", "diosmectite", "A07BC05", Route::Oral, "sachet");
    /// Mesalazine.
    MESALAZINE = new("Mésalazine 1 g, granulés à libération prolongée en sachet", "mésalazine", "A07EC02", Route::Oral, "sachet");
    /// Levothyroxine 50 µg.
    LEVOTHYROXINE_50 = new("Lévothyroxine 50 µg, comprimé sécable", "lévothyroxine sodique", "H03AA01", Route::Oral, "comprimé");
    /// Levothyroxine 75 µg.
    LEVOTHYROXINE_75 = new("Lévothyroxine 75 µg, comprimé sécable", "lévothyroxine sodique", "H03AA01", Route::Oral, "comprimé");
    /// Vitamin D3, once in a while.
    COLECALCIFEROL = new("Cholécalciférol 50 000 UI, solution buvable en ampoule", "colécalciférol", "A11CC05", Route::Oral, "ampoule");
    /// Vitamin D3 of children, drops.
    COLECALCIFEROL_DROPS = new("Cholécalciférol 10 000 UI/mL, solution buvable en gouttes", "colécalciférol", "A11CC05", Route::Oral, "goutte");
    /// Calcium.
    CALCIUM = new("Carbonate de calcium 500 mg, comprimé à sucer", "carbonate de calcium", "A12AA04", Route::Oral, "comprimé");
    /// Ferrous sulfate.
    IRON = new("Sulfate ferreux 80 mg, comprimé pelliculé", "sulfate ferreux", "B03AA07", Route::Oral, "comprimé");
    /// Folic acid before and during pregnancy.
    FOLIC_ACID_04 = new("Acide folique 0,4 mg, comprimé", "acide folique", "B03BB01", Route::Oral, "comprimé");
    /// Folic acid against a lack.
    FOLIC_ACID_5 = new("Acide folique 5 mg, comprimé", "acide folique", "B03BB01", Route::Oral, "comprimé");
    /// Potassium chloride.
    POTASSIUM = new("Chlorure de potassium 600 mg, gélule à libération prolongée", "chlorure de potassium", "A12BA01", Route::Oral, "gélule");
    /// Darbepoetin alfa.
    DARBEPOETIN = new("Darbépoétine alfa 30 µg, solution injectable en seringue préremplie", "darbépoétine alfa", "B03XA02", Route::Subcutaneous, "injection");

    // Pain and inflammation.

    /// Paracetamol 1 g.
    PARACETAMOL_1000 = new("Paracétamol 1 g, comprimé", "paracétamol", "N02BE01", Route::Oral, "comprimé");
    /// Paracetamol of children.
    PARACETAMOL_CHILD = new("Paracétamol 2,4 %, solution buvable", "paracétamol", "N02BE01", Route::Oral, "dose-kg");
    /// Ibuprofen.
    IBUPROFEN = new("Ibuprofène 400 mg, comprimé pelliculé", "ibuprofène", "M01AE01", Route::Oral, "comprimé");
    /// Ketoprofen.
    KETOPROFEN = new("Kétoprofène 100 mg, comprimé pelliculé", "kétoprofène", "M01AE03", Route::Oral, "comprimé");
    /// Diclofenac, gel.
    DICLOFENAC_GEL = new("Diclofénac 1 %, gel", "diclofénac", "M02AA15", Route::Cutaneous, "application");
    /// Tramadol.
    TRAMADOL = new("Tramadol 50 mg, gélule", "tramadol", "N02AX02", Route::Oral, "gélule");
    /// Morphine, slow.
    MORPHINE_SR = new("Morphine (sulfate) 10 mg, gélule à libération prolongée", "morphine", "N02AA01", Route::Oral, "gélule");
    /// Morphine, quick.
    MORPHINE_IR = new("Morphine (sulfate) 5 mg, comprimé orodispersible", "morphine", "N02AA01", Route::Oral, "comprimé");
    /// Oxycodone, slow.
    OXYCODONE = new("Oxycodone 10 mg, comprimé à libération prolongée", "oxycodone", "N02AA05", Route::Oral, "comprimé");
    /// Fentanyl, patch.
    FENTANYL = new("Fentanyl 12 µg/h, dispositif transdermique", "fentanyl", "N02AB03", Route::Transdermal, "dispositif");
    /// Naloxone against an opioid.
    NALOXONE = new("Naloxone 0,4 mg/1 mL, solution injectable", "naloxone", "V03AB15", Route::Intravenous, "ampoule");
    /// Nefopam.
    NEFOPAM = new("Néfopam 20 mg/2 mL, solution injectable", "néfopam", "N02BG06", Route::Intravenous, "ampoule");
    /// Allopurinol.
    ALLOPURINOL = new("Allopurinol 100 mg, comprimé", "allopurinol", "M04AA01", Route::Oral, "comprimé");
    /// Colchicine.
    COLCHICINE = new("Colchicine 1 mg, comprimé sécable", "colchicine", "M04AC01", Route::Oral, "comprimé");
    /// Prednisone.
    PREDNISONE = new("Prednisone 5 mg, comprimé", "prednisone", "H02AB07", Route::Oral, "comprimé");
    /// Prednisolone.
    PREDNISOLONE = new("Prednisolone 20 mg, comprimé orodispersible", "prednisolone", "H02AB06", Route::Oral, "comprimé");
    /// Prednisolone of children.
    PREDNISOLONE_5 = new("Prednisolone 5 mg, comprimé orodispersible", "prednisolone", "H02AB06", Route::Oral, "comprimé");
    /// Methotrexate, once a week.
    METHOTREXATE = new("Méthotrexate 2,5 mg, comprimé", "méthotrexate", "L04AX03", Route::Oral, "comprimé");

    // Bones.

    /// Alendronate, once a week.
    ALENDRONATE = new("Acide alendronique 70 mg, comprimé", "acide alendronique", "M05BA04", Route::Oral, "comprimé");
    /// Denosumab, twice a year.
    DENOSUMAB = new("Dénosumab 60 mg, solution injectable en seringue préremplie", "dénosumab", "M05BX04", Route::Subcutaneous, "injection");

    // Lungs, nose, allergy.

    /// Salbutamol.
    SALBUTAMOL = new("Salbutamol 100 µg/dose, suspension pour inhalation en flacon pressurisé", "salbutamol", "R03AC02", Route::Inhaled, "bouffée");
    /// Beclometasone.
    BECLOMETASONE = new("Béclométasone 250 µg/dose, solution pour inhalation en flacon pressurisé", "béclométasone", "R03BA01", Route::Inhaled, "bouffée");
    /// Fluticasone of children.
    FLUTICASONE_CHILD = new("Fluticasone 50 µg/dose, suspension pour inhalation en flacon pressurisé", "fluticasone", "R03BA05", Route::Inhaled, "bouffée");
    /// Formoterol with budesonide.
    FORMOTEROL_BUDESONIDE = new("Budésonide/formotérol 200/6 µg par dose, poudre pour inhalation", "budésonide et formotérol", "R03AK07", Route::Inhaled, "inhalation");
    /// Tiotropium.
    TIOTROPIUM = new("Tiotropium 2,5 µg/dose, solution à inhaler", "tiotropium", "R03BB04", Route::Inhaled, "bouffée");
    /// Montelukast.
    MONTELUKAST = new("Montélukast 10 mg, comprimé pelliculé", "montélukast", "R03DC03", Route::Oral, "comprimé");
    /// Cetirizine.
    CETIRIZINE = new("Cétirizine 10 mg, comprimé pelliculé sécable", "cétirizine", "R06AE07", Route::Oral, "comprimé");
    /// Desloratadine.
    DESLORATADINE = new("Desloratadine 5 mg, comprimé pelliculé", "desloratadine", "R06AX27", Route::Oral, "comprimé");
    /// Mometasone for the nose.
    MOMETASONE_NASAL = new("Mométasone 50 µg/dose, suspension pour pulvérisation nasale", "mométasone", "R01AD09", Route::Nasal, "pulvérisation");
    /// Adrenaline against anaphylaxis.
    ADRENALINE_PEN = new("Adrénaline 300 µg, solution injectable en stylo prérempli", "adrénaline", "C01CA24", Route::Intramuscular, "injection");

    // Infections.

    /// Amoxicillin.
    AMOXICILLIN = new("Amoxicilline 1 g, comprimé dispersible", "amoxicilline", "J01CA04", Route::Oral, "comprimé");
    /// Amoxicillin of children.
    AMOXICILLIN_CHILD = new("Amoxicilline 250 mg/5 mL, poudre pour suspension buvable", "amoxicilline", "J01CA04", Route::Oral, "dose-kg");
    /// Amoxicillin with clavulanic acid.
    CO_AMOXICLAV = new("Amoxicilline/acide clavulanique 1 g/125 mg, poudre pour suspension buvable en sachet", "amoxicilline et acide clavulanique", "J01CR02", Route::Oral, "sachet");
    /// Ceftriaxone.
    CEFTRIAXONE = new("Ceftriaxone 1 g, poudre pour solution injectable", "ceftriaxone", "J01DD04", Route::Intravenous, "flacon");
    /// Azithromycin.
    AZITHROMYCIN = new("Azithromycine 250 mg, comprimé pelliculé", "azithromycine", "J01FA10", Route::Oral, "comprimé");
    /// Pristinamycin.
    PRISTINAMYCIN = new("Pristinamycine 500 mg, comprimé pelliculé", "pristinamycine", "J01FG01", Route::Oral, "comprimé");
    /// Fosfomycin, one dose.
    FOSFOMYCIN = new("Fosfomycine trométamol 3 g, granulés pour solution buvable en sachet", "fosfomycine", "J01XX01", Route::Oral, "sachet");
    /// Pivmecillinam.
    PIVMECILLINAM = new("Pivmécillinam 200 mg, comprimé pelliculé", "pivmécillinam", "J01CA08", Route::Oral, "comprimé");
    /// Nitrofurantoin.
    NITROFURANTOIN = new("Nitrofurantoïne 50 mg, gélule", "nitrofurantoïne", "J01XE01", Route::Oral, "gélule");
    /// Ofloxacin.
    OFLOXACIN = new("Ofloxacine 200 mg, comprimé pelliculé sécable", "ofloxacine", "J01MA01", Route::Oral, "comprimé");
    /// Sulfamethoxazole with trimethoprim.
    COTRIMOXAZOLE = new("Sulfaméthoxazole/triméthoprime 400 mg/80 mg, comprimé", "sulfaméthoxazole et triméthoprime", "J01EE01", Route::Oral, "comprimé");
    /// Valaciclovir.
    VALACICLOVIR = new("Valaciclovir 500 mg, comprimé pelliculé", "valaciclovir", "J05AB11", Route::Oral, "comprimé");

    // Transplants.

    /// Ciclosporin.
    CICLOSPORIN = new("Ciclosporine 50 mg, capsule molle", "ciclosporine", "L04AD01", Route::Oral, "capsule");
    /// Tacrolimus, slow.
    TACROLIMUS = new("Tacrolimus 1 mg, gélule à libération prolongée", "tacrolimus", "L04AD02", Route::Oral, "gélule");
    /// Mycophenolate mofetil.
    MYCOPHENOLATE = new("Mycophénolate mofétil 500 mg, comprimé pelliculé", "mycophénolate mofétil", "L04AA06", Route::Oral, "comprimé");
    /// Mycophenolate mofetil of children.
    MYCOPHENOLATE_CHILD = new("Mycophénolate mofétil 1 g/5 mL, poudre pour suspension buvable", "mycophénolate mofétil", "L04AA06", Route::Oral, "mL");

    // Mind and nerves.

    /// Donepezil.
    DONEPEZIL = new("Donépézil 10 mg, comprimé pelliculé", "donépézil", "N06DA02", Route::Oral, "comprimé");
    /// Memantine.
    MEMANTINE = new("Mémantine 20 mg, comprimé pelliculé", "mémantine", "N06DX01", Route::Oral, "comprimé");
    /// Risperidone.
    RISPERIDONE = new("Rispéridone 1 mg, comprimé pelliculé", "rispéridone", "N05AX08", Route::Oral, "comprimé");
    /// Risperidone, every fortnight.
    RISPERIDONE_DEPOT = new("Rispéridone 37,5 mg, poudre et solvant pour suspension injectable à libération prolongée", "rispéridone", "N05AX08", Route::Intramuscular, "injection");
    /// Aripiprazole.
    ARIPIPRAZOLE = new("Aripiprazole 10 mg, comprimé", "aripiprazole", "N05AX12", Route::Oral, "comprimé");
    /// Olanzapine.
    OLANZAPINE = new("Olanzapine 10 mg, comprimé orodispersible", "olanzapine", "N05AH03", Route::Oral, "comprimé");
    /// Lithium carbonate.
    LITHIUM = new("Carbonate de lithium 400 mg, comprimé sécable à libération prolongée", "lithium", "N05AN01", Route::Oral, "comprimé");
    /// Zopiclone.
    ZOPICLONE = new("Zopiclone 3,75 mg, comprimé pelliculé", "zopiclone", "N05CF01", Route::Oral, "comprimé");
    /// Oxazepam.
    OXAZEPAM = new("Oxazépam 10 mg, comprimé", "oxazépam", "N05BA04", Route::Oral, "comprimé");
    /// Hydroxyzine.
    HYDROXYZINE = new("Hydroxyzine 25 mg, comprimé pelliculé sécable", "hydroxyzine", "N05BB01", Route::Oral, "comprimé");
    /// Mirtazapine.
    MIRTAZAPINE = new("Mirtazapine 15 mg, comprimé orodispersible", "mirtazapine", "N06AX11", Route::Oral, "comprimé");
    /// Sertraline.
    SERTRALINE = new("Sertraline 50 mg, gélule", "sertraline", "N06AB06", Route::Oral, "gélule");
    /// Escitalopram.
    ESCITALOPRAM = new("Escitalopram 10 mg, comprimé pelliculé sécable", "escitalopram", "N06AB10", Route::Oral, "comprimé");
    /// Venlafaxine, slow.
    VENLAFAXINE = new("Venlafaxine 75 mg, gélule à libération prolongée", "venlafaxine", "N06AX16", Route::Oral, "gélule");
    /// Methylphenidate, slow.
    METHYLPHENIDATE = new("Méthylphénidate 18 mg, comprimé à libération prolongée", "méthylphénidate", "N06BA04", Route::Oral, "comprimé");
    /// Melatonin of children.
    MELATONIN = new("Mélatonine 1 mg, comprimé à libération prolongée", "mélatonine", "N05CH01", Route::Oral, "comprimé");
    /// Levetiracetam.
    LEVETIRACETAM = new("Lévétiracétam 500 mg, comprimé pelliculé", "lévétiracétam", "N03AX14", Route::Oral, "comprimé");
    /// Valproate. Not for women who may be pregnant.
    VALPROATE = new("Valproate de sodium 500 mg, comprimé à libération prolongée", "acide valproïque", "N03AG01", Route::Oral, "comprimé");
    /// Midazolam against a fit that lasts.
    MIDAZOLAM = new("Midazolam 10 mg/2 mL, solution buccale en seringue préremplie", "midazolam", "N05CD08", Route::Buccal, "seringue");
    /// Lamotrigine.
    LAMOTRIGINE = new("Lamotrigine 100 mg, comprimé dispersible", "lamotrigine", "N03AX09", Route::Oral, "comprimé");
    /// Pregabalin.
    PREGABALIN = new("Prégabaline 75 mg, gélule", "prégabaline", "N02BF02", Route::Oral, "gélule");
    /// Levodopa with benserazide.
    LEVODOPA = new("Lévodopa/bensérazide 100 mg/25 mg, gélule", "lévodopa et bensérazide", "N04BA02", Route::Oral, "gélule");
    /// Sumatriptan.
    SUMATRIPTAN = new("Sumatriptan 50 mg, comprimé pelliculé", "sumatriptan", "N02CC01", Route::Oral, "comprimé");
    /// Nicotine, patch.
    NICOTINE = new("Nicotine 21 mg/24 h, dispositif transdermique", "nicotine", "N07BA01", Route::Transdermal, "dispositif");

    // Women, men, urine.

    /// Combined pill.
    CONTRACEPTIVE_PILL = new("Éthinylestradiol/lévonorgestrel 30 µg/150 µg, comprimé enrobé", "lévonorgestrel et éthinylestradiol", "G03AA07", Route::Oral, "comprimé");
    /// Levonorgestrel after the fact.
    EMERGENCY_CONTRACEPTIVE = new("Lévonorgestrel 1,5 mg, comprimé", "lévonorgestrel", "G03AD01", Route::Oral, "comprimé");
    /// Etonogestrel, implant of three years.
    ETONOGESTREL_IMPLANT = new("Étonogestrel 68 mg, implant pour usage sous-cutané", "étonogestrel", "G03AC08", Route::Subcutaneous, "implant");
    /// Progestogen-only pill.
    DESOGESTREL = new("Désogestrel 75 µg, comprimé pelliculé", "désogestrel", "G03AC09", Route::Oral, "comprimé");
    /// Progesterone.
    PROGESTERONE = new("Progestérone 200 mg, capsule molle", "progestérone", "G03DA04", Route::Vaginal, "capsule");
    /// Anti-D immunoglobulin.
    ANTI_D = new("Immunoglobuline humaine anti-D 300 µg, solution injectable en seringue préremplie", "immunoglobuline anti-D", "J06BB01", Route::Intramuscular, "injection");
    /// Tamsulosin, slow.
    TAMSULOSIN = new("Tamsulosine 0,4 mg, gélule à libération prolongée", "tamsulosine", "G04CA02", Route::Oral, "gélule");
    /// Alfuzosin, slow.
    ALFUZOSIN = new("Alfuzosine 10 mg, comprimé à libération prolongée", "alfuzosine", "G04CA01", Route::Oral, "comprimé");
    /// Letrozole.
    LETROZOLE = new("Létrozole 2,5 mg, comprimé pelliculé", "létrozole", "L02BG04", Route::Oral, "comprimé");
    /// Tamoxifen.
    TAMOXIFEN = new("Tamoxifène 20 mg, comprimé pelliculé", "tamoxifène", "L02BA01", Route::Oral, "comprimé");

    // Eyes and skin.

    /// Latanoprost.
    LATANOPROST = new("Latanoprost 50 µg/mL, collyre en solution", "latanoprost", "S01EE01", Route::Ophthalmic, "goutte");
    /// Timolol.
    TIMOLOL = new("Timolol 0,5 %, collyre en solution", "timolol", "S01ED01", Route::Ophthalmic, "goutte");
    /// Betamethasone, cream.
    BETAMETHASONE_CREAM = new("Bétaméthasone (dipropionate) 0,05 %, crème", "bétaméthasone", "D07AC01", Route::Cutaneous, "application");
    /// Emollient.
    EMOLLIENT = new("Glycérol/vaseline/paraffine, crème", "glycérol, vaseline et paraffine", "D02AC", Route::Cutaneous, "application");
}
