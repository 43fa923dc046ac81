//! Where the rows go, and what is left behind when something goes wrong.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::support::{Folder, NOTE, Run, run};

#[test]
fn a_file_takes_its_format_from_the_extension() {
    let folder = Folder::with(&[("a.txt", NOTE)]);
    for (file, begins) in [("t.csv", "id,start,end"), ("t.json", "["), ("t.jsonl", "")] {
        let run = folder.run(&["timeline", "a.txt", "-o", file]);
        assert_eq!(run.ends(0, &[]).out, "");
        assert!(folder.read(file).starts_with(begins), "{file}");
    }
    folder.run(&["timeline", "a.txt", "-o", "t.pdf"]).ends(2, &["extension .pdf", "--format"]);
    folder.run(&["timeline", "a.txt", "-o", "t", "--format", "json"]).ends(0, &[]);
}

#[test]
fn an_existing_file_is_replaced_whole() {
    let folder = Folder::with(&[("a.txt", NOTE), ("t.csv", "what was there before\n")]);
    folder.run(&["timeline", "a.txt", "-o", "t.csv"]).ends(0, &[]);
    assert!(folder.read("t.csv").starts_with("id,"));
    assert_eq!(folder.names(), ["a.txt", "t.csv"]);
}

#[test]
fn a_missing_folder_and_a_folder_are_no_output_files() {
    let folder = Folder::with(&[("a.txt", NOTE), ("in/b.txt", NOTE)]);
    folder
        .run(&["timeline", "a.txt", "-o", "nowhere/t.csv"])
        .ends(1, &["nowhere/t.csv: there is no folder nowhere; make it"]);
    folder
        .run(&["timeline", "a.txt", "-o", "in", "--format", "csv"])
        .ends(1, &["in: a folder; name a file"]);
    assert_eq!(folder.names(), ["a.txt", "in"]);
}

#[test]
fn a_failed_run_leaves_the_old_file() {
    let folder = Folder::with(&[("t.csv", "kept\n")]);
    folder.run(&["timeline", "nowhere", "-o", "t.csv"]).ends(1, &[]);
    let unknown = ["who", "Nemo Ninguno", "--text", "Nobody came.", "-o", "t.csv"];
    folder.run(&unknown).ends(1, &["Nemo Ninguno"]);
    assert_eq!(folder.read("t.csv"), "kept\n");
    assert_eq!(folder.names(), ["t.csv"]);
}

#[test]
fn formats_that_are_not_known_are_usage() {
    let folder = Folder::with(&[("a.txt", NOTE)]);
    let unknown = ["timeline", "a.txt", "--format", "xlsx"];
    folder.run(&unknown).ends(2, &["`xlsx` is not known; use one of table, csv, json, jsonl"]);
    let excel = ["timeline", "a.txt", "--format", "json", "--excel"];
    folder.run(&excel).ends(2, &["--excel goes with the format csv"]);
}

#[test]
fn what_cannot_be_written_is_told_before_anything_is_read() {
    let folder = Folder::with(&[]);
    for verb in [
        &["timeline", "gone"][..],
        &["explain", "0", "gone"],
        &["mentions", "gone"],
        &["dates", "gone"],
        &["who", "Zambada", "gone"],
        &["check", "gone.csv", "gone"],
        &["diff", "gone.csv", "gone.csv"],
        &["gazetteer", "suggest", "gone"],
        &["gazetteer", "stats", "gone"],
    ] {
        let run = folder.run(&[verb, &["-f", "xlsx"]].concat());
        assert!(!run.ends(2, &["`xlsx` is not known"]).err.contains("gone"), "{verb:?}");
        let run = folder.run(&[verb, &["-o", "nowhere/t.csv"]].concat());
        assert!(run.err.contains("there is no folder nowhere"), "{verb:?}: {}", run.err);
    }
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    for format in ["csv", "jsonl", "json", "table"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cronica"))
            .args(["gazetteer", "list", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        drop(out);
        let run = Run::new(child.wait_with_output().expect("it ends"));
        run.ends(0, &[]);
        assert_eq!(run.err, "", "{format}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_standard_error_is_no_failure() {
    let folder = Folder::with(&[("a.txt", NOTE)]);
    let mut child = folder
        .command(&["dates", "a.txt", "nowhere"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stderr.take());
    let run = Run::new(child.wait_with_output().expect("it ends"));
    run.ends(3, &[]);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_half_written() {
    for signal in ["-INT", "-TERM"] {
        let folder = Folder::with(&[("t.csv", "kept\n")]);
        // The program waits for its input, with the output begun.
        let mut child = folder
            .command(&["timeline", "-", "-o", "t.csv"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let input = child.stdin.take();
        let begun = Instant::now();
        while folder.names().len() < 2 {
            assert!(begun.elapsed() < Duration::from_secs(60), "no unfinished file was seen");
            std::thread::sleep(Duration::from_millis(10));
        }
        let status = Command::new("kill").args([signal, &child.id().to_string()]).status();
        assert!(status.expect("kill runs").success());
        assert_eq!(child.wait().expect("it ends").code(), Some(130));
        drop(input);
        assert_eq!(folder.names(), ["t.csv"]);
        assert_eq!(folder.read("t.csv"), "kept\n");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn devices_are_written_to_and_a_full_disk_is_told() {
    let folder = Folder::with(&[("a.txt", NOTE)]);
    folder.run(&["timeline", "a.txt", "-o", "/dev/null", "--format", "csv"]).ends(0, &[]);
    let null = std::fs::metadata("/dev/null").expect("it is still there");
    assert!(!null.is_file());
    let full = ["timeline", "a.txt", "-o", "/dev/full", "--format", "csv"];
    folder.run(&full).ends(1, &["/dev/full: the disk is full"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through() {
    let folder = Folder::with(&[("a.txt", NOTE), ("real/t.csv", "old\n")]);
    std::os::unix::fs::symlink("real/t.csv", folder.path("t.csv")).unwrap();
    folder.run(&["timeline", "a.txt", "-o", "t.csv"]).ends(0, &[]);
    assert!(folder.read("real/t.csv").starts_with("id,"));
    assert!(folder.path("t.csv").is_symlink());
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let verbs: &[&[&str]] = &[
        &["timeline", "--format", "jsonl", "seeds"],
        &["timeline", "--format", "csv", "seeds"],
        &["mentions", "--format", "csv", "seeds"],
        &["dates", "--format", "json", "seeds"],
        &["who", "Guzmán", "--format", "jsonl", "seeds"],
    ];
    for verb in verbs {
        let outputs = ["1", "2", "7"].map(|n| run(&[verb, &["-j", n][..]].concat()));
        assert_eq!(outputs[0].out, outputs[1].out, "{verb:?}");
        assert_eq!(outputs[0].out, outputs[2].out, "{verb:?}");
        assert_eq!(outputs[0].err, outputs[1].err, "{verb:?}");
    }
    run(&["timeline", "-j", "0", "seeds"]).ends(2, &["no number from 1 to 256"]);
}

#[test]
fn quiet_leaves_only_errors() {
    let folder = Folder::with(&[("a.txt", "")]);
    assert_eq!(folder.run(&["dates", "--quiet", "a.txt"]).ends(0, &[]).err, "");
    folder.run(&["dates", "--quiet", "a.txt", "gone"]).ends(3, &["gone: no such file"]);
}
