//! A letter set on pages of A4: every word with its place. The PDF and the scan
//! draw the same pages.

mod body;
mod press;
mod table;
mod top;

use super::face::Face;
use super::letter::Letter;

pub(super) use press::{Bar, Ink, Mark, PAGE_HEIGHT, PAGE_WIDTH, Plan, Role, Run};

/// Sets a letter.
pub(super) fn lay(face: &Face, letter: &Letter) -> Plan {
    let mut press = press::Press::new(face, top::running(&letter.head));
    top::set(&mut press, letter);
    for block in &letter.body {
        body::set(&mut press, block);
    }
    body::sign(&mut press, letter);
    press.finish()
}

#[cfg(test)]
mod tests {
    use super::{Mark, Plan, lay};
    use crate::documents::face::Face;
    use crate::documents::{Block, FICTION, samples};

    fn words(plan: &Plan, page: usize) -> String {
        let text = |mark: &Mark| match mark {
            Mark::Run(run) => run.text.clone(),
            Mark::Bar(_) => String::new(),
        };
        plan.sheets[page].iter().map(text).collect::<Vec<_>>().join(" ")
    }

    fn long() -> Plan {
        let mut letter = samples::letter();
        letter.body.extend((0..60).map(|at| Block::Paragraph(format!("Alinéa {at}."))));
        lay(&Face::new(), &letter)
    }

    #[test]
    fn every_page_says_fiction_its_number_and_whose_it_is() {
        let plan = long();
        let count = plan.sheets.len();
        assert!(count >= 2);
        for page in 0..count {
            let words = words(&plan, page);
            assert!(words.contains(FICTION));
            assert!(words.contains(&format!("Page {}/{count}", page + 1)));
            assert!(words.contains("LE GOFF Soizic") && words.contains("12/03/1950"));
        }
    }

    #[test]
    fn nothing_leaves_the_page() {
        for sheet in &long().sheets {
            for mark in sheet {
                let (x, y) = match mark {
                    Mark::Run(run) => (run.x, run.y),
                    Mark::Bar(bar) => (bar.x + bar.width, bar.y + bar.height),
                };
                assert!((0.0..super::PAGE_WIDTH).contains(&x), "{x}");
                assert!((0.0..super::PAGE_HEIGHT).contains(&y), "{y}");
            }
        }
    }
}
