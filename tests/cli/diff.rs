//! What a run changed.

use serde_json::Value;

use super::support::{Folder, Run};

const OLD: &[(&str, &str)] = &[
    ("a.txt", "On 3 May 2019 the DEA arrested Ramiro Salcedo Duarte in Manzanillo.\n"),
    ("b.txt", "Gunmen killed 15 people in Ciudad Juárez on 31 January 2010.\n"),
];

/// A folder with a timeline of [`OLD`] in each format.
fn folder() -> Folder {
    let folder = Folder::with(OLD);
    for file in ["old.csv", "old.json", "old.jsonl"] {
        folder.run(&["timeline", "a.txt", "b.txt", "-o", file]).ends(0, &[]);
    }
    folder
}

fn cells<'a>(run: &'a [Value], key: &str) -> Vec<&'a str> {
    run.iter().map(|row| row[key].as_str().unwrap_or_default()).collect()
}

#[test]
fn timelines_are_equal_whatever_their_formats() {
    let folder = folder();
    folder.run(&["timeline", "a.txt", "b.txt", "--excel", "-o", "excel.csv"]).ends(0, &[]);
    for old in ["old.csv", "old.json", "old.jsonl"] {
        for new in ["old.csv", "old.json", "old.jsonl", "excel.csv"] {
            let run = folder.run(&["diff", old, new, "-f", "jsonl"]);
            run.ends(0, &["0 events added, 0 removed, 0 changed; 2 events before, 2 now"]);
            assert_eq!(run.out, "", "{old} {new}");
        }
    }
}

#[test]
fn rows_come_go_and_change_cell_by_cell() {
    let folder = folder();
    folder
        .write("b.txt", b"Soldiers seized two tons of cocaine in Manzanillo on 5 December 2007.\n");
    let old = folder.read("old.jsonl");
    let changed = old.replace(
        r#""factuality":"asserted","attribution""#,
        r#""factuality":"alleged","attribution""#,
    );
    assert_ne!(old, changed);
    folder.write("changed.jsonl", changed.as_bytes());
    let run = folder.run(&["diff", "old.csv", "changed.jsonl", "-f", "jsonl"]);
    let rows = run.ends(1, &["0 events added, 0 removed, 2 changed"]).rows();
    assert_eq!(cells(&rows, "column"), ["factuality", "factuality"]);
    assert_eq!((&rows[0]["old"], &rows[0]["new"]), (&"asserted".into(), &"alleged".into()));
    let ignore = ["diff", "old.csv", "changed.jsonl", "--ignore", "factuality"];
    folder.run(&ignore).ends(0, &["0 changed"]);
    folder.run(&["timeline", "a.txt", "b.txt", "-o", "new.json"]).ends(0, &[]);
    let run = folder.run(&["diff", "old.json", "new.json", "-f", "jsonl"]);
    let rows = run.ends(1, &["1 event added, 1 removed, 0 changed"]).rows();
    assert_eq!(cells(&rows, "change"), ["added", "removed"]);
    assert_eq!(cells(&rows, "date"), ["2007-12-05", "2010-01-31"]);
}

#[test]
fn a_row_with_another_id_is_the_same_where_it_stands_on_the_same_sentence() {
    let folder = folder();
    let corrected = folder.read("old.csv");
    let id = corrected.lines().nth(1).and_then(|line| line.get(..16)).expect("an id").to_owned();
    folder.write("new.csv", corrected.replace(&id, "0123456789abcdef").as_bytes());
    let run = folder.run(&["diff", "old.csv", "new.csv", "-f", "jsonl"]);
    let rows = run.ends(1, &["0 events added, 0 removed, 1 changed"]).rows();
    assert_eq!(cells(&rows, "column"), ["id"]);
    assert_eq!(cells(&rows, "old_id"), [&*id]);
    // Moved down by a line of its own: the words of the quote are the same.
    folder.write("a.txt", format!("A heading\n\n{}", OLD[0].1).as_bytes());
    folder.run(&["timeline", "a.txt", "b.txt", "-o", "moved.csv"]).ends(0, &[]);
    let run = folder.run(&["diff", "new.csv", "moved.csv", "-f", "jsonl"]);
    assert_eq!(cells(&run.ends(1, &[]).rows(), "column"), ["id", "offsets"]);
}

#[test]
fn differences_have_the_four_formats() {
    let folder = folder();
    folder.run(&["timeline", "a.txt", "-o", "new.csv"]).ends(0, &[]);
    let out = |format: &str| {
        let run = folder.run(&["diff", "old.csv", "new.csv", "-f", format]);
        run.ends(1, &[]);
        run.out
    };
    let json: Vec<Value> = serde_json::from_str(&out("json")).expect("JSON");
    assert_eq!(json.len(), 1);
    assert_eq!(out("jsonl").lines().count(), 1);
    assert!(
        out("csv").starts_with("change,id,old_id,date,type,headline,column,old,new\r\nremoved,")
    );
    assert!(out("table").contains("removed"));
}

#[test]
fn what_is_no_timeline_is_told_and_is_no_difference() {
    let folder = folder();
    for (name, text, message) in [
        ("a.csv", "name,age\nx,1\n", "a.csv:1: no column `id`"),
        ("a.jsonl", "{\"id\":1}\n", "a.jsonl:1: no row of a timeline"),
        ("a.json", "[\n{\"id\":\"1\"}]\n", "a.json:2: no row of a timeline"),
        ("a.csv", "", "a.csv: empty; give a file of `cronica timeline`"),
        ("a", "", "a: empty"),
    ] {
        folder.write(name, text.as_bytes());
        folder.run(&["diff", "old.csv", name]).ends(2, &[message]);
    }
    folder.run(&["diff", "old.csv", "gone.csv"]).ends(2, &["gone.csv: no such file"]);
    // A timeline without a row, in this format.
    folder.write("none.jsonl", b"");
    folder.run(&["diff", "old.csv", "none.jsonl"]).ends(1, &["2 removed"]);
    let ignore = ["diff", "old.csv", "old.csv", "--ignore", "colour"];
    folder.run(&ignore).ends(2, &["the column `colour` is not known"]);
    let run: Run = folder.run(&["diff", "old.csv"]);
    run.ends(2, &["NEW"]);
}
