use std::path::Path;
use std::process::ExitCode;

use cronica::Timeline;
use cronica::export::EventRow;
use cronica::mentions::Gazetteer;
use cronica::pipeline::Depth;
use cronica::timeline::{Filter, Name, merge};

use super::corrections;
use crate::args::TimelineArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// `cronica timeline`
pub fn run(args: TimelineArgs) -> Result<ExitCode, Failure> {
    let mut session = Session::new(&args.input, Depth::Events)?;
    for name in args.actor.iter().chain(&args.place) {
        if session.pipeline().gazetteer().look_up(name).is_empty() {
            session.note(&format!("`{name}` is not in the dictionary; only the very name counts"));
        }
    }
    let filter = filter(&args, session.pipeline().gazetteer());
    let output = Output::open(&args.input.common.output, &[])?;
    let timeline = read(&mut session, args.corrections.as_deref(), Session::free_pipeline)?;
    let mut rows = output.rows::<EventRow>()?;
    let mut count = 0;
    for entry in timeline.entries.iter().filter(|entry| filter.keeps(entry)) {
        rows.record(&EventRow::new(entry))?;
        count += 1;
    }
    rows.finish()?;
    output.finish()?;
    Ok(session.finish(&counted(count, "event")))
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
        |pipeline, document| pipeline.sources(&document),
        |found| {
            sources.extend(found);
            Ok(())
        },
    )?;
    between(session);
    let mut timeline = merge(sources);
    if let Some(corrections) = corrections {
        corrections::apply(session, &corrections, &mut timeline);
    }
    Ok(timeline)
}

fn filter(args: &TimelineArgs, gazetteer: &Gazetteer) -> Filter {
    let actors = args.actor.iter().map(|name| Name::new(name, &gazetteer.look_up(name)));
    let places = args.place.iter().map(|name| {
        let found = gazetteer.look_up(name);
        Name::new(name, &gazetteer.with_parts(&found))
    });
    Filter {
        from: args.from.and_then(|edtf| edtf.days().earliest),
        to: args.to.and_then(|edtf| edtf.days().latest),
        actors: actors.collect(),
        kinds: args.kind.clone(),
        types: args.types.clone(),
        places: places.collect(),
        factualities: args.factuality.clone(),
        min_confidence: args.min_confidence,
    }
}
