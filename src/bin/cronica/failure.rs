//! Why a verb did not do its work, and the exit code for it.

use std::io;

use cronica::Error;

/// Why the program stops.
#[derive(Debug)]
pub enum Failure {
    /// The arguments do not go together.
    Usage(String),
    /// Something failed.
    Failed(String),
    /// The reader of standard output has gone, which is no failure.
    BrokenPipe,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Failed(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::BrokenPipe,
            _ => Error::io("the output", error).into(),
        }
    }
}
