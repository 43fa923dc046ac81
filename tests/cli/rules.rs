//! A user's own rules.

use super::support::Folder;

const TRIGGERS: &str = "lemma\tclass\ttype\tframe\tstrength\tforms\texample\tgives\n";

/// A sentence of another subject than crime.
const TEXT: &str = "On 3 May 2019 Ana Prado transcribed the scores of Clara Schumann.";

fn rows(folder: &Folder, text: &str, more: &[&str]) -> Vec<serde_json::Value> {
    let args = ["timeline", "--text", text, "--format", "jsonl", "--rules", "rules"];
    folder.run(&[&args, more].concat()).ends(0, &[]).rows()
}

#[test]
fn a_row_of_ones_own_is_read_beside_the_built_in_ones() {
    let row = "transcribe\tverb\treport\tact\tstrong\t\t\t\n";
    let folder = Folder::with(&[("rules/events/en.tsv", &format!("{TRIGGERS}{row}"))]);
    let found = rows(&folder, TEXT, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["type"], "report");
    let found = rows(&folder, "On 3 May 2019 marines arrested Ana Prado.", &[]);
    assert_eq!(found[0]["type"], "arrest");
}

#[test]
fn a_row_takes_the_place_of_the_built_in_one_about_the_same_word() {
    let row = "arrest\tverb\tprotest\tact\tstrong\t\t\t\n";
    let folder = Folder::with(&[("rules/events/en.tsv", &format!("{TRIGGERS}{row}"))]);
    let text = "On 3 May 2019 marines arrested Ana Prado.";
    let found = rows(&folder, text, &[]);
    assert_eq!(found[0]["type"], "protest");
    // Of two folders the later one counts.
    let later = "arrest\tverb\taid\tact\tstrong\t\t\t\n";
    folder.write("later/events/en.tsv", format!("{TRIGGERS}{later}").as_bytes());
    assert_eq!(rows(&folder, text, &["--rules", "later"])[0]["type"], "aid");
}

#[test]
fn explain_points_to_the_users_own_row() {
    let row = "transcribe\tverb\treport\tact\tstrong\t\t\t\n";
    let folder = Folder::with(&[
        ("rules/events/en.tsv", &format!("# of music\n{TRIGGERS}{row}")),
        ("a.txt", TEXT),
    ]);
    let run = folder.run(&["timeline", "a.txt", "--rules", "rules", "--format", "jsonl"]);
    let id = run.ends(0, &[]).rows()[0]["id"].as_str().expect("an id").to_owned();
    let why = folder.run(&["explain", &id, "a.txt", "--rules", "rules", "--format", "csv"]);
    assert!(why.ends(0, &[]).out.contains("rules/events/en.tsv:3"), "{}", why.out);
}

#[test]
fn codes_of_ones_own_are_columns() {
    let table = "types\tfactuality\tactors\ttargets\tdeaths\ttrigger\twords\tmusic_code\texample\n\
                 arrest\t-\t-\t-\t-\t-\t-\tFORTE\t\n";
    let folder = Folder::with(&[("rules/mappings/music.tsv", table)]);
    let text = "On 3 May 2019 marines arrested Ana Prado.";
    let found = rows(&folder, text, &["--columns", "music"]);
    assert_eq!(found[0]["music_code"], "FORTE");
}

#[test]
fn rules_that_cannot_be_used_end_the_run_with_file_and_line() {
    let short = format!("{TRIGGERS}hum\tverb\n");
    let untyped = format!("{TRIGGERS}hum\tverb\tmusic\tact\tstrong\t\t\t\n");
    let cases: &[(&str, &[u8], &str)] = &[
        ("rules/events/de.tsv", b"", "no table has this name; use one of"),
        ("rules/events/en.tsv", b"lemma\ttype\n", "en.tsv:1: the columns must be lemma, class,"),
        ("rules/events/en.tsv", b"# \xe1\nlemma\n", "en.tsv:1: not UTF-8"),
        ("rules/events/en.tsv", short.as_bytes(), "en.tsv:2: 2 cells where"),
        ("rules/events/en.tsv", untyped.as_bytes(), "en.tsv:2: `music` is not known; use one of"),
        ("rules/en.tsv", b"", "no table in it; lay it out as events/en.tsv"),
    ];
    for (file, bytes, message) in cases {
        let folder = Folder::with(&[]);
        folder.write(file, bytes);
        folder.run(&["timeline", "--text", TEXT, "--rules", "rules"]).ends(1, &[message]);
    }
    Folder::with(&[]).run(&["timeline", "--text", TEXT, "--rules", "absent"]).ends(1, &["absent"]);
}
