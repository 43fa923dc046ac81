use std::process::ExitCode;

use cronica::export::{DateRow, ExplainedDateRow, timeml};
use cronica::pipeline::Depth;
use cronica::{Document, Timex};

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
            |reading| {
                let dates = reading.annotate_to(Depth::Dates).dates;
                let rows = |timex| self::rows(reading.document(), timex, &args);
                dates.iter().flat_map(rows).collect()
            },
            |found: Vec<ExplainedDateRow>| {
                count += found.len();
                found.iter().try_for_each(|row| match args.explain {
                    false => Ok(rows.record(&row.0)?),
                    true => Ok(rows.record(row)?),
                })
            },
        )?;
        rows.finish()?;
    }
    output.finish()?;
    Ok(session.finish(&counted(count, "date")))
}

/// The rows of an expression: one, or by TimeML's convention one for each end of a range; what
/// only TimeML marks is shown there alone.
fn rows(document: &Document, timex: &Timex, args: &DatesArgs) -> Vec<ExplainedDateRow> {
    let ranges = args.ranges;
    if ranges == Ranges::Whole && timex.timeml_only {
        return Vec::new();
    }
    let whole = std::slice::from_ref(timex);
    let parts = if ranges == Ranges::Split && !timex.ends.is_empty() { &timex.ends } else { whole };
    let row = |timex| match args.explain {
        false => ExplainedDateRow(DateRow::new(document, timex)),
        true => DateRow::explained(document, timex),
    };
    parts.iter().map(row).collect()
}
