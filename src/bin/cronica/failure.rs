//! Why a verb did not do its work, and the exit code for it.

use std::fmt;
use std::io;
use std::path::PathBuf;

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
            _ => match error.downcast::<AtPath>() {
                Ok(AtPath { path, error }) => Error::io(path, error).into(),
                Err(error) => Error::io("the output", error).into(),
            },
        }
    }
}

/// A failure to write, with what was written to.
#[derive(Debug)]
pub struct AtPath {
    path: PathBuf,
    error: io::Error,
}

impl AtPath {
    /// `error` as one of its kind that knows its `path`.
    pub fn wrap(path: impl Into<PathBuf>, error: io::Error) -> io::Error {
        io::Error::new(error.kind(), AtPath { path: path.into(), error })
    }
}

impl fmt::Display for AtPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for AtPath {}
