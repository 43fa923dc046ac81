use crate::error::Error;
use crate::tables::Gazetteers;

/// What is wrong with the rows, in the order of files and lines.
pub fn lint(gazetteers: &Gazetteers) -> Vec<Error> {
    let _ = gazetteers;
    Vec::new()
}
