use std::sync::Arc;

use super::{Document, Event, Mention};

/// One source of an [`Entry`]: an event as one document tells it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The document.
    pub document: Arc<Document>,
    /// The event with its positions in that document.
    pub event: Event,
    /// The mentions in the event's sentence.
    pub mentions: Vec<Mention>,
}

/// One row of the chronology: a happening and all who tell of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// An identifier derived from the content: it stays when unrelated documents come or go.
    pub id: String,
    /// The merged event; its positions are those of the first source.
    pub event: Event,
    /// The sources, best first; never empty.
    pub sources: Vec<Source>,
}

/// The chronology: entries by date, then by identifier.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The rows.
    pub entries: Vec<Entry>,
}
