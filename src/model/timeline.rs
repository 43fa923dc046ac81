use std::sync::Arc;

use super::{Document, Edtf, Event, Figure, Referent};

/// One source of an [`Entry`]: an event as one document tells it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The document.
    pub document: Arc<Document>,
    /// The event with its positions in that document.
    pub event: Arc<Event>,
    /// What the event's sentence says besides; shared by the sentence's events.
    pub quote: Arc<Quote>,
    /// A fixed hash of the sentence's words and the trigger: it tells the event from the others of
    /// the sentence, and is the same in every copy of the sentence.
    pub hash: u64,
}

impl Source {
    /// The hash as rows and corrections write it.
    pub fn hash_text(&self) -> String {
        format!("{:016x}", self.hash)
    }
}

/// The sentence of an event, as merging needs it.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Whom the sentence names, each once, in text order.
    pub named: Box<[Referent]>,
    /// Fixed hashes of its longer words, each once, in ascending order.
    pub words: Box<[u32]>,
    /// A fixed hash of all its words.
    pub hash: u64,
}

/// One row of the chronology: a happening and all who tell of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// An identifier derived from the content: it stays when unrelated documents come or go.
    pub id: String,
    /// The merged event. Its positions are those of the first source; a participant or place that
    /// only another source names has its position there.
    pub event: Arc<Event>,
    /// The sources, best first; never empty.
    pub sources: Vec<Source>,
    /// Why each source but the first was joined, in the order of `sources`.
    pub joins: Vec<Join>,
    /// Where the sources contradict one another.
    pub conflicts: Vec<Conflict>,
    /// How many sources there are when those of one document count once, and copies of another
    /// source's sentence not at all.
    pub independent: usize,
    /// What a user corrected, in the order of the corrections.
    pub corrected: Vec<Corrected>,
    /// The headline that a user gave.
    pub headline: Option<Box<str>>,
}

/// A cell that a user corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The column.
    pub column: &'static str,
    /// What was found in the documents; empty where nothing was.
    pub was: String,
}

/// Why a source tells of the same happening as the entry that it was joined to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Join {
    /// What they have in common.
    pub evidence: Evidence,
    /// The sum of its weights; [`crate::timeline::ENOUGH`] is asked for.
    pub weight: f32,
    /// Whether the sentence is a copy of another source's.
    pub copy: bool,
}

/// Why two events are held to be one, or are not, by name (`same-target`).
pub type Reason = &'static str;

/// What two events have in common: a set of a few reasons, small because there are many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence(u16);

impl Evidence {
    /// All that two events can have in common, strongest first.
    pub const ALL: [Reason; 12] = [
        "same-words",
        "same-target",
        "same-day",
        "same-interval",
        "same-month",
        "same-actor",
        "same-place",
        "alike-words",
        "same-toll",
        "same-year",
        "days-apart",
        "copied-words",
    ];

    /// Adds one of [`Evidence::ALL`]; any other is left out.
    pub fn add(&mut self, reason: Reason) {
        let bit = Evidence::ALL.iter().position(|known| *known == reason);
        self.0 |= bit.map_or(0, |bit| 1 << bit);
    }

    /// What they have in common (`same-target`, `same-day`), strongest first.
    pub fn reasons(self) -> impl Iterator<Item = Reason> {
        let all = Evidence::ALL.iter().enumerate();
        all.filter(move |(bit, _)| self.0 & (1 << bit) != 0).map(|(_, reason)| *reason)
    }
}

/// Something that sources tell differently.
#[derive(Clone, Debug, PartialEq)]
pub enum Conflict {
    /// Dates that cannot all be right.
    Dates(Vec<Edtf>),
    /// Counts of the same quantity, from the lowest to the highest.
    Figures(Vec<Figure>),
}

/// The chronology: entries by date, then by identifier.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The rows.
    pub entries: Vec<Entry>,
}
