use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::{Metadata, PublishedFrom};

/// How metadata is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Toml,
    Json,
}

/// Extensions of sidecar files and their syntax, in the order in which they are looked for.
pub(super) const SYNTAXES: &[(&str, Syntax)] = &[
    ("yaml", Syntax::Yaml),
    ("yml", Syntax::Yaml),
    ("toml", Syntax::Toml),
    ("json", Syntax::Json),
];

/// Faults: line from 1, and message.
type Faults = Vec<(u64, String)>;

/// Reads metadata whose first line is line `first` of its file; fields that are not known are
/// passed over.
pub(super) fn parse(
    text: &str,
    first: u64,
    syntax: Syntax,
    origin: PublishedFrom,
) -> (Metadata, Faults) {
    let parsed: Result<BTreeMap<String, Value>, String> = match syntax {
        Syntax::Yaml => serde_saphyr::from_str(text).map_err(|e| e.to_string()),
        Syntax::Toml => toml::from_str(text).map_err(|e| e.message().to_owned()),
        Syntax::Json => serde_json::from_str(text).map_err(|e| e.to_string()),
    };
    let mut fields = match parsed {
        Ok(fields) => fields,
        Err(message) => {
            let message = message.lines().next().unwrap_or_default().to_owned();
            let message = format!("metadata cannot be read: {message}; mend it or remove it");
            return (Metadata::default(), vec![(first, message)]);
        }
    };
    let take = |name: &str| fields.remove(name).and_then(scalar);
    let (metadata, messages) = from_fields(take, origin);
    let line_of = |field: &str| {
        let is_field = |line: &&str| line.trim_start().trim_start_matches('"').starts_with(field);
        text.lines().position(|line| is_field(&line)).map_or(first, |i| first + i as u64)
    };
    (metadata, messages.into_iter().map(|(field, m)| (line_of(field), m)).collect())
}

/// Fills the metadata from named fields; returns the fields with faults and what is wrong.
pub(super) fn from_fields(
    mut take: impl FnMut(&str) -> Option<String>,
    origin: PublishedFrom,
) -> (Metadata, Vec<(&'static str, String)>) {
    let mut faults = Vec::new();
    let published = ["published", "date"].into_iter().find_map(|name| {
        let cell = take(name)?;
        match date(&cell).parse() {
            Ok(edtf) => Some(edtf),
            Err(message) => {
                faults.push((name, message));
                None
            }
        }
    });
    let language = ["language", "lang"].into_iter().find_map(|name| {
        let cell = take(name)?;
        match cell.parse() {
            Ok(language) => Some(language),
            Err(message) => {
                faults.push((name, message));
                None
            }
        }
    });
    let metadata = Metadata {
        title: take("title"),
        publisher: take("publisher"),
        author: take("author"),
        published,
        published_from: published.map(|_| origin),
        language,
        url: take("url"),
    };
    (metadata, faults)
}

/// The day of a date with a time of day (`2024-05-01T10:00:00Z`); anything else unchanged.
pub(super) fn date(cell: &str) -> &str {
    match cell.split_once(['T', ' ']) {
        Some((day, _)) if day.len() == 10 => day,
        _ => cell,
    }
}

fn scalar(value: Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            values.into_iter().filter_map(scalar).collect::<Vec<_>>().join(", ")
        }
        // A TOML date comes as an object with one field.
        Value::Object(object) => object.into_iter().next().and_then(|(_, v)| scalar(v))?,
        Value::Bool(_) | Value::Null => return None,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
