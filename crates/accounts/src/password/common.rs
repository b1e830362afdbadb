//! What French people type first, which the estimator's English lists miss.

use zeroize::Zeroizing;

/// Words that stand alone, or with a year or a mark, for a whole password:
/// months, days, seasons, greetings, endearments, the trade. Divided by blanks.
pub(super) const WORDS: &str = "hygie motdepasse motdepass mdp azerty azertyuiop qsdfghjklm wxcvbn \
    bonjour bonsoir bienvenue salut merci admin administrateur test essai provisoire temporaire \
    changezmoi secret soleil chouchou doudou loulou jetaime amour coeur cœur maman papa cheval \
    chocolat marseille paris lyon france janvier février fevrier mars avril mai juin juillet août \
    aout septembre octobre novembre décembre decembre lundi mardi mercredi jeudi vendredi samedi \
    dimanche printemps été ete automne hiver médecin medecin docteur infirmier infirmière \
    infirmiere pharmacie pharmacien cabinet clinique hôpital hopital santé sante patient dossier \
    ehpad secrétaire secretaire secrétariat secretariat medical médical médicale medicale médicaux \
    medicaux patients patiente dossiers docteure médecine medecine infirmiers soins soignant \
    soignante malade maladie ordonnance consultation urgences urgence hospitalier laboratoire \
    dentiste sage-femme kiné vitale carnet vaccin vaccins";

/// Keys of a French keyboard (AZERTY) and, at the same place, what they give on
/// an American one. Digits stay: they need shift in France, and are easier to
/// guess as they stand.
const FRENCH: &str = "&é\"'(-è_çàazqwm,;:AZQWM?./";
const AMERICAN: &str = "1234567890qwaz;m,.QWAZ:M<>";

/// What the same keys would give on an American keyboard.
pub(super) fn as_qwerty(typed: &str) -> Zeroizing<String> {
    let pairs = || FRENCH.chars().zip(AMERICAN.chars());
    let same_key =
        |one: char| pairs().find(|(key, _)| *key == one).map_or(one, |(_, american)| american);
    Zeroizing::new(typed.chars().map(same_key).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_keys_are_read_as_american_ones() {
        assert_eq!(FRENCH.chars().count(), AMERICAN.chars().count());
        assert_eq!(as_qwerty("azertyuiop").as_str(), "qwertyuiop");
        assert_eq!(as_qwerty("AZERTYqsdfghjklmwxcvbn").as_str(), "QWERTYasdfghjkl;zxcvbn");
        assert_eq!(as_qwerty("&é\"'(-è_çà12").as_str(), "123456789012");
    }
}
