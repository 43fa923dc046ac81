//! Runs the program in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A sentence with names and a day, for documents whose content does not matter.
pub const NOTE: &str = "On 5 January 2023 soldiers arrested Ovidio Guzmán López in Culiacán.\n";

/// A folder that is removed at the end of the test.
pub struct Folder(TempDir);

impl Folder {
    /// A folder with these files; `/` in a name makes folders.
    pub fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(TempDir::new().expect("a folder for the test"));
        for (name, text) in files {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    /// Adds a file.
    pub fn write(&self, name: &str, bytes: &[u8]) -> &Folder {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text file")
    }

    /// The names of the files and folders in it, hidden ones included.
    pub fn names(&self) -> Vec<String> {
        names(self.0.path())
    }

    /// A command of the program that runs in this folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cronica"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    /// Runs the program here.
    pub fn run(&self, args: &[&str]) -> Run {
        Run::new(self.command(args).output().expect("the program starts"))
    }

    /// Runs the program here with `input` on standard input.
    pub fn run_with_input(&self, args: &[&str], input: &[u8]) -> Run {
        self.write(".input", input);
        let input = fs::File::open(self.path(".input")).expect("the file just written");
        Run::new(self.command(args).stdin(input).output().expect("the program starts"))
    }
}

/// Runs the program in the project's root.
pub fn run(args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cronica"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    Run::new(command.output().expect("the program starts"))
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> =
        entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What a run of the program left.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn new(output: Output) -> Run {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let run =
            Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
        assert!(!run.err.contains("panicked"), "{}", run.err);
        run
    }

    /// Asserts the exit code and that each of `messages` stands on standard error.
    #[track_caller]
    pub fn ends(&self, code: i32, messages: &[&str]) -> &Run {
        assert_eq!(self.code, Some(code), "{}", self.err);
        for message in messages {
            assert!(self.err.contains(message), "`{message}` is not in:\n{}", self.err);
        }
        self
    }

    /// The rows of JSON Lines.
    pub fn rows(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }
}
