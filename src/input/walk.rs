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
    size: Option<u64>,
    may_have_sidecar: bool,
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

    /// How many bytes it has; `None` for standard input, pipes and devices.
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    /// Whether a metadata file may lie beside it: a folder that was walked has told, and needs not be
    /// asked again.
    pub(super) fn may_have_sidecar(&self) -> bool {
        self.may_have_sidecar
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
            walker.standard_input();
            continue;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walker.folder(path),
            Ok(metadata) => walker.named(path, &metadata),
            Err(error) => walker.walk.faults.push(Error::io(path, error)),
        }
    }
    walker.finish()
}

/// What stands between the name of a document and the extension of its metadata file.
const SIDECAR: &str = ".meta.";

/// What is said of a link that leads to a folder above it.
const LOOP: &str = "a link that leads back to a folder above it; passed over";

#[derive(Default)]
struct Walker {
    walk: Walk,
    seen: HashSet<PathBuf>,
    sources: BTreeMap<PathBuf, Sources>,
    /// Names of the metadata files in folders, without what follows the name of their document.
    sidecars: HashSet<PathBuf>,
}

impl Walker {
    fn standard_input(&mut self) {
        if self.seen.insert("-".into()) {
            self.walk.files.push(InputFile {
                path: None,
                id: "-".into(),
                reader: &READERS[0],
                metadata: Metadata::default(),
                size: None,
                may_have_sidecar: false,
            });
        }
    }

    /// Adds a file that was named outright.
    fn named(&mut self, path: &Path, metadata: &std::fs::Metadata) {
        let reader = reader_of(path).unwrap_or(&READERS[0]);
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let size = metadata.is_file().then_some(metadata.len());
        self.add(path, real, reader, size, true);
    }

    fn folder(&mut self, folder: &Path) {
        let root = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        // Where the folders from the root to the current one really lie.
        let mut folders: Vec<PathBuf> = Vec::new();
        let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.fault(error);
                    continue;
                }
            };
            folders.truncate(entry.depth());
            let real = match folders.last() {
                Some(folder) if !entry.path_is_symlink() => folder.join(entry.file_name()),
                _ => entry.path().canonicalize().unwrap_or_else(|_| entry.path().to_owned()),
            };
            let is_folder = entry.file_type().is_dir();
            if entry.depth() > 0 && is_hidden(entry.file_name()) {
                if is_folder {
                    entries.skip_current_dir();
                }
            } else if !is_folder {
                self.file(&entry, real);
            } else if self.enters(&entry, &real, &root) {
                self.read_sources(entry.path());
                folders.push(real);
            } else {
                entries.skip_current_dir();
            }
        }
    }

    /// Whether to walk a folder: it was not walked before, and does not hold the `root`.
    fn enters(&mut self, folder: &DirEntry, real: &Path, root: &Path) -> bool {
        if folder.depth() > 0 && root.starts_with(real) {
            self.notice(folder.path(), LOOP);
            return false;
        }
        self.seen.insert(real.to_owned())
    }

    fn file(&mut self, entry: &DirEntry, real: PathBuf) {
        let path = entry.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name == sources::FILE {
            return;
        }
        if let Some((stem, _)) = name.split_once(SIDECAR) {
            self.sidecars.insert(path.with_file_name(stem));
            if !has_document(path, stem) {
                self.notice(path, "no document has this name without .meta; passed over");
            }
            return;
        }
        match reader_of(path) {
            Some(_) if !entry.file_type().is_file() => {
                self.notice(path, "no file but a pipe or device; passed over");
            }
            Some(reader) => {
                let size = entry.metadata().map_or(0, |metadata| metadata.len());
                self.add(path, real, reader, Some(size), false);
            }
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

    /// Adds a file that really lies at `real`, unless it was reached before.
    fn add(
        &mut self,
        path: &Path,
        real: PathBuf,
        reader: &'static Reader,
        size: Option<u64>,
        may_have_sidecar: bool,
    ) {
        if !self.seen.insert(real) {
            return;
        }
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let sources = self.read_sources(folder.unwrap_or(Path::new(".")));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let metadata = sources.rows.get(&*name).cloned().unwrap_or_default();
        let (id, path) = (id_of(path), Some(path.to_owned()));
        self.walk.files.push(InputFile { path, id, reader, metadata, size, may_have_sidecar });
    }

    /// What the `sources.csv` of `folder` says, read once.
    fn read_sources(&mut self, folder: &Path) -> &Sources {
        self.sources.entry(folder.to_owned()).or_insert_with(|| sources::read(folder))
    }

    fn finish(mut self) -> Walk {
        if !self.sidecars.is_empty() {
            for file in &mut self.walk.files {
                let stem = file.path.as_ref().map(|path| path.with_extension(""));
                file.may_have_sidecar |= stem.is_some_and(|stem| self.sidecars.contains(&stem));
            }
        }
        for sources in self.sources.into_values() {
            self.walk.faults.extend(sources.faults);
            self.walk.notices.extend(sources.notices);
        }
        self.walk
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
