use serde::Serialize;

use super::optional;
use crate::export::Cells;

/// A row of `cronica check`: one name in one document.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckRow {
    /// The name as the list has it.
    pub query: String,
    /// The gazetteer's identifier; `null` where the dictionary has no such name and the text was
    /// searched for the words.
    pub entity: Option<String>,
    /// The canonical name.
    pub name: Option<String>,
    /// The document.
    pub doc: String,
    /// How often the document names it.
    pub count: usize,
    /// Code point of the first naming.
    pub first: Option<usize>,
    /// Code point of the last naming.
    pub last: Option<usize>,
}

impl Cells for CheckRow {
    const COLUMNS: &'static [&'static str] =
        &["query", "entity", "name", "doc", "count", "first", "last"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.query.clone(),
            optional(self.entity.as_ref()),
            optional(self.name.as_ref()),
            self.doc.clone(),
            self.count.to_string(),
            optional(self.first),
            optional(self.last),
        ]
    }
}
