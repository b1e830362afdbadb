//! Where people live and were born, and how to reach them.
//!
//! Codes of communes and countries: Insee, Code officiel géographique; postcodes:
//! La Poste, Base officielle des codes postaux.

use crate::Draw;

/// A commune, or a country where somebody was born.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Town {
    /// Name; empty for a birth abroad, of which only the country is told.
    pub name: &'static str,
    /// Postcode of the commune, its first if it has several; empty abroad.
    pub postcode: &'static str,
    /// Code of Insee, five characters: `37261`, `2A004`; `99` and three digits abroad.
    pub insee: &'static str,
    /// Country, in French.
    pub country: &'static str,
}

const fn town(name: &'static str, postcode: &'static str, insee: &'static str) -> Town {
    Town { name, postcode, insee, country: "France" }
}

const fn abroad(country: &'static str, insee: &'static str) -> Town {
    Town { name: "", postcode: "", insee, country }
}

/// Where this world takes place: Tours and its country. The first is the city.
pub const HOME: &[Town] = &[
    town("Tours", "37000", "37261"),
    town("Joué-lès-Tours", "37300", "37122"),
    town("Saint-Cyr-sur-Loire", "37540", "37214"),
    town("Saint-Pierre-des-Corps", "37700", "37233"),
    town("Saint-Avertin", "37550", "37208"),
    town("Chambray-lès-Tours", "37170", "37050"),
    town("La Riche", "37520", "37195"),
    town("Fondettes", "37230", "37109"),
    town("Montlouis-sur-Loire", "37270", "37156"),
    town("Amboise", "37400", "37003"),
    town("Loches", "37600", "37132"),
    town("Chinon", "37500", "37072"),
    town("Ballan-Miré", "37510", "37018"),
    town("Vouvray", "37210", "37281"),
    town("Bléré", "37150", "37027"),
    town("Monts", "37260", "37159"),
    town("Veigné", "37250", "37266"),
    town("Azay-le-Rideau", "37190", "37014"),
    town("Luynes", "37230", "37139"),
    town("Esvres", "37320", "37104"),
    town("Rochecorbon", "37210", "37203"),
    town("Montbazon", "37250", "37154"),
    town("Château-Renault", "37110", "37063"),
    town("Langeais", "37130", "37123"),
];

/// The commune of this name among [`HOME`]; the city where none is called that.
pub fn called(name: &str) -> &'static Town {
    const CITY: Town = town("Tours", "37000", "37261");
    HOME.iter().find(|town| town.name == name).unwrap_or(&CITY)
}

/// Where people who live there may have been born; the nearest stand first.
pub const BIRTHPLACES: &[Town] = &[
    town("Tours", "37000", "37261"),
    town("Chinon", "37500", "37072"),
    town("Loches", "37600", "37132"),
    town("Amboise", "37400", "37003"),
    town("Chambray-lès-Tours", "37170", "37050"),
    town("Saint-Pierre-des-Corps", "37700", "37233"),
    town("Blois", "41000", "41018"),
    town("Vendôme", "41100", "41269"),
    town("Orléans", "45000", "45234"),
    town("Châteauroux", "36000", "36044"),
    town("Bourges", "18000", "18033"),
    town("Poitiers", "86000", "86194"),
    town("Châtellerault", "86100", "86066"),
    town("Saumur", "49400", "49328"),
    town("Angers", "49000", "49007"),
    town("Cholet", "49300", "49099"),
    town("Le Mans", "72000", "72181"),
    town("Laval", "53000", "53130"),
    town("Nantes", "44000", "44109"),
    town("Saint-Nazaire", "44600", "44184"),
    town("Rennes", "35000", "35238"),
    town("Saint-Malo", "35400", "35288"),
    town("Brest", "29200", "29019"),
    town("Quimper", "29000", "29232"),
    town("Lorient", "56100", "56121"),
    town("Vannes", "56000", "56260"),
    town("Saint-Brieuc", "22000", "22278"),
    town("Caen", "14000", "14118"),
    town("Rouen", "76000", "76540"),
    town("Le Havre", "76600", "76351"),
    town("Amiens", "80000", "80021"),
    town("Lille", "59000", "59350"),
    town("Roubaix", "59100", "59512"),
    town("Lens", "62300", "62498"),
    town("Reims", "51100", "51454"),
    town("Troyes", "10000", "10387"),
    town("Metz", "57000", "57463"),
    town("Nancy", "54000", "54395"),
    town("Strasbourg", "67000", "67482"),
    town("Colmar", "68000", "68066"),
    town("Mulhouse", "68100", "68224"),
    town("Besançon", "25000", "25056"),
    town("Dijon", "21000", "21231"),
    town("Nevers", "58000", "58194"),
    town("Limoges", "87000", "87085"),
    town("Brive-la-Gaillarde", "19100", "19031"),
    town("Clermont-Ferrand", "63000", "63113"),
    town("Saint-Étienne", "42000", "42218"),
    town("Grenoble", "38000", "38185"),
    town("Annecy", "74000", "74010"),
    town("Valence", "26000", "26362"),
    town("Avignon", "84000", "84007"),
    town("Nîmes", "30000", "30189"),
    town("Montpellier", "34000", "34172"),
    town("Perpignan", "66000", "66136"),
    town("Toulouse", "31000", "31555"),
    town("Pau", "64000", "64445"),
    town("Bayonne", "64100", "64102"),
    town("Bordeaux", "33000", "33063"),
    town("La Rochelle", "17000", "17300"),
    town("Angoulême", "16000", "16015"),
    town("Niort", "79000", "79191"),
    town("Nice", "06000", "06088"),
    town("Toulon", "83000", "83137"),
    town("Ajaccio", "20000", "2A004"),
    town("Bastia", "20200", "2B033"),
    town("Versailles", "78000", "78646"),
    town("Saint-Denis", "93200", "93066"),
    town("Créteil", "94000", "94028"),
    town("Argenteuil", "95100", "95018"),
    town("Montreuil", "93100", "93048"),
    town("Fort-de-France", "97200", "97209"),
    town("Pointe-à-Pitre", "97110", "97120"),
    town("Basse-Terre", "97100", "97105"),
    town("Cayenne", "97300", "97302"),
    town("Saint-Denis", "97400", "97411"),
    abroad("Allemagne", "99109"),
    abroad("Belgique", "99131"),
    abroad("Espagne", "99134"),
    abroad("Italie", "99127"),
    abroad("Pologne", "99122"),
    abroad("Portugal", "99139"),
    abroad("Royaume-Uni", "99132"),
    abroad("Turquie", "99208"),
    abroad("Viêt Nam", "99243"),
    abroad("Cameroun", "99322"),
    abroad("Côte d’Ivoire", "99326"),
    abroad("Mali", "99335"),
    abroad("Sénégal", "99341"),
    abroad("Algérie", "99352"),
    abroad("Maroc", "99350"),
    abroad("Tunisie", "99351"),
];

/// Streets that stand in many towns of France, so that an address points at none.
const STREETS: &[&str] = &[
    "rue des Tanneurs",
    "rue de la République",
    "rue du Moulin",
    "rue des Écoles",
    "rue de la Gare",
    "rue Victor-Hugo",
    "rue Pasteur",
    "rue Jean-Jaurès",
    "rue de l’Église",
    "rue du Château",
    "rue des Lilas",
    "rue des Acacias",
    "rue de la Fontaine",
    "rue du Lavoir",
    "rue Émile-Zola",
    "rue George-Sand",
    "rue Marie-Curie",
    "rue Jules-Ferry",
    "rue des Vignes",
    "rue du Val",
    "avenue de la Loire",
    "avenue du Général-de-Gaulle",
    "avenue des Tilleuls",
    "boulevard Voltaire",
    "allée des Peupliers",
    "allée des Cerisiers",
    "chemin des Coteaux",
    "chemin du Bois",
    "impasse des Rosiers",
    "impasse du Puits",
    "place de la Mairie",
    "place du Marché",
    "quai de la Loire",
    "route de Chinon",
    "route de Loches",
];

/// The highest number of a house.
const LAST_HOUSE: i64 = 120;
/// Share of houses that stand behind another of the same number.
const BIS: f64 = 0.06;
/// Landlines of the north-west that ARCEP keeps for works of fiction.
const FICTION_LANDLINE: &str = "02 61 91";
/// Mobiles that ARCEP keeps for works of fiction.
const FICTION_MOBILE: &str = "06 39 98";

/// A number and a street: `14 rue des Tanneurs`.
pub fn streets(draw: &mut Draw) -> String {
    let number = draw.between(1, LAST_HOUSE);
    let bis = if draw.chance(BIS) { " bis" } else { "" };
    format!("{number}{bis} {}", draw.of(STREETS))
}

/// A telephone number that rings nowhere, in pairs: `02 61 91 14 07`.
///
/// From the ranges for audiovisual works of the French numbering plan (ARCEP).
pub fn phone(draw: &mut Draw, mobile: bool) -> String {
    let range = if mobile { FICTION_MOBILE } else { FICTION_LANDLINE };
    format!("{range} {:02} {:02}", draw.between(0, 99), draw.between(0, 99))
}

/// An address that reaches nobody (RFC 2606): `yvette.le-gall@example.org`.
pub fn email(given: &str, family: &str) -> String {
    format!("{}.{}@example.org", plain(given), plain(family))
}

fn plain(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_lowercase).map(|letter| match letter {
        'à' | 'â' | 'ä' | 'á' | 'ã' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ñ' => 'n',
        'ÿ' => 'y',
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_code_has_its_form() {
        for town in HOME.iter().chain(BIRTHPLACES) {
            assert_eq!(town.insee.len(), 5, "{town:?}");
            assert!(
                crate::identity::nir(true, (1980, 1, 1), town.insee, 901).is_some(),
                "{town:?}"
            );
            let abroad = town.insee.starts_with("99");
            assert_eq!(abroad, town.country != "France", "{town:?}");
            assert_eq!(abroad, town.postcode.is_empty(), "{town:?}");
            assert!(abroad || town.postcode.len() == 5, "{town:?}");
        }
    }

    #[test]
    fn no_place_stands_twice() {
        for towns in [HOME, BIRTHPLACES] {
            let codes: HashSet<_> = towns.iter().map(|town| town.insee).collect();
            assert_eq!(codes.len(), towns.len());
        }
    }

    #[test]
    fn home_is_one_department() {
        assert!(HOME.iter().all(|town| town.insee.starts_with("37")));
    }

    #[test]
    fn telephones_ring_nowhere() {
        let mut draw = Draw::new(1, "phones");
        for _ in 0..50 {
            let (mobile, fixed) = (phone(&mut draw, true), phone(&mut draw, false));
            assert!(mobile.starts_with("06 39 98 ") && mobile.len() == 14, "{mobile}");
            assert!(fixed.starts_with("02 61 91 ") && fixed.len() == 14, "{fixed}");
        }
    }

    #[test]
    fn mail_addresses_are_plain() {
        assert_eq!(email("Gwenaëlle", "Le Gall"), "gwenaelle.le-gall@example.org");
        for name in crate::names::families().chain(crate::names::givens().flatten().copied()) {
            let mail = email(name, "Martin");
            let (local, _) = mail.split_once('.').unwrap();
            assert!(local.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{mail}");
            assert!(!local.contains("--") && !local.starts_with('-'), "{mail}");
        }
    }
}
