use serde::Serialize;

use crate::export::Cells;

/// A row of `cronica gazetteer stats`: one kind of entity.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoverageRow {
    /// The kind, or `all`.
    pub kind: &'static str,
    /// Entities in the dictionary.
    pub entities: usize,
    /// Their names, generated forms included.
    pub names: usize,
    /// Entities whose source says `unverified`.
    pub unverified: usize,
    /// Mentions in the documents that the dictionary knows.
    pub known: usize,
    /// Mentions of names that the dictionary lacks, recognised by their form.
    pub unlisted: usize,
}

impl CoverageRow {
    /// The share of mentions that the dictionary knows, in percent; `None` without mentions.
    pub fn covered(&self) -> Option<f64> {
        let all = self.known + self.unlisted;
        (all > 0).then(|| (1000.0 * self.known as f64 / all as f64).round() / 10.0)
    }
}

impl Cells for CoverageRow {
    const COLUMNS: &'static [&'static str] =
        &["kind", "entities", "names", "unverified", "known", "unlisted", "covered_percent"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.kind.into(),
            self.entities.to_string(),
            self.names.to_string(),
            self.unverified.to_string(),
            self.known.to_string(),
            self.unlisted.to_string(),
            super::optional(self.covered()),
        ]
    }
}
