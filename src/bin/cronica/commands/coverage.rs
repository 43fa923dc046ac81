//! What the dictionary lacks: `cronica gazetteer suggest` and `cronica gazetteer stats`.

use std::collections::BTreeMap;
use std::process::ExitCode;

use cronica::export::{CoverageRow, SuggestionRow};
use cronica::input::gazetteers::slug;
use cronica::pipeline::{Depth, Reading};
use cronica::tokens::fold;
use cronica::{Annotations, Entity, EntityKind, Mention};

use crate::args::InputArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// Sentences shown for a name.
const CONTEXTS: usize = 3;

/// An unlisted name as one document uses it.
struct Use {
    name: String,
    kind: EntityKind,
    form: String,
    context: String,
}

/// `cronica gazetteer suggest`
pub fn suggest(input: &InputArgs) -> Result<ExitCode, Failure> {
    let output = Output::open(&input.common.output, &[])?;
    let mut session = Session::new(input, Depth::Mentions)?;
    let mut rows: BTreeMap<(String, EntityKind), SuggestionRow> = BTreeMap::new();
    session.each(unlisted, |uses| {
        let mut seen = Vec::new();
        for Use { name, kind, form, context } in uses {
            let key = (fold(&name), kind);
            let row = rows.entry(key.clone()).or_insert_with(|| SuggestionRow {
                id: slug(&name),
                name: name.clone(),
                kind: kind.name(),
                ..SuggestionRow::default()
            });
            row.count += 1;
            if form != row.name && !row.aliases.contains(&form) {
                row.aliases.push(form);
            }
            if row.contexts.len() < CONTEXTS && !row.contexts.contains(&context) {
                row.contexts.push(context);
            }
            if !seen.contains(&key) {
                row.documents += 1;
                seen.push(key);
            }
        }
        Ok(())
    })?;
    let mut ranked: Vec<SuggestionRow> = rows.into_values().collect();
    ranked.sort_by(|a, b| (b.documents, b.count, &a.name).cmp(&(a.documents, a.count, &b.name)));
    let mut sink = output.rows::<SuggestionRow>()?;
    for row in &ranked {
        sink.record(row)?;
    }
    sink.finish()?;
    output.finish()?;
    Ok(session.finish(&counted(ranked.len(), "unlisted name")))
}

fn unlisted(reading: &Reading) -> Vec<Use> {
    let document = reading.document();
    let Annotations { sentences, mentions, .. } = reading.annotate_to(Depth::Mentions);
    let of = |mention: &Mention| {
        let sentence = sentences.iter().find(|s| s.span.contains(mention.span))?;
        Some(Use {
            name: mention.referent.name().to_string(),
            kind: mention.referent.kind(),
            form: document.slice(mention.span).to_owned(),
            context: document.slice(sentence.span).to_owned(),
        })
    };
    mentions.iter().filter(|m| m.referent.entity().is_none()).filter_map(of).collect()
}

/// `cronica gazetteer stats`
pub fn stats(input: &InputArgs) -> Result<ExitCode, Failure> {
    let output = Output::open(&input.common.output, &[])?;
    let mut session = Session::new(input, Depth::Mentions)?;
    let entities: Vec<&Entity> =
        session.pipeline().gazetteer().entities().map(|entity| &**entity).collect();
    let mut rows: Vec<CoverageRow> = EntityKind::ALL
        .iter()
        .map(|kind| row(kind.name(), entities.iter().copied().filter(|e| e.kind == *kind)))
        .collect();
    rows.push(row("all", entities.iter().copied()));
    let all = rows.len() - 1;
    session.each(
        |reading| {
            let mentions = reading.annotate_to(Depth::Mentions).mentions;
            let sort = |m: &Mention| (m.referent.kind() as usize, m.referent.entity().is_some());
            mentions.iter().map(sort).collect::<Vec<_>>()
        },
        |mentions| {
            for (kind, is_known) in mentions {
                for i in [kind, all] {
                    rows[i].known += usize::from(is_known);
                    rows[i].unlisted += usize::from(!is_known);
                }
            }
            Ok(())
        },
    )?;
    let mut sink = output.rows::<CoverageRow>()?;
    for row in &rows {
        sink.record(row)?;
    }
    sink.finish()?;
    output.finish()?;
    Ok(session.finish(&counted(rows[all].entities, "entity")))
}

fn row<'a>(kind: &'static str, entities: impl Iterator<Item = &'a Entity>) -> CoverageRow {
    let mut row = CoverageRow { kind, ..CoverageRow::default() };
    for entity in entities {
        row.entities += 1;
        row.names += 1 + entity.aliases().count();
        row.unverified += usize::from(&*entity.source == "unverified");
    }
    row
}
