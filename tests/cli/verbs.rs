//! What each verb answers.

use super::support::{Folder, NOTE, run};

#[test]
fn who_lists_the_sources_that_name_an_actor() {
    for name in [
        "Cienfuegos",
        "Salvador Cienfuegos",
        "salvador cienfuegos zepeda",
        "salvador-cienfuegos-zepeda",
    ] {
        let run = run(&["who", name, "seeds", "--format", "jsonl"]);
        let rows = run.ends(0, &[]).rows();
        let row = rows.iter().find(|row| row["doc"] == "seeds/cienfuegos.txt").expect("a row");
        assert_eq!(row["entity"], "salvador-cienfuegos-zepeda", "{name}");
        let sentences = row["sentences"].as_array().expect("sentences");
        assert_eq!(row["count"], sentences.len());
    }
}

#[test]
fn who_proposes_names_for_one_that_is_unknown() {
    let run = run(&["who", "Salvador Sienfuegos", "seeds"]);
    run.ends(1, &["`Salvador Sienfuegos`", "nearest: Salvador Cienfuegos"]);
    assert_eq!(run.out, "");
}

#[test]
fn who_tells_whom_an_ambiguous_name_can_mean() {
    let folder = Folder::with(&[
        ("g/person.csv", "id,name,aliases\na,Ana Prado,La Jefa\nb,Bea Solís,La Jefa\n"),
        ("a.txt", "Ana Prado met Bea Solís.\n"),
    ]);
    let who = ["who", "la jefa", "a.txt", "--gazetteer", "g", "--no-builtin", "-f", "jsonl"];
    let run = folder.run(&who);
    run.ends(0, &["can mean Ana Prado (a) or Bea Solís (b); ask for one by its id"]);
    assert_eq!(run.rows().len(), 2);
}

#[test]
fn who_known_but_not_named_is_an_empty_result() {
    let who = ["who", "Salvador Cienfuegos", "--text", "Nobody came.", "-f", "jsonl"];
    let messages = ["do not name Salvador Cienfuegos", "0 namings in 0 of 1 document"];
    assert_eq!(run(&who).ends(0, &messages).out, "");
}

#[test]
fn check_takes_names_ids_and_words() {
    let folder = Folder::with(&[
        ("a.txt", "Salvador Cienfuegos flew to Los Angeles; the harbour master stayed.\n"),
        ("b.txt", "Nobody came.\n"),
        ("names.csv", "id,name\nsalvador-cienfuegos-zepeda,\n,Harbour  Master\n,Los Ángeles\n"),
        ("list.txt", "Salvador Cienfuegos\nharbour master\n"),
    ]);
    let check = |args: &[&str]| {
        let run = folder.run(&[&["check", "--format", "jsonl"], args].concat());
        run.ends(0, &["`", "is not in the dictionary; the words are searched for"]);
        let cell = |row: &serde_json::Value| {
            let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            (text("query"), text("doc"), row["count"].as_u64())
        };
        run.rows().iter().map(cell).collect::<Vec<_>>()
    };
    let row = |query: &str, doc: &str, count| (query.to_owned(), doc.to_owned(), Some(count));
    assert_eq!(
        check(&["list.txt", "a.txt", "b.txt"]),
        [row("Salvador Cienfuegos", "a.txt", 1), row("harbour master", "a.txt", 1)]
    );
    assert_eq!(
        check(&["list.txt", "a.txt", "b.txt", "--zeros"]),
        [
            row("Salvador Cienfuegos", "a.txt", 1),
            row("harbour master", "a.txt", 1),
            row("Salvador Cienfuegos", "b.txt", 0),
            row("harbour master", "b.txt", 0),
        ]
    );
    let rows = check(&["names.csv", "a.txt", "b.txt"]);
    assert!(rows.contains(&row("salvador-cienfuegos-zepeda", "a.txt", 1)), "{rows:?}");
    assert!(rows.contains(&row("Harbour  Master", "a.txt", 1)), "{rows:?}");
    assert!(rows.iter().any(|(query, ..)| query == "Los Ángeles"), "{rows:?}");
}

#[test]
fn check_wants_a_list_with_names() {
    let folder = Folder::with(&[("a.txt", NOTE), ("empty.csv", "id,name\n")]);
    folder.run(&["check", "gone.csv", "a.txt"]).ends(1, &["gone.csv: no such file"]);
    folder.run(&["check", "empty.csv", "a.txt"]).ends(1, &["empty.csv: no names in it"]);
}

#[test]
fn dates_gives_a_range_whole_or_by_its_ends() {
    let dates = ["dates", "--text", "It lasted from 2006 to 2012.", "--format", "jsonl"];
    let whole = run(&dates);
    assert_eq!(whole.ends(0, &["1 date in 1 document"]).rows()[0]["edtf"], "2006/2012");
    let split = run(&[&dates[..], &["--ranges", "split"]].concat());
    let edtf: Vec<_> = split.rows().iter().map(|row| row["edtf"].clone()).collect();
    assert_eq!(edtf, ["2006", "2012"]);
}

#[test]
fn timeline_filters_leave_only_what_was_asked_for() {
    let all = run(&["timeline", "seeds", "--format", "jsonl"]).rows();
    assert!(all.len() > 20, "{} rows", all.len());
    let days = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or("?").to_owned();
    for row in run(&["timeline", "seeds", "-f", "jsonl", "--from", "2020", "--to", "2021"]).rows() {
        assert!(days(&row, "latest").as_str() >= "2020", "{row}");
        assert!(days(&row, "earliest").as_str() <= "2021-12-31", "{row}");
    }
    let cases = [("--type", "type", "arrest"), ("--factuality", "factuality", "asserted")];
    for (option, column, value) in cases {
        let rows = run(&["timeline", "seeds", "-f", "jsonl", option, value]).rows();
        let expected = all.iter().filter(|row| row[column] == value).count();
        assert!(expected > 0, "{option}");
        assert_eq!(rows.len(), expected, "{option}");
    }
    let rows = run(&["timeline", "seeds", "-f", "jsonl", "--min-confidence", "0.7"]).rows();
    let sure = |row: &&serde_json::Value| row["confidence"].as_f64() >= Some(0.7);
    assert_eq!(rows.len(), all.iter().filter(sure).count());
    let actor = ["timeline", "seeds", "-f", "jsonl", "--actor", "cienfuegos"];
    let rows = run(&actor).rows();
    assert!(!rows.is_empty());
    for row in rows {
        assert!(row.to_string().contains("salvador-cienfuegos-zepeda"), "{row}");
    }
}

#[test]
fn wrong_values_are_usage() {
    let cases: &[(&[&str], &str)] = &[
        (&["--type", "robbery"], "use one of killing, attack"),
        (&["--kind", "ship"], "use one of person, cartel"),
        (&["--factuality", "sure"], "use one of asserted, alleged"),
        (&["--from", "yesterday"], "no EDTF date"),
        (&["--min-confidence", "7"], "no number from 0 to 1"),
    ];
    for (args, message) in cases {
        run(&[&["timeline", "seeds"], *args].concat()).ends(2, &[message]);
    }
    run(&["chronicle", "seeds"]).ends(2, &["unrecognized subcommand"]);
}

#[test]
fn names_that_a_filter_does_not_know_fail_and_the_nearest_are_proposed() {
    for (option, name, nearest) in [
        ("--actor", "Nemo Ninguno", "`cronica gazetteer list`"),
        ("--actor", "Zamabda", "nearest: Ismael Zambada García (person, ismael-zambada-garcia)"),
        ("--place", "Culican", "nearest: Culiacán (place, mx-sin-culiacan)"),
    ] {
        let run = run(&["timeline", "seeds", option, name]);
        run.ends(1, &[&format!("know `{name}`; "), nearest]);
        assert_eq!(run.out, "");
    }
    run(&["timeline", "seeds", "--actor", " "]).ends(2, &["it is empty; give a name"]);
    run(&["who", "", "seeds"]).ends(2, &["it is empty; give a name"]);
}

#[test]
fn names_that_only_the_documents_have_are_filters_too() {
    let text = "On 3 May 2019 the DEA arrested Ramiro Salcedo Duarte in Manzanillo.";
    let timeline = ["timeline", "--text", text, "-f", "jsonl", "--actor", "Salcedo Duarte"];
    let run = run(&timeline);
    run.ends(0, &["`Salcedo Duarte` is not in the dictionary; only the very name counts"]);
    assert_eq!(run.rows().len(), 1);
}

#[test]
fn days_that_no_event_can_have_are_usage() {
    let days = ["timeline", "seeds", "--from", "2024", "--to", "2020"];
    run(&days).ends(2, &["--from 2024-01-01 lies after --to 2020-12-31"]);
}

#[test]
fn check_proposes_names_for_those_that_the_dictionary_lacks() {
    let folder = Folder::with(&[("a.txt", NOTE), ("list.txt", "Salvador Sienfuegos\n")]);
    let check = folder.run(&["check", "list.txt", "a.txt"]);
    check.ends(0, &["(nearest: Salvador Cienfuegos", "; the words are searched for"]);
}
