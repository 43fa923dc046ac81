//! Files and folders, good and bad.

use super::support::{Folder, NOTE};

/// The documents that `dates --format timeml` wrote, in their order.
fn documents(out: &str) -> Vec<&str> {
    let ids = out.split("<DOCID>").skip(1);
    ids.map(|rest| rest.split("</DOCID>").next().unwrap_or_default()).collect()
}

const LIST: [&str; 3] = ["dates", "--format", "timeml"];

fn list<'a>(paths: &[&'a str]) -> Vec<&'a str> {
    [&LIST[..], paths].concat()
}

#[test]
fn a_wrong_path_alone_fails() {
    let folder = Folder::with(&[]);
    folder.run(&["timeline", "nowhere"]).ends(1, &["nowhere: no such file or folder"]);
}

#[test]
fn a_wrong_path_among_good_ones_is_reported_and_the_rest_done() {
    let folder = Folder::with(&[("a.txt", NOTE), ("b.txt", NOTE)]);
    let run = folder.run(&list(&["a.txt", "nowhere.txt", "b.txt"]));
    run.ends(3, &["nowhere.txt: no such file or folder", "1 not read"]);
    assert_eq!(documents(&run.out), ["a.txt", "b.txt"]);
}

#[test]
fn an_empty_folder_says_what_to_put_there() {
    let folder = Folder::with(&[]);
    folder.run(&["timeline", "."]).ends(1, &["nothing to read", ".txt, .md or .html"]);
}

#[test]
fn a_folder_of_other_formats_says_so() {
    let folder = Folder::with(&[("a.jpg", "x"), ("b.docx", "x")]);
    folder.run(&["timeline", "."]).ends(1, &["2 files with other extensions"]);
}

#[test]
fn an_empty_file_is_an_empty_result() {
    let folder = Folder::with(&[("a.txt", ""), ("b.md", "---\ntitle: B\n---\n")]);
    let run = folder.run(&["mentions", "--format", "jsonl", "a.txt", "b.md"]);
    run.ends(0, &["a.txt: holds no text", "b.md: holds no text", "0 mentions in 2 documents"]);
    assert_eq!(run.out, "");
}

#[test]
fn a_few_letters_of_an_old_encoding_are_western() {
    let folder = Folder::with(&[]);
    folder.write(
        "a.txt",
        b"El martes soldados detuvieron a Ovidio Guzm\xe1n L\xf3pez en Oca\xf1a.\n",
    );
    let run = folder.run(&["mentions", "a.txt", "-f", "jsonl"]);
    run.ends(0, &["a.txt: read as windows-1252"]);
    assert!(run.out.contains("Ocaña"), "{}", run.out);
}

#[test]
fn marks_of_markdown_are_no_words_and_stay_in_quotes() {
    let text = "## A raid\n\nHe was [arrested](https://example.org/x_y) by the *Mexican Navy* on 3 May 2019 \
                in `Choix`.\n";
    let folder = Folder::with(&[("a.md", text)]);
    let rows = folder.run(&["timeline", "a.md", "-f", "jsonl"]).rows();
    assert_eq!(rows[0]["actors"][0]["entity"], "mx-semar");
    assert_eq!(rows[0]["places"][0]["entity"], "mx-sin-choix");
    assert_eq!(rows[0]["headline"], "He was arrested by the Mexican Navy on 3 May 2019 in Choix.");
    let source = &rows[0]["sources"][0];
    assert_eq!(source["quote"], text.lines().nth(2).expect("a line"));
    let start = source["actors"][0]["start"].as_u64().expect("a position") as usize;
    assert!(text[start..].starts_with("Mexican Navy*"));
}

#[test]
fn an_empty_text_is_told() {
    let run = Folder::with(&[]).run(&["dates", "--text", " ", "-f", "jsonl"]);
    run.ends(0, &["the text of --text is empty", "0 dates"]);
}

#[test]
fn files_that_are_no_text_are_named_and_the_rest_done() {
    let folder = Folder::with(&[("good.txt", NOTE), ("report.txt", "%PDF-1.7\n%âãÏÓ\n")]);
    folder.write("program.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00");
    folder.write("office.txt", b"PK\x03\x04rest");
    let run = folder.run(&list(&["."]));
    run.ends(
        3,
        &[
            "office.txt: no text but a zip archive or office document",
            "program.txt: no text but binary data",
            "report.txt: no text but a PDF file; save its text as .txt first",
            "3 not read",
        ],
    );
    assert_eq!(documents(&run.out), ["./good.txt"]);
}

#[test]
fn encodings_are_detected_and_told() {
    let text = "El 5 de enero de 2023, en Culiacán, la señal llegó a Peñasco; según él, mañana.";
    let folder = Folder::with(&[("utf-8.txt", text)]);
    folder.write("bom.txt", &[b"\xef\xbb\xbf", text.as_bytes()].concat());
    folder.write("utf-16.txt", &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    folder.write("latin-1.txt", &text.chars().map(|c| c as u8).collect::<Vec<_>>());
    folder.write("broken.txt", &[text.as_bytes(), b"\xff end"].concat());
    let run = folder.run(&list(&["."]));
    run.ends(
        0,
        &[
            "latin-1.txt: read as windows-1252",
            "utf-16.txt: read as UTF-16LE",
            "broken.txt: read as UTF-8; 1 broken character replaced by U+FFFD",
        ],
    );
    assert!(!run.err.contains("utf-8.txt") && !run.err.contains("bom.txt"), "{}", run.err);
    assert_eq!(documents(&run.out).len(), 5);
    assert_eq!(run.out.matches("Peñasco").count(), 5);
    assert!(!run.out.contains('\u{feff}'));
}

#[test]
fn a_line_of_fifty_megabytes_is_read() {
    let folder = Folder::with(&[]);
    folder.write("line.txt", NOTE.trim_end().repeat(50_000_000 / NOTE.len()).as_bytes());
    let run = folder.run(&["timeline", "--format", "jsonl", "line.txt"]);
    run.ends(0, &["in 1 document"]);
}

#[test]
fn hidden_files_and_folders_are_passed_over() {
    let folder = Folder::with(&[("a.txt", NOTE), (".b.txt", NOTE), (".git/c.txt", NOTE)]);
    let run = folder.run(&list(&["."]));
    assert_eq!(documents(&run.ends(0, &[]).out), ["./a.txt"]);
    let run = folder.run(&list(&[".b.txt"]));
    assert_eq!(documents(&run.ends(0, &[]).out), [".b.txt"]);
}

#[test]
fn a_file_given_twice_is_read_once() {
    let folder = Folder::with(&[("in/a.txt", NOTE)]);
    let run = folder.run(&list(&["in/a.txt", "in", "./in/a.txt", "in/../in"]));
    assert_eq!(documents(&run.ends(0, &[]).out), ["in/a.txt"]);
    let run = folder.run_with_input(&list(&["-", "-"]), NOTE.as_bytes());
    assert_eq!(documents(&run.ends(0, &[]).out), ["-"]);
}

#[test]
fn folders_are_walked_in_order() {
    let folder =
        Folder::with(&[("b/z.txt", NOTE), ("a.md", NOTE), ("c.html", NOTE), ("b/y.txt", NOTE)]);
    let run = folder.run(&list(&["."]));
    let expected = ["./a.md", "./b/y.txt", "./b/z.txt", "./c.html"];
    assert_eq!(documents(&run.ends(0, &[]).out), expected);
}

#[test]
fn standard_input_and_text_are_documents() {
    let folder = Folder::with(&[]);
    let run = folder.run_with_input(&list(&["-"]), NOTE.as_bytes());
    assert_eq!(documents(&run.ends(0, &["in 1 document"]).out), ["-"]);
    let run = folder.run(&list(&["--text", NOTE]));
    assert!(run.ends(0, &[]).out.contains("Ovidio"));
    folder.run(&["dates", "--text", NOTE, "a.txt"]).ends(2, &["cannot be used with"]);
    folder.run(&["dates"]).ends(2, &["<PATH>..."]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn links_that_lead_back_are_told_and_passed_over() {
        let folder = Folder::with(&[("in/deep/a.txt", NOTE), ("other.txt", NOTE)]);
        symlink(".", folder.path("in/self")).unwrap();
        symlink("../..", folder.path("in/deep/up")).unwrap();
        symlink("deep", folder.path("in/again")).unwrap();
        let run = folder.run(&list(&["in"]));
        run.ends(0, &["in/self: a link that leads back", "up: a link that leads back"]);
        assert_eq!(documents(&run.out), ["in/again/a.txt"]);
    }

    #[test]
    fn a_link_to_nothing_is_told() {
        let folder = Folder::with(&[("in/a.txt", NOTE)]);
        symlink("nowhere", folder.path("in/b.txt")).unwrap();
        let run = folder.run(&list(&["in"]));
        run.ends(3, &["in/b.txt: a link to a file that is not there"]);
    }

    #[test]
    fn an_unreadable_file_is_told_and_the_rest_done() {
        let folder = Folder::with(&[("in/a.txt", NOTE)]);
        // Permissions do not bind root; this file binds everyone.
        let unreadable = "/proc/self/mem";
        if !std::path::Path::new(unreadable).exists() {
            eprintln!("no {unreadable} here; not tested");
            return;
        }
        symlink(unreadable, folder.path("in/b.txt")).unwrap();
        let run = folder.run(&list(&["in"]));
        run.ends(3, &["in/b.txt: input/output error", "1 not read"]);
        assert_eq!(documents(&run.out), ["in/a.txt"]);
    }

    #[test]
    fn a_file_without_permission_is_told() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::with(&[("in/a.txt", NOTE), ("in/b.txt", NOTE)]);
        let path = folder.path("in/b.txt");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
        if std::fs::read(&path).is_ok() {
            eprintln!("root reads everything; not tested");
            return;
        }
        folder.run(&list(&["in"])).ends(3, &["in/b.txt: permission denied"]);
    }

    #[test]
    fn a_pipe_that_is_named_is_waited_for_and_this_is_told() {
        let folder = Folder::with(&[]);
        let pipe = folder.path("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
        let writer = std::thread::spawn(move || std::fs::write(pipe, NOTE));
        folder.run(&["dates", "pipe"]).ends(0, &["pipe: a pipe; waiting", "1 date"]);
        writer.join().expect("it writes").expect("to the pipe");
    }

    #[test]
    fn a_pipe_in_a_folder_is_passed_over() {
        let folder = Folder::with(&[("in/a.txt", NOTE)]);
        let made = Command::new("mkfifo").arg(folder.path("in/b.txt")).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("no mkfifo here; not tested");
            return;
        }
        let run = folder.run(&list(&["in"]));
        run.ends(0, &["in/b.txt: no file but a pipe or device"]);
        assert_eq!(documents(&run.out), ["in/a.txt"]);
    }
}
