//! The command line: parses, calls the library, and turns results into exit codes.

mod args;
mod commands;
mod failure;
mod output;
mod session;

use std::process::ExitCode;

use clap::Parser;

use args::Arguments;
use failure::Failure;

/// Loading the dictionary and writing rows make many small allocations, which take the system's
/// allocator several times as long.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    output::clean_up_on_interrupt();
    match commands::run(arguments.verb) {
        Ok(code) => code,
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(Failure::Usage(message)) => {
            output::say(&message);
            ExitCode::from(2)
        }
        Err(Failure::Failed(message)) => {
            output::say(&message);
            ExitCode::FAILURE
        }
    }
}
