use std::borrow::Cow;

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::all;
use super::{NamedRow, iso, offsets, one_line, rounded};
#[cfg(feature = "schema")]
use crate::model::Factuality;
use crate::model::{Argument, Attribution, Document, Figure, Join, Source, Span};

/// One source of a timeline row.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceRow<'a> {
    /// The document.
    pub doc: Cow<'a, str>,
    /// Its title.
    pub title: Option<Cow<'a, str>>,
    /// Its publisher.
    pub publisher: Option<Cow<'a, str>>,
    /// Its publication date.
    pub published: Option<Cow<'a, str>>,
    /// Where that date was found.
    pub published_from: Option<Cow<'a, str>>,
    /// Its address.
    pub url: Option<Cow<'a, str>>,
    /// First code point of the quote.
    pub start: usize,
    /// The code point after its last one.
    pub end: usize,
    /// The sentence.
    pub quote: Cow<'a, str>,
    /// Made from the words of the sentence and of the trigger: for corrections to cite.
    #[serde(default)]
    pub quote_hash: Cow<'a, str>,
    /// When, by this source, as EDTF.
    pub edtf: Cow<'a, str>,
    /// First day, by this source.
    pub earliest: Option<Cow<'a, str>>,
    /// Last day, by this source.
    pub latest: Option<Cow<'a, str>>,
    /// What the date rests on here.
    pub basis: Cow<'a, str>,
    /// The words that gave the date; they may stand outside the quote.
    pub date: WordsRow<'a>,
    /// The words that name the happening.
    pub trigger: WordsRow<'a>,
    /// The words that name those who do it.
    pub actors: Vec<ArgumentRow<'a>>,
    /// The words that name those who undergo it.
    pub targets: Vec<ArgumentRow<'a>>,
    /// The words that name where.
    pub places: Vec<ArgumentRow<'a>>,
    /// Whether it happened, by this source.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = all(Factuality::ALL, Factuality::name))))]
    pub factuality: Cow<'a, str>,
    /// Who says so, by this source: `entity` is `null` for a name that no gazetteer has and for words
    /// that name nobody (“a witness”).
    #[serde(default)]
    pub attribution: Option<ArgumentRow<'a>>,
    /// From 0 to 1.
    pub confidence: f64,
    /// What this source has in common with those before it, strongest first; empty for the first.
    #[serde(default)]
    pub joined_by: Vec<Cow<'a, str>>,
    /// Whether it only copies another source's sentence.
    #[serde(default)]
    pub copy: bool,
}

/// Some words of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WordsRow<'a> {
    /// The words.
    pub text: Cow<'a, str>,
    /// First code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
}

/// A participant, place or speaker, with the words for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArgumentRow<'a> {
    /// The gazetteer's identifier; `null` for a name that no gazetteer has.
    pub entity: Option<Cow<'a, str>>,
    /// The canonical name, or the longest form in the document.
    pub name: Cow<'a, str>,
    /// The words.
    pub text: Cow<'a, str>,
    /// First code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
    /// Whether the words are no naming and the referent was inferred.
    pub inferred: bool,
}

/// A counted quantity.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FigureRow<'a> {
    /// What is counted.
    pub quantity: Cow<'a, str>,
    /// The lowest number the words allow, or the lowest that any source gives.
    pub low: f64,
    /// The number itself, or the best single one.
    pub best: f64,
    /// The highest number; `null` where it is open.
    pub high: Option<f64>,
    /// The unit or currency.
    pub unit: Cow<'a, str>,
    /// The words; empty where they stand in no sentence of the first source.
    pub text: Cow<'a, str>,
}

impl<'a> SourceRow<'a> {
    /// The row of a source, and why it was joined where it is not the first.
    pub(super) fn new(source: &'a Source, join: Option<&Join>) -> SourceRow<'a> {
        let (document, event) = (&*source.document, &source.event);
        let metadata = document.metadata();
        let (start, end) = offsets(document, event.sentence);
        let rows =
            |list: &'a [Argument]| list.iter().map(|a| ArgumentRow::new(document, a)).collect();
        let reasons = join.into_iter().flat_map(|join| join.evidence.reasons());
        SourceRow {
            doc: Cow::Borrowed(document.id()),
            title: metadata.title.as_deref().map(Cow::Borrowed),
            publisher: metadata.publisher.as_deref().map(Cow::Borrowed),
            published: metadata.published.map(|published| published.to_string().into()),
            published_from: metadata.published_from.map(|from| from.name().into()),
            url: metadata.url.as_deref().map(Cow::Borrowed),
            start,
            end,
            quote: document.slice(event.sentence).into(),
            quote_hash: source.hash_text().into(),
            edtf: event.when.to_string().into(),
            earliest: event.days.earliest.map(|day| iso(day).into()),
            latest: event.days.latest.map(|day| iso(day).into()),
            basis: event.basis.name().into(),
            date: WordsRow::new(document, event.date),
            trigger: WordsRow::new(document, event.trigger),
            actors: rows(&event.actors),
            targets: rows(&event.targets),
            places: rows(&event.places),
            factuality: event.factuality.name().into(),
            attribution: event.attribution.as_ref().map(|says| ArgumentRow::says(document, says)),
            confidence: rounded(event.confidence),
            joined_by: reasons.map(Cow::Borrowed).collect(),
            copy: join.is_some_and(|join| join.copy),
        }
    }
}

impl<'a> WordsRow<'a> {
    fn new(document: &'a Document, span: Span) -> WordsRow<'a> {
        let (start, end) = offsets(document, span);
        WordsRow { text: document.slice(span).into(), start, end }
    }
}

impl<'a> ArgumentRow<'a> {
    fn new(document: &'a Document, argument: &'a Argument) -> ArgumentRow<'a> {
        let WordsRow { text, start, end } = WordsRow::new(document, argument.span);
        let NamedRow { entity, name } = NamedRow::new(&argument.referent);
        ArgumentRow { entity, name, text, start, end, inferred: argument.inferred }
    }

    fn says(document: &'a Document, says: &'a Attribution) -> ArgumentRow<'a> {
        let WordsRow { text, start, end } = WordsRow::new(document, says.span);
        let NamedRow { entity, name } = NamedRow::says(document, says);
        ArgumentRow { entity, name, text, start, end, inferred: says.inferred }
    }
}

impl<'a> FigureRow<'a> {
    /// The row of a figure whose words stand in `document`.
    pub(super) fn new(document: &'a Document, figure: &'a Figure) -> FigureRow<'a> {
        FigureRow {
            quantity: Cow::Borrowed(&figure.quantity),
            low: figure.low,
            best: figure.best,
            high: figure.high,
            unit: Cow::Borrowed(&figure.unit),
            text: one_line(document.slice(figure.span)),
        }
    }
}
