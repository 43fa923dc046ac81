//! Named entities, dates and events of a folder of reports, as a chronology that can be checked
//! row by row.
//!
//! A [`Pipeline`] is built from [`Tables`] and annotates [`Document`]s; [`timeline::merge`] joins
//! what several of them tell. Every result keeps the [`Span`] of text it comes from.
#![deny(missing_docs)]

mod cells;
pub mod dates;
mod error;
pub mod events;
pub mod export;
pub mod input;
pub mod mentions;
mod model;
pub mod pipeline;
pub mod sentences;
mod tables;
mod threads;
pub mod timeline;
pub mod tokens;

pub use error::{Error, Result};
pub use model::*;
pub use pipeline::Pipeline;
pub use tables::{
    Entities, EntityRow, Gazetteers, List, NameRow, Names, OfficeRow, Origin, Record, Tables,
    TermRow, Text,
};
