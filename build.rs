//! Lists the data files of `gazetteers/` and `rules/`, so that the library can embed them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut files = Vec::new();
    for folder in ["gazetteers", "rules"] {
        println!("cargo::rerun-if-changed={folder}");
        list(&root.join(folder), &mut files);
    }
    let name = |file: &PathBuf| {
        let name = file.strip_prefix(&root).expect("below the root");
        name.to_str().expect("data files have UTF-8 names").replace('\\', "/")
    };
    let mut names: Vec<String> = files.iter().map(name).collect();
    names.sort();
    let mut code = String::from("&[\n");
    for name in names {
        // The root as the crate's compiler knows it: the build may have been moved since.
        let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?})", format!("/{name}"));
        writeln!(code, "    ({name:?}, include_str!({path})),").expect("writing to a string");
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("data.rs"), code).expect("the output folder can be written");
}

/// Adds the `.csv` and `.tsv` files below `folder` to `files`.
fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            list(&path, files);
        } else if path.extension().is_some_and(|e| e == "csv" || e == "tsv") {
            files.push(path);
        }
    }
}
