//! Files → [`Document`]s.
//!
//! Enters: paths. Leaves: documents with their metadata, and what could not be read. Reads no
//! tables. A file's format is told by its extension; its encoding is detected. Positions refer to
//! [`Document::text`]: the file as decoded, without its byte order mark; of an HTML page, the
//! extracted main text.

mod corrections;
mod decode;
pub mod gazetteers;
mod html;
mod language;
mod markdown;
mod metadata;
mod names;
mod sources;
mod walk;

use std::io::Read;
use std::path::Path;

pub use corrections::{CorrectionRow, read_corrections};
pub use names::read_names;
pub use walk::{InputFile, Walk, walk};

use crate::error::{Error, Result};
use crate::model::{Document, Metadata, PublishedFrom};

/// An input format.
#[derive(Debug)]
pub struct Reader {
    /// What it is called.
    pub name: &'static str,
    /// The file extensions by which it is told, in lower case.
    pub extensions: &'static [&'static str],
    /// Takes text and metadata out of a file's decoded contents.
    read: fn(String) -> std::result::Result<Content, String>,
}

/// The input formats; the first also reads files that were named outright and have no known
/// extension, and standard input.
pub const READERS: &[Reader] = &[
    Reader { name: "text", extensions: &["txt", "text"], read: plain },
    Reader { name: "markdown", extensions: &["md", "markdown"], read: markdown::read },
    Reader { name: "html", extensions: &["html", "htm", "xhtml"], read: html::read },
];

/// Bytes of the largest file: positions in a text have 32 bits.
const LARGEST: u64 = u32::MAX as u64;

/// What a format takes out of a file.
#[derive(Debug, Default)]
struct Content {
    text: String,
    /// The text with blanks for marks that are no words, where there are any.
    reading: Option<String>,
    /// Where the text to annotate begins.
    body: usize,
    metadata: Metadata,
    /// Faults in the metadata: line from 1, and message.
    faults: Vec<(u64, String)>,
}

/// A document with what the reader should know about how it was read.
#[derive(Debug)]
pub struct Loaded {
    /// The document.
    pub document: Document,
    /// Remarks, such as the encoding that was detected.
    pub notices: Vec<String>,
    /// Faults in its metadata; the document was read all the same.
    pub faults: Vec<Error>,
}

/// Reads one file.
///
/// # Errors
///
/// Where the file cannot be read, or is no text.
pub fn read(file: &InputFile) -> Result<Loaded> {
    let bytes = contents(file)?;
    let is_html = file.reader().name == "html";
    let decoded = decode::decode(bytes, is_html).map_err(|m| Error::document(file.id(), m))?;
    let content = (file.reader().read)(decoded.text).map_err(|m| Error::document(file.id(), m))?;
    let mut notices = Vec::new();
    if content.text[content.body..].trim().is_empty() {
        notices.push(format!("{}: holds no text", file.id()));
    }
    notices.extend(decoded.notice.map(|notice| format!("{}: {notice}", file.id())));
    let mut faults: Vec<Error> = content
        .faults
        .into_iter()
        .map(|(line, message)| Error::data(file.id(), line, message))
        .collect();
    let path = file.path().filter(|_| file.may_have_sidecar());
    let sidecar = path.map_or_else(Metadata::default, |path| sidecar(path, &mut faults));
    let mut metadata = sidecar.or(file.metadata().clone()).or(content.metadata);
    if metadata.language.is_none() {
        metadata.language = language::detect(&content.text[content.body..]);
    }
    let document = Document::new(file.id(), content.text, metadata).with_body(content.body);
    let document = match content.reading {
        Some(reading) => document.with_reading(reading),
        None => document,
    };
    Ok(Loaded { document, notices, faults })
}

/// The bytes of a file or of standard input.
fn contents(file: &InputFile) -> Result<Vec<u8>> {
    let fault = |error| Error::io(file.id(), error);
    let source: Box<dyn Read> = match file.path() {
        Some(path) => Box::new(std::fs::File::open(path).map_err(fault)?),
        None => Box::new(std::io::stdin()),
    };
    let expected = file.size().unwrap_or_default().min(LARGEST);
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    source.take(LARGEST + 1).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::document(file.id(), "larger than 4 GiB; split it"));
    }
    Ok(bytes)
}

/// The document `id` with this text, whose language is detected.
///
/// # Examples
///
/// ```
/// use cronica::Language;
/// use cronica::input::from_text;
///
/// let document = from_text("note", "La Marina informó el martes que detuvo a tres hombres.");
/// assert_eq!(document.language(), Language::Spanish);
/// ```
pub fn from_text(id: &str, text: impl Into<Box<str>>) -> Document {
    let text = text.into();
    let metadata = Metadata { language: language::detect(&text), ..Metadata::default() };
    Document::new(id, text, metadata)
}

/// The metadata file beside `path`, if there is one: `NAME.meta.yaml`, `.yml`, `.toml` or `.json`.
fn sidecar(path: &Path, faults: &mut Vec<Error>) -> Metadata {
    for (extension, parse) in metadata::SYNTAXES {
        let beside = path.with_extension(format!("meta.{extension}"));
        let Ok(bytes) = std::fs::read(&beside) else { continue };
        let name = beside.display().to_string();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) => {
                faults.push(Error::data(name, 0, "not UTF-8; save the file as UTF-8"));
                continue;
            }
        };
        let (metadata, found) = metadata::parse(&text, 1, *parse, PublishedFrom::Sidecar);
        faults.extend(found.into_iter().map(|(line, m)| Error::data(name.clone(), line, m)));
        return metadata;
    }
    Metadata::default()
}

fn plain(text: String) -> std::result::Result<Content, String> {
    Ok(Content { text, ..Content::default() })
}
