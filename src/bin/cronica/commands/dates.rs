use std::process::ExitCode;

use cronica::Timex;
use cronica::export::{DateRow, ExplainedDateRow, timeml};
use cronica::pipeline::Depth;

use crate::args::{DatesArgs, Ranges};
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// The format that this verb adds.
const TIMEML: &str = "timeml";

/// `cronica dates`
pub fn run(args: DatesArgs) -> Result<ExitCode, Failure> {
    let mut output = Output::open(&args.input.common.output, &[TIMEML])?;
    let mut session = Session::new(&args.input, Depth::Dates)?;
    let mut count = 0;
    if output.is_extra() {
        session.each(
            |reading| {
                let dates = reading.annotate_to(Depth::Dates).dates;
                (dates.len(), timeml(reading.document(), &dates))
            },
            |(found, xml)| {
                count += found;
                output.text(&xml)
            },
        )?;
    } else {
        let mut rows = match args.explain {
            false => output.rows::<DateRow>()?,
            true => output.rows::<ExplainedDateRow>()?,
        };
        session.each(
            |reading| (reading.document().clone(), reading.annotate_to(Depth::Dates).dates),
            |(document, dates)| {
                let found = dates.iter().flat_map(|timex| parts(timex, args.ranges));
                found.inspect(|_| count += 1).try_for_each(|timex| match args.explain {
                    false => Ok(rows.record(&DateRow::new(&document, timex))?),
                    true => Ok(rows.record(&DateRow::explained(&document, timex))?),
                })
            },
        )?;
        rows.finish()?;
    }
    output.finish()?;
    Ok(session.finish(&counted(count, "date")))
}

/// What gets a row of an expression: the whole, or by TimeML's convention each end of a range; what
/// only TimeML marks is shown there alone.
fn parts(timex: &Timex, ranges: Ranges) -> &[Timex] {
    match ranges {
        Ranges::Whole if timex.timeml_only => &[],
        Ranges::Split if !timex.ends.is_empty() => &timex.ends,
        _ => std::slice::from_ref(timex),
    }
}
