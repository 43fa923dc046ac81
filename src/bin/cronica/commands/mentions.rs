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
        |reading| {
            let mut mentions = reading.annotate_to(Depth::Mentions).mentions;
            mentions.retain(|mention| {
                (args.kind.is_empty() || args.kind.contains(&mention.referent.kind()))
                    && (!args.known_only || mention.referent.entity().is_some())
            });
            (reading.document().clone(), mentions)
        },
        |(document, mentions)| {
            count += mentions.len();
            mentions.iter().map(|mention| MentionRow::new(&document, mention)).try_for_each(|row| {
                match args.explain {
                    false => Ok(rows.record(&row)?),
                    true => Ok(rows.record(&ExplainedMentionRow(row))?),
                }
            })
        },
    )?;
    rows.finish()?;
    output.finish()?;
    Ok(session.finish(&counted(count, "mention")))
}
