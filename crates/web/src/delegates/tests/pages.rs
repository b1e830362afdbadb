//! The pages as they are written, and the words of what is kept.

use askama::Template as _;
use hygie_base::RecordNo;
use hygie_gate::acts::ActError;
use hygie_gate::rights::{Capacity, Reach};

use crate::delegates::closed::{ClosedPage, REASONS};
use crate::delegates::desk::{RepresentativesPage, Typed};
use crate::delegates::mine::MinePage;
use crate::delegates::{Acting, DelegateRow, wrong_words};
use crate::page::promises::{HOSTILE, keep, sample};
use crate::record::Frame;
use crate::{Lang, Page};

fn acting(lang: Lang) -> Page {
    let mut page = sample(lang);
    let record = RecordNo::from_u64(0xabc).unwrap();
    let capacity = Some(Capacity::Carer);
    let acting = Acting { record, capacity, name: HOSTILE.to_owned() };
    page.who.as_mut().unwrap().acting = Some(acting);
    page
}

fn row() -> DelegateRow {
    let text = || HOSTILE.to_owned();
    DelegateRow {
        id: text(),
        name: text(),
        capacity: text(),
        reach: text(),
        line: text(),
        code: text(),
        waits: true,
        gives_code: true,
        ..DelegateRow::default()
    }
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = acting(*lang);
        let text = || HOSTILE.to_owned();
        let html = ClosedPage { page: &page, why: text(), advice: text() }.render().unwrap();
        assert!(keep(*lang, &html).contains("class=\"acting\""));
        let mine = MinePage {
            page: &page,
            frame: Frame { acting: text(), ..Frame::default() },
            row: row(),
            opens: text(),
            never: text(),
            action: "/records/0123456789abcdef/acting/resign".to_owned(),
        };
        assert!(keep(*lang, &mine.render().unwrap()).contains("class=\"acting\""));
        for field in ["capacity", "name", "until", "document", "words", "checked", ""] {
            let typed = Typed {
                capacity: "parent".to_owned(),
                name: text(),
                until: text(),
                document: "other".to_owned(),
                words: text(),
                wrong: Some((field, text())),
            };
            let template = RepresentativesPage {
                page: &page,
                frame: Frame::default(),
                action: "/records/0123456789abcdef/representatives".to_owned(),
                rows: vec![row()],
                ended: vec![row()],
                typed,
                today: "2026-11-25".to_owned(),
                most: 100,
            };
            keep(*lang, &template.render().unwrap());
        }
    }
}

#[test]
fn everything_has_words() {
    let errors = [
        ActError::Ended,
        ActError::Past,
        ActError::NotByLaw,
        ActError::ByLaw,
        ActError::OfAge,
        ActError::AgeUnknown,
        ActError::Twice,
        ActError::Nothing,
        ActError::Name,
        ActError::Carers,
        ActError::Delegations,
        ActError::TooLong,
    ];
    for lang in Lang::ALL {
        let page = sample(*lang);
        let mut said: Vec<String> =
            errors.into_iter().map(|error| wrong_words(&page, error)).collect();
        for reason in REASONS {
            said.extend(
                [format!("closed-{reason}"), format!("closed-{reason}-advice")]
                    .map(|key| page.t(&key)),
            );
        }
        for capacity in Capacity::ALL {
            let record = RecordNo::from_u64(7).unwrap();
            for name in ["", "Lina"] {
                let capacity = Some(capacity);
                said.push(Acting { record, capacity, name: name.to_owned() }.words(&page));
            }
            if capacity.by_law().is_some() {
                said.push(page.t(&format!("capacity-{}-opens", capacity.name())));
            }
        }
        for reach in Reach::ALL {
            said.push(page.t(&format!("reach-{}", reach.name())));
            said.push(page.t(&format!("reach-{}-opens", reach.name())));
        }
        for one in &said {
            assert!(!one.contains('⟦') && !one.is_empty(), "{one}");
        }
    }
}
