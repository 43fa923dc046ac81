//! Every case of `fixtures/mentions` gives its answer.

use cronica::{Document, Language, Mention, Metadata, Pipeline, Referent, Tables, Via};

/// A mention as a fixture writes it.
#[derive(Debug, PartialEq, Eq)]
struct Expected {
    text: String,
    label: String,
}

#[test]
fn english_names_are_linked() {
    check(include_str!("../fixtures/mentions/en.tsv"), Language::English);
}

#[test]
fn spanish_names_are_linked() {
    check(include_str!("../fixtures/mentions/es.tsv"), Language::Spanish);
}

fn check(fixture: &str, language: Language) {
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the tables are sound");
    let mut failures = Vec::new();
    let rows = (1..).zip(fixture.lines()).filter(|(_, line)| !line.starts_with('#')).skip(1);
    for (line, row) in rows {
        let (published, marked) = row.split_once('\t').expect("two cells");
        let (text, expected) = unmark(marked);
        let published = Some(published.parse().expect("a date"));
        let metadata = Metadata { published, language: Some(language), ..Metadata::default() };
        let document = Document::new("case", text, metadata);
        let mentions = pipeline.annotate(&document).mentions;
        let found: Vec<Expected> = mentions.iter().map(|m| describe(&document, m)).collect();
        if found != expected {
            failures.push(format!("line {line}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The text without its marks, and what they say.
fn unmark(marked: &str) -> (String, Vec<Expected>) {
    let (mut text, mut expected) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once('[') {
        let (inside, after) = behind.split_once(']').expect("a closed bracket");
        let (words, label) = inside.split_once('|').expect("words and a label");
        text.push_str(before);
        text.push_str(words);
        expected.push(Expected { text: words.to_owned(), label: label.to_owned() });
        rest = after;
    }
    text.push_str(rest);
    (text, expected)
}

fn describe(document: &Document, mention: &Mention) -> Expected {
    let text = document.slice(mention.span).to_owned();
    let mut label = match &mention.referent {
        Referent::Known(entity) => entity.id.to_string(),
        Referent::Unlisted { name, kind } if **name == *text => format!("?{kind}"),
        Referent::Unlisted { name, kind } => format!("?{kind}:{name}"),
    };
    if mention.via == Via::Role {
        label.push_str("|role");
    }
    Expected { text, label }
}
