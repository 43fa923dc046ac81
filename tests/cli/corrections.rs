//! What a user knows better, applied on every run.

use serde_json::{Value, json};

use super::support::{Folder, Run, run};

const TEXTS: &[(&str, &str)] = &[
    ("a.txt", "On 3 May 2019 the DEA arrested Ramiro Salcedo Duarte in Manzanillo.\n"),
    ("b.txt", "Gunmen killed 15 people in Ciudad Juárez on 31 January 2010.\n"),
];

/// A folder with the rows of its timeline, by date.
fn folder() -> (Folder, Vec<Value>) {
    let folder = Folder::with(TEXTS);
    let rows = folder.run(&["timeline", "a.txt", "b.txt", "-f", "jsonl"]).rows();
    assert_eq!(rows.len(), 2);
    (folder, rows)
}

fn corrected(folder: &Folder, corrections: &str) -> Run {
    folder.write("corrections.csv", corrections.as_bytes());
    let args = ["timeline", "a.txt", "b.txt", "-f", "jsonl", "--corrections", "corrections.csv"];
    folder.run(&args)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[test]
fn cells_are_corrected_by_id_and_by_quote_hash_and_marked() {
    let (folder, rows) = folder();
    let (killing, arrest) = (text(&rows[0]["id"]), text(&rows[1]["sources"][0]["quote_hash"]));
    let corrections = format!(
        "row,column,value,why\n\
         {killing},fatalities,16,the mayor\n\
         {killing},type,attack,\n\
         {arrest},date,2009-05,the file\n\
         {arrest},targets,Salvador Cienfuegos; Ana Prado,\n\
         {arrest},actors,,\n\
         {arrest},headline,Salvador Cienfuegos was arrested.,\n"
    );
    let run = corrected(&folder, &corrections);
    let now = run.ends(0, &["2 events"]).rows();
    assert_eq!(now[0]["edtf"], "2009-05", "sorted by the corrected date");
    assert_eq!(now[0]["id"], rows[1]["id"], "the id stays, so that corrections match again");
    assert_eq!(now[0]["targets"][0]["entity"], "salvador-cienfuegos-zepeda");
    assert_eq!(now[0]["targets"][1], json!({"entity": null, "name": "Ana Prado"}));
    assert_eq!(now[0]["actors"], json!([]));
    assert_eq!(now[0]["headline"], "Salvador Cienfuegos was arrested.");
    assert_eq!(now[0]["sources"][0]["edtf"], "2019-05-03", "what the source says stays");
    let marks = now[0]["corrected"].as_array().expect("a list");
    let columns: Vec<&str> = marks.iter().map(|mark| text(&mark["column"])).collect();
    assert_eq!(columns, ["date", "targets", "actors", "headline"]);
    assert_eq!(marks[0]["was"], "2019-05-03");
    assert_eq!((&now[1]["fatalities"], &now[1]["type"]), (&json!(16), &json!("attack")));
    let args = ["timeline", "a.txt", "b.txt", "--corrections", "corrections.csv", "-f", "csv"];
    assert!(folder.run(&args).out.contains("fatalities (was 15); type (was killing)"));
}

#[test]
fn filters_ask_for_what_was_corrected() {
    let (folder, rows) = folder();
    let id = text(&rows[1]["id"]);
    folder.write("c.csv", format!("row,column,value\n{id},date,2001\n").as_bytes());
    let args = ["timeline", "a.txt", "b.txt", "-f", "jsonl", "--corrections", "c.csv"];
    let run = folder.run(&[&args[..], &["--to", "2002"]].concat());
    assert_eq!(run.ends(0, &[]).rows().len(), 1);
    let explain = ["explain", id, "a.txt", "b.txt", "-f", "csv", "--corrections", "c.csv"];
    let run = folder.run(&explain);
    assert!(run.ends(0, &[]).out.contains("a correction took the place of “2019-05-03”"));
}

#[test]
fn a_row_is_dropped() {
    let (folder, rows) = folder();
    let run = corrected(&folder, &format!("row,column,value\n{},,drop\n", text(&rows[0]["id"])));
    let now = run.ends(0, &["1 event in"]).rows();
    assert_eq!(now[0]["id"], rows[1]["id"]);
}

#[test]
fn what_was_joined_is_separated() {
    let folder = Folder::with(&[
        TEXTS[0],
        ("b.txt", "In May 2019 the DEA arrested Ramiro Salcedo Duarte.\n"),
        ("c.txt", "The port was calm in 2019 until Ramiro Salcedo Duarte was arrested there.\n"),
    ]);
    let timeline = |corrections: &str| {
        folder.write("c.csv", format!("row,column,value\n{corrections}").as_bytes());
        let run = folder.run(&["timeline", ".", "-f", "jsonl", "--corrections", "c.csv"]);
        run.ends(0, &[]).rows()
    };
    let dates = |rows: &[Value]| -> Vec<String> {
        rows.iter().map(|row| text(&row["edtf"]).to_owned()).collect()
    };
    let joined = timeline("");
    assert_eq!((joined.len(), &joined[0]["source_count"]), (1, &json!(3)));
    let id = text(&joined[0]["id"]);
    let hash = text(&joined[0]["sources"][1]["quote_hash"]);
    let apart = timeline(&format!("{hash},,separate\n"));
    assert_eq!(dates(&apart), ["2019-05", "2019-05-03"]);
    assert_eq!((&apart[1]["source_count"], &apart[1]["id"]), (&json!(2), &json!(id)));
    assert_eq!(
        apart[0]["corrected"],
        json!([{"column": "sources", "was": format!("joined as {id}")}])
    );
    let apart = timeline(&format!("{id},,separate\n{hash},type,raid\n"));
    assert_eq!(dates(&apart), ["2019", "2019-05", "2019-05-03"]);
    assert_eq!(apart[1]["type"], "raid");
}

#[test]
fn faults_are_told_in_the_order_of_their_lines() {
    let (folder, _) = folder();
    let run = corrected(&folder, "row,column,value\nx,colour,red\nx,date\nx,type,robbery\n");
    let lines = run.err.lines().filter_map(|line| line.split(':').nth(2));
    assert_eq!(lines.collect::<Vec<_>>(), ["2", "3", "4"], "{}", run.err);
}

#[test]
fn corrections_that_match_no_more_are_told() {
    let (folder, _) = folder();
    let run = corrected(&folder, "row,column,value\n\n0123456789abcdef,date,2001\n");
    run.ends(3, &["corrections.csv:3: no row has the id or quote hash `0123456789abcdef`"]);
    assert_eq!(run.rows().len(), 2);
}

#[test]
fn faults_of_the_file_are_told_by_line() {
    let (folder, rows) = folder();
    let id = text(&rows[0]["id"]);
    for (row, message) in [
        ("ID,date,yesterday", "corrections.csv:2: "),
        ("ID,type,robbery", "use one of killing, attack"),
        ("ID,colour,red", "the column `colour` cannot be corrected; use one of date, type"),
        ("ID,actors,drop", "`drop` is for a whole row"),
        ("ID,,2001", "the column `column` is empty; name one, or write `drop` or `separate`"),
        ("ID,type,", "the cell `type` cannot be empty"),
        ("ID,date,", "the cell `date` cannot be empty"),
        ("ID,fatalities,many", "`many` is no number of dead"),
        (",date,2001", "the column `row` is empty"),
        ("ID,date", "2 cells where the header has 3"),
    ] {
        let run = corrected(&folder, &format!("row,column,value\n{}\n", row.replace("ID", id)));
        run.ends(3, &["corrections.csv:2: ", message, "the row is left out"]);
        assert_eq!(run.rows().len(), 2, "{row}");
    }
    corrected(&folder, "id,value\n").ends(1, &["corrections.csv:1: a column is missing"]);
    let gone = ["timeline", "a.txt", "--corrections", "gone.csv"];
    folder.run(&gone).ends(1, &["gone.csv: no such file"]);
}

/// The README's example names rows that the seeds have.
#[test]
fn the_corrections_of_the_readme_fit_the_seeds() {
    let readme = include_str!("../../README.md");
    let (_, behind) = readme.split_once("```csv\nrow,column,value\n").expect("the example");
    let (lines, _) = behind.split_once("```").expect("its end");
    let folder = Folder::with(&[("corrections.csv", &format!("row,column,value\n{lines}"))]);
    let file = folder.path("corrections.csv");
    let file = file.to_str().expect("a path of the test");
    run(&["timeline", "seeds", "-f", "jsonl", "--corrections", file]).ends(0, &[]);
    let (_, behind) = readme.split_once("`cronica explain ").expect("the example");
    let (command, _) = behind.split_once('`').expect("its end");
    let (id, paths) = command.split_once(' ').expect("an id and a path");
    run(&["explain", id, paths, "-f", "csv"]).ends(0, &[]);
}
