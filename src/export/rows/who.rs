use serde::Serialize;

use super::{joined, offsets, one_line, optional};
use crate::export::Cells;
use crate::model::{Annotations, Document, Mention};

/// A row of `cronica who`: one actor in one source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhoRow {
    /// The gazetteer's identifier; `null` for a name that no gazetteer has.
    pub entity: Option<String>,
    /// The canonical name.
    pub name: String,
    /// The document.
    pub doc: String,
    /// The document's title.
    pub title: Option<String>,
    /// The document's publisher.
    pub publisher: Option<String>,
    /// The document's publication date.
    pub published: Option<String>,
    /// How often it is named.
    pub count: usize,
    /// Code point of the first naming.
    pub first: usize,
    /// Code point of the last naming.
    pub last: usize,
    /// The different forms, in the order in which they appear.
    pub forms: Vec<String>,
    /// The sentences that name it.
    pub sentences: Vec<SentenceRow>,
}

/// A key word in its context.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SentenceRow {
    /// Code point of the sentence's beginning.
    pub start: usize,
    /// The code point after its end.
    pub end: usize,
    /// What stands before the naming.
    pub left: String,
    /// The naming.
    pub key: String,
    /// What stands behind it.
    pub right: String,
}

impl WhoRow {
    /// The row of an actor whose mentions in `document` these are, in text order; `None` where
    /// there are none.
    pub fn new(
        document: &Document,
        annotations: &Annotations,
        mentions: &[&Mention],
    ) -> Option<WhoRow> {
        let (first, last) = (mentions.first()?, mentions.last()?);
        let metadata = document.metadata();
        let mut forms: Vec<String> = Vec::new();
        for mention in mentions {
            let form = one_line(document.slice(mention.span)).into_owned();
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        let sentences = mentions.iter().filter_map(|mention| {
            let holds = |s: &&crate::model::Sentence| s.span.contains(mention.span);
            let sentence = annotations.sentences.iter().find(holds)?.span;
            let (start, end) = offsets(document, sentence);
            let before = crate::model::Span::new(sentence.start, mention.span.start);
            let behind = crate::model::Span::new(mention.span.end, sentence.end);
            Some(SentenceRow {
                start,
                end,
                left: document.slice(before).to_owned(),
                key: document.slice(mention.span).to_owned(),
                right: document.slice(behind).to_owned(),
            })
        });
        Some(WhoRow {
            entity: first.referent.id().map(|id| id.to_string()),
            name: one_line(first.referent.name()).into_owned(),
            doc: document.id().to_string(),
            title: metadata.title.clone(),
            publisher: metadata.publisher.clone(),
            published: metadata.published.map(|published| published.to_string()),
            count: mentions.len(),
            first: document.code_point(first.span.start),
            last: document.code_point(last.span.start),
            forms,
            sentences: sentences.collect(),
        })
    }
}

impl Cells for WhoRow {
    const COLUMNS: &'static [&'static str] = &[
        "entity",
        "name",
        "doc",
        "title",
        "publisher",
        "published",
        "count",
        "first",
        "last",
        "forms",
        "sentences",
    ];
    const BRIEF: &'static [&'static str] = &["doc", "published", "count", "forms", "sentences"];

    fn cells(&self) -> Vec<String> {
        vec![
            optional(self.entity.as_ref()),
            self.name.clone(),
            self.doc.clone(),
            optional(self.title.as_ref()),
            optional(self.publisher.as_ref()),
            optional(self.published.as_ref()),
            self.count.to_string(),
            self.first.to_string(),
            self.last.to_string(),
            joined(&self.forms),
            joined(self.sentences.iter().map(|sentence| {
                let SentenceRow { left, key, right, .. } = sentence;
                one_line(&format!("{left}[{key}]{right}")).into_owned()
            })),
        ]
    }
}
