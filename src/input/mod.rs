//! Files → [`Document`]s.
//!
//! Enters: paths. Leaves: documents with their metadata. Annotating is left to the pipeline.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::model::{Document, Edtf, Metadata, PublishedFrom};

/// Reads the `.txt` files of a folder with its `sources.csv`.
///
/// # Errors
///
/// Where the folder or a file cannot be read.
pub fn read_folder(folder: &Path) -> Result<Vec<Document>> {
    let mut sources: HashMap<String, Metadata> = HashMap::new();
    if let Ok(mut reader) = csv::Reader::from_path(folder.join("sources.csv")) {
        let rows = reader.deserialize::<HashMap<String, String>>().flatten();
        for row in rows {
            let get = |name: &str| row.get(name).filter(|cell| !cell.is_empty()).cloned();
            let published = get("published").and_then(|p| p.parse::<Edtf>().ok());
            let metadata = Metadata {
                title: get("title"),
                publisher: get("publisher"),
                author: get("author"),
                published,
                published_from: published.map(|_| PublishedFrom::Sources),
                language: get("language").and_then(|l| l.parse().ok()),
                url: get("url"),
            };
            sources.insert(get("file").unwrap_or_default(), metadata);
        }
    }
    let entries = std::fs::read_dir(folder).map_err(|e| Error::io(folder, e))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_string();
        let metadata = sources.get(&name).cloned().unwrap_or_default();
        Ok(Document::new(path.display().to_string(), text, metadata))
    };
    files.into_iter().map(read).collect()
}
