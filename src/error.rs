//! The one error of the library.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What the fallible functions of this crate return.
pub type Result<T> = std::result::Result<T, Error>;

/// Why loading, reading or writing failed.
///
/// The message begins with `file:line:` where there is a file, is lower case, has no full stop and
/// says what to do. Tell kinds apart with the predicates.
///
/// # Examples
///
/// ```
/// let error = cronica::Error::data("names.csv", 3, "the id `x` stands twice; remove one row");
/// assert!(error.is_data());
/// assert_eq!(error.to_string(), "names.csv:3: the id `x` stands twice; remove one row");
/// ```
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
enum Kind {
    Data { file: String, line: u64, message: String },
    Io { path: PathBuf, source: io::Error },
    Document { path: PathBuf, message: String },
    Many(Vec<Error>),
    Argument(String),
}

impl Error {
    /// A fault in a table or metadata file; `line` counts from 1, and 0 stands for the whole file.
    pub fn data(file: impl Into<String>, line: u64, message: impl Into<String>) -> Error {
        Error(Box::new(Kind::Data { file: file.into(), line, message: message.into() }))
    }

    /// A failure of the operating system at `path`.
    pub fn io(path: impl AsRef<Path>, source: io::Error) -> Error {
        Error(Box::new(Kind::Io { path: path.as_ref().to_owned(), source }))
    }

    /// A document that cannot be read as text.
    pub fn document(path: impl AsRef<Path>, message: impl Into<String>) -> Error {
        let path = path.as_ref().to_owned();
        Error(Box::new(Kind::Document { path, message: message.into() }))
    }

    /// A value that a caller gave and that cannot be used, such as a malformed date.
    pub fn argument(message: impl Into<String>) -> Error {
        Error(Box::new(Kind::Argument(message.into())))
    }

    /// The file at fault, its line (0 for the whole file) and what is wrong, where a table, rule or
    /// metadata file is.
    pub fn fault(&self) -> Option<(&str, u64, &str)> {
        match &*self.0 {
            Kind::Data { file, line, message } => Some((file, *line, message)),
            _ => None,
        }
    }

    /// Several faults found in one go; `None` where there are none.
    pub fn many(mut errors: Vec<Error>) -> Option<Error> {
        match errors.len() {
            0 => None,
            1 => errors.pop(),
            _ => Some(Error(Box::new(Kind::Many(errors)))),
        }
    }

    /// Whether a table, rule or metadata file is at fault.
    pub fn is_data(&self) -> bool {
        match &*self.0 {
            Kind::Data { .. } => true,
            Kind::Many(errors) => errors.iter().any(Error::is_data),
            _ => false,
        }
    }

    /// Whether the operating system failed to read or write.
    pub fn is_io(&self) -> bool {
        matches!(&*self.0, Kind::Io { .. })
    }

    /// Whether a document could not be read as text.
    pub fn is_document(&self) -> bool {
        matches!(&*self.0, Kind::Document { .. })
    }

    /// Whether a value given by the caller cannot be used.
    pub fn is_argument(&self) -> bool {
        matches!(&*self.0, Kind::Argument(_))
    }

    /// The operating system's kind of failure, where it was one.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        match &*self.0 {
            Kind::Io { source, .. } => Some(source.kind()),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Data { file, line: 0, message } => write!(f, "{file}: {message}"),
            Kind::Data { file, line, message } => write!(f, "{file}:{line}: {message}"),
            Kind::Io { path, source } => write!(f, "{}: {}", path.display(), describe(source)),
            Kind::Document { path, message } => write!(f, "{}: {message}", path.display()),
            Kind::Argument(message) => f.write_str(message),
            Kind::Many(errors) => {
                for (i, error) in errors.iter().enumerate() {
                    if i > 0 {
                        f.write_str("\n")?;
                    }
                    error.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

/// What went wrong in lower case, without the system's error number, and what to do.
fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::IsADirectory => "a folder; name a file".into(),
        io::ErrorKind::NotFound => "no such file or folder; check the path".into(),
        io::ErrorKind::PermissionDenied => {
            "permission denied; make it readable or leave it out".into()
        }
        io::ErrorKind::StorageFull => "the disk is full; make room and try again".into(),
        _ => {
            let message = error.to_string();
            let message = message.split(" (os error").next().unwrap_or_default();
            let mut letters = message.chars();
            let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
            format!("{first}{}; check that the path is sound", letters.as_str())
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
