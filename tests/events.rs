//! The event rules' own cases: sentences with the rows that they must give, and sentences that must
//! give none. `UPDATE_FIXTURES=1 cargo test --test events` rewrites the rows; read the difference.

use std::fmt::Write as _;
use std::path::Path;

use cronica::{Argument, Document, Event, Language, Metadata, Pipeline, Tables};

/// When all sentences were published: a Thursday.
const PUBLISHED: &str = "2025-08-21";

fn annotate(pipeline: &Pipeline, language: Language, text: &str) -> Vec<Event> {
    let metadata = Metadata {
        published: PUBLISHED.parse().ok(),
        language: Some(language),
        ..Metadata::default()
    };
    pipeline.annotate(&Document::new("case.txt", text, metadata)).events
}

/// The names of participants in order, an inferred one after `~`; `-` for none.
fn names(arguments: &[Argument]) -> String {
    let name = |a: &Argument| format!("{}{}", if a.inferred { "~" } else { "" }, a.referent.name());
    let names: Vec<String> = arguments.iter().map(name).collect();
    if names.is_empty() { "-".to_owned() } else { names.join(", ") }
}

/// `2014-02-22 arrest asserted: ACTORS > TARGETS @ PLACES = N dead`.
fn row(event: &Event) -> String {
    let mut row = format!(
        "{} {} {}: {} > {} @ {}",
        event.when,
        event.kind,
        event.factuality,
        names(&event.actors),
        names(&event.targets),
        names(&event.places),
    );
    if let Some(figure) = event.fatalities() {
        write!(row, " = {} dead", figure.best).expect("writing to a string");
    }
    row
}

fn rows(pipeline: &Pipeline, language: Language, text: &str) -> String {
    let rows: Vec<String> = annotate(pipeline, language, text).iter().map(row).collect();
    rows.join(" | ")
}

/// Compares each sentence of `fixtures/events/LANGUAGE.tsv` with the rows behind it.
fn check(language: Language) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("fixtures/events/{}.tsv", language.code()));
    let text = std::fs::read_to_string(&path).expect("the fixture is there");
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the rules are sound");
    let (mut faults, mut empty, mut now) = (Vec::new(), 0, String::new());
    let cases: Vec<(&str, &str)> =
        text.lines().map(|line| line.split_once('\t').unwrap_or((line, ""))).collect();
    for (sentence, expected) in &cases {
        let found = rows(&pipeline, language, sentence);
        empty += usize::from(expected.is_empty());
        if found != *expected {
            faults.push(format!("{sentence}\n  expected {expected}\n  found    {found}"));
        }
        writeln!(now, "{sentence}\t{found}").expect("writing to a string");
    }
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(&path, now).expect("the fixture can be written");
        return;
    }
    assert!(
        faults.is_empty(),
        "{} of {} differ; where the new rows are the better ones, keep them with UPDATE_FIXTURES=1:\n{}",
        faults.len(),
        cases.len(),
        faults.join("\n")
    );
    assert!(cases.len() >= 250, "{} cases", cases.len());
    assert!(empty * 4 >= cases.len(), "{empty} of {} yield nothing", cases.len());
}

#[test]
fn english_sentences_give_their_rows() {
    check(Language::English);
}

#[test]
fn spanish_sentences_give_their_rows() {
    check(Language::Spanish);
}

/// Each line of `fixtures/events/attribution.tsv`: language, sentence, the type of a row and who says it.
#[test]
fn rows_tell_who_says_so() {
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the rules are sound");
    let mut faults = Vec::new();
    for case in include_str!("../fixtures/events/attribution.tsv").lines() {
        let [language, text, kind, expected] = case.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four cells in `{case}`");
        };
        let language = language.parse().expect("a language");
        let document = Document::new("case.txt", text, Metadata::default());
        let events = annotate(&pipeline, language, text);
        let event = events.iter().find(|event| event.kind.name() == kind);
        let says = event.map(|event| event.attribution.as_ref().map_or("-", |a| a.name(&document)));
        if says != Some(expected) {
            faults.push(format!("{text}\n  expected {expected}, found {says:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every trigger row gives what it says of its example.
#[test]
fn examples_of_triggers_give_their_types() {
    let tables = Tables::embedded();
    let pipeline = Pipeline::new(&tables).expect("the rules are sound");
    let mut faults = Vec::new();
    for language in [Language::English, Language::Spanish] {
        let records = tables.rules("events", language).expect("the rules are sound");
        let triggers = records.iter().filter(|record| record.get("type") != "none").count();
        assert!(triggers >= 600, "{triggers} triggers in {language}");
        for record in &records {
            let gives = record.get("gives").split(' ').next().unwrap_or_default();
            let events = annotate(&pipeline, language, record.get("example"));
            let fits = match gives {
                "-" => events.is_empty(),
                kind => events.iter().any(|event| event.kind.name() == kind),
            };
            if !fits {
                let kinds: Vec<_> = events.iter().map(|event| event.kind.name()).collect();
                faults.push(format!(
                    "{}:{}: `{}` gives {kinds:?}, not {gives}",
                    record.origin().file,
                    record.origin().line,
                    record.get("example"),
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{} examples:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn examples_of_senses_give_their_types() {
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the rules are sound");
    let mut faults = Vec::new();
    for (language, rules) in [
        (Language::English, include_str!("../rules/senses/en.tsv")),
        (Language::Spanish, include_str!("../rules/senses/es.tsv")),
    ] {
        for row in rules.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let found: Vec<String> = annotate(&pipeline, language, cells[4])
                .iter()
                .map(|e| e.kind.to_string())
                .collect();
            let expected = if cells[2] == "none" { &[][..] } else { &cells[2..3] };
            if found != expected {
                faults.push(format!("{}: {found:?} instead of {}", cells[4], cells[2]));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
