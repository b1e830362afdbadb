//! Key results: value, where it goes, and its picture.

use hygie_synthesis::synthesis::results::{Direction, Point, Series};
use hygie_synthesis::{Synthesis, TitleFrom};

use super::rows::{Shown, state};
use crate::record::group::Group;
use crate::record::row::Mark;
use crate::record::terms;
use crate::record::unit::unit;
use crate::record::value::{bare, flag, range, short};
use crate::record::words::{brief, day, name};
use crate::{Lang, Page};

/// Width and height of a row's picture.
const SPARK: (f64, f64) = (132.0, 28.0);

/// The card of key results.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Results {
    /// One line a series.
    pub(crate) rows: Vec<ResultRow>,
    /// What is said beside them or without any.
    pub(crate) state: Option<Mark>,
    /// Words and address that lead to the others.
    pub(crate) others: Option<(String, String)>,
}

/// One series.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct ResultRow {
    /// What is measured.
    pub(crate) title: String,
    /// Its unit.
    pub(crate) unit: String,
    /// The latest value.
    pub(crate) value: String,
    /// Its date, short.
    pub(crate) date: String,
    /// Its date, whole.
    pub(crate) dated: String,
    /// Address of its source.
    pub(crate) href: String,
    /// Out of range, in words; empty when it is not, or nobody says so.
    pub(crate) flag: String,
    /// `up`, `down` or empty: above or below the range, else the way it goes.
    pub(crate) arrow: &'static str,
    /// Where it goes, in words; empty without anything to compare.
    pub(crate) direction: String,
    /// Whether it is preliminary.
    pub(crate) preliminary: bool,
    /// New since the last look.
    pub(crate) new: Option<Mark>,
    /// The picture: points, band, last point.
    pub(crate) spark: Option<Spark>,
    /// The picture in words.
    pub(crate) alt: String,
    /// The same as a sentence, for the person.
    pub(crate) sentence: String,
}

/// A row's picture.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Spark {
    pub(crate) line: String,
    pub(crate) band: Option<(f64, f64)>,
    pub(crate) last: (f64, f64),
}

pub(crate) fn results(shown: Shown<'_>, all: &Synthesis<'_>, most: usize) -> Results {
    let block = &all.results;
    let lines = varied(&block.lines, most);
    let rows: Vec<ResultRow> = lines.iter().map(|one| row(shown, one)).collect();
    let more = block.total.saturating_sub(rows.len());
    let address = shown.path.group(Group::Results.name());
    Results {
        others: (more > 0).then(|| (shown.page.t1("others", "count", more), address)),
        state: state(shown.page, block, "results"),
        rows,
    }
}

/// One series an analyte, in order: one that its source calls abnormal before
/// others. What is left out is counted among the others; where there is room,
/// it follows.
fn varied<'x, 'a>(series: &'x [Series<'a>], most: usize) -> Vec<&'x Series<'a>> {
    let speaks = |one: &Series<'_>| {
        let kin =
            || series.iter().filter(|other| one.analyte.is_some() && other.analyte == one.analyte);
        let abnormal = kin().find(|other| other.last.flag.is_abnormal());
        abnormal.or_else(|| kin().next()).is_none_or(|first| std::ptr::eq(first, one))
    };
    let (first, then): (Vec<_>, Vec<_>) = series.iter().partition(|one| speaks(one));
    first.into_iter().chain(then).take(most).collect()
}

/// What tells two series of one analyte apart: `sang` of `Créatinine (sang)`.
fn apart(page: &Page, series: &Series<'_>) -> Option<String> {
    let analyte = series.analyte?;
    let label = if page.lang == Lang::Fr { analyte.french } else { analyte.english };
    let name = name(page, &series.last.source);
    let rest = name.strip_prefix(label)?.trim();
    let rest = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// What a series is called: our short label where one stands, else its source's.
pub(crate) fn title(page: &Page, series: &Series<'_>) -> String {
    match (series.analyte, page.lang) {
        (Some(analyte), Lang::Fr) => analyte.french.to_owned(),
        (Some(analyte), Lang::En) => analyte.english.to_owned(),
        (None, lang) => {
            let fact = series.last.source.fact;
            let plain = fact.title_from != TitleFrom::Text && *fact.title == *series.title;
            let ours = if plain { terms::titled(lang, fact.title_from, &fact.codes) } else { None };
            let own = || {
                if series.title.is_empty() {
                    name(page, &series.last.source)
                } else {
                    series.title.to_owned()
                }
            };
            ours.map_or_else(own, str::to_owned)
        }
    }
}

/// `128`, or `129/87` for a pair.
fn shown_value(page: &Page, point: &Point<'_>) -> String {
    match point.second {
        Some(second) => format!("{}/{}", bare(page, point.value), bare(page, second)),
        None => bare(page, point.value),
    }
}

fn with_unit(page: &Page, series: &Series<'_>, point: &Point<'_>) -> String {
    match point.second {
        Some(_) => format!("{} {}", shown_value(page, point), unit(page.lang, series.unit)),
        None => short(page, point.value),
    }
}

pub(crate) fn row(shown: Shown<'_>, series: &Series<'_>) -> ResultRow {
    let (page, last) = (shown.page, &series.last);
    let flagged = flag(page, last.flag);
    ResultRow {
        title: title(page, series),
        unit: [Some(unit(page.lang, series.unit)), apart(page, series)]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        value: shown_value(page, last),
        date: brief(page, last.at),
        dated: day(page, last.at),
        href: shown.href(&last.source),
        arrow: arrow(series),
        direction: match series.direction {
            Direction::Unknown => String::new(),
            other => page.t(&format!("direction-{}", other.name())),
        },
        preliminary: last.preliminary,
        new: shown.new_mark(&last.source),
        spark: spark(series),
        alt: alt(page, series),
        sentence: sentence(page, series, &flagged),
        flag: flagged,
    }
}

const fn arrow(series: &Series<'_>) -> &'static str {
    use hygie_synthesis::Flag;
    match (series.last.flag, series.direction) {
        (Flag::Abnormal | Flag::Critical, _) => "look",
        (Flag::High | Flag::CriticalHigh, _) | (Flag::None | Flag::Normal, Direction::Rising) => {
            "up"
        }
        (Flag::Low | Flag::CriticalLow, _) | (Flag::None | Flag::Normal, Direction::Falling) => {
            "down"
        }
        (Flag::None | Flag::Normal, Direction::Unknown | Direction::Steady) => "",
    }
}

fn spark(series: &Series<'_>) -> Option<Spark> {
    let plot = series.sparkline(SPARK.0, SPARK.1)?;
    (!plot.line.is_empty()).then_some(Spark { line: plot.line, band: plot.band, last: plot.last })
}

/// `5 valeurs du 12 mars 2024 au 20 nov. 2026, de 98 à 128 ; norme 45 à 84`.
fn alt(page: &Page, series: &Series<'_>) -> String {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
        return String::new();
    };
    let ends =
        page.t2("spark-values", "first", shown_value(page, first), "last", shown_value(page, last));
    let words = page.t3(
        "spark-alt",
        ("count", series.points.len().to_string()),
        ("from", day(page, first.at)),
        ("until", day(page, last.at)),
    );
    let range = series.bounds.map(|bounds| range(page, bounds)).filter(|range| !range.is_empty());
    match range {
        Some(range) => format!("{words}, {ends} ; {}", page.t1("spark-range", "range", &range)),
        None => format!("{words}, {ends}"),
    }
}

/// For the person: what it is now, and what it was.
fn sentence(page: &Page, series: &Series<'_>, flagged: &str) -> String {
    let last = &series.last;
    let now =
        page.t2("result-now", "value", with_unit(page, series, last), "date", day(page, last.at));
    let before = series.previous.as_ref().map(|point| {
        page.t2(
            "result-before",
            "value",
            with_unit(page, series, point),
            "date",
            day(page, point.at),
        )
    });
    let judged = (!flagged.is_empty()).then(|| page.t1("result-judged", "flag", flagged));
    [Some(now), before, judged].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
