//! Why a row is what it is.

use serde_json::Value;

use super::support::{Folder, run};

/// Two sources of one arrest, a copy of the first, and an arrest in another year.
const TEXTS: &[(&str, &str)] = &[
    ("a.txt", "Ramiro Salcedo Duarte was arrested in Manzanillo on 3 May 2019 by the DEA.\n"),
    ("b.txt", "In May 2019 Ramiro Salcedo Duarte was reportedly arrested.\n"),
    ("c.txt", "Ramiro Salcedo Duarte was arrested in Manzanillo on 3 May 2019 by the DEA.\n"),
    ("d.txt", "Ramiro Salcedo Duarte was arrested in Colima in August 2021.\n"),
];

/// The id of the row that has `date`.
fn id(folder: &Folder, date: &str) -> String {
    let rows = folder.run(&["timeline", ".", "-f", "jsonl"]).rows();
    let row = rows.iter().find(|row| row["edtf"] == date).expect("a row of this date");
    row["id"].as_str().expect("an id").to_owned()
}

fn because<'a>(rows: &'a [Value], cell: &str) -> Vec<&'a str> {
    let of_cell = rows.iter().filter(|row| row["cell"] == cell);
    of_cell.map(|row| row["because"].as_str().expect("a reason")).collect()
}

#[test]
fn explain_says_why_each_cell_is_what_it_is() {
    let folder = Folder::with(TEXTS);
    let id = id(&folder, "2019-05-03");
    let run = folder.run(&["explain", &id, ".", "-f", "jsonl"]);
    let rows = run.ends(0, &["1 event in 4 documents"]).rows();
    assert!(because(&rows, "date")[0].contains("rule "), "{rows:?}");
    assert!(because(&rows, "type")[0].contains("rules/events/en.tsv:"), "{rows:?}");
    assert!(because(&rows, "actors")[0].contains("behind “by”"), "{rows:?}");
    assert!(because(&rows, "targets")[0].contains("before “arrested” (passive)"), "{rows:?}");
    assert!(because(&rows, "places")[0].contains("behind “in”; roles by frame"), "{rows:?}");
    let sources = because(&rows, "source");
    assert_eq!(sources.len(), 3);
    assert!(sources[1].contains("same-words") && sources[1].contains("a copy"), "{sources:?}");
    assert!(sources[2].contains("joined by same-target, same-month"), "{sources:?}");
    assert!(because(&rows, "apart")[0].contains("kept apart by other-date"), "{rows:?}");
    let target = rows.iter().find(|row| row["cell"] == "targets").expect("a target");
    assert_eq!(target["text"], "Ramiro Salcedo Duarte");
    assert_eq!((&target["start"], &target["end"]), (&Value::from(0), &Value::from(21)));
}

#[test]
fn explain_shows_the_cue_of_a_factuality_and_what_a_date_was_reckoned_from() {
    let text = "Ramiro Salcedo Duarte was not arrested on Tuesday.\n";
    let folder = Folder::with(&[("a.txt", text)]);
    let rows = folder.run(&["timeline", "a.txt", "-f", "jsonl", "--as-of", "2024-03-07"]).rows();
    let id = rows.last().expect("a row")["id"].as_str().expect("an id").to_owned();
    let run = folder.run(&["explain", &id, "a.txt", "-f", "jsonl", "--as-of", "2024-03-07"]);
    let rows = run.ends(0, &[]).rows();
    let factuality = rows.iter().find(|row| row["cell"] == "factuality").expect("a row");
    assert_eq!((&factuality["value"], &factuality["text"]), (&"denied".into(), &"not".into()));
    assert!(because(&rows, "date")[0].contains("publication date 2024-03-07"), "{rows:?}");
}

#[test]
fn the_beginning_of_an_id_will_do_where_it_is_the_only_one() {
    let folder = Folder::with(TEXTS);
    let (id, other) = (id(&folder, "2019-05-03"), id(&folder, "2021-08"));
    let shared = id.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    folder.run(&["explain", &id[..=shared], "."]).ends(0, &[]);
    let mut wrong = id.clone();
    wrong.replace_range(15.., if id.ends_with('0') { "1" } else { "0" });
    let nearest = format!("nearest: {id}");
    folder.run(&["explain", &wrong, "."]).ends(1, &["no row has the id", &nearest]);
    let none = ["no row has the id or quote hash `zzz`", "gives both"];
    folder.run(&["explain", "zzz", "."]).ends(1, &none);
    folder.run(&["explain", "", "."]).ends(1, &["gives both"]);
}

#[test]
fn a_quote_hash_will_do_for_an_id() {
    let folder = Folder::with(TEXTS);
    let rows = folder.run(&["timeline", ".", "-f", "jsonl"]).rows();
    let joined = &rows[0]["sources"][2];
    let hash = joined["quote_hash"].as_str().expect("a hash");
    let run = folder.run(&["explain", &hash[..8], ".", "-f", "jsonl"]);
    assert_eq!(because(&run.ends(0, &[]).rows(), "source").len(), 3);
}

#[test]
fn twins_are_told() {
    let text = "On 3 May 2019 gunmen killed two men in Colima, and on 3 May 2019 soldiers killed a \
                woman in Manzanillo.\n";
    let folder = Folder::with(&[("a.txt", text)]);
    let rows = folder.run(&["timeline", ".", "-f", "jsonl"]).rows();
    let id = |row: &Value| row["id"].as_str().expect("an id").to_owned();
    let twin = rows.iter().map(id).find(|id| id.ends_with("-2")).expect("a twin");
    let first = twin.trim_end_matches("-2");
    folder.run(&["explain", first, "."]).ends(0, &[&format!("there is also {twin} (2019-05-03")]);
    folder.run(&["explain", &twin, "."]).ends(0, &[&format!("there is also {first} (2019-05-03")]);
    let shorter = &first[..first.len() - 1];
    folder.run(&["explain", shorter, "."]).ends(1, &["2 rows have ids or quote hashes"]);
}

#[test]
fn explain_has_the_four_formats() {
    let rows = run(&["timeline", "seeds", "-f", "jsonl"]).rows();
    let id = rows[0]["id"].as_str().expect("an id");
    let out = |format: &str| {
        let run = run(&["explain", id, "seeds", "-f", format]);
        run.ends(0, &[]);
        run.out
    };
    let json: Vec<Value> = serde_json::from_str(&out("json")).expect("JSON");
    assert_eq!(out("jsonl").lines().count(), json.len());
    assert_eq!(out("csv").lines().count(), json.len() + 1);
    assert!(out("csv").starts_with("cell,value,because,text,doc,start,end"));
    assert!(out("table").lines().all(|line| line.chars().count() <= 120));
}
