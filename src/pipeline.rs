//! The order of the stages, known here alone.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::dates::{DateOrder, DateResolver};
use crate::error::Result;
use crate::events::{EventExtractor, Paradigms};
use crate::mentions::Gazetteer;
use crate::model::{Annotations, Document, Edtf, Event, Grounds, Metadata, PublishedFrom, Source};
use crate::sentences::Splitter;
use crate::tables::Tables;
use crate::threads::beside;
use crate::timeline;
use crate::tokens::{Tokens, Vocabulary};

/// Bytes of a text in which its own publication date is looked for.
const HEAD: usize = 2_000;

/// Bytes of the tables that bring about one new word.
const BYTES_A_WORD: usize = 100;

/// What is asked of a document. What else is found on the way may be incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Sentences and dates.
    Dates,
    /// Sentences and mentions.
    Mentions,
    /// Sentences, mentions, dates and events.
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
    events: Option<EventExtractor>,
}

impl Pipeline {
    /// The stages with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// Where a row of the rules cannot be used.
    pub fn new(tables: &Tables) -> Result<Pipeline> {
        Pipeline::with_depth(tables, Depth::Events)
    }

    /// The stages that annotate up to `depth`, which are ready sooner than all of them.
    ///
    /// # Errors
    ///
    /// Where a row of their rules cannot be used.
    pub fn with_depth(tables: &Tables, depth: Depth) -> Result<Pipeline> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.reserve(tables.size() / BYTES_A_WORD);
        let apart = || {
            tables.gazetteers();
            (depth == Depth::Events).then(|| Paradigms::new(tables)).transpose()
        };
        let (paradigms, stages) = beside(apart, || -> Result<_> {
            let splitter = Splitter::new(tables, &mut vocabulary)?;
            let dates = DateResolver::new(tables, &mut vocabulary)?;
            Ok((splitter, dates, Gazetteer::new(tables, &mut vocabulary)?))
        });
        let (splitter, dates, gazetteer) = stages?;
        let events = paradigms?
            .map(|paradigms| EventExtractor::with_paradigms(paradigms, tables, &mut vocabulary))
            .transpose()?;
        Ok(Pipeline { vocabulary, splitter, gazetteer, dates, events })
    }

    /// The same stages with another order of day and month in dates of figures (03/04/2025) than
    /// the one of each document's language.
    pub fn with_date_order(self, order: DateOrder) -> Pipeline {
        Pipeline { dates: self.dates.with_order(order), ..self }
    }

    /// Lets mentions say why they name whom they name.
    pub fn explain_mentions(&mut self) {
        self.gazetteer.explain();
    }

    /// The dictionary.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Everything found in `document`.
    pub fn annotate(&self, document: &Document) -> Annotations {
        self.annotate_to(document, Depth::Events)
    }

    /// What is found in `document` up to `depth`, as far as the stages are there.
    pub fn annotate_to(&self, document: &Document, depth: Depth) -> Annotations {
        self.annotate_tokens(document, &self.tokens(document), depth)
    }

    /// Each of mentions and dates asks the other where it needs it, which few documents do; what is
    /// not asked for and not needed is not looked for.
    fn annotate_tokens(&self, document: &Document, tokens: &Tokens, depth: Depth) -> Annotations {
        let sentences = self.splitter.split(document, tokens);
        let found = OnceCell::new();
        let mentions =
            || &found.get_or_init(|| self.gazetteer.find(document, tokens, &sentences))[..];
        let resolved = OnceCell::new();
        let dates = || {
            let resolve = || self.dates.resolve(document, tokens, &sentences, &mentions);
            &resolved.get_or_init(resolve)[..]
        };
        let mut offices = Vec::new();
        if depth >= Depth::Mentions {
            let of_sentence = |sentence| self.dates.first_days(document, tokens, sentence, &dates);
            offices =
                self.gazetteer.find_offices(document, tokens, &sentences, mentions(), &of_sentence);
        }
        if depth != Depth::Mentions {
            dates();
        }
        let dates = resolved.into_inner().unwrap_or_default();
        let mut mentions = found.into_inner().unwrap_or_default();
        mentions.extend(offices);
        mentions.sort_by_key(|mention| mention.span);
        let events = match &self.events {
            Some(events) if depth >= Depth::Events => {
                events.extract(document, tokens, &sentences, &mentions, &dates)
            }
            _ => Vec::new(),
        };
        Annotations { sentences, mentions, dates, events }
    }

    /// `document` split into tokens, from which all that is asked of it is read, with the publication
    /// date that its own head states, where its metadata gives none.
    pub fn read(&self, document: Document) -> Reading<'_> {
        let tokens = self.tokens(&document);
        let stated = match document.metadata().published {
            Some(_) => None,
            None => self.published(&document, &tokens),
        };
        let reading = Reading { pipeline: self, document: Arc::new(document), tokens };
        match stated {
            Some(published) => reading.published(published, PublishedFrom::Header),
            None => reading,
        }
    }

    /// The publication date that the head of `document` states.
    fn published(&self, document: &Document, tokens: &Tokens) -> Option<Edtf> {
        let end = document.text().floor_char_boundary(document.body() + HEAD);
        let language = Metadata { language: document.metadata().language, ..Metadata::default() };
        let head = Document::new(document.id().clone(), &document.text()[..end], language)
            .with_body(document.body());
        let tokens = tokens.until(end);
        let sentences = self.splitter.split(&head, &tokens);
        self.dates.published(&head, &tokens, &sentences)
    }

    fn tokens(&self, document: &Document) -> Tokens {
        Tokens::starting_at(document.text(), document.body(), &self.vocabulary)
    }

    /// What the cells of `event`, one of the events of `document`, rest on; `None` for an event of
    /// another document or other rules, and where the stages do not reach to events.
    pub fn grounds(&self, document: &Document, event: &Event) -> Option<Grounds> {
        let tokens = self.tokens(document);
        let Annotations { mentions, dates, .. } =
            self.annotate_tokens(document, &tokens, Depth::Events);
        self.events.as_ref()?.grounds(document, &tokens, &mentions, &dates, event)
    }

    /// The events of `document` as sources of a timeline.
    pub fn sources(&self, document: &Arc<Document>) -> Vec<Source> {
        let Annotations { mentions, events, .. } = self.annotate(document);
        timeline::sources(document, &mentions, events)
    }
}

/// A document in the hands of a pipeline, split into tokens once for all that is asked of it.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    pipeline: &'a Pipeline,
    document: Arc<Document>,
    tokens: Tokens,
}

impl Reading<'_> {
    /// The document, with the publication date that it was found to have.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The same document with another publication date.
    pub fn published(self, published: Edtf, from: PublishedFrom) -> Self {
        let document = Arc::unwrap_or_clone(self.document);
        let metadata = Metadata {
            published: Some(published),
            published_from: Some(from),
            ..document.metadata().clone()
        };
        Reading { document: Arc::new(document.with_metadata(metadata)), ..self }
    }

    /// What is found in the document up to `depth`, as far as the stages are there.
    pub fn annotate_to(&self, depth: Depth) -> Annotations {
        self.pipeline.annotate_tokens(&self.document, &self.tokens, depth)
    }

    /// The events of the document as sources of a timeline.
    pub fn sources(&self) -> Vec<Source> {
        let Annotations { mentions, events, .. } = self.annotate_to(Depth::Events);
        timeline::sources(&self.document, &mentions, events)
    }
}
