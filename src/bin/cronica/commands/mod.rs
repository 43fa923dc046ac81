//! The verbs.

mod check;
mod corrections;
mod coverage;
mod dates;
mod diff;
mod explain;
mod gazetteer;
mod mentions;
mod timeline;
mod who;

use std::process::ExitCode;

use crate::args::Verb;
use crate::failure::Failure;

/// Runs a verb.
pub fn run(verb: Verb) -> Result<ExitCode, Failure> {
    match verb {
        Verb::Timeline(args) => timeline::run(args),
        Verb::Explain(args) => explain::run(args),
        Verb::Diff(args) => diff::run(&args),
        Verb::Mentions(args) => mentions::run(args),
        Verb::Who(args) => who::run(args),
        Verb::Check(args) => check::run(args),
        Verb::Dates(args) => dates::run(args),
        Verb::Gazetteer(args) => gazetteer::run(args.verb),
    }
}
