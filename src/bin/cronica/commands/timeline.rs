use std::collections::HashSet;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;

use cronica::export::{CodedEventRow, EventRow};
use cronica::mentions::Gazetteer;
use cronica::pipeline::Depth;
use cronica::timeline::{Filter, Name, Scheme, merge_on};
use cronica::{Argument, Day, EntityKind, Entry, Tables, Timeline};

use super::corrections;
use super::who::nearest;
use crate::args::TimelineArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// How many sources the rows have that a thread makes at a time; they wait in memory until their turn.
const BATCH: usize = 1024;

/// `cronica timeline`
pub fn run(args: TimelineArgs) -> Result<ExitCode, Failure> {
    let days = days(&args)?;
    let schemes = schemes(&args)?;
    let output = Output::open(&args.input.common.output, &[])?;
    let mut session = Session::new(&args.input, Depth::Events)?;
    let gazetteer = session.pipeline().gazetteer();
    let filter = filter(&args, days, gazetteer);
    let unlisted = unlisted(&args, gazetteer);
    let timeline = read(&mut session, args.corrections.as_deref(), Session::free_pipeline)?;
    // The process ends soon after, and freeing takes longer than that.
    let timeline = ManuallyDrop::new(timeline);
    for unlisted in &unlisted {
        unlisted.look_for(&timeline, &session)?;
    }
    let count = write(&timeline, &filter, &schemes, &session, &output)?;
    output.finish()?;
    Ok(session.finish(&counted(count, "event")))
}

/// Writes the rows of the entries that `filter` keeps, with the codes of `schemes`; returns how many
/// there are.
fn write(
    timeline: &Timeline,
    filter: &Filter,
    schemes: &[Scheme],
    session: &Session,
    output: &Output,
) -> Result<usize, Failure> {
    let columns: Vec<&str> = schemes.iter().flat_map(Scheme::columns).copied().collect();
    let exporter = output.exporter();
    let prepare = |entry: &Entry| {
        let event = EventRow::new(entry);
        if schemes.is_empty() {
            return exporter.prepare(&event);
        }
        let codes = schemes.iter().flat_map(|scheme| scheme.codes(entry));
        let codes = columns.iter().copied().zip(codes).collect();
        exporter.prepare(&CodedEventRow { event, codes })
    };
    let mut rows = output.rows_with::<EventRow>(&columns)?;
    let mut count = 0;
    for entries in batches(&timeline.entries, BATCH * session.threads()) {
        let kept = |entry: &Entry| filter.keeps(entry).then(|| prepare(entry));
        for row in session.in_parallel(entries, kept).into_iter().flatten() {
            rows.record(&row?)?;
            count += 1;
        }
    }
    rows.finish()?;
    Ok(count)
}

/// `entries` in stretches that have about as many sources, and one entry at least.
fn batches(entries: &[Entry], sources: usize) -> impl Iterator<Item = &[Entry]> {
    let mut before = 0;
    entries.chunk_by(move |entry, _| {
        before += entry.sources.len();
        let goes_on = before < sources;
        if !goes_on {
            before = 0;
        }
        goes_on
    })
}

/// The timeline of the session's documents, corrected by the file `corrections`; `between` is called
/// when they are read and before their events are merged.
pub fn read(
    session: &mut Session,
    corrections: Option<&Path>,
    between: fn(&mut Session),
) -> Result<Timeline, Failure> {
    let corrections = corrections.map(|path| corrections::read(session, path)).transpose()?;
    let mut sources = Vec::new();
    session.each(
        |reading| reading.sources(),
        |found| {
            sources.extend(found);
            Ok(())
        },
    )?;
    between(session);
    let mut timeline = merge_on(session.threads(), sources);
    if let Some(corrections) = corrections {
        corrections::apply(session, &corrections, &mut timeline);
    }
    Ok(timeline)
}

/// A name asked for that the dictionary lacks.
struct Unlisted {
    words: String,
    name: Name,
    /// The names most like it, as a part of a message.
    nearest: Option<String>,
}

fn unlisted(args: &TimelineArgs, gazetteer: &Gazetteer) -> Vec<Unlisted> {
    let actors = args.actor.iter().map(|name| (name, None));
    let places = args.place.iter().map(|name| (name, Some(EntityKind::Place)));
    let is_unlisted = |(name, _): &(&String, _)| gazetteer.look_up(name).is_empty();
    let unlisted = |(words, kind): (&String, _)| Unlisted {
        words: words.clone(),
        name: Name::new(words, &[]),
        nearest: nearest(words, gazetteer, kind),
    };
    actors.chain(places).filter(is_unlisted).map(unlisted).collect()
}

impl Unlisted {
    /// Fails where nobody and nothing in `timeline` has the name either.
    fn look_for(&self, timeline: &Timeline, session: &Session) -> Result<(), Failure> {
        let Unlisted { words, name, nearest } = self;
        let names = |argument: &Argument| name.names(&argument.referent);
        let mut events = timeline.entries.iter().map(|entry| &entry.event);
        if events.any(|e| e.actors.iter().chain(&e.targets).chain(&e.places).any(names)) {
            session.note(&format!("`{words}` is not in the dictionary; only the very name counts"));
            return Ok(());
        }
        let nearest = nearest.as_deref().unwrap_or("`cronica gazetteer list` shows the dictionary");
        Err(Failure::Failed(format!(
            "neither the dictionary nor any event's participants and places know `{words}`; {nearest}"
        )))
    }
}

/// The schemes that are asked for, each once.
fn schemes(args: &TimelineArgs) -> Result<Vec<Scheme>, Failure> {
    let mut tables = Tables::without_gazetteers();
    for folder in &args.input.common.rules {
        tables.extend_rules(folder)?;
    }
    let mut names: Vec<&str> = args.columns.iter().map(|name| name.trim()).collect();
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(*name));
    let scheme = |name| {
        Scheme::new(&tables, name).map_err(|error| match error.is_argument() {
            true => Failure::Usage(error.to_string()),
            false => error.into(),
        })
    };
    names.into_iter().map(scheme).collect()
}

/// The first and last day asked for.
fn days(args: &TimelineArgs) -> Result<(Option<Day>, Option<Day>), Failure> {
    let from = args.from.and_then(|edtf| edtf.days().earliest);
    let to = args.to.and_then(|edtf| edtf.days().latest);
    match (from, to) {
        (Some(first), Some(last)) if first > last => {
            let message = format!("--from {first} lies after --to {last}; exchange them");
            Err(Failure::Usage(message))
        }
        days => Ok(days),
    }
}

fn filter(args: &TimelineArgs, days: (Option<Day>, Option<Day>), gazetteer: &Gazetteer) -> Filter {
    let actors = args.actor.iter().map(|name| Name::new(name, &gazetteer.look_up(name)));
    let places = args.place.iter().map(|name| {
        let found = gazetteer.look_up(name);
        Name::new(name, &gazetteer.with_parts(&found))
    });
    Filter {
        from: days.0,
        to: days.1,
        actors: actors.collect(),
        kinds: args.kind.clone(),
        types: args.types.clone(),
        places: places.collect(),
        factualities: args.factuality.clone(),
        min_confidence: args.min_confidence,
    }
}
