//! The codes that other event data have for a happening.

use crate::error::{Error, Result};
use crate::model::{Argument, EntityKind, Entry, Event, EventType, Factuality};
use crate::tables::{Record, Tables};
use crate::tokens::fold;

/// The folder of the tables, one for each scheme.
const TOPIC: &str = "mappings";

/// A scheme of codes, such as PLOVER's types and modes: `rules/mappings/NAME.tsv`, of which the first
/// row that fits a happening gives its codes.
///
/// # Examples
///
/// ```
/// use cronica::{Tables, timeline::Scheme};
///
/// let plover = Scheme::new(&Tables::without_gazetteers(), "plover")?;
/// assert_eq!(plover.columns(), ["plover_type", "plover_mode"]);
/// # Ok::<(), cronica::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scheme {
    columns: Vec<&'static str>,
    rules: Vec<Rule>,
}

/// What must hold of a happening, and the codes that it then gets; an empty list asks for nothing.
#[derive(Clone, Debug)]
struct Rule {
    types: Vec<EventType>,
    factualities: Vec<Factuality>,
    actors: Vec<Party>,
    targets: Vec<Party>,
    /// Whether people died.
    deaths: Option<bool>,
    /// Of which one begins the trigger.
    trigger: Vec<Words>,
    /// Of which one stands in the clause.
    words: Vec<Words>,
    codes: Vec<Option<&'static str>>,
}

/// A sort of participant.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Party {
    Kind(EntityKind),
    /// An agency, or a place named for its government.
    State,
}

/// A word or several, folded, with a blank on each side; none behind the beginning of a word.
type Words = String;

impl Scheme {
    /// The scheme `name` with its rules from `tables`.
    ///
    /// # Errors
    ///
    /// Where no scheme is called so, or a row of its table cannot be used.
    pub fn new(tables: &Tables, name: &str) -> Result<Scheme> {
        let records = tables.table(TOPIC, name)?;
        let Some(first) = records.first() else {
            let known = tables.names(TOPIC).join(", ");
            let message = format!("the columns `{name}` are not known; use one of {known}");
            return Err(Error::argument(message));
        };
        let prefix = format!("{name}_");
        let is_code = |column: &&&str| column.starts_with(&prefix);
        let columns: Vec<_> = first.columns().iter().filter(is_code).copied().collect();
        let rules = records.iter().map(|record| rule(record, &columns)).collect::<Result<_>>()?;
        Ok(Scheme { columns, rules })
    }

    /// The names of its columns.
    pub fn columns(&self) -> &[&'static str] {
        &self.columns
    }

    /// The codes of `entry`, one for each column; `None` where the scheme has none for it.
    pub fn codes(&self, entry: &Entry) -> Vec<Option<&'static str>> {
        let event = &entry.event;
        let document = &entry.sources[0].document;
        let [trigger, clause] = [event.trigger, event.clause].map(|s| spaced(document.slice(s)));
        let rule = self.rules.iter().find(|rule| rule.fits(event, &trigger, &clause));
        match rule {
            Some(rule) => rule.codes.clone(),
            None => vec![None; self.columns.len()],
        }
    }
}

impl Rule {
    fn fits(&self, event: &Event, trigger: &str, clause: &str) -> bool {
        let dead = event.fatalities().is_some_and(|figure| figure.best > 0.0);
        (self.types.is_empty() || self.types.contains(&event.kind))
            && (self.factualities.is_empty() || self.factualities.contains(&event.factuality))
            && self.deaths.is_none_or(|deaths| deaths == dead)
            && takes_part(&self.actors, &event.actors)
            && takes_part(&self.targets, &event.targets)
            && (self.trigger.is_empty() || self.trigger.iter().any(|w| trigger.starts_with(&**w)))
            && (self.words.is_empty() || self.words.iter().any(|w| clause.contains(&**w)))
    }
}

fn takes_part(wanted: &[Party], list: &[Argument]) -> bool {
    let is_wanted = |argument: &Argument| {
        wanted.iter().any(|party| match (party, argument.referent.kind()) {
            (Party::Kind(kind), of) => *kind == of,
            (Party::State, of) => matches!(of, EntityKind::Agency | EntityKind::Place),
        })
    };
    wanted.is_empty() || list.iter().any(is_wanted)
}

/// The words of `text`, folded, with a blank on each side of every one.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    let mut spaced = String::with_capacity(folded.len() + 2);
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        spaced.push(' ');
        spaced.push_str(word);
    }
    spaced.push(' ');
    spaced
}

fn rule(record: &Record, columns: &[&'static str]) -> Result<Rule> {
    let filled = |column: &str| record.get(column) != "-";
    let words = |column| -> Vec<Words> {
        let phrase = |cell: &str| match cell.strip_suffix('*') {
            Some(beginning) => spaced(beginning).trim_end().to_owned(),
            None => spaced(cell),
        };
        record.list(column).filter(|cell| *cell != "-").map(phrase).collect()
    };
    let code = |column: &&'static str| filled(column).then(|| record.get(column));
    Ok(Rule {
        types: values(record, "types", str::parse)?,
        factualities: values(record, "factuality", str::parse)?,
        actors: values(record, "actors", party)?,
        targets: values(record, "targets", party)?,
        deaths: match record.get("deaths") {
            "yes" => Some(true),
            "no" => Some(false),
            "-" => None,
            other => return Err(record.error(format!("`{other}` is none of yes, no and -"))),
        },
        trigger: words("trigger"),
        words: words("words"),
        codes: columns.iter().map(code).collect(),
    })
}

/// The values in the cell of `column`; none where it has `-` or `*`.
fn values<T>(
    record: &Record,
    column: &str,
    parse: impl Fn(&str) -> std::result::Result<T, String>,
) -> Result<Vec<T>> {
    let cells = record.list(column).filter(|cell| !matches!(*cell, "-" | "*"));
    cells.map(|cell| parse(cell).map_err(|message| record.error(message))).collect()
}

fn party(name: &str) -> std::result::Result<Party, String> {
    if name == "state" { Ok(Party::State) } else { name.parse().map(Party::Kind) }
}
