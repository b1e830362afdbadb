//! What people are allergic to, and how it shows.

/// One allergen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Allergen {
    /// Name in French.
    pub name: &'static str,
    /// Category of FHIR `AllergyIntolerance`: `food`, `medication`, `environment`, `biologic`.
    pub category: &'static str,
    /// ATC code of the class, for a medicine.
    pub atc: Option<&'static str>,
    /// How it shows, the mildest first.
    pub reactions: &'static [&'static str],
}

const fn medicine(
    name: &'static str,
    atc: &'static str,
    reactions: &'static [&'static str],
) -> Allergen {
    Allergen { name, category: "medication", atc: Some(atc), reactions }
}

const fn food(name: &'static str, reactions: &'static [&'static str]) -> Allergen {
    Allergen { name, category: "food", atc: None, reactions }
}

const fn environment(name: &'static str, reactions: &'static [&'static str]) -> Allergen {
    Allergen { name, category: "environment", atc: None, reactions }
}

table! { Allergen;
    /// Penicillins.
    PENICILLINS = medicine("Pénicillines", "J01C", &["Éruption maculopapuleuse", "Urticaire généralisée", "Œdème de Quincke"]);
    /// Non-steroidal anti-inflammatory drugs.
    NSAIDS = medicine("AINS", "M01A", &["Urticaire", "Bronchospasme", "Angio-œdème"]);
    /// Aspirin.
    ASPIRIN = medicine("Acide acétylsalicylique", "N02BA01", &["Rhinite et obstruction nasale", "Bronchospasme"]);
    /// Sulfonamides.
    SULFONAMIDES = medicine("Sulfamides antibactériens", "J01E", &["Exanthème", "Toxidermie"]);
    /// Iodinated contrast.
    IODINATED_CONTRAST = medicine("Produits de contraste iodés", "V08A", &["Prurit", "Urticaire", "Réaction anaphylactique"]);
    /// Codeine.
    CODEINE = medicine("Codéine", "R05DA04", &["Prurit", "Vomissements"]);
    /// Converting-enzyme inhibitors.
    ACE_INHIBITORS = medicine("Inhibiteurs de l’enzyme de conversion", "C09A", &["Toux sèche", "Angio-œdème"]);
    /// Peanut.
    PEANUT = food("Arachide", &["Syndrome oral", "Urticaire", "Choc anaphylactique"]);
    /// Tree nuts.
    NUTS = food("Fruits à coque", &["Syndrome oral", "Œdème des lèvres", "Choc anaphylactique"]);
    /// Hen's egg.
    EGG = food("Œuf de poule", &["Eczéma", "Urticaire", "Vomissements"]);
    /// Cow's milk.
    MILK = food("Protéines du lait de vache", &["Eczéma", "Diarrhée", "Vomissements"]);
    /// Shellfish.
    SHELLFISH = food("Crustacés", &["Syndrome oral", "Urticaire", "Œdème de Quincke"]);
    /// Wasp venom.
    WASP = environment("Venin de guêpe", &["Réaction locorégionale étendue", "Urticaire généralisée", "Choc anaphylactique"]);
    /// Latex.
    LATEX = environment("Latex", &["Eczéma de contact", "Urticaire de contact", "Choc anaphylactique peropératoire"]);
    /// Grass pollen.
    GRASS_POLLEN = environment("Pollens de graminées", &["Rhinoconjonctivite", "Crise d’asthme"]);
    /// Birch pollen.
    BIRCH_POLLEN = environment("Pollens de bouleau", &["Rhinoconjonctivite", "Syndrome oral croisé avec la pomme"]);
    /// House dust mites.
    MITES = environment("Acariens", &["Rhinite perannuelle", "Asthme"]);
    /// Cat.
    CAT = environment("Phanères de chat", &["Rhinoconjonctivite", "Crise d’asthme"]);
    /// Nickel.
    NICKEL = environment("Nickel", &["Eczéma de contact"]);
}
