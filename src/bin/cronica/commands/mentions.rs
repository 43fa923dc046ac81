use std::process::ExitCode;

use cronica::export::MentionRow;
use cronica::pipeline::Depth;

use crate::args::MentionsArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// `cronica mentions`
pub fn run(args: MentionsArgs) -> Result<ExitCode, Failure> {
    let mut session = Session::new(&args.input, Depth::Mentions)?;
    let output = Output::open(&args.input.common.output, &[])?;
    let mut rows = output.rows::<MentionRow>()?;
    let mut count = 0;
    session.each(
        |pipeline, document| -> Vec<MentionRow> {
            let mentions = pipeline.annotate_to(&document, Depth::Mentions).mentions;
            mentions
                .iter()
                .filter(|m| args.kind.is_empty() || args.kind.contains(&m.referent.kind()))
                .filter(|m| !args.known_only || m.referent.entity().is_some())
                .map(|mention| MentionRow::new(&document, mention))
                .collect()
        },
        |found| {
            count += found.len();
            found.iter().try_for_each(|row| Ok(rows.record(row)?))
        },
    )?;
    rows.finish()?;
    output.finish()?;
    Ok(session.finish(&counted(count, "mention")))
}
