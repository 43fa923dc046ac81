//! A happening with its date, before anything else is known of it.

use crate::model::{Doubts, EventType};

/// A happening with its date, before its participants are known.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The item that names it.
    pub(super) trigger: usize,
    /// The noun that tells the type where the trigger is a verb that could do anything.
    pub(super) noun: Option<usize>,
    pub(super) kind: EventType,
    pub(super) clause: usize,
    /// The number of the date in the document's list.
    pub(super) date: usize,
    pub(super) extent: Extent,
    pub(super) doubts: Doubts,
}

/// How a happening lies in the time of its date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Extent {
    /// It is that time.
    #[default]
    Whole,
    /// It goes on from the date with this number up to its own.
    Since(usize),
    /// It is a birth or death, told with its place between two items of a bracket.
    Part(usize, usize),
    /// It is the birth with which a life, told as one stretch of time, begins.
    First,
    /// It is the death with which a life ends.
    Last,
}
