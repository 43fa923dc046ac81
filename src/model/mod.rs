//! The nouns of cronica: plain types without input, output or patterns.
//!
//! Enters: nothing. Leaves: the types that the stages pass to one another. All positions are
//! [`Span`]s, UTF-8 byte offsets into [`Document::text`]; code points appear in `export` only.

mod date;
mod document;
mod edtf;
mod entity;
mod event;
mod grounds;
mod language;
mod span;
mod timeline;
mod timex;

pub use date::{Day, DayRange};
pub use document::{Document, Metadata, PublishedFrom};
pub use edtf::{Bound, Edtf, EdtfDate, EdtfSet, Period, Precision};
pub use entity::{Entity, EntityKind, GeoPoint, Mention, PlaceType, Referent, Via};
pub use event::{Argument, Attribution, Doubt, Doubts, Event, EventType, Factuality, Figure};
pub use grounds::{ArgumentGround, ArgumentLink, FactualityCue, Grounds, TriggerRule};
pub use language::Language;
pub use span::{Sentence, Span};
pub use timeline::{Conflict, Corrected, Entry, Evidence, Join, Quote, Reason, Source, Timeline};
pub use timex::{Anchor, Basis, Choice, Timex, TimexModifier, TimexType};

/// Everything found in one document, each list in text order.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// The sentences; headings and list items are sentences of their own.
    pub sentences: Vec<Sentence>,
    /// Namings of entities; spans do not overlap.
    pub mentions: Vec<Mention>,
    /// Date and time expressions; spans do not overlap.
    pub dates: Vec<Timex>,
    /// Dated happenings.
    pub events: Vec<Event>,
}
