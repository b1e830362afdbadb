//! Names with frequencies as in France: Martin is borne by one in 300, a few hundred names
//! by a third of all, and more than half bear a name that hardly anybody else does (Insee,
//! fichier des noms, orders of magnitude).

use super::chance::Chance;

const COMMON: &[&str] = &[
    "Martin",
    "Bernard",
    "Dubois",
    "Thomas",
    "Robert",
    "Richard",
    "Petit",
    "Durand",
    "Leroy",
    "Moreau",
    "Simon",
    "Laurent",
    "Lefebvre",
    "Michel",
    "Garcia",
    "David",
    "Bertrand",
    "Roux",
    "Vincent",
    "Fournier",
    "Morel",
    "Girard",
    "André",
    "Mercier",
    "Dupont",
    "Lambert",
    "Bonnet",
    "François",
    "Martinez",
    "Legrand",
    "Garnier",
    "Faure",
    "Rousseau",
    "Blanc",
    "Guérin",
    "Boyer",
    "Chevalier",
    "Robin",
    "Clément",
    "Perrin",
    "Morin",
    "Dumont",
    "Lopez",
    "Fontaine",
    "Gauthier",
    "Henry",
    "Mathieu",
    "Roussel",
    "Nicolas",
    "Masson",
    "Marchand",
    "Duval",
    "Denis",
    "Lemaire",
    "Marie",
    "Noël",
    "Dufour",
    "Meunier",
    "Brun",
    "Blanchard",
];
const BEGIN: &[&str] = &[
    "Ker", "Le Ba", "Du", "La", "Mar", "Bel", "Cha", "Gui", "Ro", "Va", "Pel", "Tré", "Bou", "Cas",
    "Fa", "Gar", "Hu", "Jo", "Lo", "Mo", "Né", "Pé", "Qué", "Ri", "Sa", "Tou", "Vi", "Bré", "Cou",
    "Dé",
];
const MIDDLE: &[&str] = &[
    "b", "d", "gl", "lan", "m", "nar", "p", "ri", "ss", "t", "v", "vill", "ch", "br", "gn", "ll",
    "qu", "st", "rm", "nt", "ban", "cor", "del", "fon", "gor", "lin", "mon", "nel", "pin", "ron",
];
const END: &[&str] = &[
    "ac", "ard", "at", "eau", "el", "er", "et", "ier", "in", "on", "ot", "oux", "ez", "ic", "aud",
    "and", "ais", "ois", "elle", "ine",
];
const WOMEN: &[&str] = &[
    "Marie",
    "Jeanne",
    "Françoise",
    "Monique",
    "Catherine",
    "Nathalie",
    "Isabelle",
    "Jacqueline",
    "Anne",
    "Sylvie",
    "Martine",
    "Nicole",
    "Christine",
    "Hélène",
    "Valérie",
    "Sandrine",
    "Céline",
    "Julie",
    "Camille",
    "Léa",
    "Manon",
    "Chloé",
    "Aurélie",
    "Sophie",
    "Émilie",
    "Laura",
    "Pauline",
    "Lucie",
    "Inès",
    "Sarah",
    "Louise",
    "Alice",
    "Brigitte",
    "Denise",
    "Yvette",
    "Simone",
    "Odette",
    "Chantal",
    "Véronique",
    "Stéphanie",
];
const MEN: &[&str] = &[
    "Jean",
    "Pierre",
    "Michel",
    "André",
    "Philippe",
    "Alain",
    "Bernard",
    "Jacques",
    "Daniel",
    "Patrick",
    "Christophe",
    "Nicolas",
    "Laurent",
    "Stéphane",
    "Éric",
    "David",
    "Julien",
    "Sébastien",
    "Thomas",
    "Alexandre",
    "Maxime",
    "Antoine",
    "Lucas",
    "Hugo",
    "Louis",
    "Paul",
    "Mohamed",
    "Ahmed",
    "Karim",
    "Olivier",
    "Frédéric",
    "Vincent",
    "Guillaume",
    "Romain",
    "Gérard",
    "René",
    "Marcel",
    "Robert",
    "Claude",
    "Yves",
];

pub(super) struct Families {
    coined: usize,
}

impl Families {
    pub(super) const fn new() -> Self {
        Self { coined: 2_000 }
    }

    pub(super) fn draw(&mut self, chance: &mut Chance) -> String {
        match chance.share() {
            ..0.12 => COMMON[chance.rank(60, 15.0)].to_owned(),
            ..0.45 => coined(chance.rank(2_000, 40.0)),
            // A cousin of somebody in the country.
            ..0.62 if self.coined > 2_000 => coined(chance.between(2_000, self.coined)),
            _ => {
                self.coined += 1;
                coined(self.coined)
            }
        }
    }
}

fn coined(number: usize) -> String {
    // Steps that are prime to the lengths scatter what is alike.
    let begin = BEGIN[number * 7 % BEGIN.len()];
    let middle = MIDDLE[number / BEGIN.len() * 11 % MIDDLE.len()];
    let rest = number / BEGIN.len() / MIDDLE.len();
    let end = END[rest * 3 % END.len()];
    let more = if rest / END.len() == 0 { "" } else { "eg" };
    format!("{begin}{middle}{more}{end}")
}

pub(super) fn given(chance: &mut Chance, female: bool) -> &'static str {
    let all = if female { WOMEN } else { MEN };
    all[chance.rank(40, 12.0)]
}
