//! The head of the first page: letterhead, who writes to whom, the patient, the
//! object.

use super::super::letter::{Head, Letter};
use super::super::people::{Address, Organisation, Patient, Professional, Sex};
use super::super::world::capital;
use super::press::{Ink, LEFT, Press, RIGHT, Role, Style, WIDTH};

const COLUMN: f32 = LEFT + 264.0;

/// The line that tells, on each page after the first, whose letter it is.
pub(super) fn running(head: &Head) -> String {
    let patient = &head.patient;
    let born = born(patient.sex);
    let mut line = format!("{}, {born} le {}", patient.shown(), patient.birth.short());
    if let Some(ins) = patient.ins_shown() {
        line.push_str(&format!(" – INS {ins}"));
    }
    format!("{line} – {}", head.title)
}

pub(super) fn set(press: &mut Press, letter: &Letter) {
    letterhead(press, &letter.head.author);
    parties(press, &letter.head);
    patient(press, &letter.head);
    object(press, letter);
}

fn letterhead(press: &mut Press, author: &Professional) {
    let house = &author.organisation;
    let name = Style { size: 14.0, leading: 17.0, ..Style::HEADING };
    press.flow(LEFT, WIDTH, name, &house.name, Role::Paragraph);
    if let Some(unit) = &house.unit {
        press.flow(LEFT, WIDTH, Style::STRONG, unit, Role::Paragraph);
    }
    let Organisation { address: at, phone, finess, .. } = house;
    let line = format!("{} – Tél. {phone} – FINESS {finess}", address(at));
    press.flow(LEFT, WIDTH, Style::SMALL, &line, Role::Paragraph);
    press.y += 8.0;
    press.bar(LEFT, press.y, WIDTH, 1.4, Ink::Teal);
    press.y += 10.0;
}

fn parties(press: &mut Press, head: &Head) {
    let start = press.y;
    let author = &head.author;
    let width = COLUMN - LEFT - 16.0;
    press.flow(LEFT, width, Style::STRONG, &author.shown(), Role::Paragraph);
    press.flow(LEFT, width, Style::BODY, &author.trade, Role::Paragraph);
    if let Some(rpps) = author.rpps() {
        press.flow(LEFT, width, Style::SMALL, &format!("RPPS {rpps}"), Role::Paragraph);
    }
    let left = press.y;
    press.y = start;
    if let Some(to) = &head.recipient {
        recipient(press, to);
        press.y += 10.0;
    }
    let place = &author.organisation.address.town;
    let date = format!("{place}, le {}", head.created.day.long());
    press.flow(COLUMN, RIGHT - COLUMN, Style::BODY, &date, Role::Paragraph);
    press.y = press.y.max(left) + 16.0;
}

fn recipient(press: &mut Press, to: &Professional) {
    let width = RIGHT - COLUMN;
    let Address { street, postcode, town } = &to.organisation.address;
    press.flow(COLUMN, width, Style::STRONG, &to.shown(), Role::Paragraph);
    for line in [&to.trade, &to.organisation.name, street, &format!("{postcode} {town}")] {
        press.flow(COLUMN, width, Style::BODY, line, Role::Paragraph);
    }
}

fn patient(press: &mut Press, head: &Head) {
    let one = &head.patient;
    let born = capital(born(one.sex));
    let (birth, age) = (one.birth.short(), head.created.day.age(one.birth));
    let years = if age > 1 { "ans" } else { "an" };
    let place = &one.birthplace;
    let sex = match one.sex {
        Sex::Female => "féminin",
        Sex::Male => "masculin",
    };
    let given = one.given.join(", ");
    let birth_name = one.birth_name.to_uppercase();
    let mut lines = vec![
        format!("Nom de naissance : {birth_name} – Prénoms de naissance : {given}"),
        format!("{born} le {birth} ({age} {years}) à {} ({})", place.name, place.insee)
            + &format!(" – Sexe : {sex}"),
    ];
    if let Some(numbers) = numbers(one) {
        lines.push(numbers);
    }
    let home = address(&one.address);
    lines.push(match &one.phone {
        Some(phone) => format!("{home} – Tél. {phone}"),
        None => home,
    });
    boxed(press, &one.shown(), &lines);
}

fn numbers(one: &Patient) -> Option<String> {
    let ins = one.ins_shown().map(|ins| format!("INS : {ins} (matricule de test)"));
    let local = one.local.as_ref().map(|local| format!("IPP : {}", local.value));
    let both: Vec<String> = ins.into_iter().chain(local).collect();
    (!both.is_empty()).then(|| both.join(" – "))
}

fn boxed(press: &mut Press, name: &str, lines: &[String]) {
    let (x, width) = (LEFT + 14.0, WIDTH - 24.0);
    let style = Style { size: 9.0, leading: 12.5, ..Style::BODY };
    let strong = Style { size: 11.5, leading: 15.0, ..Style::STRONG };
    let count = |text: &String| press.face.wrap(false, style.size, text, width).len();
    let rows: usize = lines.iter().map(count).sum();
    let names = press.face.wrap(true, strong.size, name, width).len();
    let height = (0..rows).map(|_| style.leading).sum::<f32>()
        + (0..names).map(|_| strong.leading).sum::<f32>()
        + 13.0;
    press.need(height);
    press.bar(LEFT, press.y, WIDTH, height, Ink::Tint);
    press.bar(LEFT, press.y, 3.0, height, Ink::Teal);
    press.y += 3.0;
    press.flow(x, width, strong, name, Role::Paragraph);
    for line in lines {
        press.flow(x, width, style, line, Role::Paragraph);
    }
    press.y += 10.0;
}

fn object(press: &mut Press, letter: &Letter) {
    press.y += 12.0;
    let title = Style { size: 14.0, leading: 18.0, ..Style::HEADING };
    press.flow(LEFT, WIDTH, title, &letter.head.title, Role::Title);
    if letter.subject != letter.head.title {
        let subject = format!("Objet : {}", letter.subject);
        press.y += 2.0;
        press.flow(LEFT, WIDTH, Style::STRONG, &subject, Role::Paragraph);
    }
    press.y += 6.0;
}

fn born(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "née",
        Sex::Male => "né",
    }
}

fn address(at: &Address) -> String {
    format!("{}, {} {}", at.street, at.postcode, at.town)
}
