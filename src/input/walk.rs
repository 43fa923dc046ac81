use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::sources::{self, Sources};
use super::{READERS, Reader};
use crate::error::Error;
use crate::model::Metadata;

/// A file to read, or standard input.
#[derive(Debug)]
pub struct InputFile {
    path: Option<PathBuf>,
    id: String,
    reader: &'static Reader,
    metadata: Metadata,
}

impl InputFile {
    /// Where it lies; `None` for standard input.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The identifier of its document: the path as given, with `/` between its parts, or `-`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The format.
    pub fn reader(&self) -> &'static Reader {
        self.reader
    }

    /// What its folder's `sources.csv` says of it.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }
}

/// The files below some paths.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files: in the order of the paths given, and sorted by path within each.
    pub files: Vec<InputFile>,
    /// Paths and metadata that could not be read.
    pub faults: Vec<Error>,
    /// Remarks, such as a metadata file without a document.
    pub notices: Vec<String>,
    /// How many files in folders were passed over because of their extension.
    pub skipped: usize,
}

/// Lists the files at and below `paths`; `-` is standard input.
///
/// Folders are walked recursively, hidden files and folders are passed over, as are pipes and
/// devices within them, and links are followed. What is reached twice is listed once.
pub fn walk(paths: &[PathBuf]) -> Walk {
    let mut walker = Walker::default();
    for path in paths {
        if path.as_os_str() == "-" {
            if walker.seen.insert(path.clone()) {
                walker.add(None, "-".into(), &READERS[0]);
            }
        } else if path.is_dir() {
            walker.folder(path);
        } else if let Err(error) = std::fs::metadata(path) {
            walker.walk.faults.push(Error::io(path, error));
        } else {
            let reader = reader_of(path).unwrap_or(&READERS[0]);
            walker.add(Some(path.clone()), id_of(path), reader);
        }
    }
    for sources in walker.sources.into_values() {
        walker.walk.faults.extend(sources.faults);
        walker.walk.notices.extend(sources.notices);
    }
    walker.walk
}

/// What is said of a link that leads to a folder above it.
const LOOP: &str = "a link that leads back to a folder above it; passed over";

#[derive(Default)]
struct Walker {
    walk: Walk,
    seen: HashSet<PathBuf>,
    sources: BTreeMap<PathBuf, Sources>,
}

impl Walker {
    fn folder(&mut self, folder: &Path) {
        let root = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.fault(error);
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            if entry.depth() > 0 && is_hidden(entry.file_name()) {
                if is_folder {
                    entries.skip_current_dir();
                }
            } else if !is_folder {
                self.file(&entry);
            } else if self.enters(&entry, &root) {
                self.read_sources(entry.path());
            } else {
                entries.skip_current_dir();
            }
        }
    }

    /// Whether to walk a folder: it was not walked before, and does not hold the `root`.
    fn enters(&mut self, folder: &DirEntry, root: &Path) -> bool {
        let path = folder.path();
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if folder.depth() > 0 && root.starts_with(&real) {
            self.notice(path, LOOP);
            return false;
        }
        self.seen.insert(real)
    }

    fn file(&mut self, entry: &DirEntry) {
        let path = entry.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name == sources::FILE {
            return;
        }
        if let Some((stem, _)) = name.split_once(".meta.") {
            if !has_document(path, stem) {
                self.notice(path, "no document has this name without .meta; passed over");
            }
            return;
        }
        match reader_of(path) {
            Some(_) if !entry.file_type().is_file() => {
                self.notice(path, "no file but a pipe or device; passed over");
            }
            Some(reader) => self.add(Some(path.to_owned()), id_of(path), reader),
            None => self.walk.skipped += 1,
        }
    }

    fn fault(&mut self, error: walkdir::Error) {
        let path = error.path().unwrap_or(Path::new("")).to_owned();
        if error.loop_ancestor().is_some() {
            self.notice(&path, LOOP);
        } else if path.is_symlink() && !path.exists() {
            let message = "a link to a file that is not there; mend or remove it";
            self.walk.faults.push(Error::document(path, message));
        } else {
            let source = error.into_io_error().unwrap_or_else(|| std::io::Error::other("unknown"));
            self.walk.faults.push(Error::io(path, source));
        }
    }

    fn notice(&mut self, path: &Path, message: &str) {
        self.walk.notices.push(format!("{}: {message}", path.display()));
    }

    fn add(&mut self, path: Option<PathBuf>, id: String, reader: &'static Reader) {
        let mut metadata = Metadata::default();
        if let Some(path) = &path {
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            if !self.seen.insert(real) {
                return;
            }
            let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            let sources = self.read_sources(folder.unwrap_or(Path::new(".")));
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            metadata = sources.rows.get(&*name).cloned().unwrap_or_default();
        }
        self.walk.files.push(InputFile { path, id, reader, metadata });
    }

    /// What the `sources.csv` of `folder` says, read once.
    fn read_sources(&mut self, folder: &Path) -> &Sources {
        self.sources.entry(folder.to_owned()).or_insert_with(|| sources::read(folder))
    }
}

/// Whether beside `path` there is a document that is called `stem` without its extension.
fn has_document(path: &Path, stem: &str) -> bool {
    let mut extensions = READERS.iter().flat_map(|reader| reader.extensions);
    if extensions.any(|extension| path.with_file_name(format!("{stem}.{extension}")).exists()) {
        return true;
    }
    // The extension may be written in capitals.
    let folder = path.parent().map(std::fs::read_dir);
    let names = folder.into_iter().flatten().flatten().flatten().map(|entry| entry.path());
    let mut documents = names.filter(|file| reader_of(file).is_some());
    documents.any(|file| file.file_stem().is_some_and(|name| name == stem))
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

fn reader_of(path: &Path) -> Option<&'static Reader> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str()))
}

fn id_of(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
