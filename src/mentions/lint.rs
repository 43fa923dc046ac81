use crate::error::Error;
use crate::tables::Gazetteers;

/// What is wrong with the rows that could be read, in the order of files and lines; those that
/// could not are in [`Gazetteers::faults`].
pub fn lint(gazetteers: &Gazetteers) -> Vec<Error> {
    let _ = gazetteers;
    Vec::new()
}
