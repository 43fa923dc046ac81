use std::borrow::Cow;

use serde::Serialize;

use super::{described, headline, joined, offsets, one_line, optional};
use crate::export::Cells;
use crate::model::{
    Argument, ArgumentGround, ArgumentLink, Doubt, Entry, Evidence, FactualityCue, Grounds, Join,
    Reason, Referent, Source, Span, TriggerRule,
};

/// A row of `cronica explain`: why one cell of a timeline's row is what it is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainRow {
    /// The cell: a column of the timeline, `source` or `apart`.
    pub cell: &'static str,
    /// What stands in it.
    pub value: String,
    /// Why.
    pub because: String,
    /// The words that it rests on.
    pub text: Option<String>,
    /// Their document.
    pub doc: Option<String>,
    /// Their first code point.
    pub start: Option<usize>,
    /// The code point after the last one.
    pub end: Option<usize>,
}

/// The row that is nearest to another, and what keeps them apart.
#[derive(Clone, Copy, Debug)]
pub struct Apart<'a> {
    /// The other row.
    pub entry: &'a Entry,
    /// What both have in common.
    pub evidence: Evidence,
    /// The weight of that, and the weight that joins.
    pub weight: (f32, f32),
    /// What forbids that both are one; `None` where there was too little evidence.
    pub obstacle: Option<Reason>,
}

/// All that an explanation is made of.
#[derive(Clone, Copy, Debug)]
pub struct Explained<'a> {
    /// The row.
    pub entry: &'a Entry,
    /// What each source's event rests on, in the order of the sources; `None` where that is not
    /// known.
    pub grounds: &'a [Option<Grounds>],
    /// The weight of evidence that joins two sources.
    pub enough: f32,
    /// The row of the happening that the date was reckoned from.
    pub anchor: Option<&'a str>,
    /// The row nearest to it.
    pub apart: Option<Apart<'a>>,
}

impl ExplainRow {
    /// The rows that explain an entry: its cells in the order of the timeline's columns, its
    /// sources, and the nearest other row.
    pub fn all(explained: &Explained<'_>) -> Vec<ExplainRow> {
        let mut rows = vec![explained.date()];
        rows.push(explained.kind());
        for (cell, list) in explained.cast() {
            rows.extend(list.iter().map(|argument| explained.argument(cell, argument)));
        }
        rows.push(explained.factuality());
        rows.extend(explained.attribution());
        rows.extend(explained.figures());
        rows.push(explained.confidence());
        rows.extend(explained.conflicts());
        rows.extend(explained.corrected());
        rows.extend(explained.sources());
        rows.extend(explained.apart.iter().map(apart));
        rows
    }

    fn new(cell: &'static str, value: impl Into<String>, because: impl Into<String>) -> ExplainRow {
        ExplainRow {
            cell,
            value: value.into(),
            because: because.into(),
            text: None,
            doc: None,
            start: None,
            end: None,
        }
    }

    /// The row with the words at `span` of a source's document.
    fn at(self, source: &Source, span: Span) -> ExplainRow {
        let (start, end) = offsets(&source.document, span);
        ExplainRow {
            text: Some(source.document.slice(span).to_owned()),
            doc: Some(source.document.id().to_string()),
            start: Some(start),
            end: Some(end),
            ..self
        }
    }
}

impl<'a> Explained<'a> {
    fn first(&self) -> (&'a Source, Option<&'a Grounds>) {
        (&self.entry.sources[0], self.grounds.first().and_then(Option::as_ref))
    }

    fn date(&self) -> ExplainRow {
        let (source, grounds) = self.first();
        let (event, document) = (&source.event, &source.document);
        let mut because = match event.basis {
            crate::model::Basis::Explicit => "the words stand for themselves".to_owned(),
            crate::model::Basis::Inherited => "inherited from another sentence".to_owned(),
            basis => basis.name().to_owned(),
        };
        if let Some(grounds) = grounds {
            because += &format!("; rule {} of rules/dates", grounds.date.rule);
            if let Some(anchor) = &grounds.date.anchor {
                because += &format!("; reckoned from the {}", described(document, anchor));
            }
            let published = document.metadata();
            if grounds.date.anchor == Some(crate::model::Anchor::Published)
                && let Some(date) = published.published
            {
                let from = published.published_from.map_or("unknown", |from| from.name());
                because += &format!(" {date} (known from: {from})");
            }
        }
        if let Some(anchor) = self.anchor {
            because += &format!("; that happening is row {anchor}");
        }
        if self.entry.sources.len() > 1 {
            because += "; the sharpest date of its sources";
        }
        ExplainRow::new("date", source.event.when.to_string(), because).at(source, event.date)
    }

    fn kind(&self) -> ExplainRow {
        let (source, grounds) = self.first();
        let event = &source.event;
        let trigger = one_line(source.document.slice(event.trigger));
        let because = match grounds {
            Some(Grounds { kind: Some((span, rule)), .. }) => {
                let noun = one_line(source.document.slice(*span));
                format!("“{trigger}” tells no type; “{noun}” does: {}", described_rule(rule))
            }
            Some(Grounds { trigger: Some(rule), .. }) => {
                format!("“{trigger}” names the happening: {}", described_rule(rule))
            }
            _ => format!("“{trigger}” is taken for the happening, though no rule has it"),
        };
        ExplainRow::new("type", event.kind.name(), because).at(source, event.trigger)
    }

    /// The participants and places of the merged event.
    fn cast(&self) -> [(&'static str, &'a [Argument]); 3] {
        let event = &self.entry.event;
        [("actors", &event.actors), ("targets", &event.targets), ("places", &event.places)]
    }

    fn argument(&self, cell: &'static str, argument: &Argument) -> ExplainRow {
        let value = described_name(&argument.referent);
        let with_argument = |source: &&Source| {
            let event = &source.event;
            let list = match cell {
                "actors" => &event.actors,
                "targets" => &event.targets,
                _ => &event.places,
            };
            list.iter().any(|a| a.span == argument.span && a.referent.same(&argument.referent))
        };
        let Some(number) = self.entry.sources.iter().position(|source| with_argument(&source))
        else {
            return ExplainRow::new(cell, value, "given by a correction");
        };
        let source = &self.entry.sources[number];
        let mut because = String::new();
        if number > 0 {
            because += "the better sources name none; ";
        }
        let grounds = self.grounds.get(number).and_then(Option::as_ref);
        let ground = grounds.and_then(|grounds| {
            Some((grounds, grounds.arguments.iter().find(|g| g.span == argument.span)?))
        });
        because += &match ground {
            Some((grounds, ground)) => linked(source, grounds, ground, argument),
            None => "found in its sentence".to_owned(),
        };
        ExplainRow::new(cell, value, because).at(source, argument.span)
    }

    fn factuality(&self) -> ExplainRow {
        let (source, grounds) = self.first();
        let (merged, own) = (self.entry.event.factuality, source.event.factuality);
        let row = |because: String| ExplainRow::new("factuality", merged.name(), because);
        if merged != own {
            let asserts = |source: &&Source| source.event.factuality == merged;
            if let Some(other) = self.entry.sources.iter().find(asserts) {
                let because = format!("the best source has {own}, this one {merged}");
                return row(because).at(other, other.event.sentence);
            }
        }
        match grounds.and_then(|grounds| grounds.factuality) {
            Some(FactualityCue::Words(span)) => row("these words show it".into()).at(source, span),
            Some(FactualityCue::Form(span)) => {
                row("the form of the trigger shows it".into()).at(source, span)
            }
            Some(FactualityCue::AfterPublication) => {
                row("the date lies after the publication".into()).at(source, source.event.date)
            }
            None => row("nothing denies, plans, supposes or alleges it".into()),
        }
    }

    fn attribution(&self) -> Option<ExplainRow> {
        let (source, _) = self.first();
        let says = self.entry.event.attribution.as_ref()?;
        let value = match &says.referent {
            Some(referent) => described_name(referent),
            None => one_line(says.name(&source.document)).into_owned(),
        };
        let row = ExplainRow::new("attribution", value, "the sentence says so");
        Some(row.at(source, says.span))
    }

    fn figures(&self) -> impl Iterator<Item = ExplainRow> {
        let (source, _) = self.first();
        self.entry.event.figures.iter().map(move |figure| {
            let high = figure.high.map_or("more".to_owned(), |high| high.to_string());
            let value = format!("{}: {} {}", figure.quantity, figure.best, figure.unit);
            let because = match figure.high {
                Some(high) if high == figure.low => "the words give this number".to_owned(),
                _ => format!("the words and all sources allow {} to {high}", figure.low),
            };
            ExplainRow::new("figures", value, because).at(source, figure.span)
        })
    }

    fn confidence(&self) -> ExplainRow {
        let event = &self.entry.event;
        let lowered: Vec<&str> = event.doubts.iter().map(Doubt::name).collect();
        let mut because = match lowered[..] {
            [] => "nothing lowers it".to_owned(),
            _ => format!("lowered by {}", joined(&lowered)),
        };
        if self.entry.independent > 1 {
            because += &format!("; raised by {} independent sources", self.entry.independent);
        }
        ExplainRow::new("confidence", super::rounded(event.confidence).to_string(), because)
    }

    fn conflicts(&self) -> impl Iterator<Item = ExplainRow> {
        self.entry.conflicts.iter().map(|conflict| {
            let super::ConflictRow { about, values } = super::ConflictRow::new(conflict);
            let value = format!("{about}: {}", values.join(", "));
            ExplainRow::new("conflicts", value, "the sources differ; the best one's stands")
        })
    }

    fn corrected(&self) -> impl Iterator<Item = ExplainRow> {
        self.entry.corrected.iter().map(|corrected| {
            let because = format!("a correction took the place of “{}”", corrected.was);
            ExplainRow::new("corrected", corrected.column, because)
        })
    }

    fn sources(&self) -> impl Iterator<Item = ExplainRow> {
        let joins = std::iter::once(None).chain(self.entry.joins.iter().map(Some));
        let enough = self.enough;
        self.entry.sources.iter().zip(joins).map(move |(source, join)| {
            let event = &source.event;
            let value = format!("{} {}", source.event.kind, event.when);
            let because = join.map_or_else(
                || "the sharpest date, the fullest cast, the surest".to_owned(),
                |join| joined_by(join, enough),
            );
            ExplainRow::new("source", value, because).at(source, event.sentence)
        })
    }
}

fn joined_by(join: &Join, enough: f32) -> String {
    let copy = if join.copy { "; a copy, which does not count as a source" } else { "" };
    let evidence = listed(join.evidence);
    format!("joined by {evidence}: {:.2}, where {enough} are asked for{copy}", join.weight)
}

/// Where a participant's words stand, and how they name it.
fn linked(
    source: &Source,
    grounds: &Grounds,
    ground: &ArgumentGround,
    argument: &Argument,
) -> String {
    // No word of the sentence names it: “Homicides doubled”.
    if argument.inferred && source.event.places.iter().any(|place| place == argument) {
        return "inferred: the place that the text is about, or spoke of before".to_owned();
    }
    let trigger = one_line(source.document.slice(source.event.trigger));
    let voice = if grounds.is_passive { " (passive)" } else { "" };
    let place: Cow<'_, str> = match ground.link {
        ArgumentLink::Before => format!("before “{trigger}”{voice}").into(),
        ArgumentLink::Behind => format!("behind “{trigger}”{voice}").into(),
        ArgumentLink::Preposition(span) => {
            format!("behind “{}”", one_line(source.document.slice(span))).into()
        }
        ArgumentLink::Possessive => "a possessor".into(),
        ArgumentLink::LeftOut => "the subject that the verb leaves out".into(),
        ArgumentLink::OtherSentence => "in another sentence".into(),
    };
    let mut because = place.into_owned();
    if ground.is_elsewhere {
        because += ", in another clause";
    }
    if let Some(frame) = grounds.trigger.as_ref().map(|rule| &rule.frame) {
        because += &format!("; roles by frame {frame}");
    }
    match &ground.mention {
        _ if argument.inferred => because += "; inferred: whom the text spoke of before",
        Some(mention) => {
            because += &format!("; named by {}", mention.via.name());
            if let Some(explanation) = &mention.explanation {
                because += &format!(" ({explanation})");
            }
        }
        None => {}
    }
    because
}

fn listed(evidence: Evidence) -> String {
    evidence.reasons().collect::<Vec<_>>().join(", ")
}

fn described_rule(rule: &TriggerRule) -> String {
    format!("{}:{}, frame {}", rule.file, rule.line, rule.frame)
}

fn described_name(referent: &Referent) -> String {
    let name = one_line(referent.name());
    match referent.id() {
        Some(id) => format!("{name} ({id})"),
        None => format!("{name} (not in the dictionary)"),
    }
}

fn apart(apart: &Apart<'_>) -> ExplainRow {
    let Apart { entry, evidence, weight: (weight, enough), obstacle } = apart;
    let common = listed(*evidence);
    let because = match obstacle {
        Some(obstacle) => format!("kept apart by {obstacle}, in spite of {common}"),
        None if weight < enough => {
            format!("kept apart: {common} make {weight:.2}, where {enough} are asked for")
        }
        None => format!("kept apart: as near to another row; {common}"),
    };
    let source = &entry.sources[0];
    let value =
        format!("{} {} {}", entry.id, entry.event.when, headline(&source.document, &entry.event));
    ExplainRow::new("apart", value, because).at(source, source.event.sentence)
}

impl Cells for ExplainRow {
    const COLUMNS: &'static [&'static str] =
        &["cell", "value", "because", "text", "doc", "start", "end"];
    const BRIEF: &'static [&'static str] = &["cell", "value", "because", "text"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.cell.into(),
            one_line(&self.value).into_owned(),
            one_line(&self.because).into_owned(),
            self.text.as_deref().map(|text| one_line(text).into_owned()).unwrap_or_default(),
            optional(self.doc.as_ref()),
            optional(self.start),
            optional(self.end),
        ]
    }
}
