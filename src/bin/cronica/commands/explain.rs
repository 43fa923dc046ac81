use std::process::ExitCode;

use cronica::export::{Apart, ExplainRow, Explained, headline};
use cronica::pipeline::Depth;
use cronica::timeline::{ENOUGH, Found, Neighbour, find, neighbour, twins};
use cronica::{Anchor, Entry, Grounds, Timeline};

use super::timeline::read;
use crate::args::ExplainArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// `cronica explain`
pub fn run(args: ExplainArgs) -> Result<ExitCode, Failure> {
    let output = Output::open(&args.input.common.output, &[])?;
    let mut session = Session::new(&args.input, Depth::Events)?;
    let timeline = read(&mut session, args.corrections.as_deref(), Session::explain_mentions)?;
    let number = match find(&timeline, &args.id) {
        Found::One(number) => number,
        other => return Err(Failure::Failed(unknown(&args.id, &timeline, &other))),
    };
    tell_twins(number, &timeline, &session);
    let entry = &timeline.entries[number];
    let pipeline = session.pipeline();
    let grounds: Vec<Option<Grounds>> =
        entry.sources.iter().map(|s| pipeline.grounds(&s.document, &s.event)).collect();
    let nearest = neighbour(&timeline, number);
    let explained = Explained {
        entry,
        grounds: &grounds,
        enough: ENOUGH,
        anchor: anchor(&timeline, entry, grounds.first().and_then(Option::as_ref)),
        apart: nearest.as_ref().map(|neighbour| apart(&timeline, neighbour)),
    };
    let mut rows = output.rows::<ExplainRow>()?;
    for row in ExplainRow::all(&explained) {
        rows.record(&row)?;
    }
    rows.finish()?;
    output.finish()?;
    Ok(session.finish(&counted(1, "event")))
}

fn apart<'a>(timeline: &'a Timeline, neighbour: &'a Neighbour) -> Apart<'a> {
    Apart {
        entry: &timeline.entries[neighbour.entry],
        evidence: neighbour.evidence,
        weight: (neighbour.weight, ENOUGH),
        obstacle: neighbour.obstacle,
    }
}

/// The row of the happening from which the date of `entry` was reckoned.
fn anchor<'a>(timeline: &'a Timeline, entry: &Entry, grounds: Option<&Grounds>) -> Option<&'a str> {
    let Some(Anchor::Event(words, date)) = grounds?.date.anchor else { return None };
    let document = &entry.sources[0].document;
    let tells = |other: &&Entry| {
        other.id != entry.id
            && other.sources.iter().any(|source| {
                std::sync::Arc::ptr_eq(&source.document, document)
                    && (source.event.trigger.overlaps(words) || source.event.date == date)
            })
    };
    timeline.entries.iter().find(tells).map(|other| &*other.id)
}

/// Says which rows have an identifier that differs from the row's only in a number behind it.
fn tell_twins(number: usize, timeline: &Timeline, session: &Session) {
    let twins = twins(timeline, number);
    if !twins.is_empty() {
        let (id, twins) = (&timeline.entries[number].id, described(&twins, timeline));
        session.note(&format!("this is {id}; there is also {twins}"));
    }
}

/// The message for an identifier that means no row, or several.
fn unknown(id: &str, timeline: &Timeline, found: &Found) -> String {
    match found {
        Found::Several(numbers) => {
            let (count, rows) = (numbers.len(), described(numbers, timeline));
            format!(
                "{count} rows have ids or quote hashes that begin with `{id}`: {rows}; write the \
                 whole id"
            )
        }
        Found::Nearest(numbers) if !numbers.is_empty() => {
            let rows = described(numbers, timeline);
            format!("no row has the id or quote hash `{id}`; nearest: {rows}")
        }
        _ => format!("no row has the id or quote hash `{id}`; `cronica timeline` gives both"),
    }
}

/// The identifiers of some rows, each with its date and headline.
fn described(numbers: &[usize], timeline: &Timeline) -> String {
    let described = |number: &usize| {
        let entry = &timeline.entries[*number];
        let source = &entry.sources[0];
        let line = headline(&source.document, &source.event);
        format!("{} ({}: {line})", entry.id, entry.event.when)
    };
    let shown: Vec<String> = numbers.iter().take(SHOWN).map(described).collect();
    shown.join(", ")
}

/// Rows shown where an identifier means several or none.
const SHOWN: usize = 5;
