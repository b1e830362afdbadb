//! The picture of growth: a panel for each act, both axes logarithmic, a line
//! for each store. SVG written by hand, for a plotting crate would be more to
//! build than this.

mod axis;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Context as _;

use self::axis::{Axis, decades, grouped};

/// What is drawn: key, title and unit, and what the figures are divided by.
const PANELS: [(&str, &str, f64); 4] = [
    ("find_us", "Find a person, milliseconds", 1000.0),
    ("open_us", "Open a record, milliseconds", 1000.0),
    ("commit_us", "Commit an entry, milliseconds", 1000.0),
    ("bytes", "On the disk, kilobytes a record", 1000.0),
];
/// Stores, their names, colours and marks: told apart without colours too.
const STORES: [(&str, &str, &str, Mark); 2] = [
    ("sqlite", "SQLite", "#0b6e8f", Mark::Disc),
    ("postgres", "PostgreSQL", "#c2410c", Mark::Square),
];
const WIDTH: f64 = 880.0;
const HEIGHT: f64 = 640.0;
/// Inside a panel: its plot's place and size.
const PLOT: (f64, f64, f64, f64) = (64.0, 44.0, 344.0, 196.0);
const PANEL: (f64, f64) = (440.0, 290.0);
const TOP: f64 = 44.0;

#[derive(Clone, Copy)]
enum Mark {
    Disc,
    Square,
}

/// Figures by store, act and size.
pub(crate) type Figures = BTreeMap<(String, String), BTreeMap<u64, f64>>;

/// Reads lines of `growth_STORE_SIZE_ACT<TAB>FIGURE`; passes over others.
pub(crate) fn read(text: &str) -> anyhow::Result<Figures> {
    let mut figures = Figures::new();
    for line in text.lines() {
        let Some((key, figure)) = line.split_once('\t') else { continue };
        let Some(key) = key.strip_prefix("growth_") else { continue };
        let (store, rest) = key.split_once('_').context("a store")?;
        let (size, act) = rest.split_once('_').context("a size")?;
        let figure: f64 = figure.parse().with_context(|| format!("the figure of {key}"))?;
        let series = figures.entry((store.to_owned(), act.to_owned())).or_default();
        series.insert(size.parse().context("a size")?, figure);
    }
    anyhow::ensure!(!figures.is_empty(), "there is nothing to draw");
    Ok(figures)
}

/// The picture.
pub(crate) fn draw(figures: &Figures) -> anyhow::Result<String> {
    let mut svg = String::new();
    writeln!(
        svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="13" fill="#1f2937">
<title>Growth of both stores</title>
<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>"##
    )?;
    legend(&mut svg)?;
    let sizes = figures.values().flat_map(|series| series.keys()).map(|size| *size as f64);
    let across = decades(sizes).context("there is nothing to draw")?;
    for (index, (act, title, unit)) in PANELS.iter().enumerate() {
        let (column, row) = ((index % 2) as f64, (index / 2) as f64);
        let (x, y) = (column * PANEL.0, TOP + row * PANEL.1);
        writeln!(svg, r#"<g transform="translate({x} {y})">"#)?;
        let lines: Vec<_> = STORES
            .iter()
            .filter_map(|store| {
                let series = figures.get(&(store.0.to_owned(), (*act).to_owned()))?;
                let points = series.iter().map(|(size, figure)| (*size as f64, figure / unit));
                Some((store, points.collect::<Vec<_>>()))
            })
            .collect();
        let all = lines.iter().flat_map(|(_, points)| points.iter().map(|point| point.1));
        let up = decades(all).with_context(|| format!("no figure of {act}"))?;
        let (across, up) = (
            Axis { from: across.0, to: across.1, begin: PLOT.0, length: PLOT.2 },
            Axis { from: up.0, to: up.1, begin: PLOT.1 + PLOT.3, length: -PLOT.3 },
        );
        frame(&mut svg, title, &across, &up)?;
        for ((_, _, colour, mark), points) in lines {
            line(&mut svg, colour, *mark, points.iter().map(|it| (across.at(it.0), up.at(it.1))))?;
        }
        writeln!(svg, "</g>")?;
    }
    writeln!(svg, "</svg>")?;
    Ok(svg)
}

fn legend(svg: &mut String) -> anyhow::Result<()> {
    for (index, (_, name, colour, mark)) in STORES.iter().enumerate() {
        let x = PLOT.0 + index as f64 * 120.0;
        line(svg, colour, *mark, [(x, 26.0), (x + 14.0, 26.0), (x + 28.0, 26.0)].into_iter())?;
        writeln!(svg, r#"<text x="{}" y="30.5">{name}</text>"#, x + 38.0)?;
    }
    Ok(())
}

/// The title, the grid and what stands at the axes.
fn frame(svg: &mut String, title: &str, across: &Axis, up: &Axis) -> anyhow::Result<()> {
    let (x, y, width, height) = PLOT;
    writeln!(svg, r#"<text x="{x}" y="{}" font-weight="600">{title}</text>"#, y - 16.0)?;
    for (value, strong) in up.lines() {
        let at = up.at(value);
        let colour = if strong { "#cbd5e1" } else { "#eef2f6" };
        writeln!(svg, r#"<path d="M{x} {at:.1}h{width}" stroke="{colour}"/>"#)?;
        if strong {
            let (end, below) = (x - 8.0, at + 4.5);
            let says = grouped(value);
            writeln!(svg, r#"<text x="{end}" y="{below:.1}" text-anchor="end">{says}</text>"#)?;
        }
    }
    for (value, strong) in across.lines() {
        let (at, bottom) = (across.at(value), y + height);
        let colour = if strong { "#cbd5e1" } else { "#eef2f6" };
        writeln!(svg, r#"<path d="M{at:.1} {y}v{height}" stroke="{colour}"/>"#)?;
        if strong {
            let (below, says) = (bottom + 19.0, grouped(value));
            writeln!(svg, r#"<text x="{at:.1}" y="{below}" text-anchor="middle">{says}</text>"#)?;
        }
    }
    let (middle, below) = (x + width / 2.0, y + height + 38.0);
    writeln!(
        svg,
        r##"<text x="{middle}" y="{below}" text-anchor="middle" fill="#4b5563">records</text>"##
    )?;
    Ok(())
}

fn line(
    svg: &mut String,
    colour: &str,
    mark: Mark,
    points: impl Iterator<Item = (f64, f64)> + Clone,
) -> anyhow::Result<()> {
    let path: Vec<String> = points.clone().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let path = path.join(" ");
    writeln!(
        svg,
        r#"<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.2" stroke-linejoin="round"/>"#
    )?;
    for (x, y) in points {
        match mark {
            Mark::Disc => {
                writeln!(svg, r#"<circle cx="{x:.1}" cy="{y:.1}" r="4.2" fill="{colour}"/>"#)
            }
            Mark::Square => {
                let (x, y) = (x - 3.9, y - 3.9);
                writeln!(
                    svg,
                    r#"<rect x="{x:.1}" y="{y:.1}" width="7.8" height="7.8" fill="{colour}"/>"#
                )
            }
        }?;
    }
    Ok(())
}
