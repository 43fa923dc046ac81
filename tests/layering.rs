//! The rooms name only what they may: the project's table of layers, read against the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room and the rooms that it may name as `crate::…`, besides itself.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("cells", &[]),
    ("threads", &[]),
    ("model", &["error"]),
    ("tables", &["error", "model", "cells"]),
    ("tokens", &["error", "model"]),
    ("timeline", &["error", "model", "tables", "threads", "tokens"]),
    ("input", &["error", "model", "tokens", "cells"]),
    ("export", &["error", "model"]),
    ("sentences", &["error", "model", "tables", "tokens"]),
    ("mentions", &["error", "model", "tables", "threads", "tokens"]),
    ("dates", &["error", "model", "tables", "tokens"]),
    ("events", &["error", "model", "tables", "threads", "tokens"]),
    (
        "pipeline",
        &[
            "error",
            "model",
            "tables",
            "threads",
            "tokens",
            "sentences",
            "mentions",
            "dates",
            "events",
            "timeline",
        ],
    ),
];

/// A crate and the rooms that may name it.
const KEPT_IN: &[(&str, &[&str])] = &[
    ("clap", &[]),
    ("csv", &["cells", "tables", "input", "export"]),
    ("chrono", &["model", "dates"]),
    ("rayon", &[]),
];

#[test]
fn rooms_name_only_the_rooms_below_them() {
    let mut faults = Vec::new();
    for (room, text, file) in sources() {
        let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == room) else {
            faults.push(format!("{file}: the room `{room}` is not in the table"));
            continue;
        };
        for named in rooms_named(&text) {
            if named != room && !allowed.contains(&named.as_str()) {
                faults.push(format!("{file}: `{room}` may not name `crate::{named}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for (room, text, file) in sources() {
        for (name, rooms) in KEPT_IN {
            let named = code(&text).any(|line| {
                [' ', '(', '<', '&'].iter().any(|c| line.contains(&format!("{c}{name}::")))
            });
            if named && !rooms.contains(&room.as_str()) {
                faults.push(format!("{file}: `{name}` is kept in {rooms:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_binary_names_only_the_library() {
    let own = ["args", "commands", "failure", "output", "session"];
    for (path, text) in read(&root().join("src/bin")) {
        for named in rooms_named(&text) {
            assert!(own.contains(&named.as_str()), "{}: names `{named}`", path.display());
        }
    }
}

/// The library's files: room, text, path.
fn sources() -> Vec<(String, String, String)> {
    let src = root().join("src");
    let mut sources = Vec::new();
    for (path, text) in read(&src) {
        let inside = path.strip_prefix(&src).expect("below src");
        let room = inside.iter().next().expect("a name").to_string_lossy();
        let room = room.trim_end_matches(".rs").to_owned();
        if room != "bin" && room != "lib" {
            sources.push((room, text, inside.display().to_string()));
        }
    }
    assert!(sources.len() > 20, "the sources were not found");
    sources
}

/// The rooms that `text` names as `crate::room`.
fn rooms_named(text: &str) -> BTreeSet<String> {
    let lines: Vec<&str> = code(text).collect();
    let mut rooms = BTreeSet::new();
    for part in lines.join("\n").split("crate::").skip(1) {
        let room: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if room.chars().next().is_some_and(char::is_lowercase) {
            rooms.insert(room);
        }
    }
    rooms
}

/// The lines that are no comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

fn read(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(read(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            files.push((path, text));
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
