//! The examinations of children: growth, feeding, speech, school.

use super::consultation::Consultation;
use super::life::{Home, Life, comma};
use crate::calendar::Day;
use crate::codes::{document, drug, vital};

/// Ages in months at which children are examined, those of the first year
/// together with their vaccines (Code de la santé publique, R. 2132-1, in part).
const AGES: &[i64] = &[1, 2, 4, 5, 9, 12, 16, 24, 36, 48, 72, 108, 144, 186];

/// Examinations that fall within what is told.
pub(super) fn days(life: &mut Life) -> Vec<Day> {
    let mut days = Vec::new();
    // The establishment's own follow the others.
    if life.home == Home::Ime {
        return days;
    }
    for months in AGES {
        let day = life.called_at(*months);
        if day >= life.from && day < life.end && (*months <= 2 || life.chance(0.75)) {
            days.push(day);
        }
    }
    days
}

/// What a child does at an age.
fn milestones(months: i64) -> &'static [&'static str] {
    match months {
        ..3 => &[
            "Allaitement maternel, selles régulières. Suit du regard, bon tonus.",
            "Biberons 6 × 120 mL, régurgite un peu. Poursuite oculaire, sourire.",
        ],
        3..5 => &[
            "Tient sa tête, gazouille, suit son hochet. Dort six heures d’affilée.",
            "Sourires, babillage, tient sa tête. Nuits de sept heures.",
        ],
        5..8 => &[
            "Attrape ses pieds, se retourne. Diversification commencée, aime la carotte.",
            "Rit aux éclats, se retourne. Diversification à commencer.",
        ],
        11..14 => &[
            "Marche en donnant la main, dit « papa » et « maman ».",
            "Premiers pas, tape des mains, mange des morceaux.",
        ],
        8..11 => &[
            "Tient assis{e}, pince, dit « papa ». Mange des morceaux.",
            "Quatre pattes, se met debout avec appui. Deux incisives.",
        ],
        14..22 => &[
            "Marche acquise à 13 mois, une dizaine de mots, pointe du doigt.",
            "Court, grimpe, mange à la cuillère. Comprend les consignes simples.",
        ],
        22..34 => &[
            "Associe deux mots, jeu symbolique. Pas d’inquiétude à la crèche.",
            "Fait des phrases, colère facile. Propreté non acquise.",
        ],
        34..46 => &[
            "Langage intelligible, entre à l’école, propre le jour.",
            "Bonhomme têtard, saute à pieds joints. Audition et vue normales.",
        ],
        46..66 => &[
            "Dessine un bonhomme, compte jusqu’à dix. Bonne vision de loin.",
            "Moyenne section, bon contact, articulation correcte.",
        ],
        66..100 => &[
            "CP sans difficulté, lit des syllabes. Dents de lait qui tombent.",
            "Vue 10/10 des deux yeux, fait du vélo. Écrans le soir : limiter.",
        ],
        100..132 => &[
            "CE2-CM1, bons résultats, football deux fois par semaine.",
            "Rachis sans déviation. Mange de tout, dort bien.",
        ],
        132.. => &[
            "Bon sommeil si le téléphone reste au salon. Développement pubertaire normal.",
            "Rachis sans gibbosité. Sport en club. Seul à seul : pas de souci exprimé.",
        ],
    }
}

/// Writes one examination.
pub(super) fn examine(life: &mut Life, day: Day) {
    let at = Consultation::open(life, day, "Examen de suivi de l’enfant");
    let months = life.months(at.day());
    let (weight, height) = (life.weight(at.day()), life.height(at.day()));
    life.story.vital(at.by(), &vital::WEIGHT, weight);
    life.story.vital(at.by(), &vital::HEIGHT, height);
    let mut text = if months < 36 {
        format!("{months} mois. Poids {} kg, taille {} cm.", comma(weight, 1), comma(height, 0))
    } else {
        format!(
            "{} ans. Poids {} kg, taille {} cm, courbes régulières.",
            months / 12,
            comma(weight, 1),
            comma(height, 0)
        )
    };
    if months <= 24 {
        let head = life.story.draw.around(
            35.0 + 11.5 * (1.0 - (-(months as f64) / 7.0).exp()) + months as f64 * 0.06,
            0.6,
        );
        life.story.vital(at.by(), &vital::HEAD, head);
        text.push_str(&format!(" PC {} cm.", comma(head, 1)));
    }
    // A child that is breastfed at one month is so at two.
    let said = life.say_nth(milestones(months), life.story.person.order);
    text.push(' ');
    text.push_str(&said);
    let exam = life.pick(&[
        "Examen normal.",
        "Auscultation normale, hanches stables.",
        "Tympans normaux, abdomen souple.",
        "Examen somatique sans particularité.",
    ]);
    let exam =
        if months > 14 && exam.contains("hanches") { "Examen clinique normal." } else { exam };
    text.push_str(&format!(
        " {exam} {}",
        life.pick(&[
            "Vaccins à jour.",
            "Carnet de santé rempli.",
            "Vaccinations vérifiées.",
            "Prochain rendez-vous donné."
        ])
    ));
    if months <= 2 {
        life.give(
            at.by(),
            &drug::COLECALCIFEROL_DROPS,
            ("2 gouttes par jour", 600),
            "prévention du rachitisme",
        );
        text.push_str(" Vitamine D.");
    }
    life.story.note(at.by(), &document::CHILD_EXAMINATION, "Examen de l’enfant", &text);
}
