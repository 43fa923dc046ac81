//! Results → rows → bytes.
//!
//! Enters: the model's types. Leaves: rows, whose fields are the wire format, apart from the model
//! and with positions in code points. Reads no tables.

mod rows;

pub use rows::{ArgumentRow, DateRow, EntityListRow, EventRow, MentionRow, ReasonedSource};
