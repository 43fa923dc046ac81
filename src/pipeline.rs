//! The order of the stages, known here alone.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::dates::{DateOrder, DateResolver, header};
use crate::error::Result;
use crate::events::EventExtractor;
use crate::mentions::Gazetteer;
use crate::model::{Annotations, Document, Event, Grounds, Metadata, PublishedFrom, Source};
use crate::sentences::Splitter;
use crate::tables::Tables;
use crate::timeline;
use crate::tokens::{Tokens, Vocabulary};

/// Bytes of a text in which its own publication date is looked for.
const HEAD: usize = 2_000;

/// How far a document is annotated; each depth includes the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Sentences and dates.
    Dates,
    /// Mentions too.
    Mentions,
    /// Events too.
    Events,
}

/// All stages, ready for documents; can be shared between threads.
///
/// # Examples
///
/// ```
/// use cronica::{Document, Metadata, Pipeline, Tables};
///
/// let pipeline = Pipeline::new(&Tables::embedded())?;
/// let document = Document::new("a.txt", "Sheinbaum spoke.", Metadata::default());
/// let annotations = pipeline.annotate(&document);
/// assert_eq!(annotations.sentences.len(), 1);
/// # Ok::<(), cronica::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pipeline {
    vocabulary: Vocabulary,
    splitter: Splitter,
    gazetteer: Gazetteer,
    dates: DateResolver,
    events: EventExtractor,
}

impl Pipeline {
    /// The stages with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// Where a row of the rules cannot be used.
    pub fn new(tables: &Tables) -> Result<Pipeline> {
        let mut vocabulary = Vocabulary::default();
        let splitter = Splitter::new(tables, &mut vocabulary)?;
        let gazetteer = Gazetteer::new(tables, &mut vocabulary)?;
        let dates = DateResolver::new(tables, &mut vocabulary)?;
        let events = EventExtractor::new(tables, &mut vocabulary)?;
        Ok(Pipeline { vocabulary, splitter, gazetteer, dates, events })
    }

    /// The same stages with another order of day and month in dates of figures (03/04/2025) than
    /// the one of each document's language.
    pub fn with_date_order(self, order: DateOrder) -> Pipeline {
        Pipeline { dates: self.dates.with_order(order), ..self }
    }

    /// The dictionary.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Everything found in `document`.
    pub fn annotate(&self, document: &Document) -> Annotations {
        self.annotate_to(document, Depth::Events)
    }

    /// What is found in `document` up to `depth`.
    pub fn annotate_to(&self, document: &Document, depth: Depth) -> Annotations {
        let tokens = Tokens::starting_at(document.text(), document.body(), &self.vocabulary);
        let sentences = self.splitter.split(document, &tokens);
        let found = OnceCell::new();
        let find = || self.gazetteer.find(document, &tokens, &sentences);
        let dates = self.dates.resolve(document, &tokens, &sentences, &|| found.get_or_init(find));
        let (mut mentions, mut events) = (Vec::new(), Vec::new());
        if depth >= Depth::Mentions {
            mentions = found.into_inner().unwrap_or_else(find);
            self.gazetteer.find_offices(document, &tokens, &sentences, &dates, &mut mentions);
        }
        if depth >= Depth::Events {
            events = self.events.extract(document, &tokens, &sentences, &mentions, &dates);
        }
        Annotations { sentences, mentions, dates, events }
    }

    /// `document` with the publication date that its own head states, where its metadata gives
    /// none.
    pub fn date(&self, document: Document) -> Document {
        if document.metadata().published.is_some() {
            return document;
        }
        let end = document.text().floor_char_boundary(document.body() + HEAD);
        let language = Metadata { language: document.metadata().language, ..Metadata::default() };
        let head = Document::new(document.id().clone(), &document.text()[..end], language)
            .with_body(document.body());
        let tokens = Tokens::starting_at(head.text(), head.body(), &self.vocabulary);
        let sentences = self.splitter.split(&head, &tokens);
        let dates = self.dates.resolve(&head, &tokens, &sentences, &|| &[]);
        let Some(published) = header::published(&head, &tokens, &sentences, &dates) else {
            return document;
        };
        let metadata = Metadata {
            published: Some(published),
            published_from: Some(PublishedFrom::Header),
            ..document.metadata().clone()
        };
        document.with_metadata(metadata)
    }

    /// What the cells of `event`, one of the events of `document`, rest on; `None` for an event of
    /// another document or other rules.
    pub fn grounds(&self, document: &Document, event: &Event) -> Option<Grounds> {
        let tokens = Tokens::starting_at(document.text(), document.body(), &self.vocabulary);
        let Annotations { mentions, dates, .. } = self.annotate_to(document, Depth::Dates);
        self.events.grounds(document, &tokens, &mentions, &dates, event)
    }

    /// The events of `document` as sources of a timeline.
    pub fn sources(&self, document: &Arc<Document>) -> Vec<Source> {
        let Annotations { mentions, events, .. } = self.annotate(document);
        timeline::sources(document, &mentions, events)
    }
}
