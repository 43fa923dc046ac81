use std::sync::Arc;

use super::{Edtf, Language, Span};

/// One text with what is known about it.
///
/// # Examples
///
/// ```
/// use cronica::{Document, Metadata};
///
/// let document = Document::new("note.txt", "Culiacán, 5 de enero.", Metadata::default());
/// assert_eq!(document.code_point(9), 8); // the á has two bytes
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    id: Arc<str>,
    source: Box<str>,
    /// The text as it is read, where that differs.
    reading: Option<Box<str>>,
    metadata: Metadata,
    /// Where the text to annotate begins, behind any front matter.
    body: usize,
    /// The number of code points before every [`STRIDE`]th byte; empty for ASCII.
    offsets: Box<[u32]>,
}

/// Bytes between two entries of [`Document::offsets`].
const STRIDE: usize = 256;

impl Document {
    /// The document `id` (its path as given) with this text.
    pub fn new(id: impl Into<Arc<str>>, text: impl Into<Box<str>>, metadata: Metadata) -> Document {
        let source = text.into();
        let offsets = if source.is_ascii() { Box::default() } else { code_points(&source) };
        Document { id: id.into(), source, reading: None, metadata, body: 0, offsets }
    }

    /// The same document, read as `reading`: its text with blanks for marks that are no words.
    ///
    /// # Panics
    ///
    /// Where `reading` is longer or shorter than the text.
    pub fn with_reading(self, reading: impl Into<Box<str>>) -> Document {
        let reading = reading.into();
        assert_eq!(reading.len(), self.source.len(), "a reading keeps all positions");
        Document { reading: Some(reading), ..self }
    }

    /// The same document, of which only what follows byte `body` is annotated; what stands before
    /// it is front matter.
    ///
    /// # Panics
    ///
    /// Where `body` is no character boundary of the text.
    pub fn with_body(self, body: usize) -> Document {
        assert!(self.source.is_char_boundary(body), "the body starts within a character");
        Document { body, ..self }
    }

    /// The same document with other metadata.
    pub fn with_metadata(self, metadata: Metadata) -> Document {
        Document { metadata, ..self }
    }

    /// The name by which rows refer to the document: its path as it was given.
    pub fn id(&self) -> &Arc<str> {
        &self.id
    }

    /// The text as it was decoded; no character is added, dropped or changed.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The text as it is read: that of [`source`](Document::source), but for blanks in the place of
    /// marks that are no words, such as those of Markdown.
    pub fn text(&self) -> &str {
        self.reading.as_deref().unwrap_or(&self.source)
    }

    /// The byte at which the text to annotate begins.
    pub fn body(&self) -> usize {
        self.body
    }

    /// Title, publisher, publication date and so on.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The language of the metadata; English where there is none.
    pub fn language(&self) -> Language {
        self.metadata.language.unwrap_or_default()
    }

    /// The text that `span` covers, as it was decoded.
    ///
    /// # Panics
    ///
    /// Where the span is not one of this document.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.source)
    }

    /// The number of code points before the byte offset `byte`.
    ///
    /// # Panics
    ///
    /// Where `byte` lies past the end.
    pub fn code_point(&self, byte: usize) -> usize {
        if self.offsets.is_empty() {
            return byte;
        }
        let known = byte / STRIDE;
        let start = self.source.ceil_char_boundary(known * STRIDE).min(byte);
        self.offsets[known] as usize + self.source[start..byte].chars().count()
    }
}

fn code_points(text: &str) -> Box<[u32]> {
    let mut seen = 0;
    let mut offsets = vec![0];
    let mut start = 0;
    while start < text.len() {
        // Those that begin before the next multiple of the stride.
        let end = text.ceil_char_boundary(offsets.len() * STRIDE);
        seen += text[start..end].chars().count() as u32;
        offsets.push(seen);
        start = end;
    }
    offsets.into()
}

/// What is known about a document besides its text; empty fields are unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The headline or title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The publication date (the document creation time of TimeML).
    pub published: Option<Edtf>,
    /// Where [`published`](Metadata::published) was found.
    pub published_from: Option<PublishedFrom>,
    /// The language of the text.
    pub language: Option<Language>,
    /// Where it was published.
    pub url: Option<String>,
}

impl Metadata {
    /// This metadata with its empty fields filled from `other`.
    pub fn or(self, other: Metadata) -> Metadata {
        let published_from = match self.published {
            Some(_) => self.published_from,
            None => other.published_from,
        };
        Metadata {
            title: self.title.or(other.title),
            publisher: self.publisher.or(other.publisher),
            author: self.author.or(other.author),
            published: self.published.or(other.published),
            published_from,
            language: self.language.or(other.language),
            url: self.url.or(other.url),
        }
    }
}

/// The origin of a publication date; what stands earlier here overrides what stands later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublishedFrom {
    /// A metadata file beside the document.
    Sidecar,
    /// The folder's `sources.csv`.
    Sources,
    /// The document's own front matter or meta tags.
    Document,
    /// The head of the text.
    Header,
    /// The caller's word.
    AsOf,
}

impl PublishedFrom {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            PublishedFrom::Document => "document",
            PublishedFrom::Sidecar => "sidecar",
            PublishedFrom::Sources => "sources.csv",
            PublishedFrom::Header => "header",
            PublishedFrom::AsOf => "as-of",
        }
    }
}
