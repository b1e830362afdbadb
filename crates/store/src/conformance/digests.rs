//! Digests of rows, where a store makes them.

use hygie_base::LogNo;

use super::help::{commit, done, entry, id, ok, record, term, trace};
use crate::{Digest, Digester, IdToken, Span, Store, Tag, TermToken, TokenOp};

async fn is(store: &dyn Store, span: Span, expected: Digester) {
    let made = ok(store.digest(span).await);
    let expected = expected.finish();
    assert!(made.is_none_or(|made| made == expected), "{span:?}: {made:?}, not {expected:?}");
}

pub async fn are_of_each_row_in_its_order(store: &dyn Store) {
    let mut some = commit();
    for number in [0, 1, 0x7fff_ffff_ffff_ffff] {
        some.appends.extend((1..=5).map(|seq| entry(record(number), seq, &[7; 40])));
    }
    for number in 1..=9 {
        some.tokens.push(TokenOp::PutId(id(number), vec![number; usize::from(number)]));
        some.tokens.push(TokenOp::PutTerm(term(number / 2), Tag([number; 8]), vec![number]));
    }
    some.traces = (0..7).map(|n| trace(record(1), n % 2 == 0, b"body")).collect();
    done(store, some).await;

    let mut all = Digester::default();
    for number in [0, 1, 0x7fff_ffff_ffff_ffff] {
        let rows = ok(store.entries(record(number), 1, u64::MAX).await);
        rows.iter().for_each(|row| all.entry(row));
    }
    let last = (record(0x7fff_ffff_ffff_ffff), 5);
    is(store, Span::Entries { after: None, last }, all).await;
    let mut few = Digester::default();
    ok(store.entries(record(0), 4, 5).await).iter().for_each(|row| few.entry(row));
    ok(store.entries(record(1), 1, 2).await).iter().for_each(|row| few.entry(row));
    let span = Span::Entries { after: Some((record(0), 3)), last: (record(1), 2) };
    is(store, span, few).await;

    let rows = ok(store.all_ids(None, 99).await);
    for (after, to) in [(None, 9), (Some(2), 6)] {
        let mut ids = Digester::default();
        let from = after.map_or(0, |after| after + 1);
        rows[from..to].iter().for_each(|(token, locator)| ids.id(token, locator));
        let after: Option<IdToken> = after.map(|after| rows[after].0);
        is(store, Span::Ids { after, last: rows[to - 1].0 }, ids).await;
    }
    let rows = ok(store.all_terms(None, 99).await);
    for (after, to) in [(None, 9), (Some(2), 6)] {
        let mut terms = Digester::default();
        let from = after.map_or(0, |after| after + 1);
        rows[from..to].iter().for_each(|(token, row)| terms.term(token, row));
        let place = |at: usize| -> (TermToken, Tag) { (rows[at].0, rows[at].1.tag) };
        is(store, Span::Terms { after: after.map(place), last: place(to - 1) }, terms).await;
    }
    let rows = ok(store.traces(LogNo(0), 0, 99).await);
    let mut traces = Digester::default();
    rows[2..=5].iter().for_each(|row| traces.trace(row));
    is(store, Span::Traces { log: LogNo(0), first: 2, last: 5 }, traces).await;
}

pub async fn of_nothing_count_no_rows(store: &dyn Store) {
    let spans = [
        Span::Entries { after: None, last: (record(9), 9) },
        Span::Ids { after: None, last: id(9) },
        Span::Terms { after: None, last: (term(9), Tag([9; 8])) },
        Span::Traces { log: LogNo(0), first: 0, last: 9 },
    ];
    for span in spans {
        is(store, span, Digester::default()).await;
        let made: Option<Digest> = ok(store.digest(span).await);
        assert!(made.is_none_or(|made| made.rows == 0));
    }
}
