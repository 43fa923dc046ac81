use std::process::ExitCode;

use cronica::export::{Apart, ExplainRow, Explained, headline};
use cronica::pipeline::Depth;
use cronica::timeline::{ENOUGH, Found, Neighbour, find, neighbour};
use cronica::{Anchor, Entry, Grounds, Timeline};

use super::timeline::read;
use crate::args::ExplainArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// `cronica explain`
pub fn run(args: ExplainArgs) -> Result<ExitCode, Failure> {
    let mut session = Session::new(&args.input, Depth::Events)?;
    let output = Output::open(&args.input.common.output, &[])?;
    let timeline = read(&mut session, args.corrections.as_deref(), Session::explain_mentions)?;
    let number = match find(&timeline, &args.id) {
        Found::One(number) => number,
        other => return Err(Failure::Failed(unknown(&args.id, &timeline, &other))),
    };
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

/// The message for an identifier that means no row, or several.
fn unknown(id: &str, timeline: &Timeline, found: &Found) -> String {
    let described = |number: &usize| {
        let entry = &timeline.entries[*number];
        let source = &entry.sources[0];
        let line = headline(&source.document, &source.event);
        format!("{} ({}: {line})", entry.id, entry.event.when)
    };
    let all = |numbers: &[usize]| {
        let shown: Vec<String> = numbers.iter().take(SHOWN).map(described).collect();
        shown.join(", ")
    };
    match found {
        Found::Several(numbers) => {
            let (count, rows) = (numbers.len(), all(numbers));
            format!("{count} rows have ids that begin with `{id}`: {rows}; write more of the id")
        }
        Found::Nearest(numbers) if !numbers.is_empty() => {
            format!("no row has the id `{id}`; nearest: {}", all(numbers))
        }
        _ => format!("no row has the id `{id}`; `cronica timeline` gives the ids"),
    }
}

/// Rows shown where an identifier means several or none.
const SHOWN: usize = 5;
