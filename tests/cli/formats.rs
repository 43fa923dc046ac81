//! The four formats of every verb.

use super::support::{Folder, run};

/// A call of every verb that writes rows.
const VERBS: &[&[&str]] = &[
    &["timeline", "seeds"],
    &["mentions", "seeds"],
    &["who", "Salvador Cienfuegos", "seeds"],
    &["check", "gazetteers/cartel.csv", "seeds", "--zeros"],
    &["dates", "seeds"],
    &["gazetteer", "list", "--kind", "program"],
    &["gazetteer", "show", "DEA"],
];

fn in_format(verb: &[&str], format: &str) -> String {
    let run = run(&[verb, &["--format", format]].concat());
    run.ends(0, &[]);
    run.out
}

#[test]
fn every_verb_has_the_four_formats_with_the_same_rows() {
    for verb in VERBS {
        let csv = in_format(verb, "csv");
        let json = in_format(verb, "json");
        let jsonl = in_format(verb, "jsonl");
        let table = in_format(verb, "table");
        let rows: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
        assert!(!rows.is_empty(), "{verb:?} finds nothing");
        assert_eq!(jsonl.lines().count(), rows.len(), "{verb:?}");
        assert_eq!(csv.lines().count(), rows.len() + 1, "{verb:?}: a line a row");
        assert!(csv.ends_with("\r\n"), "RFC 4180 ends lines in CR LF");
        assert!(table.lines().count() > rows.len(), "{verb:?}");
        assert!(table.lines().all(|line| line.chars().count() <= 120), "{verb:?}");
    }
}

#[test]
fn a_pipe_gets_csv() {
    assert!(run(&["dates", "seeds"]).ends(0, &[]).out.starts_with("doc,start,end,text"));
}

#[test]
fn excel_gets_a_mark_and_no_formulas() {
    let folder = Folder::with(&[(
        "g/organization.csv",
        "id,name,aliases,note\n\
         a,=SUM(A1),,plus\n\
         b,+Estado,,\n\
         c,-Menos,,\n\
         d,@handle,,\n",
    )]);
    let run = folder.run(&["gazetteer", "list", "--gazetteer", "g", "--no-builtin", "--excel"]);
    let out = &run.ends(0, &[]).out;
    assert!(out.starts_with('\u{feff}'));
    for name in ["'=SUM(A1)", "'+Estado", "'-Menos", "'@handle"] {
        assert!(out.contains(name), "{name} is not in:\n{out}");
    }
    let plain = folder.run(&["gazetteer", "list", "--gazetteer", "g", "--no-builtin"]);
    assert!(plain.out.contains(",=SUM(A1),") && !plain.out.contains('\u{feff}'));
}

#[test]
fn excel_keeps_negative_longitudes() {
    let show = ["gazetteer", "show", "Culiacán", "--excel"];
    assert!(run(&show).ends(0, &[]).out.contains(",-107."));
}

/// Runs in a terminal of 80 columns, where `script` is there to make one.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_a_table_of_its_width() {
    let program = env!("CARGO_BIN_EXE_cronica");
    let command = format!("stty rows 24 cols 80; '{program}' timeline --quiet seeds");
    let made = std::process::Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(std::process::Stdio::null())
        .output();
    let Ok(output) = made else {
        eprintln!("no `script` here; not tested");
        return;
    };
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(table.contains('─'), "{table}");
    assert!(table.lines().all(|line| line.trim_end().chars().count() <= 80), "{table}");
}

#[test]
fn a_table_obeys_no_control_characters() {
    let text = "On 5 January 2023 \u{1b}[31mRed Note\u{1b}[0m said so.";
    let run = run(&["timeline", "--text", text, "--format", "table"]);
    assert!(!run.ends(0, &[]).out.contains('\u{1b}'));
}

#[test]
fn columns_of_other_schemes_stand_behind_the_row_in_every_format() {
    let text = "On 3 May 2019 the DEA arrested Ramiro Salcedo Duarte in Manzanillo. On 5 May 2019 \
                Congress passed a law.";
    let out = |format: &str, columns: &str| {
        let run = run(&["timeline", "--text", text, "-f", format, "--columns", columns]);
        run.ends(0, &["2 events"]);
        run.out
    };
    let csv = out("csv", "plover,acled,plover");
    let header = csv.lines().next().expect("a header");
    let columns = ["plover_type", "plover_mode", "acled_event_type", "acled_sub_event_type"];
    assert!(header.ends_with(&format!("quote_hashes,{}", columns.join(","))), "{header}");
    let mut ends = csv.lines().skip(1).map(|line| line.rsplitn(5, ',').collect::<Vec<_>>());
    let arrest = ends.next().expect("a row");
    assert_eq!(arrest[..4], ["Arrests", "Strategic developments", "arrest", "COERCE"]);
    assert_eq!(ends.next().expect("a row")[..4], [""; 4]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&out("json", "acled")).expect("JSON");
    assert_eq!(rows[0]["acled_sub_event_type"], "Arrests");
    assert_eq!(rows[1].get("acled_event_type"), Some(&serde_json::Value::Null));
    assert_eq!(rows[0].get("plover_type"), None);
    assert!(out("table", "plover").contains("plover_mode"));
    let unknown = ["timeline", "gone", "--columns", "cameo"];
    run(&unknown).ends(2, &["the columns `cameo` are not known; use one of acled, plover"]);
}
