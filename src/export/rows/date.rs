use serde::Serialize;

use super::derivation::derivation;
use super::{columns_and, iso, offsets, one_line, optional, shown, shown_day};
use crate::export::Cells;
use crate::model::{Anchor, Day, Document, Edtf, Timex};

/// A row of `cronica dates`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateRow<'a> {
    /// The document.
    pub doc: &'a str,
    /// First code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// TIMEX3 type.
    pub r#type: &'static str,
    /// TIMEX3 value.
    pub value: &'a str,
    /// TIMEX3 modifier.
    pub r#mod: Option<&'static str>,
    /// EDTF, where it lies on the calendar.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub edtf: Option<Edtf>,
    /// First day it can mean.
    #[serde(serialize_with = "shown_day")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub earliest: Option<Day>,
    /// Last day it can mean.
    #[serde(serialize_with = "shown_day")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub latest: Option<Day>,
    /// How finely it is known.
    pub precision: Option<&'static str>,
    /// What the interval rests on.
    pub basis: &'static str,
    /// What a relative expression was reckoned from, in words.
    pub anchor: Option<String>,
    /// The rule that recognised it.
    pub rule: &'a str,
    /// The document's publication date, if any.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub published: Option<Edtf>,
    /// Where the publication date was found.
    pub published_from: Option<&'static str>,
    /// With `--explain`: the rule, what it was reckoned from and why, and how what is not written
    /// was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

impl<'a> DateRow<'a> {
    /// The row of a date expression.
    pub fn new(document: &'a Document, timex: &'a Timex) -> DateRow<'a> {
        let (start, end) = offsets(document, timex.span);
        let metadata = document.metadata();
        DateRow {
            doc: document.id(),
            start,
            end,
            text: document.slice(timex.span),
            r#type: timex.kind.name(),
            value: &timex.value,
            r#mod: timex.modifier.map(|modifier| modifier.name()),
            edtf: timex.edtf,
            earliest: timex.days.earliest,
            latest: timex.days.latest,
            precision: timex.edtf.map(|edtf| edtf.precision().name()),
            basis: timex.basis.name(),
            anchor: timex.anchor.as_ref().map(|anchor| described(document, anchor)),
            rule: &timex.rule,
            published: metadata.published,
            published_from: metadata.published_from.map(|from| from.name()),
            explanation: None,
        }
    }

    /// The same row, with the derivation in words.
    pub fn explained(document: &'a Document, timex: &'a Timex) -> ExplainedDateRow<'a> {
        let explanation = Some(derivation(document, timex));
        ExplainedDateRow(DateRow { explanation, ..DateRow::new(document, timex) })
    }
}

/// The anchor in words.
pub(super) fn described(document: &Document, anchor: &Anchor) -> String {
    match anchor {
        Anchor::Published => "publication date".into(),
        Anchor::Date(span) => format!("“{}”", one_line(document.slice(*span))),
        Anchor::Event(event, date) => format!(
            "“{}”, dated “{}”",
            one_line(document.slice(*event)),
            one_line(document.slice(*date))
        ),
        Anchor::Term(person) => format!("term of office of {person}"),
    }
}

impl Cells for DateRow<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "doc",
        "start",
        "end",
        "text",
        "type",
        "value",
        "mod",
        "edtf",
        "earliest",
        "latest",
        "precision",
        "basis",
        "anchor",
        "rule",
        "published",
        "published_from",
    ];
    const BRIEF: &'static [&'static str] =
        &["doc", "text", "type", "value", "earliest", "latest", "basis"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.doc.to_string(),
            self.start.to_string(),
            self.end.to_string(),
            one_line(self.text).into_owned(),
            self.r#type.into(),
            self.value.to_string(),
            optional(self.r#mod),
            optional(self.edtf),
            optional(self.earliest.map(iso)),
            optional(self.latest.map(iso)),
            optional(self.precision),
            self.basis.into(),
            optional(self.anchor.as_ref()),
            self.rule.to_string(),
            optional(self.published),
            optional(self.published_from),
        ]
    }
}

/// A row of `cronica dates --explain`: the same with the column `explanation`.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct ExplainedDateRow<'a>(pub DateRow<'a>);

impl Cells for ExplainedDateRow<'_> {
    const COLUMNS: &'static [&'static str] = &columns_and::<17>(DateRow::COLUMNS, "explanation");
    const BRIEF: &'static [&'static str] = &["text", "value", "explanation"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.0.cells();
        cells.push(self.0.explanation.clone().unwrap_or_default());
        cells
    }
}
