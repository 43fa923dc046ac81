//! Whole documents: every row stands in its document, and the rows of the fixtures stay.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cronica::input::{read, walk};
use serde_json::{Map, Value, json};

/// Rewrites the fixtures instead of comparing them.
const BLESS: &str = "CRONICA_BLESS";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What the program writes when it runs in the project's root.
fn cronica(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cronica"))
        .args(args)
        .current_dir(root())
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn rows(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// The texts of a folder by document, as code points.
struct Texts(BTreeMap<String, Vec<char>>);

impl Texts {
    /// As the library reads them: of a page of HTML, the text that it takes out of it.
    fn of(folder: &str) -> Texts {
        let mut texts = BTreeMap::new();
        for file in walk(&[root().join(folder)]).files {
            let document = read(&file).expect("a readable document").document;
            let path = Path::new(&**document.id()).strip_prefix(root()).expect("below the root");
            let id = path.to_str().expect("UTF-8").replace('\\', "/");
            texts.insert(id, document.source().chars().collect());
        }
        assert!(!texts.is_empty(), "{folder} is empty");
        Texts(texts)
    }

    fn slice(&self, doc: &str, start: usize, end: usize) -> String {
        self.0[doc][start..end].iter().collect()
    }

    /// Asserts that `words`, an object with `text`, `start` and `end`, stands in `doc`.
    #[track_caller]
    fn holds(&self, doc: &Value, words: &Value) {
        let doc = doc.as_str().expect("a document");
        let [start, end] = ["start", "end"].map(|key| words[key].as_u64().expect("a position"));
        let text = words.get("quote").unwrap_or(&words["text"]);
        assert_eq!(text, &self.slice(doc, start as usize, end as usize), "{doc} {start}-{end}");
    }
}

/// White space as the cells of a table have it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_row_of_a_timeline_stands_in_its_documents() {
    let texts = Texts::of("seeds");
    let rows = rows(&cronica(&["timeline", "--format", "jsonl", "seeds"]));
    assert!(rows.len() > 20, "{} rows", rows.len());
    for row in &rows {
        let sources = row["sources"].as_array().expect("sources");
        assert!(row["source_count"].as_u64() <= Some(sources.len() as u64));
        for source in sources {
            texts.holds(&source["doc"], source);
            let lists = ["actors", "targets", "places"];
            let arguments = lists.iter().flat_map(|list| source[list].as_array().expect("a list"));
            let says = Some(&source["attribution"]).filter(|says| says.is_object());
            for words in arguments.chain([&source["date"], &source["trigger"]]).chain(says) {
                texts.holds(&source["doc"], words);
            }
            let trigger = source["trigger"]["text"].as_str().expect("words");
            assert!(source["quote"].as_str().expect("a quote").contains(trigger), "{source}");
        }
        let quotes: Vec<String> =
            sources.iter().map(|s| one_line(s["quote"].as_str().expect("a quote"))).collect();
        let headline = row["headline"].as_str().expect("a headline");
        let has = |quote: &String| stands_in(headline, &quote.replace("**", ""));
        assert!(quotes.iter().any(has), "{headline} in {quotes:?}");
        let figures = row["figures"].as_array().expect("a list").iter();
        for words in figures.map(|figure| figure["text"].as_str().expect("words")) {
            assert!(quotes.iter().any(|quote| quote.contains(words)), "{words} in {quotes:?}");
        }
    }
}

/// Whether the parts of a headline, between the marks for what was left out, stand in `quote` one
/// behind the other.
fn stands_in(headline: &str, quote: &str) -> bool {
    let mut rest = quote;
    headline.split('…').map(str::trim).all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

#[test]
fn every_line_of_a_timeline_in_csv_stands_in_its_documents() {
    let texts = Texts::of("seeds");
    let out = cronica(&["timeline", "--format", "csv", "seeds"]);
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let columns = reader.headers().expect("a header").clone();
    for record in reader.records() {
        let record = record.expect("a row");
        let cell = |name: &str| {
            let column = columns.iter().position(|column| column == name).expect("a column");
            &record[column]
        };
        let docs: Vec<&str> = cell("docs").split("; ").collect();
        let quote = |(doc, offsets): (&&str, &str)| {
            let (start, end) = offsets.split_once('-').expect("start-end");
            let position = |text: &str| text.parse().expect("a position");
            one_line(&texts.slice(doc, position(start), position(end)))
        };
        let quotes: Vec<String> = docs.iter().zip(cell("offsets").split("; ")).map(quote).collect();
        assert_eq!(cell("quotes"), quotes.join("; "));
        assert!(quotes.iter().any(|quote| quote.contains(cell("trigger"))), "{record:?}");
        let holds_date = |doc: &&str| {
            let text: String = texts.0[*doc].iter().collect();
            one_line(&text).contains(cell("date_text"))
        };
        assert!(docs.iter().any(holds_date), "{record:?}");
        assert!(cell("start") <= cell("end") || cell("end").is_empty(), "{record:?}");
    }
}

#[test]
fn every_mention_date_and_naming_stands_in_its_document() {
    let texts = Texts::of("seeds");
    for verb in ["mentions", "dates"] {
        let rows = rows(&cronica(&[verb, "--format", "jsonl", "seeds"]));
        assert!(rows.len() > 50, "{} {verb}", rows.len());
        for row in rows {
            texts.holds(&row["doc"], &row);
        }
    }
    for row in rows(&cronica(&["who", "Salvador Cienfuegos", "--format", "jsonl", "seeds"])) {
        let doc = row["doc"].as_str().expect("a document");
        for sentence in row["sources"].as_array().into_iter().flatten() {
            let [left, key, right] = ["left", "key", "right"].map(|part| sentence[part].as_str());
            let [start, end] = ["start", "end"].map(|at| sentence[at].as_u64().unwrap_or_default());
            let whole = [left, key, right].map(Option::unwrap_or_default).concat();
            assert_eq!(whole, texts.slice(doc, start as usize, end as usize));
        }
    }
}

#[test]
fn identifiers_stay_when_other_documents_come() {
    let alone = rows(&cronica(&["timeline", "--format", "jsonl", "seeds/guacamaya.txt"]));
    let together = cronica(&["timeline", "--format", "jsonl", "seeds"]);
    let kept = alone.iter().filter(|row| together.contains(row["id"].as_str().expect("an id")));
    // A row that other documents tell of as well may join them under another identifier.
    assert!(kept.count() * 10 >= alone.len() * 9, "most identifiers changed");
}

/// What a fixture keeps of a timeline row: enough to see what changed, little enough to read.
fn reduced(row: &Value) -> Value {
    let mut kept = Map::new();
    for key in ["edtf", "basis", "type", "trigger", "factuality"] {
        kept.insert(key.into(), row[key].clone());
    }
    for key in ["actors", "targets", "places"] {
        let names = row[key].as_array().into_iter().flatten().map(|named| named["name"].clone());
        kept.insert(key.into(), names.collect());
    }
    for key in ["attribution", "fatalities"] {
        let value = if row[key].is_object() { &row[key]["name"] } else { &row[key] };
        if !value.is_null() {
            kept.insert(key.into(), value.clone());
        }
    }
    json!(kept)
}

#[test]
fn timelines_of_the_fixtures_stay() {
    let folder = root().join("fixtures/timeline");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".txt"))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let mut changed = Vec::new();
    for name in names {
        let path = format!("fixtures/timeline/{name}");
        let out = cronica(&["timeline", "--format", "jsonl", &path]);
        let found: Vec<Value> = rows(&out).iter().map(reduced).collect();
        let current: String = found.iter().map(|row| format!("{row}\n")).collect();
        let golden = folder.join(name.replace(".txt", ".jsonl"));
        if std::env::var_os(BLESS).is_some() {
            fs::write(&golden, current).expect("the fixture can be written");
        } else if rows(&fs::read_to_string(&golden).unwrap_or_default()) != found {
            changed.push(format!("{}: now\n{current}", golden.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nif these rows are right, run the tests with {BLESS}=1",
        changed.join("\n")
    );
}
