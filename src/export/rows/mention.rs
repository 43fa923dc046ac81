use std::borrow::Cow;

use serde::Serialize;

#[cfg(feature = "schema")]
use super::all;
use super::{columns_and, joined, offsets, one_line, optional, rounded};
use crate::export::Cells;
#[cfg(feature = "schema")]
use crate::model::EntityKind;
use crate::model::{Document, Mention};

/// A row of `cronica mentions`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MentionRow<'a> {
    /// The document.
    pub doc: &'a str,
    /// First code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// The gazetteer's identifier; `null` for a name that no gazetteer has.
    pub entity: Option<&'a str>,
    /// The canonical name, or the longest form in the document.
    pub name: Cow<'a, str>,
    /// The kind.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = all(&EntityKind::ALL, EntityKind::name))))]
    pub kind: &'static str,
    /// How it was recognised.
    pub via: &'static str,
    /// From 0 to 1.
    pub confidence: f64,
    /// Identifiers of other bearers with as much evidence.
    pub rivals: Vec<&'a str>,
    /// With `--explain`: the form that matched, each piece of evidence with its weight, and the
    /// readings that were not chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<&'a str>,
}

impl<'a> MentionRow<'a> {
    /// The row of a mention.
    pub fn new(document: &'a Document, mention: &'a Mention) -> MentionRow<'a> {
        let (start, end) = offsets(document, mention.span);
        MentionRow {
            doc: document.id(),
            start,
            end,
            text: document.slice(mention.span),
            entity: mention.referent.id().map(|id| &**id),
            name: one_line(mention.referent.name()),
            kind: mention.referent.kind().name(),
            via: mention.via.name(),
            confidence: rounded(mention.confidence),
            rivals: mention.rivals.iter().map(|rival| &*rival.id).collect(),
            explanation: mention.explanation.as_deref(),
        }
    }
}

impl Cells for MentionRow<'_> {
    const COLUMNS: &'static [&'static str] =
        &["doc", "start", "end", "text", "entity", "name", "kind", "via", "confidence", "rivals"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.doc.to_string(),
            self.start.to_string(),
            self.end.to_string(),
            one_line(self.text).into_owned(),
            optional(self.entity.as_ref()),
            self.name.to_string(),
            self.kind.into(),
            self.via.into(),
            self.confidence.to_string(),
            joined(&self.rivals),
        ]
    }
}

/// A row of `cronica mentions --explain`: the same with the column `explanation`.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct ExplainedMentionRow<'a>(pub MentionRow<'a>);

impl Cells for ExplainedMentionRow<'_> {
    const COLUMNS: &'static [&'static str] = &columns_and::<11>(MentionRow::COLUMNS, "explanation");

    fn cells(&self) -> Vec<String> {
        let mut cells = self.0.cells();
        cells.push(self.0.explanation.unwrap_or_default().to_owned());
        cells
    }
}
