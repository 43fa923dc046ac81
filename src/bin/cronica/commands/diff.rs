use std::process::ExitCode;

use cronica::Error;
use cronica::export::{Cells, ChangeRow, EventRow, changes, read_timeline};

use crate::args::DiffArgs;
use crate::failure::Failure;
use crate::output::{Output, say};
use crate::session::counted;

/// Exit code: the timelines differ.
const DIFFERENT: u8 = 1;

/// `cronica diff`
pub fn run(args: &DiffArgs) -> Result<ExitCode, Failure> {
    // As with `diff`, what fails must not look like a difference.
    write(args).map_err(|failure| match failure {
        Failure::Failed(message) => Failure::Usage(message),
        other => other,
    })
}

fn write(args: &DiffArgs) -> Result<ExitCode, Failure> {
    for name in &args.ignore {
        if !EventRow::COLUMNS.contains(&name.as_str()) {
            let known = EventRow::COLUMNS.join(", ");
            let message = format!("the column `{name}` is not known; use one of {known}");
            return Err(Error::argument(message).into());
        }
    }
    let output = Output::open(&args.output, &[])?;
    let (old, new) = (read_timeline(&args.old)?, read_timeline(&args.new)?);
    let changes = changes(&old, &new, &args.ignore);
    let mut rows = output.rows::<ChangeRow>()?;
    for change in &changes {
        rows.record(change)?;
    }
    rows.finish()?;
    output.finish()?;
    if !args.output.quiet {
        say(&summary(&changes, old.len(), new.len()));
    }
    Ok(if changes.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) })
}

/// `1 event added, 0 removed, 2 changed; 8 events before, 9 now`.
fn summary(changes: &[ChangeRow], before: usize, now: usize) -> String {
    let count = |kind: &str| {
        let mut ids: Vec<&str> =
            changes.iter().filter(|row| row.change == kind).map(|row| &*row.id).collect();
        ids.dedup();
        ids.len()
    };
    let (added, removed, changed) = (count("added"), count("removed"), count("changed"));
    let (added, before) = (counted(added, "event"), counted(before, "event"));
    format!("{added} added, {removed} removed, {changed} changed; {before} before, {now} now")
}
