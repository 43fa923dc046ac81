use std::process::ExitCode;
use std::sync::Arc;

use cronica::export::CheckRow;
use cronica::input::read_names;
use cronica::mentions::{Gazetteer, Literals};
use cronica::pipeline::{Depth, Reading};
use cronica::{Entity, Error, Span};

use super::who::nearest;
use crate::args::CheckArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// Names that the dictionary lacks for which others are proposed: looking for them takes longer than
/// searching for the words.
const EXPLAINED: usize = 20;

/// A name of the list: one of the entities that it can mean, or words to search for.
struct Query {
    words: String,
    entity: Option<Arc<Entity>>,
}

/// `cronica check`
pub fn run(args: CheckArgs) -> Result<ExitCode, Failure> {
    let output = Output::open(&args.input.common.output, &[])?;
    let names = read_names(&args.names)?;
    if names.is_empty() {
        let message = "no names in it; give a column `name` or `id`, or one name a line";
        return Err(Error::data(args.names.display().to_string(), 0, message).into());
    }
    let mut session = Session::new(&args.input, Depth::Mentions)?;
    let queries = queries(names, session.pipeline().gazetteer());
    for (number, query) in queries.iter().filter(|query| query.entity.is_none()).enumerate() {
        let words = &query.words;
        let gazetteer = session.pipeline().gazetteer();
        let alike = if number < EXPLAINED { nearest(words, gazetteer, None) } else { None };
        let alike = alike.map(|nearest| format!(" ({nearest})")).unwrap_or_default();
        session.note(&format!(
            "`{words}` is not in the dictionary{alike}; the words are searched for"
        ));
    }
    let literals = Literals::new(queries.iter().map(|query| match query.entity {
        Some(_) => "",
        None => &query.words,
    }));
    let mut rows = output.rows::<CheckRow>()?;
    let mut count = 0;
    session.each(
        |reading| {
            let rows = check(reading, &queries, &literals).into_iter();
            rows.filter(|row| args.zeros || row.count > 0).collect::<Vec<_>>()
        },
        |found| {
            count += found.iter().map(|row| row.count).sum::<usize>();
            found.iter().try_for_each(|row| Ok(rows.record(row)?))
        },
    )?;
    rows.finish()?;
    output.finish()?;
    Ok(session.finish(&counted(count, "naming")))
}

fn queries(names: Vec<String>, gazetteer: &Gazetteer) -> Vec<Query> {
    let mut queries = Vec::new();
    for words in names {
        let entities = gazetteer.look_up(&words);
        if entities.is_empty() {
            queries.push(Query { words, entity: None });
        } else {
            let query = |entity| Query { words: words.clone(), entity: Some(entity) };
            queries.extend(entities.into_iter().map(query));
        }
    }
    queries
}

/// A row for each query, in their order.
fn check(reading: &Reading, queries: &[Query], literals: &Literals) -> Vec<CheckRow> {
    let document = reading.document();
    let mut spans: Vec<Vec<Span>> = vec![Vec::new(); queries.len()];
    for (i, span) in literals.find(document.text()) {
        spans[i].push(span);
    }
    for mention in reading.annotate_to(Depth::Mentions).mentions {
        let Some(id) = mention.referent.id() else { continue };
        for (query, spans) in queries.iter().zip(&mut spans) {
            if query.entity.as_ref().is_some_and(|entity| entity.id == *id) {
                spans.push(mention.span);
            }
        }
    }
    let row = |(query, spans): (&Query, &Vec<Span>)| CheckRow {
        query: query.words.clone(),
        entity: query.entity.as_ref().map(|entity| entity.id.to_string()),
        name: query.entity.as_ref().map(|entity| entity.name.to_string()),
        doc: document.id().to_string(),
        count: spans.len(),
        first: spans.first().map(|span| document.code_point(span.start)),
        last: spans.last().map(|span| document.code_point(span.start)),
    };
    queries.iter().zip(&spans).map(row).collect()
}
