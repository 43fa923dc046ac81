use std::process::ExitCode;

use cronica::export::{ExplainedMentionRow, MentionRow};
use cronica::pipeline::Depth;

use crate::args::MentionsArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// `cronica mentions`
pub fn run(args: MentionsArgs) -> Result<ExitCode, Failure> {
    let output = Output::open(&args.input.common.output, &[])?;
    let mut session = Session::new(&args.input, Depth::Mentions)?;
    let mut rows = match args.explain {
        false => output.rows::<MentionRow>()?,
        true => output.rows::<ExplainedMentionRow>()?,
    };
    if args.explain {
        session.explain_mentions();
    }
    let mut count = 0;
    session.each(
        |reading| -> Vec<ExplainedMentionRow> {
            let mentions = reading.annotate_to(Depth::Mentions).mentions;
            mentions
                .iter()
                .filter(|m| args.kind.is_empty() || args.kind.contains(&m.referent.kind()))
                .filter(|m| !args.known_only || m.referent.entity().is_some())
                .map(|mention| ExplainedMentionRow(MentionRow::new(reading.document(), mention)))
                .collect()
        },
        |found| {
            count += found.len();
            found.iter().try_for_each(|row| match args.explain {
                false => Ok(rows.record(&row.0)?),
                true => Ok(rows.record(row)?),
            })
        },
    )?;
    rows.finish()?;
    output.finish()?;
    Ok(session.finish(&counted(count, "mention")))
}
