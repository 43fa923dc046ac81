//! The date rules against their own examples and against short texts with marked expressions.

use cronica::pipeline::Depth;
use cronica::{Document, Language, Metadata, Pipeline, Record, Tables, Timex};

/// The publication date of the examples in `rules/dates`.
const EXAMPLES_PUBLISHED: &str = "2024-06-15";

fn dates(pipeline: &Pipeline, text: &str, published: &str, language: Language) -> Vec<Timex> {
    let published = (!published.is_empty()).then(|| published.parse().expect("a valid date"));
    let metadata = Metadata { published, language: Some(language), ..Metadata::default() };
    let document = Document::new("case.txt", text, metadata);
    pipeline.annotate_to(&document, Depth::Dates).dates
}

/// A text with the expressions that stand in it marked: `[3 May=2019-05-03;2019-05-03]`.
struct Case {
    text: String,
    /// Words, value, and EDTF where it is given.
    expected: Vec<(String, String, Option<String>)>,
}

fn case(marked: &str) -> Case {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, behind) = after.split_once(']').expect("a mark ends");
        let (words, answer) = mark.rsplit_once('=').expect("a mark has a value");
        let (value, edtf) = match answer.split_once(';') {
            Some((value, edtf)) => (value, Some(edtf.to_owned())),
            None => (answer, None),
        };
        text.push_str(before);
        text.push_str(words);
        expected.push((words.to_owned(), value.to_owned(), edtf));
        rest = behind;
    }
    text.push_str(rest);
    // A fixture is one line; `\n` in it is a line break.
    let breaks = |text: &str| text.replace("\\n", "\n");
    let expected = expected.into_iter().map(|(w, v, e)| (breaks(&w), v, e)).collect();
    Case { text: breaks(&text), expected }
}

fn check_fixtures(name: &str, language: Language, at_least: usize) {
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the rules are sound");
    let path = format!("fixtures/dates/{name}.tsv");
    let file = std::fs::read_to_string(&path).expect("the fixtures are there");
    let mut wrong = Vec::new();
    let (mut count, mut negative) = (0, 0);
    for (line, row) in (1..).zip(file.lines()) {
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let (published, marked) = row.split_once('\t').expect("a date and a text");
        let Case { text, expected } = case(marked);
        count += 1;
        negative += usize::from(expected.is_empty());
        let found: Vec<_> = dates(&pipeline, &text, published, language)
            .into_iter()
            .filter(|timex| !timex.timeml_only)
            .map(|timex| {
                let edtf = timex.edtf.map(|edtf| edtf.to_string()).unwrap_or_default();
                (timex.span.of(&text).to_owned(), timex.value.to_string(), edtf)
            })
            .collect();
        let agrees = found.len() == expected.len()
            && found.iter().zip(&expected).all(|((words, value, edtf), (w, v, e))| {
                words == w && value == v && e.as_ref().is_none_or(|e| e == edtf)
            });
        if !agrees {
            wrong.push(format!("{path}:{line}: {text}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= at_least && negative * 3 >= count - 3, "{count} cases, {negative} negative");
}

#[test]
fn english_cases_give_their_values() {
    check_fixtures("en", Language::English, 350);
}

#[test]
fn spanish_cases_give_their_values() {
    check_fixtures("es", Language::Spanish, 250);
}

#[test]
fn portuguese_cases_give_their_values() {
    check_fixtures("pt", Language::Portuguese, 20);
}

#[test]
fn every_rule_gives_what_its_example_says() {
    let tables = Tables::embedded();
    let pipeline = Pipeline::new(&tables).expect("the rules are sound");
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for row in tables.rules("dates", language).expect("the rules are sound") {
            if !matches!(row.get("kind"), "pattern" | "timeml") {
                continue;
            }
            let (name, example) = (row.get("name"), row.get("example"));
            if name.is_empty() || example.is_empty() || row.get("gives").is_empty() {
                wrong.push(missing(&row));
                continue;
            }
            let found = dates(&pipeline, example, EXAMPLES_PUBLISHED, language);
            if row.get("value") == "nothing" {
                if !found.is_empty() {
                    wrong.push(format!("{:?} {name}: `{example}` gives {found:?}", row.origin()));
                }
                continue;
            }
            let gives = |timex: &Timex| {
                let ends = timex.ends.iter().any(|end| &*end.rule == name);
                &*timex.value == row.get("gives") && (&*timex.rule == name || ends)
            };
            if !found.iter().any(gives) {
                let found: Vec<_> = found.iter().map(|t| (&*t.value, &*t.rule)).collect();
                wrong.push(format!("{:?} {name}: `{example}` gives {found:?}", row.origin()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

fn missing(row: &Record) -> String {
    format!("{:?}: give the row a name, an example and what it gives", row.origin())
}
